# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Making a client: the person, the organisation that refers and the dossier, all of them or none."""

from __future__ import annotations

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.checks import checked_person
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import OrganisationDetails, PersonDetails
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage.opening import open_dossier
from wwdesk.storage.reads import people as reads
from wwdesk.storage.records.people import PersonRecord


@permitted(Permission.EDIT_PEOPLE)
def new_client(
    desk: Desk, person: PersonDetails, dossier: DossierDetails, new_organisation: OrganisationDetails | None = None
) -> Changes:
    """Adds a person and opens a dossier in one go; `made` is the dossier's id.

    `new_organisation` is a referring organisation the office does not know yet; the referral then
    names it. Raises DeskError `person_not_right` or `organisation_not_right`: nothing is kept then.
    """
    details = checked_person(person, desk.clock.today())
    with desk.work("client.add") as work:
        client = PersonRecord()
        reads.fill_person(client, details)
        work.add(client)
        record = open_dossier(work, client.id, dossier, new_organisation)
    subjects = (Subject.PEOPLE, Subject.DOSSIER, Subject.TODAY, Subject.ORGANISATIONS)
    return changed(*subjects, made=record.id)
