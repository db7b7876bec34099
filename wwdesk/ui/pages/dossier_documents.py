# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The documents of a dossier: add by choosing or dropping, look at a copy, bin with undo."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import Attachment, DossierOverview
from wwdesk.domain.texts import t
from wwdesk.services import dossiers
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import AskUnsaved, ask_unsaved
from wwdesk.ui.empty_state import EmptyState
from wwdesk.ui.file_places import proposed
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_copies import Copies, may_open, safe_name
from wwdesk.ui.pages.dossier_tab import DossierTab, button, in_a_row
from wwdesk.ui.tables import Column, ListTable, RowsModel


def show_size(size: int) -> str:
    """Bytes as people read them: `84 kB`, `2,4 MB`."""
    if size < 1_000_000:
        return t("dossier.documents.bytes.kb", n=max(1, round(size / 1000)))
    return t("dossier.documents.bytes.mb", n=f"{size / 1_000_000:.1f}".replace(".", ","))


def open_on_desktop(path: Path) -> bool:
    """Hands a file to the program the desktop uses for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class DocumentsTab(DossierTab):
    """The attachments. Copies that were opened go away when the dossier is left or the window locks."""

    def __init__(
        self,
        context: Context,
        ask: AskUnsaved = ask_unsaved,
        open_file: Callable[[Path], bool] = open_on_desktop,
    ) -> None:
        super().__init__(context, ask)
        self._open_file = open_file
        self._added: str | None = None
        self.copies = Copies()
        atexit.register(self.copies.clear)
        self.model = RowsModel[Attachment](
            (
                Column(t("dossier.documents.name"), lambda row: row.name, least=24),
                Column(t("dossier.documents.size"), lambda row: show_size(row.size), 9),
                Column(t("dossier.documents.added"), lambda row: show_date(row.added_at.astimezone().date()), 12),
                Column(t("dossier.documents.by"), lambda row: row.added_by, 18),
            )
        )
        self.table = ListTable(self.model, t("dossier.documents.list_name"))
        self.table.opened.connect(self.open_copy)
        self.table.remove_asked.connect(self.remove)
        self.table.picked.connect(self._follow)
        self.empty = EmptyState()
        self.empty_add = self.empty.add_button(t("dossier.documents.add"))
        self.empty_add.clicked.connect(self.choose_files)
        self.empty.end_buttons()
        self.add = button(t("dossier.documents.add"), self.choose_files, role="primary")
        self.open = button(t("dossier.documents.open"), self._open_current)
        self.save = button(t("dossier.documents.save_copy"), self._save_current)
        self.bin = button(t("dossier.remove"), self._remove_current)
        self.column.addLayout(in_a_row(self.add, self.open, self.save, self.bin))
        holder = QWidget()
        self.stack = QStackedLayout(holder)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.column.addWidget(holder, 1)
        self.setAcceptDrops(True)

    def fill(self, dossier: DossierOverview) -> None:
        """See DossierTab."""
        self.model.set_rows(dossier.attachments)
        self.stack.setCurrentWidget(self.table if dossier.attachments else self.empty)
        offered = (self.empty_add,) if self.may_edit else ()
        self.empty.say(t("dossier.documents.empty"), t("dossier.documents.empty_hint"), *offered)
        self._follow()
        self._choose_added()

    def new_here(self) -> bool:
        """See DossierTab."""
        if self.may_edit:
            self.choose_files()
        return True

    def _follow(self) -> None:
        some = bool(self.dossier and self.dossier.attachments)
        chosen = self.table.current() is not None
        self.add.setVisible(self.may_edit and some)
        self.open.setVisible(some)
        self.save.setVisible(some)
        self.bin.setVisible(self.may_edit and some)
        for key in (self.open, self.save, self.bin):
            key.setEnabled(chosen)

    def choose_files(self) -> None:
        """Asks for files and adds them."""
        names, _ = QFileDialog.getOpenFileNames(self, t("dossier.documents.choose"), proposed(""))
        self.add_files([Path(name) for name in names])

    def add_files(self, files: Sequence[Path]) -> None:
        """Keeps copies of files in the dossier, one after the other."""
        dossier = self.dossier
        if dossier is None or not self.may_edit:
            return
        self.trouble.clear()
        for file in files:
            self.context.act(
                lambda desk, file=file: dossiers.attach(desk, dossier.id, file),
                self,
                self._go_to_added,
                self.trouble.tell_error,
            )

    def _go_to_added(self, changes: Changes) -> None:
        self._added = changes.made
        self._choose_added()

    def _choose_added(self) -> None:
        """The keyboard goes to the new row once the list shows it: what comes next is opening or removing it."""
        rows = self.dossier.attachments if self.dossier else ()
        at = next((at for at, row in enumerate(rows) if row.id == self._added), None)
        if self._added is None or at is None:
            return
        self._added = None
        self.table.choose(at)
        self.table.setFocus()

    def open_copy(self, row: Attachment) -> None:
        """Shows a read-only copy in the program the desktop uses for it."""
        if not may_open(row.name):
            self.trouble.tell(t("dossier.documents.only_kept", name=row.name), t("dossier.documents.only_kept_do"))
            return

        def shown(path: Path) -> None:
            if self._open_file(path):
                self.trouble.clear()
                self.context.say(t("dossier.documents.opened", name=row.name))
            else:
                self.trouble.tell(
                    t("dossier.documents.no_program", name=row.name), t("dossier.documents.no_program_do")
                )

        def copy(desk: Desk) -> Path:
            return self.copies.write(*dossiers.attachment_content(desk, row.id))

        self.context.read(copy, self, shown)

    def save_copy(self, row: Attachment, path: Path) -> None:
        """Writes an attachment where the worker wants it."""

        def write(desk: Desk) -> bool:
            _, content = dossiers.attachment_content(desk, row.id)
            try:
                path.write_bytes(content)
            except OSError:
                return False
            return True

        def written(well: bool) -> None:
            if well:
                self.context.say(t("dossier.documents.copy_saved"))
            else:
                self.trouble.tell(t("dossier.documents.copy_failed"), t("dossier.documents.copy_failed_do"))

        self.context.read(write, self, written)

    def remove(self, row: Attachment) -> None:
        """Bins a document and offers to undo it."""
        if not self.may_edit:
            return
        told = t("dossier.documents.removed", name=row.name)

        def done(_changes: Changes) -> None:
            self.context.offer_undo(told, lambda desk: dossiers.restore_attachment(desk, row.id))

        self.context.act(lambda desk: dossiers.remove_attachment(desk, row.id), self, done, self.trouble.tell_error)

    def clear_copies(self) -> None:
        """Removes the copies that were opened."""
        self.copies.clear()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the tab, the page or the open office removes the copies; a minimised window keeps them."""
        if not event.spontaneous():
            self.clear_copies()
        super().hideEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if self.may_edit and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.context.say(t("dossier.documents.drop"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """See QWidget."""
        self.context.say("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Adds the files dropped."""
        self.context.say("")
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_copy(row)

    def _save_current(self) -> None:
        row = self.table.current()
        if row is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, t("dossier.documents.save_copy"), proposed(safe_name(row.name)))
        if name:
            self.save_copy(row, Path(name))

    def _remove_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.remove(row)
