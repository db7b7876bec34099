# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Partner organisations: who refers, who cares, who rents out."""

from __future__ import annotations

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.overviews import Organisation
from wwdesk.domain.people import OrganisationDetails
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage.opening import fill_organisation
from wwdesk.storage.reads import people as reads
from wwdesk.storage.records.people import OrganisationRecord


@permitted(Permission.READ_PEOPLE)
def organisations(desk: Desk) -> tuple[Organisation, ...]:
    """All partner organisations by name."""
    with desk.reading() as session:
        return reads.organisations(session)


@permitted(Permission.EDIT_PEOPLE)
def add_organisation(desk: Desk, details: OrganisationDetails) -> Changes:
    """Adds an organisation; `made` is its id."""
    with desk.work("organisation.add") as work:
        record = OrganisationRecord()
        fill_organisation(record, details)
        work.about(work.add(record))
    return changed(Subject.ORGANISATIONS, made=record.id)


@permitted(Permission.EDIT_PEOPLE)
def change_organisation(desk: Desk, organisation_id: str, revision: int, details: OrganisationDetails) -> Changes:
    """Changes an organisation."""
    with desk.work("organisation.change") as work:
        record = work.get(OrganisationRecord, organisation_id, revision)
        fill_organisation(record, details)
        work.touch(record)
        work.about(record)
    return changed(Subject.ORGANISATIONS, Subject.DOSSIER)
