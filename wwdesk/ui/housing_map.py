# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The homes of the office as a map: a block per site, a row per floor, a box per home. One Tab stop; arrows move."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wwdesk.domain.dwellings import DwellingRow
from wwdesk.domain.texts import t
from wwdesk.ui.housing_words import place_words, state_tone, state_words
from wwdesk.ui.theme import Theme, scale_of, theme_of

_BOX = 176
"""Width of a box in points at 100 %."""
_GAP = 8


class HousingMap(QWidget):
    """Boxes that say in words whether there is room; their frame says it once more."""

    chosen = Signal(str)
    """The id of the home somebody chose."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rows: tuple[DwellingRow, ...] = ()
        self._at = 0
        self._boxes: list[QRectF] = []
        self._words: list[tuple[QRectF, str, bool]] = []
        self._high = 0.0

    def show_rows(self, rows: Sequence[DwellingRow]) -> None:
        """Shows homes in the order of the map; the cursor stays on its home."""
        here = self.rows[self._at].id if self._at < len(self.rows) else ""
        self.rows = tuple(rows)
        self._at = next((number for number, row in enumerate(rows) if row.id == here), 0)
        self._lay_out()
        self._tell()
        self.setVisible(bool(rows))

    def point_at(self, dwelling_id: str) -> None:
        """Puts the cursor on a home."""
        self._at = next((number for number, row in enumerate(self.rows) if row.id == dwelling_id), self._at)
        self._tell()
        self.update()

    def _tell(self) -> None:
        if self._at < len(self.rows):
            row = self.rows[self._at]
            place = place_words(row.details) or t("housing.no_site")
            self.setAccessibleName(t("housing.map_cell", name=row.details.name, place=place, state=state_words(row)))

    def _lay_out(self) -> None:
        """Where each box and each name of a site or floor stands for this width."""
        scale, line = scale_of(self), self.fontMetrics().lineSpacing()
        wide, high, gap = _BOX * scale, 2 * line + 14 * scale, _GAP * scale
        self._boxes, self._words = [], []
        top = 0.0
        for site, on_site in groupby(self.rows, key=lambda row: row.details.site):
            self._words.append((QRectF(0, top, self.width(), line), site or t("housing.no_site"), True))
            top += line + gap / 2
            for floor, on_floor in groupby(on_site, key=lambda row: row.details.floor):
                gutter = self._gutter(scale)
                words = t("housing.floor", floor=floor) if floor else ""
                self._words.append((QRectF(0, top, gutter - gap, high), words, False))
                left = gutter
                for _ in on_floor:
                    if left > gutter and left + wide > self.width():
                        left, top = gutter, top + high + gap
                    self._boxes.append(QRectF(left, top, min(wide, max(self.width() - gutter, 1)), high))
                    left += wide + gap
                top += high + gap
            top += gap
        self._high = top
        self.updateGeometry()
        self.update()

    def _gutter(self, scale: float) -> float:
        floors = {row.details.floor for row in self.rows if row.details.floor}
        words = (self.fontMetrics().horizontalAdvance(t("housing.floor", floor=floor)) for floor in floors)
        return min(max(words, default=0) + 12 * scale, self.width() / 4) if floors else 0.0

    def sizeHint(self) -> QSize:
        """As high as the rows are at this width."""
        return QSize(300, round(self._high))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(60, round(self._high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows of boxes go on below where it is narrow."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names and boxes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self)
        for area, words, strong in self._words:
            font = painter.font()
            font.setBold(strong)
            painter.setFont(font)
            painter.setPen(theme.colour("text" if strong else "quiet"))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        for number, (row, box) in enumerate(zip(self.rows, self._boxes, strict=True)):
            self._paint_box(painter, theme, row, box, here=number == self._at)
        painter.end()

    def _paint_box(self, painter: QPainter, theme: Theme, row: DwellingRow, box: QRectF, *, here: bool) -> None:
        scale, tone = scale_of(self), state_tone(row)
        ground = {"fine": "fine_soft", "warning": "warning_soft"}.get(tone, "raised")
        ring = here and self.hasFocus()
        painter.setPen(QPen(theme.colour("ring" if ring else "accent" if here else "line"), 2 if here else 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6 * scale, 6 * scale)
        inside = box.adjusted(8 * scale, 5 * scale, -8 * scale, -5 * scale)
        font = painter.font()
        for words, bold, colour, side in (
            (row.details.name, True, "text", Qt.AlignmentFlag.AlignTop),
            (state_words(row), False, tone if tone in ("fine", "warning") else "quiet", Qt.AlignmentFlag.AlignBottom),
        ):
            font.setBold(bold)
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inside.width()))
            painter.drawText(inside, side | Qt.AlignmentFlag.AlignLeft, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go by home, up and down to the nearest of another row, Enter chooses."""
        key = Qt.Key(event.key())
        if event.modifiers() != Qt.KeyboardModifier.NoModifier or not self.rows:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(self._at + (1 if key == Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(self._beside(down=key == Qt.Key.Key_Down))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.rows) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.rows[self._at].id)
        else:
            super().keyPressEvent(event)

    def _beside(self, *, down: bool) -> int:
        here = self._boxes[self._at]
        tops = sorted(
            {box.top() for box in self._boxes if (box.top() > here.top() if down else box.top() < here.top())}
        )
        if not tops:
            return self._at
        row = tops[0] if down else tops[-1]
        near = [(abs(box.left() - here.left()), number) for number, box in enumerate(self._boxes) if box.top() == row]
        return min(near)[1]

    def _go(self, number: int) -> None:
        self._at = min(max(number, 0), len(self.rows) - 1)
        self._tell()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a home."""
        for number, box in enumerate(self._boxes):
            if box.contains(event.position()):
                self._go(number)
                self.chosen.emit(self.rows[number].id)
                return
