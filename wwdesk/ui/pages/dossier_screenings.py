# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The screenings of a dossier, and starting a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import DossierOverview, FormRow, ScreeningRow, ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import instruments, papers, screening
from wwdesk.ui.editor import AskUnsaved, TroubleNote, ask_unsaved
from wwdesk.ui.empty_state import EmptyState
from wwdesk.ui.form_pdf import save_pdf_from
from wwdesk.ui.language_menu import language_name
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_tab import DossierTab, button
from wwdesk.ui.pages.screening_exchange import ScreeningExchange
from wwdesk.ui.tables import Column, ListTable, RowsModel
from wwdesk.ui.wrapping import WrappingRow


class ScreeningStarter(QWidget):
    """Starts a screening: at once with the questionnaire that is used most, or with one from a menu."""

    def __init__(self, context: Context, trouble: TroubleNote) -> None:
        super().__init__()
        self.hide()
        self.context = context
        self._trouble = trouble
        self._at: QPushButton | None = None
        self._dossier_id = ""
        self._starting = False
        self.menu = QMenu(self)
        self.menu.setAccessibleName(t("dossier.start.choose"))

    def start(self, dossier_id: str, at: QPushButton) -> None:
        """Starts a screening in a dossier with the questionnaire that is used most."""
        if not self._starting:
            self._dossier_id, self._at = dossier_id, at
            self.context.read(instruments.forms, self, self._take_first)

    def choose(self, dossier_id: str, at: QPushButton) -> None:
        """Lets the worker choose the questionnaire; a menu opens below the button `at`."""
        if not self._starting:
            self._dossier_id, self._at = dossier_id, at
            self.context.read(instruments.forms, self, self._pick)

    def start_with(self, form_id: str) -> None:
        """Starts (or goes on with) a screening and goes to its first question."""
        if self._starting:
            return
        self._starting = True
        dossier_id = self._dossier_id

        def done(changes: Changes) -> None:
            self._starting = False
            self.context.go(Place("fill", changes.made))

        def failed(trouble: BaseException) -> bool:
            self._starting = False
            return self._trouble.tell_error(trouble)

        self.context.act(lambda desk: screening.start(desk, dossier_id, form_id), self, done, failed)

    def _take_first(self, forms: Sequence[FormRow]) -> None:
        if forms:
            self.start_with(forms[0].form_id)
        else:
            self._trouble.tell(t("dossier.start.no_forms"))

    def _pick(self, forms: Sequence[FormRow]) -> None:
        if not forms:
            self._trouble.tell(t("dossier.start.no_forms"))
            return
        self.menu.clear()
        for form in forms:
            action = self.menu.addAction(form.title.replace("&", "&&"))
            action.triggered.connect(lambda _=False, form_id=form.form_id: self.start_with(form_id))
        if self._at is not None:
            self.menu.popup(self._at.mapToGlobal(QPoint(0, self._at.height())))
            self.menu.setActiveAction(self.menu.actions()[0])


def show_status(row: ScreeningRow) -> str:
    """Where a screening stands, in words."""
    if row.status is ScreeningStatus.DRAFT:
        return t("dossier.screening.running", answered=row.answered, asked=row.asked)
    return t(f"screening.status.{row.status}").capitalize()


def place_of(row: ScreeningRow) -> Place:
    """Where a screening is opened: running ones to fill in, others to read."""
    return Place("fill" if row.status is ScreeningStatus.DRAFT else "profile", row.id)


