# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A slider along a scale that may have no answer yet; only then it has no knob.

It is a real slider, so that screen readers say what it is; only its drawing is ours.
"""

from __future__ import annotations

import math
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from wwdesk.forms.model import Limits
from wwdesk.ui.form_colours import FormColours

MOST_TICKS = 20
"""Steps that each get a tick; of more there are only the ends."""


class ScaleSlider(QSlider):
    """The steps of a scale from its lowest to its highest number. `chosen` tells only what a worker does."""

    chosen = Signal()
    let_go = Signal()
    """The pointer is done; while it drags, `chosen` comes for every step."""
    cleared = Signal()

    def __init__(self, limits: Limits, words: tuple[str, str], beside: QWidget, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._beside = beside
        """The field whose height the line stands in the middle of."""
        self.limits = limits
        self.number: Fraction | None = None
        """Where the knob stands; None without an answer."""
        self._words = words
        self._steps = math.floor((limits.highest - limits.lowest) / limits.step)
        # numbers where they are whole, because a screen reader says them
        whole = limits.lowest.denominator == limits.step.denominator == 1
        self._first, self._stride = (int(limits.lowest), int(limits.step)) if whole else (0, 1)
        self.setRange(self._first, self._first + self._stride * self._steps)
        self.setSingleStep(self._stride)
        self.setTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # a screen reader may set the value itself
        self.valueChanged.connect(lambda: self._choose((self.value() - self._first) // self._stride))

    # the number ----------------------------------------------------------------------------

    def show_number(self, number: Fraction | None) -> None:
        """Puts the knob at a number, also between two steps; away without one on the scale."""
        inside = number is not None and self.limits.lowest <= number <= self.limits.highest
        self.number = number if inside else None
        self._tell_reader()
        self.update()

    def step(self, by: int) -> None:
        """Goes some steps up or down; from no answer to the end it comes from."""
        if self.number is None:
            self._choose(0 if by > 0 else self._steps)
            return
        place = (self.number - self.limits.lowest) / self.limits.step
        # from between two steps to the nearest in that direction
        self._choose((math.floor(place) if by > 0 else math.ceil(place)) + by)

    def _choose(self, place: int) -> None:
        number = self.limits.lowest + max(0, min(self._steps, place)) * self.limits.step
        if number != self.number:
            self.show_number(number)
            self.chosen.emit()

    def _tell_reader(self) -> None:
        place = 0 if self.number is None else round((self.number - self.limits.lowest) / self.limits.step)
        self.blockSignals(True)  # noqa: FBT003 Qt's own
        self.setValue(self._first + self._stride * place)
        self.blockSignals(False)  # noqa: FBT003

    # keys and pointer ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by step, Home and End to the ends, Delete wipes; other keys are for the form."""
        forward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {
            Qt.Key.Key_Right: forward,
            Qt.Key.Key_Left: -forward,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in steps:
            self.step(steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if key is Qt.Key.Key_Home else self._steps)
        elif key is Qt.Key.Key_Delete:
            self.cleared.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The knob comes to the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self._place_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The knob follows the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self._place_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was chosen may be kept."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.let_go.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page: it must not change an answer on its way."""
        event.ignore()

    # drawing -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as the field beside it, with the ends of the scale in words below."""
        line = self.fontMetrics().height()
        return QSize(20 * line, self._zone() + line)

    def _zone(self) -> int:
        """How high the part with the line is."""
        return max(24, self._beside.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Narrow where letters are large."""
        return QSize(6 * self.fontMetrics().height(), self.sizeHint().height())

    def _groove(self) -> QRectF:
        """The line the knob moves along."""
        thick = max(4.0, self.fontMetrics().height() / 4)
        room = self._knob() / 2 + 6
        return QRectF(room, (self._zone() - thick) / 2, max(1.0, self.width() - 2 * room), thick)

    def _knob(self) -> float:
        return max(18.0, 1.1 * self.fontMetrics().height())

    def _place_at(self, x: float) -> int:
        groove = self._groove()
        share = (x - groove.left()) / groove.width()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        width = self.limits.highest - self.limits.lowest
        return round(Fraction(share) * width / self.limits.step)

    def _x_of(self, number: Fraction) -> float:
        groove = self._groove()
        share = float((number - self.limits.lowest) / (self.limits.highest - self.limits.lowest))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        return groove.left() + share * groove.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line, its ticks and ends, and the knob where there is an answer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = FormColours(self)
        groove = self._groove()
        self._paint_groove(painter, colours, groove)
        self._paint_ends(painter, colours)
        ring = QRectF(2, groove.center().y() - self._knob() / 2 - 3, self.width() - 4, self._knob() + 6)
        if self.number is not None:
            middle = QPointF(self._x_of(self.number), groove.center().y())
            radius = self._knob() / 2
            painter.setPen(QPen(colours.paper, 2))
            painter.setBrush(colours.accent if self.isEnabled() else colours.muted)
            painter.drawEllipse(middle, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)

    def _paint_groove(self, painter: QPainter, colours: FormColours, groove: QRectF) -> None:
        round_ = groove.height() / 2
        painter.setPen(QPen(colours.outline, 1))
        painter.setBrush(colours.paper)
        painter.drawRoundedRect(groove, round_, round_)
        if self._steps <= MOST_TICKS:
            for place in range(self._steps + 1):
                x = self._x_of(self.limits.lowest + place * self.limits.step)
                painter.drawLine(QPointF(x, groove.bottom() + 2), QPointF(x, groove.bottom() + 2 + groove.height()))
        if self.number is not None:
            from_, to = self._x_of(self.limits.lowest), self._x_of(self.number)
            filled = QRectF(min(from_, to), groove.top(), abs(to - from_), groove.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent if self.isEnabled() else colours.muted)
            painter.drawRoundedRect(filled, round_, round_)

    def _paint_ends(self, painter: QPainter, colours: FormColours) -> None:
        painter.setPen(colours.muted)
        line = self.fontMetrics().height()
        for number, words in zip((self.limits.lowest, self.limits.highest), self._words, strict=True):
            wide = self.fontMetrics().horizontalAdvance(words) + 2.0
            left = max(0.0, min(self.width() - wide, self._x_of(number) - wide / 2))
            room = QRectF(left, self._zone() - 1, wide, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
