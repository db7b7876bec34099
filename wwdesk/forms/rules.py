# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The expressions of a form, checked, compiled and put in order: what a filling runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from wwdesk.forms.tree import Node
from wwdesk.forms.xform import Words
from wwdesk.forms.xpath.axes import AXES, accepts
from wwdesk.forms.xpath.context import Compiled
from wwdesk.forms.xpath.syntax import (
    Call,
    Chain,
    Expression,
    Filter,
    Negate,
    Path,
    Step,
    Union,
    XPathError,
)
from wwdesk.forms.xpath.values import Clock, Value


class RuleKind(Enum):
    """What an expression decides."""

    RELEVANT = "relevant"
    CALCULATE = "calculation"
    CONSTRAINT = "constraint"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One compiled expression of the question or group at `path`."""

    kind: RuleKind
    path: str
    run: Compiled
    reads: frozenset[str]
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that is put in at a moment: a dynamic default or one that follows another answer."""

    path: str
    run: Compiled | None
    first: bool
    trigger: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition can ask: the value of a name, and whether there is nothing to judge by.

    `missing` gets the name and the texts the condition itself compares with, so that a condition
    may ask for "niet besproken" by name.
    """

    value: Callable[[str], Value]
    missing: Callable[[str, frozenset[str]], bool]
    clock: Clock


Judge = Callable[[Known], bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The compiled part of a form.

    `values` (relevance and calculations) stand in an order in which each needs only earlier ones;
    `checks` (constraints and conditions for "required") are looked at afterwards. The two
    mappings say which of them read a path. `definition` is the tree with one row of everything.
    """

    definition: Node
    types: Mapping[str, str]
    defaults: Mapping[str, str]
    repeats: Mapping[str, Compiled | None]
    """Every repeated group, with the expression for its number of rows where the form itself says so."""
    count_reads: frozenset[str]
    """What those expressions read."""
    plain: frozenset[str]
    instances: Mapping[str, Node]
    values: tuple[Rule, ...]
    value_readers: Mapping[str, tuple[int, ...]]
    value_places: Mapping[str, tuple[int, ...]]
    """Which of `values` belong to a path."""
    checks: tuple[Rule, ...]
    check_readers: Mapping[str, tuple[int, ...]]
    required_messages: Mapping[str, str]
    choice_filters: Mapping[str, tuple[Compiled, str]]
    """Per question the expression that lists its choices now, and which child holds the name."""
    settings: tuple[Setting, ...]
    preloads: Mapping[str, str]
    labels: Mapping[str, tuple[Words, tuple[Compiled, ...]]]
    formulas: Mapping[str, str]
    """The calculations as the workbook has them, by path."""
    criteria: Mapping[str, Judge] = field(default_factory=dict[str, Judge])
    """The conditions of location profiles by their text."""


def with_below(node: Node) -> Iterator[str]:
    """The path of a node of the definition and of everything in it."""
    yield node.generic
    for inner in node.below():
        yield inner.generic


def reads_of(expression: Expression, node: Node, root: Node, by_path: Mapping[str, Node]) -> frozenset[str]:
    """The paths an expression of `node` depends on. Raises XPathError for a path that leads nowhere.

    `by_path` has the nodes below `root` by their paths.
    """
    return _Reader(node, root, by_path).all_of(expression)


_STRUCTURE_ONLY = frozenset({"position", "count", "name", "local-name"})
"""Functions that look at nodes without reading what is in them."""


class _Reader:
    """Walks through an expression along the definition instead of a filling.

    Node-sets are lists of definition nodes; None stands for nodes of another instance, which
    never change.
    """

    def __init__(self, current: Node, root: Node, by_path: Mapping[str, Node]) -> None:
        self._current = current
        self._root = root
        self._by_path = by_path
        self._found: set[str] = set()

    def all_of(self, expression: Expression) -> frozenset[str]:
        self._read(expression, [self._current])
        return frozenset(self._found)

    def _read(self, expression: Expression, context: list[Node] | None, *, shallow: bool = False) -> None:
        nodes = self._nodes(expression, context)
        for node in nodes or ():
            self._found.update((node.generic,) if shallow else with_below(node))

    def _nodes(self, expression: Expression, context: list[Node] | None) -> list[Node] | None:
        match expression:
            case Negate(operand=operand):
                self._read(operand, context)
            case Chain():
                self._read(expression.first, context)
                for _, operand in expression.rest:
                    self._read(operand, context)
            case Union(parts=parts):
                for part in parts:
                    self._read(part, context)
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
        return []

    def _call(self, call: Call, context: list[Node] | None) -> list[Node] | None:
        if call.name == "current":
            return [self._current]
        if call.name == "instance":
            return None
        if call.name == "randomize" and call.arguments:
            return self._nodes(call.arguments[0], context)
        for place, argument in enumerate(call.arguments):
            # Of indexed-repeat(what, group, row, ...) the groups only say where: a row may ask the one before.
            where = call.name == "indexed-repeat" and place % 2 == 1
            self._read(argument, context, shallow=where or call.name in _STRUCTURE_ONLY)
        return []

    def _path(self, path: Path, context: list[Node] | None) -> list[Node] | None:
        if path.absolute and path.names is not None:
            node = self._by_path.get("/" + "/".join(path.names))
            if node is not None:
                return [node]
        start = context if path.start is None else self._nodes(path.start, context)
        nodes = [self._root] if path.absolute else start
        for step in path.steps:
            nodes = self._step(step, nodes, path)
        return nodes

    def _step(self, step: Step, nodes: list[Node] | None, path: Path) -> list[Node] | None:
        found: list[Node] | None = None
        if nodes is not None:
            axis, test = AXES[step.axis], accepts(step.test, step.axis)
            found = list(dict.fromkeys(inner for node in nodes for inner in axis(node) if test(inner)))
            named = step.test.kind == "name" and step.test.name != "*" and step.axis == "child"
            if named and nodes and not found:
                raise XPathError("unknown_path", step.position, name=step.test.name)
        for predicate in step.predicates:
            self._read(predicate, found)
        return found
