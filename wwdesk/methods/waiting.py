# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Who waits in a method, and in which order: the order is data of the method, and can be told key by key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Generic, TypeVar

from wwdesk.methods.conditions import FactValue
from wwdesk.methods.model import Method
from wwdesk.methods.progress import Progress

Who = TypeVar("Who")


@dataclass(frozen=True, slots=True)
class Waiting(Generic[Who]):
    """Somebody who waits. `keys` are the label of each thing the order looks at, with its value."""

    who: Who
    progress: Progress
    since: date
    keys: tuple[tuple[str, FactValue | None], ...]


def reached(progress: Progress, name: str) -> int:
    """The number, from 1, of the last event that did `step` (or ended it as in `step:outcome`); 0 if none did."""
    step, _, code = name.partition(":")
    found = (
        number
        for number, event in enumerate(progress.events, 1)
        if event.step == step and (not code or event.outcome == code)
    )
    return max(found, default=0)


def waits(progress: Progress) -> bool:
    """Whether a trajectory stands on the waiting list of its method."""
    waiting = progress.rulebook.method.waiting_list
    if waiting is None or progress.closed:
        return False
    entered = reached(progress, waiting.enters)
    return entered > 0 and not any(reached(progress, name) > entered for name in waiting.leaves)


def in_order(candidates: Iterable[tuple[Who, Progress]]) -> list[Waiting[Who]]:
    """Those who wait, the first first. What is not known stands last; equals keep the order they came in."""
    found = [_waiting(who, progress) for who, progress in candidates if waits(progress)]
    # From the last key to the first: sorting keeps equals in place.
    depth = max((len(one.keys) for one in found), default=0)
    for place in reversed(range(depth)):
        down = [one for one in found if _counts_down(one, place)]
        found.sort(key=lambda one: _rank(one, place), reverse=bool(down))
        found.sort(key=lambda one: one.keys[place][1] is None if place < len(one.keys) else True)
    return found


def _counts_down(one: Waiting[Who], place: int) -> bool:
    waiting = one.progress.rulebook.method.waiting_list
    return waiting is not None and place < len(waiting.order) and waiting.order[place].startswith("-")


def _rank(one: Waiting[Who], place: int) -> float | str:
    value = one.keys[place][1] if place < len(one.keys) else None
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, (Fraction, bool)):
        return float(value)
    return 0.0 if value is None else float(len(value))


def _waiting(who: Who, progress: Progress) -> Waiting[Who]:
    method = progress.rulebook.method
    waiting = method.waiting_list
    if waiting is None:
        raise ValueError("no waiting list")
    labels = {one.id: one.label for one in (*method.fact, *method.step)}
    names = [name.removeprefix("-") for name in waiting.order]
    keys = tuple((labels[name], _value(progress, name)) for name in names)
    return Waiting(who, progress, progress.events[reached(progress, waiting.enters) - 1].on, keys)


def _value(progress: Progress, name: str) -> FactValue | None:
    if name in progress.rulebook.steps:
        times = progress.times.get(name, ())
        return times[0] if times else None
    return progress.facts.get(name)


def last_contact(progress: Progress) -> date:
    """The last day anything was done for somebody."""
    return max((event.on for event in progress.events), default=progress.started_on)


def contact_by(progress: Progress) -> date | None:
    """The last day somebody who waits must be heard again, None where the method has no waiting list."""
    waiting = progress.rulebook.method.waiting_list
    return None if waiting is None else last_contact(progress) + timedelta(days=waiting.contact_days)


def last_screening(progress: Progress) -> date | None:
    """The last day a questionnaire was filled for somebody."""
    forms = {step.id for step in progress.rulebook.method.step if step.form}
    return max((event.on for event in progress.events if event.step in forms), default=None)


def screening_is_old(progress: Progress, today: date) -> bool:
    """Whether the last questionnaire is older than the method allows (R28)."""
    waiting = progress.rulebook.method.waiting_list
    last = last_screening(progress)
    return waiting is not None and last is not None and (today - last).days > waiting.screening_days


def places(method: Method) -> int | None:
    """How many places the method counts, None where it counts none."""
    counted = [capacity.places for capacity in method.capacity if capacity.taken_by]
    return sum(counted) if counted else None


def takes_place(progress: Progress) -> bool:
    """Whether a trajectory holds one of them."""
    if progress.closed:
        return False
    return any(
        reached(progress, one.taken_by) > max((reached(progress, name) for name in one.freed_by), default=0)
        for one in progress.rulebook.method.capacity
        if one.taken_by
    )
