# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading partner organisations with what names them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wwdesk.domain.names import fold
from wwdesk.domain.overviews import OrganisationRow
from wwdesk.storage.reads.people import organisations
from wwdesk.storage.records.dossiers import ReferralRecord
from wwdesk.storage.records.people import NetworkContactRecord, OrganisationRecord


def organisation_rows(session: Session) -> tuple[OrganisationRow, ...]:
    """All organisations by name, each with how many referrals and contacts name it."""
    referrals = _named_in(session, ReferralRecord)
    contacts = _named_in(session, NetworkContactRecord)
    return tuple(
        OrganisationRow(organisation=one, referrals=referrals.get(one.id, 0), contacts=contacts.get(one.id, 0))
        for one in organisations(session)
    )


def ids_named(session: Session, name: str) -> list[str]:
    """The organisations in use with a name; capitals and accents do not matter."""
    wanted = fold(name)
    query = select(OrganisationRecord.id, OrganisationRecord.name).where(OrganisationRecord.binned_at.is_(None))
    return [organisation_id for organisation_id, known in session.execute(query) if fold(known) == wanted]


def _named_in(session: Session, kind: type[ReferralRecord | NetworkContactRecord]) -> dict[str | None, int]:
    query = (
        select(kind.organisation_id, func.count())
        .where(kind.binned_at.is_(None), kind.organisation_id.is_not(None))
        .group_by(kind.organisation_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
