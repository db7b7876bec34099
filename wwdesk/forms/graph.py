# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which expressions depend on which questions, in an order that needs each of them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class CycleError(Exception):
    """Expressions that depend on each other in a circle; `places` are their numbers in turn."""

    def __init__(self, places: Sequence[int]) -> None:
        super().__init__(f"cycle of {len(places)}")
        self.places = tuple(places)


@dataclass(frozen=True, slots=True)
class Dependency:
    """What one expression reads and which paths it can change."""

    reads: frozenset[str]
    changes: frozenset[str]


def in_turn(expressions: Sequence[Dependency]) -> list[int]:
    """The numbers of the expressions so that each comes after all it depends on.

    Raises CycleError. The order is the given one as far as possible, so that it is the same on
    every machine.
    """
    changers: dict[str, list[int]] = defaultdict(list)
    for place, expression in enumerate(expressions):
        for path in expression.changes:
            changers[path].append(place)
    waits_for = [
        sorted({changer for path in expression.reads for changer in changers.get(path, ())})
        for expression in expressions
    ]
    order: list[int] = []
    state = [0] * len(expressions)
    for start in range(len(expressions)):
        _visit(start, waits_for, state, order)
    return order


_WAITING, _DONE = 1, 2


def _visit(start: int, waits_for: list[list[int]], state: list[int], order: list[int]) -> None:
    """Depth first with an own stack: a chain of thousands of calculations is no danger."""
    if state[start] == _DONE:
        return
    way: list[tuple[int, int]] = [(start, 0)]
    state[start] = _WAITING
    while way:
        place, seen = way[-1]
        if seen == len(waits_for[place]):
            state[place] = _DONE
            order.append(place)
            way.pop()
            continue
        way[-1] = (place, seen + 1)
        needed = waits_for[place][seen]
        if state[needed] == _WAITING:
            members = [member for member, _ in way]
            raise CycleError(members[members.index(needed) :])
        if not state[needed]:
            state[needed] = _WAITING
            way.append((needed, 0))


Readers = Mapping[str, tuple[tuple[int, str], ...]]
"""For every path the numbers of the expressions that read it.

With each goes the repeated group of which it only reads its own row; empty where it reads any row.
"""


def readers(reads: Sequence[Mapping[str, str]]) -> Readers:
    """Who reads which path, from what each expression reads and in which row."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, paths in enumerate(reads):
        for path, group in paths.items():
            found[path].append((place, group))
    return {path: tuple(places) for path, places in found.items()}


def places_of(paths: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the expressions that belong to a path."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, path in enumerate(paths):
        found[path].append(place)
    return {path: tuple(places) for path, places in found.items()}
