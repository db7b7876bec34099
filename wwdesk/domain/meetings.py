# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Meetings as screens and paper see them: team, steering group, commission, residents' meeting, intervision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """Meetings that come back. `key` is `method/series`; `waiting` counts the files that want to be on the agenda."""

    key: str
    label: str
    method: str
    members: tuple[str, ...]
    interval: str
    last_on: date | None
    due_on: date | None
    waiting: int
    anonymous: bool
    decides: bool
    consensus: bool
    planned_on: date | None = None
    """The next one that is planned already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting in a list."""

    id: str
    label: str
    method: str
    on: date
    held: bool
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDetails:
    """What is noted of a meeting as a whole; `present` are names as typed."""

    on: date
    place: str = ""
    present: str = ""
    minutes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDetails:
    """What is noted of one file: what was said, what was advised or decided and by whom, what comes of it."""

    minutes: str = ""
    advice: str = ""
    decided_by: str = ""
    consensus: bool = True
    dissent: str = ""
    task: str = ""
    task_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingItem:
    """A file on the agenda. `shown_name` is no name where candidates are presented anonymously."""

    id: str
    revision: int
    dossier_id: str
    shown_name: str
    about: str
    """What of its way is open: the labels of the steps."""
    details: ItemDetails
    task_done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOverview:
    """A meeting with everything its page and its report show."""

    id: str
    revision: int
    label: str
    method: str
    members: tuple[str, ...]
    anonymous: bool
    decides: bool
    consensus: bool
    held: bool
    details: MeetingDetails
    items: tuple[MeetingItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task that came out of a meeting and is not done."""

    item_id: str
    dossier_id: str
    meeting: str
    client_name: str
    task: str
    by: date | None
