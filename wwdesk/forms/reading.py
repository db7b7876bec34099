# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which questions an expression reads, and of each whether only in the row the expression itself is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wwdesk.forms.tree import Node
from wwdesk.forms.xpath.axes import AXES, accepts
from wwdesk.forms.xpath.syntax import Call, Chain, Expression, Filter, Negate, Path, Step, Union, XPathError

Reads = Mapping[str, str]
"""What an expression reads: by path the innermost repeated group of which it only looks at its own row.

`{"/data/schuld/bedrag": "/data/schuld"}` says: the amount in my own row; an empty group says: in any row.
"""

_STRUCTURE_ONLY = frozenset({"position", "count", "name", "local-name"})
"""Functions that look at nodes without reading what is in them."""

_DOWN = frozenset({"self", "child", "descendant", "descendant-or-self", "attribute"})
_BESIDE = frozenset({"following-sibling", "preceding-sibling"})
_UP = frozenset({"parent", "ancestor", "ancestor-or-self"})

_Found = dict[tuple[Node, str], None]
"""Nodes of the definition, each with the group of whose rows only the own one is meant."""


def with_below(node: Node) -> Iterator[str]:
    """The path of a node of the definition and of everything in it."""
    yield node.generic
    for inner in node.below():
        yield inner.generic


def reads_of(expression: Expression, node: Node, root: Node, by_path: Mapping[str, Node]) -> Reads:
    """What an expression of `node` depends on. Raises XPathError for a path that leads nowhere.

    `by_path` has the nodes below `root` by their paths.
    """
    return _Reader(node, root, by_path).all_of(expression)


def _own_row(node: Node) -> str:
    """The innermost repeated group a node is a row of or stands in."""
    return next((one.generic for one in (node, *node.above()) if one.row), "")


class _Reader:
    """Walks through an expression along the definition instead of a filling.

    None stands for nodes of another instance, which never change.
    """

    def __init__(self, current: Node, root: Node, by_path: Mapping[str, Node]) -> None:
        self._current = current
        self._root = root
        self._by_path = by_path
        self._own = {node.generic for node in (current, *current.above()) if node.row}
        self._found: dict[str, str] = {}

    def all_of(self, expression: Expression) -> Reads:
        self._read(expression, {(self._current, _own_row(self._current)): None})
        return self._found

    def _read(
        self, expression: Expression, context: _Found | None, *, shallow: bool = False, any_row: bool = False
    ) -> None:
        for node, row in self._nodes(expression, context) or ():
            for path in (node.generic,) if shallow else with_below(node):
                # of two ways to the same question the one through more rows counts
                here = "" if any_row else row
                self._found[path] = min(here, self._found.get(path, here), key=len)

    def _nodes(self, expression: Expression, context: _Found | None) -> _Found | None:
        match expression:
            case Negate(operand=operand):
                self._read(operand, context)
            case Chain():
                self._read(expression.first, context)
                for _, operand in expression.rest:
                    self._read(operand, context)
            case Union(parts=parts):
                return {node: None for part in parts for node in self._nodes(part, context) or ()}
            case Call():
                return self._call(expression, context)
            case Filter(primary=primary, predicates=predicates):
                nodes = self._nodes(primary, context)
                for predicate in predicates:
                    self._read(predicate, nodes)
                return nodes
            case Path():
                return self._path(expression, context)
            case _:
                pass
        return {}

    def _call(self, call: Call, context: _Found | None) -> _Found | None:
        if call.name == "current":
            return {(self._current, _own_row(self._current)): None}
        if call.name == "instance":
            return None
        if call.name == "randomize" and call.arguments:
            return self._nodes(call.arguments[0], context)
        for place, argument in enumerate(call.arguments):
            # Of indexed-repeat(what, group, row, ...) the groups only say where: a row may ask the one before.
            indexed = call.name == "indexed-repeat"
            where = indexed and place % 2 == 1
            named = where or (indexed and place == 0)
            self._read(argument, context, shallow=where or call.name in _STRUCTURE_ONLY, any_row=named)
        return {}

    def _path(self, path: Path, context: _Found | None) -> _Found | None:
        if not path.absolute:
            nodes = context if path.start is None else self._nodes(path.start, context)
            for step in path.steps:
                nodes = self._step(step, nodes)
            return nodes
        if path.names is not None and (node := self._by_path.get("/" + "/".join(path.names))) is not None:
            rows = (one.generic for one in node.above() if one.generic in self._own)
            return {(node, next(rows, "")): None}
        nodes, way = {(self._root, ""): None}, ""
        for depth, step in enumerate(path.steps, 1):
            nodes = self._step(step, nodes)
            # a path from the top stays in the own row on its way through a group
            plain = step.axis == "child" and not step.predicates
            way = f"{way}/{step.test.name}" if plain else "?"
            if way in self._own and depth < len(path.steps):
                nodes = {(node, way): None for node, _ in nodes or ()}
        return nodes

    def _step(self, step: Step, nodes: _Found | None) -> _Found | None:
        found: _Found | None = None
        if nodes is not None and step.test.kind == "text":
            found = nodes  # the text of an answer is the answer
        elif nodes is not None:
            axis, test = AXES[step.axis], accepts(step.test, step.axis)
            found = {
                (inner, _stays_in(row, step.axis, inner)): None
                for node, row in nodes
                for inner in (*axis(node), *_other_rows(node, step.axis))
                if test(inner)
            }
            named = step.test.kind == "name" and step.test.name != "*" and step.axis == "child"
            if named and nodes and not found:
                raise XPathError("unknown_path", step.position, name=step.test.name)
        for predicate in step.predicates:
            self._read(predicate, found)
        return found


def _stays_in(row: str, axis: str, inner: Node) -> str:
    """Of which group only the own row is meant after a step to `inner` from a node of which it was `row`."""
    if axis in _DOWN:
        return row
    if axis not in _UP:
        return ""
    return row if not row or f"{inner.generic}/".startswith(f"{row}/") else _own_row(inner)


def _other_rows(node: Node, axis: str) -> Iterator[Node]:
    """What an axis finds in other rows: the definition has one row of each group, which stands for those beside it."""
    for one in (node, *node.above()) if axis in ("following", "preceding") else (node,) if axis in _BESIDE else ():
        if one.row:
            yield one
            if axis not in _BESIDE:
                yield from one.below()
