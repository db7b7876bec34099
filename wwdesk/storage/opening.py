# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a new dossier: the record, its referral, and the organisation that refers where it is new."""

from __future__ import annotations

from wwdesk.domain.checks import checked_organisation
from wwdesk.domain.dossier import DossierDetails, DossierStatus, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import OrganisationDetails
from wwdesk.storage import indexing
from wwdesk.storage.reads.dossiers import REFERRAL_FIELDS, next_number
from wwdesk.storage.reads.organisations import ids_named
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
    fill_referral(work, record, details, new_organisation)
    return work.add(record)


def fill_referral(
    work: Work, record: ReferralRecord, details: ReferralDetails, new_organisation: OrganisationDetails | None = None
) -> None:
    """Puts the typed values in a record; `new_organisation` is added and named instead of a known one."""
    for name in REFERRAL_FIELDS:
        setattr(record, name, getattr(details, name))
    if new_organisation is not None:
        record.organisation_id = add_organisation(work, new_organisation).id


def add_organisation(work: Work, details: OrganisationDetails) -> OrganisationRecord:
    """Keeps a new organisation. Raises DeskError `organisation_not_right` or `organisation_exists`."""
    record = OrganisationRecord()
    fill_organisation(work, record, details)
    return work.add(record)


def fill_organisation(work: Work, record: OrganisationRecord, details: OrganisationDetails) -> None:
    """Puts the typed values in a record.

    Raises DeskError `organisation_not_right` where a field cannot be right, and
    `organisation_exists` where another organisation has this name: a referral that names it could
    mean either.
    """
    checked = checked_organisation(details)
    refuse_second(work, record, checked.name)
    for name in ORGANISATION_FIELDS:
        setattr(record, name, str(getattr(checked, name)))


def refuse_second(work: Work, record: OrganisationRecord, name: str) -> None:
    """Raises DeskError `organisation_exists` where another organisation in use has the name."""
    if any(other != record.id for other in ids_named(work.session, name)):
        raise DeskError("organisation_exists", name=name)
