# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The national number: checked against the rule and against python-stdnum."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import bis, nn

from wwdesk.domain.rijksregisternummer import NumberFacts, NumberProblem, mask_number, read_number, show_number


@pytest.mark.parametrize(
    ("digits", "born"),
    [
        ("93051822361", date(1993, 5, 18)),
        ("85073003328", date(1985, 7, 30)),
        ("17073003384", date(2017, 7, 30)),
        ("00012556777", date(2000, 1, 25)),
    ],
)
def test_numbers_of_both_centuries(digits: str, born: date) -> None:
    facts = read_number(show_number(digits))
    assert isinstance(facts, NumberFacts)
    assert (facts.digits, facts.birth_date, facts.bis) == (digits, born, False)


@pytest.mark.parametrize("digits", ["98472899765", "01490700185"])
def test_bis_numbers(digits: str) -> None:
    facts = read_number(digits)
    assert isinstance(facts, NumberFacts)
    assert facts.bis


def test_check_number_of_97_is_valid() -> None:
    body = next(n for n in range(800101001, 800102000) if n % 97 == 0)
    assert isinstance(read_number(f"{body}97"), NumberFacts)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", NumberProblem.LENGTH),
        ("9305182236", NumberProblem.LENGTH),
        ("930518223611", NumberProblem.LENGTH),
        ("93.05.18-223.61a", NumberProblem.LENGTH),
        ("٩٣٠٥١٨٢٢٣٦١", NumberProblem.LENGTH),
        ("93051822362", NumberProblem.CHECK),
    ],
)
def test_what_is_wrong_is_named(typed: str, problem: NumberProblem) -> None:
    assert read_number(typed) is problem


@given(st.integers(0, 999_999_999), st.booleans())
def test_agrees_with_python_stdnum(body: int, young: bool) -> None:
    check = 97 - int(f"2{body:09}" if young else f"{body:09}") % 97
    digits = f"{body:09}{check:02}"
    facts = read_number(digits)
    known = nn.is_valid(digits) or bis.is_valid(digits)
    # python-stdnum lets days that do not exist through; and refuses birth dates in the future, which
    # we leave to the comparison with the birth date.
    if known and int(digits[4:6]) <= 28:
        assert isinstance(facts, NumberFacts)
        assert facts.century == (2000 if young else 1900)


@given(st.integers(0, 99_999_999_999))
def test_one_wrong_digit_is_always_found(number: int) -> None:
    facts = read_number(f"{number:011}")
    if isinstance(facts, NumberFacts):
        for place in range(11):
            for digit in "0123456789":
                changed = facts.digits[:place] + digit + facts.digits[place + 1 :]
                other = read_number(changed)
                if changed != facts.digits and isinstance(other, NumberFacts):
                    # The two centuries are two codes: a wrong digit may only ever lead into the other one.
                    assert other.century != facts.century


def test_a_masked_number_shows_no_digit() -> None:
    assert not any(char.isdigit() for char in mask_number("93051822361"))
    assert mask_number("") == ""
