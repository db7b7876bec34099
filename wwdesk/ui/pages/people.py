# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The list of people: search while typing, filter on one's own clients, open, add."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
)

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import age_on, show_date
from wwdesk.domain.overviews import PeoplePage as Stretch
from wwdesk.domain.overviews import PersonRow
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import people as service
from wwdesk.ui.empty_state import EmptyState
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.tables import CHUNK, Column, LazyModel, ListTable

SEARCH_PAUSE = 60
"""Milliseconds without a key before the list follows what was typed."""


def show_count(number: int) -> str:
    """A number with points between the thousands: 12.345."""
    return f"{number:,}".replace(",", ".")


class PeoplePage(Page):
    """The page Mensen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._generation = 0
        self._running = False
        self._again = False
        self._open_first = False
        self._shown_for: tuple[str, bool] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_PAUSE)
        self._timer.timeout.connect(self._follow)
        self.model = LazyModel[PersonRow](self._columns(), self._fetch)
        self.table = ListTable(self.model, t("people.list_name"))
        self.table.opened.connect(self.open_row)
        self._build()

    def _columns(self) -> tuple[Column[PersonRow], ...]:
        return (
            Column(t("people.column.name"), lambda row: row.name, least=22),
            Column(t("people.column.born"), self._born, 14),
            Column(t("people.column.municipality"), lambda row: row.municipality, 15),
            Column(t("people.column.dossier"), lambda row: row.dossier_number, 11),
            Column(t("people.column.worker"), lambda row: row.worker_name, 19),
            Column(t("people.column.status"), _status, 13),
        )

    def _born(self, row: PersonRow) -> str:
        if row.birth_date is None:
            return ""
        return f"{show_date(row.birth_date)} ({age_on(row.birth_date, self.context.desk.clock.today())})"

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setAccessibleName(t("people.search"))
        self.search.setPlaceholderText(t("people.search"))
        self.search.textChanged.connect(self._restart_timer)
        self.search.returnPressed.connect(self._open_best)
        self.search.installEventFilter(self)
        self.mine = QCheckBox(t("people.only_mine"))
        self.mine.setAccessibleName(t("people.only_mine"))
        self.mine.toggled.connect(self._follow)
        self.new = QPushButton(t("people.new_key"))
        self.new.setAccessibleName(t("people.new"))
        self.new.setProperty("role", "primary")
        self.new.clicked.connect(self.new_here)
        self.count = PlainLabel("", wrap=False, role="hint")
        self.partners = QPushButton(t("organisations.title"))
        self.partners.clicked.connect(lambda: self.context.go(Place("organisations")))
        head = QHBoxLayout()
        head.addWidget(PlainLabel(t("people.title"), wrap=False, role="title"), 1)
        head.addWidget(self.partners)
        head.addWidget(self.new)
        tools = QHBoxLayout()
        tools.setSpacing(16)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.mine)
        tools.addWidget(self.count)
        self.empty = EmptyState()
        self.empty_clear = self.empty.add_button(t("people.empty.clear"))
        self.empty_clear.clicked.connect(self._clear)
        self.empty_all = self.empty.add_button(t("people.empty.mine_all"))
        self.empty_all.clicked.connect(lambda: self.mine.setChecked(False))
        self.empty_new = self.empty.add_button(t("people.new_key"))
        self.empty_new.clicked.connect(self.new_here)
        self.empty.end_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(tools)
        # A stack shows its first widget at once: as a window of its own while the stack has no place.
        self.stack = QStackedLayout()
        column.addLayout(self.stack, 1)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)

    def show_place(self, place: Place) -> None:
        """See Page; the keyboard starts in the search field."""
        super().show_place(place)
        self.search.setFocus()
        self.search.selectAll()

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return changes.concerns(Subject.PEOPLE) or changes.concerns(Subject.DOSSIER)

    def reload(self) -> None:
        """See Page."""
        may = self.context.desk.worker.may(Permission.EDIT_PEOPLE)
        self.new.setVisible(may)
        self._shown_for = None
        self._running = False
        self._follow()

    def new_here(self) -> None:
        """See Page: a new client."""
        if self.context.desk.worker.may(Permission.EDIT_PEOPLE):
            self.context.go(Place("person", None, "new"))

    def open_row(self, row: PersonRow) -> None:
        """Opens the dossier of a person, or the person where there is none."""
        place = Place("dossier", row.dossier_id) if row.dossier_id else Place("person", row.id)
        self.context.go(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field the arrow keys walk through the list and Esc wipes the word."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self._clear()
                return True
        return super().eventFilter(watched, event)

    def _restart_timer(self) -> None:
        self._timer.start()

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()
        self._follow()

    def _follow(self) -> None:
        """Asks for the list that fits what is typed now; one question at a time, the last one wins."""
        self._timer.stop()
        wanted = (self.search.text().strip(), self.mine.isChecked())
        if wanted == self._shown_for:
            return
        if self._running:
            self._again = True
            return
        self._running = True
        self._generation += 1
        text, mine = wanted
        generation = self._generation
        self.context.read(
            lambda desk: service.people(desk, text=text, only_mine=mine, offset=0, limit=CHUNK),
            self,
            lambda found: self._show(found, wanted, generation),
        )

    def _show(self, found: Stretch, wanted: tuple[str, bool], generation: int) -> None:
        if generation != self._generation:
            return
        self._running = False
        before = self.table.current()
        same_list = wanted == self._shown_for or self._shown_for is None
        self._shown_for = wanted
        self.model.start(found.rows, found.total)
        if before is not None:
            place = next((n for n, row in enumerate(found.rows) if row.id == before.id), -1)
            if place >= 0:
                self.table.choose(place)
            elif not same_list:
                self.table.clearSelection()
                self.table.scrollToTop()
        elif wanted[0]:
            self.table.scrollToTop()
        key = "people.found" if wanted[0] else "people.count"
        self.count.setText(t(key, n=found.total, count=show_count(found.total)) if found.total else "")
        self._show_empty(wanted, found.total)
        if self._again:
            self._again = False
            self._follow()
        elif self._open_first:
            self._open_best()

    def _show_empty(self, wanted: tuple[str, bool], total: int) -> None:
        text, mine = wanted
        new = (self.empty_new,) if self.context.desk.worker.may(Permission.EDIT_PEOPLE) else ()
        if text:
            self.empty.say(t("people.empty.found", text=text), t("people.empty.found_hint"), self.empty_clear, *new)
        elif mine:
            self.empty.say(t("people.empty.mine"), t("people.empty.mine_hint"), self.empty_all)
        else:
            self.empty.say(t("people.empty.office"), t("people.empty.office_hint"), *new)
        self.stack.setCurrentWidget(self.table if total else self.empty)

    def _fetch(self, offset: int, limit: int) -> None:
        generation = self._generation
        text, mine = self._shown_for or ("", False)

        def arrived(found: Stretch) -> None:
            if generation == self._generation:
                self.model.deliver(offset, found.rows)

        self.context.read(
            lambda desk: service.people(desk, text=text, only_mine=mine, offset=offset, limit=limit), self, arrived
        )

    def _open_best(self) -> None:
        """Enter in the search field opens the row chosen, else the first one found.

        A fast typist presses Enter before the list is there: then it opens when the list is.
        """
        self._follow()
        self._open_first = (self.search.text().strip(), self.mine.isChecked()) != self._shown_for
        row = self.table.current() or self.model.row_at(0)
        if not self._open_first and row is not None and self.search.text().strip():
            self.open_row(row)


def _status(row: PersonRow) -> str:
    return t(f"dossier.status.{row.status}") if row.status is not None else t("people.status_none")
