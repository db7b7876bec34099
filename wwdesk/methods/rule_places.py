# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Where each rule, list, document, pain point and ambiguity of the field has its place, and which case shows it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wwdesk.methods.cases import read_cases
from wwdesk.methods.folders import FoundMethod
from wwdesk.methods.model import Method

ELSEWHERE = "rule-places.toml"
"""In `forms/shared`: codes whose place is no method, with the file it is and why."""

KINDS = {"R": 36, "L": 17, "D": 23, "P": 28, "A": 35}
"""How many codes of each kind the field has: rules, lists, documents, pain points, ambiguities."""

_TABLES = (
    "role", "phase", "step", "list", "fact", "guard", "time_limit", "duty", "document", "indicator", "never",
    "capacity", "contract", "series",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a code: a file, what in it, and the case that shows it (empty where none does)."""

    code: str
    file: str
    what: str
    cases: tuple[str, ...] = ()


def places(methods: Iterable[FoundMethod], shared: Path) -> tuple[Place, ...]:
    """Every place, by code."""
    found: list[Place] = list(_elsewhere(shared))
    for method in methods:
        if method.rulebook is not None:
            found += _of_method(method, method.rulebook.method)
    return tuple(sorted(found, key=lambda place: (list(KINDS).index(place.code[0]), place.code, place.file)))


def as_markdown(found: Iterable[Place]) -> str:
    """The table of all places."""
    lines = ["| Code | Place | What | Cases |", "|---|---|---|---|"]
    lines += [f"| {one.code} | `{one.file}` | {one.what} | {', '.join(one.cases)} |" for one in found]
    return "\n".join(lines) + "\n"


def every_code() -> tuple[str, ...]:
    """All codes of the field."""
    return tuple(f"{kind}{number:02}" for kind, count in KINDS.items() for number in range(1, count + 1))


def _elsewhere(shared: Path) -> Iterator[Place]:
    data: dict[str, Any] = tomllib.loads((shared / ELSEWHERE).read_text("utf-8"))
    for entry in data["place"]:
        for code in entry["codes"]:
            yield Place(code, entry["file"], entry["what"])


def _of_method(found: FoundMethod, method: Method) -> Iterator[Place]:
    what: dict[str, list[str]] = {code: ["method"] for code in method.method.rules}
    for table in _TABLES:
        for one in getattr(method, table):
            for code in one.rules:
                what.setdefault(code, []).append(f"{table} {one.id}")
    for step in method.step:
        for outcome in step.outcome:
            for code in outcome.rules:
                what.setdefault(code, []).append(f"step {step.id}: {outcome.code}")
    for table in ("waiting_list", "arrears"):
        for code in getattr(getattr(method, table), "rules", ()):
            what.setdefault(code, []).append(table)
    shown: dict[str, list[str]] = {}
    for case in read_cases(found.folder):
        for code in case.rules:
            shown.setdefault(code, []).append(case.id)
    for code in what.keys() | shown.keys():
        things = ", ".join(what.get(code, ["-"]))
        yield Place(code, f"forms/{found.folder.name}", things, tuple(shown.get(code, ())))
