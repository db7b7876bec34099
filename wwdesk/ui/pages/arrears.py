# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Achterstallen: every running file with what is owed, and what must happen with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from wwdesk.domain.belgian_format import show_euro
from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.services import arrears
from wwdesk.services.arrears import ArrearsRow
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.arrears_card import ArrearsCard
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, EmptyState, Sheet, SideBySide


class ArrearsPage(Page):
    """The files at the left, the one the cursor is on beside them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows: tuple[ArrearsRow, ...] = ()
        self._sheet = Sheet(t("arrears.title"))
        self._sheet.say_below(t("arrears.subtitle"))
        self._sheet.filling(self)
        self._sheet.keys.addWidget(button(t("arrears.back"), lambda: context.go(Place("methods"))))
        self.empty = EmptyState(t("arrears.empty"), t("arrears.empty_hint"))
        self.list = RowList(t("arrears.list"))
        self.list.show_bare()
        self.list.always_marked = True
        self.card = ArrearsCard(context)
        self.list.chosen.connect(self.card.open_trajectory)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.listed = Card(t("arrears.list"))
        self.listed.column.addWidget(self.list)
        left, right = QVBoxLayout(), QVBoxLayout()
        for part in (self.empty, self.listed):
            left.addWidget(part)
        left.addStretch(1)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = SideBySide(900)
        self._beside.addLayout(left, 3)
        self._beside.addLayout(right, 2)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where letters are large."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)

    def show_place(self, place: Place) -> None:
        """See Page; the record is a trajectory to show."""
        super().show_place(place)
        self.list.setFocus()

    def reload(self) -> None:
        """See Page."""
        self.context.read(arrears.board, self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return any(changes.concerns(one) for one in (Subject.ARREARS, Subject.TRAJECTORY, Subject.PEOPLE))

    def leave(self) -> bool:
        """See Page."""
        return self.card.leave()

    def new_here(self) -> None:
        """See Page: a month in the file the cursor is on."""
        self.card.start_line()

    def _show(self, rows: tuple[ArrearsRow, ...]) -> None:
        here = self.card.row.trajectory_id if self.card.row else self.place.record_id
        self.rows = rows
        today = self.context.desk.clock.today()
        self.list.set_rows([_row(row, today) for row in rows])
        at = next((number for number, row in enumerate(rows) if row.trajectory_id == here), 0)
        self.list.step(at - self.list.currentIndex().row())
        self.empty.setVisible(not rows)
        self.listed.setVisible(bool(rows))
        self._follow()

    def _follow(self) -> None:
        row = self.list.current_value()
        shown = self.card.row
        if self.card.dirty and (
            not isinstance(row, ArrearsRow) or shown is None or shown.trajectory_id != row.trajectory_id
        ):
            return  # what is typed stays with its file, which stands above it
        self.card.show_row(row if isinstance(row, ArrearsRow) else None)


def what_now(row: ArrearsRow, today: date) -> list[str]:
    """What must or may happen in a file, the most pressing first."""
    told: list[str] = []
    if row.standing is not None and row.standing.missed:
        told.append(t("arrears.behind", n=row.standing.missed, amount=show_euro(row.standing.behind)))
    if row.hold:
        told.append(t("arrears.hold"))
    if row.objection_until is not None:
        told.append(t("arrears.objection", day=show_date(row.objection_until)))
    if row.transfer_from is not None:
        told.append(t("arrears.transfer", day=show_date(row.transfer_from)))
    if row.session_on is not None:
        told.append(t("arrears.session", day=show_date(row.session_on)))
    if row.letter is not None:
        on = row.letter.on
        if on is None:
            told.append(t("arrears.letter_unknown", label=row.letter.label))
        else:
            key = "arrears.letter_due" if on <= today else "arrears.letter"
            told.append(t(key, label=row.letter.label, day=show_date(on)))
    return told


def _row(row: ArrearsRow, today: date) -> Row:
    late = row.standing is not None and row.standing.missed > 0
    due = row.letter is not None and row.letter.on is not None and row.letter.on <= today
    return Row(
        title=t("arrears.row", client=row.client_name, amount=show_euro(row.open)),
        detail=" · ".join([t("arrears.phase", phase=row.phase, number=row.dossier_number), *what_now(row, today)]),
        side=t("arrears.unpaid", n=row.unpaid) if row.unpaid else "",
        icon="note",
        tone="error" if late else "warning" if due else "quiet",
        value=row,
    )
