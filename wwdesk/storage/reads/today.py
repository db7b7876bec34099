# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what asks for attention: counts, running screenings, dossiers without a recent one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.overviews import DossierRow, ScreeningStatus
from wwdesk.storage.reads.people import details_of, dossier_rows
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.people import PersonRecord
from wwdesk.storage.records.screenings import ScreeningRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class LastScreened:
    """An open dossier with the day of its last submitted screening, None where there is none."""

    dossier_id: str
    client_name: str
    opened_on: date
    last_on: date | None


def last_worked_on(session: Session, worker_id: str | None, limit: int) -> tuple[DossierRow, ...]:
    """The open dossiers last worked on, of one worker or of the office."""
    conditions: list[ColumnElement[bool]] = [DossierRecord.status == DossierStatus.OPEN]
    if worker_id is not None:
        conditions.append(DossierRecord.worker_id == worker_id)
    return dossier_rows(session, *conditions, limit=limit)


def open_dossiers(session: Session, worker_id: str | None) -> int:
    """How many dossiers are open."""
    query = select(func.count()).select_from(DossierRecord).where(DossierRecord.status == DossierStatus.OPEN)
    return session.scalar(query.where(DossierRecord.worker_id == worker_id) if worker_id is not None else query) or 0


def long_unscreened(session: Session, worker_id: str | None, before: date, limit: int) -> tuple[LastScreened, ...]:
    """Open dossiers without a submitted or running screening since `before`, longest ago first."""
    last = (
        select(ScreeningRecord.dossier_id, func.max(ScreeningRecord.submitted_on).label("last_on"))
        .where(ScreeningRecord.status == ScreeningStatus.SUBMITTED, ScreeningRecord.binned_at.is_(None))
        .group_by(ScreeningRecord.dossier_id)
        .subquery()
    )
    running = select(ScreeningRecord.dossier_id).where(
        ScreeningRecord.status == ScreeningStatus.DRAFT, ScreeningRecord.binned_at.is_(None)
    )
    open_ones: list[ColumnElement[bool]] = [
        DossierRecord.status == DossierStatus.OPEN,
        DossierRecord.binned_at.is_(None),
        DossierRecord.id.not_in(running),
    ]
    if worker_id is not None:
        open_ones.append(DossierRecord.worker_id == worker_id)
    # Two queries, each along an index: one over both kinds would sort every open dossier.
    never = (
        select(DossierRecord, PersonRecord)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .where(*open_ones, DossierRecord.id.not_in(select(last.c.dossier_id)), DossierRecord.opened_on < before)
        .order_by(DossierRecord.opened_on)
        .limit(limit)
    )
    long_ago = (
        select(DossierRecord, PersonRecord, last.c.last_on)
        .join(last, last.c.dossier_id == DossierRecord.id)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .where(*open_ones, last.c.last_on < before)
        .order_by(last.c.last_on)
        .limit(limit)
    )
    found = [_last_screened(dossier, client, None) for dossier, client in session.execute(never)]
    found += [_last_screened(dossier, client, on) for dossier, client, on in session.execute(long_ago)]
    return tuple(sorted(found, key=lambda entry: (entry.last_on or entry.opened_on, entry.dossier_id))[:limit])


def _last_screened(dossier: DossierRecord, client: PersonRecord, last_on: date | None) -> LastScreened:
    return LastScreened(
        dossier_id=dossier.id,
        client_name=details_of(client).shown_name,
        opened_on=dossier.opened_on,
        last_on=last_on,
    )
