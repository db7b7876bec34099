# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which question of a form a column of KoboToolbox or ODK means."""

from __future__ import annotations

from collections import defaultdict

from wwdesk.forms.model import Form, QuestionKind


class Paths:
    """Finds the question a column means: by its whole path, with dashes for steps, or by a name that is unique."""

    def __init__(self, form: Form) -> None:
        self.root = "/" + next(iter(form.by_path()), "/data/x")[1:].split("/")[0]
        self.repeats = {group.path for page in form.pages for group in (page, *page.groups()) if group.repeat}
        self.questions = form.by_path()
        self._multiple = {path for path, one in self.questions.items() if one.kind is QuestionKind.SELECT_MULTIPLE}
        self._found: dict[tuple[str, ...], str | None] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path in (*self.questions, *self.repeats):
            self._by_name[path.rpartition("/")[2]].append(path)
            self._by_name[path[len(self.root) + 1 :].replace("/", "-")].append(path)

    def path(self, names: tuple[str, ...]) -> str | None:
        """The path of a question, blank for a column that belongs to one that is read already; None if unknown."""
        if names not in self._found:
            self._found[names] = self._search(names)
        return self._found[names]

    def _search(self, names: tuple[str, ...]) -> str | None:
        whole = f"{self.root}/{'/'.join(names)}"
        if whole in self.questions:
            return whole
        above = whole.rpartition("/")[0]
        if above in self._multiple or (names[1:] and self.path(names[:-1]) in self._multiple):
            return ""  # a column per choice, beside the one with all of them
        *before, last = names
        near = set(self._by_name.get(last, ())) & self.questions.keys()
        if before:  # in a row: the group decides between equal names
            groups = set(self._by_name.get(before[-1], ())) & self.repeats
            near = {path for path in near if any(path.startswith(f"{group}/") for group in groups)} or near
        return near.pop() if len(near) == 1 else None

    def with_rows(self, path: str, rows: list[int]) -> str:
        """The path with the number of its row at each repeated group; the first where none is known."""
        way, found, left = "", "", list(rows)
        for step in path[1:].split("/"):
            way += f"/{step}"
            found += f"/{step}[{left.pop(0) if left else 1}]" if way in self.repeats else f"/{step}"
        return found
