# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers to a questionnaire from a JSON file, read strictly: what is not plainly an answer is refused."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import NoReturn, cast

from wwdesk.domain.clock import SystemClock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.forms.answer_tree import MOST_ROWS, row_counts
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form, Group, Question, QuestionKind

LARGEST = 4 * 2**20
LONGEST_NUMBER = 40
_ROW = re.compile(r"\[(\d+)\]")


class _Written(str):
    """A number as it stands in the file."""

    __slots__ = ()


class _RefusedError(Exception):
    """Why the answers cannot be used, as the sentence for who made them."""


def read_answers(file: Path, form: Form) -> dict[str, str]:
    """The answers by path, in XForm spelling. Raises DeskError `form_answers_refused` with the reason."""
    try:
        return _by_path(_objects(_content(file)), form)
    except _RefusedError as refused:
        raise DeskError("form_answers_refused", file=file.name, why=refused) from refused


def filling_of(form: Form, answers: Path | None) -> Filling:
    """The form with the answers of a file, given one after the other as a person does."""
    given = {} if answers is None else read_answers(answers, form)
    rows = {path: str(count) for path, count in row_counts(given, repeated(form)).items()}
    clock = SystemClock()
    filling = Filling(form, rows, clock.today(), clock.now().astimezone())
    for path, value in given.items():
        filling.answer(path, value)
    return filling


def _content(file: Path) -> str:
    try:
        if not file.is_file():
            raise DeskError("form_file_unreadable", file=file)
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise DeskError("form_file_unreadable", file=file) from error
    if len(data) > LARGEST:
        _refuse("too_large", megabytes=LARGEST // 2**20)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse("no_json")


def _objects(text: str) -> Mapping[str, object]:
    try:
        found: object = json.loads(
            text, object_pairs_hook=_pairs, parse_int=_written, parse_float=_written, parse_constant=_constant
        )
    except RecursionError:
        _refuse("too_deep")
    except ValueError:
        _refuse("no_json")
    if not isinstance(found, dict):
        _refuse("no_object")
    return cast("dict[str, object]", found)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            _refuse("twice", key=_shown(key))
        found[key] = value
    return found


def _written(text: str) -> _Written:
    """The number as answers are written: no exponent."""
    amount = Decimal(text) if len(text) <= LONGEST_NUMBER else None
    if amount is None or not -LONGEST_NUMBER <= amount.adjusted() <= LONGEST_NUMBER:
        _refuse("long_number", number=text[:LONGEST_NUMBER])
    return _Written(f"{amount:f}")


def _constant(name: str) -> NoReturn:
    _refuse("no_number", number=name)


def _by_path(given: Mapping[str, object], form: Form) -> dict[str, str]:
    questions = form.by_path()
    repeats = repeated(form)
    by_name: dict[str, list[str]] = {}
    for path, question in questions.items():
        by_name.setdefault(question.name, []).append(path)
    found: dict[str, str] = {}
    for key, value in given.items():
        path = key if key.startswith("/") else _named(key, by_name)
        question = questions.get(_ROW.sub("", path))
        if question is None and _ROW.sub("", path) in repeats:
            found[path] = _row_count(key, value)
            continue
        if question is None:
            near = difflib.get_close_matches(path[:200], [*questions, *by_name], n=1)
            _refuse("unknown_near" if near else "unknown", key=_shown(key), near=near[0] if near else "")
        if question.read_only or question.kind in (QuestionKind.HIDDEN, QuestionKind.NOTE):
            _refuse("not_asked", key=_shown(key))
        path = _with_rows(path, repeats, key)
        if path in found:
            _refuse("twice", key=_shown(key))
        found[path] = _value(key, value, question)
    return found


def repeated(form: Form) -> frozenset[str]:
    """The paths of the repeated groups of a form."""
    return frozenset(group.path for page in form.pages for group in _groups(page) if group.repeat)


def _row_count(key: str, value: object) -> str:
    """How many rows a repeated group has: its own path stands for that number."""
    count = str(value) if isinstance(value, _Written) else ""
    if not count.isdigit() or int(count) > MOST_ROWS:
        _refuse("no_row", key=_shown(key), rows=MOST_ROWS)
    return count


def _groups(group: Group) -> list[Group]:
    return [group, *(inner for item in group.items if isinstance(item, Group) for inner in _groups(item))]


def _named(key: str, by_name: Mapping[str, list[str]]) -> str:
    paths = by_name.get(key, [])
    if len(paths) > 1:
        _refuse("two_questions", key=_shown(key), one=paths[0], other=paths[1])
    return paths[0] if paths else key


def _with_rows(path: str, repeats: frozenset[str], key: str) -> str:
    """The path with a row number at every repeated group and nowhere else; the first row goes without saying."""
    way, found = "", ""
    for step in path[1:].split("/"):
        name, bracket, row = step.partition("[")
        way += f"/{name}"
        number = row.removesuffix("]") or "1"
        if bracket and (way not in repeats or not 1 <= int(number[:9]) <= MOST_ROWS):
            _refuse("no_row", key=_shown(key), rows=MOST_ROWS)
        found += f"/{name}[{int(number)}]" if way in repeats else f"/{name}"
    return found


def _value(key: str, value: object, question: Question) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        _refuse("wrong_type", key=_shown(key))
    if isinstance(value, _Written) and question.kind is QuestionKind.INTEGER and value.partition(".")[2].strip("0"):
        return str(value)  # 2.5 for a whole number: the form says what is wrong
    if isinstance(value, _Written) and question.kind is QuestionKind.INTEGER:
        return value.partition(".")[0]
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        _refuse("no_text", key=_shown(key))
    return str(value)


def _shown(key: str) -> str:
    return key[:100].encode("utf-8", "replace").decode()


def _refuse(reason: str, **values: object) -> NoReturn:
    raise _RefusedError(t(f"cli.answers.{reason}", **values))
