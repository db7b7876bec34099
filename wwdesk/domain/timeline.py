# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What happened in a dossier and what is coming, as a list and as rows of one picture.

The three things the field counts stand apart (A23): the person (the dossier), trajectories, contracts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wwdesk.domain.dates import add_months


class EventKind(StrEnum):
    """What a line of the timeline is about (texts `dossier.event`)."""

    OPENED = "opened"
    CLOSED = "closed"
    REFERRED = "referred"
    NOTE = "note"
    SCREENING_STARTED = "screening_started"
    SCREENING_SUBMITTED = "screening_submitted"
    ATTACHMENT = "attachment"
    TRAJECTORY_STARTED = "trajectory_started"
    STEP = "step"
    TRAJECTORY_CLOSED = "trajectory_closed"
    CONTRACT = "contract"
    EXTENSION = "extension"
    NOTICE = "notice"
    MEETING = "meeting"
    DATE_MET = "date_met"
    DATE_COMING = "date_coming"
    DATE_LATE = "date_late"
    DATE_PAST = "date_past"


class Lane(StrEnum):
    """A group of rows of the picture, from the top (texts `dossier.lane`)."""

    PERSON = "person"
    TRAJECTORY = "trajectory"
    CONTRACT = "contract"
    DATES = "dates"
    MEETINGS = "meetings"
    SCREENINGS = "screenings"
    WRITTEN = "written"


_LANES = {
    Lane.PERSON: (EventKind.REFERRED, EventKind.OPENED, EventKind.CLOSED),
    Lane.TRAJECTORY: (EventKind.TRAJECTORY_STARTED, EventKind.STEP, EventKind.TRAJECTORY_CLOSED),
    Lane.CONTRACT: (EventKind.CONTRACT, EventKind.EXTENSION, EventKind.NOTICE),
    Lane.DATES: (EventKind.DATE_MET, EventKind.DATE_COMING, EventKind.DATE_LATE, EventKind.DATE_PAST),
    Lane.MEETINGS: (EventKind.MEETING,),
    Lane.SCREENINGS: (EventKind.SCREENING_STARTED, EventKind.SCREENING_SUBMITTED),
    Lane.WRITTEN: (EventKind.NOTE, EventKind.ATTACHMENT),
}
_DAY_ORDER = (
    EventKind.REFERRED,
    EventKind.OPENED,
    EventKind.TRAJECTORY_STARTED,
    EventKind.SCREENING_STARTED,
    EventKind.SCREENING_SUBMITTED,
    EventKind.STEP,
    EventKind.CONTRACT,
    EventKind.EXTENSION,
    EventKind.NOTICE,
    EventKind.MEETING,
    EventKind.ATTACHMENT,
    EventKind.NOTE,
    EventKind.DATE_MET,
    EventKind.DATE_PAST,
    EventKind.DATE_LATE,
    EventKind.DATE_COMING,
    EventKind.TRAJECTORY_CLOSED,
    EventKind.CLOSED,
)
LANE_OF = {kind: lane for lane, kinds in _LANES.items() for kind in kinds}

