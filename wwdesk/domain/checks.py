# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong in what a worker typed about a person or organisation, field by field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wwdesk.domain.dates import age_on
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.rijksregisternummer import NumberFacts, read_number
from wwdesk.domain.texts import t

LONGEST = 200
"""Characters in a name, street or other short field."""
OLDEST = 120
"""Years; an older birth date is a typing mistake."""

_HIDDEN_WHEN_ANONYMOUS = (
    "given_name family_name birth_date phone email street postcode municipality rijksregisternummer"
).split()


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that cannot be right; `field` is the attribute's name."""

    field: str
    key: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in Dutch."""
        return t(f"checks.{self.key}", longest=LONGEST, oldest=OLDEST)


def person_problems(details: PersonDetails, today: date) -> tuple[FieldProblem, ...]:
    """Everything that cannot be right about a person, in the order of the form."""
    found: list[FieldProblem] = []

    def problem(field: str, key: str) -> None:
        found.append(FieldProblem(field, key))

    if details.anonymous:
        if not details.alias.strip():
            problem("alias", "alias_missing")
        found += [FieldProblem(field, "not_anonymous") for field in _HIDDEN_WHEN_ANONYMOUS if getattr(details, field)]
    elif not details.shown_name.strip():
        problem("given_name", "name_missing")
    if details.birth_date is not None:
        if details.birth_date > today:
            problem("birth_date", "born_in_future")
        elif age_on(details.birth_date, today) > OLDEST:
            problem("birth_date", "too_old")
    if details.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", details.email.strip()):
        problem("email", "email")
    if details.postcode.strip().isdigit() and not re.fullmatch(r"[1-9][0-9]{3}", details.postcode.strip()):
        problem("postcode", "postcode")
    if details.rijksregisternummer:
        facts = read_number(details.rijksregisternummer)
        if not isinstance(facts, NumberFacts):
            problem("rijksregisternummer", f"number_{facts}")
        elif facts.birth_date and details.birth_date and facts.birth_date != details.birth_date:
            problem("rijksregisternummer", "number_other_date")
    for field in ("given_name", "family_name", "alias", "language", "phone", "email", "street", "municipality"):
        if len(getattr(details, field)) > LONGEST:
            problem(field, "too_long")
    return tuple(found)
