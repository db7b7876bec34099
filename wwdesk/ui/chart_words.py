# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A profile in words: the one source of the table, of what a screen reader hears, and of the labels in the charts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.forms.model import LifeDomain
from wwdesk.forms.profile import Comparison, DomainChange, DomainResult


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One life domain now and before, in words."""

    label: str
    now: str
    earlier: str
    difference: str


def score_words(result: DomainResult | None) -> str:
    """`3,4 – gaat`, or why there is no score."""
    if result is None:
        return t("charts.not_asked")
    if result.score is None:
        return t("charts.no_score", answered=result.answered, asked=result.asked)
    score = show_number(result.score, 1)
    return t("charts.score", score=score, band=result.band.label) if result.band else score


def difference_words(change: DomainChange, *, has_earlier: bool) -> str:
    """How much better or worse, or why that cannot be said."""
    if not has_earlier:
        return t("charts.first")
    if not change.comparable:
        return t("charts.not_comparable")
    if change.difference is None:
        now_missing = change.now is None or change.now.score is None
        return t("charts.no_score_now" if now_missing else "charts.no_score_before")
    amount = show_number(abs(change.difference), 1)
    if not amount.strip("0,"):
        return t("charts.same")
    return t("charts.better" if change.better else "charts.worse", amount=amount)


def domain_lines(comparison: Comparison) -> tuple[DomainLine, ...]:
    """The table of a profile."""
    has_earlier = comparison.earlier is not None
    return tuple(
        DomainLine(
            label=change.domain.label,
            now=score_words(change.now),
            earlier=score_words(change.earlier) if has_earlier else "",
            difference=difference_words(change, has_earlier=has_earlier),
        )
        for change in comparison.domains
    )


def spoken(comparison: Comparison) -> str:
    """The whole profile as sentences: the same as the table."""
    sentences = [heading(comparison)]
    for line in domain_lines(comparison):
        key = "charts.spoken_line" if comparison.earlier is None else "charts.spoken_line_compared"
        values: dict[str, object] = {"label": line.label, "now": line.now}
        if comparison.earlier is not None:
            values |= {"earlier": line.earlier, "difference": line.difference}
        sentences.append(t(key, **values))
    return " ".join(sentences)


def heading(comparison: Comparison) -> str:
    """Which screenings are shown."""
    now = show_date(comparison.now.on)
    if comparison.earlier is None:
        return t("charts.heading", now=now)
    return t("charts.heading_compared", now=now, earlier=show_date(comparison.earlier.on))


def position(domain: LifeDomain, score: Fraction) -> float:
    """Where a score lies between the weakest (0) and the strongest (1) of its domain."""
    span = domain.highest - domain.lowest
    share = min(1.0, max(0.0, float((score - domain.lowest) / span))) if span else 0.0
    return share if domain.higher_is_better else 1 - share
