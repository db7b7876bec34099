# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers, telephone numbers and addresses look as Flemish people write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.belgian_format import (
    parse_number,
    show_difference,
    show_euro,
    show_name,
    show_number,
    show_phone,
    show_postcode_line,
    show_typed_number,
)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(9, 4), 1, "2,3"),
        (Fraction(-9, 4), 1, "-2,3"),
        (Fraction(10, 3), 1, "3,3"),
        (3, 1, "3,0"),
        (Fraction(1, 50), 1, "0,0"),
        (Fraction(-1, 50), 1, "0,0"),
        (Fraction(5, 100), 1, "0,1"),
        (1234, 0, "1234"),
        (12345, 0, "12\u00a0345"),
        (1234567, 2, "1\u00a0234\u00a0567,00"),
        (Decimal("2.675"), 2, "2,68"),
    ],
)
def test_numbers_have_a_comma_and_round_halves_up(value: Fraction, decimals: int, shown: str) -> None:
    assert show_number(value, decimals) == shown


@given(st.fractions(min_value=-(10**6), max_value=10**6), st.integers(0, 4))
def test_a_shown_number_lies_within_half_a_unit(value: Fraction, decimals: int) -> None:
    read_back = Fraction(show_number(value, decimals).replace("\u00a0", "").replace(",", "."))
    assert abs(read_back - value) <= Fraction(1, 2 * 10**decimals)


def test_stored_decimals_keep_what_was_typed() -> None:
    assert show_typed_number("1.50") == "1,50"
    assert show_typed_number("12") == "12"
    assert show_typed_number("v1.2 (oud)") == "v1.2 (oud)"


def test_differences_carry_their_sign_and_nothing_has_none() -> None:
    assert show_difference(Fraction(1, 2)) == "+0,5"
    assert show_difference(Fraction(-6, 5)) == "-1,2"
    assert show_difference(0) == "0,0"
    assert show_difference(Fraction(1, 100)) == "0,0"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0470123456", "0470 12 34 56"),
        ("+32 470/12.34.56", "0470 12 34 56"),
        ("0032470123456", "0470 12 34 56"),
        ("+32 (0)470 12 34 56", "0470 12 34 56"),
        ("031234567", "03 123 45 67"),
        ("089 123456", "089 12 34 56"),
        ("04-2223344", "04 222 33 44"),
        ("080012345", "0800 12 345"),
        ("078151515", "078 15 15 15"),
        ("+31 612345678", "+31 612345678"),
        ("112", "112"),
        ("0470 12 34 56 enkel 's avonds", "0470 12 34 56 enkel 's avonds"),
        ("", ""),
        ("٠٤٧٠", "٠٤٧٠"),
    ],
)
def test_telephone_numbers_are_grouped_as_on_a_card(typed: str, shown: str) -> None:
    assert show_phone(typed) == shown


@given(st.text(max_size=40))
def test_no_digit_of_a_telephone_number_is_ever_lost(typed: str) -> None:
    shown = show_phone(typed)
    assert shown == " ".join(typed.split()) or shown.replace(" ", "").isdigit()


def test_half_an_address_and_names_stay_as_written() -> None:
    assert show_postcode_line("3600", " Genk ") == "3600 Genk"
    assert show_postcode_line("", "Genk") == "Genk"
    assert show_name("An", "van den  Broeck") == "An van den Broeck"


def test_euro_reads_as_people_write_it() -> None:
    assert [show_euro(cents).replace("\u00a0", " ") for cents in (51_250, 130_000, -8400, 5)] == [
        "€ 512,50",
        "€ 1300",
        "-€ 84",
        "€ 0,05",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("62,5", Fraction(125, 2)),
        ("62.5", Fraction(125, 2)),
        ("1.234,50", Fraction(2469, 2)),
        ("1 234", Fraction(1234)),
        ("€ 62", Fraction(62)),
        ("-84", Fraction(-84)),
        ("1.234", Fraction(1234)),
        ("", None),
        ("vijf", None),
        ("1,2,3", None),
        ("٣", None),
    ],
)
def test_a_typed_number_is_understood_or_refused(typed: str, meant: Fraction | None) -> None:
    assert parse_number(typed) == meant
