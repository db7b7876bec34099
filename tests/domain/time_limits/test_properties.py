# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every time limit, whatever the day: never before its start, in order, within its cap."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.dates import add_months
from wwdesk.domain.time_limits.durations import whole_months
from wwdesk.domain.time_limits.lac import LacRule, lac_dates
from wwdesk.domain.time_limits.notice import NoticeRule, notice
from wwdesk.domain.time_limits.quota import quota
from wwdesk.domain.time_limits.recurring import Interval, Unit
from wwdesk.domain.time_limits.terms import ExtensionRule, extension, term_end
from wwdesk.domain.time_limits.working_days import easter, is_working_day, next_working_day

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(1, 120)
SHARES = st.fractions(0, 1, max_denominator=6)


def rule(months: int) -> NoticeRule:
    return NoticeRule(id="x", label="opzeg", months=months, whole_household=False, source="s")


@given(DAYS, MONTHS)
def test_a_term_ends_after_it_starts_and_within_its_months(start: date, months: int) -> None:
    end = term_end(start, months)
    assert start < end
    same_day = add_months(start, months)
    assert end in (same_day - timedelta(days=1), same_day)  # that day itself only where the month is too short
    assert (start.day == 1) <= (end.day == calendar.monthrange(end.year, end.month)[1])


@given(DAYS, st.integers(0, 400), MONTHS)
def test_who_starts_later_ends_no_earlier(start: date, later: int, months: int) -> None:
    assert term_end(start, months) <= term_end(start + timedelta(days=later), months)


@given(DAYS, MONTHS)
def test_a_longer_term_ends_later(start: date, months: int) -> None:
    assert term_end(start, months) < term_end(start, months + 1)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 60), st.integers(1, 60), SHARES)
def test_an_extension_never_passes_its_cap_nor_shortens(start: date, months: int, most: int, share: Fraction) -> None:
    found = extension(start, months, ExtensionRule(share=share, max_months=most, source="s"))
    if found.extended_end is None:
        assert found.end >= found.cap
    else:
        assert found.end <= found.extended_end <= found.cap


@given(DAYS, st.integers(0, 60), st.integers(1, 12))
def test_notice_starts_on_a_first_and_ends_on_a_last_day(given_on: date, way: int, months: int) -> None:
    received = given_on + timedelta(days=way)
    found = notice(given_on, rule(months), received)
    assert found.period.start > received
    assert (found.period.start - received).days <= 31
    assert found.period.start.day == found.period.free_from.day == 1
    assert (found.other is None) == ((received.year, received.month) == (given_on.year, given_on.month))
    if found.other:
        assert found.other.end < found.period.end


@given(DAYS, st.integers(0, 60))
def test_nothing_goes_to_the_ocmw_while_objection_is_open(letter: date, way: int) -> None:
    letter = letter.replace(day=max(letter.day, 10))
    found = lac_dates(letter, LacRule(letter_day=10, objection_days=7, source="s"), letter + timedelta(days=way))
    assert found.objection_until is not None
    assert found.transfer_from is not None
    assert found.transfer_from > found.objection_until
    assert found.transfer_from.replace(day=1) > letter or found.transfer_from.day >= 11


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=5), st.integers(0, 100))
def test_a_quota_is_the_whole_part_in_whole_numbers(counts: list[int], percent: int) -> None:
    assert quota(counts, Fraction(percent)).most == sum(counts) * percent // (100 * len(counts))


@given(st.integers(1990, 2200))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).weekday() == calendar.SUNDAY
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(DAYS)
def test_the_next_working_day_is_one_and_near(start: date) -> None:
    found = next_working_day(start)
    assert is_working_day(found)
    assert 0 <= (found - start).days <= 5


@given(DAYS, st.sampled_from(Unit), st.integers(1, 24))
def test_a_duty_comes_back_later(last: date, unit: Unit, count: int) -> None:
    assert Interval(count, unit).after(last) > last


@given(DAYS, MONTHS)
def test_a_term_lasts_its_months_less_what_a_short_month_takes(start: date, months: int) -> None:
    assert whole_months(start, term_end(start, months)) in (months, months - 1)
    if start.day <= 28:
        assert whole_months(start, term_end(start, months)) == months
