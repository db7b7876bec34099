# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What is owed for a home: month by month and source by source, and whether a repayment plan is kept.

Money is whole euro cents. Payments settle the oldest month first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wwdesk.domain.dates import add_months


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsLine:
    """What is owed for a month (its first day) from a source. A recalculation with hindsight may be negative."""

    id: str
    revision: int
    month: date
    source: str
    cents: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Something was paid on a day."""

    on: date
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOwed:
    """A month with what was owed and what is still open of it."""

    month: date
    owed: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment:
    """An agreed plan: so many cents each month from `first` on, until `total` is paid."""

    first: date
    instalment: int
    total: int

    @property
    def last(self) -> date:
        """The day of the last instalment."""
        return add_months(self.first, max(1, -(-self.total // self.instalment)) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentStanding:
    """Where a plan stands on a day.

    `missed` counts instalments that are not (wholly) paid, `next_on` is the day of the next one, None at the end.
    """

    expected: int
    paid: int
    missed: int
    next_on: date | None

    @property
    def behind(self) -> int:
        """Cents that should have been paid and were not."""
        return max(0, self.expected - self.paid)


def by_month(lines: Iterable[ArrearsLine], payments: Iterable[Payment]) -> tuple[MonthOwed, ...]:
    """What is open of each month, the oldest first. What was paid, or credited, too much settles the next months."""
    owed: dict[date, int] = {}
    for line in lines:
        owed[line.month] = owed.get(line.month, 0) + line.cents
    left = sum(payment.cents for payment in payments) - sum(cents for cents in owed.values() if cents < 0)
    found: list[MonthOwed] = []
    for month in sorted(owed):
        due = max(0, owed[month])
        settled = min(due, max(0, left))
        left -= settled
        found.append(MonthOwed(month=month, owed=owed[month], open=due - settled))
    return tuple(found)


def standing(plan: Repayment, payments: Sequence[Payment], today: date) -> RepaymentStanding:
    """Whether a plan is kept. An instalment is due on its day, and late from the day after."""
    paid = sum(payment.cents for payment in payments)
    count = max(1, -(-plan.total // plan.instalment))
    due = sum(add_months(plan.first, number) < today for number in range(count))
    expected = min(due * plan.instalment, plan.total)
    behind = max(0, expected - paid)
    settled = paid >= plan.total
    coming = (add_months(plan.first, number) for number in range(count))
    return RepaymentStanding(
        expected=expected,
        paid=paid,
        missed=-(-behind // plan.instalment),
        next_on=None if settled else next((day for day in coming if day >= today), None),
    )


def next_letter_day(after: date, letter_day: int) -> date:
    """The first `letter_day` of a month on or after a day: letters leave on the tenth (R16)."""
    here = after.replace(day=letter_day)
    return here if here >= after else add_months(here, 1)
