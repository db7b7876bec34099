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
from wwdesk.methods.problems import MethodError, MethodProblem
from wwdesk.methods.progress import Rulebook
from wwdesk.methods.reading import METHOD_FILE, file_text, read_method


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
    """The methods in the folders of a folder. One that is wrong leaves the others working."""
    known = frozenset(forms)
    try:
        folders = sorted(one for one in folder.iterdir() if (one / METHOD_FILE).is_file())
    except OSError:
        return ()
    return tuple(found_in(one, known) for one in folders)


def found_in(folder: Path, forms: Iterable[str]) -> FoundMethod:
    """The method of one folder, right or wrong."""
    try:
        return FoundMethod(folder, read_method(folder, forms), file_text(folder / METHOD_FILE, folder.name))
    except MethodError as wrong:
        return FoundMethod(folder, None, problems=wrong.problems)
