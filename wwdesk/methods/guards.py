# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The one way on for a trajectory: a step is done, or a guard says why it cannot be.

Whatever wants to change a trajectory (the window, the command line, a file that comes in) goes through
`apply`, so that no road leads around a guard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.methods.facts import checked_facts
from wwdesk.methods.limits import View
from wwdesk.methods.model import Guard, GuardKind, Outcome, Step
from wwdesk.methods.progress import Event, Progress, after


@dataclass(frozen=True, slots=True)
class Hit:
    """A guard whose condition is not met."""

    guard: Guard

    @property
    def sentence(self) -> str:
        """What is said to the worker, with the codes of the rules behind it."""
        codes = ", ".join(self.guard.rules)
        return f"{self.guard.say} ({codes})" if codes else self.guard.say


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an event would lead to, and the guards it runs into."""

    after: Progress
    hits: tuple[Hit, ...]

    @property
    def blocked(self) -> tuple[Hit, ...]:
        """What cannot be passed."""
        return tuple(hit for hit in self.hits if hit.guard.kind is GuardKind.BLOCK)

    @property
    def asks_reason(self) -> tuple[Hit, ...]:
        """What can be passed with a reason."""
        return tuple(hit for hit in self.hits if hit.guard.kind is GuardKind.ASK_REASON)


class StepRefusedError(DeskError):
    """A step that may not be done; `hits` are the guards that stop it, none where it was not open at all."""

    def __init__(self, key: str, hits: tuple[Hit, ...] = (), **values: object) -> None:
        super().__init__(key, **values)
        self.hits = hits


def judge(progress: Progress, event: Event, office: Mapping[str, int] | None = None) -> Judgement:
    """What the event would lead to. `office` holds what is known of `OFFICE_NUMBERS`.

    Conditions see the trajectory as it would be after the event, on the day of the event. Raises
    StepRefusedError where the step is not open, its outcome or facts are missing or wrong, or its day is
    before the start.
    """
    step = _open_step(progress, event)
    outcome = _outcome(step, event)
    facts = checked_facts(progress.rulebook.method, step, event.facts)
    done = after(progress, step, outcome, replace(event, facts=facts))
    see = View(done, event.on, office)
    hits = [
        Hit(guard)
        for guard in progress.rulebook.method.guard
        if step.id in guard.steps
        and (not guard.outcomes or event.outcome in guard.outcomes)
        and not see.true(guard.unless)
    ]
    return Judgement(done, tuple(hits))


def apply(progress: Progress, event: Event, office: Mapping[str, int] | None = None) -> Progress:
    """The trajectory after the event. Raises StepRefusedError where a guard stops it, or asks for a reason it lacks."""
    judgement = judge(progress, event, office)
    if blocked := judgement.blocked:
        label = progress.rulebook.steps[event.step].label
        raise StepRefusedError("step_blocked", blocked, step=label, why=" ".join(hit.sentence for hit in blocked))
    if (asks := judgement.asks_reason) and not event.reason.strip():
        label = progress.rulebook.steps[event.step].label
        raise StepRefusedError("step_needs_reason", asks, step=label, why=" ".join(hit.sentence for hit in asks))
    passed = {hit.guard.id: event.reason.strip() for hit in asks}
    return replace(judgement.after, reasons={**judgement.after.reasons, **passed})


def replay(progress: Progress, events: tuple[Event, ...], reasons: tuple[tuple[str, ...], ...]) -> Progress:
    """A trajectory from its start and the events that were once accepted; `reasons` are the guards each passed.

    What the office knew then is not known any more, so guards are not asked again.
    """
    for event, passed in zip(events, reasons, strict=True):
        step = progress.rulebook.steps[event.step]
        progress = after(progress, step, _outcome(step, event), event)
        if passed:
            progress = replace(progress, reasons={**progress.reasons, **dict.fromkeys(passed, event.reason)})
    return progress


def _open_step(progress: Progress, event: Event) -> Step:
    step = progress.rulebook.steps.get(event.step)
    if step is None:
        raise StepRefusedError("step_unknown", step=event.step)
    if progress.closed:
        raise StepRefusedError("trajectory_closed", step=step.label)
    if not progress.is_open(step):
        raise StepRefusedError("step_not_open", step=step.label, why=_why_closed(progress, step))
    if event.on < progress.started_on:
        raise StepRefusedError("step_before_start", step=step.label, day=show_date(progress.started_on))
    return step


def _why_closed(progress: Progress, step: Step) -> str:
    missing = [progress.rulebook.steps[need].label for need in step.needs if need not in progress.times]
    if missing:
        return t("methods.needs", steps=", ".join(missing))
    labels = [progress.rulebook.steps[name].label for name in progress.open]
    return t("methods.open_now", steps=", ".join(labels))


def _outcome(step: Step, event: Event) -> Outcome | None:
    if not step.outcome:
        if event.outcome:
            raise StepRefusedError("step_outcome_unknown", step=step.label, known="-")
        return None
    found = next((one for one in step.outcome if one.code == event.outcome), None)
    if found is None:
        known = ", ".join(one.label for one in step.outcome)
        raise StepRefusedError("step_outcome_unknown", step=step.label, known=known)
    return found
