# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`wwdesk form fhir` and `wwdesk form read`: a questionnaire for other programs, and answers from a phone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from wwdesk.app.answers_file import filling_of
from wwdesk.domain.clock import SystemClock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.exchange.fhir_answers import questionnaire_response
from wwdesk.exchange.fhir_form import questionnaire
from wwdesk.exchange.odk_answers import Submission, read_submissions
from wwdesk.exchange.odk_files import LARGEST
from wwdesk.forms.converted import ConvertedForm
from wwdesk.forms.load import load
from wwdesk.forms.model import Form


def fhir(converted: ConvertedForm, answers: Path | None) -> int:
    """Prints a FHIR R4 Questionnaire, or with answers a QuestionnaireResponse."""
    form = load(converted.xform, converted.tables)
    if answers is None:
        others = [load(converted.xform, converted.tables, language.code) for language in form.languages]
        resource = questionnaire(form, converted.xform, others)
    else:
        filling = filling_of(form, answers)
        finished = not filling.problems()
        resource = questionnaire_response(filling, authored=SystemClock().today(), finished=finished)
    _say(json.dumps(resource, ensure_ascii=False, indent=2))
    return 0


def read(form: Form, file: Path, *, as_json: bool) -> int:
    """Prints what a file of KoboToolbox or ODK holds, checked by the form; nothing is kept."""
    try:
        if not file.is_file():
            raise DeskError("form_file_unreadable", file=file.name)
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise DeskError("form_file_unreadable", file=file.name) from error
    incoming = read_submissions(file.name, content, form, SystemClock().today())
    if as_json:
        found = {"submissions": [_as_json(one) for one in incoming.submissions], "remarks": list(incoming.remarks)}
        _say(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for remark in incoming.remarks:
        _say(remark)
    for number, one in enumerate(incoming.submissions, start=1):
        answered = t("exchange.submissions.answered", answered=one.answered, asked=one.asked)
        _say(f"{t('exchange.submissions.one', number=number)}: {answered}")
        if one.other_version:
            _say(f"  ! {t('exchange.submissions.other_version', theirs=one.other_version)}")
        for problem in one.problems:
            _say(f"  ! {problem.path}: {problem.sentence}")
        if one.unknown:
            _say(f"  ! {t('exchange.submissions.unknown', names=', '.join(one.unknown))}")
    return 0


def _as_json(one: Submission) -> dict[str, object]:
    return {
        "key": one.key,
        "on": one.on.isoformat() if one.on else None,
        "answers": dict(one.answers),
        "unknown": list(one.unknown),
        "other_version": one.other_version,
        "errors": {problem.path: problem.sentence for problem in one.problems},
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
