# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading people: lists, one person with everything known, candidates for duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.errors import DeskError
from wwdesk.domain.names import sort_key
from wwdesk.domain.overviews import (
    DossierRow,
    HouseholdMember,
    MergeRow,
    NetworkContact,
    Organisation,
    PeoplePage,
    PersonOverview,
    PersonRow,
)
from wwdesk.domain.people import (
    Gender,
    HouseholdMemberDetails,
    NetworkContactDetails,
    OrganisationDetails,
    OrganisationKind,
    PersonDetails,
)
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.office import WorkerRecord
from wwdesk.storage.records.people import (
    HouseholdMemberRecord,
    MergeRecord,
    NetworkContactRecord,
    OrganisationRecord,
    PersonRecord,
    VolunteerRecord,
)

PERSON_FIELDS = tuple(PersonDetails.__dataclass_fields__)
ORGANISATION_FIELDS = tuple(OrganisationDetails.__dataclass_fields__)
MEMBER_FIELDS = ("name", "relation", "birth_date", "since", "until")
CONTACT_FIELDS = tuple(NetworkContactDetails.__dataclass_fields__)
_ALIVE = (PersonRecord.merged_into_id.is_(None), PersonRecord.binned_at.is_(None))
_CANDIDATES = 400
"""Most people compared in full for one duplicate check: keeps it under a few milliseconds."""


def details_of(record: PersonRecord) -> PersonDetails:
    """What is known of a person, as the value a worker edits."""
    values: dict[str, Any] = {name: getattr(record, name) for name in PERSON_FIELDS}
    values["gender"] = Gender(record.gender)
    return PersonDetails(**values)


def fill_person(record: PersonRecord, details: PersonDetails) -> None:
    """Puts the typed values in a record, with the key it is sorted by."""
    for name in PERSON_FIELDS:
        value = getattr(details, name)
        setattr(record, name, value.strip() if isinstance(value, str) else value)
    record.gender = str(details.gender)
    family, given = (details.alias, "") if details.anonymous else (details.family_name, details.given_name)
    record.name_key = sort_key(family or given or details.alias, given)


def people_page(
    session: Session, *, ids: Sequence[str] | None, worker_id: str | None, offset: int, limit: int
) -> PeoplePage:
    """A stretch of the list of people by family name.

    `ids` limits it to these people (in sorted order all the same), `worker_id` to the clients
    with an open dossier of that worker.
    """
    conditions: list[ColumnElement[bool]] = list(_ALIVE)
    if ids is not None:
        conditions.append(PersonRecord.id.in_(ids))
    if worker_id is not None:
        mine = select(DossierRecord.client_id).where(
            DossierRecord.worker_id == worker_id, DossierRecord.status == DossierStatus.OPEN
        )
        conditions.append(PersonRecord.id.in_(mine))
    total = session.scalar(select(func.count()).select_from(PersonRecord).where(*conditions)) or 0
    ordered = select(PersonRecord).where(*conditions).order_by(PersonRecord.name_key, PersonRecord.id)
    ordered = ordered.offset(offset).limit(limit)
    return PeoplePage(rows=person_rows(session, session.scalars(ordered).all()), total=total)


def person_rows(session: Session, people: Sequence[PersonRecord]) -> tuple[PersonRow, ...]:
    """Lines for people, each with the dossier that matters most: an open one, else the newest."""
    dossiers: dict[str, tuple[DossierRecord, str]] = {}
    query = (
        select(DossierRecord, func.coalesce(WorkerRecord.name, ""))
        .outerjoin(WorkerRecord, WorkerRecord.id == DossierRecord.worker_id)
        .where(DossierRecord.client_id.in_([person.id for person in people]), DossierRecord.binned_at.is_(None))
        .order_by(DossierRecord.status == DossierStatus.OPEN, DossierRecord.opened_on, DossierRecord.id)
    )
    for dossier, worker in session.execute(query):
        dossiers[dossier.client_id] = (dossier, worker)
    rows: list[PersonRow] = []
    for person in people:
        dossier, worker = dossiers.get(person.id, (None, ""))
        rows.append(
            PersonRow(
                id=person.id,
                name=details_of(person).shown_name,
                birth_date=person.birth_date,
                municipality=person.municipality,
                dossier_id=dossier.id if dossier else None,
                dossier_number=dossier.number if dossier else "",
                worker_name=worker,
                status=DossierStatus(dossier.status) if dossier else None,
            )
        )
    return tuple(rows)


