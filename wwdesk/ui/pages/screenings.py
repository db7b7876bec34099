# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Screenings of the office: running and done, the instruments, and starting one for a client."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import FormRow, PeoplePage, PersonRow, ScreeningRow, ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import people, screening
from wwdesk.services.desk import Desk
from wwdesk.services.instruments import forms
from wwdesk.ui.cards import plain
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.paper_card import PaperCard
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, EmptyState, Sheet, SideBySide

PAUSE = 60
"""Milliseconds after the last letter before clients are searched."""
MOST_CLIENTS = 8
MOST_FORMS = 5
"""Instruments shown here; the library has all of them."""


class StartCard(Card):
    """Starts a screening: which instrument, for which client."""

    def __init__(self, context: Context, owner: Page) -> None:
        super().__init__(t("screenings.start.title"))
        self._context = context
        self._owner = owner
        self.form = QComboBox()
        self.form.setObjectName("form")
        self.form.setAccessibleName(t("screenings.start.form"))
        form_label = PlainLabel(t("screenings.start.form"), role="field")
        form_label.setBuddy(self.form)
        self.who = QLineEdit()
        self.who.setAccessibleName(t("screenings.start.who"))
        who_label = PlainLabel(t("screenings.start.who"), role="field")
        who_label.setBuddy(self.who)
        self.found = RowList(t("screenings.start.found"))
        self.found.show_bare()
        self.found.chosen.connect(self.start)
        self.hint = PlainLabel("", role="quiet")
        for widget in (form_label, self.form, who_label, self.who, self.hint, self.found):
            self.column.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.who.textChanged.connect(self._restart)
        self.who.returnPressed.connect(self._enter)

    def show_forms(self, instruments: tuple[FormRow, ...]) -> None:
        """Fills the list of instruments."""
        before = self.form.currentData()
        self.form.clear()
        for form in instruments:
            self.form.addItem(t("screenings.form_choice", title=form.title, version=form.version), form.form_id)
        self.form.setCurrentIndex(max(0, self.form.findData(before)))
        self._search()

    def begin(self) -> None:
        """Puts the keyboard in the field for the client."""
        self.who.clear()
        self._search()
        self.who.setFocus()

    def start(self, dossier_id: object) -> None:
        """Starts (or continues) a screening for a dossier and opens it."""
        form_id = self.form.currentData()
        if not isinstance(dossier_id, str) or not isinstance(form_id, str):
            return

        def done(changes: Changes) -> None:
            self.who.clear()
            self.found.set_rows(())
            if changes.made is not None:
                self._context.go(Place("fill", changes.made))

        self._context.act(lambda desk: screening.start(desk, dossier_id, form_id), self, done)

    def _restart(self) -> None:
        self._pause.start()

    def _enter(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._search(then_start=True)
        elif len(self.found.rows) == 1:
            self.found.choose()
        elif self.found.rows:
            self.found.setFocus()

    def _search(self, *, then_start: bool = False) -> None:
        text = self.who.text().strip()

        def arrived(page: PeoplePage) -> None:
            if text != self.who.text().strip():
                return
            open_ones = [row for row in page.rows if row.dossier_id is not None]
            rows = [
                Row(
                    title=row.name,
                    detail=_who(row),
                    icon="person",
                    value=row.dossier_id,
                )
                for row in open_ones[:MOST_CLIENTS]
            ]
            self.found.set_rows(rows)
            self.found.setVisible(bool(rows))
            self.hint.setText(self._advice(text, len(rows)))
            if then_start and len(rows) == 1:
                self.found.choose()
            elif then_start and rows:
                self.found.setFocus()

        def read(desk: Desk) -> PeoplePage:
            own = people.people(desk, text=text, only_mine=not text, limit=MOST_CLIENTS * 3)
            return own if text or own.rows else people.people(desk, limit=MOST_CLIENTS * 3)

        self._context.read(read, self, arrived)

    @staticmethod
    def _advice(text: str, count: int) -> str:
        if count:
            return t("screenings.start.choose") if text else t("screenings.start.some")
        return t("screenings.start.nobody", text=text) if text else t("screenings.start.no_dossier")


class ScreeningsPage(Page):
    """Running screenings first, then the done ones; the instruments beside them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._sheet = Sheet(t("screenings.title"))
        self._sheet.filling(self)
        self.mine = QCheckBox(t("today.only_mine"))
        self.mine.setChecked(True)
        self.mine.toggled.connect(self.reload)
        self._sheet.keys.addWidget(self.mine)
        self.message = MessageBar()
        self.running = RowList(t("screenings.running"))
        self.done = RowList(t("screenings.done"))
        self.none = EmptyState(t("screenings.none.title"), t("screenings.none.hint"))
        self.start = StartCard(context, self)
        self.paper = PaperCard(context, self.message)
        self._library = Card(t("screenings.library"))
        self._library_rows = RowList(t("screenings.library"))
        self._library_rows.show_bare()
        self._library_rows.chosen.connect(self._open)
        self.all_forms = plain(t("screenings.all_forms"))
        self.all_forms.clicked.connect(lambda: context.go(Place("library")))
        self._library.column.addWidget(self._library_rows)
        self._library.column.addWidget(self.all_forms)
        self._focus_wanted = False
        self._build()

    def reload(self) -> None:
        """See Page."""
        mine = self.mine.isChecked()

        def read(desk: Desk) -> tuple[tuple[ScreeningRow, ...], tuple[FormRow, ...], bool]:
            rows = screening.screenings(desk, only_mine=mine)
            return rows, forms(desk), mine and not rows and bool(screening.screenings(desk))

        self.context.read(read, self, self._arrived)

    def show_place(self, place: Place) -> None:
        """See Page; `part` "new" goes straight to starting one, else the keyboard goes to what is running."""
        self._focus_wanted = place.part != "new"
        super().show_place(place)
        if place.part == "new":
            self.new_here()

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return changes.concerns(Subject.SCREENING) or changes.concerns(Subject.FORMS)

    def new_here(self) -> None:
        """See Page: choose a client to start a screening for."""
        self.start.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where letters are large."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)

    def _build(self) -> None:
        self._running_card = Card(t("screenings.running"))
        self._done_card = Card(t("screenings.done"))
        for card, part in ((self._running_card, self.running), (self._done_card, self.done)):
            part.show_bare()
            part.chosen.connect(self._open)
            card.column.addWidget(part)
        self._running_card.column.addWidget(self.none)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(16)
        left.addWidget(self._running_card)
        left.addWidget(self._done_card)
        left.addStretch(1)
        right.addWidget(self.start)
        right.addWidget(self.paper)
        right.addWidget(self._library)
        right.addStretch(1)
        self._beside = SideBySide(820)
        self._beside.addLayout(left, 3)
        self._beside.addLayout(right, 2)
        self._sheet.column.addWidget(self.message)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)
        self._done_card.hide()

    def _arrived(self, answer: tuple[tuple[ScreeningRow, ...], tuple[FormRow, ...], bool]) -> None:
        rows, instruments, others_have_some = answer
        if others_have_some:
            self.mine.setChecked(False)
        else:
            self._show(rows, instruments)

    def _show(self, rows: tuple[ScreeningRow, ...], instruments: tuple[FormRow, ...]) -> None:
        worker = self.context.desk.worker
        running = [row for row in rows if row.status is ScreeningStatus.DRAFT]
        done = [row for row in rows if row.status is ScreeningStatus.SUBMITTED]
        self.running.set_rows([_running(row) for row in running])
        self.running.setVisible(bool(running))
        self.none.setVisible(not running)
        self.done.set_rows([_done(row) for row in done])
        self._done_card.setVisible(bool(done))
        self.start.setVisible(worker.may(Permission.FILL_SCREENING))
        self.paper.setVisible(worker.may(Permission.FILL_SCREENING))
        self.start.show_forms(instruments)
        self._show_library(instruments)
        self._take_focus()

    def _take_focus(self) -> None:
        focus = self.window().focusWidget()
        wanted, self._focus_wanted = self._focus_wanted, False
        if wanted and (focus is None or self.isAncestorOf(focus)):  # pyright: ignore[reportUnnecessaryComparison]
            next((place for place in (self.running, self.start.who) if place.isVisible()), self.mine).setFocus()

    def _show_library(self, instruments: tuple[FormRow, ...]) -> None:
        self._library_rows.set_rows(
            [
                Row(
                    title=form.title,
                    detail=t(
                        "screenings.form_detail",
                        version=form.version,
                        questions=form.questions,
                        domains=form.domains,
                    ),
                    icon="screenings",
                    value=Place("library", form.form_id),
                )
                for form in instruments[:MOST_FORMS]
            ]
        )

    def _trouble(self, trouble: DeskError) -> None:
        self.message.show_error(trouble)

    def _open(self, place: object) -> None:
        if isinstance(place, Place):
            self.context.go(place)


def _who(row: PersonRow) -> str:
    if row.birth_date is None:
        return t("screenings.start.client_undated", number=row.dossier_number)
    return t("screenings.start.client", number=row.dossier_number, born=show_date(row.birth_date))


def _running(row: ScreeningRow) -> Row:
    return Row(
        title=row.client_name,
        detail=t("screenings.running_detail", form=row.form_title, on=show_date(row.on), worker=row.worker_name),
        side=t("screenings.progress", answered=row.answered, asked=row.asked) if row.asked else "",
        icon="draft",
        tone="accent_text",
        value=Place("fill", row.id),
    )


def _done(row: ScreeningRow) -> Row:
    return Row(
        title=row.client_name,
        detail=t("screenings.done_detail", form=row.form_title, worker=row.worker_name),
        side=show_date(row.on),
        icon="screenings",
        value=Place("profile", row.id),
    )
