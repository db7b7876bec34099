# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Making a client: the person, the organisation that refers and the dossier, all of them or none."""

from __future__ import annotations

from dataclasses import replace

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.checks import person_problems
from wwdesk.domain.dossier import DossierDetails, DossierStatus, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import OrganisationDetails, PersonDetails
from wwdesk.domain.rijksregisternummer import digits_of
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage import indexing
from wwdesk.storage.reads import dossiers as dossier_reads
from wwdesk.storage.reads import people as reads
from wwdesk.storage.records.dossiers import DossierRecord, ReferralRecord
from wwdesk.storage.records.people import OrganisationRecord, PersonRecord
from wwdesk.storage.work import Work


@permitted(Permission.EDIT_PEOPLE)
def new_client(
    desk: Desk, person: PersonDetails, dossier: DossierDetails, new_organisation: OrganisationDetails | None = None
) -> Changes:
    """Adds a person and opens a dossier in one go; `made` is the dossier's id.

    `new_organisation` is a referring organisation the office does not know yet; the referral then
    names it. Raises DeskError `person_not_right`: nothing is kept then.
    """
    problems = person_problems(person, desk.clock.today())
    if problems:
        raise DeskError("person_not_right", problem=problems[0].sentence)
    with desk.work("client.add") as work:
        client = PersonRecord()
        reads.fill_person(client, replace(person, rijksregisternummer=digits_of(person.rijksregisternummer)))
        work.add(client)
        record = _open(work, client.id, dossier, new_organisation)
    return _changes(record)


@permitted(Permission.EDIT_DOSSIER)
def open_dossier(
    desk: Desk, client_id: str, dossier: DossierDetails, new_organisation: OrganisationDetails | None = None
) -> Changes:
    """Opens a dossier for somebody already known, with the organisation that refers; `made` is its id."""
    with desk.work("dossier.open") as work:
        record = _open(work, reads.find_person(work.session, client_id).id, dossier, new_organisation)
    return _changes(record)


def _changes(record: DossierRecord) -> Changes:
    subjects = (Subject.PEOPLE, Subject.DOSSIER, Subject.TODAY, Subject.ORGANISATIONS)
    return changed(*subjects, made=record.id)


def _open(
    work: Work, client_id: str, dossier: DossierDetails, new_organisation: OrganisationDetails | None
) -> DossierRecord:
    record = work.add(
        DossierRecord(
            number=dossier_reads.next_number(work.session, dossier.opened_on.year),
            client_id=client_id,
            worker_id=dossier.worker_id,
            status=DossierStatus.OPEN,
            opened_on=dossier.opened_on,
            target_group=dossier.target_group,
        )
    )
    if dossier.referral is not None:
        _refer(work, record.id, dossier.referral, new_organisation)
    work.about(record)
    indexing.index_person(work.session, client_id)
    return record


def _refer(work: Work, dossier_id: str, details: ReferralDetails, new_organisation: OrganisationDetails | None) -> None:
    """Keeps the referral, after the organisation it names if that is new."""
    organisation_id = details.organisation_id
    if new_organisation is not None:
        organisation = OrganisationRecord()
        for name in reads.ORGANISATION_FIELDS:
            setattr(organisation, name, str(getattr(new_organisation, name)).strip())
        organisation_id = work.add(organisation).id
    referral = ReferralRecord(dossier_id=dossier_id)
    for name in dossier_reads.REFERRAL_FIELDS:
        setattr(referral, name, getattr(details, name))
    referral.organisation_id = organisation_id
    work.add(referral)
