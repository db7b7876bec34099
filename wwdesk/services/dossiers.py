# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, reading and keeping a dossier: referrals, notes, attachments, timeline."""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import date
from pathlib import Path

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import TRANSITIONS, DossierDetails, DossierStatus, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.people import OrganisationDetails
from wwdesk.domain.roles import Permission
from wwdesk.methods.lists import code_lists
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage import indexing, opening
from wwdesk.storage.reads import dossiers as reads
from wwdesk.storage.reads import trajectories as trajectory_reads
from wwdesk.storage.reads.people import find_person
from wwdesk.storage.records.dossiers import (
    AttachmentContentRecord,
    AttachmentRecord,
    DossierRecord,
    NoteRecord,
    ReferralRecord,
)
from wwdesk.storage.work import Work

LARGEST_ATTACHMENT = 50 * 1024 * 1024
"""Bytes. A scan of a signed agreement is under 5 MB; films and discs do not belong in a dossier."""


@permitted(Permission.EDIT_DOSSIER)
def open_dossier(
    desk: Desk, client_id: str, details: DossierDetails, new_organisation: OrganisationDetails | None = None
) -> Changes:
    """Opens a dossier for a client; `made` is its id. Its number is the year and a follow-up number.

    `new_organisation` is a referring organisation the office does not know yet; the referral then
    names it.
    """
    if new_organisation is not None:
        desk.require(Permission.EDIT_PEOPLE)
    with desk.work("dossier.open") as work:
        client = find_person(work.session, client_id)
        record = opening.open_dossier(work, client.id, details, new_organisation)
    subjects = (Subject.DOSSIER, Subject.PEOPLE, Subject.TODAY, Subject.ORGANISATIONS)
    return changed(*subjects, made=record.id)


@permitted(Permission.READ_DOSSIER)
def dossier(desk: Desk, dossier_id: str) -> DossierOverview:
    """A dossier with everything its page shows. Raises DeskError `not_found`."""
    with desk.reading() as session:
        return reads.dossier_overview(session, dossier_id, desk.clock.today(), code_lists()["referral_source"].label_of)


@permitted(Permission.EDIT_DOSSIER)
def change_dossier(desk: Desk, dossier_id: str, revision: int, *, target_group: str, worker_id: str | None) -> Changes:
    """Changes the target group or the worker of a dossier."""
    with desk.work("dossier.change") as work:
        record = work.get(DossierRecord, dossier_id, revision)
        record.target_group, record.worker_id = target_group, worker_id
        work.touch(record)
        work.about(record)
    return changed(Subject.DOSSIER, Subject.PEOPLE, Subject.TODAY)


def _change_status(work: Work, dossier_id: str, status: DossierStatus) -> DossierRecord:
    record = work.get(DossierRecord, dossier_id)
    if (DossierStatus(record.status), status) not in TRANSITIONS:
        raise DeskError("dossier_status")
    record.status = status
    work.touch(record)
    work.about(record)
    indexing.index_person(work.session, record.client_id)
    return record


@permitted(Permission.EDIT_DOSSIER)
def close_dossier(desk: Desk, dossier_id: str, on: date) -> Changes:
    """Closes a dossier. Raises DeskError `close_before_open` for a day before it was opened.

    `dossier_has_trajectory` while a trajectory runs in it: its time limits would drop out of sight.
    """
    with desk.work("dossier.close") as work:
        record = _change_status(work, dossier_id, DossierStatus.CLOSED)
        if on < record.opened_on:
            raise DeskError("close_before_open", opened_on=show_date(record.opened_on))
        if trajectory_reads.running_in(work.session, dossier_id):
            raise DeskError("dossier_has_trajectory")
        record.closed_on = on
    return changed(Subject.DOSSIER, Subject.PEOPLE, Subject.TODAY)


@permitted(Permission.EDIT_DOSSIER)
def reopen_dossier(desk: Desk, dossier_id: str) -> Changes:
    """Opens a closed dossier again."""
    with desk.work("dossier.reopen") as work:
        _change_status(work, dossier_id, DossierStatus.OPEN).closed_on = None
    return changed(Subject.DOSSIER, Subject.PEOPLE, Subject.TODAY)


@permitted(Permission.EDIT_DOSSIER)
def record_referral(
    desk: Desk, dossier_id: str, details: ReferralDetails, new_organisation: OrganisationDetails | None = None
) -> Changes:
    """Adds a referral to a dossier, with the organisation it names if that is new; `made` is its id."""
    if new_organisation is not None:
        desk.require(Permission.EDIT_PEOPLE)
    with desk.work("referral.add") as work:
        _touch_dossier(work, dossier_id)
        record = opening.add_referral(work, dossier_id, details, new_organisation)
        work.about(record)
    return changed(Subject.DOSSIER, Subject.ORGANISATIONS, ids=(dossier_id,), made=record.id)


@permitted(Permission.EDIT_DOSSIER)
def change_referral(
    desk: Desk,
    referral_id: str,
    revision: int,
    details: ReferralDetails,
    new_organisation: OrganisationDetails | None = None,
) -> Changes:
    """Changes a referral, and adds the organisation it names if that is new."""
    if new_organisation is not None:
        desk.require(Permission.EDIT_PEOPLE)
    with desk.work("referral.change") as work:
        record = work.get(ReferralRecord, referral_id, revision)
        opening.fill_referral(work, record, details, new_organisation)
        work.touch(record)
        work.about(record)
    return changed(Subject.DOSSIER, Subject.ORGANISATIONS, ids=(record.dossier_id,))


