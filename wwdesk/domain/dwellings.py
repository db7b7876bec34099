# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Homes and who lives there until when: free places, what becomes free, and whether somebody still fits in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
FOREVER = date.max


class DwellingKind(StrEnum):
    """What kind of place it is (texts `housing.kind`)."""

    ROOM = "room"
    STUDIO = "studio"
    APARTMENT = "apartment"
    HOUSE = "house"
    FALLBACK = "fallback"
    """A place a partner keeps for who cannot stay where they live (R08)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DwellingDetails:
    """What a worker notes of a home. `capacity` is how many stays it holds at one time, 1 or more.

    `site` and `floor` are its place on the map of the office; `counts_for` the capacity of a method it belongs to.
    """

    name: str
    kind: str = DwellingKind.STUDIO
    site: str = ""
    floor: str = ""
    street: str = ""
    postcode: str = ""
    municipality: str = ""
    owner_id: str | None = None
    capacity: int = 1
    profile: str = ""
    counts_for: str = ""
    note: str = ""
    available_from: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Somebody lives in a home. `planned` is the last day as agreed, None where none is; `ended_on` the real one."""

    id: str
    revision: int
    dwelling_id: str
    dossier_id: str
    dossier_number: str
    client_name: str
    trajectory_id: str | None
    first: date
    planned: date | None = None
    ended_on: date | None = None

    def last(self, today: date) -> date:
        """The last day it takes a place. Who has not left by the planned day leaves nobody knows when."""
        if self.ended_on is not None:
            return self.ended_on
        return FOREVER if self.planned is None or self.overdue(today) else self.planned

    def overdue(self, today: date) -> bool:
        """Whether somebody stays longer than was agreed."""
        return self.ended_on is None and self.planned is not None and self.planned < today


@dataclass(frozen=True, slots=True, kw_only=True)
class DwellingRow:
    """A home with who lives there now and who comes. `free_from` is the first day a place is free, None if unknown."""

    id: str
    revision: int
    details: DwellingDetails
    owner_name: str
    stays: tuple[Stay, ...]
    taken: int
    free_from: date | None
    as_of: date
    """The day this is told of."""

    @property
    def free(self) -> int:
        """Places that nobody takes on that day."""
        return self.details.capacity - self.taken

    @property
    def free_now(self) -> bool:
        """Whether somebody can come that very day."""
        return self.free_from == self.as_of


def taken_on(stays: Iterable[Stay], day: date, today: date) -> int:
    """How many places are taken on a day."""
    return sum(stay.first <= day <= stay.last(today) for stay in stays)


def free_from(details: DwellingDetails, stays: Sequence[Stay], today: date) -> date | None:
    """The first day from today on a place is free; None while that is not known, or never again."""
    start = max(today, details.available_from or today)
    ends = (stay.last(today) for stay in stays)
    for day in sorted({start, *(end + _DAY for end in ends if start <= end < FOREVER)}):
        if details.withdrawn_on is not None and day >= details.withdrawn_on:
            return None
        if taken_on(stays, day, today) < details.capacity:
            return day
    return None


def full_on(
    details: DwellingDetails, stays: Sequence[Stay], first: date, last: date | None, today: date
) -> date | None:
    """The first day on which somebody who lives there from `first` to `last` would be one too many; None if never."""
    until = last or FOREVER
    days = sorted({first, *(stay.first for stay in stays if first <= stay.first <= until)})
    return next((day for day in days if taken_on(stays, day, today) >= details.capacity), None)
