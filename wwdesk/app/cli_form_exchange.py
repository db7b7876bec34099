# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`wwdesk form fhir` and `wwdesk form read`: a questionnaire for other programs, and answers from a phone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from wwdesk.app.answers_file import filling_of
from wwdesk.app.whole_file import is_fhir, write_whole
from wwdesk.domain.clock import SystemClock
from wwdesk.domain.texts import t
from wwdesk.exchange.fhir_answers import questionnaire_response
from wwdesk.exchange.fhir_form import questionnaire
from wwdesk.exchange.odk_answers import Submission, read_submissions
from wwdesk.exchange.odk_files import content_of
from wwdesk.forms.converted import ConvertedForm
from wwdesk.forms.load import load
from wwdesk.forms.model import Form


def fhir(converted: ConvertedForm, answers: Path | None, out: Path | None = None) -> int:
    """Prints a FHIR R4 Questionnaire, or with answers a QuestionnaireResponse; or writes it to a file."""
    form = load(converted.xform, converted.tables)
    if answers is None:
        others = [load(converted.xform, converted.tables, language.code) for language in form.languages]
        resource = questionnaire(form, converted.xform, others)
    else:
        filling = filling_of(form, answers)
        finished = not filling.problems()
        resource = questionnaire_response(filling, authored=SystemClock().today(), finished=finished)
    text = json.dumps(resource, ensure_ascii=False, indent=2)
    if out is None:
        _say(text)
    else:
        write_whole(out, f"{text}\n".encode(), is_fhir, t("cli.form.no_fhir_there"))
        _say(t("cli.form.fhir_kept", file=out))
    return 0


def read(form: Form, file: Path, *, as_json: bool) -> int:
    """Prints what a file of KoboToolbox or ODK holds, checked by the form; nothing is kept."""
    incoming = read_submissions(file.name, content_of(file), form, SystemClock().today())
    if as_json:
        found = {"submissions": [_as_json(one) for one in incoming.submissions], "remarks": list(incoming.remarks)}
        _say(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for remark in incoming.remarks:
        _say(remark)
    for number, one in enumerate(incoming.submissions, start=1):
        answered = t("exchange.submissions.answered", answered=one.answered, asked=one.asked)
        _say(f"{t('exchange.submissions.one', number=number)}: {answered}")
        for sentence in (*filter(None, (one.refused,)), *one.notes):
            _say(f"  ! {sentence}")
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
        "refused": one.refused or None,
        "notes": list(one.notes),
        "files": {path: file.name for path, file in one.files.items()},
        "unknown": list(one.unknown),
        "errors": {problem.path: problem.sentence for problem in one.problems},
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
