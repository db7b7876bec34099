# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of repeated groups in a filling: how many there are, and how they come and go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wwdesk.forms.answer_sheet import AnswerSheet
from wwdesk.forms.answer_tree import MOST_ROWS, without_rows
from wwdesk.forms.engine import Engine
from wwdesk.forms.model import Form, Group, Question
from wwdesk.forms.rules import Rules


class RowsOfFilling:
    """The part of a `Filling` that is about rows."""

    form: Form
    _rules: Rules
    _engine: Engine
    _sheet: AnswerSheet

    def rows(self, group: str) -> int:
        """How many rows a repeated group has, by its path with the rows above it."""
        return len(self._engine.tree.rows(group))

    def can_add(self, group: str) -> bool:
        """Whether whoever fills the form may add a row to a repeated group now."""
        tree = self._engine.tree
        free = tree.parent_of(group) is not None and self._rules.repeats[without_rows(group)] is None
        return free and self.rows(group) < MOST_ROWS and self._engine.may_have_rows(group)

    def add_row(self, group: str) -> str:
        """Adds a row at the end; its path. Raises KeyError where none may be added."""
        if not self.can_add(group):
            raise KeyError(group)
        return self.insert_row(f"{group}[{self.rows(group) + 1}]", {})

    def insert_row(self, row: str, answers: Mapping[str, str]) -> str:
        """Puts a row back as `remove_row` took it away: its path, and its answers by their path below it."""
        group, _, number = row.rpartition("[")
        place = int(number.removesuffix("]"))
        if not self.can_add(group) or not 1 <= place <= self.rows(group) + 1:
            raise KeyError(row)
        self._sheet.add_row(group, place, answers)
        return row

    def remove_row(self, row: str) -> dict[str, str]:
        """Takes a row away; its answers by their path below it, such as `/bedrag`. Later rows move down."""
        node = self._engine.tree.by_path.get(row)
        if node is None or not row.endswith("]") or self._rules.repeats[node.generic] is not None:
            raise KeyError(row)
        return self._sheet.remove_row(node)[0]

    def pages(self) -> tuple[Group, ...]:
        """The pages of the form with every row of every repeated group spelled out, its paths with row numbers."""
        if not self._rules.repeats:
            return self.form.pages
        return tuple(self._with_rows(page, page.path) for page in self.form.pages)

    def _with_rows(self, group: Group, path: str) -> Group:
        if group.repeat and not group.row:
            rows = range(1, self.rows(path) + 1)
            items = [self._with_rows(replace(group, row=row), f"{path}[{row}]") for row in rows]
            return replace(group, path=path, items=tuple(items))
        return replace(group, path=path, items=tuple(self._here(item, group.path, path) for item in group.items))

    def _here(self, item: Question | Group, generic: str, path: str) -> Question | Group:
        """An item of a group at the path it has in a row."""
        here = f"{path}{item.path.removeprefix(generic)}"
        return self._with_rows(item, here) if isinstance(item, Group) else replace(item, path=here)
