# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading homes and who lives there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from wwdesk.domain.dwellings import DwellingDetails, DwellingRow, Stay, free_from, taken_on
from wwdesk.domain.errors import DeskError
from wwdesk.storage.reads.people import details_of
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.housing import DwellingRecord, StayRecord
from wwdesk.storage.records.people import OrganisationRecord, PersonRecord
from wwdesk.storage.records.trajectories import TrajectoryRecord

FIELDS = tuple(DwellingDetails.__dataclass_fields__)


def dwelling(session: Session, dwelling_id: str) -> DwellingRecord:
    """The record of a home. Raises DeskError `not_found`."""
    record = session.get(DwellingRecord, dwelling_id)
    if record is None or record.binned_at is not None:
        raise DeskError("not_found")
    return record


def dwellings(session: Session, today: date) -> tuple[DwellingRow, ...]:
    """Every home by its place on the map, with who lives there or comes."""
    stays: dict[str, list[Stay]] = {}
    for stay in stays_of(session, today):
        stays.setdefault(stay.dwelling_id, []).append(stay)
    query = (
        select(DwellingRecord, func.coalesce(OrganisationRecord.name, ""))
        .outerjoin(OrganisationRecord, OrganisationRecord.id == DwellingRecord.owner_id)
        .where(DwellingRecord.binned_at.is_(None))
        .order_by(DwellingRecord.site, DwellingRecord.floor, DwellingRecord.name, DwellingRecord.id)
    )
    return tuple(_row(record, owner, stays.get(record.id, []), today) for record, owner in session.execute(query))


def _row(record: DwellingRecord, owner: str, stays: Sequence[Stay], today: date) -> DwellingRow:
    details = details_of_dwelling(record)
    return DwellingRow(
        id=record.id,
        revision=record.revision,
        details=details,
        owner_name=owner,
        stays=tuple(stays),
        taken=taken_on(stays, today, today),
        free_from=free_from(details, stays, today),
        as_of=today,
    )


def details_of_dwelling(record: DwellingRecord) -> DwellingDetails:
    """What is noted of a home."""
    return DwellingDetails(**{name: getattr(record, name) for name in FIELDS})


def stays_of(session: Session, today: date, dwelling_id: str = "", dossier_id: str = "") -> tuple[Stay, ...]:
    """Who lives somewhere or comes, the first first; of a dossier also where somebody lived."""
    query = (
        select(StayRecord, DossierRecord.number, PersonRecord)
        .join(DossierRecord, DossierRecord.id == StayRecord.dossier_id)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .where(StayRecord.binned_at.is_(None))
        .order_by(StayRecord.first, StayRecord.id)
    )
    if dwelling_id:
        query = query.where(StayRecord.dwelling_id == dwelling_id)
    if dossier_id:
        query = query.where(StayRecord.dossier_id == dossier_id)
    else:
        query = query.where(or_(StayRecord.ended_on.is_(None), StayRecord.ended_on >= today))
    return tuple(
        Stay(
            id=stay.id,
            revision=stay.revision,
            dwelling_id=stay.dwelling_id,
            dossier_id=stay.dossier_id,
            dossier_number=number,
            client_name=details_of(client).shown_name,
            trajectory_id=stay.trajectory_id,
            first=stay.first,
            planned=stay.planned,
            ended_on=stay.ended_on,
        )
        for stay, number, client in session.execute(query)
    )


def last_stay(session: Session, trajectory_id: str) -> StayRecord | None:
    """Where the client of a trajectory lives, will live or lived last; None where nowhere is noted."""
    query = (
        select(StayRecord)
        .where(StayRecord.trajectory_id == trajectory_id, StayRecord.binned_at.is_(None))
        .order_by(StayRecord.first.desc(), StayRecord.id.desc())
    )
    return session.scalars(query).first()


def places_for(session: Session, method_id: str, today: date) -> int | None:
    """How many places the homes of a method hold today, None where none is noted for it.

    A place somebody else lives in (of another method, or of none) is no place.
    """
    query = select(func.sum(DwellingRecord.capacity)).where(
        DwellingRecord.counts_for.startswith(f"{method_id}/", autoescape=True),
        DwellingRecord.binned_at.is_(None),
        or_(DwellingRecord.available_from.is_(None), DwellingRecord.available_from <= today),
        or_(DwellingRecord.withdrawn_on.is_(None), DwellingRecord.withdrawn_on > today),
    )
    places = session.scalar(query)
    return None if places is None else max(0, places - _held_by_others(session, method_id, today))


def _held_by_others(session: Session, method_id: str, today: date) -> int:
    query = (
        select(func.count())
        .select_from(StayRecord)
        .join(DwellingRecord, DwellingRecord.id == StayRecord.dwelling_id)
        .outerjoin(TrajectoryRecord, TrajectoryRecord.id == StayRecord.trajectory_id)
        .where(
            DwellingRecord.counts_for.startswith(f"{method_id}/", autoescape=True),
            DwellingRecord.binned_at.is_(None),
            StayRecord.binned_at.is_(None),
            StayRecord.first <= today,
            or_(StayRecord.ended_on.is_(None), StayRecord.ended_on >= today),
            or_(TrajectoryRecord.method_id.is_(None), TrajectoryRecord.method_id != method_id),
        )
    )
    return session.scalar(query) or 0
