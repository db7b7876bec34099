# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier over time on paper: the picture, then every line of it in words, the oldest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, Shape, String
from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, Spacer

from wwdesk.documents import style
from wwdesk.documents.blocks import Heading
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.furniture import Paper, build
from wwdesk.documents.opening import fact_rows, opening
from wwdesk.documents.tables import words_table
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.texts import t
from wwdesk.domain.timeline import (
    HOLLOW,
    MARKS,
    ROUND,
    EventKind,
    Lane,
    TimelineBar,
    TimelineEvent,
    TimelineRow,
    rows_of,
    span_of,
    ticks,
)

_ROW = 15.0
_GUTTER = 168.0
_MARK = 3.6
_AXIS = 16.0
_DASH = (2, 1.5)
_LONGEST = 900
"""Characters of a note or a reason in the list: the whole stands in the dossier."""


def timeline_report(dossier: DossierOverview, letterhead: Letterhead, facts: DocumentFacts) -> bytes:
    """The PDF of a timeline."""
    style.known_characters()
    paper = Paper(
        title=t("documents.timeline.title", number=dossier.number),
        foot=t("documents.timeline.kicker"),
        letterhead=letterhead,
        facts=facts,
    )
    rows = [
        (t("documents.facts.client"), facts.client_name),
        (t("documents.facts.dossier"), dossier.number),
        (t("documents.facts.worker"), facts.worker),
        (t("documents.timeline.on"), show_date(facts.printed_on)),
    ]
    story: list[Flowable] = [
        *opening(t("documents.timeline.kicker"), t("documents.timeline.title", number=dossier.number)),
        *fact_rows(rows),
        style.paragraph(t("documents.confidential"), style.HINT),
        Spacer(1, 8),
        _picture(rows_of(dossier.timeline, dossier.bars), facts.printed_on),
        style.paragraph(t("documents.timeline.legend"), style.HINT),
        Spacer(1, 8),
        Heading(t("documents.timeline.list")),
        _list(dossier.timeline),
    ]
    return build(paper, story)


def _list(events: Sequence[TimelineEvent]) -> Flowable:
    heads = [t("dossier.overview.on"), t("dossier.overview.what"), t("dossier.overview.detail")]
    cells = [[show_date(event.on), t(f"dossier.event.{event.kind}"), _told(event)] for event in reversed(events)]
    return words_table(heads, cells, (0.14, 0.24, 0.62))


def _told(event: TimelineEvent) -> str:
    told = " · ".join(part for part in (event.title, " ".join(event.detail.split())) if part)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rstrip()}…"


def _picture(rows: Sequence[TimelineRow], today: date) -> Drawing:
    """The same rows, bars and marks as in the window, in ink."""
    height = len(rows) * _ROW + _AXIS
    drawing = Drawing(style.WIDTH, height, initialFontName=style.REGULAR)
    first, last = span_of(rows, today)
    room = style.WIDTH - _GUTTER - 14

    def place(day: date) -> float:
        return _GUTTER + 7 + room * (day - first).days / max(1, (last - first).days)

    for day, words in ticks(first, last, int(room // 52)):
        drawing.add(Line(place(day), _AXIS, place(day), height, strokeColor=style.RULE, strokeWidth=style.HAIR))
        wide = style.width_of(words, style.SMALL)
        left = min(max(place(day) - wide / 2, _GUTTER), style.WIDTH - wide)
        drawing.add(_words(words, left, 4, style.QUIET))
    drawing.add(Line(_GUTTER, _AXIS, style.WIDTH, _AXIS, strokeColor=style.INK, strokeWidth=style.THIN))
    for number, row in enumerate(rows):
        middle = height - (number + 0.5) * _ROW
        inner = row.bar is not None and row.bar.inner
        label = row.label or t(f"dossier.lane.{row.lane}")
        left = 10.0 if inner else 0.0
        shown = style.fitted(label, style.SMALL, _GUTTER - left - 4)
        drawing.add(_words(shown, left, middle - 2.6, style.QUIET if inner else style.INK))
        if row.bar:
            _add_bar(drawing, row.bar, middle, place)
    here = place(today)
    drawing.add(Line(here, _AXIS, here, height, strokeColor=style.ACCENT, strokeWidth=0.9, strokeDashArray=_DASH))
    for number, row in enumerate(rows):
        for event in reversed(row.events):
            drawing.add(_mark(event.kind, place(event.on), height - (number + 0.5) * _ROW))
    return drawing


def _words(text: str, x: float, y: float, colour: Color) -> String:
    return String(x, y, text, fontName=style.REGULAR, fontSize=style.SMALL.fontSize, fillColor=colour)


def _add_bar(drawing: Drawing, bar: TimelineBar, middle: float, place: Callable[[date], float]) -> None:
    """What was is full, what is agreed and still to come an outline; a contract has a frame of its own."""
    half = 1.6 if bar.inner else 2.6
    contract = bar.lane is Lane.CONTRACT
    fill, frame = (style.FAINT, style.ACCENT) if contract else (style.RULE, None)
    for first, last in bar.parts:
        left, right = place(first), place(last)
        drawing.add(_box(left, right, middle, half, fill, frame))
    if bar.planned and bar.planned > bar.parts[-1][1]:
        left, right = place(bar.parts[-1][1]), place(bar.planned)
        coming = _box(left, right, middle, half, None, style.ACCENT)
        coming.strokeDashArray = _DASH
        drawing.add(coming)


def _box(left: float, right: float, middle: float, half: float, fill: Color | None, frame: Color | None) -> Rect:
    box = Rect(left, middle - half, max(right - left, 1.2), 2 * half)
    box.fillColor, box.strokeColor, box.strokeWidth = fill, frame, style.THIN
    return box


def _mark(kind: EventKind, x: float, y: float) -> Shape:
    """One mark as in the window."""
    fill = style.PAPER if kind in HOLLOW else style.ACCENT
    if kind is EventKind.DATE_LATE:
        fill = style.INK
    shape: Circle | Polygon
    if kind in ROUND:
        shape = Circle(x, y, ROUND[kind] * _MARK)
    else:
        shape = Polygon([part for dx, dy in MARKS[kind] for part in (x + dx * _MARK, y - dy * _MARK)])
    shape.fillColor, shape.strokeColor, shape.strokeWidth = fill, style.ACCENT, 0.9
    return shape
