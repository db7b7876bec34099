# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A working method as it stands in `method.toml`: frozen values, one class per table.

The fields are the words of the format: `wwdesk.methods.table_reader` reads a table by its class, and
`docs/add-a-method.md` explains each. `rules` are codes of the field's rules, lists, documents, pain
points and ambiguities (`R03`, `L07`, `D14`, `P01`, `A06`): they say where each has its place.

Expressions are those of questionnaires (`forms.xpath`); `${name}` means a fact, the last day of a step,
or what `wwdesk.methods.conditions` lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from wwdesk.domain.time_limits.recurring import Unit

_Names = tuple[str, ...]


class StepKind(StrEnum):
    """What a worker does in a step."""

    FILL = "fill"
    DECIDE = "decide"
    SIGN = "sign"
    MATCH = "match"
    MEET = "meet"
    LETTER = "letter"
    SHARE = "share"
    WAIT = "wait"
    REGISTER = "register"
    CLOSE = "close"


class FactKind(StrEnum):
    """What is noted as a fact."""

    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


class GuardKind(StrEnum):
    """How hard a guard stops: never to be passed, passed with a reason, or only said."""

    BLOCK = "block"
    ASK_REASON = "ask_reason"
    NOTE = "note"


class LimitKind(StrEnum):
    """How the date of a time limit is found; see `wwdesk.methods.limits`."""

    TERM = "term"
    BY = "by"
    NOTICE = "notice"
    EXTENSION = "extension"
    OBJECTION = "objection"
    TRANSFER = "transfer"
    REPLY = "reply"


