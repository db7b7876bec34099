# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The directions a step of a path can take through the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wwdesk.forms.tree import Node, NodeKind
from wwdesk.forms.xpath.syntax import NodeTest

REVERSE = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})
"""Axes whose nearest node comes first."""

_KINDS = {"text": NodeKind.TEXT, "comment": NodeKind.COMMENT, "processing-instruction": NodeKind.INSTRUCTION}


def _children(node: Node) -> Iterable[Node]:
    if node.children or not node.text or node.kind is not NodeKind.ELEMENT:
        return node.children
    # An answer holds its text itself; whoever asks for text() sees it as a node of its own.
    text = Node(NodeKind.TEXT, parent=node, text=node.text)
    text.order = node.order
    return (text,)


def _siblings(node: Node) -> tuple[list[Node], int]:
    if node.parent is None or node.kind is NodeKind.ATTRIBUTE:
        return [node], 0
    family = node.parent.children
    return (family, family.index(node)) if node in family else ([node], 0)


def _following_siblings(node: Node) -> Iterable[Node]:
    family, place = _siblings(node)
    return family[place + 1 :]


def _preceding_siblings(node: Node) -> Iterable[Node]:
    family, place = _siblings(node)
    return reversed(family[:place])


def _following(node: Node) -> list[Node]:
    found: list[Node] = []
    if node.kind is NodeKind.ATTRIBUTE and node.parent is not None:
        found += node.parent.below()
        node = node.parent
    for step in (node, *node.above()):
        for sibling in _following_siblings(step):
            found += [sibling, *sibling.below()]
    return found


def _preceding(node: Node) -> list[Node]:
    found: list[Node] = []
    start = node.parent if node.kind is NodeKind.ATTRIBUTE and node.parent is not None else node
    for step in (start, *start.above()):
        for sibling in _preceding_siblings(step):
            found += reversed([sibling, *sibling.below()])
    return found


AXES: dict[str, Callable[[Node], Iterable[Node]]] = {
    "child": _children,
    "self": lambda node: (node,),
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "attribute": lambda node: node.attributes,
    "descendant": lambda node: node.below(),
    "descendant-or-self": lambda node: (node, *node.below()),
    "ancestor": lambda node: node.above(),
    "ancestor-or-self": lambda node: (node, *node.above()),
    "following-sibling": _following_siblings,
    "preceding-sibling": _preceding_siblings,
    "following": _following,
    "preceding": _preceding,
    "namespace": lambda _node: (),
}


def accepts(test: NodeTest, axis: str) -> Callable[[Node], bool]:
    """A check whether a node found on `axis` is one that `test` means."""
    if test.kind == "node":
        return lambda _node: True
    if test.kind in _KINDS:
        kind, target = _KINDS[test.kind], test.name
        return lambda node: node.kind is kind and (not target or node.name == target)
    principal = NodeKind.ATTRIBUTE if axis == "attribute" else NodeKind.ELEMENT
    name, prefix = test.name, test.prefix
    if prefix:
        return lambda node: node.kind is principal and node.prefix == prefix and name in ("*", node.name)
    if name == "*":
        return lambda node: node.kind is principal
    return lambda node: node.kind is principal and node.name == name


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """The nodes once each, in document order."""
    return sorted(dict.fromkeys(nodes), key=lambda node: node.order)
