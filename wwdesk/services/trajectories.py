# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a client through a working method: start, do a step, take it back, put a date off.

Every change goes through `wwdesk.methods.guards.apply`; the dates that follow are kept beside it, so that
"Vandaag" of a large office need not compute them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission
from wwdesk.domain.trajectories import MethodRow, StepTold, StepTry, TrajectoryOverview, TrajectoryStatus
from wwdesk.methods.conditions import FactValue
from wwdesk.methods.folders import FoundMethod
from wwdesk.methods.guards import apply, judge
from wwdesk.methods.limits import View
from wwdesk.methods.model import GuardKind
from wwdesk.methods.progress import Event, Progress, begin
from wwdesk.services.arrears import known_facts
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.housing import follow_contract
from wwdesk.services.method_folders import every_method, method
from wwdesk.services.trajectory_overviews import overview_of
from wwdesk.services.trajectory_progress import progress_of
from wwdesk.services.waiting_list import office_numbers
from wwdesk.storage.reads import trajectories as reads
from wwdesk.storage.reads.dossiers import worker_names
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.trajectories import DeadlineRecord, MethodTextRecord, StepDoneRecord, TrajectoryRecord
from wwdesk.storage.work import Work


@permitted(Permission.READ_DOSSIER)
def methods(desk: Desk) -> tuple[MethodRow, ...]:
    """The working methods there are, right ones first; what is wrong with the others is said."""
    with desk.reading() as session:
        running = reads.running_by_method(session)
    rows = [_method_row(found, running, own=own) for found, own in every_method(desk)]
    return tuple(sorted(rows, key=lambda row: (bool(row.problems), row.label.casefold())))


@permitted(Permission.READ_DOSSIER)
def trajectories(desk: Desk, dossier_id: str) -> tuple[TrajectoryOverview, ...]:
    """The trajectories of a dossier with everything their tab shows, the newest first."""
    with desk.reading() as session:
        names, today = worker_names(session), desk.clock.today()
        found: list[TrajectoryOverview] = []
        for record in reads.of_dossier(session, dossier_id):
            progress = progress_of(session, record)
            steps, kept = reads.steps_done(session, record.id), reads.deadlines(session, record.id)
            known = known_facts(session, record.id, progress)
            found.append(overview_of(record, progress, steps, kept, names, today, known))
        return tuple(found)


@permitted(Permission.EDIT_DOSSIER)
def start(desk: Desk, dossier_id: str, method_id: str, on: date, profile: str = "") -> Changes:
    """Starts a method for the client of a dossier; `made` is the id of the trajectory.

    The text of the method is frozen with it. Raises DeskError `method_not_found`, `dossier_is_closed` and
    `trajectory_in_future`.
    """
    text, rulebook = method(desk, method_id)
    if on > desk.clock.today():
        raise DeskError("trajectory_in_future")
    progress = begin(rulebook, on, profile)
    with desk.work("trajectory.start") as work:
        dossier = work.get(DossierRecord, dossier_id)
        if dossier.status != DossierStatus.OPEN:
            raise DeskError("dossier_is_closed")
        dossier.changed_at, dossier.changed_by = work.at, work.worker_id
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        if work.session.get(MethodTextRecord, sha256) is None:
            work.session.add(MethodTextRecord(sha256=sha256, method_id=method_id, text=text))
            work.session.flush()
        record = work.add(
            TrajectoryRecord(
                dossier_id=dossier_id,
                method_sha256=sha256,
                method_id=method_id,
                method_label=rulebook.method.method.label,
                profile=progress.profile.id,
                started_on=on,
                status=TrajectoryStatus.RUNNING,
            )
        )
        work.about(record)
        _keep_dates(work, record.id, progress)
    return _changed(dossier_id, made=record.id)


@permitted(Permission.READ_DOSSIER)
def told(desk: Desk, trajectory_id: str, tried: StepTry) -> StepTold:
    """What the guards say about a step before it is noted. Raises as `record_step`, reasons aside."""
    with desk.reading() as session:
        record = reads.trajectory(session, trajectory_id)
        progress = progress_of(session, record)
        known = office_numbers(session, record, progress, tried.step, desk.clock.today())
    hits = judge(progress, _event(tried), known).hits
    said = {kind: tuple(hit.sentence for hit in hits if hit.guard.kind is kind) for kind in GuardKind}
    return StepTold(blocked=said[GuardKind.BLOCK], asks_reason=said[GuardKind.ASK_REASON], notes=said[GuardKind.NOTE])


@permitted(Permission.EDIT_DOSSIER)
def record_step(desk: Desk, trajectory_id: str, revision: int, tried: StepTry) -> Changes:
    """Notes that a step was done; `made` is the id of the note.

    Raises StepRefusedError where a guard stops it or asks for a reason, and DeskError for facts that are
    missing or wrong, for a day in the future and where somebody changed the trajectory meanwhile.
    """
    if tried.on > desk.clock.today():
        raise DeskError("step_in_future", day=show_date(desk.clock.today()))
    with desk.work("trajectory.step") as work:
        record = work.get(TrajectoryRecord, trajectory_id, revision)
        before = progress_of(work.session, record)
        known = office_numbers(work.session, record, before, tried.step, desk.clock.today())
        after = apply(before, _event(tried), known)
        event = after.events[-1]
        passed = [name for name, reason in after.reasons.items() if before.reasons.get(name) != reason]
        done = work.add(
            StepDoneRecord(
                trajectory_id=trajectory_id,
                sequence=reads.last_sequence(work.session, trajectory_id) + 1,
                step=event.step,
                on=event.on,
                outcome=event.outcome,
                facts=reads.facts_text(event.facts),
                reason=event.reason,
                passed=" ".join(passed),
            )
        )
        _settle(work, record, before, after)
        work.about(done)
    return _changed(record.dossier_id, made=done.id)


