# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that leave the office as a file: tables for figures, FHIR for care partners."""

from __future__ import annotations

import json
from fractions import Fraction
from importlib import import_module
from typing import cast

from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.exchange.answer_table import Answered, Sheet, answer_sheets, csv_archive, csv_files
from wwdesk.exchange.fhir_answers import questionnaire_response
from wwdesk.exchange.fhir_form import questionnaire
from wwdesk.forms.filling import Filling
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.instruments import form_of
from wwdesk.storage.reads import forms as form_reads
from wwdesk.storage.reads import screenings as reads
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.screenings import FormVersionRecord


@permitted(Permission.MANAGE_FORMS)
def answers_as_workbook(desk: Desk, version_id: str) -> bytes:
    """The answers of every submitted screening with a version, as an Excel file.

    Raises DeskError `answers_none` where there are none.
    """
    sheets = _sheets(desk, version_id)
    room = import_module("wwdesk.exchange.answer_workbook")  # only now: openpyxl is large and seldom wanted
    return cast("bytes", room.workbook(sheets))


@permitted(Permission.MANAGE_FORMS)
def answers_as_csv(desk: Desk, version_id: str) -> bytes:
    """The same as one CSV file, or as a zip file of them where the form has rows (`answers_name` says which)."""
    sheets = _sheets(desk, version_id)
    return csv_archive(sheets) if len(sheets) > 1 else next(iter(csv_files(sheets).values()))


@permitted(Permission.READ_SCREENING)
def answers_name(desk: Desk, version_id: str, *, as_csv: bool) -> str:
    """What the file of the answers is called: the form and its version, nobody's name."""
    with desk.reading() as session:
        form = form_of(session, version_id)
    rows = any(group.repeat for page in form.pages for group in (page, *page.groups()))
    ending = ("zip" if rows else "csv") if as_csv else "xlsx"
    return f"{form.form_id}-{form.version}-antwoorden.{ending}"


@permitted(Permission.READ_SCREENING)
def form_as_fhir(desk: Desk, version_id: str) -> bytes:
    """A version of an instrument as a FHIR R4 Questionnaire, in all its languages."""
    with desk.reading() as session:
        form = form_of(session, version_id)
        others = [form_of(session, version_id, language.code) for language in form.languages]
        return _json(questionnaire(form, form_reads.frozen(session, version_id).xform, others))


@permitted(Permission.PRINT)
def screening_as_fhir(desk: Desk, screening_id: str) -> bytes:
    """One screening as a FHIR R4 QuestionnaireResponse; the dossier number stands for the client."""
    with desk.work("screening.fhir") as work:
        session = work.session
        record = reads.screening(session, screening_id)
        form = form_of(session, record.form_version_id, record.language)
        on = record.submitted_on or desk.clock.today()
        values = {path: value for path, (value, _) in reads.answers(session, screening_id).items()}
        filling = Filling(form, values, on, desk.clock.now())
        number = work.get(DossierRecord, record.dossier_id).number
        work.about(record)
    finished = record.status == ScreeningStatus.SUBMITTED
    return _json(questionnaire_response(filling, authored=on, finished=finished, dossier=number))


def _sheets(desk: Desk, version_id: str) -> tuple[Sheet, ...]:
    """The tables of a version; the journal remembers who took them out."""
    with desk.work("screening.table") as work:
        session = work.session
        form = form_of(session, version_id)
        submitted = reads.submitted_with(session, version_id)
        if not submitted:
            raise DeskError("answers_none", title=form.title, version=form.version)
        answered = [
            Answered(
                number=place,
                dossier=number,
                on=record.submitted_on or record.started_on,
                answers={path: value for path, (value, _) in reads.answers(session, record.id).items()},
                scores={
                    name: Fraction(row.score) if row.score else None
                    for name, row in reads.scores(session, record.id).items()
                },
            )
            for place, (record, number) in enumerate(submitted, start=1)
        ]
        work.about(work.get(FormVersionRecord, version_id))
    return answer_sheets(form, answered)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
