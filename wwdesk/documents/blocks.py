# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Pieces of a page that stay together: blocks, columns, headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from wwdesk.documents import style
from wwdesk.documents.direction import mirrored, placed
from wwdesk.documents.furniture import PageCanvas


class Block(Flowable):
    """Flowables under each other that are never parted by a page end, unless they are taller than a page.

    `left` moves them inwards; `bar` draws an upright rule beside them (what hangs on a
    condition, what a person wrote). `before` is the room above, by default that of the first child.
    """

    def __init__(
        self,
        children: Sequence[Flowable],
        *,
        left: float = 0,
        bar: bool = False,
        before: float | None = None,
        after: float = 0,
    ) -> None:
        super().__init__()
        self._children = list(children)
        self._left, self._bar = left, bar
        self._before = before if before is not None else children[0].getSpaceBefore()
        self._after = after
        self._tops: list[float] = []

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        """Room above, dropped at the top of a page."""
        return self._before

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        """Room below."""
        return self._after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Measures the children one by one."""
        del aH
        self.width = aW
        height, gap = 0.0, 0.0
        self._tops = []
        for order, child in enumerate(self._children):
            if order:
                height += max(gap, child.getSpaceBefore())
            self._tops.append(height)
            height += _height(child, aW - self._left, self)
            gap = child.getSpaceAfter()
        self.height = height
        return aW, height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Nothing (go to the next page) for what fits on one page; otherwise parts cut between or inside children."""
        self.wrap(aW, aH)
        if self.height <= style.FRAME_HEIGHT:
            return []
        fits = 0
        while fits < len(self._children) and self._bottom(fits) <= aH:
            fits += 1
        first, rest = self._children[:fits], self._children[fits:]
        room = aH - (self._tops[fits] if fits < len(self._tops) else 0)
        parts = rest[0].splitOn(self.canv, aW - self._left, room) if rest and room > 0 else []
        if len(parts) > 1:
            first, rest = [*first, parts[0]], [*parts[1:], *rest[1:]]
        if not first:
            return []
        return [self._part(first, self._before, 0), self._part(rest, 0, self._after)]

    def _part(self, children: Sequence[Flowable], before: float, after: float) -> Block:
        return Block(children, left=self._left, bar=self._bar, before=before, after=after)

    def _bottom(self, order: int) -> float:
        following = self._tops[order + 1] if order + 1 < len(self._tops) else self.height
        return following if order + 1 == len(self._tops) else following - self._children[order].getSpaceAfter()

    def draw(self) -> None:
        """Draws the children from the top down."""
        room = self.width - self._left
        for child, top in zip(self._children, self._tops, strict=True):
            height = _height(child, room, self)
            child.drawOn(self.canv, placed(self.canv, self._left, room, self.width), self.height - top - height)
        if self._bar:
            self.canv.setStrokeColor(style.ACCENT)
            self.canv.setLineWidth(style.THICK)
            x = placed(self.canv, self._left - 7, 0, self.width)
            self.canv.line(x, 0, x, self.height)


class Columns(Flowable):
    """Flowables beside each other, tops aligned; each is given with where it begins and its width."""

    def __init__(
        self,
        cells: Sequence[tuple[float, float, Flowable]],
        *,
        padding: float = 0,
        rule: bool = False,
    ) -> None:
        super().__init__()
        self._cells = list(cells)
        self._padding, self._rule = padding, rule

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """As tall as the tallest cell."""
        del aH
        self.width = aW
        self.height = max(_height(cell, width, self) for _left, width, cell in self._cells) + 2 * self._padding
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Nothing for a row that fits on a page; otherwise what fits of every cell, and the rest of them."""
        self.wrap(aW, aH)
        if self.height <= style.FRAME_HEIGHT:
            return []
        here: list[tuple[float, float, Flowable]] = []
        there: list[tuple[float, float, Flowable]] = []
        for left, width, cell in self._cells:
            if _height(cell, width, self) <= aH - 2 * self._padding:
                here.append((left, width, cell))
                continue
            parts = cell.splitOn(self.canv, width, aH - 2 * self._padding)
            if len(parts) < 2:
                return []
            here.append((left, width, parts[0]))
            there += [(left, width, part) for part in parts[1:]]
        return [Columns(here, padding=self._padding), Columns(there, padding=self._padding, rule=self._rule)]

    def draw(self) -> None:
        """Draws each cell hanging from the top, and the rule below."""
        for left, room, cell in self._cells:
            width, height = cell.wrapOn(self.canv, room, 10**6)
            cell.drawOn(self.canv, placed(self.canv, left, width, self.width), self.height - self._padding - height)
        if self._rule:
            self.canv.setStrokeColor(style.RULE)
            self.canv.setLineWidth(style.HAIR)
            self.canv.line(0, 0, self.width, 0)


class Heading(Flowable):
    """A section's number and title over a rule, a word at the end, and a line in the outline."""

    def __init__(self, title: str, *, number: str = "", right: str = "", bookmark: str = "", level: int = 0) -> None:
        super().__init__()
        slot = style.SLOT if number else 0
        self._right = style.plain(right)
        self._right_width = style.width_of(right, style.BODY_BOLD) + 10 if right else 0
        self._slot = slot
        self._number = style.plain(number)
        self._title = style.paragraph(title, style.SECTION)
        self._bookmark = style.plain(bookmark or f"{number} {title}".strip())
        self._level = level

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        """Room above, dropped at the top of a page."""
        return 16

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        """Room below."""
        return 6

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """The title over as many lines as it needs."""
        self.width = aW
        _width, height = self._title.wrap(aW - self._slot - self._right_width, aH)
        self.height = height + 5
        return aW, self.height

    def draw(self) -> None:
        """Draws and sets the bookmark."""
        canvas = self.canv
        baseline = self.height - style.SECTION.fontSize
        canvas.setFillColor(style.ACCENT)
        canvas.setFont(style.BOLD, style.SECTION.fontSize)
        turned = mirrored(canvas)
        (canvas.drawRightString if turned else canvas.drawString)(self.width if turned else 0, baseline, self._number)
        room = self.width - self._slot - self._right_width
        self._title.drawOn(canvas, placed(canvas, self._slot, room, self.width), 5)
        if self._right:
            canvas.setFillColor(style.INK)
            canvas.setFont(style.BOLD, style.BODY_BOLD.fontSize)
            (canvas.drawString if turned else canvas.drawRightString)(
                0 if turned else self.width, baseline, self._right
            )
        canvas.setStrokeColor(style.ACCENT)
        canvas.setLineWidth(style.THIN)
        canvas.line(0, 0, self.width, 0)
        _x, top = canvas.absolutePosition(0, self.height)
        if isinstance(canvas, PageCanvas):
            canvas.bookmark(self._bookmark, self._level, top + 6)


def _height(child: Flowable, width: float, parent: Flowable) -> float:
    """The height of a child at this width; measured on the parent's canvas where it has one."""
    _width, height = child.wrapOn(cast("Canvas", getattr(parent, "canv", None)), width, 10**6)
    return height
