# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# (the stubs of reportlab leave some arguments untyped)
"""The sheet with the recovery key: one page to print, sign off and lock away."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import cast

from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from wwdesk.documents import style
from wwdesk.documents.cleaning import clean
from wwdesk.documents.furniture import LANGUAGE
from wwdesk.domain.dates import show_long_date
from wwdesk.domain.texts import t

_GROUPS_A_LINE = 3


def recovery_sheet(office_name: str, worker: str, recovery_key: str, on: date) -> bytes:
    """The sheet as a PDF; the key stands in large groups, in their reading order, each with its number."""
    known = style.known_characters()
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(style.PAGE_WIDTH, style.PAGE_HEIGHT),
        initialFontName=style.REGULAR,  # pyright: ignore[reportArgumentType]  # reportlab's own stub is wrong here
        invariant=1,
        lang=LANGUAGE,
    )
    canvas.setFont(style.REGULAR, 11)
    canvas.setTitle(t("start.sheet.title"))
    canvas.setAuthor(clean(office_name, known))
    canvas.setCreator("wwdesk")
    y = style.PAGE_HEIGHT - 40 * mm
    canvas.setFillColor(style.ACCENT)
    canvas.setFont(style.BOLD, 22)
    canvas.drawString(style.LEFT, y, t("start.sheet.title"))
    canvas.setFillColor(style.INK)
    y = _paragraph(canvas, clean(office_name, known), style.BOLD, 13, y - 12 * mm)
    made = t("start.sheet.made", worker=clean(worker, known), on=show_long_date(on))
    y = _paragraph(canvas, made, style.REGULAR, 10.5, y - 1 * mm)
    y = _paragraph(canvas, t("start.sheet.what"), style.REGULAR, 11, y - 8 * mm)
    y = _groups(canvas, recovery_key, y - 12 * mm)
    for sentence in (t("start.sheet.keep"), t("start.sheet.use"), t("start.sheet.seen")):
        y = _paragraph(canvas, sentence, style.REGULAR, 11, y - 4 * mm)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _paragraph(canvas: Canvas, text: str, font: str, size: float, y: float) -> float:
    canvas.setFont(font, size)
    for line in cast("list[str]", simpleSplit(text, font, size, style.WIDTH)):
        canvas.drawString(style.LEFT, y, line)
        y -= size * 1.45
    return y


def _groups(canvas: Canvas, key: str, y: float) -> float:
    groups = key.split("-")
    width = style.WIDTH / _GROUPS_A_LINE
    for at, group in enumerate(groups):
        x = style.LEFT + at % _GROUPS_A_LINE * width
        top = y - at // _GROUPS_A_LINE * 20 * mm
        canvas.setStrokeColor(style.RULE)
        canvas.setLineWidth(style.THIN)
        canvas.rect(x, top - 5 * mm, width - 4 * mm, 15 * mm)
        canvas.setFillColor(style.QUIET)
        canvas.setFont(style.REGULAR, 9)
        canvas.drawString(x + 2.5 * mm, top + 6 * mm, str(at + 1))
        canvas.setFillColor(style.INK)
        canvas.setFont(style.BOLD, 22)
        canvas.drawCentredString(x + (width - 4 * mm) / 2, top, group, charSpace=3)
    return y - (len(groups) + _GROUPS_A_LINE - 1) // _GROUPS_A_LINE * 20 * mm
