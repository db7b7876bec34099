# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Names in lists, and whether two records may be one person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.duplicates import BirthDates, compare, compare_birth_dates
from wwdesk.domain.names import fold, likeness, sort_key
from wwdesk.domain.people import PersonDetails

BORN = date(1984, 3, 7)


def person(given_name: str, family_name: str, born: date | None = BORN, number: str = "") -> PersonDetails:
    return PersonDetails(given_name=given_name, family_name=family_name, birth_date=born, rijksregisternummer=number)


def test_the_list_ignores_accents_case_and_van_de() -> None:
    names = [
        ("Van de Velde", "An"),
        ("Ünal", "Ece"),
        ("velden", "Bo"),
        ("D'Haese", "Zoë"),
        ("Ûber", "X"),
        ("'t Hooft", "Jo"),
    ]
    ordered = sorted(names, key=lambda name: sort_key(*name))
    assert [family for family, _ in ordered] == ["D'Haese", "'t Hooft", "Ûber", "Ünal", "Van de Velde", "velden"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("Jan", "De Smet"), person("Jan", "Desmet"), True),
        (person("Zoë", "Möller"), person("Zoe", "Moller"), True),
        (person("Mohamed", "Ali"), person("Muhammad", "Ali"), True),
        (person("Fatima", "El Amrani"), person("Fatima", "Amrani", None), True),
        (person("Peeters", "Jan"), person("Jan", "Peeters"), True),
        (person("Jan", "Peeters", date(1984, 7, 3)), person("Jan", "Peeters"), True),
        (person("Jan", "Peeters", None), person("Jan", "Peeters", None), True),
        (person("Jan", "Peeters"), person("Jan", "Peeters", date(1951, 12, 1)), False),
        (person("Jan", "Peeters"), person("Griet", "Vandenbulcke"), False),
        (person("An", "Peeters", None), person("Anna", "Janssens", None), False),
        (person("Els", "Willems", None), person("Els", "Wuyts", None), False),
    ],
)
def test_a_worker_is_asked_only_when_it_may_be_the_same_person(
    one: PersonDetails, other: PersonDetails, same: bool
) -> None:
    assert compare(one, other).worth_asking is same
    assert compare(other, one).score == pytest.approx(compare(one, other).score, abs=0.05)


def test_the_same_national_number_is_certain() -> None:
    found = compare(person("A", "B", None, "93051822361"), person("Griet", "Claes", BORN, "93051822361"))
    assert found.score == 1.0
    assert found.same_number


def test_birth_dates_compare_by_usual_typing_mistakes() -> None:
    assert compare_birth_dates(BORN, BORN) is BirthDates.SAME
    assert compare_birth_dates(BORN, date(1984, 7, 3)) is BirthDates.SWAPPED
    assert compare_birth_dates(BORN, date(1985, 3, 7)) is BirthDates.CLOSE
    assert compare_birth_dates(BORN, None) is BirthDates.UNKNOWN
    assert compare_birth_dates(BORN, date(1990, 1, 7)) is BirthDates.DIFFERENT


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_bounded_and_reflexive(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
    if fold(one):
        assert likeness(one, one) == 1.0


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
