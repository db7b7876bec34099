# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Thinning out backups: whatever the history, the newest stay and the past stays reachable."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.backup_plan import DAILY, MONTHLY, NEWEST, WEEKLY, worth_keeping

MOMENTS = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)), max_size=120)  # noqa: DTZ001 - wall clock


@given(MOMENTS)
def test_only_existing_backups_are_kept_and_the_newest_always(moments: list[datetime]) -> None:
    kept = worth_keeping(moments)
    assert kept <= set(moments)
    assert set(sorted(set(moments), reverse=True)[:NEWEST]) <= kept


@given(MOMENTS)
def test_there_are_never_more_than_the_plan_says(moments: list[datetime]) -> None:
    assert len(worth_keeping(moments)) <= NEWEST + DAILY + WEEKLY + MONTHLY


@given(MOMENTS)
def test_thinning_twice_is_thinning_once(moments: list[datetime]) -> None:
    kept = worth_keeping(moments)
    assert worth_keeping(kept) == kept


@given(MOMENTS)
def test_each_of_the_last_days_weeks_and_months_keeps_its_last(moments: list[datetime]) -> None:
    kept = worth_keeping(moments)
    for most, stretch in (
        (DAILY, lambda moment: moment.date()),
        (WEEKLY, lambda moment: moment.isocalendar()[:2]),
        (MONTHLY, lambda moment: (moment.year, moment.month)),
    ):
        last: dict[object, datetime] = {}
        for moment in sorted(moments):
            last[stretch(moment)] = moment
        assert set(sorted(last.values(), reverse=True)[:most]) <= kept


@given(st.integers(1, 600), st.integers(1, 5))
def test_an_office_that_works_on_never_loses_its_months(days: int, a_day: int) -> None:
    """Backups made and thinned day after day: the last of each of the last 12 months survives all thinning."""
    first = datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001 - wall clock
    kept: frozenset[datetime] = frozenset()
    for day in range(days):
        for turn in range(a_day):
            kept = worth_keeping(kept | {first + timedelta(days=day, hours=turn)})
    today = first + timedelta(days=days - 1, hours=a_day - 1)
    assert max(kept) == today
    months = {(first + timedelta(days=day)).strftime("%Y-%m") for day in range(days)}
    assert {moment.strftime("%Y-%m") for moment in kept} >= set(sorted(months, reverse=True)[:MONTHLY])


def test_a_year_of_half_hours() -> None:
    first = datetime(2026, 1, 1, 8, 0)  # noqa: DTZ001 - wall clock
    moments = [first + timedelta(days=day, minutes=30 * turn) for day in range(365) for turn in range(18)]
    kept = sorted(worth_keeping(moments), reverse=True)
    assert kept[0] == max(moments)
    assert len(kept) == 3 - 1 + 7 + 5 - 1 + 12 - 1 - 1  # the newest is also of its day, week and month
