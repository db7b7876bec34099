# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Woningen: a map of the homes, what is or becomes free, and the home chosen beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import add_months
from wwdesk.domain.dwellings import DwellingKind, DwellingRow
from wwdesk.domain.overviews import Organisation
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import housing, organisations
from wwdesk.services.desk import Desk
from wwdesk.ui.fields import ChoiceField
from wwdesk.ui.housing_map import HousingMap
from wwdesk.ui.housing_words import place_words, state_tone, state_words, stay_words
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.pages.dwelling_card import DwellingCard
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, EmptyState, Sheet, SideBySide

SHOWN = ("all", "free", "soon", "fallback")
"""What can be shown (texts `housing.show`)."""
_SOON = 3
"""Months within which a home "becomes free soon"."""
_Choices = tuple[tuple[Organisation, ...], tuple[tuple[str, str], ...]]


class HousingPage(Page):
    """Map and list at the left, the home chosen at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows: tuple[DwellingRow, ...] = ()
        self._chosen: str | None = None
        self._new = False
        self._sheet = Sheet(t("housing.title"))
        self._sheet.say_below(t("housing.subtitle"))
        self._sheet.filling(self)
        self.new_button = button(t("housing.new_key"), self.new_here, role="primary", name=t("housing.new"))
        self._sheet.keys.addWidget(self.new_button)
        self.empty = EmptyState(t("housing.empty"), t("housing.empty_hint"), t("housing.new"))
        self.empty.button.clicked.connect(self.new_here)
        self.filter = ChoiceField(t("housing.show.label"), [(key, t(f"housing.show.{key}")) for key in SHOWN], empty="")
        self.filter.set_text(SHOWN[0])
        self.filter.changed.connect(self._fill)
        self.map = HousingMap()
        self.map.chosen.connect(self.choose)
        self.list = RowList(t("housing.list"))
        self.list.show_bare()
        self.list.chosen.connect(self.choose)
        self.none = PlainLabel(t("housing.none_shown"), role="hint")
        self.card = DwellingCard(context)
        self.card.kept.connect(self._kept)
        self.card.put_away.connect(self._put_away)
        self._lay_out()

    def _lay_out(self) -> None:
        self.on_map, listed = Card(t("housing.map")), Card(t("housing.list"))
        self.on_map.column.addWidget(self.map)
        for part in (self.filter, self.list, self.none):
            listed.column.addWidget(part)
        self.listed = listed
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(12)
        for part in (self.empty, self.on_map, listed):
            left.addWidget(part)
        left.addStretch(1)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = SideBySide(980)
        self._beside.addLayout(left, 3)
        self._beside.addLayout(right, 2)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)
        self.card.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where letters are large."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)

    def show_place(self, place: Place) -> None:
        """See Page; the record is the home to show."""
        self._chosen = place.record_id or self._chosen
        super().show_place(place)
        self.map.setFocus()

    def reload(self) -> None:
        """See Page."""
        self.context.read(housing.dwellings, self, self._show)
        self.context.read(_choices, self, self._take_choices)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        subjects = (Subject.HOUSING, Subject.PEOPLE, Subject.ORGANISATIONS, Subject.METHODS)
        return any(changes.concerns(subject) for subject in subjects)

    def leave(self) -> bool:
        """See Page."""
        return self.card.leave()

    def new_here(self) -> None:
        """See Page: an empty form."""
        if self._may() and self.card.leave():
            self._new, self._chosen = True, None
            self.card.show_row(None)
            self.card.editor.go_to("name")

    def finish(self) -> None:
        """See Page: Ctrl+Enter saves."""
        if self.card.dirty:
            self.card.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts a new home away; else the window goes back."""
        if self._new and event.key() == Qt.Key.Key_Escape and self.card.leave():
            self._put_away()
        else:
            super().keyPressEvent(event)

    def _may(self) -> bool:
        return self.context.desk.worker.may(Permission.EDIT_PEOPLE)

    def _take_choices(self, found: _Choices) -> None:
        partners, capacities = found
        self.card.set_choices(partners, capacities, sorted({row.details.site for row in self.rows if row.details.site}))

    def _show(self, rows: tuple[DwellingRow, ...]) -> None:
        self.rows = rows
        self.new_button.setVisible(self._may() and bool(rows))
        self.empty.setVisible(not rows)
        self.empty.button.setVisible(self._may())
        self.on_map.setVisible(bool(rows))
        self.listed.setVisible(bool(rows))
        self.map.show_rows(rows)
        self._fill()
        if not self._new:
            row = next((row for row in rows if row.id == self._chosen), rows[0] if rows else None)
            self._chosen = row.id if row else None
            self.card.setVisible(row is not None)
            if row is not None:
                self.card.show_row(row)
                self.map.point_at(row.id)

    def _fill(self) -> None:
        today = self.context.desk.clock.today()
        shown = _wanted(self.rows, self.filter.text() or SHOWN[0], today)
        self.list.set_rows([_row(row, today) for row in shown])
        self.list.setVisible(bool(shown))
        self.none.setVisible(not shown)

    def choose(self, value: object) -> None:
        """Shows a home beside the map."""
        row = next((row for row in self.rows if row.id == str(value)), None)
        if row is not None and self.card.leave():
            self._new, self._chosen = False, row.id
            self.card.show_row(row)
            self.map.point_at(row.id)

    def _kept(self, dwelling_id: str) -> None:
        self._new, self._chosen = False, dwelling_id

    def _put_away(self) -> None:
        self._new = False
        self._show(self.rows)
        self.map.setFocus()


def _choices(desk: Desk) -> _Choices:
    """What the form of a home offers."""
    return organisations.organisations(desk), housing.capacities(desk)


def _wanted(rows: Sequence[DwellingRow], shown: str, today: date) -> list[DwellingRow]:
    """The homes to list; those that become free are in the order in which they do."""
    if shown == "fallback":
        return [row for row in rows if row.details.kind == DwellingKind.FALLBACK]
    if shown == "all":
        return list(rows)
    until = today if shown == "free" else add_months(today, _SOON)
    dated = [(row.free_from, row) for row in rows if row.free_from is not None and row.free_from <= until]
    return [row for _, row in sorted(dated, key=lambda pair: pair[0])]


def _row(row: DwellingRow, today: date) -> Row:
    place = [part for part in (place_words(row.details), row.owner_name) if part]
    who = [f"{stay.client_name} ({stay_words(stay, today)})" for stay in row.stays]
    overdue = any(stay.overdue(today) for stay in row.stays)
    return Row(
        title=row.details.name,
        detail=" · ".join([t(f"housing.kind.{row.details.kind}"), *place, *who]),
        side=state_words(row),
        icon="home",
        tone="warning" if overdue else state_tone(row),
        value=row.id,
    )
