# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Dates as people type them in a Flemish office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.dates import FIRST, LAST, add_months, age_on, parse_date, show_date, show_long_date

TODAY = date(2026, 11, 23)
DAYS = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23/11/2026", date(2026, 11, 23)),
        ("23-11-26", date(2026, 11, 23)),
        ("23.11", date(2026, 11, 23)),
        ("2311", date(2026, 11, 23)),
        ("231126", date(2026, 11, 23)),
        ("23112026", date(2026, 11, 23)),
        (" 3 / 1 ", date(2027, 1, 3)),
        ("4 maart 2019", date(2019, 3, 4)),
        ("4 mrt 2019", date(2019, 3, 4)),
        ("2026-1-5", date(2026, 1, 5)),
        ("vandaag", TODAY),
        ("Morgen", date(2026, 11, 24)),
        ("eergisteren", date(2026, 11, 21)),
        ("over 3 maanden", date(2027, 2, 23)),
        ("over een week", date(2026, 11, 30)),
        ("2 weken geleden", date(2026, 11, 9)),
    ],
)
def test_what_a_worker_types_is_understood(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "31/02",
        "29/02/2027",
        "00/00/0000",
        "32/01/2026",
        "12/13/2026",
        "99999999",
        "٢/3",
        "23/11/20267",
        "over 9999 jaar",
        "over morgen",
        "3 maanden",
        "<b>23/11</b>",
        "01/01/1700",
        "9999-12-31",
        "23/11\x00",
        "23//11",
    ],
)
def test_what_is_no_date_is_refused_and_never_guessed(typed: str) -> None:
    assert parse_date(typed, TODAY) is None


def test_two_digits_of_a_birth_year_mean_the_past() -> None:
    assert parse_date("01/02/30", TODAY, birth=True) == date(1930, 2, 1)
    assert parse_date("01/02/26", TODAY, birth=True) == date(2026, 2, 1)
    assert parse_date("01/02/30", TODAY) == date(2030, 2, 1)


@given(DAYS)
def test_a_shown_date_reads_back(day: date) -> None:
    assert parse_date(show_date(day), TODAY) == day
    assert parse_date(show_long_date(day), TODAY) == day


@given(DAYS)
def test_a_day_without_year_is_the_nearest_one(day: date) -> None:
    found = parse_date(f"{day.day}/{day.month}", TODAY)
    assert found is None or abs(found - TODAY) <= timedelta(days=184)


@given(st.text(max_size=30))
def test_no_text_ever_breaks_it(typed: str) -> None:
    found = parse_date(typed, TODAY)
    assert found is None or FIRST <= found <= LAST


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_adding_months_keeps_the_day_or_takes_the_last_of_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_birthdays() -> None:
    assert age_on(date(2000, 2, 29), date(2026, 2, 28)) == 25
    assert age_on(date(2000, 2, 29), date(2026, 3, 1)) == 26
    assert age_on(TODAY, TODAY) == 0
