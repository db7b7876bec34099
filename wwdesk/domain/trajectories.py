# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What screens see of trajectories: frozen overviews of a client's way through a working method."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wwdesk.domain.time_limits.recurring import Light


class TrajectoryStatus(StrEnum):
    """Where a trajectory stands (texts `trajectory.status`)."""

    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """A working method in a list. `problems` says what is wrong; then it cannot be started."""

    id: str
    label: str
    version: str
    summary: str
    source: str
    own: bool
    """Whether it is the office's own folder."""
    profiles: tuple[tuple[str, str], ...] = ()
    """(id, label), the newest last."""
    running: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAsked:
    """Something a step wants to know. `kind` is a FactKind of the method; `choices` are (code, label).

    `default` is what the office knows already, as a person would type it.
    """

    id: str
    label: str
    kind: str
    required: bool
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    decimals: int = 0
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOpen:
    """A step that can be done now."""

    id: str
    label: str
    phase: str
    kind: str
    role: str
    tip: str
    form: str
    document: str
    template: str
    """The id of the document where it has a template to make it from, empty where it has none."""
    again: bool
    always: bool
    closes: bool
    outcomes: tuple[tuple[str, str], ...]
    facts: tuple[FactAsked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """A step that was done; `facts` are (label, value) as people read them."""

    id: str
    label: str
    on: date
    outcome: str
    facts: tuple[tuple[str, str], ...]
    reason: str
    passed: tuple[str, ...]
    """What the guards said that the reason passed."""
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow:
    """A date of a trajectory. `settled_on` is set once it was met."""

    id: str
    label: str
    due: date
    latest: date
    sense: str
    light: Light
    why: tuple[str, ...]
    step: str
    settled_on: date | None = None
    snoozed_until: date | None = None
    snooze_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryOverview:
    """A trajectory with everything its page shows. `revision` goes back with a change."""

    id: str
    revision: int
    method_id: str
    label: str
    version: str
    profile: str
    started_on: date
    status: TrajectoryStatus
    outcome: str
    phases: tuple[tuple[str, bool], ...]
    """(label, whether a step of it is open now)."""
    steps: tuple[StepOpen, ...] = ()
    done: tuple[StepDone, ...] = ()
    deadlines: tuple[DeadlineRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTry:
    """What a worker wants to note: texts as typed are already values here."""

    step: str
    on: date
    outcome: str = ""
    facts: dict[str, object] = field(default_factory=dict[str, object])
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTold:
    """What guards say about a step before it is noted."""

    blocked: tuple[str, ...]
    asks_reason: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A date in "Vandaag" or the calendar: whose, which, and where it is done."""

    dossier_id: str
    dossier_number: str
    trajectory_id: str
    limit_id: str
    client_name: str
    method: str
    label: str
    worker_name: str
    due: date
    latest: date
    sense: str
    light: Light
    why: tuple[str, ...]
    step: str
