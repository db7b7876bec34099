# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The board of arrears: what is owed per month and source, which letter is due, whether a plan is kept.

Which facts, steps and time limits mean what is said by the method (`[arrears]`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wwdesk.domain.arrears import (
    ArrearsLine,
    MonthOwed,
    Payment,
    Repayment,
    RepaymentStanding,
    by_month,
    next_letter_day,
    standing,
)
from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission
from wwdesk.methods.course import course
from wwdesk.methods.facts import choices_of
from wwdesk.methods.limits import View
from wwdesk.methods.model import ArrearsWords
from wwdesk.methods.progress import Progress
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.trajectory_progress import progress_of, progresses_of, running_with_arrears
from wwdesk.storage.database import Session
from wwdesk.storage.reads import arrears as reads
from wwdesk.storage.reads import trajectories as trajectory_reads
from wwdesk.storage.reads import waiting as waiting_reads
from wwdesk.storage.records.housing import ArrearsLineRecord
from wwdesk.storage.records.trajectories import TrajectoryRecord

_MOST_CENTS = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDue:
    """The next letter, and the day from which it may or should leave; None where what it counts from is not known."""

    label: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrearsRow:
    """A file on the board. Money in euro cents; `months` holds what is open per month, `lines` where it comes from.

    `open` is what is still owed, `unpaid` in how many months. The dates are None where they do not apply (any more).
    """

    trajectory_id: str
    revision: int
    dossier_id: str
    dossier_number: str
    client_name: str
    method: str
    phase: str
    open: int
    unpaid: int
    sources: tuple[tuple[str, str], ...]
    """Codes a line can come from, with their labels."""
    source: str
    hold: bool
    letter: LetterDue | None
    objection_until: date | None
    transfer_from: date | None
    session_on: date | None
    plan: Repayment | None
    standing: RepaymentStanding | None
    months: tuple[MonthOwed, ...]
    lines: tuple[ArrearsLine, ...]
    payments: tuple[Payment, ...]
    payment_step: str
    paid_fact: str
    may_pay: bool
    """Whether a payment can be noted now."""


@permitted(Permission.READ_DOSSIER)
def board(desk: Desk) -> tuple[ArrearsRow, ...]:
    """Every running file with arrears: plans that are not kept first, then by what must happen soonest."""
    today = desk.clock.today()
    rows: list[ArrearsRow] = []
    with desk.reading() as session:
        for method_id in running_with_arrears(session):
            found = progresses_of(session, method_id)
            lines = reads.lines_of(session, [record.id for record, _ in found])
            people = waiting_reads.clients(session, [record.dossier_id for record, _ in found])
            for record, progress in found:
                words = progress.rulebook.method.arrears
                if words is not None:
                    here = lines.get(record.id, ())
                    rows.append(_row(record, progress, words, here, people[record.dossier_id], today))
    return tuple(sorted(rows, key=_urgency))


def _urgency(row: ArrearsRow) -> tuple[int, date, str]:
    late = -row.standing.missed if row.standing else 0
    days = (row.letter.on if row.letter else None, row.transfer_from, row.session_on)
    return late, min((day for day in days if day is not None), default=date.max), row.client_name


def _row(
    record: TrajectoryRecord,
    progress: Progress,
    words: ArrearsWords,
    lines: Sequence[ArrearsLine],
    person: tuple[str, str],
    today: date,
) -> ArrearsRow:
    view, method = View(progress, today), progress.rulebook.method
    payments = _payments(progress, words)
    months = by_month(lines, payments)
    sources = {item.code: item.label for item in choices_of(method, _list_of(progress, words))}
    plan = _plan(progress, words)
    return ArrearsRow(
        trajectory_id=record.id,
        revision=record.revision,
        dossier_id=record.dossier_id,
        dossier_number=person[0],
        client_name=person[1],
        method=method.method.label,
        phase=next((phase.label for phase in course(progress, today).phases if phase.running), ""),
        open=sum(month.open for month in months) if lines else _cents(progress.facts.get(words.amount)),
        unpaid=sum(month.open > 0 for month in months) if lines else _whole(progress.facts.get(words.months)),
        sources=tuple(sources.items()),
        source=sources.get(str(progress.facts.get(words.source, "")), ""),
        hold=progress.facts.get(words.hold) is True,
        letter=_letter(progress, words, view),
        objection_until=_still(view, words.objection, today),
        transfer_from=_open_day(view, words.transfer) if words.share in progress.open else None,
        session_on=_open_day(view, words.session),
        plan=plan[0] if plan else None,
        standing=standing(plan[0], plan[1], today) if plan else None,
        months=months,
        lines=tuple(lines),
        payments=payments,
        payment_step=words.payment,
        paid_fact=words.paid,
        may_pay=words.payment in progress.open,
    )


def _list_of(progress: Progress, words: ArrearsWords) -> str:
    return next((fact.list for fact in progress.rulebook.method.fact if fact.id == words.source), "")


def _cents(value: object) -> int:
    return int(value * 100) if isinstance(value, Fraction) else 0


def _whole(value: object) -> int:
    return int(value) if isinstance(value, Fraction) else 0


def _payments(progress: Progress, words: ArrearsWords, since: int = 0) -> tuple[Payment, ...]:
    """What was paid, as it was noted from an event on."""
    events = (event for event in progress.events[since:] if event.step == words.payment)
    return tuple(Payment(on=event.on, cents=_cents(event.facts.get(words.paid))) for event in events)


def _plan(progress: Progress, words: ArrearsWords) -> tuple[Repayment, tuple[Payment, ...]] | None:
    """The plan that was signed last, over what was owed then, with what was paid since."""
    places = [place for place, event in enumerate(progress.events) if event.step in words.plan]
    first, instalment = progress.facts.get(words.first), _cents(progress.facts.get(words.instalment))
    if not places or not isinstance(first, date) or not instalment:
        return None
    owed = [event.facts[words.amount] for event in progress.events[: places[-1] + 1] if words.amount in event.facts]
    total = _cents(owed[-1]) if owed else 0
    if total <= 0:
        return None
    return Repayment(first=first, instalment=instalment, total=total), _payments(progress, words, places[-1] + 1)


def _letter(progress: Progress, words: ArrearsWords, view: View) -> LetterDue | None:
    """The first letter that can leave now: on the letter day after the one before, the last one when it may."""
    name = next((one for one in words.letters if one in progress.open), None)
    if name is None:
        return None
    label, place = progress.rulebook.steps[name].label, words.letters.index(name)
    if name == words.letters[-1]:
        found = view.limit(words.last_letter)
        return LetterDue(label=label, on=found.day if found else None)
    before = view.day(words.letters[place - 1]) if place else None
    after = before + timedelta(days=1) if before else progress.started_on
    day = progress.profile.numbers.get(words.letter_day, Fraction(1))
    return LetterDue(label=label, on=next_letter_day(after, int(day)))


def _open_day(view: View, limit_id: str) -> date | None:
    """The day of a time limit that was not met yet."""
    return next(
        (one.latest for one in view.deadlines() if one.id == limit_id and one.settled_on is None),
        None,
    )


def _still(view: View, limit_id: str, today: date) -> date | None:
    day = _open_day(view, limit_id)
    return day if day is not None and day >= today else None


def known_facts(session: Session, trajectory_id: str, progress: Progress) -> Mapping[str, str]:
    """What the register knows of the facts of a method, as a person would type them."""
    words = progress.rulebook.method.arrears
    lines = reads.lines_of(session, [trajectory_id]).get(trajectory_id, []) if words else []
    if words is None or not lines:
        return {}
    months = by_month(lines, _payments(progress, words))
    owed = Fraction(sum(month.open for month in months), 100)
    amount = show_number(owed, 0 if owed.denominator == 1 else 2).replace("\u00a0", "")
    return {words.amount: amount, words.months: str(sum(month.open > 0 for month in months))}


@permitted(Permission.EDIT_DOSSIER)
def add_line(desk: Desk, trajectory_id: str, month: date, source: str, cents: int, note: str = "") -> Changes:
    """Notes what is owed for a month; `made` is the id of the line.

    Raises DeskError `arrears_source` for a source the method does not know and `arrears_amount` for no amount.
    """
    if not cents or abs(cents) > _MOST_CENTS:
        raise DeskError("arrears_amount")
    with desk.work("arrears.add") as work:
        record = work.get(TrajectoryRecord, trajectory_id)
        progress = progress_of(work.session, record)
        words = progress.rulebook.method.arrears
        codes = choices_of(progress.rulebook.method, _list_of(progress, words)) if words else ()
        if source not in {item.code for item in codes}:
            raise DeskError("arrears_source")
        line = ArrearsLineRecord(
            trajectory_id=trajectory_id, month=month.replace(day=1), source=source, cents=cents, note=note.strip()
        )
        work.about(work.add(line))
    return _changed(record.dossier_id, line.id)


@permitted(Permission.EDIT_DOSSIER)
def remove_line(desk: Desk, line_id: str) -> Changes:
    """Moves a line to the bin."""
    with desk.work("arrears.bin") as work:
        line = work.get(ArrearsLineRecord, line_id)
        work.bin(line)
        work.about(line)
        dossier_id = trajectory_reads.trajectory(work.session, line.trajectory_id).dossier_id
    return _changed(dossier_id)


@permitted(Permission.EDIT_DOSSIER)
def restore_line(desk: Desk, line_id: str) -> Changes:
    """Takes a line out of the bin."""
    with desk.work("arrears.restore") as work:
        line = work.get(ArrearsLineRecord, line_id)
        work.restore(line)
        work.about(line)
        dossier_id = trajectory_reads.trajectory(work.session, line.trajectory_id).dossier_id
    return _changed(dossier_id)


def _changed(dossier_id: str, made: str | None = None) -> Changes:
    return changed(Subject.ARREARS, Subject.TRAJECTORY, Subject.DOSSIER, ids=(dossier_id,), made=made)
