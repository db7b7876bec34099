# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a new dossier: the record, its referral, and the organisation that refers where it is new."""

from __future__ import annotations

from wwdesk.domain.dossier import DossierDetails, DossierStatus, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import OrganisationDetails
from wwdesk.storage import indexing
from wwdesk.storage.reads.dossiers import REFERRAL_FIELDS, next_number
from wwdesk.storage.reads.people import ORGANISATION_FIELDS
from wwdesk.storage.records.dossiers import DossierRecord, ReferralRecord
from wwdesk.storage.records.people import OrganisationRecord
from wwdesk.storage.work import Work


def open_dossier(
    work: Work, client_id: str, details: DossierDetails, new_organisation: OrganisationDetails | None = None
) -> DossierRecord:
    """Opens a dossier for a client, and makes the client findable by its number."""
    record = work.add(
        DossierRecord(
            number=next_number(work.session, details.opened_on.year),
            client_id=client_id,
            worker_id=details.worker_id,
            status=DossierStatus.OPEN,
            opened_on=details.opened_on,
            target_group=details.target_group,
        )
    )
    if details.referral is not None:
        add_referral(work, record.id, details.referral, new_organisation)
    work.about(record)
    indexing.index_person(work.session, client_id)
    return record


def add_referral(
    work: Work, dossier_id: str, details: ReferralDetails, new_organisation: OrganisationDetails | None = None
) -> ReferralRecord:
    """Keeps a referral, after the organisation it names if that is new."""
    record = ReferralRecord(dossier_id=dossier_id)
    fill_referral(record, details)
    if new_organisation is not None:
        organisation = OrganisationRecord()
        fill_organisation(organisation, new_organisation)
        record.organisation_id = work.add(organisation).id
    return work.add(record)


def fill_referral(record: ReferralRecord, details: ReferralDetails) -> None:
    """Puts the typed values in a record."""
    for name in REFERRAL_FIELDS:
        setattr(record, name, getattr(details, name))


def fill_organisation(record: OrganisationRecord, details: OrganisationDetails) -> None:
    """Puts the typed values in a record. Raises DeskError `name_missing`."""
    if not details.name.strip():
        raise DeskError("name_missing")
    for name in ORGANISATION_FIELDS:
        setattr(record, name, str(getattr(details, name)).strip())
