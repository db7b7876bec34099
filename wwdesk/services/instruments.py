# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The instruments an office fills in, each version frozen into its file the first time it is needed."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from wwdesk.domain.errors import DeskError
from wwdesk.domain.form_versions import FormStatus
from wwdesk.domain.overviews import FormRow, FormVersionRow, InstrumentRow
from wwdesk.domain.roles import Permission
from wwdesk.forms.built_in import SKELETON, BuiltInForm, built_in_forms
from wwdesk.forms.converted import ConvertedForm
from wwdesk.forms.load import load
from wwdesk.forms.model import Form
from wwdesk.forms.read_in import convert
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage.database import Session
from wwdesk.storage.reads import forms as reads
from wwdesk.storage.records.screenings import FormSourceRecord, FormVersionRecord
from wwdesk.storage.work import Work


@permitted(Permission.READ_SCREENING)
def forms(desk: Desk) -> tuple[FormRow, ...]:
    """The instruments a screening of a client can be started with.

    Those used most come first, then those with most life domains.
    """
    offered = [row for row in library(desk) if row.offered]
    return tuple(
        FormRow(
            form_id=row.form_id,
            title=row.title,
            version=row.version,
            questions=row.questions,
            domains=row.domains,
            uses=row.uses,
            languages=row.languages,
        )
        for row in sorted(offered, key=lambda row: (-row.uses, -row.domains, row.title.casefold()))
    )


@permitted(Permission.READ_SCREENING)
def library(desk: Desk) -> tuple[InstrumentRow, ...]:
    """Every instrument of this office and every one that comes with the program, by title."""
    with desk.reading() as session:
        frozen = reads.versions(session)
    own: dict[str, list[FormVersionRow]] = {}
    for row in frozen:
        own.setdefault(row.form_id, []).append(row)
    found = [_instrument(rows, built_in_forms().get(form_id)) for form_id, rows in own.items()]
    found += [_unused(form) for form in built_in_forms().values() if form.form_id not in own]
    return tuple(sorted(found, key=lambda row: row.title.casefold()))


def _instrument(rows: list[FormVersionRow], built_in: BuiltInForm | None) -> InstrumentRow:
    """An instrument with versions in this office (newest first)."""
    shown = next((row for row in rows if row.status is FormStatus.ACTIVE), rows[0])
    return InstrumentRow(
        form_id=shown.form_id,
        title=shown.title,
        version=shown.version,
        about=shown.about,
        built_in=built_in is not None,
        skeleton=shown.built_in and shown.form_id.startswith(SKELETON),
        status=shown.status,
        languages=shown.languages,
        questions=shown.questions,
        domains=shown.domains,
        uses=sum(row.uses for row in rows),
        versions=len(rows),
        waiting=sum(row.status is FormStatus.IMPORTED for row in rows),
    )


def _unused(form: BuiltInForm) -> InstrumentRow:
    return InstrumentRow(
        form_id=form.form_id,
        title=form.title,
        version=form.version,
        about=form.about,
        built_in=True,
        skeleton=form.skeleton,
        status=None,
        languages=form.languages,
        questions=form.questions,
        domains=form.domains,
        uses=0,
        versions=0,
        waiting=0,
    )


@permitted(Permission.READ_SCREENING)
def freeze_built_in(desk: Desk, form_id: str) -> None:
    """Freezes a built-in questionnaire into the office, unless this version of it is there already.

    The program does this by itself when the questionnaire is first needed and after a new release,
    whoever is at the desk; converting takes about a quarter of a second. It takes the place of the
    built-in version in use, never of one that the office made itself or put out of use: beside
    those it waits until somebody puts it to use.
    """
    built_in = built_in_forms().get(form_id)
    if built_in is None:
        return
    with desk.reading() as session:
        if reads.with_source(session, form_id, built_in.sha256) is not None:
            return
    source = built_in.read()
    converted = convert(source, form_id)
    with desk.work("form.install") as work:
        if reads.with_source(work.session, form_id, built_in.sha256) is not None:
            raise DeskError("changed_meanwhile")
        before = reads.versions(work.session, form_id)
        ours_alone = all(row.built_in for row in before)
        in_use = any(row.status is FormStatus.ACTIVE for row in before)
        record = freeze(work, converted, source, "form.md", built_in=True)
        if not before or (ours_alone and in_use):
            put_to_use(work, record)
        work.about(record)


def freeze(work: Work, converted: ConvertedForm, source: bytes, file_name: str, *, built_in: bool) -> FormVersionRecord:
    """Keeps a converted questionnaire as a version that is read in."""
    form = load(converted.xform, converted.tables)
    record = work.add(
        FormVersionRecord(
            form_id=form.form_id,
            title=form.title,
            version=form.version,
            scoring_version=form.scoring_version,
            about=next((row.get("about", "") for row in converted.tables.get("settings", ())), ""),
            status=FormStatus.IMPORTED,
            built_in=built_in,
            file_name=file_name,
            source_sha256=hashlib.sha256(source).hexdigest(),
            xform=converted.xform,
            tables=json.dumps(converted.tables, ensure_ascii=False),
            sha256=form.sha256,
            languages=" ".join(language.code for language in form.languages) or form.language,
            questions=form.asked,
            domains=len(form.domains),
        )
    )
    work.session.add(FormSourceRecord(form_version_id=record.id, content=source))
    return record


def put_to_use(work: Work, record: FormVersionRecord) -> None:
    """Makes a version the one that new screenings start with; the one before it stays readable."""
    before = reads.active(work.session, record.form_id)
    if before is not None and before.id != record.id:
        before.status = FormStatus.REPLACED
        work.touch(before)
    record.status = FormStatus.ACTIVE
    record.activated_at = work.at
    work.touch(record)


@permitted(Permission.READ_SCREENING)
def form_in_use(desk: Desk, form_id: str, language: str = "") -> Form:
    """The version of an instrument that a screening would start with, in a language; nothing is kept.

    Raises DeskError `form_unknown` where there is none.
    """
    with desk.reading() as session:
        record = reads.active(session, form_id)
        if record is not None:
            return form_of(session, record.id, language)
    built_in = built_in_forms().get(form_id)
    if built_in is None:
        raise DeskError("form_unknown")
    converted = _converted(built_in.sha256, form_id)
    return load(converted.xform, converted.tables, language)


@permitted(Permission.READ_SCREENING)
def form_version(desk: Desk, version_id: str, language: str = "") -> Form:
    """A version of an instrument as it is frozen, in a language. Raises DeskError `not_found`."""
    with desk.reading() as session:
        return form_of(session, version_id, language)


def active_version(session: Session, form_id: str) -> FormVersionRecord:
    """The version new screenings start with. Raises DeskError `form_unknown`."""
    record = reads.active(session, form_id)
    if record is None:
        raise DeskError("form_unknown")
    return record


def form_of(session: Session, version_id: str, language: str = "") -> Form:
    """The frozen form of a version; kept ready, because a screening asks for it at every step."""
    frozen = reads.frozen(session, version_id)
    return _loaded(frozen.sha256, frozen.xform, frozen.tables, language)


@lru_cache(maxsize=16)
def _loaded(_sha256: str, xform: str, tables: str, language: str) -> Form:
    return load(xform, json.loads(tables), language)


@lru_cache(maxsize=8)
def _converted(_sha256: str, form_id: str) -> ConvertedForm:
    return convert(built_in_forms()[form_id].read(), form_id)
