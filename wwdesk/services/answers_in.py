# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers filled in on a phone with KoboToolbox or ODK, looked at and then taken into a dossier."""

from __future__ import annotations

from pathlib import Path

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.exchange.odk_answers import Incoming, Submission, read_submissions
from wwdesk.exchange.odk_files import LARGEST
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.instruments import active_version, form_of, freeze_built_in
from wwdesk.services.screening import begin
from wwdesk.storage import answers as store
from wwdesk.storage.reads import screenings as reads
from wwdesk.storage.records.dossiers import DossierRecord

__all__ = ["Incoming", "Submission", "preview", "take_in"]  # a page shows the values without knowing exchange


@permitted(Permission.FILL_SCREENING)
def preview(desk: Desk, form_id: str, file: Path) -> Incoming:
    """What a file of submissions holds, checked by the version of the form in use; nothing is kept.

    Takes seconds for hundreds of submissions. Raises DeskError `form_file_unreadable`, and as `read_submissions`.
    """
    freeze_built_in(desk, form_id)
    try:
        if not file.is_file():
            raise DeskError("form_file_unreadable", file=file.name)
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise DeskError("form_file_unreadable", file=file.name) from error
    with desk.reading() as session:
        form = form_of(session, active_version(session, form_id).id)
    return read_submissions(file.name, content, form, desk.clock.today())


@permitted(Permission.FILL_SCREENING)
def take_in(desk: Desk, dossier_id: str, form_id: str, submission: Submission) -> Changes:
    """Makes a running screening of a submission; `made` is its id. What is wrong or open is finished there.

    Raises DeskError `odk_submission_version` for one made with another version of the form,
    `odk_taken_before` for a submission that was taken in before, and
    `odk_while_running` where a screening with this form is running in the dossier.
    """
    with desk.work("screening.read") as work:
        session = work.session
        version = active_version(session, form_id)
        if submission.other_version:
            raise DeskError("odk_submission_version", theirs=submission.other_version, ours=version.version)
        before = reads.from_origin(session, submission.key) if submission.key else None
        if before is not None:
            raise DeskError("odk_taken_before", number=work.get(DossierRecord, before.dossier_id).number)
        if reads.same_form(session, dossier_id, form_id, ScreeningStatus.DRAFT):
            raise DeskError("odk_while_running")
        on = min(submission.on or desk.clock.today(), desk.clock.today())
        record = begin(work, dossier_id, version.id, on)
        # only what was answered on the phone counts; what the earlier screening said is not put in its mouth
        session.flush()
        taken_over = reads.answers(session, record.id)
        blanks = dict.fromkeys(taken_over.keys() - submission.answers.keys(), "")
        store.put_answers(work, record.id, {**blanks, **submission.answers})
        record.origin = submission.key
        record.answered, record.asked = submission.answered, submission.asked
    return changed(Subject.SCREENING, Subject.DOSSIER, Subject.TODAY, ids=(dossier_id, record.id), made=record.id)
