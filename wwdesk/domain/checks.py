# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong in what a worker typed about a person or organisation, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from wwdesk.domain.belgian_format import show_phone
from wwdesk.domain.dates import age_on
from wwdesk.domain.errors import DeskError
from wwdesk.domain.names import fold
from wwdesk.domain.people import OrganisationDetails, PersonDetails
from wwdesk.domain.rijksregisternummer import NumberFacts, digits_of, read_number
from wwdesk.domain.texts import t
from wwdesk.domain.work_area import tidy_area

LONGEST = 200
"""Characters in a name, street or other short field."""
LONGEST_AREA = 2000
"""Characters in a work area: every municipality of two provinces fits."""
OLDEST = 120
"""Years; an older birth date is a typing mistake."""

_ADDRESS = ("street", "postcode", "municipality")
_HIDDEN_WHEN_ANONYMOUS = (
    *("given_name", "family_name", "birth_date", "phone", "email"),
    *_ADDRESS,
    "rijksregisternummer",
)
_SHORT_FIELDS = ("given_name", "family_name", "alias", "language", "phone", "email", "street", "municipality")
_SHORT_ORGANISATION_FIELDS = ("name", "phone", "email", "street", "postcode", "municipality")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that cannot be right; `field` is the attribute's name."""

    field: str
    key: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in Dutch."""
        return t(f"checks.{self.key}", longest=LONGEST, longest_area=LONGEST_AREA, oldest=OLDEST)


def person_problems(details: PersonDetails, today: date) -> tuple[FieldProblem, ...]:
    """Everything that cannot be right about a person, in the order of the form."""
    return (
        *_name_problems(details),
        *_birth_date_problems(details, today),
        *_contact_problems(details.email, details.postcode),
        *_number_problems(details),
        *(FieldProblem(field, "too_long") for field in _SHORT_FIELDS if len(getattr(details, field)) > LONGEST),
    )


def checked_person(details: PersonDetails, today: date) -> PersonDetails:
    """The details as they are kept: the national number as digits only.

    Raises DeskError `person_not_right` with the first thing that cannot be right.
    """
    problems = person_problems(details, today)
    if problems:
        raise DeskError("person_not_right", problem=problems[0].sentence)
    return replace(details, rijksregisternummer=digits_of(details.rijksregisternummer))


def organisation_problems(details: OrganisationDetails) -> tuple[FieldProblem, ...]:
    """Everything that cannot be right about an organisation, in the order of the form."""
    return (
        *(() if fold(details.name) else (FieldProblem("name", "organisation_name_missing"),)),
        *((FieldProblem("work_area", "area_too_long"),) if len(details.work_area) > LONGEST_AREA else ()),
        *_contact_problems(details.email, details.postcode),
        *(
            FieldProblem(field, "too_long")
            for field in _SHORT_ORGANISATION_FIELDS
            if len(getattr(details, field)) > LONGEST
        ),
    )


def checked_organisation(details: OrganisationDetails) -> OrganisationDetails:
    """The details as they are kept: single spaces, the phone number laid out.

    Raises DeskError `organisation_not_right` with the first thing that cannot be right.
    """
    problems = organisation_problems(details)
    if problems:
        raise DeskError("organisation_not_right", problem=problems[0].sentence)
    return replace(
        details,
        name=" ".join(details.name.split()),
        work_area=tidy_area(details.work_area),
        phone=show_phone(details.phone),
        email=details.email.strip(),
        street=" ".join(details.street.split()),
        postcode=details.postcode.strip(),
        municipality=" ".join(details.municipality.split()),
    )


def _name_problems(details: PersonDetails) -> Iterator[FieldProblem]:
    if not details.anonymous:
        if not details.shown_name.strip():
            yield FieldProblem("given_name", "name_missing")
        return
    if not details.alias.strip():
        yield FieldProblem("alias", "alias_missing")
    for field in _HIDDEN_WHEN_ANONYMOUS:
        if getattr(details, field):
            yield FieldProblem(field, "not_anonymous")


def _birth_date_problems(details: PersonDetails, today: date) -> Iterator[FieldProblem]:
    if details.birth_date is not None:
        if details.birth_date > today:
            yield FieldProblem("birth_date", "born_in_future")
        elif age_on(details.birth_date, today) > OLDEST:
            yield FieldProblem("birth_date", "too_old")


def _contact_problems(email: str, postcode: str) -> Iterator[FieldProblem]:
    if email.strip() and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", email.strip()):
        yield FieldProblem("email", "email")
    bare = postcode.strip()
    if bare.isdigit() and not re.fullmatch(r"[1-9][0-9]{3}", bare, re.ASCII):
        yield FieldProblem("postcode", "postcode")


def _number_problems(details: PersonDetails) -> Iterator[FieldProblem]:
    if not details.rijksregisternummer:
        return
    facts = read_number(details.rijksregisternummer)
    if not isinstance(facts, NumberFacts):
        yield FieldProblem("rijksregisternummer", f"number_{facts}")
    elif facts.birth_date and details.birth_date and facts.birth_date != details.birth_date:
        yield FieldProblem("rijksregisternummer", "number_other_date")
