# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How many homes a landlord may allocate as trial homes in a year (rule R05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t

YEARS = 5
"""Full calendar years before the year the quota is for (ambiguity A05)."""


@dataclass(frozen=True, slots=True)
class Quota:
    """The most homes of a year. `exact` is before rounding down; `why` the calculation in sentences."""

    counts: tuple[int, ...]
    percent: Fraction
    mean: Fraction
    exact: Fraction
    why: tuple[str, ...]

    @property
    def most(self) -> int:
        """Whole homes: always rounded down, nothing is carried over to a next year."""
        return int(self.exact)


class Room(StrEnum):
    """Where a landlord stands under the quota once one more home is allocated."""

    FREE = "free"
    LAST = "last"
    """With this one the quota is full: a warning."""
    ABOVE = "above"
    """Blocked, unless somebody gives a reason."""


def quota(counts: Sequence[int], percent: Fraction) -> Quota:
    """The quota from allocations per year, oldest first, and a percentage of their mean.

    Raises DeskError `quota_years` for no year or more than five, and `quota_numbers` for a negative
    count or a percentage outside 0 to 100.
    """
    if not 1 <= len(counts) <= YEARS:
        raise DeskError("quota_years", most=YEARS)
    if min(counts) < 0 or not 0 <= percent <= 100:
        raise DeskError("quota_numbers")
    mean = Fraction(sum(counts), len(counts))
    exact = mean * percent / 100
    why = [
        t("time_limits.quota.mean", n=len(counts), total=sum(counts), mean=_shown(mean)),
        t("time_limits.quota.share", percent=_shown(percent), mean=_shown(mean), exact=_shown(exact)),
        t("time_limits.quota.rounded", most=int(exact)),
    ]
    if len(counts) < YEARS:
        why.append(t("time_limits.quota.few_years", n=len(counts), years=YEARS))
    return Quota(tuple(counts), percent, mean, exact, tuple(why))


def room_for_one(limit: Quota, allocated: int) -> Room:
    """Where the landlord stands if one more is allocated after `allocated` this year."""
    after = allocated + 1
    return Room.FREE if after < limit.most else Room.LAST if after == limit.most else Room.ABOVE


def _shown(value: Fraction) -> str:
    """With as many decimals as it has, two at most."""
    decimals = next((n for n in (0, 1) if (value * 10**n).denominator == 1), 2)
    return show_number(value, decimals)
