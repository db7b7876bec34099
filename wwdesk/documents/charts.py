# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a profile that read in grey: now is full and filled, earlier is dashed and hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import Color

from wwdesk.documents import style

_LABEL = 7.4
_GAP = 9.0
_DASH = (3, 2)
_UPRIGHT = 0.2
"""Spokes nearer to the vertical than this have their label centred above or below."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """One domain in a picture; positions run from weakest (0) to strongest (1), None is no score."""

    label: str
    now: float | None
    earlier: float | None
    steps: int
    """How many rings or ticks lie between weakest and strongest."""
    words: str = ""
    """The score in words, beside the bar."""
    weak: bool = False


def radar(spokes: Sequence[Spoke], width: float, height: float) -> Drawing:
    """A star with one spoke per domain, the first one at the top; stronger lies further out."""
    drawing = Drawing(width, height, initialFontName=style.REGULAR)
    centre_x, centre_y = width / 2, height / 2
    count = max(3, len(spokes))
    radius = _radius(spokes, width, height)

    def point(order: int, share: float) -> tuple[float, float]:
        # The weakest score still shows as a small star, not as a dot in the middle.
        reach = radius * (0.12 + 0.88 * share)
        angle = pi / 2 - 2 * pi * order / count
        return centre_x + reach * cos(angle), centre_y + reach * sin(angle)

    _fill(drawing, [point(order, spoke.now) if spoke.now is not None else None for order, spoke in enumerate(spokes)])
    rings = max((spoke.steps for spoke in spokes), default=4)
    for ring in range(rings + 1):
        corners = [part for order in range(count) for part in point(order, ring / rings)]
        _polygon(drawing, corners, None, style.RULE, style.THIN if ring == rings else style.HAIR)
    for order in range(count):
        drawing.add(Line(*point(order, 0), *point(order, 1), strokeColor=style.RULE, strokeWidth=style.HAIR))
    now = [(order, spoke.now) for order, spoke in enumerate(spokes)]
    earlier = [(order, spoke.earlier) for order, spoke in enumerate(spokes)]
    for series, colour, dashed in ((earlier, style.INK, True), (now, style.ACCENT, False)):
        for (one, share), (two, following) in zip(series, [*series[1:], *series[:1]], strict=True):
            if share is not None and following is not None and len(series) > 1:
                line = Line(*point(one, share), *point(two, following), strokeColor=colour, strokeWidth=1.8)
                if dashed:
                    line.strokeWidth, line.strokeDashArray = 0.9, _DASH
                drawing.add(line)
    for order, spoke in enumerate(spokes):
        if spoke.earlier is not None:
            _mark_earlier(drawing, *point(order, spoke.earlier), size=_size(spoke))
        if spoke.now is not None:
            _mark_now(drawing, *point(order, spoke.now))
        _spoke_label(drawing, spoke.label, centre_x, centre_y, radius + _GAP, pi / 2 - 2 * pi * order / count)
    return drawing


def _radius(spokes: Sequence[Spoke], width: float, height: float) -> float:
    """As large as the labels at the sides leave room for."""
    radius = height / 2 - 22
    for order, spoke in enumerate(spokes):
        across = abs(cos(pi / 2 - 2 * pi * order / max(3, len(spokes))))
        if across >= _UPRIGHT:
            label = max(style.width_of(line, _LABELS) for line in _two_lines(style.plain(spoke.label)))
            radius = min(radius, (width / 2 - label) / across - _GAP)
    return max(30.0, radius)


def _fill(drawing: Drawing, points: Sequence[tuple[float, float] | None]) -> None:
    """A light ground between neighbours that both have a score; a domain without one stays open."""
    centre = (drawing.width / 2, drawing.height / 2)
    for one, two in zip(points, [*points[1:], *points[:1]], strict=True):
        if one is not None and two is not None and len(points) > 2:
            _polygon(drawing, [*centre, *one, *two], style.FAINT, style.FAINT, style.HAIR)


def _polygon(
    drawing: Drawing, corners: Sequence[float], fill: Color | None, stroke: Color, stroke_width: float
) -> None:
    shape = Polygon(list(corners))
    shape.fillColor, shape.strokeColor, shape.strokeWidth = fill, stroke, stroke_width
    drawing.add(shape)


def _size(spoke: Spoke) -> float:
    """A hollow mark that would vanish behind the filled one is drawn around it."""
    return 3.9 if spoke.now == spoke.earlier else 2.7


def _mark_now(drawing: Drawing, x: float, y: float, size: float = 2.9) -> None:
    mark = Circle(x, y, size)
    mark.fillColor, mark.strokeColor, mark.strokeWidth = style.ACCENT, style.PAPER, 0.5
    drawing.add(mark)


def _mark_earlier(drawing: Drawing, x: float, y: float, size: float = 2.7) -> None:
    mark = Rect(x - size, y - size, 2 * size, 2 * size)
    mark.fillColor, mark.strokeColor, mark.strokeWidth = style.PAPER, style.INK, 0.9
    drawing.add(mark)


def _spoke_label(drawing: Drawing, label: str, x: float, y: float, reach: float, angle: float) -> None:
    lines = _two_lines(style.plain(label))
    across, up = cos(angle), sin(angle)
    anchor = "middle" if abs(across) < _UPRIGHT else ("start" if across > 0 else "end")
    # Labels above the star grow upwards, those below it downwards, those beside it both ways.
    top = y + reach * up - _LABEL * 0.35 + (len(lines) - 1) * _LABEL * 0.55 * (1 + up)
    for order, line in enumerate(lines):
        drawing.add(_words(line, x + reach * across, top - order * _LABEL * 1.15, anchor=anchor))


def _two_lines(label: str) -> list[str]:
    if len(label) <= 11 or " " not in label:
        return [label]
    words = label.split(" ")
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _words(
    text: str,
    x: float,
    y: float,
    *,
    anchor: Literal["start", "middle", "end"] = "start",
    size: float = _LABEL,
    colour: Color = style.INK,
    bold: bool = False,
) -> String:
    font = style.BOLD if bold else style.REGULAR
    return String(x, y, text, fontName=font, fontSize=size, fillColor=colour, textAnchor=anchor)


def dots(spokes: Sequence[Spoke], width: float, height: float, ticks: Sequence[str]) -> Drawing:
    """A scale per domain with a filled dot for now, a hollow square for earlier and the way between them.

    `ticks` are the numbers over the scale, spread evenly; none where the domains have scales of their own.
    """
    drawing = Drawing(width, height, initialFontName=style.REGULAR)
    label_width = max((style.width_of(spoke.label, _LABELS) for spoke in spokes), default=40) + 8
    label_width = min(label_width, width * 0.42)
    left, right = label_width, width - 22
    row = min(20.0, (height - 16) / max(1, len(spokes)))
    top = height - 14
    for order, tick in enumerate(ticks):
        x = left + (right - left) * order / max(1, len(ticks) - 1)
        drawing.add(_words(tick, x, height - 7, anchor="middle", colour=style.QUIET))
    for order, spoke in enumerate(spokes):
        y = top - (order + 0.5) * row
        drawing.add(_words(style.fitted(spoke.label, _LABELS, label_width - 6), 0, y - 2.6, bold=spoke.weak))
        drawing.add(Line(left, y, right, y, strokeColor=style.RULE, strokeWidth=style.THIN))
        for step in range(spoke.steps + 1):
            x = left + (right - left) * step / spoke.steps
            drawing.add(Line(x, y - 2, x, y + 2, strokeColor=style.RULE, strokeWidth=style.THIN))
        places = [left + (right - left) * share for share in (spoke.earlier, spoke.now) if share is not None]
        if len(places) == 2:
            drawing.add(Line(places[0], y, places[1], y, strokeColor=style.ACCENT, strokeWidth=1.8))
        if spoke.earlier is not None:
            _mark_earlier(drawing, left + (right - left) * spoke.earlier, y, _size(spoke))
        if spoke.now is not None:
            _mark_now(drawing, left + (right - left) * spoke.now, y)
        drawing.add(_words(spoke.words, width, y - 2.6, anchor="end", bold=True))
    return drawing


_LABELS = style.SMALL.clone("chart", fontSize=_LABEL, fontName=style.BOLD)


def legend(now: str, earlier: str | None, width: float) -> Drawing:
    """What the marks mean."""
    drawing = Drawing(width, 12, initialFontName=style.REGULAR)
    drawing.add(Line(0, 5, 18, 5, strokeColor=style.ACCENT, strokeWidth=1.8))
    _mark_now(drawing, 9, 5)
    now = style.plain(now)
    drawing.add(_words(now, 23, 2.4))
    if earlier is not None:
        x = 23 + style.width_of(now, _LABELS) + 18
        drawing.add(Line(x, 5, x + 18, 5, strokeColor=style.INK, strokeWidth=0.9, strokeDashArray=_DASH))
        _mark_earlier(drawing, x + 9, 5)
        drawing.add(_words(style.plain(earlier), x + 23, 2.4))
    return drawing
