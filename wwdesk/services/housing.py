# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping homes: what there is, who lives there until when, what becomes free, places partners keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.dwellings import DwellingDetails, DwellingKind, DwellingRow, Stay, full_on
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission
from wwdesk.methods.course import course
from wwdesk.methods.model import Method
from wwdesk.methods.progress import Progress
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.method_folders import every_method
from wwdesk.services.trajectory_progress import progress_of
from wwdesk.storage.reads import housing as reads
from wwdesk.storage.reads import trajectories as trajectory_reads
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.housing import DwellingRecord, StayRecord
from wwdesk.storage.work import Work


@permitted(Permission.READ_DOSSIER)
def dwellings(desk: Desk) -> tuple[DwellingRow, ...]:
    """Every home by its place on the map, with who lives there or comes, and from when a place is free."""
    with desk.reading() as session:
        return reads.dwellings(session, desk.clock.today())


@permitted(Permission.READ_DOSSIER)
def capacities(desk: Desk) -> tuple[tuple[str, str], ...]:
    """What a home can count for: `method/capacity` and its words."""
    found: list[tuple[str, str]] = []
    for method, _ in every_method(desk):
        if method.rulebook is not None:
            found += _capacities(method.rulebook.method)
    return tuple(found)


def _capacities(method: Method) -> list[tuple[str, str]]:
    head = method.method
    return [(f"{head.id}/{one.id}", f"{head.label}: {one.label}") for one in method.capacity if one.taken_by]


@permitted(Permission.EDIT_PEOPLE)
def add_dwelling(desk: Desk, details: DwellingDetails) -> Changes:
    """Notes a home; `made` is its id. Raises DeskError `name_missing` and `dwelling_capacity`."""
    details = _checked(details)
    with desk.work("dwelling.add") as work:
        record = work.add(DwellingRecord(**{name: getattr(details, name) for name in reads.FIELDS}))
        work.about(record)
    return changed(Subject.HOUSING, made=record.id)


@permitted(Permission.EDIT_PEOPLE)
def change_dwelling(desk: Desk, dwelling_id: str, revision: int, details: DwellingDetails) -> Changes:
    """Changes a home. Raises as `add_dwelling`, and `dwelling_full` where more live there than it would hold."""
    details = _checked(details)
    today = desk.clock.today()
    with desk.work("dwelling.change") as work:
        record = work.get(DwellingRecord, dwelling_id, revision)
        stays = reads.stays_of(work.session, today, dwelling_id)
        _fits(replace(details, capacity=details.capacity + 1), stays, today)
        for name in reads.FIELDS:
            setattr(record, name, getattr(details, name))
        work.touch(record)
        work.about(record)
    return changed(Subject.HOUSING, ids=(dwelling_id,))


def _fits(details: DwellingDetails, stays: tuple[Stay, ...], today: date) -> None:
    """Whether those who live there or come fit in, with one place to spare: a stay does not count against itself."""
    for stay in stays:
        if (day := full_on(details, stays, stay.first, stay.last(today), today)) is not None:
            raise DeskError("dwelling_full", name=details.name, day=show_date(day))


def _checked(details: DwellingDetails) -> DwellingDetails:
    if not details.name.strip():
        raise DeskError("name_missing")
    if not 1 <= details.capacity <= 500:
        raise DeskError("dwelling_capacity")
    if details.available_from and details.withdrawn_on and details.withdrawn_on < details.available_from:
        raise DeskError("dwelling_dates")
    return replace(details, name=details.name.strip(), site=details.site.strip(), floor=details.floor.strip())


@permitted(Permission.EDIT_PEOPLE)
def remove_dwelling(desk: Desk, dwelling_id: str) -> Changes:
    """Moves a home to the bin. Raises DeskError `dwelling_lived_in` while somebody lives there or comes."""
    with desk.work("dwelling.bin") as work:
        record = work.get(DwellingRecord, dwelling_id)
        if reads.stays_of(work.session, desk.clock.today(), dwelling_id):
            raise DeskError("dwelling_lived_in", name=record.name)
        work.bin(record)
        work.about(record)
    return changed(Subject.HOUSING, ids=(dwelling_id,))


@permitted(Permission.EDIT_PEOPLE)
def restore_dwelling(desk: Desk, dwelling_id: str) -> Changes:
    """Takes a home out of the bin."""
    with desk.work("dwelling.restore") as work:
        record = work.get(DwellingRecord, dwelling_id)
        work.restore(record)
        work.about(record)
    return changed(Subject.HOUSING, ids=(dwelling_id,))


@permitted(Permission.READ_DOSSIER)
def stays(desk: Desk, dossier_id: str) -> tuple[Stay, ...]:
    """Where the client of a dossier lives, lived, and will live, the first first."""
    with desk.reading() as session:
        return reads.stays_of(session, desk.clock.today(), dossier_id=dossier_id)


