# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Meetings: series of the methods, an agenda that fills itself with open files, minutes per file, and a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wwdesk.documents.facts import DocumentFacts
from wwdesk.documents.press import meeting_report
from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.meetings import (
    ItemDetails,
    MeetingDetails,
    MeetingItem,
    MeetingOverview,
    MeetingRow,
    SeriesRow,
    TaskRow,
)
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits.recurring import Interval
from wwdesk.methods.model import Method, Series
from wwdesk.methods.progress import Progress
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.method_folders import every_method
from wwdesk.services.printing import letterhead
from wwdesk.services.trajectory_progress import progress_of, progresses_of
from wwdesk.storage.database import Session
from wwdesk.storage.reads import meetings as reads
from wwdesk.storage.reads import trajectories as trajectory_reads
from wwdesk.storage.reads.people import details_of
from wwdesk.storage.records.trajectories import MeetingItemRecord, MeetingRecord, TrajectoryRecord
from wwdesk.storage.work import Work

_MOST = 200


@permitted(Permission.READ_DOSSIER)
def series(desk: Desk) -> tuple[SeriesRow, ...]:
    """The series of the methods that run or ever met, those with files waiting first, then by when they are due."""
    today = desk.clock.today()
    rows: list[SeriesRow] = []
    with desk.reading() as session:
        last, planned = reads.last_held(session), reads.next_planned(session, today)
        running = trajectory_reads.running_by_method(session)
        for found, _own in every_method(desk):
            if found.rulebook is None:
                continue
            method = found.rulebook.method
            name = method.method.id
            stand = [progress for _, progress in progresses_of(session, name)] if name in running else []
            for one in method.series:
                if name not in running and (name, one.id) not in last:
                    continue
                waiting = sum(1 for progress in stand if set(progress.open) & set(one.steps))
                row = _series_row(method, one, last.get((name, one.id)), waiting, today)
                rows.append(replace(row, planned_on=planned.get((name, one.id))))
    return tuple(sorted(rows, key=lambda row: (-row.waiting, row.due_on or date.max, row.method, row.label)))


def _series_row(method: Method, one: Series, last_on: date | None, waiting: int, today: date) -> SeriesRow:
    interval = Interval(one.every, one.unit) if one.every else None
    due = None
    if interval is not None and (waiting or last_on is not None):
        due = interval.after(last_on) if last_on is not None else today
    return SeriesRow(
        key=f"{method.method.id}/{one.id}",
        label=one.label,
        method=method.method.label,
        members=_members(method, one),
        interval=_every(one),
        last_on=last_on,
        due_on=due,
        waiting=waiting,
        anonymous=one.anonymous,
        decides=one.decides,
        consensus=one.consensus,
    )


def _every(one: Series) -> str:
    """How often, in words: "elke maand", "elke 3 weken"; empty where no interval is agreed."""
    if one.every == 1:
        return t(f"meetings.every.{one.unit}")
    return t("meetings.interval", interval=Interval(one.every, one.unit).words) if one.every else ""


def _members(method: Method, one: Series) -> tuple[str, ...]:
    roles = {role.id: role.label for role in method.role}
    return tuple(roles.get(name, name) for name in one.members)


@permitted(Permission.READ_DOSSIER)
def meetings(desk: Desk) -> tuple[MeetingRow, ...]:
    """The meetings, latest first."""
    with desk.reading() as session:
        labels = {found.id: found.rulebook.method.method.label for found, _ in every_method(desk) if found.rulebook}
        return tuple(
            MeetingRow(
                id=record.id,
                label=record.label,
                method=labels.get(record.method_id, record.method_id),
                on=record.on,
                held=record.held,
                items=items,
            )
            for record, items in reads.meetings(session, _MOST)
        )


