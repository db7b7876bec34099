# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the folder of a working method: the method ready to run, or everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from wwdesk.domain.texts import t
from wwdesk.methods.checks import check
from wwdesk.methods.model import Method
from wwdesk.methods.problems import MethodError, MethodProblem, Problems
from wwdesk.methods.progress import Rulebook
from wwdesk.methods.table_reader import read_table
from wwdesk.methods.toml_lines import line_numbers

METHOD_FILE = "method.toml"
LARGEST_FILE = 2 * 2**20
"""In bytes: a method is a few pages of text."""

_PLACE = re.compile(r"line (\d+)")


def read_method(folder: Path, forms: Iterable[str]) -> Rulebook:
    """The method of a folder. `forms` are the questionnaires there are. Raises MethodError with all its mistakes."""
    text = file_text(folder / METHOD_FILE, folder.name)
    return _rulebook(text, folder.name, folder, forms)


def frozen_method(text: str) -> Rulebook:
    """The method a started trajectory keeps. What its text names was there when it started. Raises MethodError."""
    return _rulebook(text, METHOD_FILE, None, None)


def _rulebook(text: str, name: str, folder: Path | None, forms: Iterable[str] | None) -> Rulebook:
    data = tables_of(text, name, METHOD_FILE)
    problems = Problems(METHOD_FILE, line_numbers(text))
    method = read_table(Method, data, (), problems)
    if method is not None:
        known = {step.form for step in method.step} if forms is None else forms
        conditions = check(method, folder, known, problems)
        if not problems.found:
            return Rulebook(method, conditions, {step.id: step for step in method.step})
    raise MethodError(name, problems.sorted())


def tables_of(text: str, folder: str, file: str) -> dict[str, Any]:
    """The tables of a TOML file. Raises MethodError with the line where it cannot be read."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        place = _PLACE.search(str(wrong))
        line = int(place[1]) if place else len(text.splitlines())  # "at end of document"
        problem = MethodProblem(file, line, t("methods.problem.not_toml"))
        raise MethodError(folder, [problem]) from wrong


def file_text(file: Path, folder: str) -> str:
    """The text of a file of a method. Raises MethodError where there is none, or not in UTF-8."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise MethodError(folder, [MethodProblem(file.name, 0, t("methods.problem.too_large"))])
        return file.read_text("utf-8")
    except FileNotFoundError as missing:
        raise MethodError(folder, [MethodProblem(file.name, 0, t("methods.problem.no_method_file"))]) from missing
    except (OSError, UnicodeDecodeError) as wrong:
        raise MethodError(folder, [MethodProblem(file.name, 0, t("methods.problem.unreadable"))]) from wrong
