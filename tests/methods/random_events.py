# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Random attempts at a trajectory: any step, any day, any answer, with and without a reason."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

from wwdesk.domain.errors import DeskError
from wwdesk.methods.conditions import OFFICE_NUMBERS, FactValue
from wwdesk.methods.facts import choices_of, facts_of
from wwdesk.methods.guards import apply
from wwdesk.methods.limits import View
from wwdesk.methods.model import Fact, FactKind, Method, Step, StepKind
from wwdesk.methods.progress import Event, Progress, Rulebook, begin

START = date(2026, 1, 5)


def tried(rulebook: Rulebook, seed: int) -> Progress:
    """A trajectory after some attempts, now and then many; nothing of `[[never]]` may be true after any of them."""
    attempts = 14 if seed % 6 else 70
    dice = random.Random(seed)  # noqa: S311 no secret
    method = rulebook.method
    progress = begin(rulebook, START, dice.choice(method.profile).id)
    day = START
    for _ in range(attempts):
        day += timedelta(days=dice.choice((0, 1, 3, 10, 30, 90)))
        event = _attempt(progress, day, dice)
        office = {name: dice.choice((0, 1, 2, 3)) for name in OFFICE_NUMBERS}
        try:
            progress = apply(progress, event, office)
        except DeskError:
            continue
        _check(progress, day, seed)
    return progress


def _attempt(progress: Progress, day: date, dice: random.Random) -> Event:
    """Mostly a step that is open, sometimes any; closing is rare, or nothing would ever get far."""
    method = progress.rulebook.method
    steps = progress.rulebook.steps
    names = list(progress.open) if dice.random() < 0.85 else [step.id for step in method.step]
    if dice.random() < 0.9:
        names = [name for name in names if steps[name].kind is not StepKind.CLOSE] or names
    names = names or [step.id for step in method.step]
    step = steps[dice.choice(names)]
    outcome = dice.choice(step.outcome).code if step.outcome else ""
    reason = dice.choice(("", "omdat het moest"))
    return Event(
        step=step.id,
        on=day,
        outcome=outcome,
        facts=_facts(method, step, _days(progress, day, dice), dice),
        reason=reason,
    )


def _days(progress: Progress, day: date, dice: random.Random) -> list[date]:
    """Days worth trying: around today, and around every date that holds."""
    near = [day + timedelta(days=days) for days in (-200, -40, -7, 0, 0, 1, 8, 40, 200)]
    edges = [deadline.latest for deadline in View(progress, day).deadlines()]
    return near + [edge + timedelta(days=dice.choice((-1, 0, 1))) for edge in edges]


def _facts(method: Method, step: Step, days: list[date], dice: random.Random) -> dict[str, FactValue]:
    chance = dice.choice((0.9, 1.0, 1.0))
    return {fact.id: _value(method, fact, days, dice) for fact in facts_of(method, step) if dice.random() < chance}


def _value(method: Method, fact: Fact, days: list[date], dice: random.Random) -> FactValue:
    match fact.kind:
        case FactKind.DATE:
            return dice.choice(days)
        case FactKind.NUMBER:
            return Fraction(dice.randint(fact.least, min(fact.most, fact.least + 24)))
        case FactKind.YES_NO:
            return dice.random() < 0.5
        case FactKind.CHOICE:
            return dice.choice(choices_of(method, fact.list)).code
        case FactKind.TEXT:
            return dice.choice(("", "tekst"))


def _check(progress: Progress, day: date, seed: int) -> None:
    view = View(progress, day)
    for never in progress.rulebook.method.never:
        assert not view.true(never.when), (seed, never.id, [event.step for event in progress.events])
    for deadline in view.deadlines():
        assert deadline.why
        assert deadline.due <= deadline.latest
    assert progress.closed or progress.open, (seed, [event.step for event in progress.events])
