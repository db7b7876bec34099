# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The parts an expression is made of, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


class XPathError(Exception):
    """An expression that cannot be used: which mistake (`forms.expression.<key>`) and where.

    `position` counts characters from 0; `values` fill the fields of the sentence.
    """

    def __init__(self, key: str, position: int, **values: object) -> None:
        super().__init__(f"{key} at {position}")
        self.key = key
        self.position = position
        self.values = values


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    position: int
    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A text between quotes."""

    position: int
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: a question by its name. Only in our own sheets; pyxform turns the others into paths."""

    position: int
    name: str


@dataclass(frozen=True, slots=True)
class Negate:
    """A minus before an operand."""

    position: int
    operand: Expression


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined by operators of one precedence, read from left to right.

    A list and not a tree, so that a sum of a thousand terms needs no thousand nested calls.
    """

    position: int
    first: Expression
    rest: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Union:
    """Node-sets put together with `|`."""

    position: int
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    position: int
    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class NodeTest:
    """Which nodes of an axis are meant; `kind` is `name` or a node type, `name` may be `*`."""

    kind: str
    name: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    position: int
    axis: str
    test: NodeTest
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression followed by conditions between square brackets."""

    position: int
    primary: Expression
    predicates: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root (`absolute`), from another expression (`start`), or from here."""

    position: int
    absolute: bool
    start: Expression | None
    steps: tuple[Step, ...]

    names: tuple[str, ...] | None = None
    """The names of a path that only goes down by name; None for any other path."""


def path_of(position: int, steps: tuple[Step, ...], *, absolute: bool = False, start: Expression | None = None) -> Path:
    """A path with its names worked out."""
    plain = start is None and all(
        step.axis == "child" and step.test.kind == "name" and step.test.name != "*" and not step.predicates
        for step in steps
    )
    return Path(position, absolute, start, steps, tuple(step.test.name for step in steps) if plain else None)


Expression = Number | Literal | Reference | Negate | Chain | Union | Call | Filter | Path


def inside(expression: Expression) -> Iterator[Expression]:
    """The expression and every expression in it, predicates included."""
    todo: list[Expression] = [expression]
    while todo:
        part = todo.pop()
        yield part
        if isinstance(part, Negate):
            todo.append(part.operand)
        elif isinstance(part, Chain):
            todo += [part.first, *(operand for _, operand in part.rest)]
        elif isinstance(part, Union):
            todo += part.parts
        elif isinstance(part, Call):
            todo += part.arguments
        elif isinstance(part, Filter):
            todo += [part.primary, *part.predicates]
        elif isinstance(part, Path):
            todo += [] if part.start is None else [part.start]
            for step in part.steps:
                todo += step.predicates
