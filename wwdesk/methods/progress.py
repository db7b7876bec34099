# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Where a trajectory stands in its method: the sum of everything that was done, in the order it was noted.

A trajectory begins here and goes on through `wwdesk.methods.guards.apply` only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from wwdesk.domain.errors import DeskError
from wwdesk.methods.conditions import Conditions, FactValue
from wwdesk.methods.model import Method, Outcome, Profile, Step, StepKind


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A method that was found right, with its conditions ready to run."""

    method: Method
    conditions: Conditions
    steps: Mapping[str, Step]

    def profile(self, profile_id: str = "") -> Profile:
        """A dated profile by its id, by default the newest. Raises DeskError `method_profile_unknown`."""
        if not profile_id:
            return max(self.method.profile, key=lambda one: one.since)
        found = next((one for one in self.method.profile if one.id == profile_id), None)
        if found is None:
            known = ", ".join(one.id for one in self.method.profile)
            raise DeskError("method_profile_unknown", profile=profile_id, known=known)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A step that was done. `reason` is why a guard that asks for one was passed."""

    step: str
    on: date
    outcome: str = ""
    facts: Mapping[str, FactValue] = field(default_factory=dict[str, FactValue])
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a trajectory stands. `aimed` are the steps something has opened, whether or not what they need is done."""

    rulebook: Rulebook
    profile: Profile
    started_on: date
    aimed: frozenset[str]
    events: tuple[Event, ...] = ()
    times: Mapping[str, tuple[date, ...]] = field(default_factory=dict[str, tuple[date, ...]])
    outcomes: Mapping[str, str] = field(default_factory=dict[str, str])
    facts: Mapping[str, FactValue] = field(default_factory=dict[str, FactValue])
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    closed: str = ""
    """The closing step once it is done."""

    @property
    def open(self) -> tuple[str, ...]:
        """The steps that can be done now, in the order of the method."""
        if self.closed:
            return ()
        return tuple(step.id for step in self.rulebook.method.step if self.is_open(step))

    def is_open(self, step: Step) -> bool:
        """Whether a step can be done now, guards aside."""
        reached = step.always or step.id in self.aimed
        return not self.closed and reached and all(need in self.times for need in step.needs)


def begin(rulebook: Rulebook, on: date, profile_id: str = "") -> Progress:
    """A trajectory that starts on `on` under a dated profile, by default the newest."""
    return Progress(
        rulebook=rulebook,
        profile=rulebook.profile(profile_id),
        started_on=on,
        aimed=frozenset(rulebook.method.method.start),
    )


def after(progress: Progress, step: Step, outcome: Outcome | None, event: Event) -> Progress:
    """The trajectory once a step has been done, guards aside."""
    opens = (*step.next, *(outcome.next if outcome else ()))
    stops = {*step.stops, *(outcome.stops if outcome else ())}
    left = progress.aimed - stops if step.again else progress.aimed - stops - {step.id}
    outcomes = {**progress.outcomes, step.id: event.outcome} if outcome else progress.outcomes
    return replace(
        progress,
        events=(*progress.events, event),
        aimed=left | frozenset(opens),
        times={**progress.times, step.id: (*progress.times.get(step.id, ()), event.on)},
        outcomes=outcomes,
        facts={**progress.facts, **event.facts},
        closed=step.id if step.kind is StepKind.CLOSE else "",
    )
