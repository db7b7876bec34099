# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up people and events of the demo office, as written in `resources/demo/office.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import NotRequired, TypedDict, cast

from wwdesk.domain.content import content_folder

# `ago` is always a number of days before the day the demo office is made; `by` and `worker` are keys
# of workers, except in a referral or network contact, where `by` is the key of an organisation.


class AddressData(TypedDict):
    """The office itself."""

    name: str
    street: str
    postcode: str
    municipality: str
    phone: str
    email: str


class WorkerData(TypedDict):
    """A worker of the demo office."""

    key: str
    name: str
    role: str
    email: NotRequired[str]


class OrganisationData(TypedDict):
    """A partner of the demo office."""

    key: str
    name: str
    kind: str
    work_area: str
    phone: str


class ReferralData(TypedDict):
    """Who sent a client, and why."""

    source: str
    by: NotRequired[str]
    reason: str
    situation: NotRequired[str]


class HouseholdData(TypedDict):
    """Somebody in a client's household."""

    name: str
    relation: str
    birth_date: NotRequired[date]


class NetworkData(TypedDict):
    """Somebody around a client."""

    name: str
    relation: str
    by: NotRequired[str]
    phone: NotRequired[str]
    note: NotRequired[str]


class NoteData(TypedDict):
    """A note in a dossier."""

    ago: int
    by: str
    text: str


class ScreeningData(TypedDict):
    """A screening; while it is `running`, only the pages named in `confirmed` are answered."""

    ago: int
    by: str
    present: NotRequired[str]
    levels: dict[str, float]
    facts: NotRequired[dict[str, str]]
    conclusions: NotRequired[dict[str, str]]
    running: NotRequired[bool]
    confirmed: NotRequired[list[str]]


class AgoData(TypedDict):
    """A day so many days ago, below zero for one to come: `{ ago = 12 }`."""

    ago: int


class DayData(TypedDict):
    """A day of a month before this one: `{ months = 2, day = 10 }`."""

    months: int
    day: int


class StepData(TypedDict):
    """A step that was done, so many days `ago` or `at` a day of a month.

    In `facts` a day is written `{ ago = 12 }`, below zero for one to come, or as a DayData.
    """

    step: str
    ago: NotRequired[int]
    at: NotRequired[DayData]
    outcome: NotRequired[str]
    facts: NotRequired[dict[str, object]]
    reason: NotRequired[str]


class StayData(TypedDict):
    """Where a client of a trajectory lives: the key of a dwelling."""

    dwelling: str
    ago: int


class OwedData(TypedDict):
    """What is owed for a month."""

    months: int
    source: str
    cents: int
    note: NotRequired[str]


class TrajectoryData(TypedDict):
    """A client's way through a working method; `owed` where it is about arrears."""

    method: str
    ago: NotRequired[int]
    at: NotRequired[DayData]
    by: str
    steps: list[StepData]
    home: NotRequired[StayData]
    owed: NotRequired[list[OwedData]]


class DwellingData(TypedDict):
    """A home of the demo office; `owner` is the key of an organisation."""

    key: str
    name: str
    kind: NotRequired[str]
    site: str
    floor: NotRequired[str]
    capacity: NotRequired[int]
    counts_for: NotRequired[str]
    owner: NotRequired[str]
    profile: NotRequired[str]
    available: NotRequired[AgoData]


class MeetingData(TypedDict):
    """A meeting; one with somebody `present` was held. `said` is noted of the first file on its agenda."""

    series: str
    ago: int
    by: str
    place: str
    present: NotRequired[list[str]]
    minutes: NotRequired[str]
    said: NotRequired[str]
    advice: NotRequired[str]
    decided_by: NotRequired[str]
    task: NotRequired[str]


class PersonData(TypedDict):
    """What is known of a made-up person."""

    given_name: NotRequired[str]
    family_name: NotRequired[str]
    alias: NotRequired[str]
    anonymous: NotRequired[bool]
    birth_date: NotRequired[date]
    gender: NotRequired[str]
    language: NotRequired[str]
    phone: NotRequired[str]


class ClientData(PersonData):
    """A made-up client with everything that happened."""

    opened: int
    closed: NotRequired[int]
    worker: str
    target_group: str
    referral: ReferralData
    household: NotRequired[list[HouseholdData]]
    network: NotRequired[list[NetworkData]]
    notes: NotRequired[list[NoteData]]
    facts: NotRequired[dict[str, str]]
    screening: NotRequired[list[ScreeningData]]
    trajectory: NotRequired[list[TrajectoryData]]


class OfficeData(TypedDict):
    """The whole demo office. `facts` are answers for every client who says nothing else."""

    marker: str
    office: AddressData
    worker: list[WorkerData]
    organisation: list[OrganisationData]
    facts: dict[str, str]
    client: list[ClientData]
    volunteer: list[PersonData]
    dwelling: list[DwellingData]
    meeting: list[MeetingData]


def demo_data() -> OfficeData:
    """The demo office as it is written down."""
    text = (content_folder("resources") / "demo" / "office.toml").read_text("utf-8")
    return cast("OfficeData", tomllib.loads(text))
