# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Examples of a method (`cases.toml`): given these events, expect these steps, dates, blocks and warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.methods.conditions import FactValue
from wwdesk.methods.guards import StepRefusedError, apply, judge
from wwdesk.methods.limits import View
from wwdesk.methods.problems import MethodError, Problems
from wwdesk.methods.progress import Event, Progress, Rulebook, begin
from wwdesk.methods.reading import file_text, tables_of
from wwdesk.methods.table_reader import read_table
from wwdesk.methods.toml_lines import line_numbers

CASES_FILE = "cases.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """A step that is done in an example, and what must stand in its way.

    `refused` is the guard that blocks it, or the key of the error where it cannot be done at all; then
    nothing changes. `asks` is the guard that wants a reason: without `reason` it must be refused, with it
    accepted. `notes` is the guard that only says something.
    """

    step: str
    on: date
    outcome: str = ""
    facts: Mapping[str, object] = field(default_factory=dict[str, object])
    reason: str = ""
    refused: str = ""
    asks: str = ""
    notes: str = ""
    office: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must hold at the end.

    `open` are exactly the steps that can be done, `closed` the closing step; `dates` the last days of time
    limits and duties, `no_dates` those that do not hold; `lights` how near each is on `today`.
    """

    today: date | None = None
    open: tuple[str, ...] | None = None
    closed: str = ""
    dates: Mapping[str, date] = field(default_factory=dict[str, date])
    no_dates: tuple[str, ...] = ()
    lights: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One example; `rules` are the codes it shows."""

    id: str
    label: str
    start: date
    event: tuple[CaseEvent, ...]
    expect: Expected
    profile: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """A whole `cases.toml`."""

    case: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came out of an example; right where `differences` is empty."""

    case: Case
    differences: tuple[str, ...]


def read_cases(folder: Path) -> tuple[Case, ...]:
    """The examples of a folder, none where it has no file. Raises MethodError with every mistake."""
    if not (folder / CASES_FILE).exists():
        return ()
    text = file_text(folder / CASES_FILE, folder.name)
    problems = Problems(CASES_FILE, line_numbers(text))
    found = read_table(Cases, tables_of(text, folder.name, CASES_FILE), (), problems)
    if found is not None:
        ids = [case.id for case in found.case]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                problems.note(("case", place, "id"), "twice", name=name)
        if not problems.found:
            return found.case
    raise MethodError(folder.name, problems.sorted())


def run_case(rulebook: Rulebook, case: Case) -> CaseResult:
    """Plays an example and compares."""
    try:
        progress = begin(rulebook, case.start, case.profile)
        for number, event in enumerate(case.event, 1):
            try:
                progress = play(progress, event)
            except _DifferenceError as difference:
                return CaseResult(case, (t("methods.case.at", n=number, step=event.step, what=str(difference)),))
        return CaseResult(case, tuple(_differences(progress, case.expect)))
    except DeskError as wrong:
        return CaseResult(case, (_why(wrong),))


class _DifferenceError(Exception):
    """What came out otherwise than the example says."""


def play(progress: Progress, given: CaseEvent) -> Progress:
    """The trajectory after an event of an example; one that must be refused changes nothing."""
    facts = {name: _fact(value) for name, value in given.facts.items()}
    event = Event(step=given.step, on=given.on, outcome=given.outcome, facts=facts, reason=given.reason)
    if given.asks:
        _must_refuse(progress, Event(step=event.step, on=event.on, outcome=event.outcome, facts=facts), given)
    if given.notes and given.notes not in [hit.guard.id for hit in judge(progress, event, given.office).hits]:
        raise _DifferenceError(t("methods.case.not_noted", guard=given.notes))
    if given.refused:
        _must_refuse(progress, event, given)
        return progress
    try:
        return apply(progress, event, given.office)
    except DeskError as refused:
        raise _DifferenceError(t("methods.case.refused", why=_why(refused))) from refused


def _must_refuse(progress: Progress, event: Event, given: CaseEvent) -> None:
    wanted = given.asks or given.refused
    try:
        apply(progress, event, given.office)
    except DeskError as refused:
        guards = [hit.guard.id for hit in refused.hits] if isinstance(refused, StepRefusedError) else []
        right_kind = refused.key == "step_needs_reason" if given.asks else refused.key != "step_needs_reason"
        if (wanted in guards and right_kind) or wanted == refused.key:
            return
        raise _DifferenceError(t("methods.case.other_refusal", guard=wanted, why=_why(refused))) from refused
    raise _DifferenceError(t("methods.case.not_refused", guard=wanted))


def _why(refused: DeskError) -> str:
    """Why a step was refused. What is safe is left out: an example has no screen, and nothing to save."""
    return " ".join(part for name in ("what", "do") if (part := refused.part(name)))


def _fact(value: object) -> FactValue:
    """A value as TOML has it, as a fact; what is none of them is refused where facts are checked."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value  # pyright: ignore[reportReturnType] # checked_facts refuses it with a sentence
    return Fraction(str(value))


def _differences(progress: Progress, expected: Expected) -> Iterator[str]:
    if expected.open is not None and set(expected.open) != set(progress.open):
        yield t("methods.case.open", wanted=_listed(expected.open), found=_listed(progress.open))
    if expected.closed != progress.closed:
        yield t("methods.case.closed", wanted=expected.closed or "-", found=progress.closed or "-")
    today = expected.today or max((event.on for event in progress.events), default=progress.started_on)
    found = {deadline.id: deadline for deadline in View(progress, today).deadlines()}
    for name, day in expected.dates.items():
        if name not in found:
            yield t("methods.case.no_date", name=name, wanted=show_date(day))
        elif found[name].latest != day:
            yield t("methods.case.date", name=name, wanted=show_date(day), found=show_date(found[name].latest))
    for name in expected.no_dates:
        if name in found and found[name].settled_on is None:
            yield t("methods.case.date", name=name, wanted="-", found=show_date(found[name].latest))
    for name, light in expected.lights.items():
        shown = found[name].light(today).value if name in found else "-"
        if shown != light:
            yield t("methods.case.light", name=name, wanted=light, found=shown)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(sorted(names)) or "-"
