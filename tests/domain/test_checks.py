# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What cannot be right about a person is said beside the field."""

from __future__ import annotations

from datetime import date

import pytest

from wwdesk.domain.checks import person_problems
from wwdesk.domain.people import PersonDetails

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("details", "fields"),
    [
        (PersonDetails(given_name="An"), []),
        (PersonDetails(alias="Blauwe jas", anonymous=True), []),
        (PersonDetails(), ["given_name"]),
        (PersonDetails(given_name="  "), ["given_name"]),
        (PersonDetails(anonymous=True), ["alias"]),
        (PersonDetails(anonymous=True, alias="X", family_name="Peeters", phone="0470"), ["family_name", "phone"]),
        (PersonDetails(given_name="An", birth_date=date(2026, 11, 24)), ["birth_date"]),
        (PersonDetails(given_name="An", birth_date=date(1890, 1, 1)), ["birth_date"]),
        (PersonDetails(given_name="An", email="an.peeters"), ["email"]),
        (PersonDetails(given_name="An", email="an@voorbeeld.be"), []),
        (PersonDetails(given_name="An", postcode="360"), ["postcode"]),
        (PersonDetails(given_name="An", postcode="NL-1234 AB"), []),
        (PersonDetails(given_name="An", rijksregisternummer="93051822362"), ["rijksregisternummer"]),
        (PersonDetails(given_name="An", rijksregisternummer="93.05.18-223.61", birth_date=date(1993, 5, 18)), []),
        (
            PersonDetails(given_name="An", rijksregisternummer="93051822361", birth_date=date(1993, 5, 19)),
            ["rijksregisternummer"],
        ),
        (PersonDetails(given_name="A" * 201), ["given_name"]),
    ],
)
def test_each_field_that_cannot_be_right_is_named(details: PersonDetails, fields: list[str]) -> None:
    problems = person_problems(details, TODAY)
    assert [problem.field for problem in problems] == fields
    assert all(problem.sentence for problem in problems)
