# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the workers of an office."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import WorkerRow
from wwdesk.domain.roles import Role, Worker
from wwdesk.storage.records.office import WorkerRecord


def workers(session: Session, with_key: Collection[str]) -> tuple[WorkerRow, ...]:
    """The workers by name; `with_key` are the ids of those who have a key of their own."""
    records = session.scalars(select(WorkerRecord).where(WorkerRecord.binned_at.is_(None)))
    rows = (
        WorkerRow(
            id=record.id,
            revision=record.revision,
            name=record.name,
            role=Role(record.role),
            email=record.email,
            active=record.active,
            has_key=record.id in with_key,
        )
        for record in records
    )
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def working_here(session: Session, worker_id: str) -> Worker | None:
    """A worker who still works in this office; None for one who does not, or never did."""
    record = session.get(WorkerRecord, worker_id)
    if record is None or not record.active or record.binned_at is not None:
        return None
    return Worker(record.id, record.name, Role(record.role))


def first_administrator(session: Session) -> Worker:
    """The administrator who has worked here longest. Raises DeskError `not_found`, which no change allows."""
    record = session.scalar(_administrators().order_by(WorkerRecord.created_at, WorkerRecord.id).limit(1))
    if record is None:
        raise DeskError("not_found")
    return Worker(record.id, record.name, Role(record.role))


def worker_ids_named(session: Session, name: str) -> set[str]:
    """The ids of the workers of one name, capitals aside."""
    records = session.scalars(select(WorkerRecord).where(WorkerRecord.binned_at.is_(None)))
    return {record.id for record in records if record.name.casefold() == name.casefold()}


def count_administrators(session: Session) -> int:
    """How many administrators can still manage this office."""
    return session.scalar(select(func.count()).select_from(_administrators().subquery())) or 0


def _administrators() -> Select[WorkerRecord]:
    return select(WorkerRecord).where(
        WorkerRecord.role == Role.ADMINISTRATOR, WorkerRecord.active, WorkerRecord.binned_at.is_(None)
    )
