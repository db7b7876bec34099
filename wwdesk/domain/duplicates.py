# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two records may be one person: likeness of the name times agreement of the birth date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wwdesk.domain.names import fold, likeness
from wwdesk.domain.people import PersonDetails

THRESHOLD = 0.62
"""From here on a worker is asked; below it the hint would mostly be noise."""


class BirthDates(StrEnum):
    """How two birth dates compare (texts `people.duplicate`)."""

    SAME = "same"
    SWAPPED = "swapped"
    """Day and month exchanged, a usual typing mistake."""
    CLOSE = "close"
    """One part differs: day, month or year."""
    UNKNOWN = "unknown"
    DIFFERENT = "different"


_WEIGHT = {
    BirthDates.SAME: 1.0,
    BirthDates.SWAPPED: 0.92,
    BirthDates.CLOSE: 0.82,
    BirthDates.UNKNOWN: 0.74,
    BirthDates.DIFFERENT: 0.4,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two persons are, 0 to 1, and why."""

    score: float
    same_name: bool
    same_number: bool
    birth_dates: BirthDates

    @property
    def worth_asking(self) -> bool:
        """Whether a worker should be asked if this is the same person."""
        return self.score >= THRESHOLD


def compare_birth_dates(first: date | None, second: date | None) -> BirthDates:
    """How two birth dates compare; an unknown one says nothing."""
    if first is None or second is None:
        return BirthDates.UNKNOWN
    if first == second:
        return BirthDates.SAME
    if (first.year, first.month, first.day) == (second.year, second.day, second.month):
        return BirthDates.SWAPPED
    parts = zip((first.year, first.month, first.day), (second.year, second.month, second.day), strict=True)
    return BirthDates.CLOSE if sum(one != two for one, two in parts) == 1 else BirthDates.DIFFERENT


def compare(first: PersonDetails, second: PersonDetails) -> Likeness:
    """How alike two persons are. The same rijksregisternummer is certain, whatever else differs."""
    same_number = bool(first.rijksregisternummer) and first.rijksregisternummer == second.rijksregisternummer
    dates = compare_birth_dates(first.birth_date, second.birth_date)
    names = max(likeness(one, two) for one in _names(first) for two in _names(second))
    same_name = fold(first.shown_name) == fold(second.shown_name) and bool(fold(first.shown_name))
    # An unlike name with the same birth date is an everyday coincidence, so unlike names count double.
    score = 1.0 if same_number else names * names * _WEIGHT[dates] if names < 0.8 else names * _WEIGHT[dates]
    return Likeness(round(score, 3), same_name, same_number, dates)


def _names(details: PersonDetails) -> tuple[str, ...]:
    return tuple(name for name in (details.shown_name, details.alias) if name) or ("",)
