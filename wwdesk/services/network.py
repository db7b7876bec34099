# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The people around a client: household and network."""

from __future__ import annotations

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import HouseholdMemberDetails, NetworkContactDetails, OrganisationDetails
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage.opening import add_organisation
from wwdesk.storage.reads import people as reads
from wwdesk.storage.records.people import HouseholdMemberRecord, NetworkContactRecord
from wwdesk.storage.work import Work

_AROUND = (Subject.PEOPLE, Subject.DOSSIER)


def _fill_member(record: HouseholdMemberRecord, details: HouseholdMemberDetails) -> None:
    if not details.name.strip():
        raise DeskError("name_missing")
    for name in reads.MEMBER_FIELDS:
        setattr(record, name, getattr(details, name))
    record.member_person_id = details.person_id


def _fill_contact(
    work: Work,
    record: NetworkContactRecord,
    details: NetworkContactDetails,
    new_organisation: OrganisationDetails | None,
) -> None:
    if not details.name.strip():
        raise DeskError("name_missing")
    for name in reads.CONTACT_FIELDS:
        setattr(record, name, getattr(details, name))
    if new_organisation is not None:
        record.organisation_id = add_organisation(work, new_organisation).id


@permitted(Permission.EDIT_PEOPLE)
def add_household_member(desk: Desk, person_id: str, details: HouseholdMemberDetails) -> Changes:
    """Adds somebody to the household of a person; `made` is the member's id."""
    with desk.work("household.add") as work:
        person = reads.find_person(work.session, person_id)
        record = HouseholdMemberRecord(person_id=person.id)
        _fill_member(record, details)
        work.about(work.add(record))
    return changed(*_AROUND, made=record.id)


@permitted(Permission.EDIT_PEOPLE)
def change_household_member(desk: Desk, member_id: str, revision: int, details: HouseholdMemberDetails) -> Changes:
    """Changes a household member."""
    with desk.work("household.change") as work:
        record = work.get(HouseholdMemberRecord, member_id, revision)
        _fill_member(record, details)
        work.touch(record)
        work.about(record)
    return changed(*_AROUND)


def _bin(work: Work, kind: type[HouseholdMemberRecord | NetworkContactRecord], record_id: str, *, back: bool) -> None:
    record = work.get(kind, record_id)
    if back:
        work.restore(record)
    else:
        work.bin(record)
    work.about(record)


@permitted(Permission.EDIT_PEOPLE)
def remove_household_member(desk: Desk, member_id: str) -> Changes:
    """Moves a household member to the bin."""
    with desk.work("household.bin") as work:
        _bin(work, HouseholdMemberRecord, member_id, back=False)
    return changed(*_AROUND)


@permitted(Permission.EDIT_PEOPLE)
def restore_household_member(desk: Desk, member_id: str) -> Changes:
    """Takes a household member out of the bin: the undo of removing."""
    with desk.work("household.restore") as work:
        _bin(work, HouseholdMemberRecord, member_id, back=True)
    return changed(*_AROUND)


@permitted(Permission.EDIT_PEOPLE)
def add_network_contact(
    desk: Desk, person_id: str, details: NetworkContactDetails, new_organisation: OrganisationDetails | None = None
) -> Changes:
    """Adds somebody to the network of a person, with their organisation if that is new; `made` is the contact's id."""
    with desk.work("network.add") as work:
        person = reads.find_person(work.session, person_id)
        record = NetworkContactRecord(person_id=person.id)
        _fill_contact(work, record, details, new_organisation)
        work.about(work.add(record))
    return changed(*_AROUND, Subject.ORGANISATIONS, made=record.id)


@permitted(Permission.EDIT_PEOPLE)
def change_network_contact(
    desk: Desk,
    contact_id: str,
    revision: int,
    details: NetworkContactDetails,
    new_organisation: OrganisationDetails | None = None,
) -> Changes:
    """Changes a network contact, and adds their organisation if that is new."""
    with desk.work("network.change") as work:
        record = work.get(NetworkContactRecord, contact_id, revision)
        _fill_contact(work, record, details, new_organisation)
        work.touch(record)
        work.about(record)
    return changed(*_AROUND, Subject.ORGANISATIONS)


@permitted(Permission.EDIT_PEOPLE)
def remove_network_contact(desk: Desk, contact_id: str) -> Changes:
    """Moves a network contact to the bin."""
    with desk.work("network.bin") as work:
        _bin(work, NetworkContactRecord, contact_id, back=False)
    return changed(*_AROUND)


@permitted(Permission.EDIT_PEOPLE)
def restore_network_contact(desk: Desk, contact_id: str) -> Changes:
    """Takes a network contact out of the bin: the undo of removing."""
    with desk.work("network.restore") as work:
        _bin(work, NetworkContactRecord, contact_id, back=True)
    return changed(*_AROUND)
