# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One possible answer as a big row: its key in a circle, the level in full, and a mark when chosen.

The rows are real radio buttons and check boxes, so that screen readers say role and state; only
their drawing is ours, because Qt's own do not wrap a long level.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, cast

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.form_colours import FormColours

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Button = TypeVar("Button", bound=QAbstractButton)


@dataclass
class OptionLook:
    """What a row shows beside its text."""

    key: str = ""
    carried: bool = False
    """Chosen in the earlier screening, taken over, not confirmed yet."""
    earlier: bool = False
    """The answer of the earlier screening."""
    round: bool = True
    words: str = ""
    choosing: bool = False
    """The answer itself is turning the row, so nobody has to be told."""
    fixed: bool = False
    """Shown to be read only: it takes the keyboard, so that it can be read, but no answer."""
    heights: dict[tuple[int, float, bool], int] = field(default_factory=dict[tuple[int, float, bool], int])
    """Heights measured before, by width, size of the letters and mark."""


class _Measures:
    """Sizes of a row, all in proportion to the font so that 200 % stays whole."""

    def __init__(self, metrics: QFontMetrics, look: OptionLook, width: int) -> None:
        self.line = metrics.height()
        self.badge = max(24, round(self.line * 1.45))
        self.pad = max(3, round(self.line * 0.18))
        self.gap = round(self.line * 0.6)
        self.left = 2 * self.pad + self.badge + self.gap
        tag = t("screening.earlier_tag") if look.earlier else ""
        self.tag = metrics.horizontalAdvance(tag) + self.line if tag else 0
        self.tick = round(self.line * 1.1)
        # in a narrow row the mark stands under the words instead of beside them
        self.below = bool(tag) and width < 30 * self.line
        beside = self.tag + self.gap if tag and not self.below else 0
        self.right = self.pad + self.tick + beside
        self.pill = round(self.line * 1.35)
        self.foot = self.pill + self.pad if self.below else 0


def _row_height(button: QAbstractButton, look: OptionLook, width: int) -> int:
    # a layout asks for the same heights thirty times while a page is built
    asked = (width, button.font().pointSizeF(), look.earlier)
    if asked not in look.heights:
        look.heights[asked] = _measure(button, look, width)
    return look.heights[asked]


def _measure(button: QAbstractButton, look: OptionLook, width: int) -> int:
    # measured in bold, because the chosen row is bold and must not grow when it is chosen
    font = QFont(button.font())
    font.setBold(True)
    metrics = QFontMetrics(font)
    sizes = _Measures(metrics, look, width)
    room = max(4 * sizes.line, width - sizes.left - sizes.right)
    text = metrics.boundingRect(QRect(0, 0, room, 100_000), _WRAP, look.words)
    return max(text.height(), sizes.badge) + 2 * sizes.pad + sizes.foot