def _touch_dossier(work: Work, dossier_id: str) -> None:
    """Says the dossier was worked on, for "laatst aan gewerkt"; no change of its own, so no revision."""
    dossier = work.get(DossierRecord, dossier_id)
    dossier.changed_at, dossier.changed_by = work.at, work.worker_id


@permitted(Permission.EDIT_DOSSIER)
def add_note(desk: Desk, dossier_id: str, on: date, text: str) -> Changes:
    """Writes a note in a dossier; `made` is its id."""
    _some_text(text)
    with desk.work("note.add") as work:
        _touch_dossier(work, dossier_id)
        record = work.add(NoteRecord(dossier_id=dossier_id, on=on, text=text.strip()))
        work.about(record)
        indexing.index_note(work.session, record)
    return changed(Subject.DOSSIER, Subject.TODAY, ids=(dossier_id,), made=record.id)


@permitted(Permission.EDIT_DOSSIER)
def change_note(desk: Desk, note_id: str, revision: int, on: date, text: str) -> Changes:
    """Changes a note."""
    _some_text(text)
    with desk.work("note.change") as work:
        record = work.get(NoteRecord, note_id, revision)
        record.on, record.text = on, text.strip()
        work.touch(record)
        work.about(record)
        indexing.index_note(work.session, record)
    return changed(Subject.DOSSIER, ids=(record.dossier_id,))


def _some_text(text: str) -> None:
    if not text.strip():
        raise DeskError("text_missing")


@permitted(Permission.EDIT_DOSSIER)
def remove_note(desk: Desk, note_id: str) -> Changes:
    """Moves a note to the bin."""
    with desk.work("note.bin") as work:
        record = work.get(NoteRecord, note_id)
        work.bin(record)
        work.about(record)
        indexing.index_note(work.session, record)
    return changed(Subject.DOSSIER, ids=(record.dossier_id,))


@permitted(Permission.EDIT_DOSSIER)
def restore_note(desk: Desk, note_id: str) -> Changes:
    """Takes a note out of the bin."""
    with desk.work("note.restore") as work:
        record = work.get(NoteRecord, note_id)
        work.restore(record)
        work.about(record)
        indexing.index_note(work.session, record)
    return changed(Subject.DOSSIER, ids=(record.dossier_id,))


def read_file(file: Path) -> bytes:
    """The bytes of a file to attach; its size is looked at before it is read."""
    try:
        if not file.is_file():
            raise DeskError("attachment_unreadable", name=file.name)
        size = file.stat().st_size
        if size > LARGEST_ATTACHMENT:
            raise DeskError(
                "attachment_too_large", name=file.name, size=size // 1024**2 + 1, most=LARGEST_ATTACHMENT // 1024**2
            )
        with file.open("rb") as opened:
            content = opened.read(LARGEST_ATTACHMENT + 1)
    except OSError as trouble:
        raise DeskError("attachment_unreadable", name=file.name) from trouble
    if not content:
        raise DeskError("attachment_empty", name=file.name)
    return content


def _readable(name: str) -> str:
    """A file name as text: bytes that are no letters here (an old zip, a foreign stick) become question marks."""
    return name.encode("utf-8", "replace").decode()


@permitted(Permission.EDIT_DOSSIER)
def attach(desk: Desk, dossier_id: str, file: Path) -> Changes:
    """Keeps a copy of a file inside the office; `made` is the attachment's id.

    Raises DeskError for an unreadable, empty or too large file (LARGEST_ATTACHMENT bytes).
    """
    content = read_file(file)
    with desk.work("attachment.add") as work:
        _touch_dossier(work, dossier_id)
        record = work.add(
            AttachmentRecord(
                dossier_id=dossier_id,
                name=_readable(file.name),
                media_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream",
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
            )
        )
        work.session.add(AttachmentContentRecord(attachment_id=record.id, content=content))
        work.about(record)
    return changed(Subject.DOSSIER, ids=(dossier_id,), made=record.id)


@permitted(Permission.READ_DOSSIER)
def attachment_content(desk: Desk, attachment_id: str) -> tuple[str, bytes]:
    """The name and the bytes of an attachment, for a read-only copy."""
    with desk.reading() as session:
        return reads.attachment(session, attachment_id)


@permitted(Permission.EDIT_DOSSIER)
def remove_attachment(desk: Desk, attachment_id: str) -> Changes:
    """Moves an attachment to the bin."""
    with desk.work("attachment.bin") as work:
        record = work.get(AttachmentRecord, attachment_id)
        work.bin(record)
        work.about(record)
    return changed(Subject.DOSSIER, ids=(record.dossier_id,))


@permitted(Permission.EDIT_DOSSIER)
def restore_attachment(desk: Desk, attachment_id: str) -> Changes:
    """Takes an attachment out of the bin."""
    with desk.work("attachment.restore") as work:
        record = work.get(AttachmentRecord, attachment_id)
        work.restore(record)
        work.about(record)
    return changed(Subject.DOSSIER, ids=(record.dossier_id,))
