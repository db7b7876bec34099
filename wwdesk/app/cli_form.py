# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The verb `form` of the command line: checks, fills and prints a questionnaire without an office."""

from __future__ import annotations

import argparse
import io
import json
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from wwdesk.app import cli_form_exchange
from wwdesk.app.answers_file import filling_of
from wwdesk.app.whole_file import is_pdf, write_whole
from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.press import blank_form, filled_form
from wwdesk.domain.clock import SystemClock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.forms.converted import LARGEST_FILE, ConvertedForm
from wwdesk.forms.errors import FormError, FormProblem
from wwdesk.forms.load import load
from wwdesk.forms.model import Form
from wwdesk.forms.read_in import convert_safely
from wwdesk.forms.score_log import DomainLog, calculations, score_log
from wwdesk.forms.scoring import score


def run(asked: argparse.Namespace) -> int:
    """Runs one of the actions and gives its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # labels may be in Arabic on any console
    if asked.action == "check":
        return _check(asked.form, as_json=asked.json)
    if asked.action == "fhir":
        return cli_form_exchange.fhir(_converted(asked.form), asked.answers, asked.out)
    if asked.action == "read":
        return cli_form_exchange.read(_form(asked.form), asked.answers, as_json=asked.json)
    if asked.action == "fill":
        return _fill(asked.form, asked.answers, as_json=asked.json)
    return _print(asked.form, asked.out, asked.answers, asked.language)


def _check(file: Path, *, as_json: bool) -> int:
    try:
        converted = _converted(file)
        form = load(converted.xform, converted.tables)
    except FormError as refused:
        problems = refused.problems or (FormProblem(sentence=refused.sentence),)
        if as_json:
            _say_json({"file": file.name, "usable": False, "problems": [_as_json(problem) for problem in problems]})
            return 1
        _say(t("cli.form.problems", file=file.name, n=len(problems)))
        for problem in problems:
            _say(f"- {problem}")
        return 1
    if as_json:
        facts = {"form_id": form.form_id, "title": form.title, "version": form.version, "questions": form.asked}
        warnings = [_as_json(warning) for warning in converted.warnings]
        _say_json({"file": file.name, "usable": True, **facts, "problems": [], "warnings": warnings})
    else:
        _say(t("cli.form.good", file=file.name, title=form.title, n=form.asked))
        for warning in converted.warnings:
            _say(f"- {warning}")
    return 0


def _fill(file: Path, answers: Path | None, *, as_json: bool) -> int:
    form = _form(file)
    filling = filling_of(form, answers)
    errors = {problem.path: problem.sentence for problem in filling.problems()}
    results = score(form, filling, filling.clock.now.date()).domains
    if as_json:
        rows: dict[str, object] = {
            path: {"relevant": filling.relevant(path), "value": filling.value(path), "error": errors.get(path)}
            for path in filling.paths()
        }
        logs = score_log(form, filling, results)
        worked_out = {one.path: {"formula": one.formula, "value": one.value} for one in calculations(filling)}
        scores = {log.result.domain.name: _scored(log) for log in logs}
        _say_json({**rows, "scores": scores, "calculations": worked_out})
        return 0
    for path in filling.paths():
        if filling.relevant(path):
            _say(f"{path}: {filling.value(path) or '-'}")
        if path in errors:
            _say(f"  ! {errors[path]}")
    for result in results:
        label = result.band.label if result.band else ""
        _say(f"{result.domain.label}: {_number(result.score) or '-'} {label}".rstrip())
    return 0


def _print(file: Path, out: Path, answers: Path | None, language: str) -> int:
    form = _form(file, language)
    today = SystemClock().today()
    facts = DocumentFacts(code=f"{form.form_id}-{form.version}".upper(), printed_on=today, draft=answers is not None)
    if answers is None:
        pdf = blank_form(form, Letterhead(office=""), facts)
    else:
        filling = filling_of(form, answers)
        asked = frozenset(path for path in filling.paths() if filling.relevant(path))
        labels = {path: filling.label(path) for path in asked}
        scores = score_log(form, filling, score(form, filling, today).domains, form.language)
        given = filling.answers()
        pdf = filled_form(form, given, Letterhead(office=""), facts, {}, asked=asked, labels=labels, scores=scores)
    write_whole(out, pdf, is_pdf, t("cli.form.no_pdf_there"))
    _say(t("cli.form.printed", file=out))
    return 0


def _form(file: Path, language: str = "") -> Form:
    """The form of a file nobody vouches for, in a language. Raises FormError or another DeskError."""
    converted = _converted(file)
    form = load(converted.xform, converted.tables, language.casefold())
    if language and form.language != language.casefold():
        known = ", ".join(one.code for one in form.languages) or form.language
        raise DeskError("form_language_unknown", language=language, known=known)
    return form


def _converted(file: Path) -> ConvertedForm:
    try:
        if not file.is_file():
            raise FormError("form_file_unreadable", file=file)
        with file.open("rb") as opened:
            source = opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise FormError("form_file_unreadable", file=file) from error
    return convert_safely(source, file.stem)


def _scored(log: DomainLog) -> dict[str, object]:
    result = log.result
    return {
        "score": _number(result.score),
        "band": result.band.label if result.band else None,
        "answered": result.answered,
        "asked": result.asked,
        "log": [
            {
                "path": step.path,
                "answer": step.answer,
                "score": _number(step.score),
                "weight": _number(step.weight),
                "reason": step.reason or None,
            }
            for step in log.steps
        ],
        "why": list(log.sentences),
    }


def _number(found: Fraction | None) -> str | None:
    """Exact where that takes six decimals at most, else rounded to six."""
    if found is None:
        return None
    text = f"{Decimal(round(found * 10**6)).scaleb(-6):f}"
    return text.rstrip("0").rstrip(".")


def _as_json(problem: FormProblem) -> dict[str, object]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "name": problem.name,
        "sentence": problem.sentence,
    }


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _say_json(value: object) -> None:
    _say(json.dumps(value, ensure_ascii=False, indent=2))
