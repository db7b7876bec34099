# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The answers of one filling, in rows that come and go by hand or because the form counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from wwdesk.forms.answer_keeper import AnswerKeeper
from wwdesk.forms.answer_tree import row_counts
from wwdesk.forms.engine import Engine
from wwdesk.forms.model import Question
from wwdesk.forms.tree import Node

_MOST_TURNS = 20
"""How often rows may make rows before that is taken for a circle."""


class AnswerSheet(AnswerKeeper):
    """Puts answers into the engine and keeps what is wrong with them.

    Answers in rows that the form itself took away, because it now counts fewer, are kept aside
    and come back with their row.
    """

    def __init__(self, engine: Engine, questions: Mapping[str, Question], answers: Mapping[str, str]) -> None:
        super().__init__(engine, questions)
        self._aside: dict[str, str] = {}
        self._groups: dict[str, list[str]] = defaultdict(list)
        """The repeated groups directly in a group, by its path."""
        for path in engine.rules.repeats:
            above, _, name = path.rpartition("/")
            self._groups[above].append(name)
        self._put_in(answers)

    @property
    def aside(self) -> Mapping[str, str]:
        """Answers by path in rows that are not there now."""
        return self._aside

    def answer(self, node: Node, question: Question, value: str) -> set[Node]:
        """Puts in an answer with all that follows; the nodes that changed in any way."""
        before = node.typed
        touched = self._type(node, question, value)
        if node.typed != before:
            touched |= {node} | self._follow(node)
        return self._check(touched | self._count_rows(touched))

    def add_row(self, group: str, row: int, answers: Mapping[str, str]) -> tuple[Node, set[Node]]:
        """Makes a row, blank or with answers by their path below it, with all that follows from it."""
        node, touched = self._grow(group, row, answers)
        # rows after it have other paths now, which is a change for whoever shows them
        touched |= self._moved(node)
        return node, self._check(touched | self._count_rows(touched))

    def remove_row(self, node: Node) -> tuple[dict[str, str], set[Node]]:
        """Takes a row away; its answers by their path below it, and the nodes that changed because of it."""
        kept = self._answers_in(node)
        touched = self._shrink(node) | self._moved(node)
        return kept, self._check(touched | self._count_rows(touched))

    def _put_in(self, answers: Mapping[str, str]) -> None:
        """Defaults and earlier answers first, then every rule, then what is set at the first load."""
        tree = self._engine.tree
        given = self._keep_all(answers, self._aside)
        self._put_defaults(tree.leaves(), given)
        self._engine.settle_all()
        touched = self._count_rows(set(tree.leaves()))
        self._set_first(tree.leaves(), given)
        self._count_rows(touched | set(tree.leaves()))
        self._check(tree.leaves())

    def _grow(self, group: str, row: int, answers: Mapping[str, str]) -> tuple[Node, set[Node]]:
        """A new row with answers by their path below it, defaults, what is set in a new row, and what follows."""
        way = f"{group}[{row}]"
        placed = {f"{way}{below}": value for below, value in answers.items()}
        given: set[Node] = set()
        leaves: list[Node] = []

        def fill(new: Node) -> None:
            given.update(self._keep_all(placed))
            leaves.extend(inner for inner in (new, *new.below()) if not inner.children)
            self._put_defaults(leaves, given)

        node, touched = self._engine.grow(group, row, row_counts(placed, self._rules.repeats), fill)
        return node, touched | self._set_first(leaves, given)

    def _moved(self, node: Node) -> set[Node]:
        """Everything in the rows of a group from a row on."""
        rows = [] if node.parent is None else [row for row in node.parent.children if row.generic == node.generic]
        return {inner for row in rows if row.row >= node.row for inner in (row, *row.below())}

    def _answers_in(self, node: Node) -> dict[str, str]:
        """Every answer in a row by its path below it, the number of rows of groups in it included."""
        top = len(node.path)
        found = {
            inner.path[top:]: inner.typed
            for inner in node.below()
            if not inner.children and (inner.typed or self.has_default(inner))
        }
        for inner in (node, *node.below()):
            for name in self._groups.get(inner.generic, ()):
                rows = sum(child.name == name for child in inner.children)
                found[f"{inner.path[top:]}/{name}"] = str(rows)
        return found

    def _count_rows(self, touched: set[Node]) -> set[Node]:
        """Gives groups of which the form itself counts the rows as many as it says."""
        found: set[Node] = set()
        due = {node.generic for node in touched}
        for _ in range(_MOST_TURNS):
            if not due & self._rules.count_reads and not due & self._rules.repeats.keys():
                break
            changed = self._count_once()
            if not changed:
                break
            found |= changed
            due = {node.generic for node in changed}
        return found

    def _count_once(self) -> set[Node]:
        tree = self._engine.tree
        found: set[Node] = set()
        for generic in self._rules.repeats:
            above, _, name = generic.rpartition("/")
            for parent in list(tree.nodes(above)):
                group = f"{parent.path}/{name}"
                wanted = self._engine.wanted_rows(group)
                if wanted is None:
                    continue
                rows = tree.rows(group)
                for node in reversed(rows[wanted:]):
                    self._aside |= {f"{node.path}{below}": value for below, value in self._answers_in(node).items()}
                    found |= self._shrink(node) | {parent}
                for row in range(len(rows) + 1, wanted + 1):
                    found |= self._counted_row(group, row)
        return found

    def _counted_row(self, group: str, row: int) -> set[Node]:
        """One more row because the form counts it, with what stood in it before."""
        way = f"{group}[{row}]"
        back = {path: value for path, value in self._aside.items() if path.startswith(f"{way}/")}
        for path in back:
            del self._aside[path]
        return self._grow(group, row, {path[len(way) :]: value for path, value in back.items()})[1]
