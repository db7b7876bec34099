# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# (the stubs of reportlab leave some arguments untyped)
"""What a pen or a reader needs: boxes to tick, lines to write on, boxes for dates, signs drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from wwdesk.documents import style
from wwdesk.documents.direction import placed

BOX = 8.2
"""Side of a box to tick: 2.9 mm, as on forms of the government."""
_LONGEST = 1500
LINE = 21.0
"""Between writing lines: 7.4 mm, for a hand at a kitchen table."""


@dataclass(frozen=True, slots=True)
class Option:
    """One box with the number of its level (or none) and its words."""

    level: str
    label: str


class OptionRow(Flowable):
    """Boxes to tick beside each other, each with its words; a row is never parted."""

    def __init__(self, options: Sequence[Option], columns: int, cell: float = 10**6) -> None:
        super().__init__()
        self._options = list(options)
        self._columns, self._cell = columns, cell
        self._labels: list[Paragraph] = [style.paragraph(_clipped(option.label), style.OPTION) for option in options]
        self._level_width = max(
            (style.width_of(option.level, style.NUMBER) + 6 for option in options if option.level), default=0
        )

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """As tall as the longest words."""
        self.width = aW
        room = self._step(aW) - self._indent - 8
        self.height = max(label.wrap(room, aH)[1] for label in self._labels) + 1.2
        return aW, self.height

    @property
    def _indent(self) -> float:
        return BOX + 6 + self._level_width

    def _step(self, width: float) -> float:
        return min(self._cell, width / self._columns)

    def draw(self) -> None:
        """Draws box, number and words in each column."""
        canvas = self.canv
        step = self._step(self.width)
        for order, (option, label) in enumerate(zip(self._options, self._labels, strict=True)):
            left = order * step
            baseline = self.height - style.OPTION.fontSize - 0.6
            draw_box(canvas, placed(canvas, left, BOX, self.width), baseline - 1)
            canvas.setFillColor(style.ACCENT)
            canvas.setFont(style.BOLD, style.NUMBER.fontSize)
            wide = style.width_of(option.level, style.NUMBER)
            canvas.drawString(placed(canvas, left + BOX + 6, wide, self.width), baseline, option.level)
            label.drawOn(
                canvas,
                placed(canvas, left + self._indent, label.width, self.width),
                self.height - 0.6 - label.height,
            )


def _clipped(label: str) -> str:
    """A description is a sentence or two; one that would fill a page is a mistake in the form, and is cut."""
    return label if len(label) <= _LONGEST else f"{label[:_LONGEST].rstrip()}…"


def option_rows(options: Sequence[Option], width: float, *, one_per_line: bool) -> list[Flowable]:
    """The options in as many columns as their words allow; long descriptions go one on a line."""
    longest = max((style.width_of(option.label, style.BODY) for option in options), default=0)
    cell = longest + BOX + 26 + (14 if any(option.level for option in options) else 0)
    columns = max(1, min(4, len(options), int(width // cell)))
    if columns == 1 or (one_per_line and columns < len(options)):
        return [OptionRow([option], 1) for option in options]
    return [OptionRow(options[at : at + columns], columns, max(cell, 90)) for at in range(0, len(options), columns)]


def draw_box(canvas: Canvas, x: float, y: float) -> None:
    """An empty box to tick, standing on `y`."""
    canvas.setStrokeColor(style.INK)
    canvas.setFillColor(style.PAPER)
    canvas.setLineWidth(style.THIN)
    canvas.rect(x, y, BOX, BOX, fill=1)


_WORD = style.CONDITION


class BoxedWord(Flowable):
    """One box with one word after it, at the far edge."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = style.plain(word)
        self.needs = style.width_of(word, _WORD) + BOX + 5

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """One line."""
        del aH
        self.width, self.height = aW, style.BODY.leading
        return aW, self.height

    def draw(self) -> None:
        """Draws box and word."""
        baseline = self.height - style.BODY.fontSize
        left = self.width - self.needs
        draw_box(self.canv, placed(self.canv, left, BOX, self.width), baseline - 1)
        self.canv.setFillColor(style.INK)
        self.canv.setFont(_WORD.fontName, _WORD.fontSize)
        self.canv.drawString(placed(self.canv, left + BOX + 5, self.needs - BOX - 5, self.width), baseline, self._word)


class WritingLines(Flowable):
    """Empty lines to write on, with a label before the first where there is one."""

    def __init__(self, count: int, *, label: str = "", filled: str = "", spacing: float = LINE) -> None:
        super().__init__()
        self._count, self._spacing = count, spacing
        self._label = style.plain(label)
        self._filled = filled
        self._indent = style.width_of(label, style.HINT) + 5 if label else 0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """As tall as the lines."""
        del aH
        self.width, self.height = aW, self._count * self._spacing
        return aW, self.height

    def draw(self) -> None:
        """Draws the lines from the top down."""
        canvas = self.canv
        canvas.setStrokeColor(style.QUIET)
        canvas.setLineWidth(style.HAIR)
        for order in range(self._count):
            y = self.height - (order + 1) * self._spacing + 2
            begin = 0 if order else self._indent
            left = placed(canvas, begin, self.width - begin, self.width)
            canvas.line(left, y, left + self.width - begin, y)
        first = self.height - self._spacing + 4.5
        if self._label:
            canvas.setFillColor(style.QUIET)
            canvas.setFont(style.REGULAR, style.HINT.fontSize)
            canvas.drawString(placed(canvas, 0, self._indent - 5, self.width), first, self._label)
        if self._filled:
            canvas.setFillColor(style.INK)
            canvas.setFont(style.BOLD, style.BODY.fontSize)
            shown = style.fitted(self._filled, style.BODY_BOLD, self.width - self._indent)
            wide = style.drawn_width(shown, style.BOLD, style.BODY.fontSize)
            canvas.drawString(placed(canvas, self._indent + 2, wide, self.width), first, shown)


