# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The profile as a web: one axis per life domain in the order of the form, now and before over each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.texts import t
from wwdesk.forms.profile import DomainChange
from wwdesk.ui.chart_words import position
from wwdesk.ui.charts import Chart, paint_earlier, paint_now

LEAST = 3.0
"""The smallest radius, in lines of text."""
INNER = 0.12
"""Where the weakest score lies: a little from the middle, so that weak domains stay apart."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words at the end of an axis and where they stand."""

    text: str
    box: QRectF
    align: Qt.AlignmentFlag


class RadarChart(Chart):
    """The profile as a web: the second picture, for its shape at a glance."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(t("charts.radar_name"), parent)

    def height_at(self, width: int) -> int:
        """See Chart."""
        return round(max(14 * self.line, min(width * 0.95, 30 * self.line)))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest label on both sides of the smallest web."""
        widest = max((self._width_of(self._words(change)) for change in self._changes()), default=0.0)
        inset = 0.8 * self.line + 6
        return QSize(math.ceil(2 * (widest + 0.6 * self.line + LEAST * self.line) + inset), 0)

    # places --------------------------------------------------------------------------------

    def _changes(self) -> tuple[DomainChange, ...]:
        return self.comparison.domains if self.comparison else ()

    @staticmethod
    def _angle(index: int, count: int) -> float:
        return 2 * math.pi * index / count - math.pi / 2

    def _words(self, change: DomainChange) -> str:
        score = change.now.score if change.now else None
        figure = show_number(score, 1) if score is not None else t("charts.no_score_short")
        return f"{change.domain.short}\n{figure}"

    def _width_of(self, text: str) -> float:
        return max(self.fontMetrics().horizontalAdvance(part) for part in text.split("\n")) + 2.0

    def labels(self, room: QRectF) -> tuple[list[Label], QPointF, float]:
        """The labels, the middle and the radius of the web, so that no label meets another or the edge."""
        changes = self._changes()
        metrics = self.fontMetrics()
        texts = [self._words(change) for change in changes]
        widths = [self._width_of(text) for text in texts]
        height = 2.0 * metrics.lineSpacing() + 4.0
        gap = 0.6 * self.line
        wide = max(widths, default=0.0)
        radius = max(LEAST * self.line, min(room.width() / 2 - wide - gap, room.height() / 2 - height - gap))
        middle = room.center()
        labels = [
            self._label(texts[index], widths[index], height, middle, radius + gap, self._angle(index, len(texts)))
            for index in range(len(texts))
        ]
        return self._apart(labels, room), middle, radius

    @staticmethod
    def _label(text: str, width: float, height: float, middle: QPointF, reach: float, angle: float) -> Label:
        x, y = middle.x() + reach * math.cos(angle), middle.y() + reach * math.sin(angle)
        side = math.cos(angle)
        if abs(side) < 0.2:
            top = y - height if math.sin(angle) < 0 else y
            return Label(text, QRectF(x - width / 2, top, width, height), Qt.AlignmentFlag.AlignHCenter)
        if side > 0:
            return Label(text, QRectF(x, y - height / 2, width, height), Qt.AlignmentFlag.AlignLeft)
        return Label(text, QRectF(x - width, y - height / 2, width, height), Qt.AlignmentFlag.AlignRight)

    @staticmethod
    def _apart(labels: list[Label], room: QRectF) -> list[Label]:
        """Moves the labels of each side up or down until none overlaps."""
        moved = {id(label): QRectF(label.box) for label in labels}
        for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight):
            column = sorted(
                (label for label in labels if label.align == side), key=lambda label: moved[id(label)].top()
            )
            lowest = room.top()
            for label in column:
                box = moved[id(label)]
                box.moveTop(max(box.top(), lowest))
                lowest = box.bottom()
            lowest = room.bottom()
            for label in reversed(column):
                box = moved[id(label)]
                box.moveBottom(min(box.bottom(), lowest))
                lowest = box.top()
        for label in labels:
            if label.align == Qt.AlignmentFlag.AlignHCenter:
                box = moved[id(label)]
                others = [moved[id(other)] for other in labels if other is not label]
                while any(box.intersects(other) for other in others) and room.contains(box):
                    box.translate(0, -2 if box.center().y() < room.center().y() else 2)
        return [Label(label.text, moved[id(label)], label.align) for label in labels]

    # drawing -------------------------------------------------------------------------------

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """See Chart."""
        comparison = self.comparison
        if comparison is None or len(comparison.domains) < 3:
            return
        labels, middle, radius = self.labels(room.adjusted(2, 2, -2, -2))
        self._paint_web(painter, middle, radius, len(labels))
        painter.setPen(self.theme.colour("text"))
        for label in labels:
            painter.drawText(label.box, label.align | Qt.AlignmentFlag.AlignVCenter, label.text)
        changes = comparison.domains
        earlier = [change.earlier.score if change.earlier and change.comparable else None for change in changes]
        now = [change.now.score if change.now else None for change in changes]
        spots_before = self._spots(changes, earlier, middle, radius)
        spots_now = self._spots(changes, now, middle, radius)
        self._paint_line(painter, spots_before, self.theme.colour("quiet"), Qt.PenStyle.DashLine)
        self._paint_line(painter, spots_now, self.theme.colour("accent"), Qt.PenStyle.SolidLine)
        for spot in spots_before:
            if spot is not None:
                paint_earlier(painter, spot, 0.28 * self.line, self.theme.colour("quiet"), self.theme.colour("surface"))
        for spot, change in zip(spots_now, changes, strict=True):
            if spot is not None:
                band = change.now.band if change.now else None
                colour = self.theme.band(band.colour) if band else self.theme.colour("accent")
                paint_now(painter, spot, 0.36 * self.line, colour)

    def _spots(
        self, changes: tuple[DomainChange, ...], scores: list[Fraction | None], middle: QPointF, radius: float
    ) -> list[QPointF | None]:
        spots: list[QPointF | None] = []
        for index, (change, score) in enumerate(zip(changes, scores, strict=True)):
            if score is None:
                spots.append(None)
                continue
            reach = radius * (INNER + (1 - INNER) * position(change.domain, score))
            angle = self._angle(index, len(changes))
            spots.append(QPointF(middle.x() + reach * math.cos(angle), middle.y() + reach * math.sin(angle)))
        return spots

    def _paint_web(self, painter: QPainter, middle: QPointF, radius: float, count: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in range(5):
            reach = radius * (INNER + (1 - INNER) * ring / 4)
            corners = [
                QPointF(
                    middle.x() + reach * math.cos(self._angle(index, count)),
                    middle.y() + reach * math.sin(self._angle(index, count)),
                )
                for index in range(count)
            ]
            painter.setPen(QPen(self.theme.colour("outline" if ring == 4 else "line"), 1))
            painter.drawPolygon(QPolygonF(corners))
            if ring == 4:
                painter.setPen(QPen(self.theme.colour("line"), 1))
                for corner in corners:
                    painter.drawLine(middle, corner)

    @staticmethod
    def _paint_line(painter: QPainter, spots: list[QPointF | None], colour: QColor, style: Qt.PenStyle) -> None:
        painter.setPen(QPen(colour, 2.2, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one, other in zip(spots, [*spots[1:], *spots[:1]], strict=True):
            # a domain without a score leaves a gap: a line across it would show a score that is not there
            if one is not None and other is not None:
                painter.drawLine(one, other)
