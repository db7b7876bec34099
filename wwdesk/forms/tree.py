# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The answers as a tree, as XPath sees them: light nodes in document order."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum


class NodeKind(Enum):
    """What a node is."""

    DOCUMENT = "document"
    ELEMENT = "element"
    TEXT = "text"
    ATTRIBUTE = "attribute"
    COMMENT = "comment"
    INSTRUCTION = "processing-instruction"
    OTHER = "other"
    """What XPath 1.0 has no name for, such as a document type: only `node()` finds it."""


class Node:
    """One node. An element without children holds its text itself, as every answer does.

    `text` is what expressions read: the answer, or nothing where it does not count. `relevant` is
    whether the node and all above it apply now. `generic` is the path without row numbers, `row`
    the number of a repeated group (0 for every other node), `order` the place in the document.
    """

    __slots__ = (
        "attributes",
        "children",
        "generic",
        "kind",
        "name",
        "order",
        "own_relevant",
        "parent",
        "prefix",
        "relevant",
        "row",
        "scalar",
        "text",
        "typed",
        "uri",
    )

    def __init__(self, kind: NodeKind, name: str = "", parent: Node | None = None, text: str = "") -> None:
        self.kind = kind
        self.name = name
        self.prefix = ""
        self.uri = ""
        self.parent = parent
        self.children: list[Node] = []
        self.attributes: list[Node] = []
        self.text = text
        self.order = 0
        self.relevant = True
        self.own_relevant = True
        self.generic = ""
        self.typed = ""
        self.row = 0
        self.scalar: float | bool | None = None

    def add(self, kind: NodeKind, name: str = "", text: str = "") -> Node:
        """Makes a child (or attribute) and returns it."""
        node = Node(kind, name, self, text)
        (self.attributes if kind is NodeKind.ATTRIBUTE else self.children).append(node)
        return node

    @property
    def string(self) -> str:
        """The string value of XPath: the text of a leaf, else all text below it."""
        if not self.children:
            return self.text
        return "".join(
            node.text
            for node in self.below()
            if node.relevant and not node.children and node.kind in (NodeKind.TEXT, NodeKind.ELEMENT)
        )

    @property
    def path(self) -> str:
        """The path with a row number at every repeated group, such as `/data/schuld[2]/bedrag`."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None and node.kind is NodeKind.ELEMENT:
            steps.append(f"{node.name}[{node.row}]" if node.row else node.name)
            node = node.parent
        return "/" + "/".join(reversed(steps))

    def below(self) -> Iterator[Node]:
        """Every node below this one in document order."""
        todo = list(reversed(self.children))
        while todo:
            node = todo.pop()
            yield node
            if node.children:
                todo.extend(reversed(node.children))

    def above(self) -> Iterator[Node]:
        """The nodes above, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def number_nodes(root: Node) -> None:
    """Gives every node its place in the document; needed again after rows came or went."""
    root.order = place = 0
    for node in root.below():
        place += 1
        node.order = place
        for attribute in node.attributes:
            place += 1
            attribute.order = place
