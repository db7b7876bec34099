# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The two tables of a profile: scores per life domain, and answers that changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from reportlab.platypus import Flowable

from wwdesk.documents import style
from wwdesk.documents.tables import table
from wwdesk.documents.wording import show_score
from wwdesk.domain.belgian_format import show_difference
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.forms.profile import AnswerChange, Comparison, DomainChange, DomainResult

_LONGEST = 500
"""Longer answers are cut in the table; the whole text stands in the filled form."""

_DIRECTIONS = {
    True: "documents.profile.better",
    False: "documents.profile.worse",
    None: "documents.profile.same",
}


def scores_table(comparison: Comparison) -> Flowable:
    """Domain, now, earlier, difference, band; without an earlier screening only domain, now and band."""
    earlier = comparison.earlier is not None
    heads: list[Flowable] = [style.paragraph(t("documents.profile.domain"), style.CELL_HEAD)]
    heads.append(style.paragraph(t("documents.profile.now"), style.CELL_HEAD_RIGHT))
    if earlier:
        heads.append(style.paragraph(t("documents.profile.earlier"), style.CELL_HEAD_RIGHT))
        heads.append(style.paragraph(t("documents.profile.difference"), style.CELL_HEAD))
    heads.append(style.paragraph(t("documents.profile.band"), style.CELL_HEAD))
    rows: list[list[Flowable]] = [heads]
    rows += [_score_row(change, earlier=earlier) for change in comparison.domains]
    shares = (0.32, 0.12, 0.12, 0.18, 0.26) if earlier else (0.5, 0.14, 0.36)
    return table(rows, shares)


def incomparable(change: DomainChange) -> bool:
    """Both have a score, and yet they may not be put beside each other."""
    return not change.comparable and _score(change.now) is not None and _score(change.earlier) is not None


def _score(result: DomainResult | None) -> object:
    return result.score if result else None


def _score_row(change: DomainChange, *, earlier: bool) -> list[Flowable]:
    now = change.now
    weak = now is not None and now.weak
    label = change.domain.label
    if not change.domain.higher_is_better:
        label = f"{label} ({t('documents.profile.lower_is_better')})"
    row: list[Flowable] = [
        style.paragraph(label, style.CELL_BOLD if weak else style.CELL),
        _number(now, bold=weak),
    ]
    if earlier and incomparable(change):
        # The earlier number stays away: beside the new one it would be read as a difference.
        row += [style.paragraph("–", style.CELL_RIGHT), _not_comparable()]
    elif earlier:
        row += [_number(change.earlier), _difference(change)]
    band = now.band.label if now and now.band else ""
    if weak:
        band = f"{band} – {t('documents.profile.attention_mark')}"
    row.append(style.paragraph(band, style.CELL_BOLD if weak else style.CELL))
    return row


def _not_comparable() -> Flowable:
    return style.paragraph(t("documents.profile.not_comparable"), style.CELL_QUIET)


def _number(result: DomainResult | None, *, bold: bool = False) -> Flowable:
    if result is None:
        return style.paragraph("–", style.CELL_RIGHT)
    if result.score is None:
        return style.paragraph(t("documents.profile.no_score"), style.CELL_QUIET_RIGHT)
    return style.paragraph(show_score(result.score), style.CELL_BOLD_RIGHT if bold else style.CELL_RIGHT)


def _difference(change: DomainChange) -> Flowable:
    if change.difference is None:
        return style.paragraph("–", style.CELL)
    words = t(_DIRECTIONS[change.better])
    return style.paragraph(f"{show_difference(change.difference)}  {words}", style.CELL)


def changes_tables(changes: Sequence[AnswerChange], earlier_on: date, now_on: date) -> list[Flowable]:
    """For each domain its questions with the answer then and now; a table that runs on repeats its head."""
    dates = [
        style.paragraph(t("documents.profile.earlier_on", date=show_date(earlier_on)), style.CELL_HEAD),
        style.paragraph(t("documents.profile.now_on", date=show_date(now_on)), style.CELL_HEAD),
    ]
    tables: list[Flowable] = []
    for page, rows in groupby(changes, key=lambda change: change.page_label):
        cells = [[style.paragraph(change.question_label, style.CELL), *_answers(change)] for change in rows]
        tables.append(table([[style.paragraph(page, style.CELL_TITLE), *dates], *cells], (0.34, 0.33, 0.33)))
    return tables


def _answers(change: AnswerChange) -> list[Flowable]:
    return [_answer(change.earlier), _answer(change.now)]


def _answer(words: str) -> Flowable:
    if not words.strip():
        return style.paragraph(t("documents.profile.empty_answer"), style.CELL_QUIET)
    if len(words) > _LONGEST:
        words = t("documents.profile.shortened", text=words[:_LONGEST].rstrip())
    return style.paragraph(words, style.CELL)
