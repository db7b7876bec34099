# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, reading and keeping a dossier: referrals, notes, attachments, timeline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wwdesk.domain.changes import Changes
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted


@permitted(Permission.EDIT_DOSSIER)
def open_dossier(desk: Desk, client_id: str, details: DossierDetails) -> Changes:
    """Opens a dossier for a client; `made` is its id. Its number is the year and a follow-up number."""
    raise NotImplementedError


@permitted(Permission.READ_DOSSIER)
def dossier(desk: Desk, dossier_id: str) -> DossierOverview:
    """A dossier with everything its page shows. Raises DeskError `not_found`."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def change_dossier(
    desk: Desk, dossier_id: str, revision: int, *, target_group: str, worker_id: str | None
) -> Changes:
    """Changes the target group or the worker of a dossier."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def close_dossier(desk: Desk, dossier_id: str, on: date) -> Changes:
    """Closes a dossier."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def reopen_dossier(desk: Desk, dossier_id: str) -> Changes:
    """Opens a closed dossier again."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def record_referral(desk: Desk, dossier_id: str, details: ReferralDetails) -> Changes:
    """Adds a referral to a dossier."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def change_referral(desk: Desk, referral_id: str, revision: int, details: ReferralDetails) -> Changes:
    """Changes a referral."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def add_note(desk: Desk, dossier_id: str, on: date, text: str) -> Changes:
    """Writes a note in a dossier."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def change_note(desk: Desk, note_id: str, revision: int, on: date, text: str) -> Changes:
    """Changes a note."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def remove_note(desk: Desk, note_id: str) -> Changes:
    """Moves a note to the bin."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def restore_note(desk: Desk, note_id: str) -> Changes:
    """Takes a note out of the bin."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def attach(desk: Desk, dossier_id: str, file: Path) -> Changes:
    """Keeps a copy of a file inside the office. Raises DeskError for an unreadable, empty or too large file."""
    raise NotImplementedError


@permitted(Permission.READ_DOSSIER)
def attachment_content(desk: Desk, attachment_id: str) -> tuple[str, bytes]:
    """The name and the bytes of an attachment, for a read-only copy."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def remove_attachment(desk: Desk, attachment_id: str) -> Changes:
    """Moves an attachment to the bin."""
    raise NotImplementedError


@permitted(Permission.EDIT_DOSSIER)
def restore_attachment(desk: Desk, attachment_id: str) -> Changes:
    """Takes an attachment out of the bin."""
    raise NotImplementedError
