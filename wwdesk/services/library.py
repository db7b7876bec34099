# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What a coordinator does with instruments: read in a workbook, compare, put to use, retire, take out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.file_names import file_name
from wwdesk.domain.form_versions import TRANSITIONS, FormStatus
from wwdesk.domain.overviews import FormVersionRow
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.forms.built_in import built_in_forms
from wwdesk.forms.converted import LARGEST_FILE, ConvertedForm
from wwdesk.forms.errors import FormError, FormProblem
from wwdesk.forms.load import load
from wwdesk.forms.model import Form
from wwdesk.forms.read_in import convert_safely, starter_workbook, workbook_of
from wwdesk.forms.version_changes import VersionChanges, compare_versions
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.instruments import form_of, freeze, freeze_built_in, put_to_use
from wwdesk.storage.database import Session
from wwdesk.storage.reads import forms as reads
from wwdesk.storage.records.screenings import FormVersionRecord
from wwdesk.storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A workbook that was read and can be taken in; nothing is kept yet.

    `changes` compares it with the version in use, where there is one. `known_as` is the version that
    was read from exactly this file before: taking it in again changes nothing.
    """

    file_name: str
    source: bytes
    converted: ConvertedForm
    form: Form
    warnings: tuple[FormProblem, ...]
    changes: VersionChanges | None
    known_as: str


@permitted(Permission.MANAGE_FORMS)
def read_workbook(desk: Desk, file: Path) -> Incoming:
    """Reads a workbook (.xlsx, or the same as Markdown) in a process with an end to its time and memory.

    Raises FormError with every mistake, its sheet, row and column; and for a file that cannot be read.
    """
    source = _read_file(file)
    converted = convert_safely(source, file.stem)
    form = load(converted.xform, converted.tables)
    freeze_built_in(desk, form.form_id)  # so that a changed copy of a built-in form has something to be compared with
    with desk.reading() as session:
        before = reads.active(session, form.form_id)
        known = reads.with_source(session, form.form_id, _digest(source))
        changes = None if before is None else _compare(session, before, form, converted.xform)
        known_as = "" if known is None else known.version
    return Incoming(
        file_name=file_name(file.name),
        source=source,
        converted=converted,
        form=form,
        warnings=converted.warnings,
        changes=changes,
        known_as=known_as,
    )


@permitted(Permission.MANAGE_FORMS)
def take_in(desk: Desk, incoming: Incoming) -> Changes:
    """Keeps a workbook as a version that waits to be put to use; `made` is its id.

    Raises DeskError `form_version_taken` where the instrument has a version of that name with
    another content, and `form_version_known` where exactly this file was taken in before.
    """
    form = incoming.form
    with desk.work("form.import") as work:
        known = reads.with_source(work.session, form.form_id, _digest(incoming.source))
        if known is not None:
            raise DeskError("form_version_known", version=known.version, title=known.title)
        if reads.called(work.session, form.form_id, form.version) is not None:
            raise DeskError("form_version_taken", version=form.version, title=form.title)
        record = freeze(work, incoming.converted, incoming.source, incoming.file_name, built_in=False)
        work.about(record)
    return _changed(record)


@permitted(Permission.READ_SCREENING)
def versions(desk: Desk, form_id: str) -> tuple[FormVersionRow, ...]:
    """Every version of an instrument in this office, newest first."""
    with desk.reading() as session:
        return reads.versions(session, form_id)


@permitted(Permission.READ_SCREENING)
def compare(desk: Desk, version_id: str, other_id: str = "") -> VersionChanges | None:
    """What a version changes, compared with another one: by default the one in use, else the one before it.

    None where there is nothing to compare it with.
    """
    with desk.reading() as session:
        record = _version(session, version_id)
        other = session.get(FormVersionRecord, other_id) if other_id else _before(session, record)
        if other is None:
            return None
        return _compare(session, other, form_of(session, version_id), record.xform)


@permitted(Permission.MANAGE_FORMS)
def activate(desk: Desk, version_id: str) -> Changes:
    """Puts a version to use: new screenings start with it, running ones go on with theirs.

    Raises DeskError `form_blocked` where it would make scores look comparable that are not.
    """
    with desk.work("form.activate") as work:
        record = _to(work, version_id, FormStatus.ACTIVE)
        before = reads.active(work.session, record.form_id)
        if before is not None:
            changes = _compare(work.session, before, form_of(work.session, record.id), record.xform)
            if changes.blocked:
                raise DeskError("form_blocked", why=" ".join(changes.blocked))
        put_to_use(work, record)
        work.about(record)
    return _changed(record)


@permitted(Permission.MANAGE_FORMS)
def retire(desk: Desk, form_id: str) -> Changes:
    """Puts an instrument out of use: it is no longer offered; what was filled stays, and running ones go on."""
    freeze_built_in(desk, form_id)
    with desk.work("form.retire") as work:
        active = reads.active(work.session, form_id)
        if active is None:
            raise DeskError("form_unknown")
        record = _to(work, active.id, FormStatus.RETIRED)
        record.status = FormStatus.RETIRED
        work.touch(record)
        work.about(record)
    return _changed(record)


@permitted(Permission.MANAGE_FORMS)
def discard(desk: Desk, version_id: str) -> Changes:
    """Moves a version that was read in and never used to the bin."""
    with desk.work("form.bin") as work:
        record = work.get(FormVersionRecord, version_id)
        if record.status != FormStatus.IMPORTED:
            raise DeskError("form_in_use")
        work.bin(record)
        work.about(record)
    return _changed(record)


@permitted(Permission.MANAGE_FORMS)
def restore(desk: Desk, version_id: str) -> Changes:
    """Takes a version out of the bin: the undo of discarding."""
    with desk.work("form.restore") as work:
        record = work.get(FormVersionRecord, version_id)
        if reads.called(work.session, record.form_id, record.version) is not None:
            raise DeskError("form_version_taken", version=record.version, title=record.title)
        work.restore(record)
        work.about(record)
    return _changed(record)


@permitted(Permission.READ_SCREENING)
def source_file(desk: Desk, version_id: str) -> tuple[str, bytes]:
    """The name and the bytes of the file a version was read from, exactly as it came in."""
    with desk.reading() as session:
        name, content = reads.source(session, version_id)
        record = _version(session, version_id)
        return (f"{record.form_id}-{record.version}.md" if record.built_in else name), content


@permitted(Permission.READ_SCREENING)
def as_workbook(desk: Desk, form_id: str) -> bytes:
    """The version of an instrument in use, or the built-in one, as an Excel workbook to change.

    An office's own Excel file comes out byte for byte.
    """
    with desk.reading() as session:
        active = reads.active(session, form_id)
        name, content = reads.source(session, active.id) if active is not None else ("", b"")
    if name.lower().endswith((".xlsx", ".xlsm")):
        return content
    if not content:
        built_in = built_in_forms().get(form_id)
        if built_in is None:
            raise DeskError("form_unknown")
        content = built_in.read()
    return workbook_of(content.decode("utf-8-sig"))


@permitted(Permission.READ_SCREENING)
def starter(desk: Desk) -> bytes:
    """A workbook with three questions, drop-downs and help, to make an own instrument from."""
    return starter_workbook(desk.clock.today())


def _read_file(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise FormError("form_file_unreadable", file=file.name)
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise FormError("form_file_unreadable", file=file.name) from error


def _digest(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()


def _version(session: Session, version_id: str) -> FormVersionRecord:
    record = session.get(FormVersionRecord, version_id)
    if record is None:
        raise DeskError("not_found")
    return record


def _before(session: Session, record: FormVersionRecord) -> FormVersionRecord | None:
    """The version to compare one with: the one in use, and for that one the one it replaced."""
    active = reads.active(session, record.form_id)
    if active is not None and active.id != record.id:
        return active
    older = [row for row in reads.versions(session, record.form_id) if row.id != record.id and row.activated_at]
    last = max(older, key=lambda row: row.activated_at or row.read_in_at, default=None)
    return None if last is None else session.get(FormVersionRecord, last.id)


def _compare(session: Session, before: FormVersionRecord, form: Form, xform: str) -> VersionChanges:
    return compare_versions(form_of(session, before.id), before.xform, form, xform)


def _to(work: Work, version_id: str, status: FormStatus) -> FormVersionRecord:
    """A version about to change its status. Raises DeskError `form_status` where that is no allowed change."""
    record = work.get(FormVersionRecord, version_id)
    if record.binned_at is not None or (FormStatus(record.status), status) not in TRANSITIONS:
        raise DeskError("form_status", now=t(f"library.status.{record.status}"))
    return record


def _changed(record: FormVersionRecord) -> Changes:
    return changed(Subject.FORMS, ids=(record.id,), made=record.id)
