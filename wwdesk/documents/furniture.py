# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# (the stubs of reportlab leave some arguments untyped)
"""Pages with their letterhead, running head, foot, page numbers, bookmarks and draft mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from wwdesk.documents import style
from wwdesk.documents.direction import mirrored, placed
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.page_code import PageCode
from wwdesk.domain.belgian_format import show_phone
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.forms.model import Language

LANGUAGE = "nl-BE"
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HEAD_Y = style.PAGE_HEIGHT - 12.5 * mm
_FOOT_Y = 9.5 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What one document says on every page. `title` is the name in the viewer's window."""

    title: str
    foot: str
    """Form title and version."""
    letterhead: Letterhead
    facts: DocumentFacts
    about_client: bool = True
    """Whether pages after the first repeat the client's name, so that a loose page finds its dossier."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One line of the outline, and where it leads."""

    title: str
    level: int
    top: float


class PageCanvas(Canvas):
    """A canvas that closes its pages at the end, when the number of pages is known.

    Bookmarks are kept with their page and set while it is closed: set while drawing, they would
    all lead to the first page.
    """

    def __init__(
        self,
        right_to_left: bool,  # noqa: FBT001 - reportlab calls it
        finish: Callable[[Canvas, int, int], None],
        *args: Any,  # noqa: ANN401 - handed on to reportlab
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self.right_to_left = right_to_left
        self._finish = finish
        self._pages: list[dict[str, Any]] = []
        self._bookmarks: list[Bookmark] = []

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Puts `title` in the outline, leading to height `top` of this page."""
        self._bookmarks.append(Bookmark(title, level, top))

    def drawString(self, x: float, y: float, text: str, *args: Any, **options: Any) -> None:  # noqa: ANN401, N802 - as reportlab has it
        """Draws a line; signs of another script in their own font."""
        pieces = style.runs(text, self._font_now)
        if len(pieces) < 2 and (not pieces or pieces[0][0] == self._font_now):
            super().drawString(x, y, text, *args, **options)
            return
        font, size = self._font_now, self._size_now
        for name, piece in pieces:
            self.setFont(name, size)
            super().drawString(x, y, piece, *args, **options)
            x += stringWidth(piece, name, size)
        self.setFont(font, size)

    def drawRightString(self, x: float, y: float, text: str, *args: Any, **options: Any) -> None:  # noqa: ANN401, N802 - as reportlab has it
        """Draws a line that ends at `x`."""
        self.drawString(x - style.drawn_width(text, self._font_now, self._size_now), y, text, *args, **options)

    def drawCentredString(self, x: float, y: float, text: str, *args: Any, **options: Any) -> None:  # noqa: ANN401, N802 - as reportlab has it
        """Draws a line around `x`."""
        self.drawString(x - style.drawn_width(text, self._font_now, self._size_now) / 2, y, text, *args, **options)

    @property
    def _font_now(self) -> str:
        return str(getattr(self, "_fontname", style.REGULAR))  # missing in the stubs

    @property
    def _size_now(self) -> float:
        return float(getattr(self, "_fontsize", 9.5))

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Lays the page aside."""
        self._pages.append(dict(self.__dict__))
        self._bookmarks = []
        self._startPage()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] - missing in the stubs

    def save(self) -> None:
        """Closes every page with its foot and bookmarks and writes the file."""
        pages = self._pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            self._finish(self, number, len(pages))
            for order, mark in enumerate(self._bookmarks):
                key = f"p{number}-{order}"
                self.bookmarkPage(key, fit="XYZ", left=0, top=mark.top, zoom=0)
                self.addOutlineEntry(mark.title, key, mark.level, closed=False)
            super().showPage()
        super().save()


def build(paper: Paper, story: Sequence[Flowable]) -> bytes:
    """The document as bytes; the same paper and story give the same bytes."""
    style.known_characters()
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT),
        title=style.plain(paper.title),
        author=style.plain(paper.letterhead.office),
        subject=style.plain(paper.foot),
        creator="wwdesk",
        producer="wwdesk",
        lang=_tag(paper.facts.language),
        invariant=1,
        initialFontName=style.REGULAR,
        initialFontSize=9.5,
        pageCompression=1,
    )
    below = letterhead_height(paper.letterhead)
    document.addPageTemplates(
        [
            _template("first", style.PAGE_HEIGHT - style.BOTTOM - below, paper, first=True),
            _template("later", style.FRAME_HEIGHT, paper, first=False),
        ]
    )
    right_to_left = Language(paper.facts.language, "").right_to_left
    canvas = partial(PageCanvas, right_to_left, partial(_finish_page, paper))
    document.build([NextPageTemplate("later"), *story], canvasmaker=canvas)
    return target.getvalue()