@permitted(Permission.EDIT_DOSSIER)
def plan(desk: Desk, key: str, on: date, place: str = "") -> Changes:
    """Plans a meeting of a series (`method/series`); its agenda fills with the files that are open for it.

    `made` is its id. Raises DeskError `series_not_found`.
    """
    method, one = _series(desk, key)
    with desk.work("meeting.plan") as work:
        record = work.add(
            MeetingRecord(
                method_id=method.method.id,
                series=one.id,
                label=one.label,
                on=on,
                place=place.strip(),
                anonymous=one.anonymous,
                held=False,
            )
        )
        _fill_agenda(work, record, one)
        work.about(record)
    return changed(Subject.MEETINGS, Subject.TODAY, made=record.id)


@permitted(Permission.EDIT_DOSSIER)
def fill_agenda(desk: Desk, meeting_id: str) -> Changes:
    """Adds the files that have become open for the meeting since it was planned; none is taken off."""
    with desk.work("meeting.agenda") as work:
        record = work.get(MeetingRecord, meeting_id)
        _method, one = _series(desk, f"{record.method_id}/{record.series}")
        _fill_agenda(work, record, one)
        work.touch(record)
        work.about(record)
    return changed(Subject.MEETINGS, ids=(meeting_id,))


def _series(desk: Desk, key: str) -> tuple[Method, Series]:
    method_id, _, name = key.partition("/")
    for found, _own in every_method(desk):
        if found.rulebook is not None and found.id == method_id:
            for one in found.rulebook.method.series:
                if one.id == name:
                    return found.rulebook.method, one
    raise DeskError("series_not_found")


def _fill_agenda(work: Work, record: MeetingRecord, one: Series) -> None:
    known = {item.trajectory_id for item, _, _ in reads.items(work.session, record.id)}
    place = len(known)
    for trajectory, progress in progresses_of(work.session, record.method_id):
        if trajectory.id not in known and set(progress.open) & set(one.steps):
            place += 1
            work.add(MeetingItemRecord(meeting_id=record.id, trajectory_id=trajectory.id, position=place))


@permitted(Permission.READ_DOSSIER)
def meeting(desk: Desk, meeting_id: str) -> MeetingOverview:
    """A meeting with its agenda. Raises DeskError `not_found`."""
    with desk.reading() as session:
        record = reads.meeting(session, meeting_id)
        try:
            method, one = _series(desk, f"{record.method_id}/{record.series}")
            members, decides, consensus = _members(method, one), one.decides, one.consensus
            label, steps = method.method.label, one.steps
        except DeskError:  # the office took the method away; what was noted stays readable
            members, decides, consensus, label, steps = (), False, False, record.method_id, ()
        return MeetingOverview(
            id=record.id,
            revision=record.revision,
            label=record.label,
            method=label,
            members=members,
            anonymous=record.anonymous,
            decides=decides,
            consensus=consensus,
            held=record.held,
            details=MeetingDetails(on=record.on, place=record.place, present=record.present, minutes=record.minutes),
            items=tuple(_items(session, record, steps)),
        )


def _items(session: Session, record: MeetingRecord, steps: Iterable[str]) -> Iterable[MeetingItem]:
    wanted = set(steps)
    for item, trajectory, person in reads.items(session, record.id):
        anonymous = t("meetings.anonymous", n=item.position)
        yield MeetingItem(
            id=item.id,
            revision=item.revision,
            dossier_id=trajectory.dossier_id,
            shown_name=anonymous if record.anonymous else details_of(person).shown_name,
            about=_about(progress_of(session, trajectory), wanted),
            details=ItemDetails(
                minutes=item.minutes,
                advice=item.advice,
                decided_by=item.decided_by,
                consensus=item.consensus,
                dissent=item.dissent,
                task=item.task,
                task_by=item.task_by,
            ),
            task_done_on=item.task_done_on,
        )


def _about(progress: Progress, wanted: set[str]) -> str:
    labels = [progress.rulebook.steps[name].label for name in progress.open if name in wanted]
    return ", ".join(labels)


@permitted(Permission.EDIT_DOSSIER)
def save_meeting(desk: Desk, meeting_id: str, revision: int, details: MeetingDetails) -> Changes:
    """Keeps what is noted of a meeting as a whole."""
    with desk.work("meeting.save") as work:
        record = work.get(MeetingRecord, meeting_id, revision)
        record.on, record.place = details.on, details.place.strip()
        record.present, record.minutes = details.present.strip(), details.minutes.strip()
        work.touch(record)
        work.about(record)
    return changed(Subject.MEETINGS, ids=(meeting_id,))