@permitted(Permission.EDIT_DOSSIER)
def move_in(
    desk: Desk,
    dwelling_id: str,
    dossier_id: str,
    first: date,
    planned: date | None = None,
    trajectory_id: str | None = None,
) -> Changes:
    """Notes that somebody lives in a home from a day; `made` is the id of the stay.

    Without `planned`, the last day agreed in the trajectory's running contract is taken, and follows it. Raises
    DeskError `dossier_is_closed`, `stay_dates`, `lives_elsewhere`, `dwelling_not_available` and `dwelling_full`.
    """
    today = desk.clock.today()
    with desk.work("stay.add") as work:
        home, dossier = work.get(DwellingRecord, dwelling_id), work.get(DossierRecord, dossier_id)
        if dossier.status != DossierStatus.OPEN:
            raise DeskError("dossier_is_closed")
        if planned is None and trajectory_id is not None:
            progress = progress_of(work.session, trajectory_reads.trajectory(work.session, trajectory_id))
            planned, _ = _agreed(progress, first, today)
        details = reads.details_of_dwelling(home)
        _may_come(details, first, planned)
        _nowhere_else(work, details, dossier_id, first, today)
        here = reads.stays_of(work.session, today, dwelling_id)
        if (day := full_on(details, here, first, planned, today)) is not None:
            raise DeskError("dwelling_full", name=details.name, day=show_date(day))
        record = work.add(
            StayRecord(
                dwelling_id=dwelling_id,
                dossier_id=dossier_id,
                trajectory_id=trajectory_id,
                first=first,
                planned=planned,
            )
        )
        work.about(record)
    return _changed(dossier_id, made=record.id)


def _may_come(details: DwellingDetails, first: date, planned: date | None) -> None:
    if planned is not None and planned < first:
        raise DeskError("stay_dates", first=show_date(first))
    start, end = details.available_from, details.withdrawn_on
    if (start and first < start) or (end and (first >= end or (planned or first) >= end)):
        raise DeskError("dwelling_not_available", name=details.name, day=show_date(first))


def _nowhere_else(work: Work, details: DwellingDetails, dossier_id: str, first: date, today: date) -> None:
    """A person lives in one home at a time; a place a partner keeps may be kept beside it."""
    for stay in reads.stays_of(work.session, today, dossier_id=dossier_id):
        other = work.get(DwellingRecord, stay.dwelling_id)
        kept = DwellingKind.FALLBACK in (other.kind, details.kind)
        if not kept and stay.ended_on is None and stay.last(today) >= first:
            raise DeskError("lives_elsewhere", name=other.name)


def _agreed(progress: Progress, first: date, today: date) -> tuple[date | None, date | None]:
    """The planned last day of the contract that runs since a stay began, and the day it ended if it did."""
    contracts = [one for one in course(progress, today).contracts if one.ended is None or one.ended >= first]
    running = [one for one in contracts if one.ended is None]
    if running:
        return running[-1].planned, None
    last = max(contracts, key=lambda one: one.ended or first, default=None)
    return (None, None) if last is None else (last.planned, last.ended)


@permitted(Permission.EDIT_DOSSIER)
def move_out(desk: Desk, stay_id: str, revision: int, on: date) -> Changes:
    """Notes the last day somebody lived in a home. Raises DeskError `stay_dates` for a day before the first."""
    with desk.work("stay.end") as work:
        record = work.get(StayRecord, stay_id, revision)
        if on < record.first:
            raise DeskError("stay_dates", first=show_date(record.first))
        record.ended_on = on
        work.touch(record)
        work.about(record)
    return _changed(record.dossier_id)


@permitted(Permission.EDIT_DOSSIER)
def remove_stay(desk: Desk, stay_id: str) -> Changes:
    """Takes back that somebody lives in a home: a mistake. It stays in the bin."""
    with desk.work("stay.bin") as work:
        record = work.get(StayRecord, stay_id)
        work.bin(record)
        work.about(record)
    return _changed(record.dossier_id)


def follow_contract(work: Work, trajectory_id: str, before: Progress, after: Progress, today: date) -> None:
    """Brings where the client lives in step with the contract, after a step was done or taken back.

    An extension or a notice moves the planned day, the end of the contract ends the stay. Days that were noted
    otherwise by hand stay as they are.
    """
    record = reads.last_stay(work.session, trajectory_id)
    if record is None:
        return
    was, now = (_agreed(progress, record.first, today) for progress in (before, after))
    if was != now and was == (record.planned, record.ended_on):
        record.planned, record.ended_on = now
        work.touch(record)
        work.about(record)


def _changed(dossier_id: str, made: str | None = None) -> Changes:
    return changed(Subject.HOUSING, Subject.TRAJECTORY, Subject.DOSSIER, ids=(dossier_id,), made=made)
