# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The verb `method` of the command line: whether a working method is right, and whether its examples come out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from wwdesk.domain.content import content_folder
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.forms.built_in import built_in_forms
from wwdesk.methods.cases import Case, CaseResult, read_cases, run_case
from wwdesk.methods.folders import FoundMethod, found_in, methods_in
from wwdesk.methods.problems import MethodError, MethodProblem
from wwdesk.methods.reading import METHOD_FILE
from wwdesk.methods.rule_places import as_markdown, places
from wwdesk.services.letters import template_problems


def run(asked: argparse.Namespace) -> int:
    """Checks a folder with a method, or every method in it; gives 1 where something is wrong."""
    found = _methods(asked.folder)
    if asked.action == "rules":
        return _rules(found, as_json=asked.json)
    right = True
    answers: list[dict[str, object]] = []
    for method in found:
        problems, cases = _problems(method)
        results: list[CaseResult] = []
        if asked.action == "cases" and method.rulebook is not None:
            results = [run_case(method.rulebook, case) for case in cases]
        right = right and not problems and not any(result.differences for result in results)
        answers.append(_answer(method, problems, results))
        if not asked.json:
            _print(method, problems, results, cases=asked.action == "cases")
    if asked.json:
        _say(json.dumps(answers, ensure_ascii=False, indent=2))
    return 0 if right else 1


def _methods(folder: Path) -> tuple[FoundMethod, ...]:
    there = folder.resolve()  # "." has no name to tell problems by
    if (there / METHOD_FILE).is_file():
        return (found_in(there, built_in_forms()),)
    found = methods_in(there, built_in_forms())
    if not found:
        raise DeskError("no_method_there", folder=str(folder))
    return found


def _problems(method: FoundMethod) -> tuple[list[MethodProblem], tuple[Case, ...]]:
    """What is wrong with the files and templates of a method, and its examples where they can be read."""
    problems = [*method.problems, *template_problems(method)]
    try:
        return problems, read_cases(method.folder)
    except MethodError as wrong:
        return [*problems, *wrong.problems], ()


def _rules(found: Iterable[FoundMethod], *, as_json: bool) -> int:
    """Shows the places of all rules in methods that are right; those of the others would only seem to have none."""
    right: list[FoundMethod] = []
    wrong = False
    for method in found:
        problems, _ = _problems(method)
        for problem in problems:
            sys.stderr.write(f"{method.folder.name}/{problem}\n")
        wrong = wrong or bool(problems)
        right += [] if problems else [method]
    there = places(right, content_folder("forms") / "shared")
    _say(
        json.dumps([asdict(place) for place in there], ensure_ascii=False, indent=2) if as_json else as_markdown(there)
    )
    return 1 if wrong else 0


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
    sys.stdout.write(f"{line.rstrip()}\n")
