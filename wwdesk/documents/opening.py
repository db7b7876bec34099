# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The top of a document: its kind, its title and the facts around it in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from wwdesk.documents import style
from wwdesk.documents.blocks import Block, Columns
from wwdesk.documents.facts import DocumentFacts
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import LANGUAGE, t

_LABEL, _GAP = 78.0, 6.0
_GUTTER = 14.0
_LONGEST = 1200
"""A fact is a line or two; one that would fill a page is cut."""


def opening(kicker: str, title: str) -> list[Flowable]:
    """What kind of paper this is, in small, and its title."""
    return [
        style.paragraph(kicker, style.KICKER),
        style.paragraph(title, style.TITLE),
        Spacer(1, 7),
    ]


def fact_rows(pairs: Sequence[tuple[str, str]], language: str = LANGUAGE) -> list[Flowable]:
    """Label and value, two pairs on a line where both are short; an empty value says that it is not mentioned."""
    half = (style.WIDTH - _GUTTER) / 2
    rows: list[Flowable] = []
    waiting: list[tuple[float, float, Flowable]] = []
    for label, whole in pairs:
        value = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST].rstrip()}…"
        wide = style.width_of(value, style.BODY_BOLD) > half - _LABEL
        if waiting and (wide or len(waiting) == 4):
            rows.append(Columns(waiting, padding=2.4, rule=True))
            waiting = []
        left = half + _GUTTER if waiting else 0.0
        room = (style.WIDTH if wide else half) - _LABEL
        shown = style.paragraph(value, style.BODY_BOLD) if value.strip() else _absent(language)
        waiting += [(left, _LABEL - _GAP, style.paragraph(label, style.HINT)), (left + _LABEL, room, shown)]
        if wide:
            rows.append(Columns(waiting, padding=2.4, rule=True))
            waiting = []
    if waiting:
        rows.append(Columns(waiting, padding=2.4, rule=True))
    return [*rows, Spacer(1, 4)]


def _absent(language: str) -> Flowable:
    return style.paragraph(t("documents.facts.unknown", language), style.ABSENT)


def screening_facts(facts: DocumentFacts) -> list[tuple[str, str]]:
    """The facts of one screening in the order of reading."""
    language = facts.language
    submitted = show_date(facts.submitted_on) or t("documents.facts.not_submitted", language)
    return [
        (t("documents.facts.client", language), facts.client_name),
        (t("documents.facts.dossier", language), facts.dossier_number),
        (t("documents.facts.started", language), show_date(facts.started_on)),
        (t("documents.facts.submitted", language), submitted),
        (t("documents.facts.worker", language), facts.worker),
        (t("documents.facts.present", language), facts.present),
    ]


def cautions(facts: DocumentFacts) -> list[Flowable]:
    """What a reader must know before the content: secrecy, and that a draft is a draft."""
    lines = [style.paragraph(t("documents.confidential", facts.language), style.HINT)]
    if facts.draft:
        lines.append(style.paragraph(t("documents.draft_note", facts.language), style.HINT))
    return [*lines]


def conclusion(title: str, text: str, language: str = LANGUAGE) -> Block:
    """What the worker wrote, beside an upright rule; a long text runs over pages."""
    heading = style.paragraph(title, style.SUBSECTION)
    parts = [style.paragraph(part, style.PROSE) for part in text.split("\n") if part.strip()]
    if not parts:
        parts = [style.paragraph(t("documents.filled.no_conclusion", language), style.ABSENT)]
    return Block([heading, *parts], left=10, bar=True)
