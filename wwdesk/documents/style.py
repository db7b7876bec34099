# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# (the stubs of reportlab leave some arguments untyped)
"""The house style on paper: fonts, sizes, colours, margins and paragraph styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph

from wwdesk.documents.cleaning import MISSING, clean, markup
from wwdesk.documents.direction import mirrored
from wwdesk.documents.right_to_left import broken, has_right_to_left, reads_right_to_left, seen, shaped
from wwdesk.domain.content import content_folder

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "NotoSans", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"
ARABIC, ARABIC_BOLD = "NotoSansArabic", "NotoSansArabic-Bold"
_FILES = {REGULAR: "Regular", BOLD: "Bold", ITALIC: "Italic", BOLD_ITALIC: "BoldItalic"}

# One accent; everything else is ink on paper. All keep their order of lightness in grey.
ACCENT = HexColor(0x17506B)
INK = HexColor(0x1C1C1C)
QUIET = HexColor(0x595959)
"""Second-rank words; 7:1 on white, so that a tired copier keeps them."""
RULE = HexColor(0xB8C0C4)
SHADOW = HexColor(0xD3DADD)
FAINT = HexColor(0xEDF1F3)
PAPER = HexColor(0xFFFFFF)

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT, RIGHT = 20 * mm, 18 * mm
TOP, BOTTOM = 20.5 * mm, 17 * mm
WIDTH = PAGE_WIDTH - LEFT - RIGHT
FRAME_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
"""Room for content on a page after the first."""

HAIR, THIN, THICK = 0.4, 0.7, 1.4
SLOT = 27.0
"""The column at the left edge that holds the numbers of questions."""


@cache
def known_characters() -> frozenset[int]:
    """Makes the fonts known to reportlab (once a run) and says which characters all of them draw."""
    folder = content_folder("resources") / "fonts"
    known: set[int] | None = None
    for name, file in _FILES.items():
        font = TTFont(name, str(folder / f"NotoSans-{file}.ttf"))
        registerFont(font)
        drawn = set(cast("dict[int, int]", font.face.charToGlyph))
        known = drawn if known is None else known & drawn
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)
    return frozenset(known or ())


@cache
def arabic_characters() -> frozenset[int]:
    """Makes the Arabic fonts known to reportlab, once a run and only where they are needed."""
    folder = content_folder("resources") / "fonts"
    known: set[int] = set()
    for name, file in ((ARABIC, "Regular"), (ARABIC_BOLD, "Bold")):
        font = TTFont(name, str(folder / f"NotoSansArabic-{file}.ttf"))
        registerFont(font)
        known = set(cast("dict[int, int]", font.face.charToGlyph))
    return frozenset(known)


def _style(  # noqa: PLR0913 - one word per property of a paragraph
    name: str,
    size: float,
    leading: float,
    *,
    font: str = REGULAR,
    colour: Color = INK,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    align: Literal[0, 2] = TA_LEFT,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=left,
        alignment=align,
        bulletFontName=font,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )


TITLE = _style("title", 18, 22, font=BOLD, colour=ACCENT)
KICKER = _style("kicker", 9, 12, font=BOLD, colour=QUIET)
SECTION = _style("section", 12.5, 15.5, font=BOLD, colour=ACCENT)
SUBSECTION = _style("subsection", 10, 13, font=BOLD, colour=ACCENT)
BODY = _style("body", 9.5, 12.6)
BODY_BOLD = _style("body-bold", 9.5, 12.6, font=BOLD)
BODY_RIGHT = _style("body-right", 9.5, 12.6, align=TA_RIGHT)
PROSE = _style("prose", 9.5, 12.6, after=3)
WRITTEN = _style("written", 9.5, 12.6, left=SLOT, after=3)
"""What a person wrote, below its question."""
OPTION = _style("option", 9.5, 12.2)
NUMBER = _style("number", 9.5, 12.6, font=BOLD, colour=ACCENT)
HINT = _style("hint", 8.5, 11, colour=QUIET)
CONDITION = _style("condition", 8.5, 11, font=ITALIC, colour=INK)
QUESTION = _style("question", 9.5, 12.6, colour=HexColor(0x454545))
ABSENT = _style("absent", 9.5, 12.6, font=ITALIC, colour=QUIET)
SMALL = _style("small", 8, 10.4, colour=QUIET)
SMALL_RIGHT = _style("small-right", 8, 10.4, colour=QUIET, align=TA_RIGHT)
CELL = _style("cell", 8.8, 11.4)
CELL_BOLD = _style("cell-bold", 8.8, 11.4, font=BOLD)
CELL_RIGHT = _style("cell-right", 8.8, 11.4, align=TA_RIGHT)
CELL_QUIET = _style("cell-quiet", 8.8, 11.4, font=ITALIC, colour=QUIET)
CELL_QUIET_RIGHT = _style("cell-quiet-right", 8.8, 11.4, font=ITALIC, colour=QUIET, align=TA_RIGHT)
CELL_BOLD_RIGHT = _style("cell-bold-right", 8.8, 11.4, font=BOLD, align=TA_RIGHT)
CELL_TITLE = _style("cell-title", 8.8, 11.4, font=BOLD, colour=ACCENT)
CELL_HEAD = _style("cell-head", 8, 10.4, font=BOLD, colour=QUIET)
CELL_HEAD_RIGHT = _style("cell-head-right", 8, 10.4, font=BOLD, colour=QUIET, align=TA_RIGHT)


def paragraph(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """The only way text becomes a paragraph: cleaned, every sign of markup literal.

    Where it has Arabic letters it is broken into lines and turned by `RightToLeft`.
    """
    if has_right_to_left(text):
        return RightToLeft(text, style)
    return Words(markup(text, known_characters()), style)


@dataclass(frozen=True, slots=True)
class Run:
    """Words within a paragraph that look alike."""

    text: str
    bold: bool = False
    italic: bool = False


def rich(runs: Sequence[Run], style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph with bold and slanted words; every sign of markup in them is literal."""
    whole = "".join(run.text for run in runs)
    if has_right_to_left(whole):
        return RightToLeft(whole, style)
    marked: list[str] = []
    for run in runs:
        words = markup(run.text, known_characters())
        for tag in ("b" if run.bold else "", "i" if run.italic else ""):
            words = f"<{tag}>{words}</{tag}>" if tag else words
        marked.append(words)
    return Words("".join(marked), style)


