# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Partner organisations: who refers, who cares, who rents out."""

from __future__ import annotations

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import Organisation, OrganisationRow
from wwdesk.domain.people import OrganisationDetails
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage import opening
from wwdesk.storage.reads import organisations as counted
from wwdesk.storage.reads import people as reads
from wwdesk.storage.records.people import OrganisationRecord
from wwdesk.storage.work import Work

_NAMED_IN = (Subject.ORGANISATIONS, Subject.DOSSIER)


@permitted(Permission.READ_PEOPLE)
def organisations(desk: Desk) -> tuple[Organisation, ...]:
    """All partner organisations by name."""
    with desk.reading() as session:
        return reads.organisations(session)


@permitted(Permission.READ_PEOPLE)
def organisation_rows(desk: Desk) -> tuple[OrganisationRow, ...]:
    """All partner organisations by name, each with how many referrals and contacts name it."""
    with desk.reading() as session:
        return counted.organisation_rows(session)


@permitted(Permission.EDIT_PEOPLE)
def add_organisation(desk: Desk, details: OrganisationDetails) -> Changes:
    """Adds an organisation; `made` is its id.

    Raises DeskError `organisation_not_right` or `organisation_exists`.
    """
    with desk.work("organisation.add") as work:
        record = opening.add_organisation(work, details)
        work.about(record)
    return changed(Subject.ORGANISATIONS, made=record.id)


@permitted(Permission.EDIT_PEOPLE)
def change_organisation(desk: Desk, organisation_id: str, revision: int, details: OrganisationDetails) -> Changes:
    """Changes an organisation.

    Raises DeskError `organisation_not_right`, `organisation_exists`, `changed_meanwhile`, and
    `not_found` where a colleague removed it.
    """
    with desk.work("organisation.change") as work:
        record = _in_use(work, organisation_id)
        work.get(OrganisationRecord, organisation_id, revision)
        opening.fill_organisation(work, record, details)
        work.touch(record)
        work.about(record)
    return changed(*_NAMED_IN)


@permitted(Permission.EDIT_PEOPLE)
def remove_organisation(desk: Desk, organisation_id: str) -> Changes:
    """Moves an organisation to the bin. What names it goes on naming it; it is no longer offered."""
    with desk.work("organisation.bin") as work:
        record = _in_use(work, organisation_id)
        work.bin(record)
        work.about(record)
    return changed(*_NAMED_IN)


@permitted(Permission.EDIT_PEOPLE)
def restore_organisation(desk: Desk, organisation_id: str) -> Changes:
    """Takes an organisation out of the bin: the undo of removing. Raises DeskError `organisation_exists`."""
    with desk.work("organisation.restore") as work:
        record = work.get(OrganisationRecord, organisation_id)
        opening.refuse_second(work, record, record.name)
        work.restore(record)
        work.about(record)
    return changed(*_NAMED_IN)


def _in_use(work: Work, organisation_id: str) -> OrganisationRecord:
    record = work.get(OrganisationRecord, organisation_id)
    if record.binned_at is not None:
        raise DeskError("not_found")
    return record
