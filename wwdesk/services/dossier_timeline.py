# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Adds to a dossier what its trajectories tell: steps, contracts, meetings, dates that are coming; and the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wwdesk.documents.facts import DocumentFacts
from wwdesk.documents.press import timeline_report
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.timeline import EventKind, Lane, TimelineBar, TimelineEvent, newest_first
from wwdesk.domain.trajectories import DeadlineRow, StepDone, TrajectoryOverview, TrajectoryStatus
from wwdesk.methods.course import Course, Turn, course
from wwdesk.methods.model import Sense
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.dossiers import dossier
from wwdesk.services.printing import letterhead
from wwdesk.services.trajectory_overviews import overview_of
from wwdesk.services.trajectory_progress import progress_of
from wwdesk.storage.database import Session
from wwdesk.storage.reads import meetings as meeting_reads
from wwdesk.storage.reads import trajectories as reads
from wwdesk.storage.reads.dossiers import worker_names
from wwdesk.storage.records.dossiers import DossierRecord

_TURNS = {Turn.SIGNED: EventKind.CONTRACT, Turn.EXTENDED: EventKind.EXTENSION, Turn.NOTICE: EventKind.NOTICE}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A trajectory with its course; `number` counts its contracts on from those of the trajectories before it."""

    overview: TrajectoryOverview
    course: Course
    closed_on: date | None
    number: int
    alone: bool

    def contract_bar(self, number: int) -> str:
        """The id of the bar of a contract."""
        return f"{self.overview.id}/contract/{number}"

    @property
    def context(self) -> str:
        """The method, where a dossier has more than one trajectory."""
        return "" if self.alone else self.overview.label


@permitted(Permission.READ_DOSSIER)
def whole_dossier(desk: Desk, dossier_id: str) -> DossierOverview:
    """A dossier with everything its page shows, trajectories included. Raises DeskError `not_found`."""
    found, today = dossier(desk, dossier_id), desk.clock.today()
    with desk.reading() as session:
        told = _told(session, dossier_id, today)
        events = [event for one in told for event in _events(one, today)]
        events += _meetings(session, told)
    return replace(
        found,
        timeline=newest_first((*found.timeline, *events)),
        bars=(_person(found, today), *(bar for one in told for bar in _bars(one, today))),
        next_date=_next_date(told, today),
    )


@permitted(Permission.PRINT)
def print_timeline(desk: Desk, dossier_id: str) -> bytes:
    """The timeline of a dossier on paper. Raises DeskError `not_found`."""
    found = whole_dossier(desk, dossier_id)
    with desk.work("dossier.print_timeline") as work:
        work.about(work.get(DossierRecord, dossier_id))
    facts = DocumentFacts(
        code=f"TIJD-{found.number}",
        printed_on=desk.clock.today(),
        client_name=found.client.details.shown_name,
        dossier_number=found.number,
        worker=found.worker_name,
    )
    return timeline_report(found, letterhead(desk), facts)


def _told(session: Session, dossier_id: str, today: date) -> list[_Told]:
    """The trajectories of a dossier, the first first."""
    workers = worker_names(session)
    records = list(reversed(reads.of_dossier(session, dossier_id)))
    found: list[_Told] = []
    for record in records:
        progress = progress_of(session, record)
        steps, kept = reads.steps_done(session, record.id), reads.deadlines(session, record.id)
        found.append(
            _Told(
                overview=overview_of(record, progress, steps, kept, workers, today),
                course=course(progress, today),
                closed_on=record.closed_on,
                number=sum(len(one.course.contracts) for one in found),
                alone=len(records) == 1,
            )
        )
    return found


def _person(found: DossierOverview, today: date) -> TimelineBar:
    last = found.closed_on or max(today, found.opened_on)
    return TimelineBar(
        id=found.id,
        lane=Lane.PERSON,
        label=t("dossier.lane.person_bar", number=found.number),
        parts=((found.opened_on, max(last, found.opened_on)),),
        runs=found.closed_on is None,
    )


def _bars(told: _Told, today: date) -> Iterator[TimelineBar]:
    """A trajectory, its phases, its contracts."""
    overview = told.overview
    runs = overview.status is TrajectoryStatus.RUNNING
    last = max(overview.started_on, told.closed_on or today)
    yield TimelineBar(
        id=overview.id,
        lane=Lane.TRAJECTORY,
        label=t("dossier.lane.trajectory_bar", method=overview.label),
        parts=((overview.started_on, last),),
        runs=runs,
    )
    for number, phase in enumerate(told.course.phases):
        yield TimelineBar(
            id=f"{overview.id}/phase/{number}",
            lane=Lane.TRAJECTORY,
            label=phase.label,
            parts=phase.parts,
            runs=phase.running,
            inner=True,
        )
    for number, contract in enumerate(told.course.contracts):
        until = contract.ended or max(today, contract.first)
        planned = contract.planned if contract.ended is None else None
        yield TimelineBar(
            id=told.contract_bar(number),
            lane=Lane.CONTRACT,
            label=t("dossier.lane.contract_bar", n=told.number + number + 1, label=contract.label),
            parts=((contract.first, min(until, planned) if planned and planned >= contract.first else until),),
            planned=planned,
            runs=contract.ended is None,
        )


def _events(told: _Told, today: date) -> Iterator[TimelineEvent]:
    """What was done, the last first, and the dates: those of one day keep that order."""
    overview = told.overview
    if overview.status is TrajectoryStatus.CLOSED and told.closed_on is not None:
        yield TimelineEvent(
            kind=EventKind.TRAJECTORY_CLOSED,
            on=told.closed_on,
            title=overview.label,
            detail=overview.outcome,
            record_id=overview.id,
            bar=overview.id,
        )
    for place, step in reversed(list(enumerate(overview.done))):
        turn, number = told.course.turns.get(place, (None, -1))
        yield TimelineEvent(
            kind=_TURNS[turn] if turn else EventKind.STEP,
            on=step.on,
            title=step.label,
            detail=" · ".join(part for part in (step.outcome, _passed(step), told.context) if part),
            record_id=overview.id,
            bar=told.contract_bar(number) if turn and number >= 0 else overview.id,
        )
    yield TimelineEvent(
        kind=EventKind.TRAJECTORY_STARTED,
        on=overview.started_on,
        title=overview.label,
        detail=overview.profile,
        record_id=overview.id,
        bar=overview.id,
    )
    for deadline in overview.deadlines:
        yield _date(deadline, overview.id, today)


def _passed(step: StepDone) -> str:
    """The reason for which a guard was passed, with what it said."""
    return t("dossier.timeline.passed", reason=step.reason, said=" ".join(step.passed)) if step.passed else ""


def _date(deadline: DeadlineRow, trajectory_id: str, today: date) -> TimelineEvent:
    kind, why = EventKind.DATE_COMING, " ".join(deadline.why)
    if deadline.settled_on is not None:
        kind = EventKind.DATE_MET
        key = "dossier.timeline.met" if deadline.settled_on <= deadline.latest else "dossier.timeline.met_late"
        why = t(key, day=show_date(deadline.latest))
    elif deadline.latest < today:
        kind = EventKind.DATE_LATE if deadline.sense == Sense.LATEST.value else EventKind.DATE_PAST
    return TimelineEvent(
        kind=kind,
        on=deadline.settled_on or deadline.latest,
        title=deadline.label,
        detail=why,
        record_id=trajectory_id,
    )


def _meetings(session: Session, told: Sequence[_Told]) -> Iterator[TimelineEvent]:
    names = {one.overview.id: one.context for one in told}
    for meeting, item in meeting_reads.about(session, names):
        said = item.advice if meeting.held else t("dossier.timeline.on_agenda")
        yield TimelineEvent(
            kind=EventKind.MEETING,
            on=meeting.on,
            title=meeting.label,
            detail=" · ".join(part for part in (said, names[item.trajectory_id]) if part),
            record_id=meeting.id,
        )


def _next_date(told: Sequence[_Told], today: date) -> DeadlineRow | None:
    """The first date that asks something of somebody and was not put off."""
    found = [
        deadline
        for one in told
        for deadline in one.overview.deadlines
        if deadline.settled_on is None
        and deadline.sense == Sense.LATEST.value
        and (deadline.snoozed_until is None or deadline.snoozed_until <= today)
    ]
    return min(found, key=lambda one: (one.latest, one.id), default=None)
