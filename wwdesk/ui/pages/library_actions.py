# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What the buttons of one instrument in the library do."""

from __future__ import annotations

from PySide6.QtCore import QObject

from wwdesk.domain.changes import Changes
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import InstrumentRow
from wwdesk.domain.texts import t
from wwdesk.forms.version_changes import VersionChanges
from wwdesk.services import answers_out, library
from wwdesk.ui.file_saving import save_file
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Page
from wwdesk.ui.pages.library_detail import Detail
from wwdesk.ui.pages.library_incoming import changes_lines


class LibraryActions(QObject):
    """Asks the services what the worker wants of `row`, the instrument shown."""

    def __init__(self, page: Page, detail: Detail, message: MessageBar) -> None:
        super().__init__(page)
        self.row: InstrumentRow | None = None
        self._page = page
        self._detail = detail
        self._message = message
        detail.use_wanted.connect(self._use)
        detail.retire_wanted.connect(self._retire)
        detail.discard_wanted.connect(self._discard)
        detail.compare_wanted.connect(self._compare)
        detail.workbook_wanted.connect(self._take_workbook)
        detail.file_wanted.connect(self._take_file)
        detail.excel_wanted.connect(self._take_excel)
        detail.csv_wanted.connect(self._take_csv)
        detail.fhir_wanted.connect(self._take_fhir)

    def refused(self, trouble: BaseException) -> bool:
        """Says why something was not done."""
        if isinstance(trouble, DeskError):
            self._message.show_error(trouble)
        return isinstance(trouble, DeskError)

    def take_starter(self) -> None:
        """A workbook to begin an own instrument with."""
        name = t("library.starter_file")
        save_file(self._page, name, t("library.kinds"), library.starter, self._message)

    def _use(self, version_id: str) -> None:
        self._message.clear()
        self._page.context.act(lambda desk: library.activate(desk, version_id), self._page, None, self.refused)

    def _retire(self) -> None:
        if self.row is not None:
            form_id = self.row.form_id
            self._page.context.act(lambda desk: library.retire(desk, form_id), self._page, None, self.refused)

    def _discard(self, version_id: str) -> None:
        context = self._page.context

        def done(_changes: Changes) -> None:
            context.offer_undo(t("library.discarded"), lambda desk: library.restore(desk, version_id))

        context.act(lambda desk: library.discard(desk, version_id), self._page, done, self.refused)

    def _compare(self, version_id: str) -> None:
        def told(changes: VersionChanges | None) -> None:
            self._detail.tell([t("library.alone")] if changes is None else changes_lines(changes))

        self._page.context.read(lambda desk: library.compare(desk, version_id), self._page, told)

    def _take_workbook(self) -> None:
        if self.row is not None:
            form_id, version = self.row.form_id, self.row.version
            name, kinds = f"{form_id}-{version}.xlsx", t("library.kinds")
            save_file(self._page, name, kinds, lambda desk: library.as_workbook(desk, form_id), self._message)

    def _take_file(self, version_id: str) -> None:
        save_file(
            self._page,
            lambda desk: library.source_file(desk, version_id)[0],
            t("library.kinds"),
            lambda desk: library.source_file(desk, version_id)[1],
            self._message,
        )

    def _take_excel(self, version_id: str) -> None:
        self._take_answers(version_id, as_csv=False)

    def _take_csv(self, version_id: str) -> None:
        self._take_answers(version_id, as_csv=True)

    def _take_answers(self, version_id: str, *, as_csv: bool) -> None:
        """The answers of every submitted screening with a version, without anybody's name."""
        save_file(
            self._page,
            lambda desk: answers_out.answers_name(desk, version_id, as_csv=as_csv),
            t("library.csv_kinds") if as_csv else t("library.excel_kind"),
            lambda desk: (answers_out.answers_as_csv if as_csv else answers_out.answers_as_workbook)(desk, version_id),
            self._message,
        )

    def _take_fhir(self, version_id: str) -> None:
        row = self.row
        if row is not None:
            name = f"{row.form_id}-{row.version}.json"
            save_file(
                self._page,
                name,
                t("exchange.json_kind"),
                lambda desk: answers_out.form_as_fhir(desk, version_id),
                self._message,
            )