class Words(Paragraph):
    """A paragraph that begins at the side where its page begins."""

    def draw(self) -> None:
        """Draws, on a page that begins at the right with its sides changed."""
        own = self.style
        if mirrored(self.canv):
            self.style = self._mirror_image()
        super().draw()
        self.style = own

    def _mirror_image(self) -> ParagraphStyle:
        return _mirror_image(self.style)


def _mirror_image(style: ParagraphStyle) -> ParagraphStyle:
    return style.clone(
        f"{style.name}-mirrored",
        alignment=TA_LEFT if style.alignment == TA_RIGHT else TA_RIGHT,
        leftIndent=style.rightIndent,
        rightIndent=style.leftIndent,
    )


class RightToLeft(Words):
    """A paragraph with Arabic letters; what is drawn is only known with the width it gets.

    `begins_right` is the direction of the whole where the text is a piece of it.
    """

    def __init__(self, text: str, style: ParagraphStyle, *, begins_right: bool | None = None) -> None:
        arabic_characters()
        self._written, self._given = text, style
        self._begins_right = reads_right_to_left(text) if begins_right is None else begins_right
        self._lines: list[list[str]] = []
        self._font = ARABIC_BOLD if "Bold" in style.fontName else ARABIC
        # beside a box to tick the words stay near the box
        moves = self._begins_right and style.name != OPTION.name
        self._turned = style.clone(f"{style.name}-rtl", alignment=TA_RIGHT) if moves else style
        super().__init__(self._marked(text), self._turned)

    def _marked(self, text: str) -> str:
        return markup(text, known_characters(), self._font, arabic_characters())

    def _measure(self, text: str) -> float:
        return drawn_width(text, self._turned.fontName, self._turned.fontSize)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Breaks the text into lines for this width, each in the order in which it is seen."""
        room = aW - self._turned.leftIndent - self._turned.rightIndent
        # a little less than there is: reportlab measures in other steps and must not break a line again
        self._lines = broken(self._written, room - 1, self._measure)
        drawn = [seen(line, right_to_left=self._begins_right) for line in self._lines]
        Paragraph.__init__(self, self._marked("\n".join(drawn)), self._turned)
        return super().wrap(aW, aH)

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """What fits and the rest, two lines of each at least."""
        self.wrap(aW, aH)
        fits = int(aH / self._turned.leading)
        if fits >= len(self._lines):
            return [self]
        fits = min(fits, len(self._lines) - 2)
        if fits < 2:
            return []
        return [self._part(self._lines[:fits]), self._part(self._lines[fits:])]

    def _part(self, lines: list[list[str]]) -> RightToLeft:
        text = "\n".join(" ".join(line) for line in lines)
        return RightToLeft(text, self._given, begins_right=self._begins_right)

    def _mirror_image(self) -> ParagraphStyle:
        return _mirror_image(self._given)

    def minWidth(self) -> float:  # noqa: N802 - reportlab's name
        """The widest word."""
        return max((self._measure(shaped(word)) for word in self._written.split()), default=0.0)


def plain(text: str) -> str:
    """`text` cleaned for drawing on one line, Arabic words as they are seen."""
    if has_right_to_left(text):
        return clean(
            seen(text.split(), right_to_left=reads_right_to_left(text)), known_characters() | arabic_characters()
        )
    return clean(text, known_characters()).replace("\n", " ")


def runs(text: str, font: str) -> list[tuple[str, str]]:
    """Pieces of a cleaned text with the font each is drawn in."""
    known = known_characters()
    other = ARABIC_BOLD if "Bold" in font else ARABIC
    found: list[tuple[str, str]] = []
    for sign in text:
        wanted = font if ord(sign) in known or sign == MISSING else other
        if found and found[-1][0] == wanted:
            found[-1] = (wanted, found[-1][1] + sign)
        else:
            found.append((wanted, sign))
    return found


def drawn_width(text: str, font: str, size: float) -> float:
    """How wide a cleaned text is in points, whatever fonts its signs take."""
    if all(ord(sign) in known_characters() for sign in text):
        return stringWidth(text, font, size)
    return sum(stringWidth(run, name, size) for name, run in runs(text, font))


def width_of(text: str, style: ParagraphStyle) -> float:
    """How wide `text` is on one line, in points."""
    return drawn_width(plain(text), style.fontName, style.fontSize)


def fitted(text: str, style: ParagraphStyle, width: float) -> str:
    """`text` on one line, cut with an ellipsis where it is wider than `width`."""
    shown = plain(text)
    if drawn_width(shown, style.fontName, style.fontSize) <= width:
        return shown
    low, high = 0, len(shown)
    while low < high:
        middle = (low + high + 1) // 2
        if drawn_width(shown[:middle].rstrip() + "…", style.fontName, style.fontSize) <= width:
            low = middle
        else:
            high = middle - 1
    return shown[:low].rstrip() + "…"
