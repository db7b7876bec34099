# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Dots per life domain on a line from weak to strong, the earlier score hollow behind it, with the way it went."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.forms.profile import Comparison, DomainChange
from wwdesk.ui.chart_words import difference_words, position, score_words
from wwdesk.ui.charts import Chart, paint_earlier, paint_now

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
NOW, EARLIER = 0.78, 0.36
"""The radius of both marks, in lines of text."""


class DomainDots(Chart):
    """The profile as dots: the first picture of a profile page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(t("charts.dots_name"), parent)

    # sizes ---------------------------------------------------------------------------------

    def _columns(self, width: float) -> tuple[float, float, float]:
        """The widths of names, track and words."""
        names = min(max(7.0 * self.line, width * 0.26), 13.0 * self.line)
        words = min(max(8.0 * self.line, width * 0.26), 13.0 * self.line)
        return names, max(6.0 * self.line, width - names - words - 2 * self.line), words

    def _rows(self, width: float) -> list[tuple[DomainChange, float]]:
        comparison = self.comparison
        if comparison is None:
            return []
        names, _, words = self._columns(width)
        name_metrics, word_metrics = QFontMetrics(self.bold()), self.fontMetrics()
        rows: list[tuple[DomainChange, float]] = []
        for change in comparison.domains:
            name = name_metrics.boundingRect(QRect(0, 0, int(names), 9999), _WRAP, change.domain.label)
            said = word_metrics.boundingRect(QRect(0, 0, int(words), 9999), _WRAP, self._words(comparison, change))
            rows.append((change, max(name.height(), said.height(), 2.1 * self.line) + 0.5 * self.line))
        return rows

    def _words(self, comparison: Comparison, change: DomainChange) -> str:
        now = change.now
        if now is None or now.score is None:
            return t("charts.no_score_short")
        band = score_words(now)
        if comparison.earlier is None:
            return band
        return "\n".join((band, difference_words(change, has_earlier=True)))

    def height_at(self, width: int) -> int:
        """See Chart."""
        return round(3.0 * self.line + sum(height for _, height in self._rows(width)))

    # drawing -------------------------------------------------------------------------------

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """See Chart."""
        comparison = self.comparison
        if comparison is None:
            return
        names, track, words = self._columns(room.width())
        left = room.left() + names + self.line
        self._paint_legend(painter, room, comparison)
        top = room.top() + 1.8 * self.line
        self._paint_scale(painter, left, track, top, comparison)
        top += 1.2 * self.line
        for change, height in self._rows(room.width()):
            row = QRectF(room.left(), top, room.width(), height)
            painter.setFont(self.bold())
            painter.setPen(self.theme.colour("text"))
            painter.drawText(QRectF(row.left(), row.top(), names, height), _WRAP, change.domain.label)
            painter.setFont(self.font())
            self._paint_track(painter, change, left, track, row)
            painter.setPen(self.theme.colour("text"))
            said = QRectF(left + track + self.line, row.top(), words, height)
            painter.drawText(said, _WRAP, self._words(comparison, change))
            top += height

    def _paint_legend(self, painter: QPainter, room: QRectF, comparison: Comparison) -> None:
        y, x, radius = room.top() + 0.75 * self.line, room.left() + 0.5 * self.line, 0.38 * self.line
        entries = [(True, t("charts.now_on", day=show_date(comparison.now.on)))]
        if comparison.earlier is not None:
            entries.append((False, t("charts.earlier_on", day=show_date(comparison.earlier.on))))
        for now, text in entries:
            if now:
                paint_now(painter, QPointF(x, y), radius * 1.3, self.theme.colour("text"))
            else:
                paint_earlier(painter, QPointF(x, y), radius, self.theme.colour("quiet"), self.theme.colour("surface"))
            painter.setPen(self.theme.colour("quiet"))
            width = self.fontMetrics().horizontalAdvance(text)
            painter.drawText(QPointF(x + 0.8 * self.line, y + 0.35 * self.line), text)
            x += width + 2.2 * self.line

    def _paint_scale(self, painter: QPainter, left: float, track: float, top: float, comparison: Comparison) -> None:
        weak, strong = t("charts.weak_end"), t("charts.strong_end")
        painter.setPen(self.theme.colour("quiet"))
        box = QRectF(left, top, track, 1.2 * self.line)
        if self.fontMetrics().horizontalAdvance(f"{weak}  {strong}") <= track:
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, weak)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, strong)

    def _paint_track(self, painter: QPainter, change: DomainChange, left: float, track: float, row: QRectF) -> None:
        y, inset = row.center().y(), 0.8 * self.line
        start, width = left + inset, track - 2 * inset
        painter.setPen(QPen(self.theme.colour("line"), max(2.0, 0.14 * self.line)))
        painter.drawLine(QPointF(start, y), QPointF(start + width, y))
        steps = int(change.domain.highest - change.domain.lowest)
        painter.setPen(QPen(self.theme.colour("outline"), 1.2))
        for step in range(steps + 1 if 0 < steps <= 10 else 0):
            x = start + width * step / steps
            painter.drawLine(QPointF(x, y - 0.22 * self.line), QPointF(x, y + 0.22 * self.line))
        now, earlier = change.now, change.earlier
        place = None
        if now is not None and now.score is not None:
            place = QPointF(start + width * position(change.domain, now.score), y)
        before = None
        # another way of counting: on this line the earlier score would invite to compare
        if earlier is not None and earlier.score is not None and change.comparable:
            before = QPointF(start + width * position(change.domain, earlier.score), y)
        if before is not None and place is not None and change.comparable:
            self._paint_way(painter, before, place)
        if place is not None and now is not None and now.score is not None:
            colour = self.theme.band(now.band.colour) if now.band else self.theme.colour("accent")
            paint_now(painter, place, NOW * self.line, colour)
            font = self.bold()
            font.setPointSizeF(font.pointSizeF() * 0.82)
            painter.setFont(font)
            painter.setPen(self.on(colour))
            box = QRectF(place.x() - self.line, y - self.line, 2 * self.line, 2 * self.line)
            painter.drawText(box, _CENTRE, show_number(now.score, 1))
            painter.setFont(self.font())
        if before is not None:
            if place is not None and abs(place.x() - before.x()) < (NOW + EARLIER) * self.line:
                # almost the same score: the hollow mark goes below, or it would be hidden
                before = QPointF(before.x(), y + 0.9 * self.line)
            paint_earlier(
                painter, before, EARLIER * self.line, self.theme.colour("quiet"), self.theme.colour("surface")
            )

    def _paint_way(self, painter: QPainter, before: QPointF, now: QPointF) -> None:
        if abs(now.x() - before.x()) < 1.5 * self.line:
            return
        painter.setPen(QPen(self.theme.colour("quiet"), max(1.6, 0.1 * self.line)))
        painter.drawLine(before, now)
        # an arrow in the middle, for the direction must not hang on which dot is hollow
        middle = (before.x() + now.x()) / 2
        size = 0.34 * self.line * (1 if now.x() > before.x() else -1)
        tip = QPointF(middle + size, now.y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("quiet"))
        wing = abs(size)
        painter.drawPolygon(
            QPolygonF([tip, QPointF(middle - size, now.y() - wing), QPointF(middle - size, now.y() + wing)])
        )
