# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What cannot be right about a person or organisation is said beside the field."""

from __future__ import annotations

from datetime import date

import pytest

from wwdesk.domain.checks import checked_organisation, organisation_problems, person_problems
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import OrganisationDetails, OrganisationKind, PersonDetails

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


@pytest.mark.parametrize(
    ("details", "fields"),
    [
        (OrganisationDetails(name="OCMW Genk"), []),
        (OrganisationDetails(name=""), ["name"]),
        (OrganisationDetails(name=" . "), ["name"]),
        (OrganisationDetails(name="CAW", email="info@caw"), ["email"]),
        (OrganisationDetails(name="CAW", email=" info@caw.example "), []),
        (OrganisationDetails(name="CAW", postcode="0600"), ["postcode"]),
        (OrganisationDetails(name="CAW", postcode="NL-1234 AB"), []),
        (OrganisationDetails(name="C" * 201, street="S" * 201), ["name", "street"]),
        (OrganisationDetails(name="CAW", work_area="Genk, " * 300), []),
        (OrganisationDetails(name="CAW", work_area="Genk, " * 400), ["work_area"]),
        (OrganisationDetails(name="", email="x", postcode="1"), ["name", "email", "postcode"]),
    ],
)
def test_each_field_of_an_organisation_that_cannot_be_right_is_named(
    details: OrganisationDetails, fields: list[str]
) -> None:
    problems = organisation_problems(details)
    assert [problem.field for problem in problems] == fields
    assert all(problem.sentence for problem in problems)


def test_an_organisation_is_kept_tidy() -> None:
    typed = OrganisationDetails(
        name="  OCMW   Genk ",
        kind=OrganisationKind.OCMW,
        work_area="Genk;As\nZutendaal",
        phone="+3289123456",
        email=" info@ocmw.example",
        postcode=" 3600 ",
    )
    kept = checked_organisation(typed)
    assert (kept.name, kept.work_area, kept.phone) == ("OCMW Genk", "Genk, As, Zutendaal", "089 12 34 56")
    assert (kept.kind, kept.email, kept.postcode) == (OrganisationKind.OCMW, "info@ocmw.example", "3600")
    with pytest.raises(DeskError) as refused:
        checked_organisation(OrganisationDetails(name="CAW", email="geen adres"))
    assert refused.value.key == "organisation_not_right"
