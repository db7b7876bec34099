# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which rules wait to be run after a change, and in which rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from wwdesk.forms.answer_tree import AnswerTree
from wwdesk.forms.graph import Readers
from wwdesk.forms.rules import Rule
from wwdesk.forms.tree import Node


class Due:
    """Rules by their number, the lowest first; each is run once for a node."""

    def __init__(self, tree: AnswerTree, rules: Sequence[Rule], readers: Readers) -> None:
        self._tree = tree
        self._rules = rules
        self._readers = readers
        self._waiting: list[int] = []
        self._where: dict[int, dict[Node, None] | None] = {}
        """The rows (or single nodes) in which a rule waits; None where it waits everywhere."""

    def add(self, place: int, row: Node | None) -> None:
        """A rule waits in a row, or everywhere."""
        if place not in self._where:
            heappush(self._waiting, place)
            self._where[place] = None if row is None else {row: None}
        elif row is None:
            self._where[place] = None
        elif (rows := self._where[place]) is not None:
            rows[row] = None

    def add_all(self) -> None:
        """Every rule waits everywhere."""
        self._waiting = list(range(len(self._rules)))
        self._where = dict.fromkeys(self._waiting)

    def touch(self, nodes: Iterable[Node]) -> None:
        """What reads these nodes waits, where it reads them."""
        for node in nodes:
            for place, group in self._readers.get(node.generic, ()):
                self.add(place, _row(node, group) if group else None)

    def untouch(self, gone: Node) -> None:
        """What reads a row that was taken away waits; what stood in it itself does not."""
        for node in (gone, *gone.below()):
            for place, group in self._readers.get(node.generic, ()):
                if len(group) < len(gone.generic):
                    self.add(place, _row(node, group) if group else None)

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def pop(self) -> tuple[Rule, list[Node]]:
        """The next rule and the nodes to run it for."""
        place = heappop(self._waiting)
        rule, rows = self._rules[place], self._where[place]
        if rows is None:
            return rule, self._tree.nodes(rule.path)
        if len(rows) == 1:
            return rule, self._tree.within(next(iter(rows)), rule.path)
        return rule, list(dict.fromkeys(node for row in rows for node in self._tree.within(row, rule.path)))


def _row(node: Node, group: str) -> Node | None:
    """The row of a group a node is or stands in."""
    return next((one for one in (node, *node.above()) if one.generic == group), None)
