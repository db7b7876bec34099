# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing answers, conclusions and scores of a screening."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping

from sqlalchemy import delete, select

from wwdesk.domain.file_names import beside
from wwdesk.forms.profile import Profile
from wwdesk.storage.records.screenings import (
    AnswerFileContentRecord,
    AnswerFileRecord,
    AnswerRecord,
    ConclusionRecord,
    ScoreRecord,
)
from wwdesk.storage.work import Work


def put_answers(
    work: Work, screening_id: str, answers: Mapping[str, str], *, not_confirmed: frozenset[str] = frozenset()
) -> None:
    """Keeps answers; an empty one stays as an empty row, so that "wiped on purpose" is not "never asked".

    The paths in `not_confirmed` come from the earlier screening and were not looked at again.
    """
    for path, value in answers.items():
        row = work.session.get(AnswerRecord, (screening_id, path))
        if row is None:
            row = AnswerRecord(screening_id=screening_id, path=path)
            work.session.add(row)
        row.value, row.confirmed = value, path not in not_confirmed
        row.changed_at, row.changed_by = work.at, work.worker_id


def keep_only(work: Work, screening_id: str, paths: frozenset[str]) -> None:
    """Drops the answers to questions that were not asked in the end."""
    work.session.flush()
    work.session.execute(
        delete(AnswerRecord).where(AnswerRecord.screening_id == screening_id, AnswerRecord.path.not_in(paths))
    )


def put_file(work: Work, screening_id: str, name: str, content: bytes) -> str:
    """Keeps a file that answers a question; its name, made different from those that are there."""
    taken = frozenset(
        work.session.scalars(select(AnswerFileRecord.name).where(AnswerFileRecord.screening_id == screening_id))
    )
    record = work.add(
        AnswerFileRecord(
            screening_id=screening_id,
            name=beside(name, taken),
            media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
    )
    work.session.add(AnswerFileContentRecord(answer_file_id=record.id, content=content))
    return record.name


def drop_files(work: Work, screening_id: str, names: frozenset[str]) -> None:
    """Drops the files that no answer names; until a screening is handed in they are kept for undo."""
    work.session.flush()
    gone = [
        record.id
        for record in work.session.scalars(
            select(AnswerFileRecord).where(AnswerFileRecord.screening_id == screening_id)
        )
        if record.name not in names
    ]
    content = delete(AnswerFileContentRecord).where(AnswerFileContentRecord.answer_file_id.in_(gone))
    work.session.execute(content)
    work.session.execute(delete(AnswerFileRecord).where(AnswerFileRecord.id.in_(gone)))


def put_conclusion(work: Work, screening_id: str, domain: str, text: str) -> None:
    """Keeps the written conclusion of one life domain."""
    row = work.session.get(ConclusionRecord, (screening_id, domain))
    if row is None:
        row = ConclusionRecord(screening_id=screening_id, domain=domain)
        work.session.add(row)
    row.text, row.changed_at, row.changed_by = text, work.at, work.worker_id


def fix_scores(work: Work, screening_id: str, profile: Profile) -> None:
    """Keeps the scores of a submitted screening, so that they never change with the program."""
    for result in profile.domains:
        work.session.add(
            ScoreRecord(
                screening_id=screening_id,
                domain=result.domain.name,
                score="" if result.score is None else str(result.score),
                band=result.band.label if result.band else "",
                weak=result.weak,
                answered=result.answered,
                asked=result.asked,
                not_discussed=result.not_discussed,
            )
        )
