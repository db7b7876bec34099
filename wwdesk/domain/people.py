# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""People, households, organisations: the values a worker types in and reads back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Gender(StrEnum):
    """As the person says it; never derived from a number (texts `people.gender`)."""

    UNKNOWN = "unknown"
    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What is known of one person. Empty text means "not known".

    `alias` is a pseudonym or called-by name. With `anonymous` the person is known by alias
    only: names, birth date and addresses stay empty.
    """

    given_name: str = ""
    family_name: str = ""
    alias: str = ""
    anonymous: bool = False
    birth_date: date | None = None
    gender: Gender = Gender.UNKNOWN
    language: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    postcode: str = ""
    municipality: str = ""
    rijksregisternummer: str = ""

    @property
    def shown_name(self) -> str:
        """The name on screen: given name first, as people say it; the alias for an anonymous person."""
        if self.anonymous:
            return self.alias
        full = " ".join(part for part in (self.given_name, self.family_name) if part)
        return full or self.alias


class OrganisationKind(StrEnum):
    """Kinds of partner (texts `people.organisation_kind`); SHM and SVK are historic kinds."""

    CAW = "caw"
    OCMW = "ocmw"
    HOUSING = "housing"
    SHM = "shm"
    SVK = "svk"
    CARE = "care"
    PSYCHIATRY = "psychiatry"
    ADDICTION = "addiction"
    DISABILITY = "disability"
    YOUTH = "youth"
    JUSTICE = "justice"
    MUNICIPALITY = "municipality"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDetails:
    """A partner organisation; `work_area` lists the municipalities it works in, as text."""

    name: str
    kind: OrganisationKind = OrganisationKind.OTHER
    work_area: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    postcode: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkContactDetails:
    """Somebody around the client: family, friend, doctor, helper of another service."""

    name: str
    relation: str = ""
    organisation_id: str | None = None
    phone: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMemberDetails:
    """Somebody who lives in the client's household; `person_id` where wwdesk knows the person."""

    name: str
    relation: str = ""
    birth_date: date | None = None
    person_id: str | None = None
    since: date | None = None
    until: date | None = None
