# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the folder of a working method: file, line and a Dutch sentence."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.methods.toml_lines import Way


@dataclass(frozen=True, slots=True)
class MethodProblem:
    """One mistake; `line` counts from 1 and is 0 where the whole file is meant."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        place = t("methods.place.line", file=self.file, line=self.line) if self.line else self.file
        return f"{place}: {self.sentence}"


class MethodError(DeskError):
    """A method that cannot be used; `problems` are all mistakes found, in the order of the file."""

    def __init__(self, folder: str, problems: Sequence[MethodProblem]) -> None:
        more = len(problems) - 1
        key = "method_refused_more" if more else "method_refused"
        super().__init__(key, folder=folder, problem=str(problems[0]), n=more)
        self.problems = tuple(problems)


@dataclass(slots=True)
class Problems:
    """Collects the mistakes of one file."""

    file: str
    lines: Mapping[Way, int]
    found: list[MethodProblem] = field(default_factory=list[MethodProblem])

    def note(self, way: Way, key: str, **values: object) -> None:
        """Notes the mistake `methods.problem.<key>` at a place, or at the nearest place around it that has a line."""
        self.say(way, t(f"methods.problem.{key}", **values))

    def say(self, way: Way, sentence: str) -> None:
        """Notes a mistake in words."""
        while way not in self.lines:
            way = way[:-1]
        self.found.append(MethodProblem(self.file, self.lines[way], sentence))

    def unknown(self, way: Way, what: str, name: str, known: Iterable[str]) -> None:
        """Notes that `name` is not one of `known`, with the one that was probably meant."""
        near = difflib.get_close_matches(name, sorted(known), n=1)
        sentence = t(f"methods.problem.unknown_{what}", name=name)
        if near:
            sentence = f"{sentence} {t('methods.problem.near', near=near[0])}"
        self.say(way, sentence)

    def sorted(self) -> list[MethodProblem]:
        """In the order of the file, each once."""
        return sorted(dict.fromkeys(self.found), key=lambda problem: problem.line)