@permitted(Permission.EDIT_DOSSIER)
def take_back(desk: Desk, trajectory_id: str, revision: int) -> Changes:
    """Takes back the last step that was noted: a mistake. It stays in the bin and in the journal.

    Raises DeskError `nothing_to_take_back`.
    """
    with desk.work("trajectory.take_back") as work:
        record = work.get(TrajectoryRecord, trajectory_id, revision)
        steps = reads.steps_done(work.session, trajectory_id)
        if not steps:
            raise DeskError("nothing_to_take_back")
        before = progress_of(work.session, record)
        work.bin(steps[-1])
        work.session.flush()
        _settle(work, record, before, progress_of(work.session, record))
        work.about(steps[-1])
    return _changed(record.dossier_id)


@permitted(Permission.EDIT_DOSSIER)
def snooze(desk: Desk, trajectory_id: str, limit_id: str, until: date, reason: str) -> Changes:
    """Puts a date off until a day, with a reason. The date itself does not move.

    Raises DeskError `snooze_reason` without a reason and `snooze_past` for a day that is not to come.
    """
    if not reason.strip():
        raise DeskError("snooze_reason")
    if until <= desk.clock.today():
        raise DeskError("snooze_past")
    with desk.work("trajectory.snooze") as work:
        record = work.get(TrajectoryRecord, trajectory_id)
        deadline = reads.deadlines(work.session, trajectory_id).get(limit_id)
        if deadline is None:
            raise DeskError("not_found")
        deadline.snoozed_until, deadline.snooze_reason = until, reason.strip()
        work.touch(record)
        work.about(record)
    return _changed(record.dossier_id)


@permitted(Permission.EDIT_DOSSIER)
def wake(desk: Desk, trajectory_id: str, limit_id: str) -> Changes:
    """Takes back that a date was put off."""
    with desk.work("trajectory.wake") as work:
        record = work.get(TrajectoryRecord, trajectory_id)
        deadline = reads.deadlines(work.session, trajectory_id).get(limit_id)
        if deadline is None:
            raise DeskError("not_found")
        deadline.snoozed_until, deadline.snooze_reason = None, ""
        work.touch(record)
        work.about(record)
    return _changed(record.dossier_id)


def _event(tried: StepTry) -> Event:
    """The try as an event; whether its facts are what the method asks is looked at where it is judged."""
    facts = cast("dict[str, FactValue]", tried.facts)
    return Event(step=tried.step, on=tried.on, outcome=tried.outcome, facts=facts, reason=tried.reason.strip())


def _settle(work: Work, record: TrajectoryRecord, before: Progress, progress: Progress) -> None:
    """Brings status and dates in step with where the trajectory stands now."""
    closing = progress.rulebook.steps.get(progress.closed)
    record.status = TrajectoryStatus.CLOSED if closing else TrajectoryStatus.RUNNING
    record.closed_on = progress.times[closing.id][-1] if closing else None
    code = progress.outcomes.get(progress.closed, "")
    labels = {outcome.code: outcome.label for outcome in closing.outcome} if closing else {}
    record.outcome = labels.get(code, closing.label if closing else "")
    work.touch(record)
    dossier = work.get(DossierRecord, record.dossier_id)
    dossier.changed_at, dossier.changed_by = work.at, work.worker_id
    _keep_dates(work, record.id, progress)
    follow_contract(work, record.id, before, progress, work.at.date())


def _keep_dates(work: Work, trajectory_id: str, progress: Progress) -> None:
    """Keeps the open dates; one that was put off stays so while its day does not change."""
    known = reads.deadlines(work.session, trajectory_id)
    open_now = {one.id: one for one in View(progress, work.at.date()).deadlines() if one.settled_on is None}
    for name, record in known.items():
        if name not in open_now:
            work.session.delete(record)
    for name, deadline in open_now.items():
        record = known.get(name)
        if record is None:
            record = DeadlineRecord(trajectory_id=trajectory_id, limit_id=name, snooze_reason="")
            work.session.add(record)
        elif record.latest != deadline.latest:
            record.snoozed_until, record.snooze_reason = None, ""
        record.label, record.sense = deadline.label, deadline.sense.value
        record.near_from, record.due, record.latest = deadline.near_from, deadline.due, deadline.latest
        record.why, record.step = "\n".join(deadline.why), next(iter(deadline.steps), "")


def _method_row(found: FoundMethod, running: Mapping[str, int], *, own: bool) -> MethodRow:
    if found.rulebook is None:
        return MethodRow(
            id=found.folder.name,
            label=found.folder.name,
            version="",
            summary="",
            source="",
            own=own,
            problems=tuple(str(problem) for problem in found.problems),
        )
    head = found.rulebook.method.method
    row = MethodRow(
        id=head.id,
        label=head.label,
        version=head.version,
        summary=head.summary,
        source=head.source,
        own=own,
        profiles=tuple((one.id, one.label) for one in found.rulebook.method.profile),
    )
    return replace(row, running=running.get(head.id, 0))


def _changed(dossier_id: str, made: str | None = None) -> Changes:
    subjects = (Subject.TRAJECTORY, Subject.DOSSIER, Subject.TODAY, Subject.ARREARS, Subject.HOUSING)
    return changed(*subjects, ids=(dossier_id,), made=made)
