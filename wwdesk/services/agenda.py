# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The dates of all trajectories: what asks attention now, a month of them, and as a file for another agenda."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib import import_module
from typing import cast

from wwdesk.domain.dates import add_months
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits.recurring import Light
from wwdesk.domain.trajectories import DueRow
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage.reads import trajectories as reads
from wwdesk.storage.reads.dossiers import worker_names

MOST_SHOWN = 200
"""Dates "Vandaag" shows at most; how many there are in all is always said."""
_MONTHS_OUT = 12
"""How far ahead the calendar file goes."""


@permitted(Permission.READ_DOSSIER)
def due_now(desk: Desk, *, only_mine: bool = True) -> tuple[tuple[DueRow, ...], int]:
    """The dates that ask attention, the most urgent first, at most MOST_SHOWN, and how many there are in all."""
    worker_id = desk.worker.id if only_mine else None
    today = desk.clock.today()
    with desk.reading() as session:
        found = reads.due(session, worker_id, today, MOST_SHOWN)
        total = len(found) if len(found) < MOST_SHOWN else reads.count_due(session, worker_id, today)
        return _due_rows(found, worker_names(session), today), total


@permitted(Permission.READ_DOSSIER)
def dates_between(desk: Desk, first: date, last: date, *, only_mine: bool = True) -> tuple[DueRow, ...]:
    """Every open date of a period, both days in it, soonest first."""
    with desk.reading() as session:
        found = reads.between(session, desk.worker.id if only_mine else None, first, last)
        return _due_rows(found, worker_names(session), desk.clock.today())


@permitted(Permission.PRINT)
def calendar_file(desk: Desk, *, only_mine: bool = True) -> bytes:
    """The open dates from a month back to a year ahead as an iCalendar file.

    An agenda often lies on somebody else's server. The file says which day, what for and the number of the dossier;
    who it is, by which method (its name may tell of care or debts) and how the day was found stay in the office.
    """
    today = desk.clock.today()
    with desk.reading() as session:
        worker_id = desk.worker.id if only_mine else None
        found = reads.between(session, worker_id, today - timedelta(days=31), add_months(today, _MONTHS_OUT))
        rows = _due_rows(found, worker_names(session), today)
    room = import_module("wwdesk.exchange.calendar_file")  # only now: icalendar takes a moment and is seldom wanted
    days = [
        room.CalendarDay(
            uid=_opaque(row),
            on=row.latest,
            title=t("agenda.title", label=row.label, number=row.dossier_number),
            text=t("agenda.file_text"),
            remind_days=7 if row.sense == "latest" else 0,
        )
        for row in rows
    ]
    name = t("agenda.file", office=desk.office_name)
    return cast("bytes", room.calendar_file(days, name, desk.clock.now()))


def _opaque(row: DueRow) -> str:
    """Always the same for a date, so that an agenda replaces it, without the identifiers of the office (or a time)."""
    return hashlib.sha256(f"{row.trajectory_id}-{row.limit_id}".encode()).hexdigest()[:32]


def _due_rows(found: Iterable[reads.Due], workers: Mapping[str, str], today: date) -> tuple[DueRow, ...]:
    """Open dates as they are shown."""
    return tuple(
        DueRow(
            dossier_id=one.dossier_id,
            dossier_number=one.dossier_number,
            trajectory_id=one.deadline.trajectory_id,
            limit_id=one.deadline.limit_id,
            client_name=one.client_name,
            method=one.method_label,
            label=one.deadline.label,
            worker_name=workers.get(one.worker_id or "", ""),
            due=one.deadline.due,
            latest=one.deadline.latest,
            sense=one.deadline.sense,
            light=_light(one, today),
            why=tuple(one.deadline.why.split("\n")),
            step=one.deadline.step,
        )
        for one in found
    )


def _light(one: reads.Due, today: date) -> Light:
    deadline = one.deadline
    if deadline.sense != "latest":
        return Light.CALM
    if today > deadline.latest:
        return Light.OVERDUE
    if today == deadline.latest or deadline.due <= today:
        return Light.DUE
    return Light.NEAR if today >= deadline.near_from else Light.CALM
