# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The answers of one filling as nodes, in which rows of repeated groups come and go."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from wwdesk.forms.tree import Node, NodeKind, number_nodes

MOST_ROWS = 500
"""Rows of one repeated group."""

_ROW = re.compile(r"\[(\d{1,4})\]")


def without_rows(path: str) -> str:
    """The path of a question as the form has it, without row numbers."""
    return _ROW.sub("", path)


def row_counts(answers: Mapping[str, str], repeats: Collection[str]) -> dict[str, int]:
    """How many rows of each repeated group answers speak of, by its path with the rows above it.

    The path of a group itself holds their number; without it the answers in the rows tell.
    """
    counts: dict[str, int] = {}
    for path in answers:
        for match in _ROW.finditer(path):
            group = path[: match.start()]
            row = int(match[1])
            if without_rows(group) in repeats and 0 < row <= MOST_ROWS:
                counts[group] = max(counts.get(group, 0), row)
    for path, value in answers.items():
        if value.isascii() and value.isdigit() and len(value) <= 4 and without_rows(path) in repeats:
            counts[path] = min(MOST_ROWS, int(value))
    return counts


class AnswerTree:
    """One copy of the definition of a form, with as many rows of each repeated group as there are.

    `by_path` finds a node by its path with row numbers; without them it means the first row.
    `rows` says how many rows there are to begin with, by the path of the group with the rows above
    it (`/data/kind[2]/bezoek`); one where it says nothing.
    """

    def __init__(self, definition: Node, rows: Mapping[str, int]) -> None:
        self.root = Node(NodeKind.DOCUMENT)
        self.by_path: dict[str, Node] = {}
        self._generic: dict[str, list[Node]] = {}
        self._ways: dict[Node, str] = {}
        self._originals = {node.generic: node for node in definition.below()}
        self._copy(definition.children[0], self.root, "", rows)
        self._order()

    def nodes(self, generic: str) -> list[Node]:
        """The nodes of a path without row numbers, one per row."""
        return self._generic.get(generic, [])

    def has(self, node: Node) -> bool:
        """Whether a node is in this tree, and not in a row that was taken away."""
        return node in self._ways

    def within(self, row: Node, generic: str) -> list[Node]:
        """The nodes of a path without row numbers that stand in a row, or are it."""
        nodes = [row]
        for name in generic[len(row.generic) + 1 :].split("/") if generic != row.generic else ():
            nodes = [child for node in nodes for child in node.children if child.name == name]
        return nodes

    def leaves(self) -> Iterable[Node]:
        """Every node that can hold an answer, in order; a repeated group without rows holds none."""
        return (node for node in self.root.below() if not node.children)

    def parent_of(self, group: str) -> Node | None:
        """The node in which the rows of a repeated group stand; None where there is no such group."""
        above, _, name = group.rpartition("/")
        parent = self.by_path.get(above)
        original = None if parent is None else self._originals.get(f"{parent.generic}/{name}")
        return parent if original is not None and original.row else None

    def rows(self, group: str) -> list[Node]:
        """The rows of a repeated group, by its path with the rows above it."""
        parent = self.parent_of(group)
        name = group.rpartition("/")[2]
        return [] if parent is None else [child for child in parent.children if child.name == name]

    def insert(self, group: str, row: int, rows: Mapping[str, int]) -> Node:
        """Makes a row, blank, that becomes number `row`; those from there on move up by one.

        `rows` says how many rows groups inside it have, as for the whole tree.
        """
        parent = self.parent_of(group)
        if parent is None:
            raise KeyError(group)
        original = self._originals[f"{parent.generic}/{group.rpartition('/')[2]}"]
        there = [place for place, child in enumerate(parent.children) if child.generic == original.generic]
        place = there[0] + row - 1 if there else self._place(original, parent)
        later = parent.children[place:]
        del parent.children[place:]
        node = self._copy_one(original, parent, row, group.rpartition("/")[0], rows)
        parent.children += later
        self._renumber(parent, original.generic)
        for inner in (node, *node.below()):
            inner.relevant = parent.relevant
        return node

    def remove(self, node: Node) -> None:
        """Takes a row away; those after it move down by one."""
        if node.parent is None or not node.row:
            raise KeyError(node.path)
        node.parent.children.remove(node)
        self._renumber(node.parent, node.generic)

    def below(self, generic: str) -> Iterable[str]:
        """The path of a group of the definition and of everything in it."""
        original = self._originals[generic]
        yield generic
        for inner in original.below():
            yield inner.generic

    def stand_in(self, group: str) -> Node | None:
        """A row that is in no filling, to judge a condition of a group that has no rows by."""
        parent = self.parent_of(group)
        if parent is None:
            return None
        node = Node(NodeKind.ELEMENT, group.rpartition("/")[2], parent)
        node.generic, node.row = f"{parent.generic}/{node.name}", 1
        return node

    def _copy(self, original: Node, parent: Node, way: str, rows: Mapping[str, int]) -> None:
        count = rows.get(f"{way}/{original.name}", 1) if original.row else 1
        for row in range(1, count + 1):
            self._copy_one(original, parent, row, way, rows)

    def _copy_one(self, original: Node, parent: Node, row: int, way: str, rows: Mapping[str, int]) -> Node:
        node = parent.add(NodeKind.ELEMENT, original.name)
        node.generic = original.generic
        node.row = row if original.row else 0
        here = f"{way}/{original.name}[{row}]" if original.row else f"{way}/{original.name}"
        for child in original.children:
            self._copy(child, node, here, rows)
        return node

    def _place(self, original: Node, parent: Node) -> int:
        """Where the first row goes: after what stands before it in the definition."""
        order = [child.generic for child in self._originals[parent.generic].children]
        before = set(order[: order.index(original.generic)])
        return sum(child.generic in before for child in parent.children)

    def _renumber(self, parent: Node, generic: str) -> None:
        for row, child in enumerate((child for child in parent.children if child.generic == generic), 1):
            child.row = row
        self._order()

    def _order(self) -> None:
        """Numbers the nodes and finds them by path, after rows came or went."""
        number_nodes(self.root)
        found: dict[str, list[Node]] = defaultdict(list)
        self.by_path.clear()
        ways = self._ways = {self.root: ""}
        for node in self.root.below():
            above = ways[node.parent] if node.parent is not None else ""
            way = ways[node] = f"{above}/{node.name}[{node.row}]" if node.row else f"{above}/{node.name}"
            found[node.generic].append(node)
            self.by_path[way] = node
        for generic, nodes in found.items():
            self.by_path.setdefault(generic, nodes[0])
        self._generic = dict(found)
