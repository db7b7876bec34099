# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What makes people and notes findable: which words, shown how, leading where."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from wwdesk.domain.dates import show_date
from wwdesk.storage import search
from wwdesk.storage.reads.people import details_of
from wwdesk.storage.records.dossiers import DossierRecord, NoteRecord
from wwdesk.storage.records.people import PersonRecord

_EXCERPT = 90
"""Characters of a note shown in the search list."""


def index_person(session: Session, person_id: str) -> None:
    """Makes a person findable by names, alias, place, phone and dossier numbers.

    The hit leads to the open (else newest) dossier, because that is where a worker wants to be.
    A person who is merged away or binned is no longer found.
    """
    session.flush()
    person = session.get_one(PersonRecord, person_id)
    if person.merged_into_id is not None or person.binned_at is not None:
        search.forget(session, person_id)
        return
    dossiers = session.execute(
        select(DossierRecord.id, DossierRecord.number)
        .where(DossierRecord.client_id == person_id, DossierRecord.binned_at.is_(None))
        .order_by(DossierRecord.status == "open", DossierRecord.opened_on, DossierRecord.id)
    ).all()
    details = details_of(person)
    main = dossiers[-1] if dossiers else None
    shown = (main.number if main else "", show_date(details.birth_date), details.municipality)
    words = (
        details.given_name,
        details.family_name,
        details.alias,
        details.municipality,
        "".join(char for char in details.phone if char.isdigit()),
        *(dossier.number for dossier in dossiers),
    )
    search.remember(
        session,
        kind="dossier" if main else "person",
        subject_id=person_id,
        target_id=main.id if main else person_id,
        title=details.shown_name,
        detail=" · ".join(part for part in shown if part),
        words=" ".join(words),
    )
    _rename_notes(session, person_id, details.shown_name)


def _rename_notes(session: Session, person_id: str, name: str) -> None:
    """Shows the notes in the dossiers of a person under the name of today; their words stay as they are."""
    notes = (
        select(NoteRecord.id)
        .join(DossierRecord, DossierRecord.id == NoteRecord.dossier_id)
        .where(DossierRecord.client_id == person_id)
    )
    for note_id in session.scalars(notes).all():
        search.rename(session, note_id, name)


def index_note(session: Session, note: NoteRecord) -> None:
    """Makes a note findable by its text; one in the bin is not found."""
    if note.binned_at is not None:
        search.forget(session, note.id)
        return
    client = session.scalars(
        select(PersonRecord)
        .join(DossierRecord, DossierRecord.client_id == PersonRecord.id)
        .where(DossierRecord.id == note.dossier_id)
    ).one()
    line = " ".join(note.text.split())
    search.remember(
        session,
        kind="note",
        subject_id=note.id,
        target_id=note.dossier_id,
        title=details_of(client).shown_name,
        detail=f"{show_date(note.on)} · {line[:_EXCERPT]}{'…' if len(line) > _EXCERPT else ''}",
        words=note.text,
    )
