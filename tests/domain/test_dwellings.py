# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Free places in a home, held against counting day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.dwellings import DwellingDetails, Stay, free_from, full_on, taken_on

TODAY = date(2026, 11, 23)
SPAN = 40
days = st.integers(min_value=-SPAN, max_value=SPAN).map(lambda number: TODAY + timedelta(days=number))


def stay(first: date, planned: date | None = None, ended: date | None = None) -> Stay:
    return Stay(
        id="s",
        revision=1,
        dwelling_id="d",
        dossier_id="x",
        dossier_number="2026-0001",
        client_name="Zoë",
        trajectory_id=None,
        first=first,
        planned=planned,
        ended_on=ended,
    )


@st.composite
def some_stay(draw: st.DrawFn) -> Stay:
    first = draw(days)
    later = st.integers(min_value=0, max_value=30).map(lambda number: first + timedelta(days=number))
    return stay(first, draw(st.none() | later), draw(st.none() | later))


homes = st.builds(DwellingDetails, name=st.just("studio"), capacity=st.integers(min_value=1, max_value=3))


def test_a_home_becomes_free_the_day_after_the_last_one_leaves() -> None:
    home = DwellingDetails(name="studio")
    until = stay(TODAY - timedelta(days=100), TODAY + timedelta(days=9))
    assert free_from(home, [until], TODAY) == TODAY + timedelta(days=10)
    assert free_from(home, [], TODAY) == TODAY
    assert free_from(DwellingDetails(name="kamer", capacity=2), [until], TODAY) == TODAY


def test_who_stays_longer_than_agreed_holds_the_place() -> None:
    over = stay(TODAY - timedelta(days=100), TODAY - timedelta(days=1))
    assert over.overdue(TODAY)
    assert free_from(DwellingDetails(name="studio"), [over], TODAY) is None
    assert taken_on([over], TODAY + timedelta(days=400), TODAY) == 1


def test_a_home_that_is_withdrawn_before_it_becomes_free_never_is() -> None:
    until = stay(TODAY, TODAY + timedelta(days=9))
    home = DwellingDetails(name="studio", withdrawn_on=TODAY + timedelta(days=10))
    assert free_from(home, [until], TODAY) is None
    coming = DwellingDetails(name="studio", available_from=TODAY + timedelta(days=3))
    assert free_from(coming, [], TODAY) == TODAY + timedelta(days=3)


@given(homes, st.lists(some_stay(), max_size=5))
def test_the_first_free_day_is_the_first_that_counting_finds(home: DwellingDetails, stays: list[Stay]) -> None:
    counted = (TODAY + timedelta(days=number) for number in range(4 * SPAN))
    expected = next((day for day in counted if taken_on(stays, day, TODAY) < home.capacity), None)
    assert free_from(home, stays, TODAY) == expected


@given(homes, st.lists(some_stay(), max_size=5), days, st.integers(min_value=0, max_value=50))
def test_nobody_is_let_in_where_counting_finds_one_too_many(
    home: DwellingDetails, stays: list[Stay], first: date, nights: int
) -> None:
    wanted = [first + timedelta(days=number) for number in range(nights + 1)]
    expected = next((day for day in wanted if taken_on(stays, day, TODAY) >= home.capacity), None)
    assert full_on(home, stays, first, wanted[-1], TODAY) == expected
