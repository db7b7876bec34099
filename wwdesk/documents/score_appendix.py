# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How every score came about, at the end of a paper: for each life domain its questions, and the sum in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reportlab.platypus import Flowable, PageBreak, Spacer, Table, TableStyle

from wwdesk.documents import style
from wwdesk.documents.blocks import Heading
from wwdesk.documents.wording import score_words
from wwdesk.domain.texts import LANGUAGE, t
from wwdesk.forms.model import Language, ScoreMethod
from wwdesk.forms.score_log import DomainLog, ScoreStep, shown

_LONGEST = 400
"""Longer questions and answers are cut: the whole text stands in the form."""
_LONGEST_SUM = 2500
_SHARES = (0.06, 0.42, 0.42, 0.1)
_WEIGHED_SHARES = (0.06, 0.36, 0.31, 0.09, 0.09, 0.09)
_GAP = 10.0


def score_appendix(logs: Collection[DomainLog], language: str = LANGUAGE) -> list[Flowable]:
    """The pages of the appendix; nothing where nothing has a score."""
    if not logs:
        return []
    story: list[Flowable] = [
        PageBreak(),
        Heading(t("documents.scores.title", language)),
        style.paragraph(t("documents.scores.about", language), style.HINT),
        Spacer(1, 8),
    ]
    return [*story, *(_domain(log, language) for log in logs)]


def _domain(log: DomainLog, language: str) -> Flowable:
    """A table that repeats its head on every page, and never parts the sum from the last question."""
    weighs = any(step.weight != 1 for step in log.steps) and log.result.domain.method in (
        ScoreMethod.MEAN,
        ScoreMethod.SUM,
    )
    shares = _WEIGHED_SHARES if weighs else _SHARES
    rows = [_head(log, language, weighs=weighs), *(_row(step, language, weighs=weighs) for step in log.steps)]
    turned = Language(language, "").right_to_left
    if turned:
        rows, shares = [row[::-1] for row in rows], shares[::-1]
    rows.append([_outcome(log, language), *[""] * (len(shares) - 1)])
    table = Table(rows, colWidths=[share * style.WIDTH for share in shares], repeatRows=1, spaceAfter=14, hAlign="LEFT")
    table.setStyle(_looks(turned=turned))
    if len(rows) > 3:
        # a title with one question alone at the end of a page would look like the whole
        table.setStyle(TableStyle([("NOSPLIT", (0, 0), (-1, 2))]))
    return table


def _looks(*, turned: bool) -> TableStyle:
    first, second = (-1, -2) if turned else (0, 1)
    begin, end = sorted((first, second))
    gap = "LEFTPADDING" if turned else "RIGHTPADDING"
    last = 0 if turned else -1
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), style.REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            (gap, (0, 0), (-1, -1), _GAP),
            (gap, (last, 0), (last, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2.4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
            ("LINEBELOW", (0, 0), (-1, 0), style.THIN, style.ACCENT),
            ("LINEBELOW", (0, 1), (-1, -2), style.HAIR, style.RULE),
            ("SPAN", (begin, 0), (end, 0)),
            ("SPAN", (0, -1), (-1, -1)),
            ("TOPPADDING", (0, -1), (-1, -1), 4),
            ("NOSPLIT", (0, -2), (-1, -1)),
        ]
    )


Cells = list[Flowable | list[Flowable] | str]


def _head(log: DomainLog, language: str, *, weighs: bool) -> Cells:
    words = ["answer", "score", *(["weight", "adds"] if weighs else [])]
    heads = [
        style.paragraph(t(f"documents.scores.{word}", language), style.CELL_HEAD_RIGHT if order else style.CELL_HEAD)
        for order, word in enumerate(words)
    ]
    title = style.paragraph(_cut(log.result.domain.label), style.CELL_TITLE)
    # of two cells that are one, the first on paper is drawn
    return ["", title, *heads] if Language(language, "").right_to_left else [title, "", *heads]


def _row(step: ScoreStep, language: str, *, weighs: bool) -> Cells:
    cells: Cells = [
        style.paragraph(step.number, style.CELL),
        style.paragraph(_cut(step.label), style.CELL),
        _answer(step),
    ]
    numbers = [step.score, *([step.weight if step.score is not None else None, step.adds] if weighs else [])]
    return [*cells, *(style.paragraph(shown(number, language), style.CELL_RIGHT) for number in numbers)]


def _answer(step: ScoreStep) -> list[Flowable]:
    lines: Sequence[tuple[str, bool]] = ((step.answer, False), (step.reason, True))
    return [
        style.paragraph(_cut(words), style.CELL_QUIET if quiet else style.CELL) for words, quiet in lines if words
    ] or [style.paragraph("–", style.CELL)]


def _outcome(log: DomainLog, language: str) -> list[Flowable]:
    return [
        style.paragraph(score_words(log.result, language), style.CELL_BOLD),
        style.paragraph(_cut(" ".join(log.sentences), _LONGEST_SUM), style.CELL),
    ]


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"