HOLLOW = (
    EventKind.SCREENING_STARTED,
    EventKind.NOTE,
    EventKind.DATE_COMING,
    EventKind.DATE_PAST,
    EventKind.MEETING,
)
"""Marks that are an outline: what has not ended or has not come yet."""
_DIAMOND = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
_DOWN = ((-0.9, -0.8), (0.9, -0.8), (0.0, 0.9))
_BAR = ((-0.25, -1.0), (0.25, -1.0), (0.25, 1.0), (-0.25, 1.0))
_CROSS = (0.0, 0.3), (0.5, 0.8), (0.8, 0.5), (0.3, 0.0), (0.8, -0.5), (0.5, -0.8)
MARKS: dict[EventKind, tuple[tuple[float, float], ...]] = {
    **dict.fromkeys((EventKind.OPENED, EventKind.CLOSED, EventKind.CONTRACT), _BAR),
    **dict.fromkeys((EventKind.TRAJECTORY_STARTED, EventKind.TRAJECTORY_CLOSED), _BAR),
    EventKind.REFERRED: ((-0.8, -1.0), (1.0, 0.0), (-0.8, 1.0)),
    EventKind.SCREENING_STARTED: _DIAMOND,
    EventKind.SCREENING_SUBMITTED: _DIAMOND,
    EventKind.ATTACHMENT: ((-0.7, -0.7), (0.7, -0.7), (0.7, 0.7), (-0.7, 0.7)),
    EventKind.MEETING: ((-1.0, 0.0), (-0.5, -0.7), (0.5, -0.7), (1.0, 0.0), (0.5, 0.7), (-0.5, 0.7)),
    EventKind.DATE_MET: _DOWN,
    EventKind.DATE_COMING: _DOWN,
    EventKind.DATE_PAST: ((-0.9, 0.8), (0.9, 0.8), (0.0, -0.9)),
    EventKind.DATE_LATE: (*_CROSS, *((-x, -y) for x, y in _CROSS)),
    EventKind.EXTENSION: ((-0.9, -0.9), (0.0, 0.0), (-0.9, 0.9), (0.0, 0.9), (1.0, 0.0), (0.0, -0.9)),
    EventKind.NOTICE: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.2), (0.0, 1.0), (-0.9, 0.2)),
}
"""The corners of a mark in units of its size, y downwards. Each kind of a row has its own shape, so that colour is
never needed to tell them apart; a step and a note are round."""
ROUND = {EventKind.STEP: 0.5, EventKind.NOTE: 0.75}
"""The radius of round marks."""

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 1200, 12000, 120000)
"""Months between two names on the axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """Something that happened in a dossier, or a date that is coming.

    `record_id` is the screening, note, trajectory ... it is about; `bar` the id of the bar on which its mark stands.
    """

    kind: EventKind
    on: date
    title: str
    detail: str
    record_id: str | None
    bar: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineBar:
    """Something that lasts: a dossier, a trajectory, a phase of it, a contract.

    `parts` are its first and last days so far; `planned` is the last day it will have as agreed, where that is later.
    `runs` says that it has not ended; `inner` that it is a part of the bar above it.
    """

    id: str
    lane: Lane
    label: str
    parts: tuple[tuple[date, date], ...]
    planned: date | None = None
    runs: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A row of the picture: perhaps a bar, and the marks on it. `label` is empty where the lane's name is meant."""

    lane: Lane
    label: str
    bar: TimelineBar | None
    events: tuple[TimelineEvent, ...]


def newest_first(events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """Everything, newest first; what happened on one day in the order it is usually done."""
    order = {kind: place for place, kind in enumerate(_DAY_ORDER)}
    return tuple(sorted(events, key=lambda event: (event.on, order[event.kind]), reverse=True))


def rows_of(events: Sequence[TimelineEvent], bars: Sequence[TimelineBar]) -> tuple[TimelineRow, ...]:
    """The rows of the picture from the top: only what there is."""
    found: list[TimelineRow] = []
    known = {bar.id for bar in bars}
    for lane in Lane:
        loose = tuple(event for event in events if LANE_OF[event.kind] is lane and event.bar not in known)
        here = [bar for bar in bars if bar.lane is lane]
        for bar in here:
            marks = tuple(event for event in events if event.bar == bar.id)
            found.append(TimelineRow(lane=lane, label=bar.label, bar=bar, events=marks))
        if loose:
            found.append(TimelineRow(lane=lane, label="", bar=None, events=loose))
    return tuple(found)


def span_of(rows: Sequence[TimelineRow], today: date) -> tuple[date, date]:
    """The first and the last day of the picture; today is always in it."""
    days = [today, *(event.on for row in rows for event in row.events)]
    for row in rows:
        if row.bar:
            days += [day for part in row.bar.parts for day in part]
            days += [row.bar.planned] if row.bar.planned else []
    first, last = min(days), max(days)
    # A young dossier would put every mark on one spot.
    return (min(first, add_months(last, -1)) if last.year > 1 else first, last)


def ticks(first: date, last: date, most: int) -> Iterator[tuple[date, str]]:
    """The months (or years) to name on the axis, at most about `most` of them."""
    months = max(1, (last.year - first.year) * 12 + last.month - first.month)
    step = next((size for size in _STEPS if months // size <= max(1, most)), _STEPS[-1])
    index = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // step) * step
    while index <= last.year * 12 + last.month - 1:
        day = date(index // 12, index % 12 + 1, 1) if index >= 12 else first
        yield day, str(day.year) if step >= 12 else f"{day.month:02}/{day.year}"
        index += step