def people_of_targets(session: Session, targets: Iterable[str]) -> list[str]:
    """The ids of the people that search hits lead to: a hit names a person or a dossier."""
    ids = list(targets)
    from_dossiers = session.scalars(select(DossierRecord.client_id).where(DossierRecord.id.in_(ids)))
    return list(dict.fromkeys((*from_dossiers, *ids)))


def find_person(session: Session, person_id: str) -> PersonRecord:
    """The person, or the one it was merged into. Raises DeskError `not_found`."""
    record = session.get(PersonRecord, person_id)
    while record is not None and record.merged_into_id is not None:
        record = session.get(PersonRecord, record.merged_into_id)
    if record is None or record.binned_at is not None:
        raise DeskError("not_found")
    return record


def person_overview(session: Session, person_id: str) -> PersonOverview:
    """Everything known of one person."""
    record = find_person(session, person_id)
    return PersonOverview(
        id=record.id,
        revision=record.revision,
        details=details_of(record),
        dossiers=dossier_rows(session, DossierRecord.client_id == record.id),
        household=_household(session, record.id),
        network=_network(session, record.id),
        is_volunteer=bool(current_volunteer(session, record.id)),
        merges=_merges(session, record.id),
    )


def dossier_rows(session: Session, *conditions: ColumnElement[bool], limit: int = 1000) -> tuple[DossierRow, ...]:
    """Lines for dossiers that meet the conditions, last changed first."""
    query = (
        select(DossierRecord, PersonRecord, func.coalesce(WorkerRecord.name, ""))
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .outerjoin(WorkerRecord, WorkerRecord.id == DossierRecord.worker_id)
        .where(DossierRecord.binned_at.is_(None), *conditions)
        .order_by(DossierRecord.changed_at.desc())
        .limit(limit)
    )
    return tuple(
        DossierRow(
            id=dossier.id,
            number=dossier.number,
            client_name=details_of(client).shown_name,
            status=DossierStatus(dossier.status),
            opened_on=dossier.opened_on,
            worker_name=worker,
        )
        for dossier, client, worker in session.execute(query)
    )


def current_volunteer(session: Session, person_id: str) -> list[VolunteerRecord]:
    """The running registration as volunteer, if there is one; two of somebody merged out of two volunteers."""
    query = select(VolunteerRecord).where(VolunteerRecord.person_id == person_id, VolunteerRecord.binned_at.is_(None))
    return list(session.scalars(query))


def _household(session: Session, person_id: str) -> tuple[HouseholdMember, ...]:
    query = (
        select(HouseholdMemberRecord)
        .where(HouseholdMemberRecord.person_id == person_id, HouseholdMemberRecord.binned_at.is_(None))
        .order_by(HouseholdMemberRecord.created_at)
    )
    return tuple(
        HouseholdMember(
            id=row.id,
            revision=row.revision,
            details=HouseholdMemberDetails(
                person_id=row.member_person_id, **{name: getattr(row, name) for name in MEMBER_FIELDS}
            ),
        )
        for row in session.scalars(query)
    )


def _network(session: Session, person_id: str) -> tuple[NetworkContact, ...]:
    query = (
        select(NetworkContactRecord, func.coalesce(OrganisationRecord.name, ""))
        .outerjoin(OrganisationRecord, OrganisationRecord.id == NetworkContactRecord.organisation_id)
        .where(NetworkContactRecord.person_id == person_id, NetworkContactRecord.binned_at.is_(None))
        .order_by(NetworkContactRecord.created_at)
    )
    return tuple(
        NetworkContact(
            id=row.id,
            revision=row.revision,
            details=NetworkContactDetails(**{name: getattr(row, name) for name in CONTACT_FIELDS}),
            organisation_name=organisation,
        )
        for row, organisation in session.execute(query)
    )


