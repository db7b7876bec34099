# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading dossiers: one with everything its page shows, its timeline, the next number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wwdesk.domain.dates import age_on
from wwdesk.domain.dossier import DossierStatus, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import (
    Attachment,
    DossierOverview,
    Note,
    Referral,
    ScreeningRow,
    ScreeningStatus,
)
from wwdesk.domain.timeline import EventKind, TimelineEvent, newest_first
from wwdesk.storage.reads.people import person_overview
from wwdesk.storage.reads.screenings import screening_rows
from wwdesk.storage.records.dossiers import (
    AttachmentContentRecord,
    AttachmentRecord,
    DossierRecord,
    NoteRecord,
    ReferralRecord,
)
from wwdesk.storage.records.office import WorkerRecord
from wwdesk.storage.records.people import OrganisationRecord
from wwdesk.storage.records.screenings import ScreeningRecord

REFERRAL_FIELDS = tuple(ReferralDetails.__dataclass_fields__)


def next_number(session: Session, year: int) -> str:
    """The next free dossier number of a year: `2026-0001`, `2026-0002` ..."""
    last = session.scalar(
        select(DossierRecord.number)
        .where(DossierRecord.number >= f"{year}-", DossierRecord.number < f"{year}.")
        .order_by(func.length(DossierRecord.number).desc(), DossierRecord.number.desc())
        .limit(1)
    )
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:04}"


def dossier_overview(
    session: Session, dossier_id: str, today: date, source_label: Callable[[str], str]
) -> DossierOverview:
    """A dossier with everything its page shows; `source_label` words the code of a referral source.

    Raises DeskError `not_found`.
    """
    record = session.get(DossierRecord, dossier_id)
    if record is None or record.binned_at is not None:
        raise DeskError("not_found")
    client = person_overview(session, record.client_id)
    born = client.details.birth_date
    referrals, notes = _referrals(session, dossier_id), _notes(session, dossier_id, binned=False)
    attachments = _attachments(session, dossier_id)
    screenings = screening_rows(session, ScreeningRecord.dossier_id == dossier_id)
    happened = (
        _referred(dossier_id, referrals, source_label),
        _noted(notes),
        _added(attachments),
        _screened(screenings),
    )
    events = tuple(chain.from_iterable(happened))
    return DossierOverview(
        id=record.id,
        revision=record.revision,
        number=record.number,
        status=DossierStatus(record.status),
        opened_on=record.opened_on,
        closed_on=record.closed_on,
        target_group=record.target_group,
        worker_id=record.worker_id,
        worker_name=worker_names(session).get(record.worker_id or "", ""),
        client=client,
        age=age_on(born, today) if born else None,
        referrals=referrals,
        notes=notes,
        attachments=attachments,
        screenings=screenings,
        timeline=_timeline(record, events),
        binned_notes=_notes(session, dossier_id, binned=True),
    )


def worker_names(session: Session) -> dict[str, str]:
    """The name of every worker by id, those who left included."""
    return {row.id: row.name for row in session.execute(select(WorkerRecord.id, WorkerRecord.name))}


def attachment(session: Session, attachment_id: str) -> tuple[str, bytes]:
    """Name and bytes of an attachment. Raises DeskError `not_found`."""
    row = session.execute(
        select(AttachmentRecord.name, AttachmentContentRecord.content)
        .join(AttachmentContentRecord, AttachmentContentRecord.attachment_id == AttachmentRecord.id)
        .where(AttachmentRecord.id == attachment_id, AttachmentRecord.binned_at.is_(None))
    ).first()
    if row is None:
        raise DeskError("not_found")
    return row.name, row.content


def _referrals(session: Session, dossier_id: str) -> tuple[Referral, ...]:
    query = (
        select(ReferralRecord, func.coalesce(OrganisationRecord.name, ""))
        .outerjoin(OrganisationRecord, OrganisationRecord.id == ReferralRecord.organisation_id)
        .where(ReferralRecord.dossier_id == dossier_id, ReferralRecord.binned_at.is_(None))
        .order_by(ReferralRecord.on.desc(), ReferralRecord.id.desc())
    )
    return tuple(
        Referral(
            id=row.id,
            revision=row.revision,
            details=ReferralDetails(**{name: getattr(row, name) for name in REFERRAL_FIELDS}),
            organisation_name=organisation,
        )
        for row, organisation in session.execute(query)
    )


def _notes(session: Session, dossier_id: str, *, binned: bool) -> tuple[Note, ...]:
    query = (
        select(NoteRecord, func.coalesce(WorkerRecord.name, ""))
        .outerjoin(WorkerRecord, WorkerRecord.id == NoteRecord.created_by)
        .where(
            NoteRecord.dossier_id == dossier_id,
            NoteRecord.binned_at.is_not(None) if binned else NoteRecord.binned_at.is_(None),
        )
        .order_by(NoteRecord.on.desc(), NoteRecord.id.desc())
    )
    return tuple(
        Note(id=row.id, revision=row.revision, on=row.on, text=row.text, author=author, changed_at=row.changed_at)
        for row, author in session.execute(query)
    )


def _attachments(session: Session, dossier_id: str) -> tuple[Attachment, ...]:
    query = (
        select(AttachmentRecord, func.coalesce(WorkerRecord.name, ""))
        .outerjoin(WorkerRecord, WorkerRecord.id == AttachmentRecord.created_by)
        .where(AttachmentRecord.dossier_id == dossier_id, AttachmentRecord.binned_at.is_(None))
        .order_by(AttachmentRecord.id.desc())
    )
    return tuple(
        Attachment(
            id=row.id, name=row.name, media_type=row.media_type, size=row.size, added_at=row.created_at, added_by=author
        )
        for row, author in session.execute(query)
    )


def _timeline(record: DossierRecord, events: tuple[TimelineEvent, ...]) -> tuple[TimelineEvent, ...]:
    """Everything that happened, newest first."""
    end = partial(TimelineEvent, title="", detail="", record_id=None, bar=record.id)
    ends = [end(kind=EventKind.OPENED, on=record.opened_on)]
    if record.closed_on is not None and record.status == DossierStatus.CLOSED:
        ends.append(end(kind=EventKind.CLOSED, on=record.closed_on))
    return newest_first((*events, *ends))


def _referred(
    dossier_id: str, referrals: tuple[Referral, ...], source_label: Callable[[str], str]
) -> Iterator[TimelineEvent]:
    for referral in referrals:
        yield TimelineEvent(
            kind=EventKind.REFERRED,
            on=referral.details.on,
            title=referral.organisation_name or source_label(referral.details.source),
            detail=referral.details.reason,
            record_id=referral.id,
            bar=dossier_id,
        )


def _screened(screenings: tuple[ScreeningRow, ...]) -> Iterator[TimelineEvent]:
    for row in screenings:
        submitted = row.status is ScreeningStatus.SUBMITTED
        yield TimelineEvent(
            kind=EventKind.SCREENING_SUBMITTED if submitted else EventKind.SCREENING_STARTED,
            on=row.on,
            title=row.form_title,
            detail=row.worker_name,
            record_id=row.id,
        )


def _noted(notes: tuple[Note, ...]) -> Iterator[TimelineEvent]:
    for note in notes:
        yield TimelineEvent(kind=EventKind.NOTE, on=note.on, title=note.author, detail=note.text, record_id=note.id)


def _added(attachments: tuple[Attachment, ...]) -> Iterator[TimelineEvent]:
    for file in attachments:
        on = file.added_at.astimezone().date()
        yield TimelineEvent(kind=EventKind.ATTACHMENT, on=on, title=file.name, detail=file.added_by, record_id=file.id)