class ScreeningsTab(DossierTab):
    """The screenings, newest first."""

    start_wanted = Signal()
    """The worker wants to start a screening."""
    print_wanted = Signal()
    """The worker wants the chosen screening on paper."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(context, ask)
        self.model = RowsModel[ScreeningRow](
            (
                Column(t("dossier.screening.on"), lambda row: show_date(row.on), 12),
                Column(t("dossier.screening.form"), _title, least=24),
                Column(t("dossier.screening.status"), show_status, 20),
                Column(t("dossier.screening.worker"), lambda row: row.worker_name, 20),
            )
        )
        self.table = ListTable(self.model, t("dossier.screening.list_name"))
        self.table.opened.connect(self.open_row)
        self.table.remove_asked.connect(self.discard)
        self.table.picked.connect(self._follow)
        self.open = button(t("dossier.screening.continue"), self._open_current)
        self.print = button(t("dossier.screening.print"), self.print_wanted.emit)
        self.bin = button(t("dossier.screening.discard"), self._discard_current)
        self.other_starter = ScreeningStarter(context, self.trouble)
        self.other = button(t("dossier.start.other"), self._start_other)
        self.paper = button(t("papers.print"), self._choose_paper, name=t("papers.print_name"))
        self.menu = QMenu(self)
        self.menu.setAccessibleName(t("papers.menu"))
        self.more = button(t("exchange.button"), self._offer_exchange, name=t("exchange.button_name"))
        self.exchange = ScreeningExchange(context, self.trouble, self.more)
        self.empty = EmptyState()
        self.empty_new = self.empty.add_button(t("dossier.start.new_key"))
        self.empty_new.clicked.connect(self.start_wanted)
        self.empty.end_buttons()
        self.column.addLayout(WrappingRow(self.open, self.print, self.bin, self.other, self.paper, self.more))
        holder = QWidget()
        self.stack = QStackedLayout(holder)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.column.addWidget(holder, 1)

    @property
    def _may_fill(self) -> bool:
        return self.context.desk.worker.may(Permission.FILL_SCREENING)

    def fill(self, dossier: DossierOverview) -> None:
        """See DossierTab."""
        self.model.set_rows(dossier.screenings)
        if self.table.current() is None:
            self.table.choose(0)
        self.stack.setCurrentWidget(self.table if dossier.screenings else self.empty)
        offered = (self.empty_new,) if self._may_fill else ()
        self.empty.say(t("dossier.screening.empty"), t("dossier.screening.empty_hint"), *offered)
        self._follow()

    def open_row(self, row: ScreeningRow) -> None:
        """Goes on with a running screening or shows the profile of one that is submitted."""
        self.context.go(place_of(row))

    def discard(self, row: ScreeningRow) -> None:
        """Bins a running screening and offers to undo it."""
        if row.status is not ScreeningStatus.DRAFT or not self._may_fill:
            return

        def done(_changes: Changes) -> None:
            self.context.offer_undo(t("dossier.screening.discarded"), lambda desk: screening.restore(desk, row.id))

        self.context.act(lambda desk: screening.discard(desk, row.id), self, done, self.trouble.tell_error)

    def _follow(self) -> None:
        row = self.table.current()
        some = self.model.rowCount() > 0
        draft = row is not None and row.status is ScreeningStatus.DRAFT
        self.open.setVisible(some)
        self.open.setEnabled(row is not None)
        label = t("dossier.screening.continue") if draft else t("dossier.screening.profile")
        self.open.setText(label)
        self.open.setAccessibleName(label)
        self.print.setVisible(some and self.context.desk.worker.may(Permission.PRINT))
        self.print.setEnabled(row is not None)
        self.other.setVisible(self._may_fill)
        self.paper.setVisible(self.context.desk.worker.may(Permission.PRINT))
        self.bin.setVisible(draft and self._may_fill)
        self.more.setVisible(self._may_fill or (some and self.context.desk.worker.may(Permission.PRINT)))

    def _start_other(self) -> None:
        if self.dossier is not None:
            self.other_starter.choose(self.dossier.id, self.other)

    def _offer_exchange(self) -> None:
        if self.dossier is not None:
            self.exchange.offer(self.dossier.id, self.table.current())

    def _choose_paper(self) -> None:
        """Asks which instrument to print for the client of this dossier."""
        self.context.read(instruments.forms, self, self._offer_paper)

    def _offer_paper(self, forms: Sequence[FormRow]) -> None:
        self.menu.clear()
        for form in forms:
            for code in form.languages if len(form.languages) > 1 else ("",):
                title = form.title.replace("&", "&&")
                words = t("papers.in_language", form=title, language=language_name(code)) if code else title
                action = self.menu.addAction(words)
                action.triggered.connect(
                    lambda _=False, form_id=form.form_id, code=code: self.print_paper(form_id, code)
                )
        self.menu.popup(self.paper.mapToGlobal(QPoint(0, self.paper.height())))
        if self.menu.actions():
            self.menu.setActiveAction(self.menu.actions()[0])

    def print_paper(self, form_id: str, language: str = "") -> None:
        """Saves a blank form with the code of this dossier on every page, in a language of the form."""
        dossier = self.dossier
        if dossier is not None:
            name = t("papers.file_name", form=form_id)
            save_pdf_from(
                self,
                self.context,
                name,
                lambda desk: papers.print_for_dossier(desk, dossier.id, form_id, language),
                self.trouble.tell_error,
            )

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_row(row)

    def _discard_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.discard(row)


def _title(row: ScreeningRow) -> str:
    return t("dossier.screening.update", form=row.form_title) if row.is_update else row.form_title
