# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Turns where a trajectory stands into what its tab shows, in the words of its method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import (
    DeadlineRow,
    FactAsked,
    StepDone,
    StepOpen,
    TrajectoryOverview,
    TrajectoryStatus,
)
from wwdesk.methods.conditions import FactValue
from wwdesk.methods.facts import choices_of, facts_of
from wwdesk.methods.limits import Deadline, View
from wwdesk.methods.model import Fact, FactKind, Method, Step, StepKind
from wwdesk.methods.progress import Progress
from wwdesk.storage.reads import trajectories as reads
from wwdesk.storage.records.trajectories import DeadlineRecord, StepDoneRecord, TrajectoryRecord


def overview_of(
    record: TrajectoryRecord,
    progress: Progress,
    steps: Sequence[StepDoneRecord],
    kept: Mapping[str, DeadlineRecord],
    workers: Mapping[str, str],
    today: date,
    defaults: Mapping[str, str] = MappingProxyType({}),
) -> TrajectoryOverview:
    """A trajectory with everything its tab shows; `defaults` are facts the office knows from elsewhere."""
    method = progress.rulebook.method
    open_steps = tuple(_open(method, progress.rulebook.steps[name], defaults) for name in progress.open)
    busy = {step.phase for step in open_steps if not step.always}
    return TrajectoryOverview(
        id=record.id,
        revision=record.revision,
        method_id=record.method_id,
        label=method.method.label,
        version=method.method.version,
        profile=progress.profile.label,
        started_on=record.started_on,
        status=TrajectoryStatus(record.status),
        outcome=record.outcome,
        phases=tuple((phase.label, phase.label in busy) for phase in method.phase),
        steps=open_steps,
        done=tuple(_done(method, progress, step, workers) for step in steps),
        deadlines=tuple(_deadline(one, kept.get(one.id), today) for one in View(progress, today).deadlines()),
    )


def _open(method: Method, step: Step, defaults: Mapping[str, str]) -> StepOpen:
    phases = {phase.id: phase.label for phase in method.phase}
    roles = {role.id: role.label for role in method.role}
    papers = {document.id: document.label for document in method.document}
    made = {document.id for document in method.document if document.template}
    return StepOpen(
        id=step.id,
        label=step.label,
        phase=phases[step.phase],
        kind=step.kind.value,
        role=roles[step.role],
        tip=step.tip,
        form=step.form,
        document=papers.get(step.document, ""),
        template=step.document if step.document in made else "",
        again=step.again,
        always=step.always,
        closes=step.kind is StepKind.CLOSE,
        outcomes=tuple((outcome.code, outcome.label) for outcome in step.outcome),
        facts=tuple(
            replace(_asked(method, fact, required=fact.id in step.asks), default=defaults.get(fact.id, ""))
            for fact in facts_of(method, step)
        ),
    )


def _asked(method: Method, fact: Fact, *, required: bool) -> FactAsked:
    choices = choices_of(method, fact.list) if fact.kind is FactKind.CHOICE else ()
    return FactAsked(
        id=fact.id,
        label=fact.label,
        kind=fact.kind.value,
        required=required,
        hint=fact.hint,
        choices=tuple((item.code, item.label) for item in choices),
        decimals=fact.decimals,
    )


def _done(method: Method, progress: Progress, record: StepDoneRecord, workers: Mapping[str, str]) -> StepDone:
    step = progress.rulebook.steps[record.step]
    outcomes = {outcome.code: outcome.label for outcome in step.outcome}
    facts = {fact.id: fact for fact in method.fact}
    said = {guard.id: guard.say for guard in method.guard}
    return StepDone(
        id=record.id,
        label=step.label,
        on=record.on,
        outcome=outcomes.get(record.outcome, ""),
        facts=tuple(
            (facts[name].label, _shown(method, facts[name], value))
            for name, value in reads.facts_of(record.facts).items()
        ),
        reason=record.reason,
        passed=tuple(said[name] for name in record.passed.split()),
        by=workers.get(record.created_by, ""),
    )


def _shown(method: Method, fact: Fact, value: FactValue) -> str:
    """A fact as people read it."""
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, bool):
        return t("fields.yes") if value else t("fields.no")
    if isinstance(value, Fraction):
        return show_number(value, 0 if value.denominator == 1 else 2)
    labels = {item.code: item.label for item in choices_of(method, fact.list)} if fact.list else {}
    return labels.get(value, value)


def _deadline(deadline: Deadline, kept: DeadlineRecord | None, today: date) -> DeadlineRow:
    return DeadlineRow(
        id=deadline.id,
        label=deadline.label,
        due=deadline.due,
        latest=deadline.latest,
        sense=deadline.sense.value,
        light=deadline.light(today),
        why=deadline.why,
        step=next(iter(deadline.steps), ""),
        settled_on=deadline.settled_on,
        snoozed_until=kept.snoozed_until if kept else None,
        snooze_reason=kept.snooze_reason if kept else "",
    )