class Sense(StrEnum):
    """Whether a date is the last day something must have happened, the first it may, or just known."""

    LATEST = "latest"
    EARLIEST = "earliest"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A code of a list; `ethos` is its category of ETHOS Light, 0 where it has none."""

    code: str
    label: str
    ethos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueList:
    """A list facts choose from. Without items of its own it is the shared list of the same id."""

    id: str
    label: str = ""
    items: tuple[Item, ...] = ()
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who does what: `task` in a few words."""

    id: str
    label: str
    task: str
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the way, as the field names it."""

    id: str
    label: str
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is noted when a step is done. `least` and `most` bound a number of so many `decimals`."""

    id: str
    label: str
    kind: FactKind
    list: str = ""
    hint: str = ""
    least: int = 0
    most: int = 1_000_000
    decimals: int = 0
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a step can end, and what opens (`next`) or stops (`stops`) then."""

    code: str
    label: str
    next: _Names = ()
    stops: _Names = ()
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do. Without outcomes `next` and `stops` say what doing it opens and stops.

    A step opens when a step before it says so and all of `needs` have been done. `again`: it stays
    open and can be done many times, until something stops it. `always`: it is open from start to end.
    """

    id: str
    label: str
    phase: str
    kind: StepKind
    role: str
    outcome: tuple[Outcome, ...] = ()
    next: _Names = ()
    stops: _Names = ()
    needs: _Names = ()
    asks: _Names = ()
    may_ask: _Names = ()
    form: str = ""
    document: str = ""
    again: bool = False
    always: bool = False
    tip: str = ""
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A condition under which a step, or one outcome of it, may be done; `say` is said where it is not met."""

    id: str
    steps: _Names
    kind: GuardKind
    unless: str
    say: str
    outcomes: _Names = ()
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A date that follows from a fact, a step or another time limit (`start`).

    `count` is a number, or the name of a fact or of a number of the profile; `share` takes a part of
    it. `until` are the steps that settle it; `when` is the condition under which it holds. It is near from
    so many days before as the largest of `remind` says, else when three quarters have gone by.

    A notice has `received`, the `ground` (the first that the profile of law knows), and a fact `counts_from` in
    which a person chose the day it counts from (`sent` or `received`, A01). A letter of a LAC has `received` and
    `objected`.
    """

    id: str
    label: str
    kind: LimitKind
    start: str
    count: str = ""
    share: Fraction = Fraction(1)
    unit: Unit = Unit.MONTH
    until: _Names = ()
    when: str = ""
    sense: Sense = Sense.LATEST
    received: str = ""
    objected: str = ""
    counts_from: str = ""
    ground: _Names = ()
    remind: tuple[int, ...] = ()
    source: str = ""
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What comes back: from `every` after the last time, at the latest after `latest`, until a step is done."""

    id: str
    label: str
    start: str
    done_by: str
    every: int
    unit: Unit = Unit.MONTH
    latest: int = 0
    until: _Names = ()
    when: str = ""
    source: str = ""
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A document the method makes or asks for; `template` is a file of the folder, where there is one."""

    id: str
    label: str
    made_by: str
    signed_by: _Names = ()
    template: str = ""
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is counted for the report: trajectories for which `when` holds."""

    id: str
    label: str
    when: str
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """What may never be true of a trajectory, whatever happens in whatever order."""

    id: str
    label: str
    when: str
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """Places there are: homes, studios, fallback places, minutes of somebody a week.

    `taken_by` is the step (`step` or `step:outcome`) with which a trajectory takes one, until one of `freed_by` or
    until it is closed; without it the capacity is only told.
    """

    id: str
    label: str
    places: int
    unit: str = ""
    taken_by: str = ""
    freed_by: _Names = ()
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract of the way: one begins each time the step `signed` (`step` or `step:outcome`) is done (A23).

    `start` is the fact or step its first day stands for, by default the signing; `ends` are time limits, of which
    the first that holds is its planned last day. It ends with one of `ended_by`, or when the next one is signed.
    """

    id: str
    label: str
    signed: str
    start: str = ""
    ends: _Names = ()
    ended_by: _Names = ()
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsWords:
    """What the board of arrears looks at: facts, steps and time limits of the method by what they mean there.

    Facts: `amount` owed, `months` unpaid, the `rent`, the `source`, `hold` while the amount is looked into, and of
    a plan the `instalment` and the day of the `first`. `payment` is the step that notes the fact `paid`; `plan` are
    the steps that sign a plan. `letters` leave in this order on the day of the month `letter_day` (a number of the
    profile); the last one not before the time limit `last_letter`. `objection`, `transfer`, `session` are time limits,
    `share` is the step that passes the data on from the day of `transfer`.
    """

    amount: str
    months: str
    rent: str
    source: str
    hold: str
    paid: str
    payment: str
    instalment: str
    first: str
    plan: _Names
    letters: _Names
    letter_day: str
    last_letter: str
    objection: str
    transfer: str
    share: str
    session: str
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingList:
    """How candidates are ordered: names of facts or steps, with a minus before one that counts down.

    A trajectory waits from `enters` (`step` or `step:outcome`) until one of `leaves`.

    `skip_reasons` is the list a reason to skip somebody comes from. After `contact_days` without
    contact a candidate is looked up; a screening older than `screening_days` is too old.
    """

    enters: str
    leaves: _Names
    order: _Names
    skip_reasons: str
    contact_days: int = 30
    screening_days: int = 90
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Meetings that come back: `first_every` until the switch, then `every`; who sits there; what they say."""

    id: str
    label: str
    members: _Names
    every: int = 0
    unit: Unit = Unit.WEEK
    anonymous: bool = False
    decides: bool = False
    consensus: bool = False
    steps: _Names = ()
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Numbers that hold together from `since` on; `base` is the shared profile of law and agreement they rest on."""

    id: str
    label: str
    since: date
    source: str
    base: str
    numbers: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The table `[method]`: what the method is. `covers` are codes that hold for the method as a whole."""

    id: str
    label: str
    version: str
    summary: str
    source: str
    start: _Names
    rules: _Names = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A whole working method. Names are unique among facts, steps, time limits, duties and guards."""

    method: Head
    profile: tuple[Profile, ...]
    role: tuple[Role, ...]
    phase: tuple[Phase, ...]
    step: tuple[Step, ...]
    list: tuple[ValueList, ...] = ()
    fact: tuple[Fact, ...] = ()
    guard: tuple[Guard, ...] = ()
    time_limit: tuple[TimeLimit, ...] = ()
    duty: tuple[Duty, ...] = ()
    document: tuple[DocumentKind, ...] = ()
    indicator: tuple[Indicator, ...] = ()
    never: tuple[Never, ...] = ()
    capacity: tuple[Capacity, ...] = ()
    contract: tuple[Contract, ...] = ()
    series: tuple[Series, ...] = ()
    waiting_list: WaitingList | None = None
    arrears: ArrearsWords | None = None
