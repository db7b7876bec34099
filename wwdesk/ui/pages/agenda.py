# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Agenda: the time limits of a month, as a grid and as a list, and as a file for another agenda."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import add_months, show_weekday_date
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits.recurring import Light
from wwdesk.domain.trajectories import DueRow
from wwdesk.services import agenda
from wwdesk.services.desk import Desk
from wwdesk.ui.file_saving import save_file
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.month_grid import MonthGrid
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, Sheet, SideBySide
from wwdesk.ui.wrapping import WrappingRow

_TONES = {Light.OVERDUE: "error", Light.DUE: "warning", Light.NEAR: "warning", Light.CALM: "accent"}
_ORDER = (Light.OVERDUE, Light.DUE, Light.NEAR, Light.CALM)


class AgendaPage(Page):
    """A month at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: tuple[DueRow, ...] = ()
        self._only_day: date | None = None
        self._sheet = Sheet(t("agenda.title_page"))
        self._sheet.filling(self)
        self.mine = QCheckBox(t("agenda.only_mine"))
        self.mine.setChecked(True)
        self._first_look = True
        self.mine.toggled.connect(self.reload)
        self.export = self._key(t("agenda.export"), self.take_along)
        self._sheet.keys.addWidget(self.mine)
        self.meetings = self._key(t("agenda.meetings"), lambda: self.context.go(Place("meetings")))
        self._sheet.keys.addWidget(self.meetings)
        self._sheet.keys.addWidget(self.export)
        self.export.setAccessibleDescription(t("agenda.export_hint"))
        self.export_hint = PlainLabel(t("agenda.export_hint"), role="hint")
        self.message = MessageBar()
        self.month = PlainLabel("", role="heading")
        self.grid = MonthGrid()
        self.grid.chosen.connect(self._choose_day)
        self.grid.moved.connect(self.reload)
        self.earlier = self._key(t("agenda.earlier"), lambda: self._turn(-1))
        self.later = self._key(t("agenda.later"), lambda: self._turn(1))
        self.now = self._key(t("agenda.this_month"), self._turn_home)
        self.whole = self._key(t("agenda.whole_month"), lambda: self._choose_day(None))
        self.list = RowList(t("agenda.list"))
        self.list.show_bare()
        self.list.chosen.connect(self._open)
        self.empty = PlainLabel("", role="hint")
        self.card = Card(t("agenda.list"))
        self._build()
        today = context.desk.clock.today()
        self.grid.show_month(today, today, {}, {})

    def _key(self, text: str, do: Callable[[], object]) -> QPushButton:
        key = QPushButton(text)
        key.setAutoDefault(True)
        key.clicked.connect(lambda _checked=False: do())
        return key

    def _build(self) -> None:
        month = Card()
        month.column.addWidget(self.month)
        month.column.addLayout(WrappingRow(self.earlier, self.now, self.later))
        month.column.addWidget(self.grid)
        for part in (self.empty, self.list):
            self.card.column.addWidget(part)
        self.card.column.addLayout(WrappingRow(self.whole))
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(month)
        left.addWidget(self.export_hint)
        left.addStretch(1)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = SideBySide(860)
        self._beside.addLayout(left, 3)
        self._beside.addLayout(right, 4)
        self._sheet.column.addWidget(self.message)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stands below the month where letters are large."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)

    def show_place(self, place: Place) -> None:
        """See Page; the keyboard goes to the month."""
        super().show_place(place)
        self.grid.setFocus()

    def reload(self) -> None:
        """See Page."""
        day, mine = self.grid.day, self.mine.isChecked()
        first = day.replace(day=1)
        last = day.replace(day=calendar.monthrange(day.year, day.month)[1])

        def read(desk: Desk) -> tuple[tuple[DueRow, ...], bool]:
            rows = agenda.dates_between(desk, first, last, only_mine=mine)
            around = (add_months(first, -12), add_months(first, 12))
            return rows, mine and not rows and not agenda.dates_between(desk, *around, only_mine=True)

        def arrived(answer: tuple[tuple[DueRow, ...], bool]) -> None:
            rows, has_none = answer
            if has_none and self._first_look:
                # Who has no dates of their own (an administrator, a new colleague) wants those of the office.
                self.mine.setChecked(False)
            else:
                self._arrived(first, rows)
            self._first_look = False

        self.context.read(read, self, arrived)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return any(changes.concerns(subject) for subject in (Subject.TRAJECTORY, Subject.DOSSIER, Subject.PEOPLE))

    def _arrived(self, first: date, rows: tuple[DueRow, ...]) -> None:
        if first != self.grid.day.replace(day=1):
            return  # somebody turned the page meanwhile
        self._rows = rows
        if self._only_day is not None and self._only_day.replace(day=1) != first:
            self._only_day = None
        worst: dict[date, Light] = {}
        for row in rows:
            before = worst.get(row.latest, Light.CALM)
            worst[row.latest] = min(before, row.light, key=_ORDER.index)
        tones = {day: _TONES[light] for day, light in worst.items()}
        counts = Counter(row.latest for row in rows)
        self.grid.show_month(self.grid.day, self.context.desk.clock.today(), counts, tones)
        self.month.setText(t("agenda.month", month=t("agenda.months").split()[first.month - 1], year=first.year))
        self._sheet.say_below(t("agenda.count", n=len(rows)))
        for part in (self.export, self.export_hint):
            part.setVisible(self.context.desk.worker.may(Permission.PRINT))
        self._show_list()

    def _show_list(self) -> None:
        day = self._only_day
        rows = [row for row in self._rows if day is None or row.latest == day]
        self.card.heading.setText(t("agenda.day", day=show_weekday_date(day)) if day else t("agenda.list"))
        self.list.set_rows([_row(row) for row in rows])
        self.list.setVisible(bool(rows))
        self.empty.setText(t("agenda.empty_day") if day else t("agenda.empty"))
        self.empty.setVisible(not rows)
        self.whole.setVisible(day is not None)

    def _choose_day(self, day: date | None) -> None:
        self._only_day = day
        self._show_list()

    def _turn(self, months: int) -> None:
        self._go(add_months(self.grid.day.replace(day=1), months))

    def _turn_home(self) -> None:
        self._go(self.context.desk.clock.today())

    def _go(self, day: date) -> None:
        self._only_day = None
        self.grid.show_month(day, self.context.desk.clock.today(), {}, {})
        self.reload()

    def _open(self, value: object) -> None:
        if isinstance(value, DueRow):
            self.context.go(Place("dossier", value.dossier_id, "trajectory"))

    def take_along(self) -> None:
        """Saves the dates as a file for another agenda."""
        mine = self.mine.isChecked()
        save_file(
            self,
            t("agenda.file_name"),
            t("agenda.kinds"),
            lambda desk: agenda.calendar_file(desk, only_mine=mine),
            self.message,
        )

    def print_here(self) -> None:
        """See Page: the file for another agenda is this page's way out."""
        if self.export.isVisible():
            self.take_along()


def _row(row: DueRow) -> Row:
    if row.worker_name:
        detail = t("agenda.detail", client=row.client_name, method=row.method, worker=row.worker_name)
    else:
        detail = t("agenda.detail_nobody", client=row.client_name, method=row.method)
    return Row(
        title=f"{show_weekday_date(row.latest)} · {row.label}",
        detail=detail,
        side=t(f"trajectory.light.{row.light}") if row.sense == "latest" else "",
        icon="bell",
        tone=_TONES[row.light] if row.sense == "latest" else "quiet",
        value=row,
    )
