# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What every chart has in common: it grows with the letters, says the same in words, and can be kept as a picture.

Nothing is told by colour alone: now is a filled mark on a whole line, before is a hollow mark on a
dashed line, and every score stands beside its mark in figures.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wwdesk.forms.profile import Comparison
from wwdesk.ui.chart_words import spoken
from wwdesk.ui.theme import Theme, contrast, theme_of


class Chart(QWidget):
    """A picture of a comparison of profiles."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self.setAccessibleName(name)
        # reached by Tab so that its words can be read; a chart has nothing to do in it
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_comparison(self, comparison: Comparison) -> None:
        """Shows a profile beside the earlier one, if there is one."""
        self.comparison = comparison
        self.setAccessibleDescription(spoken(comparison))
        self.updateGeometry()
        self.update()

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draws into a room of the right proportions."""
        raise NotImplementedError

    def height_at(self, width: int) -> int:
        """The height this chart needs at a width."""
        raise NotImplementedError

    @property
    def theme(self) -> Theme:
        """The colours to draw in."""
        return theme_of(self)

    @property
    def line(self) -> int:
        """The height of a line of text: all sizes are measured in it."""
        return self.fontMetrics().height()

    def on(self, ground: QColor) -> QColor:
        """Black or white in this theme, whichever reads better on a ground."""
        shades = (self.theme.text, self.theme.surface)
        return QColor(max(shades, key=lambda shade: contrast(shade, ground.name())))

    def bold(self) -> QFont:
        """The font of the chart, bold."""
        font = QFont(self.font())
        font.setBold(True)
        return font

    def hasHeightForWidth(self) -> bool:
        """See QWidget."""
        return True

    def heightForWidth(self, width: int) -> int:
        """See QWidget."""
        inset = round(0.8 * self.line)
        return self.height_at(width - inset) + inset if self.comparison else 0

    def sizeHint(self) -> QSize:
        """See QWidget."""
        width = 26 * self.line
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(16 * self.line, 0)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the letters grow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        if self.comparison is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        inset = 0.4 * self.line
        self.draw(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
        if self.hasFocus():
            painter.setPen(QPen(self.theme.colour("ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def picture(self) -> bytes:
        """The chart as a PNG, at twice the size of the screen."""
        shot = self.grab()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        shot.save(buffer, "PNG")
        return bytes(buffer.data().data())


def paint_now(painter: QPainter, at: QPointF, radius: float, colour: QColor) -> None:
    """The mark of the screening of now: filled."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(at, radius, radius)


def paint_earlier(painter: QPainter, at: QPointF, radius: float, colour: QColor, paper: QColor) -> None:
    """The mark of the earlier screening: hollow."""
    painter.setPen(QPen(colour, max(1.6, radius * 0.38)))
    painter.setBrush(paper)
    painter.drawEllipse(at, radius, radius)
