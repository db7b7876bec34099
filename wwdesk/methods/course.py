# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The course of a trajectory over time: its phases, its contracts, and what lengthened or ended these.

Trajectory and contract are counted apart (A23): one trajectory can hold several contracts, one after another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from wwdesk.methods.limits import View
from wwdesk.methods.model import Contract, LimitKind
from wwdesk.methods.progress import Event, Progress, after, begin


class Turn(StrEnum):
    """What a step meant for a contract."""

    SIGNED = "signed"
    EXTENDED = "extended"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractStretch:
    """A contract from its first day on. `ended` is the day it ended, `planned` its last day as last agreed."""

    label: str
    first: date
    ended: date | None = None
    planned: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStretch:
    """The stretches of time a phase ran; the last one ends today where it still runs."""

    label: str
    parts: tuple[tuple[date, date], ...]
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A trajectory over time. `turns` says per place of an event what it meant for the contract of that number."""

    phases: tuple[PhaseStretch, ...]
    contracts: tuple[ContractStretch, ...]
    turns: dict[int, tuple[Turn, int]]


def course(progress: Progress, today: date) -> Course:
    """The course of a trajectory up to today, and what is planned."""
    stages = _stages(progress)
    contracts: list[ContractStretch] = []
    turns: dict[int, tuple[Turn, int]] = {}
    for kind in progress.rulebook.method.contract:
        _follow(kind, stages, today, contracts, turns)
    _notices(progress, contracts, turns)
    return Course(
        phases=_phases(stages, today),
        contracts=tuple(contracts),
        turns=turns,
    )


def _stages(progress: Progress) -> Sequence[Progress]:
    """Where the trajectory stood at its start and after each event, its passed guards known from the start."""
    stage = replace(begin(progress.rulebook, progress.started_on, progress.profile.id), reasons=progress.reasons)
    found = [stage]
    for event in progress.events:
        step = progress.rulebook.steps[event.step]
        outcome = next((one for one in step.outcome if one.code == event.outcome), None)
        stage = after(stage, step, outcome, event)
        found.append(stage)
    return found


def _is(event: Event, names: Iterable[str]) -> bool:
    """Whether an event is one of `step` or `step:outcome`."""
    return event.step in names or f"{event.step}:{event.outcome}" in names


def _follow(
    kind: Contract,
    stages: Sequence[Progress],
    today: date,
    contracts: list[ContractStretch],
    turns: dict[int, tuple[Turn, int]],
) -> None:
    """Adds every contract of a kind to `contracts`, and what events meant for it to `turns`."""
    now: ContractStretch | None = None
    number = -1
    for place, event in enumerate(stages[-1].events):
        stage = stages[place + 1]
        signs = _is(event, (kind.signed,))
        if now is not None and (signs or _is(event, kind.ended_by) or stage.closed):
            # A contract outlives its trajectory where nothing says that it ends with it.
            if signs or _is(event, kind.ended_by):
                contracts[number] = replace(now, ended=max(event.on, now.first))
            now = None
        if not signs and now is None:
            continue
        view = View(stage, today)
        first = (view.day(kind.start) if kind.start else None) or (event.on if now is None else now.first)
        limit, planned = _planned(kind, view)
        if now is None:
            now, number = ContractStretch(label=kind.label, first=first, planned=planned), len(contracts)
            contracts.append(now)
            turns[place] = (Turn.SIGNED, number)
            continue
        if limit != LimitKind.NOTICE and planned and now.planned and planned > now.planned:
            turns[place] = (Turn.EXTENDED, number)
        now = replace(now, first=first, planned=planned or now.planned)
        contracts[number] = now


def _planned(kind: Contract, view: View) -> tuple[LimitKind | None, date | None]:
    """The last day of a contract as agreed so far, with the kind of time limit that says so."""
    kinds = {limit.id: limit.kind for limit in view.progress.rulebook.method.time_limit}
    for name in kind.ends:
        found = view.limit(name)
        if found is not None:
            return kinds[name], found.day
    return None, None


def _notices(progress: Progress, contracts: Sequence[ContractStretch], turns: dict[int, tuple[Turn, int]]) -> None:
    """Marks the steps that gave notice; of the contract that ran then, -1 where none is kept."""
    starts = {limit.start for limit in progress.rulebook.method.time_limit if limit.kind is LimitKind.NOTICE}
    for place, event in enumerate(progress.events):
        if starts & event.facts.keys() and place not in turns:
            running = (
                number
                for number, one in enumerate(contracts)
                if one.first <= event.on and (one.ended is None or event.on <= one.ended)
            )
            turns[place] = (Turn.NOTICE, max(running, default=-1))


def _phases(stages: Sequence[Progress], today: date) -> tuple[PhaseStretch, ...]:
    """The phases that were reached, in the order of the method."""
    parts: dict[str, list[tuple[date, date]]] = {}
    now, since = _first_phase(stages[0]), stages[0].started_on
    for before, stage in pairwise(stages):
        event = stage.events[-1]
        # Steps can be noted later than they happened: time never runs backwards here.
        day = max(since, event.on)
        then = _phase_after(before, stage, now)
        if then != now or stage.closed:
            parts.setdefault(now, []).append((since, day))
            now, since = then, day
    last = stages[-1]
    if not last.closed:
        parts.setdefault(now, []).append((since, max(since, today)))
    return tuple(
        PhaseStretch(label=phase.label, parts=tuple(parts[phase.id]), running=phase.id == now and not last.closed)
        for phase in last.rulebook.method.phase
        if phase.id in parts
    )


def _first_phase(stage: Progress) -> str:
    steps = stage.rulebook.steps
    return _earliest(stage, {steps[name].phase for name in stage.rulebook.method.method.start})


def _phase_after(before: Progress, stage: Progress, now: str) -> str:
    """The phase a step leads to: that of what it opens, not before its own where there is a choice.

    What can be done again (a visit, a payment) leads nowhere.
    """
    step = stage.rulebook.steps[stage.events[-1].step]
    if step.again or step.always or stage.closed:
        return now
    opened = {stage.rulebook.steps[name].phase for name in stage.aimed - before.aimed}
    order = [phase.id for phase in stage.rulebook.method.phase]
    onward = {phase for phase in opened if order.index(phase) >= order.index(step.phase)}
    return _earliest(stage, onward or opened or {step.phase})


def _earliest(stage: Progress, phases: Collection[str]) -> str:
    return next(phase.id for phase in stage.rulebook.method.phase if phase.id in phases)
