# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading screenings: lists, saved answers, frozen form versions, fixed scores."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import ScreeningRow, ScreeningStatus
from wwdesk.storage.reads.people import details_of
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.office import WorkerRecord
from wwdesk.storage.records.people import PersonRecord
from wwdesk.storage.records.screenings import (
    AnswerFileContentRecord,
    AnswerFileRecord,
    AnswerRecord,
    ConclusionRecord,
    FormVersionRecord,
    ScoreRecord,
    ScreeningRecord,
)

_AT_ONCE = 400
"""Keys in one query: a database takes no longer lists than so many."""


def screening_rows(session: Session, *conditions: ColumnElement[bool], limit: int = 1000) -> tuple[ScreeningRow, ...]:
    """Lines for screenings that meet the conditions, newest first."""
    query = (
        select(
            ScreeningRecord,
            FormVersionRecord.title,
            FormVersionRecord.version,
            PersonRecord,
            func.coalesce(WorkerRecord.name, ""),
        )
        .join(FormVersionRecord, FormVersionRecord.id == ScreeningRecord.form_version_id)
        .join(DossierRecord, DossierRecord.id == ScreeningRecord.dossier_id)
        .join(PersonRecord, PersonRecord.id == DossierRecord.client_id)
        .outerjoin(WorkerRecord, WorkerRecord.id == ScreeningRecord.created_by)
        .where(ScreeningRecord.binned_at.is_(None), *conditions)
        .order_by(
            func.coalesce(ScreeningRecord.submitted_on, ScreeningRecord.started_on).desc(), ScreeningRecord.id.desc()
        )
        .limit(limit)
    )
    return tuple(
        ScreeningRow(
            id=row.id,
            dossier_id=row.dossier_id,
            client_name=details_of(client).shown_name,
            form_title=title,
            form_version=version,
            status=ScreeningStatus(row.status),
            on=row.submitted_on or row.started_on,
            worker_name=worker,
            answered=row.answered,
            asked=row.asked,
            is_update=row.earlier_id is not None,
        )
        for row, title, version, client, worker in session.execute(query)
    )


def running(session: Session, *, worker_id: str | None) -> tuple[ScreeningRow, ...]:
    """Running screenings, of one worker or of the office."""
    conditions: list[ColumnElement[bool]] = [ScreeningRecord.status == ScreeningStatus.DRAFT]
    if worker_id is not None:
        conditions.append(ScreeningRecord.created_by == worker_id)
    return screening_rows(session, *conditions, limit=200)


def recent(session: Session, *, worker_id: str | None) -> tuple[ScreeningRow, ...]:
    """All screenings, newest first, of one worker or of the office."""
    return screening_rows(
        session, *([ScreeningRecord.created_by == worker_id] if worker_id is not None else []), limit=500
    )


def screening(session: Session, screening_id: str) -> ScreeningRecord:
    """The record of a screening that is not in the bin. Raises DeskError `not_found`."""
    record = session.get(ScreeningRecord, screening_id)
    if record is None or record.binned_at is not None:
        raise DeskError("not_found")
    return record


def same_form(session: Session, dossier_id: str, form_id: str, status: ScreeningStatus) -> list[ScreeningRecord]:
    """Screenings of a dossier with any version of a form, newest first."""
    query = (
        select(ScreeningRecord)
        .join(FormVersionRecord, FormVersionRecord.id == ScreeningRecord.form_version_id)
        .where(
            ScreeningRecord.dossier_id == dossier_id,
            FormVersionRecord.form_id == form_id,
            ScreeningRecord.status == status,
            ScreeningRecord.binned_at.is_(None),
        )
        .order_by(
            func.coalesce(ScreeningRecord.submitted_at, ScreeningRecord.created_at).desc(), ScreeningRecord.id.desc()
        )
    )
    return list(session.scalars(query))