class CharacterBoxes(Flowable):
    """A box per character, grouped, with faint letters that say what goes where: `dd/mm/jjjj`, `uu:mm`.

    Numbers are written from left to right in every language: the boxes keep their order on any page.
    """

    def __init__(self, pattern: str, *, label: str = "") -> None:
        super().__init__()
        self._pattern = pattern
        self._label = style.plain(label)
        self._indent = style.width_of(label, style.HINT) + 7 if label else 0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """One row of boxes."""
        del aH
        self.width, self.height = aW, LINE
        return aW, self.height

    def draw(self) -> None:
        """Draws the boxes from left to right."""
        canvas, side = self.canv, 14.5
        bottom = self.height - side - 2.5
        wide = sum(side if sign.isalpha() else 8 for sign in self._pattern)
        x = placed(canvas, self._indent, wide, self.width)
        if self._label:
            canvas.setFillColor(style.QUIET)
            canvas.setFont(style.REGULAR, style.HINT.fontSize)
            canvas.drawString(placed(canvas, 0, self._indent - 7, self.width), bottom + 0.5, self._label)
        canvas.setStrokeColor(style.INK)
        canvas.setLineWidth(style.HAIR)
        for sign in self._pattern:
            if sign.isalpha():
                canvas.setFillColor(style.PAPER)
                canvas.rect(x, bottom, side, side, fill=1)
                canvas.setFillColor(style.RULE)
                canvas.setFont(style.REGULAR, 7)
                canvas.drawCentredString(x + side / 2, bottom + 5, sign)
                x += side
            else:
                canvas.setFillColor(style.INK)
                canvas.setFont(style.REGULAR, 10)
                canvas.drawCentredString(x + 4, bottom + 4, sign)
                x += 8


class Tag(Flowable):
    """A few words in a rounded frame: dashed for what nobody filled in, closed for what was not discussed."""

    def __init__(self, words: str, *, dashed: bool = False) -> None:
        super().__init__()
        self._words = style.plain(words)
        self._dashed = dashed

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """One line."""
        del aH
        self.width, self.height = aW, style.BODY.leading + 0.4
        return aW, self.height

    def draw(self) -> None:
        """Draws frame and words."""
        canvas = self.canv
        canvas.saveState()
        canvas.setLineWidth(style.THIN)
        canvas.setStrokeColor(style.RULE if self._dashed else style.INK)
        if self._dashed:
            canvas.setDash(2, 1.6)
        wide = style.width_of(self._words, style.HINT)
        left = placed(canvas, 0.4, wide + 11, self.width)
        canvas.roundRect(left, 0, wide + 11, self.height - 0.6, 4)
        canvas.setFillColor(style.QUIET if self._dashed else style.INK)
        canvas.setFont(style.ITALIC if self._dashed else style.REGULAR, style.HINT.fontSize)
        canvas.drawString(left + 5.6, 3.4, self._words)
        canvas.restoreState()


class Verdict(Flowable):
    """A sign that reads without colour: a check, a cross, or a question mark in a ring."""

    def __init__(self, holds: bool | None, size: float = 9.0) -> None:  # noqa: FBT001 - three values, named by the class
        super().__init__()
        self._holds, self._size = holds, size

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """A square on the line."""
        del aW, aH
        self.width, self.height = self._size, style.BODY.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draws the sign in strokes: the font has none of them."""
        canvas, size = self.canv, self._size
        bottom = self.height - size - 2
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setLineWidth(1.5)
        canvas.setStrokeColor(style.INK if self._holds is not True else style.ACCENT)
        if self._holds is None:
            canvas.setLineWidth(style.THIN)
            canvas.circle(size / 2, bottom + size / 2, size / 2)
            canvas.setFillColor(style.INK)
            canvas.setFont(style.BOLD, size * 0.75)
            canvas.drawCentredString(size / 2, bottom + size * 0.23, "?")
        elif self._holds:
            path = canvas.beginPath()
            path.moveTo(0.8, bottom + size * 0.5)
            path.lineTo(size * 0.38, bottom + size * 0.12)
            path.lineTo(size, bottom + size * 0.9)
            canvas.drawPath(path)
        else:
            canvas.line(1.2, bottom + 1.2, size - 1.2, bottom + size - 1.2)
            canvas.line(1.2, bottom + size - 1.2, size - 1.2, bottom + 1.2)
        canvas.restoreState()