def _paint_row(button: QAbstractButton, look: OptionLook) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = FormColours(button)
    font = QFont(button.font())
    font.setBold(True)
    sizes = _Measures(QFontMetrics(font), look, button.width())
    chosen, frame = button.isChecked(), QRectF(button.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
    if chosen or (button.underMouse() and button.isEnabled()):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.chosen if chosen and not look.carried else colours.hover)
        painter.drawRoundedRect(frame, 6, 6)
    if chosen:
        pen = QPen(colours.accent, 1.4, Qt.PenStyle.DashLine if look.carried else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 6, 6)
    _paint_badge(painter, button, look, sizes, colours)
    _paint_words(painter, button, look, sizes, colours)
    if button.hasFocus():
        painter.setPen(QPen(colours.focus, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 7, 7)


def _paint_badge(
    painter: QPainter, button: QAbstractButton, look: OptionLook, sizes: _Measures, colours: FormColours
) -> None:
    box = QRectF(2 * sizes.pad, (button.height() - sizes.badge) / 2, sizes.badge, sizes.badge).adjusted(1, 1, -1, -1)
    box = _mirrored(button, box)
    solid = button.isChecked() and not look.carried
    painter.setPen(QPen(colours.accent if button.isChecked() else colours.outline, 1.6))
    painter.setBrush(colours.accent if solid else colours.paper)
    if look.round:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, 5, 5)
    font = QFont(button.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(colours.on_accent if solid else colours.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, look.key)


def _paint_words(
    painter: QPainter, button: QAbstractButton, look: OptionLook, sizes: _Measures, colours: FormColours
) -> None:
    font = QFont(button.font())
    font.setBold(button.isChecked())
    painter.setFont(font)
    painter.setPen(colours.text if button.isEnabled() or button.isChecked() else colours.muted)
    room = QRect(sizes.left, 0, button.width() - sizes.left - sizes.right, button.height() - sizes.foot)
    painter.drawText(_mirrored(button, QRectF(room)), _flags(button), look.words)
    right = button.width() - sizes.pad
    if button.isChecked() and not look.carried:
        tick = _mirrored(button, QRectF(right - sizes.tick, 0, sizes.tick, button.height()))
        _paint_tick(painter, QPoint(round(tick.left()), button.height() // 2), sizes.tick, colours.accent)
    if look.earlier:
        font.setBold(False)
        painter.setFont(font)
        pill = QRectF(right - sizes.tick - sizes.gap - sizes.tag, 0, sizes.tag, sizes.pill)
        pill.moveTop((button.height() - pill.height()) / 2)
        if sizes.below:
            pill.moveTo(sizes.left, button.height() - sizes.foot)
        pill = _mirrored(button, pill)
        painter.setPen(QPen(colours.outline, 1))
        painter.setBrush(colours.paper)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(colours.muted)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, t("screening.earlier_tag"))


def _mirrored(button: QAbstractButton, box: QRectF) -> QRectF:
    """Where a part stands: from the other side in a language that reads from right to left."""
    if button.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return box
    return QRectF(button.width() - box.right(), box.top(), box.width(), box.height())


def _flags(button: QAbstractButton) -> int:
    # Qt takes "left" as the side where reading begins only for its own widgets
    mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute if mirrored else Qt.AlignmentFlag.AlignLeft
    return (Qt.TextFlag.TextWordWrap | side | Qt.AlignmentFlag.AlignVCenter).value


def _paint_tick(painter: QPainter, at: QPoint, size: int, colour: QColor) -> None:
    path = QPainterPath()
    path.moveTo(at.x() + size * 0.12, at.y())
    path.lineTo(at.x() + size * 0.4, at.y() + size * 0.28)
    path.lineTo(at.x() + size * 0.9, at.y() - size * 0.32)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, max(2.0, size * 0.13), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)


class OptionRow:
    """How both kinds of row are drawn and measured: mixed into a Qt button, which must be of its own class."""

    look: OptionLook

    @property
    def _button(self) -> QAbstractButton:
        return cast("QAbstractButton", self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the row."""
        _paint_row(self._button, self.look)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole row can be clicked."""
        return self._button.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """A long answer takes more lines in a narrow window."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the row at a width."""
        return _row_height(self._button, self.look, width)

    def sizeHint(self) -> QSize:
        """A row is as wide as it may be."""
        width = 30 * self._button.fontMetrics().height()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows wrap the text instead of cutting it."""
        width = 12 * self._button.fontMetrics().height()
        return QSize(width, 24)


class RadioOption(OptionRow, QRadioButton):
    """A row of which one is chosen; the answer around it does the choosing."""

    picked = Signal()
    """The space bar, or a click on what is chosen already."""
    turned = Signal()
    """Turned by a click or by a screen reader."""
    moved = Signal(int)

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.look = OptionLook(key=key, words=text)
        prepare(self, text)
        self.toggled.connect(self._tell)

    def _tell(self) -> None:
        if not self.look.choosing:
            self.turned.emit()

    def choose(self, chosen: bool) -> None:
        """Chooses or clears the row."""
        # only an exclusive button is a radio button to a screen reader, and Qt clears none of those
        self.look.choosing = True
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)
        self.look.choosing = False

    def nextCheckState(self) -> None:
        """A chosen row stays chosen when it is clicked again."""
        if self.isChecked():
            self.picked.emit()
        elif not self.look.fixed:
            self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, the space bar picks; all else is for the question."""
        step = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Space:
            self.picked.emit()
        else:
            event.ignore()


class CheckOption(OptionRow, QCheckBox):
    """A row of which several may be chosen."""

    picked = Signal()
    """The space bar, or a click on what is chosen already."""
    turned = Signal()
    """Turned by a click or by a screen reader."""
    moved = Signal(int)

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.look = OptionLook(key=key, round=False, words=text)
        prepare(self, text)
        self.toggled.connect(self._tell)

    def _tell(self) -> None:
        if not self.look.choosing:
            self.turned.emit()

    def choose(self, chosen: bool) -> None:
        """Ticks or clears the row."""
        self.look.choosing = True
        self.setChecked(chosen)
        self.look.choosing = False

    def nextCheckState(self) -> None:
        """A click turns the row, unless it may only be read."""
        if not self.look.fixed:
            super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, the space bar turns the row on or off; all else is for the question."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Space:
            self.picked.emit()
        else:
            event.ignore()


def prepare(button: QAbstractButton, name: str) -> None:
    """What both kinds of row need: a name, room to grow and drawing under the mouse."""
    button.setAccessibleName(name)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setForegroundRole(QPalette.ColorRole.Text)
