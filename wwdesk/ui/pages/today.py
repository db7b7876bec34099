# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The first page: what asks for attention, with its reason, and the dossiers last worked on."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import show_date, show_long_date
from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.overviews import DossierRow, TodayItem, TodayOverview
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services.desk import Desk
from wwdesk.services.today import today
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, EmptyState, Sheet, SideBySide

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_URGENT = ("old_screening", "backup_old", "due")
_ICONS = {"draft_screening": "draft", "no_screening": "screenings", "old_screening": "bell", "backup_old": "backup"}


class TodayPage(Page):
    """Answers "what asks for my attention?" without a single action."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._focus_wanted = False
        self._sheet = Sheet(t("today.title"))
        self._sheet.filling(self)
        self.mine = QCheckBox(t("today.only_mine"))
        self.mine.setChecked(True)
        self.mine.toggled.connect(self.reload)
        self.add = QPushButton(t("today.add_client"))
        self.add.setProperty("role", "primary")
        self.add.clicked.connect(self.new_here)
        self._sheet.keys.addWidget(self.mine)
        self._sheet.keys.addWidget(self.add)
        self.items = RowList(t("today.items"))
        self.items.chosen.connect(self._go)
        self.recent = RowList(t("today.recent"))
        self.recent.chosen.connect(self._go)
        self.first = EmptyState(t("today.first.title"), t("today.first.hint"), t("today.first.button"))
        self.first.button.clicked.connect(self.new_here)
        self.calm = EmptyState(t("today.calm.title"), t("today.calm.hint"))
        self._attention = Card(t("today.items"))
        self._last = Card(t("today.recent"))
        self._build()

    def reload(self) -> None:
        """See Page."""
        mine = self.mine.isChecked()

        def read(desk: Desk) -> tuple[TodayOverview, bool]:
            found = today(desk, only_mine=mine)
            others = mine and _is_empty(found) and not _is_empty(today(desk, only_mine=False))
            return found, others

        self.context.read(read, self, self._arrived)

    def show_place(self, place: Place) -> None:
        """See Page; the keyboard goes to the first thing that asks for attention."""
        self._focus_wanted = True
        super().show_place(place)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return any(
            changes.concerns(subject)
            for subject in (Subject.TODAY, Subject.DOSSIER, Subject.SCREENING, Subject.PEOPLE, Subject.WORKERS)
        )

    def new_here(self) -> None:
        """See Page: a new client."""
        self.context.go(Place("person"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lists stand below each other where there is no room beside each other."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)

    def _build(self) -> None:
        for part in (self.items, self.recent):
            part.show_bare()
        for widget in (self.first, self.calm, self.items):
            self._attention.column.addWidget(widget)
        self._last.column.addWidget(self.recent)
        for card in (self._attention, self._last):
            card.hide()
        self._beside = SideBySide(820)
        self._beside.addWidget(_at_top(self._attention), 3)
        self._beside.addWidget(_at_top(self._last), 2)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)

    def _arrived(self, answer: tuple[TodayOverview, bool]) -> None:
        found, others_have_work = answer
        if others_have_work:
            # Who has no dossiers of their own (an administrator, a new colleague) wants the office, not an empty page.
            self.mine.setChecked(False)
        else:
            self._show(found)

    def _show(self, found: TodayOverview) -> None:
        desk = self.context.desk
        counts = (
            t("today.dates_due", n=found.dates_due),
            t("today.open_dossiers", n=found.open_dossiers),
            t("today.running_screenings", n=found.running_screenings),
        )
        self._sheet.say_below(t("today.subtitle", date=_day(desk.clock.today()), counts=" · ".join(counts)))
        may_add = desk.worker.may(Permission.EDIT_PEOPLE)
        self.add.setVisible(may_add)
        new_office = _is_empty(found)
        self.first.setVisible(new_office)
        self.first.button.setVisible(may_add)
        self.calm.setVisible(not found.items and not new_office)
        self.items.setVisible(bool(found.items))
        self.items.set_rows([_item(item) for item in found.items])
        self.recent.set_rows([_recent(row) for row in found.recent])
        self._attention.show()
        self._take_focus()
        self._last.setVisible(bool(found.recent))

    def _take_focus(self) -> None:
        focus = self.window().focusWidget()
        wanted, self._focus_wanted = self._focus_wanted, False
        if wanted and (focus is None or self.isAncestorOf(focus)):  # pyright: ignore[reportUnnecessaryComparison]
            places = (self.items, self.first.button, self.recent)
            next((place for place in places if place.isVisible()), self.mine).setFocus()

    def _go(self, place: object) -> None:
        if isinstance(place, Place):
            self.context.go(place)


def _is_empty(found: TodayOverview) -> bool:
    return not (found.items or found.recent or found.open_dossiers)


def _at_top(card: Card) -> QWidget:
    """A card as high as what stands on it, at the top of its column."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    column.addStretch(1)
    return holder


def _day(day: date) -> str:
    return f"{t(f'today.weekday.{_WEEKDAYS[day.weekday()]}')} {show_long_date(day)}"


def _item(item: TodayItem) -> Row:
    return Row(
        title=item.title,
        detail=item.reason,
        side=t(f"today.kind.{item.kind}"),
        icon=_ICONS.get(item.kind, "bell"),
        tone="error" if item.kind == "overdue" else "warning" if item.kind in _URGENT else "accent_text",
        value=Place(item.page, item.record_id, item.part),
    )


def _recent(row: DossierRow) -> Row:
    opened = t("today.recent_detail", number=row.number, on=show_date(row.opened_on))
    closed = t("today.closed") if row.status is DossierStatus.CLOSED else ""
    return Row(title=row.client_name, detail=opened, side=closed, icon="dossier", value=Place("dossier", row.id))
