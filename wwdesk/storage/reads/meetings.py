# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading meetings, their agendas and the tasks that came out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wwdesk.domain.errors import DeskError
from wwdesk.domain.meetings import TaskRow
from wwdesk.storage.reads.people import details_of
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.people import PersonRecord
from wwdesk.storage.records.trajectories import MeetingItemRecord, MeetingRecord, TrajectoryRecord


def meeting(session: Session, meeting_id: str) -> MeetingRecord:
    """The record of a meeting. Raises DeskError `not_found`."""
    record = session.get(MeetingRecord, meeting_id)
    if record is None or record.binned_at is not None:
        raise DeskError("not_found")
    return record


def meetings(session: Session, limit: int) -> Sequence[tuple[MeetingRecord, int]]:
    """The meetings, latest first, with how many files each has on its agenda."""
    items = (
        select(MeetingItemRecord.meeting_id, func.count().label("counted"))
        .where(MeetingItemRecord.binned_at.is_(None))
        .group_by(MeetingItemRecord.meeting_id)
        .subquery()
    )
    query = (
        select(MeetingRecord, func.coalesce(items.c.counted, 0))
        .outerjoin(items, items.c.meeting_id == MeetingRecord.id)
        .where(MeetingRecord.binned_at.is_(None))
        .order_by(MeetingRecord.on.desc(), MeetingRecord.created_at.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def last_held(session: Session) -> dict[tuple[str, str], date]:
    """The last day each series met, by method and series."""
    query = (
        select(MeetingRecord.method_id, MeetingRecord.series, func.max(MeetingRecord.on))
        .where(MeetingRecord.held, MeetingRecord.binned_at.is_(None))
        .group_by(MeetingRecord.method_id, MeetingRecord.series)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(query)}


def next_planned(session: Session, today: date) -> dict[tuple[str, str], date]:
    """The next day each series is planned to meet, by method and series."""
    query = (
        select(MeetingRecord.method_id, MeetingRecord.series, func.min(MeetingRecord.on))
        .where(~MeetingRecord.held, MeetingRecord.binned_at.is_(None), MeetingRecord.on >= today)
        .group_by(MeetingRecord.method_id, MeetingRecord.series)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(query)}


def items(session: Session, meeting_id: str) -> Sequence[tuple[MeetingItemRecord, TrajectoryRecord, PersonRecord]]:
    """The agenda of a meeting, in its order, with whom each file is about."""
    query = (
        select(MeetingItemRecord, TrajectoryRecord, PersonRecord)
        .join(TrajectoryRecord, TrajectoryRecord.id == MeetingItemRecord.trajectory_id)
        .join(DossierRecord, DossierRecord.id == TrajectoryRecord.dossier_id)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .where(MeetingItemRecord.meeting_id == meeting_id, MeetingItemRecord.binned_at.is_(None))
        .order_by(MeetingItemRecord.position)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def open_tasks(session: Session, worker_id: str | None, limit: int) -> tuple[TaskRow, ...]:
    """Tasks of meetings that are not done, the most urgent first."""
    query = (
        select(MeetingItemRecord, MeetingRecord.label, DossierRecord.id, PersonRecord)
        .join(MeetingRecord, MeetingRecord.id == MeetingItemRecord.meeting_id)
        .join(TrajectoryRecord, TrajectoryRecord.id == MeetingItemRecord.trajectory_id)
        .join(DossierRecord, DossierRecord.id == TrajectoryRecord.dossier_id)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .where(
            MeetingItemRecord.task != "",
            MeetingItemRecord.task_done_on.is_(None),
            MeetingItemRecord.binned_at.is_(None),
            MeetingRecord.binned_at.is_(None),
        )
        .order_by(MeetingItemRecord.task_by.is_(None), MeetingItemRecord.task_by)
        .limit(limit)
    )
    if worker_id is not None:
        query = query.where(DossierRecord.worker_id == worker_id)
    return tuple(
        TaskRow(
            item_id=item.id,
            dossier_id=dossier_id,
            meeting=label,
            client_name=details_of(client).shown_name,
            task=item.task,
            by=item.task_by,
        )
        for item, label, dossier_id, client in session.execute(query)
    )


def about(session: Session, trajectory_ids: Iterable[str]) -> Sequence[tuple[MeetingRecord, MeetingItemRecord]]:
    """The meetings on whose agenda trajectories stood, the latest first."""
    query = (
        select(MeetingRecord, MeetingItemRecord)
        .join(MeetingItemRecord, MeetingItemRecord.meeting_id == MeetingRecord.id)
        .where(
            MeetingItemRecord.trajectory_id.in_(list(trajectory_ids)),
            MeetingItemRecord.binned_at.is_(None),
            MeetingRecord.binned_at.is_(None),
        )
        .order_by(MeetingRecord.on.desc(), MeetingRecord.created_at.desc())
    )
    return [(row[0], row[1]) for row in session.execute(query)]
