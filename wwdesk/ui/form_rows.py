# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of repeated groups in a form that is being filled: adding, removing, undoing, following a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from wwdesk.forms.answer_tree import without_rows
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form, Group


@dataclass(frozen=True, slots=True)
class RowStep:
    """One row that came or went; `answers` is what was in it, by path below the row."""

    row: str
    added: bool
    answers: Mapping[str, str]

    @property
    def group(self) -> str:
        """The repeated group it is a row of."""
        return group_of(self.row)


def group_of(row: str) -> str:
    """The repeated group a row belongs to."""
    return row.rpartition("[")[0]


def rows_around(path: str) -> list[str]:
    """The rows a question stands in, the innermost first: `/data/kind[1]/bezoek[2]`, `/data/kind[1]`."""
    found: list[str] = []
    while "]" in path:
        path = path[: path.rindex("]") + 1]
        found.append(path)
        path = group_of(path)
    return found


def after_rows(group: str, order: Sequence[str], form: Form) -> str:
    """The first question of `order` that comes after all rows of a group; empty where there is none."""
    inside = [place for place, path in enumerate(order) if path.startswith(f"{group}[")]
    if inside:
        return order[inside[-1] + 1] if inside[-1] + 1 < len(order) else ""
    generic = [question.path for question in form.questions()]
    first = next(place for place, path in enumerate(generic) if path.startswith(f"{without_rows(group)}/"))
    before = set(generic[:first])
    return next((path for path in order if without_rows(path) not in before), "")


class FormRows(QObject):
    """The rows of one form; `read_only` ones neither come nor go by hand.

    `changed` names the group that got or lost a row, `moved` the paths whose value is another one
    since, and `stepped` carries the RowStep that undo has to know of, once it is done.
    """

    changed = Signal(str)
    moved = Signal(frozenset)
    kept = Signal(str, str)
    """Path and value to save."""
    stepped = Signal(object)

    def __init__(self, filling: Callable[[], Filling], parent: QObject, *, read_only: bool) -> None:
        super().__init__(parent)
        self._filling = filling
        self._read_only = read_only
        self._pages: tuple[Group, ...] | None = None

    @property
    def pages(self) -> tuple[Group, ...]:
        """The pages of the form with every row spelled out."""
        if self._pages is None:
            self._pages = self._filling().pages()
        return self._pages

    def forget(self) -> None:
        """Spells the rows out anew when they are next asked for."""
        self._pages = None

    def count(self, group: str) -> int:
        """How many rows a repeated group has."""
        return self._filling().rows(group)

    def can_add(self, group: str) -> bool:
        """Whether a row may be added by hand."""
        return not self._read_only and self._filling().can_add(group)

    def can_remove(self, row: str) -> bool:
        """Whether a row may be taken away by hand."""
        group = self.at(group_of(row))
        return not self._read_only and group is not None and not group.counted

    def at(self, path: str) -> Group | None:
        """The group or row at a path."""
        return next(
            (group for page in self.pages for group in _groups(page) if group.path == path and group.name), None
        )

    def add(self, group: str) -> str | None:
        """Adds a row at the end; its path, None where none may be added."""
        if not self.can_add(group):
            return None
        step = RowStep(f"{group}[{self.count(group) + 1}]", added=True, answers={})
        row = self.turn(step, added=True)
        self.stepped.emit(step)
        return row

    def remove(self, row: str) -> None:
        """Takes a row away; undo brings it back with everything in it."""
        if self.can_remove(row) and row.endswith("]"):
            self.stepped.emit(RowStep(row, added=False, answers=self._take(row)))

    def turn(self, step: RowStep, *, added: bool) -> str:
        """Makes a row or takes it away; the path of the row or group to look at afterwards."""
        if not added:
            self._take(step.row)
            return step.group
        before = self._filling().answers(relevant_only=False)
        self._filling().insert_row(step.row, step.answers)
        self._tell(step.group, before)
        return step.row

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many rows there are of every group that the form itself counts."""
        groups = (group for page in self.pages for group in _groups(page))
        return tuple((group.path, self.count(group.path)) for group in groups if group.counted and not group.row)

    def recount(self, before: tuple[tuple[str, int], ...]) -> None:
        """Tells which groups have another number of rows than before, because the form counts them."""
        if not before:
            return
        self.forget()
        for group in sorted({path for path, _ in set(before) ^ set(self.counts())}):
            self.changed.emit(group)

    def _take(self, row: str) -> dict[str, str]:
        before = self._filling().answers(relevant_only=False)
        answers = self._filling().remove_row(row)
        self._tell(group_of(row), before)
        return answers

    def _tell(self, group: str, before: Mapping[str, str]) -> None:
        """Keeps what moved to another row, and tells who shows it."""
        after = self._filling().answers(relevant_only=False)
        self.forget()
        paths = [path for path in {**before, **after} if before.get(path) != after.get(path)]
        for path in paths:
            if path == group or path.startswith(f"{group}["):
                self.kept.emit(path, after.get(path, ""))
        self.changed.emit(group)
        self.moved.emit(frozenset(paths))


def _groups(group: Group) -> Iterator[Group]:
    yield group
    for item in group.items:
        if isinstance(item, Group):
            yield from _groups(item)
