# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The picture of a dossier over time: a row per thing that lasts, marks on one axis, today as a dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wwdesk.domain.texts import t
from wwdesk.domain.timeline import EventKind, Lane, TimelineBar, TimelineEvent, TimelineRow, rows_of, span_of, ticks
from wwdesk.ui.theme import Theme, scale_of, theme_of
from wwdesk.ui.timeline import in_words, paint_mark

_ROW = 22
_MARK = 6
_MARGIN = 12
_WIDEST_LABEL = 0.34
"""Of the width of the picture: what is longer is cut, and can be read in the list and by pointing at it."""


class TimelinePicture(QWidget):
    """Bars and marks on an axis of time."""

    pointed = Signal(object)
    """The event whose mark was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TimelineRow, ...] = ()
        self._today = date(2000, 1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_events(self, events: Sequence[TimelineEvent], bars: Sequence[TimelineBar], today: date) -> None:
        """Draws what happened up to today, and what is coming."""
        self._rows = rows_of(events, bars)
        self._today = today
        told = in_words(events, bars)
        self.setAccessibleName(told)
        self.setVisible(bool(self._rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each thing, and the names of the months."""
        return QSize(200, round(len(self._rows) * self._row + self.fontMetrics().lineSpacing() + 14 * scale_of(self)))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(60, self.sizeHint().height())

    @property
    def _row(self) -> float:
        """The height of a row."""
        return max(_ROW * scale_of(self), self.fontMetrics().lineSpacing() + 2)

    @property
    def _gutter(self) -> float:
        """The width of the names of the rows."""
        wide = max((self.fontMetrics().horizontalAdvance(self._label(row)) for row in self._rows), default=0)
        return min(wide + 2 * _MARGIN * scale_of(self), self.width() * _WIDEST_LABEL)

    def _label(self, row: TimelineRow) -> str:
        inner = row.bar is not None and row.bar.inner
        return f"    {row.label}" if inner else row.label or t(f"dossier.lane.{row.lane}")

    def _place(self, day: date) -> float:
        """Where a day stands."""
        first, last = span_of(self._rows, self._today)
        margin, left = _MARGIN * scale_of(self), self._gutter
        room = max(1.0, self.width() - left - 2 * margin)
        return left + margin + room * (day - first).days / max(1, (last - first).days)

    def _middle(self, number: int) -> float:
        return 4 * scale_of(self) + (number + 0.5) * self._row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws axis, months, bars and marks."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale = theme_of(self), scale_of(self)
        base = self._middle(len(self._rows) - 1) + self._row / 2 + 2 * scale
        self._paint_axis(painter, theme, base)
        for number, row in enumerate(self._rows):
            middle = self._middle(number)
            self._paint_label(painter, theme, row, middle)
            if row.bar:
                self._paint_bar(painter, theme, row.bar, middle)
        painter.setPen(QPen(theme.colour("accent"), 1.4 * scale, Qt.PenStyle.DashLine))
        here = self._place(self._today)
        painter.drawLine(QPointF(here, 4 * scale), QPointF(here, base))
        for number, row in enumerate(self._rows):
            for happened in reversed(row.events):
                late = happened.kind is EventKind.DATE_LATE
                colour = theme.colour("error" if late else "accent")
                at = QPointF(self._place(happened.on), self._middle(number))
                paint_mark(painter, happened.kind, at, _MARK * scale, colour, theme.colour("surface"))
        painter.end()

    def _paint_label(self, painter: QPainter, theme: Theme, row: TimelineRow, middle: float) -> None:
        inner = row.bar is not None and row.bar.inner
        painter.setPen(theme.colour("quiet" if inner else "text"))
        room = QRectF(0, middle - self._row / 2, self._gutter - _MARGIN * scale_of(self) / 2, self._row)
        words = self.fontMetrics().elidedText(self._label(row), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_bar(self, painter: QPainter, theme: Theme, bar: TimelineBar, middle: float) -> None:
        """What was is full; what is agreed and still to come is an outline. A contract has a frame of its own."""
        scale = scale_of(self)
        half = (2.5 if bar.inner else 4) * scale
        full = QPen(theme.colour("accent"), 1.2 * scale)
        for first, last in bar.parts:
            left, right = self._place(first), self._place(last)
            painter.setPen(full if bar.lane is Lane.CONTRACT else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if bar.lane is Lane.CONTRACT else "outline"))
            painter.drawRoundedRect(QRectF(left, middle - half, max(right - left, 2 * scale), 2 * half), 2, 2)
        if bar.planned and bar.planned > bar.parts[-1][1]:
            left, right = self._place(bar.parts[-1][1]), self._place(bar.planned)
            painter.setPen(QPen(theme.colour("accent"), 1.2 * scale, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left, middle - half, right - left, 2 * half), 2, 2)

    def _paint_axis(self, painter: QPainter, theme: Theme, base: float) -> None:
        """The line, and names of as many months (or years) as there is room for."""
        scale, metrics = scale_of(self), self.fontMetrics()
        first, last = span_of(self._rows, self._today)
        need = metrics.horizontalAdvance("00/0000") + 18 * scale
        most = int((self.width() - self._gutter - 2 * _MARGIN * scale) // need)
        for day, words in ticks(first, last, most):
            at = self._place(day)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(at, 4 * scale), QPointF(at, base))
            half = metrics.horizontalAdvance(words) / 2
            left = min(max(at, self._gutter + half), self.width() - half - 2)
            painter.setPen(theme.colour("quiet"))
            area = QRectF(left - half - 2, base + 2 * scale, 2 * half + 4, metrics.lineSpacing())
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, words)
        painter.setPen(QPen(theme.colour("outline"), 1.2 * scale))
        painter.drawLine(QPointF(self._gutter, base), QPointF(self.width(), base))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Points out in the list what was clicked; by keyboard the list itself is the way."""
        found = self.at(event.position())
        if found is not None:
            self.pointed.emit(found)

    def at(self, place: QPointF) -> TimelineEvent | None:
        """The mark at a place, the nearest where there are several."""
        number = int((place.y() - 4 * scale_of(self)) // self._row)
        if not 0 <= number < len(self._rows):
            return None
        reach = 1.5 * _MARK * scale_of(self)
        near = [one for one in self._rows[number].events if abs(self._place(one.on) - place.x()) <= reach]
        return min(near, key=lambda one: abs(self._place(one.on) - place.x()), default=None)
