# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading trajectories: what was done, and which dates ask for attention."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from wwdesk.domain.errors import DeskError
from wwdesk.domain.trajectories import TrajectoryStatus
from wwdesk.storage.reads.people import details_of
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.people import PersonRecord
from wwdesk.storage.records.trajectories import DeadlineRecord, MethodTextRecord, StepDoneRecord, TrajectoryRecord

FactValue = date | Fraction | bool | str
_Dues = Select[DeadlineRecord, DossierRecord, PersonRecord, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An open date with whose it is."""

    deadline: DeadlineRecord
    dossier_id: str
    dossier_number: str
    client_name: str
    method_label: str
    worker_id: str | None


def trajectory(session: Session, trajectory_id: str) -> TrajectoryRecord:
    """The record of a trajectory. Raises DeskError `not_found`."""
    record = session.get(TrajectoryRecord, trajectory_id)
    if record is None or record.binned_at is not None:
        raise DeskError("not_found")
    return record


def of_dossier(session: Session, dossier_id: str) -> Sequence[TrajectoryRecord]:
    """The trajectories of a dossier, the newest first."""
    query = (
        select(TrajectoryRecord)
        .where(TrajectoryRecord.dossier_id == dossier_id, TrajectoryRecord.binned_at.is_(None))
        .order_by(TrajectoryRecord.started_on.desc(), TrajectoryRecord.created_at.desc())
    )
    return session.scalars(query).all()


def running_in(session: Session, dossier_id: str) -> int:
    """How many trajectories of a dossier are not closed."""
    query = select(func.count()).select_from(TrajectoryRecord)
    return session.scalar(query.where(TrajectoryRecord.dossier_id == dossier_id, *_running())) or 0


def running_by_method(session: Session) -> dict[str, int]:
    """How many trajectories run, per method."""
    query = select(TrajectoryRecord.method_id, func.count()).where(*_running()).group_by(TrajectoryRecord.method_id)
    return {row[0]: row[1] for row in session.execute(query)}


def _running() -> tuple[ColumnElement[bool], ...]:
    return (TrajectoryRecord.status == TrajectoryStatus.RUNNING, TrajectoryRecord.binned_at.is_(None))


def steps_done(session: Session, trajectory_id: str) -> Sequence[StepDoneRecord]:
    """What was done, in the order it was noted."""
    query = (
        select(StepDoneRecord)
        .where(StepDoneRecord.trajectory_id == trajectory_id, StepDoneRecord.binned_at.is_(None))
        .order_by(StepDoneRecord.sequence)
    )
    return session.scalars(query).all()


def last_sequence(session: Session, trajectory_id: str) -> int:
    """The last number given to a step, taken back ones too."""
    query = select(func.max(StepDoneRecord.sequence)).where(StepDoneRecord.trajectory_id == trajectory_id)
    return session.scalar(query) or 0


def method_text(session: Session, sha256: str) -> str:
    """The frozen text of a method."""
    return session.get_one(MethodTextRecord, sha256).text


def method_texts(session: Session, method_id: str) -> Sequence[tuple[str, str]]:
    """Every text of a method that trajectories started with, by its hash."""
    query = select(MethodTextRecord.sha256, MethodTextRecord.text).where(MethodTextRecord.method_id == method_id)
    return [(row[0], row[1]) for row in session.execute(query)]


def running(session: Session, method_id: str) -> Sequence[TrajectoryRecord]:
    """The running trajectories of a method, oldest first."""
    query = select(TrajectoryRecord).where(TrajectoryRecord.method_id == method_id, *_running())
    return session.scalars(query.order_by(TrajectoryRecord.started_on, TrajectoryRecord.created_at)).all()


def steps_by_trajectory(session: Session, method_id: str) -> dict[str, list[StepDoneRecord]]:
    """What was done in every running trajectory of a method, in the order it was noted."""
    query = (
        select(StepDoneRecord)
        .join(TrajectoryRecord, TrajectoryRecord.id == StepDoneRecord.trajectory_id)
        .where(TrajectoryRecord.method_id == method_id, StepDoneRecord.binned_at.is_(None), *_running())
        .order_by(StepDoneRecord.trajectory_id, StepDoneRecord.sequence)
    )
    found: dict[str, list[StepDoneRecord]] = {}
    for record in session.scalars(query):
        found.setdefault(record.trajectory_id, []).append(record)
    return found


def deadlines(session: Session, trajectory_id: str) -> dict[str, DeadlineRecord]:
    """The open dates of a trajectory by the id of their time limit or duty."""
    query = select(DeadlineRecord).where(DeadlineRecord.trajectory_id == trajectory_id)
    return {record.limit_id: record for record in session.scalars(query)}


def due(session: Session, worker_id: str | None, today: date, limit: int) -> tuple[Due, ...]:
    """The dates that ask for attention, the most urgent first: near, due or late, and not put off."""
    awake = (DeadlineRecord.snoozed_until.is_(None)) | (DeadlineRecord.snoozed_until <= today)
    query = _dues(worker_id).where(DeadlineRecord.sense == "latest", DeadlineRecord.near_from <= today, awake)
    return _found(session, query.order_by(DeadlineRecord.latest, DeadlineRecord.limit_id).limit(limit))


def count_due(session: Session, worker_id: str | None, today: date) -> int:
    """How many dates ask for attention."""
    awake = (DeadlineRecord.snoozed_until.is_(None)) | (DeadlineRecord.snoozed_until <= today)
    found = _dues(worker_id).where(DeadlineRecord.sense == "latest", DeadlineRecord.near_from <= today, awake)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def between(session: Session, worker_id: str | None, first: date, last: date) -> tuple[Due, ...]:
    """Every open date of a period, put off or not, soonest first; those without a day that matters too."""
    query = _dues(worker_id).where(DeadlineRecord.latest >= first, DeadlineRecord.latest <= last)
    return _found(session, query.order_by(DeadlineRecord.latest, DeadlineRecord.limit_id))


def _dues(worker_id: str | None) -> _Dues:
    query = (
        select(DeadlineRecord, DossierRecord, PersonRecord, TrajectoryRecord.method_label)
        .join(TrajectoryRecord, TrajectoryRecord.id == DeadlineRecord.trajectory_id)
        .join(DossierRecord, DossierRecord.id == TrajectoryRecord.dossier_id)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .where(TrajectoryRecord.binned_at.is_(None), DossierRecord.binned_at.is_(None))
    )
    return query if worker_id is None else query.where(DossierRecord.worker_id == worker_id)


def _found(session: Session, query: _Dues) -> tuple[Due, ...]:
    return tuple(
        Due(
            deadline=deadline,
            dossier_id=dossier.id,
            dossier_number=dossier.number,
            client_name=details_of(client).shown_name,
            method_label=label,
            worker_id=dossier.worker_id,
        )
        for deadline, dossier, client, label in session.execute(query)
    )


def facts_text(facts: Mapping[str, FactValue]) -> str:
    """Facts as they are stored: JSON with a kind beside each value."""
    return json.dumps({name: _stored(value) for name, value in facts.items()}, ensure_ascii=False)


def facts_of(text: str) -> dict[str, FactValue]:
    """Stored facts as values."""
    return {name: _value(kind, value) for name, (kind, value) in json.loads(text).items()}


def _stored(value: FactValue) -> tuple[str, str | bool]:
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, Fraction):
        return "number", str(value)
    return ("yes_no", value) if isinstance(value, bool) else ("text", value)


def _value(kind: str, value: object) -> FactValue:
    if kind == "date":
        return date.fromisoformat(str(value))
    if kind == "number":
        return Fraction(str(value))
    return value if isinstance(value, bool) else str(value)