def _merges(session: Session, person_id: str) -> tuple[MergeRow, ...]:
    query = (
        select(MergeRecord, PersonRecord, func.coalesce(WorkerRecord.name, ""))
        .join(PersonRecord, PersonRecord.id == MergeRecord.gone_id)
        .outerjoin(WorkerRecord, WorkerRecord.id == MergeRecord.created_by)
        .where(MergeRecord.kept_id == person_id, MergeRecord.binned_at.is_(None))
        .order_by(MergeRecord.created_at.desc())
    )
    return tuple(
        MergeRow(id=merge.id, merged_name=details_of(gone).shown_name, at=merge.created_at, by=worker)
        for merge, gone, worker in session.execute(query)
    )


def duplicate_candidates(
    session: Session, details: PersonDetails, other_birth_dates: Sequence[date], except_id: str | None
) -> list[PersonRecord]:
    """The people worth comparing: same number, same (or swapped) birth date, or a name that starts alike."""
    starts = {
        word[:3] for word in sort_key(details.family_name or details.alias, details.given_name).split("|")[0].split()
    }
    dates = [day for day in (details.birth_date, *other_birth_dates) if day is not None]
    # One query per index: with an OR, or with _ALIVE beside a birth date, SQLite would read every person.
    conditions: list[tuple[ColumnElement[bool], ...]] = [
        (*_ALIVE, PersonRecord.name_key >= start, PersonRecord.name_key < start + "\U0010ffff")
        for start in sorted(starts)
    ]
    if dates:
        conditions.append((PersonRecord.birth_date.in_(dates),))
    if details.rijksregisternummer:
        conditions.append((PersonRecord.rijksregisternummer == details.rijksregisternummer,))
    found: dict[str, PersonRecord] = {}
    for condition in conditions:
        for record in session.scalars(select(PersonRecord).where(*condition).limit(_CANDIDATES)):
            if record.id != except_id and record.merged_into_id is None and record.binned_at is None:
                found[record.id] = record
    return list(found.values())


def _organisation_details(record: OrganisationRecord) -> OrganisationDetails:
    values: dict[str, Any] = {name: getattr(record, name) for name in ORGANISATION_FIELDS}
    values["kind"] = OrganisationKind(record.kind)
    return OrganisationDetails(**values)


def organisations(session: Session) -> tuple[Organisation, ...]:
    """All organisations by name."""
    query = (
        select(OrganisationRecord)
        .where(OrganisationRecord.binned_at.is_(None))
        .order_by(func.lower(OrganisationRecord.name))
    )
    return tuple(
        Organisation(
            id=row.id,
            revision=row.revision,
            details=_organisation_details(row),
        )
        for row in session.scalars(query)
    )


def belongings(session: Session, person_id: str) -> dict[str, list[str]]:
    """The records that belong to a person, per table and column: what a merge moves."""
    owned = {
        "dossier.client_id": select(DossierRecord.id).where(DossierRecord.client_id == person_id),
        "household_member.person_id": select(HouseholdMemberRecord.id).where(
            HouseholdMemberRecord.person_id == person_id
        ),
        "household_member.member_person_id": select(HouseholdMemberRecord.id).where(
            HouseholdMemberRecord.member_person_id == person_id
        ),
        "network_contact.person_id": select(NetworkContactRecord.id).where(NetworkContactRecord.person_id == person_id),
        "volunteer.person_id": select(VolunteerRecord.id).where(VolunteerRecord.person_id == person_id),
    }
    return {name: list(session.scalars(query)) for name, query in owned.items()}


OWNED_KINDS = {
    "dossier": DossierRecord,
    "household_member": HouseholdMemberRecord,
    "network_contact": NetworkContactRecord,
    "volunteer": VolunteerRecord,
}
"""The records named in `belongings`, by table."""
