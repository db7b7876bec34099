# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The verb `method` of the command line: whether a working method is right, and whether its examples come out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from wwdesk.domain.content import content_folder
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.forms.built_in import built_in_forms
from wwdesk.methods.cases import CaseResult, read_cases, run_case
from wwdesk.methods.folders import FoundMethod, found_in, methods_in
from wwdesk.methods.problems import MethodError, MethodProblem
from wwdesk.methods.reading import METHOD_FILE
from wwdesk.methods.rule_places import as_markdown, places
from wwdesk.services.letters import template_problems


def run(asked: argparse.Namespace) -> int:
    """Checks a folder with a method, or every method in it; gives 1 where something is wrong."""
    folder: Path = asked.folder
    found = _methods(folder)
    if asked.action == "rules":
        sys.stdout.write(as_markdown(places(found, content_folder("forms") / "shared")))
        return 0
    right = True
    answers: list[dict[str, object]] = []
    for method in found:
        problems = [*method.problems, *template_problems(method)]
        results: list[CaseResult] = []
        if method.rulebook is not None:
            try:
                results = [run_case(method.rulebook, case) for case in read_cases(method.folder)]
            except MethodError as wrong:
                problems += wrong.problems
        if asked.action == "check":
            results = []
        right = right and not problems and not any(result.differences for result in results)
        answers.append(_answer(method, problems, results))
        if not asked.json:
            _print(method, problems, results, cases=asked.action == "cases")
    if asked.json:
        sys.stdout.write(f"{json.dumps(answers, ensure_ascii=False, indent=2)}\n")
    return 0 if right else 1


def _methods(folder: Path) -> tuple[FoundMethod, ...]:
    if (folder / METHOD_FILE).is_file():
        return (found_in(folder, built_in_forms()),)
    found = methods_in(folder, built_in_forms())
    if not found:
        raise DeskError("no_method_there", folder=str(folder))
    return found


def _answer(method: FoundMethod, problems: list[MethodProblem], results: list[CaseResult]) -> dict[str, object]:
    return {
        "method": method.id,
        "folder": method.folder.name,
        "problems": [{"file": one.file, "line": one.line, "sentence": one.sentence} for one in problems],
        "cases": [
            {"id": one.case.id, "label": one.case.label, "differences": list(one.differences)} for one in results
        ],
    }


def _print(method: FoundMethod, problems: list[MethodProblem], results: list[CaseResult], *, cases: bool) -> None:
    for problem in problems:
        _say(f"{method.folder.name}/{problem}")
    for result in results:
        for difference in result.differences:
            _say(t("cli.method.difference", method=method.id, case=result.case.id, what=difference))
    if problems:
        return
    wrong = sum(1 for result in results if result.differences)
    label = method.rulebook.method.method.label if method.rulebook else method.id
    if cases:
        _say(t("cli.method.cases", label=label, n=len(results), wrong=wrong))
    else:
        _say(t("cli.method.right", label=label))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
