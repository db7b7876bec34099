# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A month as a grid of days, each with how many things fall on it. One Tab stop; arrows move, Enter chooses."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wwdesk.domain.dates import show_long_date
from wwdesk.domain.texts import t
from wwdesk.ui.theme import Theme, scale_of, theme_of

_ROW = 44
"""Height of a day in points at 100 %."""


class MonthGrid(QWidget):
    """Days from Monday to Sunday. `counts` says how many, `tones` in which colour of the theme."""

    chosen = Signal(object)
    """A day somebody chose."""
    moved = Signal()
    """The cursor went to a day of another month."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(t("agenda.grid"))
        self.setAccessibleDescription(t("agenda.grid_hint"))
        self._day = date(2000, 1, 1)
        self._today = date(2000, 1, 1)
        self._counts: Mapping[date, int] = {}
        self._tones: Mapping[date, str] = {}

    @property
    def day(self) -> date:
        """The day the cursor is on."""
        return self._day

    def show_month(self, day: date, today: date, counts: Mapping[date, int], tones: Mapping[date, str]) -> None:
        """Shows the month of `day` with the cursor on it."""
        self._day, self._today, self._counts, self._tones = day, today, counts, tones
        self._tell()
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        count = self._counts.get(self._day, 0)
        day = show_long_date(self._day)
        self.setAccessibleName(t("agenda.cell", n=count, day=day) if count else day)

    def _weeks(self) -> list[list[date]]:
        return calendar.Calendar().monthdatescalendar(self._day.year, self._day.month)

    def sizeHint(self) -> QSize:
        """Six weeks at most and a line of weekdays."""
        scale = scale_of(self)
        return QSize(round(300 * scale), round((len(self._weeks()) * _ROW + 26) * scale))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(round(250 * scale_of(self)), self.sizeHint().height())

    def _cell(self, row: int, column: int) -> QRectF:
        scale = scale_of(self)
        width = self.width() / 7
        return QRectF(column * width, (26 + row * _ROW) * scale, width, _ROW * scale).adjusted(2, 2, -2, -2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Weekdays, then the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self)
        painter.setPen(theme.colour("quiet"))
        for column, name in enumerate(t("agenda.weekdays").split()):
            area = QRectF(column * self.width() / 7, 0, self.width() / 7, 24 * scale_of(self))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        for row, week in enumerate(self._weeks()):
            for column, day in enumerate(week):
                self._paint_day(painter, theme, day, self._cell(row, column))

    def _paint_day(self, painter: QPainter, theme: Theme, day: date, cell: QRectF) -> None:
        inside = day.month == self._day.month
        if day == self._day:
            painter.setBrush(theme.colour("accent_soft"))
            painter.setPen(QPen(theme.colour("ring"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(cell, 7, 7)
        elif inside:
            painter.setBrush(theme.colour("raised"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(cell, 7, 7)
        font = painter.font()
        font.setBold(day == self._today)
        font.setUnderline(day == self._today)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if inside else "quiet"))
        number = cell.adjusted(8, 4, 0, 0)
        painter.drawText(number, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, str(day.day))
        count = self._counts.get(day, 0)
        if count and inside:
            self._paint_count(painter, theme.colour(self._tones.get(day, "accent")), theme, str(count), cell)

    def _paint_count(self, painter: QPainter, colour: QColor, theme: Theme, count: str, cell: QRectF) -> None:
        """A filled pill with the number: readable without its colour."""
        font = painter.font()
        font.setUnderline(False)
        font.setBold(True)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        width, height = max(metrics.horizontalAdvance(count) + 12, metrics.height()), metrics.height()
        pill = QRectF(cell.right() - width - 4, cell.bottom() - height - 3, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.colour("surface"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, count)

    def _go(self, day: date) -> None:
        other = (day.year, day.month) != (self._day.year, self._day.month)
        self._day = day
        self._tell()
        self.update()
        if other:
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day and week, Home and End within the month, Enter chooses."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        last = calendar.monthrange(self._day.year, self._day.month)[1]
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and key in steps:
            self._go(self._day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(self._day.replace(day=1 if key == Qt.Key.Key_Home else last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a day."""
        for row, week in enumerate(self._weeks()):
            for column, day in enumerate(week):
                if self._cell(row, column).contains(event.position()):
                    self._go(day)
                    self.chosen.emit(day)
                    return