def submitted_with(session: Session, version_id: str) -> list[tuple[ScreeningRecord, str]]:
    """Submitted screenings with one version of a form and the number of their dossier, oldest first."""
    query = (
        select(ScreeningRecord, DossierRecord.number)
        .join(DossierRecord, DossierRecord.id == ScreeningRecord.dossier_id)
        .where(
            ScreeningRecord.form_version_id == version_id,
            ScreeningRecord.status == ScreeningStatus.SUBMITTED,
            ScreeningRecord.binned_at.is_(None),
        )
        .order_by(ScreeningRecord.submitted_on, ScreeningRecord.id)
    )
    return [(record, number) for record, number in session.execute(query)]


def from_origin(session: Session, origin: str) -> ScreeningRecord | None:
    """The screening that was read in from a submission, if it is not in the bin."""
    query = select(ScreeningRecord).where(ScreeningRecord.origin == origin, ScreeningRecord.binned_at.is_(None))
    return session.scalars(query).first()


def origins(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """Which of the submissions with these keys were read in, with the number of the dossier they are in."""
    found: dict[str, str] = {}
    wanted = [key for key in dict.fromkeys(keys) if key]
    for start in range(0, len(wanted), _AT_ONCE):
        query = (
            select(ScreeningRecord.origin, DossierRecord.number)
            .join(DossierRecord, DossierRecord.id == ScreeningRecord.dossier_id)
            .where(ScreeningRecord.origin.in_(wanted[start : start + _AT_ONCE]), ScreeningRecord.binned_at.is_(None))
        )
        found.update((origin, number) for origin, number in session.execute(query))
    return found


def dossiers_filling(session: Session, form_id: str) -> frozenset[str]:
    """The dossiers in which a screening with any version of a form is running."""
    query = (
        select(ScreeningRecord.dossier_id)
        .join(FormVersionRecord, FormVersionRecord.id == ScreeningRecord.form_version_id)
        .where(
            FormVersionRecord.form_id == form_id,
            ScreeningRecord.status == ScreeningStatus.DRAFT,
            ScreeningRecord.binned_at.is_(None),
        )
    )
    return frozenset(session.scalars(query))


def answers(session: Session, screening_id: str) -> dict[str, tuple[str, bool]]:
    """Saved answers: path -> (value, whether given or confirmed in this screening)."""
    query = select(AnswerRecord.path, AnswerRecord.value, AnswerRecord.confirmed).where(
        AnswerRecord.screening_id == screening_id
    )
    return {path: (value, confirmed) for path, value, confirmed in session.execute(query)}


def answer_file(session: Session, screening_id: str, name: str) -> bytes:
    """The bytes of a file that answers a question. Raises DeskError `not_found`."""
    content = session.scalar(
        select(AnswerFileContentRecord.content)
        .join(AnswerFileRecord, AnswerFileRecord.id == AnswerFileContentRecord.answer_file_id)
        .where(AnswerFileRecord.screening_id == screening_id, AnswerFileRecord.name == name)
    )
    if content is None:
        raise DeskError("not_found")
    return content


def answer_files(session: Session, screening_id: str) -> dict[str, bytes]:
    """The bytes of every file that answers a question of a screening, by its name."""
    query = (
        select(AnswerFileRecord.name, AnswerFileContentRecord.content)
        .join(AnswerFileContentRecord, AnswerFileRecord.id == AnswerFileContentRecord.answer_file_id)
        .where(AnswerFileRecord.screening_id == screening_id)
    )
    return {row.name: row.content for row in session.execute(query)}


def conclusions(session: Session, screening_id: str) -> dict[str, str]:
    """The written conclusion per life domain."""
    query = select(ConclusionRecord.domain, ConclusionRecord.text).where(ConclusionRecord.screening_id == screening_id)
    return {row.domain: row.text for row in session.execute(query)}


def scores(session: Session, screening_id: str) -> dict[str, ScoreRecord]:
    """The scores fixed at submission, per life domain; empty for a running screening."""
    query = select(ScoreRecord).where(ScoreRecord.screening_id == screening_id)
    return {row.domain: row for row in session.scalars(query)}
