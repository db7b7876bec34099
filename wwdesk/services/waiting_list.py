# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The waiting list of a method: in which order, why somebody was passed over, and who must be heard again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission
from wwdesk.methods.conditions import names_in
from wwdesk.methods.facts import choices_of
from wwdesk.methods.model import Method
from wwdesk.methods.progress import Progress
from wwdesk.methods.waiting import (
    Waiting,
    contact_by,
    in_order,
    last_contact,
    last_screening,
    places,
    screening_is_old,
    takes_place,
)
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.trajectory_progress import progresses_of
from wwdesk.storage.database import Session
from wwdesk.storage.reads import waiting as waiting_reads
from wwdesk.storage.reads.housing import places_for
from wwdesk.storage.records.trajectories import TrajectoryRecord, WaitingParkRecord, WaitingSkipRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A candidate on the list. `skipped` are the reasons for which this one was passed over, with in whose favour."""

    trajectory_id: str
    dossier_id: str
    dossier_number: str
    client_name: str
    place: int
    since: date
    order: tuple[tuple[str, str], ...]
    last_contact: date
    contact_by: date | None
    to_be_heard: bool
    screening_on: date | None
    screening_old: bool
    parked_until: date | None
    parked_because: str
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingOverview:
    """The list of a method. `reasons` are the codes to pass somebody over with."""

    method_id: str
    label: str
    rows: tuple[WaitingRow, ...]
    reasons: tuple[tuple[str, str], ...]
    places: int | None
    free: int | None


@permitted(Permission.READ_DOSSIER)
def waiting(desk: Desk, method_id: str) -> WaitingOverview | None:
    """The waiting list of a method, None where nobody ever started it or it has none."""
    with desk.reading() as session:
        found = progresses_of(session, method_id)
        method = found[-1][1].rulebook.method if found else None
        if method is None or method.waiting_list is None:
            return None
        reasons = {item.code: item.label for item in choices_of(method, method.waiting_list.skip_reasons)}
        held = sum(1 for _, progress in found if takes_place(progress))
        total = _places(session, method, desk.clock.today())
        return WaitingOverview(
            method_id=method_id,
            label=method.method.label,
            rows=_rows(session, in_order(found), reasons, desk.clock.today()),
            reasons=tuple(reasons.items()),
            places=total,
            free=None if total is None else total - held,
        )


def _rows(
    session: Session, waits: Sequence[Waiting[TrajectoryRecord]], reasons: Mapping[str, str], today: date
) -> tuple[WaitingRow, ...]:
    parks = waiting_reads.parked(session, [one.who.id for one in waits], today)
    skips = waiting_reads.skips(session, [one.who.id for one in waits])
    people = waiting_reads.clients(session, [one.who.dossier_id for one in waits])
    favoured = {line.in_favour_of_id for lines in skips.values() for line in lines}
    names = waiting_reads.names_of(session, favoured)
    rows: list[WaitingRow] = []
    for place, one in enumerate(waits, 1):
        told = tuple(
            f"{reasons.get(line.reason, line.reason)} ({names.get(line.in_favour_of_id, '-')})"
            for line in skips.get(one.who.id, ())
        )
        rows.append(_row(one, place, people[one.who.dossier_id], parks.get(one.who.id), told, today))
    return tuple(rows)


def _row(
    one: Waiting[TrajectoryRecord],
    place: int,
    person: tuple[str, str],
    park: WaitingParkRecord | None,
    skipped: tuple[str, ...],
    today: date,
) -> WaitingRow:
    """One line; `person` is the number of the dossier and the name of its client."""
    by = contact_by(one.progress)
    return WaitingRow(
        trajectory_id=one.who.id,
        dossier_id=one.who.dossier_id,
        dossier_number=person[0],
        client_name=person[1],
        place=place,
        since=one.since,
        order=tuple((label, _shown(value)) for label, value in one.keys),
        last_contact=last_contact(one.progress),
        contact_by=by,
        to_be_heard=by is not None and by < today,
        screening_on=last_screening(one.progress),
        screening_old=screening_is_old(one.progress, today),
        parked_until=park.until if park else None,
        parked_because=park.reason if park else "",
        skipped=skipped,
    )


def _shown(value: object) -> str:
    if value is None:
        return "-"
    return show_date(value) if isinstance(value, date) else str(value)


@permitted(Permission.EDIT_DOSSIER)
def skip(desk: Desk, trajectory_id: str, in_favour_of_id: str, reason: str, note: str = "") -> Changes:
    """Notes why a candidate is passed over in favour of another.

    Raises DeskError `skip_reason` for a reason that is not in the list of the method.
    """
    with desk.work("waiting.skip") as work:
        record = work.get(TrajectoryRecord, trajectory_id)
        other = work.get(TrajectoryRecord, in_favour_of_id)
        found = dict(progresses_by_id(work.session, record.method_id))
        method = found[record.id].rulebook.method if record.id in found else None
        codes = choices_of(method, method.waiting_list.skip_reasons) if method and method.waiting_list else ()
        if reason not in {item.code for item in codes} or record.id == other.id:
            raise DeskError("skip_reason")
        line = work.add(
            WaitingSkipRecord(
                trajectory_id=trajectory_id, in_favour_of_id=in_favour_of_id, reason=reason, note=note.strip()
            )
        )
        work.about(line)
    return changed(Subject.TRAJECTORY, ids=(record.dossier_id,), made=line.id)


@permitted(Permission.EDIT_DOSSIER)
def park(desk: Desk, trajectory_id: str, until: date, reason: str) -> Changes:
    """Lets a candidate not count until a day. Raises DeskError `snooze_reason` and `snooze_past`."""
    if not reason.strip():
        raise DeskError("snooze_reason")
    if until <= desk.clock.today():
        raise DeskError("snooze_past")
    with desk.work("waiting.park") as work:
        record = work.get(TrajectoryRecord, trajectory_id)
        line = work.add(WaitingParkRecord(trajectory_id=trajectory_id, until=until, reason=reason.strip()))
        work.about(line)
    return changed(Subject.TRAJECTORY, ids=(record.dossier_id,), made=line.id)


@permitted(Permission.EDIT_DOSSIER)
def unpark(desk: Desk, trajectory_id: str) -> Changes:
    """Lets a parked candidate count again."""
    with desk.work("waiting.unpark") as work:
        record = work.get(TrajectoryRecord, trajectory_id)
        for line in waiting_reads.parks_of(work.session, trajectory_id):
            work.bin(line)
        work.about(record)
    return changed(Subject.TRAJECTORY, ids=(record.dossier_id,))


def progresses_by_id(session: Session, method_id: str) -> list[tuple[str, Progress]]:
    """The running trajectories of a method by their id."""
    return [(record.id, progress) for record, progress in progresses_of(session, method_id)]


def office_numbers(
    session: Session, record: TrajectoryRecord, progress: Progress, step: str, today: date
) -> Mapping[str, int]:
    """What the office knows that the guards of a step ask for; nothing is looked up that none of them asks."""
    method = progress.rulebook.method
    asked = frozenset[str]().union(*(names_in(guard.unless) for guard in method.guard if step in guard.steps))
    numbers: dict[str, int] = {}
    if not asked & {"passed_over", "places_free"}:
        return numbers
    found = progresses_of(session, record.method_id)
    if "passed_over" in asked:
        numbers["passed_over"] = _passed_over(session, record, in_order(found), today)
    total = _places(session, method, today)
    if "places_free" in asked and total is not None:
        numbers["places_free"] = total - sum(1 for _, other in found if takes_place(other))
    return numbers


def _places(session: Session, method: Method, today: date) -> int | None:
    """How many places there are: those of the homes the office noted for the method, else what the method says."""
    noted = places_for(session, method.method.id, today)
    return places(method) if noted is None else noted


def _passed_over(
    session: Session, record: TrajectoryRecord, waits: Sequence[Waiting[TrajectoryRecord]], today: date
) -> int:
    """Those before this one on the list who are not parked and for whom no reason was noted."""
    ahead: list[str] = []
    for one in waits:
        if one.who.id == record.id:
            break
        ahead.append(one.who.id)
    else:
        return 0  # not on the list itself
    parks = waiting_reads.parked(session, ahead, today)
    told = waiting_reads.passed_in_favour_of(session, record.id)
    return sum(1 for name in ahead if name not in parks and name not in told)
