# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The outcome of a filled questionnaire: scores per life domain, and what changed since before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from wwdesk.forms.model import Band, LifeDomain


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainResult:
    """One life domain in one screening.

    `score` is None when fewer than `domain.minimum_answered` of the `asked` scored questions
    were answered; `not_discussed` counts the answers without a score.
    """

    domain: LifeDomain
    score: Fraction | None
    band: Band | None
    answered: int
    asked: int
    not_discussed: int

    @property
    def weak(self) -> bool:
        """Whether the score lies in a band that asks for attention."""
        return self.band is not None and self.band.weak


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """Whether one condition of a location profile holds; None where an answer is missing."""

    label: str
    holds: bool | None
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationFit:
    """How well a location profile fits: advice with its reasons, never a decision.

    `fits` is True when all required criteria hold, False when one fails, None when one that is
    needed cannot be judged.
    """

    name: str
    label: str
    fits: bool | None
    criteria: tuple[CriterionResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The scores of one screening on one day."""

    form_id: str
    form_title: str
    form_version: str
    scoring_version: str
    on: date
    domains: tuple[DomainResult, ...]
    locations: tuple[LocationFit, ...] = ()

    def weak_domains(self) -> tuple[DomainResult, ...]:
        """The domains that ask for attention, weakest first."""
        weak = [result for result in self.domains if result.weak and result.score is not None]
        return tuple(sorted(weak, key=lambda result: result.score or Fraction(0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainChange:
    """One life domain now and before.

    `difference` (now minus before) is None where one of the scores is missing or where the
    scoring version differs; then `comparable` is False and no difference may be shown.
    """

    domain: LifeDomain
    now: DomainResult | None
    earlier: DomainResult | None
    comparable: bool
    difference: Fraction | None

    @property
    def better(self) -> bool | None:
        """True for progress, False for a decline, None for neither or unknown."""
        if not self.difference:
            return None
        return (self.difference > 0) == self.domain.higher_is_better


class AnswerStatus(StrEnum):
    """What happened to one answer since the earlier screening (texts `screening.answer_status`)."""

    CHANGED = "changed"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    """Taken over from the earlier screening and not looked at again."""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """One question with its answer now and before, both as the words of their own form version."""

    path: str
    page_label: str
    question_label: str
    earlier: str
    now: str
    status: AnswerStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A profile beside the earlier one. `earlier` is None for a first screening."""

    now: Profile
    earlier: Profile | None
    domains: tuple[DomainChange, ...]
    answers: tuple[AnswerChange, ...]

    @property
    def comparable(self) -> bool:
        """Whether any domain may be compared at all."""
        return any(change.comparable for change in self.domains)
