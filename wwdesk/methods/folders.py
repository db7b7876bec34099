# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The working methods there are: those of the program, and those an office keeps in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wwdesk.domain.content import content_folder
from wwdesk.forms.built_in import built_in_forms
from wwdesk.methods.problems import MethodError, MethodProblem, Problems
from wwdesk.methods.progress import Rulebook
from wwdesk.methods.reading import METHOD_FILE, file_text, read_method
from wwdesk.methods.toml_lines import line_numbers


@dataclass(frozen=True, slots=True)
class FoundMethod:
    """A folder with a method: ready to run, or with what is wrong. `text` is what a trajectory freezes."""

    folder: Path
    rulebook: Rulebook | None
    text: str = ""
    problems: tuple[MethodProblem, ...] = ()

    @property
    def id(self) -> str:
        """The id of the method, or the name of a folder that cannot be read."""
        return self.rulebook.method.method.id if self.rulebook else self.folder.name


@cache
def built_in_methods() -> tuple[FoundMethod, ...]:
    """The methods that come with the program, by the name of their folder."""
    return methods_in(content_folder("forms"), built_in_forms())


def methods_in(folder: Path, forms: Iterable[str]) -> tuple[FoundMethod, ...]:
    """The methods in the folders of a folder. One that is wrong leaves the others working.

    Of two with the same id (a copy in which it was not changed) the second is refused: only one can be started.
    """
    known = frozenset(forms)
    try:
        folders = sorted(one for one in folder.iterdir() if (one / METHOD_FILE).is_file())
    except OSError:
        return ()
    seen: dict[str, str] = {}
    return tuple(_unless_seen(found_in(one, known), seen) for one in folders)


def _unless_seen(found: FoundMethod, seen: dict[str, str]) -> FoundMethod:
    """The method, or with a problem where an earlier folder has its id already."""
    if found.rulebook is None or seen.setdefault(found.id, found.folder.name) == found.folder.name:
        return found
    problems = Problems(METHOD_FILE, line_numbers(found.text))
    problems.note(("method", "id"), "same_method", name=found.id, folder=seen[found.id])
    return FoundMethod(found.folder, None, problems=tuple(problems.found))


def found_in(folder: Path, forms: Iterable[str]) -> FoundMethod:
    """The method of one folder, right or wrong."""
    try:
        return FoundMethod(folder, read_method(folder, forms), file_text(folder / METHOD_FILE, folder.name))
    except MethodError as wrong:
        return FoundMethod(folder, None, problems=wrong.problems)
