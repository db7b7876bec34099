# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading frozen questionnaires: which there are, in which versions, how often they were used."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wwdesk.domain.errors import DeskError
from wwdesk.domain.form_versions import FormStatus
from wwdesk.domain.overviews import FormVersionRow
from wwdesk.storage.records.office import WorkerRecord
from wwdesk.storage.records.screenings import FormSourceRecord, FormVersionRecord, ScreeningRecord


@dataclass(frozen=True, slots=True)
class FrozenForm:
    """What `forms.load` needs of a version, kept apart from the record."""

    sha256: str
    xform: str
    tables: str


def frozen(session: Session, version_id: str) -> FrozenForm:
    """The frozen form of a version. Raises DeskError `not_found`."""
    query = select(FormVersionRecord.sha256, FormVersionRecord.xform, FormVersionRecord.tables)
    found = session.execute(query.where(FormVersionRecord.id == version_id)).first()
    if found is None:
        raise DeskError("not_found")
    return FrozenForm(*found)


def versions(session: Session, form_id: str | None = None) -> tuple[FormVersionRow, ...]:
    """Every version of one form, or of all forms, newest first."""
    uses = (
        select(ScreeningRecord.form_version_id, func.count().label("uses"))
        .where(ScreeningRecord.binned_at.is_(None))
        .group_by(ScreeningRecord.form_version_id)
        .subquery()
    )
    table = FormVersionRecord.__table__
    query = (
        select(
            *(column for column in table.columns if column.name not in ("xform", "tables")),
            func.coalesce(uses.c.uses, 0).label("uses"),
            func.coalesce(WorkerRecord.name, "").label("worker"),
        )
        .outerjoin(uses, uses.c.form_version_id == FormVersionRecord.id)
        .outerjoin(WorkerRecord, WorkerRecord.id == FormVersionRecord.created_by)
        .where(FormVersionRecord.binned_at.is_(None))
        .order_by(FormVersionRecord.created_at.desc(), FormVersionRecord.id.desc())
    )
    if form_id is not None:
        query = query.where(FormVersionRecord.form_id == form_id)
    return tuple(
        FormVersionRow(
            id=row.id,
            form_id=row.form_id,
            title=row.title,
            about=row.about,
            version=row.version,
            scoring_version=row.scoring_version,
            status=FormStatus(row.status),
            built_in=row.built_in,
            file_name=row.file_name,
            languages=tuple(row.languages.split()),
            questions=row.questions,
            domains=row.domains,
            uses=row.uses,
            read_in_at=row.created_at,
            read_in_by=row.worker,
            activated_at=row.activated_at,
        )
        for row in session.execute(query)
    )


def active(session: Session, form_id: str) -> FormVersionRecord | None:
    """The version of a form that new screenings start with, if there is one."""
    return session.scalar(
        select(FormVersionRecord).where(
            FormVersionRecord.form_id == form_id,
            FormVersionRecord.status == FormStatus.ACTIVE,
            FormVersionRecord.binned_at.is_(None),
        )
    )


def with_source(session: Session, form_id: str, sha256: str) -> FormVersionRecord | None:
    """The version of a form that was read from exactly this file, if there is one."""
    return session.scalar(
        select(FormVersionRecord).where(
            FormVersionRecord.form_id == form_id,
            FormVersionRecord.source_sha256 == sha256,
            FormVersionRecord.binned_at.is_(None),
        )
    )


def called(session: Session, form_id: str, version: str) -> FormVersionRecord | None:
    """The version of a form with this name, if there is one."""
    return session.scalar(
        select(FormVersionRecord).where(
            FormVersionRecord.form_id == form_id,
            FormVersionRecord.version == version,
            FormVersionRecord.binned_at.is_(None),
        )
    )


def source(session: Session, version_id: str) -> tuple[str, bytes]:
    """The name and the bytes of the file a version was read from. Raises DeskError `not_found`."""
    query = (
        select(FormVersionRecord.file_name, FormSourceRecord.content)
        .join(FormSourceRecord, FormSourceRecord.form_version_id == FormVersionRecord.id)
        .where(FormVersionRecord.id == version_id)
    )
    found = session.execute(query).first()
    if found is None:
        raise DeskError("not_found")
    return found[0], found[1]
