# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers filled in on a phone with KoboToolbox or ODK, looked at and then taken into a dossier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.errors import DeskError
from wwdesk.domain.names import fold
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.exchange.odk_answers import AnswerFile, Incoming, Submission, read_submissions
from wwdesk.exchange.odk_files import content_of
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.instruments import active_version, form_of, freeze_built_in
from wwdesk.services.screening import begin
from wwdesk.storage import answers as store
from wwdesk.storage.reads import screenings as reads
from wwdesk.storage.reads.people import dossier_rows
from wwdesk.storage.records.dossiers import DossierRecord

__all__ = [
    "DossierChoice",
    "Incoming",
    "Submission",
    "TakenIn",
    "dossiers_for",
    "preview",
    "take_in",
    "take_in_several",
]  # a page shows the values without knowing exchange

_MOST_DOSSIERS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierChoice:
    """An open dossier that submissions may belong to. `running` where a screening with the form runs in it already."""

    id: str
    number: str
    client_name: str
    running: bool


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of taking several submissions in: what was made, and a sentence for each that was refused, by place."""

    changes: Changes
    made: tuple[str, ...]
    refused: Mapping[int, DeskError]


@permitted(Permission.FILL_SCREENING)
def preview(desk: Desk, form_id: str, file: Path) -> Incoming:
    """What a file of submissions holds, checked by the version of the form in use; nothing is kept.

    What was taken in before is marked as refused. Takes seconds for hundreds of submissions. Raises DeskError
    `form_file_unreadable`, and as `read_submissions`.
    """
    freeze_built_in(desk, form_id)
    content = content_of(file)
    with desk.reading() as session:
        form = form_of(session, active_version(session, form_id).id)
    incoming = read_submissions(file.name, content, form, desk.clock.today())
    with desk.reading() as session:
        before = reads.origins(session, [one.key for one in incoming.submissions])
    return replace(incoming, submissions=tuple(_marked(one, before) for one in incoming.submissions))


def _marked(one: Submission, before: Mapping[str, str]) -> Submission:
    if one.refused or one.key not in before:
        return one
    why = t("exchange.odk.taken_before", number=before[one.key])
    return Submission(key=one.key, on=one.on, told=one.told, refused=why)


@permitted(Permission.FILL_SCREENING)
def dossiers_for(desk: Desk, form_id: str) -> tuple[DossierChoice, ...]:
    """The open dossiers that submissions of a form may belong to, by name of the client."""
    with desk.reading() as session:
        running = reads.dossiers_filling(session, form_id)
        rows = dossier_rows(session, DossierRecord.status == DossierStatus.OPEN, limit=_MOST_DOSSIERS)
    rows = tuple(sorted(rows, key=lambda row: (fold(row.client_name), row.number)))
    return tuple(
        DossierChoice(id=row.id, number=row.number, client_name=row.client_name, running=row.id in running)
        for row in rows
    )


@permitted(Permission.FILL_SCREENING)
def take_in(desk: Desk, dossier_id: str, form_id: str, submission: Submission) -> Changes:
    """Makes a running screening of a submission; `made` is its id. What is wrong or open is finished there.

    Raises DeskError `odk_refused` for one the preview refused, `odk_taken_before` for one that was taken in
    before, and `odk_while_running` where a screening with this form is running in the dossier.
    """
    if submission.refused:
        raise DeskError("odk_refused", why=submission.refused)
    with desk.work("screening.read") as work:
        session = work.session
        before = reads.from_origin(session, submission.key) if submission.key else None
        if before is not None:
            raise DeskError("odk_taken_before", number=work.get(DossierRecord, before.dossier_id).number)
        if reads.same_form(session, dossier_id, form_id, ScreeningStatus.DRAFT):
            raise DeskError("odk_while_running")
        on = min(submission.on or desk.clock.today(), desk.clock.today())
        record = begin(work, dossier_id, active_version(session, form_id).id, on)
        kept = {path: store.put_file(work, record.id, file.name, file.content) for path, file in _files(submission)}
        # only what was answered on the phone counts; what the earlier screening said is not put in its mouth
        session.flush()
        taken_over = reads.answers(session, record.id)
        blanks = dict.fromkeys(taken_over.keys() - submission.answers.keys(), "")
        store.put_answers(work, record.id, {**blanks, **submission.answers, **kept})
        record.origin = submission.key
        record.answered, record.asked = submission.answered, submission.asked
    return changed(Subject.SCREENING, Subject.DOSSIER, Subject.TODAY, ids=(dossier_id, record.id), made=record.id)


def _files(submission: Submission) -> list[tuple[str, AnswerFile]]:
    """The files whose name still is the answer; their kind and size were checked when they were read."""
    return [(path, file) for path, file in submission.files.items() if submission.answers.get(path) == file.name]


@permitted(Permission.FILL_SCREENING)
def take_in_several(desk: Desk, form_id: str, chosen: Sequence[tuple[str, Submission]]) -> TakenIn:
    """Takes submissions into the dossiers they were chosen for, each on its own: one that is refused stops no other.

    `chosen` are ids of dossiers with the submission that belongs there.
    """
    made: list[str] = []
    ids: list[str] = []
    refused: dict[int, DeskError] = {}
    for place, (dossier_id, submission) in enumerate(chosen):
        try:
            made.append(str(take_in(desk, dossier_id, form_id, submission).made))
        except DeskError as trouble:
            refused[place] = trouble
        else:
            ids += [dossier_id, made[-1]]
    subjects = (Subject.SCREENING, Subject.DOSSIER, Subject.TODAY) if made else ()
    return TakenIn(changed(*subjects, ids=tuple(ids)), tuple(made), refused)
