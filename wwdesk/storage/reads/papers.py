# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading which blank forms were printed for which dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wwdesk.domain.errors import DeskError
from wwdesk.storage.reads.people import details_of
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.people import PersonRecord
from wwdesk.storage.records.screenings import FormVersionRecord, PaperRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One printed form."""

    paper_id: str
    code: str
    dossier_id: str
    dossier_number: str
    client_name: str
    form_id: str
    form_title: str
    typed_in: bool


def paper(session: Session, paper_id: str) -> PaperRecord:
    """The record of a printed form. Raises DeskError `not_found`."""
    record = session.get(PaperRecord, paper_id)
    if record is None:
        raise DeskError("not_found")
    return record


def client_name(session: Session, dossier: DossierRecord) -> str:
    """The name of the client of a dossier."""
    return details_of(session.get_one(PersonRecord, dossier.client_id)).shown_name


def with_codes(session: Session, codes: Iterable[str]) -> tuple[PaperRow, ...]:
    """The printed forms with these codes, as far as this office printed them."""
    query = (
        select(PaperRecord, DossierRecord.number, PersonRecord, FormVersionRecord.form_id, FormVersionRecord.title)
        .join(DossierRecord, DossierRecord.id == PaperRecord.dossier_id)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .join(FormVersionRecord, FormVersionRecord.id == PaperRecord.form_version_id)
        .where(PaperRecord.code.in_(list(codes)))
        .order_by(PaperRecord.created_at)
    )
    return tuple(
        PaperRow(
            paper_id=record.id,
            code=record.code,
            dossier_id=record.dossier_id,
            dossier_number=number,
            client_name=details_of(client).shown_name,
            form_id=form_id,
            form_title=title,
            typed_in=record.screening_id is not None,
        )
        for record, number, client, form_id, title in session.execute(query)
    )
