# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Notice: from when it runs, to when, and from when the home is free (rules R01 and R02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wwdesk.domain.dates import add_months, show_long_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits.terms import term_end


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule:
    """How long notice takes on one ground, and for whom it holds. `source` is its ground in law or agreement."""

    id: str
    label: str
    months: int
    whole_household: bool
    """Whether notice by or to one resident ends the lease of all of them."""
    source: str


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """Notice as it runs when it counts from one day; `start` and `end` are both in it."""

    counted_from: date
    start: date
    end: date

    @property
    def free_from(self) -> date:
        """The first day somebody else may live there."""
        return self.end + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice and what it leads to.

    `other` is the outcome by the sending date where that falls in another month than receipt: then
    a person chooses and gives a reason (ambiguity A01). Until then `period` is by receipt.
    """

    given: date
    received: date | None
    period: NoticePeriod
    other: NoticePeriod | None
    why: tuple[str, ...]


def notice(given: date, rule: NoticeRule, received: date | None = None) -> Notice:
    """The period of a notice sent on `given` and received (or presented) on `received`, where that is known.

    Raises DeskError `received_before_sent`, and as `term_end`.
    """
    if received is not None and received < given:
        raise DeskError("received_before_sent")
    counted = received or given
    period = _period(counted, rule)
    differs = (counted.year, counted.month) != (given.year, given.month)
    other = _period(given, rule) if differs else None
    why = [
        t("time_limits.notice.received", day=show_long_date(counted))
        if received
        else t("time_limits.notice.only_sent", day=show_long_date(counted)),
        t("time_limits.notice.starts", day=show_long_date(period.start), rule=rule.label, source=rule.source),
        t("time_limits.notice.lasts", n=rule.months, end=show_long_date(period.end)),
        t("time_limits.notice.free", day=show_long_date(period.free_from)),
        t("time_limits.notice.household") if rule.whole_household else t("time_limits.notice.giver"),
    ]
    if other is not None:
        why.append(t("time_limits.notice.choose", sent=show_long_date(given), end=show_long_date(other.end)))
    return Notice(given=given, received=received, period=period, other=other, why=tuple(why))


def _period(counted: date, rule: NoticeRule) -> NoticePeriod:
    start = add_months(counted.replace(day=1), 1)
    return NoticePeriod(counted, start, term_end(start, rule.months))
