# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The ways through a method: steps nothing leads to, and circles from which nobody gets out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wwdesk.methods.model import Method, Step, StepKind


def ways_on(step: Step) -> tuple[str, ...]:
    """The steps that doing this one can open."""
    return tuple(dict.fromkeys((*step.next, *(name for outcome in step.outcome for name in outcome.next))))


def dead_steps(method: Method) -> tuple[str, ...]:
    """Steps that nothing ever opens."""
    starts = [*method.method.start, *(step.id for step in method.step if step.always)]
    reached = _reached(starts, {step.id: ways_on(step) for step in method.step})
    return tuple(step.id for step in method.step if step.id not in reached)


def without_exit(method: Method) -> tuple[str, ...]:
    """Steps that go round in a circle for ever, and starts from which no way leads to a closing step.

    A step beside others may end where nothing follows, or stay open; an `always` step is no way out by itself.
    """
    back: dict[str, list[str]] = {}
    for step in method.step:
        for name in ways_on(step):
            back.setdefault(name, []).append(step.id)
    closing = _reached([step.id for step in method.step if step.kind is StepKind.CLOSE and not step.always], back)
    ends = [step.id for step in method.step if step.kind is StepKind.CLOSE or step.again or _can_end(step)]
    out = _reached(ends, back)
    return tuple(
        step.id
        for step in method.step
        if step.id not in out or (step.id in method.method.start and step.id not in closing)
    )


def _can_end(step: Step) -> bool:
    """Whether doing the step may open nothing."""
    if step.outcome and not step.next:
        return any(not outcome.next for outcome in step.outcome)
    return not step.next


def dead_ends(method: Method) -> tuple[str, ...]:
    """Outcomes of steps (`step:code`), or steps, after which nothing may be left to do.

    A step that can be done again stays open, and a step beside others may end; but where a method has only
    one way at a time, an end that is no closing step strands the trajectory.
    """
    found: list[str] = []
    aimed_together = {name for step in method.step for name in _together(step)}
    for step in method.step:
        if step.kind is StepKind.CLOSE or step.again or step.always or step.id in aimed_together:
            continue
        if step.outcome and not step.next:
            found += [f"{step.id}:{outcome.code}" for outcome in step.outcome if not outcome.next]
        elif not step.outcome and not step.next:
            found.append(step.id)
    return tuple(found)


def _together(step: Step) -> tuple[str, ...]:
    """Steps that are opened beside others, or beside the step itself where that stays open."""
    if step.again or step.always:
        return ways_on(step)
    groups = [outcome.next + step.next for outcome in step.outcome] or [step.next]
    return tuple(name for group in groups if len(group) > 1 for name in group)


def _reached(starts: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    todo = list(starts)
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += ways.get(name, ())
    return reached