@permitted(Permission.EDIT_DOSSIER)
def save_item(desk: Desk, item_id: str, revision: int, details: ItemDetails) -> Changes:
    """Keeps what is noted of one file.

    Raises DeskError `dissent_missing` where there was no consensus and nobody is named, and `decided_by_missing` for
    an advice or decision without who gave it.
    """
    if details.advice.strip() and not details.decided_by.strip():
        raise DeskError("decided_by_missing")
    if not details.consensus and not details.dissent.strip():
        raise DeskError("dissent_missing")
    with desk.work("meeting.item") as work:
        record = work.get(MeetingItemRecord, item_id, revision)
        for name in ("minutes", "advice", "decided_by", "dissent", "task"):
            setattr(record, name, getattr(details, name).strip())
        record.consensus, record.task_by = details.consensus, details.task_by
        work.touch(record)
        work.about(record)
        dossier_id = work.get(TrajectoryRecord, record.trajectory_id).dossier_id
    return changed(Subject.MEETINGS, Subject.TODAY, ids=(record.meeting_id, dossier_id))


@permitted(Permission.EDIT_DOSSIER)
def hold(desk: Desk, meeting_id: str, revision: int) -> Changes:
    """Says that a meeting took place. Raises DeskError `meeting_in_future` and `nobody_present`."""
    with desk.work("meeting.hold") as work:
        record = work.get(MeetingRecord, meeting_id, revision)
        if record.on > desk.clock.today():
            raise DeskError("meeting_in_future")
        if not record.present:
            raise DeskError("nobody_present")
        record.held = True
        work.touch(record)
        work.about(record)
    return changed(Subject.MEETINGS, ids=(meeting_id,))


@permitted(Permission.EDIT_DOSSIER)
def remove_meeting(desk: Desk, meeting_id: str) -> Changes:
    """Puts a meeting in the bin."""
    with desk.work("meeting.bin") as work:
        record = work.get(MeetingRecord, meeting_id)
        work.bin(record)
        work.about(record)
    return changed(Subject.MEETINGS, Subject.TODAY, ids=(meeting_id,))


@permitted(Permission.EDIT_DOSSIER)
def restore_meeting(desk: Desk, meeting_id: str) -> Changes:
    """Takes a meeting out of the bin."""
    with desk.work("meeting.restore") as work:
        record = work.get(MeetingRecord, meeting_id)
        work.restore(record)
        work.about(record)
    return changed(Subject.MEETINGS, Subject.TODAY, ids=(meeting_id,))


@permitted(Permission.EDIT_DOSSIER)
def finish_task(desk: Desk, item_id: str) -> Changes:
    """Says that a task of a meeting is done."""
    with desk.work("meeting.task") as work:
        record = work.get(MeetingItemRecord, item_id)
        record.task_done_on = desk.clock.today()
        work.touch(record)
        work.about(record)
    return changed(Subject.MEETINGS, Subject.TODAY, ids=(record.meeting_id,))


@permitted(Permission.READ_DOSSIER)
def open_tasks(desk: Desk, *, only_mine: bool = True) -> tuple[TaskRow, ...]:
    """The tasks of meetings that are not done, the most urgent first."""
    with desk.reading() as session:
        return reads.open_tasks(session, desk.worker.id if only_mine else None, _MOST)


@permitted(Permission.PRINT)
def print_report(desk: Desk, meeting_id: str) -> bytes:
    """The report of a meeting as a PDF; where candidates are anonymous nobody is named in it."""
    found = meeting(desk, meeting_id)
    facts = DocumentFacts(
        code=t("meetings.code", day=found.details.on.isoformat()),
        printed_on=desk.clock.today(),
        worker=desk.worker.name,
        draft=not found.held,
    )
    return meeting_report(found, letterhead(desk), facts)
