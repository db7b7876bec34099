# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Arrears by month, and repayment plans against payments."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.arrears import ArrearsLine, Payment, Repayment, by_month, next_letter_day, standing

JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
PLAN = Repayment(first=date(2026, 5, 5), instalment=6250, total=100_000)


def line(month: date, cents: int, source: str = "huur") -> ArrearsLine:
    return ArrearsLine(id="", revision=1, month=month, source=source, cents=cents)


def paid(cents: int, on: date = MAR) -> Payment:
    return Payment(on=on, cents=cents)


lines = st.lists(st.builds(line, st.sampled_from([JAN, FEB, MAR]), st.integers(-60_000, 60_000)), max_size=8)
payments = st.lists(st.builds(paid, st.integers(0, 60_000)), max_size=5)


def test_what_is_paid_settles_the_oldest_month_first() -> None:
    owed = by_month([line(FEB, 50_000), line(JAN, 50_000)], [paid(60_000)])
    assert [(one.month, one.open) for one in owed] == [(JAN, 0), (FEB, 40_000)]


def test_a_recalculation_in_favour_of_the_tenant_settles_other_months() -> None:
    owed = by_month([line(JAN, 50_000), line(FEB, 50_000), line(FEB, -70_000, "herberekening")], [])
    assert [(one.owed, one.open) for one in owed] == [(50_000, 30_000), (-20_000, 0)]


@given(lines, payments)
def test_what_is_open_is_what_is_owed_less_what_was_paid_and_never_below_nothing(
    owed: list[ArrearsLine], payment: list[Payment]
) -> None:
    months = by_month(owed, payment)
    balance = sum(one.cents for one in owed) - sum(one.cents for one in payment)
    assert sum(one.open for one in months) == max(0, balance)
    assert all(0 <= one.open <= max(0, one.owed) for one in months)
    assert sum(one.owed for one in months) == sum(one.cents for one in owed)


def test_an_instalment_is_late_the_day_after_its_day() -> None:
    assert standing(PLAN, [], date(2026, 5, 5)).missed == 0
    late = standing(PLAN, [], date(2026, 5, 6))
    assert (late.expected, late.behind, late.missed, late.next_on) == (6250, 6250, 1, date(2026, 6, 5))
    part = standing(PLAN, [paid(10_000)], date(2026, 7, 6))
    assert (part.expected, part.behind, part.missed) == (18_750, 8750, 2)


def test_the_last_instalment_is_what_is_left_and_then_nothing_comes() -> None:
    plan = Repayment(first=date(2026, 1, 31), instalment=30_000, total=70_000)
    assert plan.last == date(2026, 3, 31)
    assert standing(plan, [], date(2026, 4, 1)).expected == 70_000
    assert standing(plan, [paid(70_000)], date(2026, 2, 1)).next_on is None


@given(payments, st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(1, 90_000), st.integers(0, 200_000))
def test_who_pays_more_is_never_further_behind(
    payment: list[Payment], today: date, instalment: int, total: int
) -> None:
    plan = Repayment(first=date(2026, 5, 31), instalment=instalment, total=total)
    if total // instalment > 500:
        return
    before, after = standing(plan, payment, today), standing(plan, [*payment, paid(1)], today)
    assert after.behind <= before.behind
    assert after.missed <= before.missed
    assert 0 <= before.expected <= total


def test_letters_leave_on_the_tenth() -> None:
    assert next_letter_day(date(2026, 1, 10), 10) == date(2026, 1, 10)
    assert next_letter_day(date(2026, 1, 11), 10) == date(2026, 2, 10)
    assert next_letter_day(date(2026, 12, 31), 10) == date(2027, 1, 10)