def _tag(language: str) -> str:
    """The language as a PDF names it, for who has it read aloud; what is no code (a form may say anything) is Dutch."""
    return language if language != "nl" and _CODE.fullmatch(language) else LANGUAGE


def letterhead_height(letterhead: Letterhead) -> float:
    """How far the first page's content starts below its top edge."""
    lines = max(2, len(_letterhead_lines(letterhead)))
    return 14 * mm + lines * style.SMALL.leading + 7 * mm


def _letterhead_lines(letterhead: Letterhead) -> list[str]:
    contact = "  ·  ".join(part for part in (show_phone(letterhead.phone), letterhead.email.strip()) if part)
    return [line for line in (*letterhead.address[:4], contact) if line.strip()]


def _template(name: str, height: float, paper: Paper, *, first: bool) -> PageTemplate:
    frame = Frame(
        style.LEFT,
        style.BOTTOM,
        style.WIDTH,
        height,
        id=name,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def prepare(canvas: Canvas, _document: BaseDocTemplate) -> None:
        if paper.facts.draft:
            _watermark(canvas, t("documents.draft", paper.facts.language))
        canvas.saveState()
        (_letterhead if first else _running_head)(canvas, paper)
        canvas.restoreState()
        if first:
            canvas.setTitle(style.plain(paper.title))
            canvas.setDateFormatter(_date_of(paper))
            canvas.setViewerPreference("DisplayDocTitle", "true")

    return PageTemplate(name, [frame], onPage=prepare)


def _date_of(paper: Paper) -> Callable[[int, int, int, int, int, int], str]:
    """The file's own date is the day of printing, not the moment: the same facts give the same bytes."""
    day = paper.facts.printed_on

    def shown(_year: int, _month: int, _day: int, _hour: int, _minute: int, _second: int) -> str:
        return f"D:{day:%Y%m%d}000000Z"

    return shown


def _at_begin(canvas: Canvas, y: float, text: str) -> None:
    """Draws where lines begin."""
    if mirrored(canvas):
        canvas.drawRightString(style.PAGE_WIDTH - style.RIGHT, y, text)
    else:
        canvas.drawString(style.LEFT, y, text)


def _at_end(canvas: Canvas, y: float, text: str) -> None:
    """Draws so that it ends where lines end."""
    if mirrored(canvas):
        canvas.drawString(style.LEFT, y, text)
    else:
        canvas.drawRightString(style.PAGE_WIDTH - style.RIGHT, y, text)


def _letterhead(canvas: Canvas, paper: Paper) -> None:
    lines = _letterhead_lines(paper.letterhead)
    top = style.PAGE_HEIGHT - 14 * mm
    right = style.PAGE_WIDTH - style.RIGHT
    canvas.setFillColor(style.QUIET)
    canvas.setFont(style.REGULAR, style.SMALL.fontSize)
    widest = 0.0
    for order, line in enumerate(lines):
        shown = style.fitted(line, style.SMALL, style.WIDTH * 0.5)
        widest = max(widest, style.width_of(shown, style.SMALL))
        _at_end(canvas, top - order * style.SMALL.leading, shown)
    canvas.setFillColor(style.ACCENT)
    canvas.setFont(style.BOLD, 13)
    office = style.fitted(paper.letterhead.office, _OFFICE, style.WIDTH - widest - 6 * mm)
    _at_begin(canvas, top - 2, office)
    rule = style.PAGE_HEIGHT - letterhead_height(paper.letterhead) + 6.5 * mm
    canvas.setStrokeColor(style.ACCENT)
    canvas.setLineWidth(style.THICK)
    canvas.line(style.LEFT, rule, right, rule)
    if paper.facts.draft:
        _draft_tag(canvas, paper, top - 8.5 * mm, centred=False)


_OFFICE = style.TITLE.clone("office", fontSize=13, leading=16)


def _running_head(canvas: Canvas, paper: Paper) -> None:
    right = style.PAGE_WIDTH - style.RIGHT
    half = style.WIDTH * (0.42 if paper.facts.draft else 0.6)
    canvas.setFont(style.BOLD, style.SMALL.fontSize)
    canvas.setFillColor(style.ACCENT)
    _at_begin(canvas, _HEAD_Y, style.fitted(paper.letterhead.office, style.CELL_HEAD, style.WIDTH * 0.37))
    canvas.setFont(style.REGULAR, style.SMALL.fontSize)
    canvas.setFillColor(style.INK)
    facts = paper.facts
    _at_end(canvas, _HEAD_Y, _about(paper, half))
    canvas.setStrokeColor(style.RULE)
    canvas.setLineWidth(style.THIN)
    canvas.line(style.LEFT, _HEAD_Y - 5, right, _HEAD_Y - 5)
    if facts.draft:
        _draft_tag(canvas, paper, _HEAD_Y, centred=True)


def _about(paper: Paper, width: float) -> str:
    """Client and dossier; a long name is cut before the number is, for the number finds the dossier."""
    facts = paper.facts
    if not paper.about_client or not (facts.client_name or facts.dossier_number):
        return style.fitted(paper.title, style.SMALL, width)
    number = style.fitted(facts.dossier_number, style.SMALL, width * 0.6)
    joint = "  ·  " if facts.client_name and number else ""
    room = width - style.width_of(joint, style.SMALL) - style.width_of(number, style.SMALL)
    return style.fitted(facts.client_name, style.SMALL, room) + joint + number


def _draft_tag(canvas: Canvas, paper: Paper, y: float, *, centred: bool) -> None:
    """The word in a box: readable on its own, whatever a printer makes of the big one behind the text."""
    word = style.plain(t("documents.draft", paper.facts.language))
    width = style.drawn_width(word, style.BOLD, style.CELL_HEAD.fontSize) + 10
    left = (style.PAGE_WIDTH - width) / 2 if centred else style.LEFT + placed(canvas, 0, width, style.WIDTH)
    canvas.setStrokeColor(style.INK)
    canvas.setFillColor(style.PAPER)
    canvas.setLineWidth(style.THIN)
    canvas.rect(left, y - 3.2, width, 12.4, fill=1)
    canvas.setFillColor(style.INK)
    canvas.setFont(style.BOLD, style.CELL_HEAD.fontSize)
    canvas.drawString(left + 5, y, word)


def _watermark(canvas: Canvas, word: str) -> None:
    """An outline only, so that it never lies over a word as a grey patch."""
    canvas.saveState()
    canvas.translate(style.PAGE_WIDTH / 2, style.PAGE_HEIGHT / 2)
    canvas.rotate(54)
    canvas.setStrokeColor(style.SHADOW)
    canvas.setLineWidth(0.6)
    text = canvas.beginText()
    word = style.plain(word)
    font = style.runs(word, style.BOLD)[0][0]
    text.setFont(font, 110)
    text.setTextOrigin(-stringWidth(word, font, 110) / 2, -38)
    text.setTextRenderMode(1)
    text.textOut(word)
    canvas.drawText(text)
    canvas.restoreState()


def _finish_page(paper: Paper, canvas: Canvas, number: int, total: int) -> None:
    right = style.PAGE_WIDTH - style.RIGHT
    facts = paper.facts
    canvas.saveState()
    canvas.setStrokeColor(style.RULE)
    canvas.setLineWidth(style.THIN)
    canvas.line(style.LEFT, _FOOT_Y + 10, right, _FOOT_Y + 10)
    canvas.setFillColor(style.QUIET)
    canvas.setFont(style.REGULAR, _FOOT.fontSize)
    _at_begin(canvas, _FOOT_Y, style.fitted(paper.foot, _FOOT, style.WIDTH * 0.42))
    middle = "  ·  ".join(part for part in (facts.code, show_date(facts.printed_on)) if part)
    centre = style.LEFT + placed(canvas, style.WIDTH * 0.6, 0, style.WIDTH)
    canvas.drawCentredString(centre, _FOOT_Y, style.fitted(middle, _FOOT, style.WIDTH * 0.34))
    canvas.setFillColor(style.INK)
    _at_end(canvas, _FOOT_Y, style.plain(t("documents.page_of", facts.language, page=number, pages=total)))
    if facts.page_code:
        _page_code(canvas, PageCode(facts.page_code, number), facts.language)
    canvas.restoreState()


def _page_code(canvas: Canvas, code: PageCode, language: str) -> None:
    """The code of this page in the right margin, for the machine that files a scan and for a person."""
    # halfway up, where a page that lies askew in the scanner loses least of its edge
    left, bottom = style.PAGE_WIDTH - style.RIGHT + 2 * mm, style.PAGE_HEIGHT / 2
    drawn = QrCodeWidget(code.machine, barLevel="M", barBorder=0, barWidth=_QR, barHeight=_QR)
    picture = Drawing(_QR, _QR)
    picture.add(drawn)
    renderPDF.draw(picture, canvas, left, bottom)
    canvas.setFillColor(style.QUIET)
    canvas.setFont(style.REGULAR, 6.5)
    canvas.translate(left + 5, bottom + _QR + 2 * mm)
    canvas.rotate(90)
    canvas.drawString(0, 0, style.plain(t("documents.page_code", language, code=str(code))))


_QR = 12 * mm
"""Side of the code on each page."""


_FOOT = style.SMALL.clone("foot", fontSize=7.5, leading=10)
