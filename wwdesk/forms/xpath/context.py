# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What an expression can see while it is evaluated."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wwdesk.forms.tree import Node
from wwdesk.forms.xpath.values import Clock, NodeSet, Value

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _no_label(_path: str, value: str) -> str:
    return value


def _no_reference(_name: str) -> Value:
    return ""


@dataclass(slots=True)
class Scope:
    """The surroundings of one filling, the same for all its expressions.

    `nodes` finds the questions outside repeated groups by path; `choice_label` gives the words of
    a choice of the question at a path; `reference` gives the value of a `${name}`.
    """

    root: Node
    clock: Clock
    instances: Mapping[str, Node] = field(default_factory=dict[str, Node])
    nodes: Mapping[str, Node] = field(default_factory=dict[str, Node])
    choice_label: Callable[[str, str], str] = _no_label
    reference: Callable[[str], Value] = _no_reference
    dice: random.Random = field(default_factory=random.Random)
    month_names: tuple[str, ...] = _MONTHS
    day_names: tuple[str, ...] = _DAYS


@dataclass(slots=True)
class Context:
    """Where one evaluation stands. `current` is the node the whole expression belongs to."""

    node: Node
    current: Node
    scope: Scope
    position: int = 1
    size: int = 1


Compiled = Callable[[Context], Value]
"""An expression made ready to run."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language; `most` is None where any number of arguments may follow."""

    least: int
    most: int | None
    run: Callable[[Context, list[Value]], Value]


@dataclass(frozen=True, slots=True)
class LazyFunction:
    """A function that decides itself which of its arguments are evaluated."""

    least: int
    most: int | None
    run: Callable[[Context, tuple[Compiled, ...]], Value]


FunctionTable = Mapping[str, Function | LazyFunction]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known when an expression is compiled.

    `form` says that paths lead through a form, not through any XML: their nodes stand for answers.
    `plain` are the paths that occur exactly once in every filling, `repeats` those of repeated
    groups: a path through one means, from inside, the row one is in.
    """

    functions: FunctionTable
    form: bool = False
    plain: frozenset[str] = frozenset()
    repeats: frozenset[str] = frozenset()


def as_nodes(value: Value) -> NodeSet:
    """The value if it is a node-set, else no nodes."""
    return value if isinstance(value, list) else []
