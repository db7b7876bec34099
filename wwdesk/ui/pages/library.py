# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The library of instruments: read a workbook in, try it, put it to use, take it out again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import FormVersionRow, InstrumentRow
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.forms.errors import FormError
from wwdesk.forms.model import Form
from wwdesk.services import instruments, library
from wwdesk.services.desk import Desk
from wwdesk.services.printing import print_blank
from wwdesk.ui.cards import plain, primary
from wwdesk.ui.file_places import documents_folder
from wwdesk.ui.form_pdf import save_pdf
from wwdesk.ui.language_menu import offer_languages
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.library_actions import LibraryActions
from wwdesk.ui.pages.library_answers import LibraryAnswers
from wwdesk.ui.pages.library_detail import Detail, Trial, status_words
from wwdesk.ui.pages.library_incoming import IncomingPanel
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, Sheet, SideBySide


class LibraryPage(Page):
    """All instruments at the left; the chosen one beside them, with a trial below it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._sheet = Sheet(t("library.title"))
        self._sheet.say_below(t("library.subtitle"))
        self._sheet.filling(self)
        self.read_in = primary(t("library.read"))
        self.read_in.clicked.connect(self.new_here)
        self.begin = plain(t("library.starter"))
        for button in (self.read_in, self.begin):
            self._sheet.keys.addWidget(button)
        self.message = MessageBar()
        self.list = RowList(t("library.title"))
        self.list.show_bare()
        self.list.chosen.connect(self._choose)
        self.incoming = IncomingPanel()
        self.incoming.keep.connect(self._keep)
        self.incoming.dropped.connect(self.list.setFocus)
        self.detail = Detail()
        self.trial = Trial()
        self.trial.language_wanted.connect(self._speak)
        self._rows: dict[str, InstrumentRow] = {}
        self.languages = QMenu(self)
        self._chosen = ""
        self._tried = ""
        self.errands = LibraryActions(self, self.detail, self.message)
        self.answers = LibraryAnswers(self, self.message)
        self.begin.clicked.connect(self.errands.take_starter)
        self._build()

    def _build(self) -> None:
        self.detail.print_wanted.connect(self.print_here)
        self.detail.answers_wanted.connect(lambda: self.answers.ask(self._chosen))
        all_of_them = Card()
        all_of_them.column.addWidget(self.list)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(all_of_them)
        left.addStretch(1)
        trial = Card(t("library.trial"))
        trial.column.addWidget(self.trial)
        self.trial.setMinimumHeight(420)
        for widget in (self.incoming, self.detail, trial):
            right.addWidget(widget)
        right.addStretch(1)
        self._beside = SideBySide(900)
        self._beside.addLayout(left, 2)
        self._beside.addLayout(right, 5)
        self._sheet.column.addWidget(self.message)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where letters are large."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)

    def show_place(self, place: Place) -> None:
        """See Page; the record is the form_id of an instrument to show."""
        self._chosen = place.record_id or self._chosen
        super().show_place(place)

    def reload(self) -> None:
        """See Page."""
        self.context.read(instruments.library, self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return changes.concerns(Subject.FORMS)

    def new_here(self) -> None:
        """Ctrl+N: chooses a workbook and reads it in."""
        if self._may(Permission.MANAGE_FORMS):
            kinds = t("library.kinds")
            name, _ = QFileDialog.getOpenFileName(self, t("library.read"), str(documents_folder()), kinds)
            if name:
                self.read(Path(name))

    def read(self, file: Path) -> None:
        """Reads a workbook and shows what came of it."""

        def refused(trouble: BaseException) -> bool:
            if isinstance(trouble, FormError):
                self.incoming.show_mistakes(file.name, trouble)
            elif isinstance(trouble, DeskError):
                self.message.show_error(trouble)
            return isinstance(trouble, DeskError)

        self.message.clear()
        self.context.say(t("library.reading", file=file.name))
        desk = self.context.desk
        self.context.background.run(
            lambda: library.read_workbook(desk, file), self, self.incoming.show_incoming, refused
        )

    def print_here(self) -> None:
        """Ctrl+P: the chosen instrument to fill in with a pen."""
        row = self._rows.get(self._chosen)
        if row is not None and self._may(Permission.PRINT):
            offer_languages(self.languages, self.detail.print, row.languages, partial(self._print, row))

    def _print(self, row: InstrumentRow, language: str) -> None:
        name = t("screenings.blank_file", form=row.form_id, version=row.version)
        if language:
            name = f"{name}-{language}"
        save_pdf(self, name, lambda desk: print_blank(desk, row.form_id, language), self.message.show_error)

    # showing -------------------------------------------------------------------------------

    def _show(self, rows: tuple[InstrumentRow, ...]) -> None:
        self._rows = {row.form_id: row for row in rows}
        manages = self._may(Permission.MANAGE_FORMS)
        self.read_in.setVisible(manages)
        self.begin.setVisible(manages)
        self.list.set_rows([_line(row) for row in sorted(rows, key=_order)])
        if self._chosen not in self._rows:
            self._chosen = str(self.list.rows[0].value) if self.list.rows else ""
        self._choose(self._chosen)

    def _choose(self, form_id: object) -> None:
        row = self._rows.get(str(form_id))
        if row is None:
            return
        self._chosen = row.form_id
        manages = self._may(Permission.MANAGE_FORMS)
        self.errands.row = row
        prints, fills = self._may(Permission.PRINT), self._may(Permission.FILL_SCREENING)
        self.detail.show_row(row, manages=manages, prints=prints, fills=fills)

        def read(desk: Desk) -> tuple[tuple[FormVersionRow, ...], Form | None]:
            there = library.versions(desk, row.form_id)
            try:
                return there, instruments.form_in_use(desk, row.form_id)
            except DeskError:
                # only versions that are not in use: the newest can be tried
                return there, instruments.form_version(desk, there[0].id) if there else None

        def arrived(found: tuple[tuple[FormVersionRow, ...], Form | None]) -> None:
            if self._chosen == row.form_id:
                self.detail.show_versions(found[0])
                self._try(found[1])

        self.context.read(read, self, arrived)

    def _try(self, form: Form | None) -> None:
        if form is not None and form.sha256 != self._tried:
            self._tried = form.sha256
            self.trial.show_form(form, self.context.desk.clock.today())

    def _speak(self, language: str) -> None:
        form_id = self._chosen
        self.context.read(lambda desk: instruments.form_in_use(desk, form_id, language), self, self.trial.speak)

    def _may(self, permission: Permission) -> bool:
        return self.context.desk.worker.may(permission)

    # doing ---------------------------------------------------------------------------------

    def _keep(self, incoming: library.Incoming, use: bool) -> None:
        def work(desk: Desk) -> Changes:
            changes = library.take_in(desk, incoming)
            return library.activate(desk, str(changes.made)) if use else changes

        def done(_changes: Changes) -> None:
            self.incoming.hide()
            self._chosen = incoming.form.form_id
            self.context.say(t("library.taken", title=incoming.form.title, version=incoming.form.version))
            self.reload()

        self.context.act(work, self, done, self.errands.refused)


def _order(row: InstrumentRow) -> tuple[bool, bool, int, str]:
    """What is used most first, then what comes along, skeletons last."""
    return row.skeleton, bool(row.about), -row.uses, row.title.casefold()


def _line(row: InstrumentRow) -> Row:
    parts = [status_words(row)]
    if row.about:
        parts.append(t("library.about_volunteer"))
    if row.waiting:
        parts.append(t("library.waiting", n=row.waiting))
    return Row(
        title=row.title,
        detail=" · ".join(parts),
        side=t("library.uses", n=row.uses) if row.uses else "",
        icon="screenings",
        value=row.form_id,
    )
