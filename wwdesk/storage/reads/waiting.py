# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what was noted about waiting lists: who is parked, who was passed over and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wwdesk.storage.reads.people import details_of
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.people import PersonRecord
from wwdesk.storage.records.trajectories import TrajectoryRecord, WaitingParkRecord, WaitingSkipRecord


def parked(session: Session, trajectory_ids: Sequence[str], today: date) -> dict[str, WaitingParkRecord]:
    """Who is parked now, by trajectory, with the park that lasts longest."""
    query = (
        select(WaitingParkRecord)
        .where(
            WaitingParkRecord.trajectory_id.in_(trajectory_ids),
            WaitingParkRecord.binned_at.is_(None),
            WaitingParkRecord.until >= today,
        )
        .order_by(WaitingParkRecord.until)
    )
    return {record.trajectory_id: record for record in session.scalars(query)}


def parks_of(session: Session, trajectory_id: str) -> Sequence[WaitingParkRecord]:
    """The parks of a trajectory that were not taken back."""
    query = select(WaitingParkRecord).where(
        WaitingParkRecord.trajectory_id == trajectory_id, WaitingParkRecord.binned_at.is_(None)
    )
    return session.scalars(query).all()


def skips(session: Session, trajectory_ids: Sequence[str]) -> dict[str, list[WaitingSkipRecord]]:
    """Why each was passed over, oldest first."""
    query = (
        select(WaitingSkipRecord)
        .where(WaitingSkipRecord.trajectory_id.in_(trajectory_ids), WaitingSkipRecord.binned_at.is_(None))
        .order_by(WaitingSkipRecord.created_at)
    )
    found: dict[str, list[WaitingSkipRecord]] = {}
    for record in session.scalars(query):
        found.setdefault(record.trajectory_id, []).append(record)
    return found


def passed_in_favour_of(session: Session, trajectory_id: str) -> frozenset[str]:
    """Those for whom a reason was noted to pass them over in favour of this one."""
    query = select(WaitingSkipRecord.trajectory_id).where(
        WaitingSkipRecord.in_favour_of_id == trajectory_id, WaitingSkipRecord.binned_at.is_(None)
    )
    return frozenset(session.scalars(query))


def clients(session: Session, dossier_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The number of each dossier and the name of its client."""
    query = (
        select(DossierRecord, PersonRecord)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .where(DossierRecord.id.in_(dossier_ids))
    )
    return {dossier.id: (dossier.number, details_of(client).shown_name) for dossier, client in session.execute(query)}


def names_of(session: Session, trajectory_ids: Collection[str]) -> dict[str, str]:
    """The name of the client of each trajectory."""
    query = (
        select(TrajectoryRecord.id, PersonRecord)
        .join(DossierRecord, DossierRecord.id == TrajectoryRecord.dossier_id)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .where(TrajectoryRecord.id.in_(trajectory_ids))
    )
    return {row[0]: details_of(row[1]).shown_name for row in session.execute(query)}
