# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# (the stubs of reportlab leave some arguments untyped)
"""The house style on paper: fonts, sizes, colours, margins and paragraph styles."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from wwdesk.documents.cleaning import clean, markup
from wwdesk.domain.content import content_folder

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "NotoSans", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"
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
    """The only way text becomes a paragraph: cleaned, every sign of markup literal."""
    return Paragraph(markup(text, known_characters()), style)


def plain(text: str) -> str:
    """`text` cleaned for drawing on one line."""
    return clean(text, known_characters()).replace("\n", " ")


def width_of(text: str, style: ParagraphStyle) -> float:
    """How wide `text` is on one line, in points."""
    return stringWidth(plain(text), style.fontName, style.fontSize)


def fitted(text: str, style: ParagraphStyle, width: float) -> str:
    """`text` on one line, cut with an ellipsis where it is wider than `width`."""
    shown = plain(text)
    if stringWidth(shown, style.fontName, style.fontSize) <= width:
        return shown
    low, high = 0, len(shown)
    while low < high:
        middle = (low + high + 1) // 2
        if stringWidth(shown[:middle].rstrip() + "…", style.fontName, style.fontSize) <= width:
            low = middle
        else:
            high = middle - 1
    return shown[:low].rstrip() + "…"
