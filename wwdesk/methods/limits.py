# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The dates that follow from where a trajectory stands: time limits, duties, and conditions that speak of them.

The dates themselves come from `wwdesk.domain.time_limits`; every one carries its reasoning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wwdesk.domain.dates import show_long_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits import recurring
from wwdesk.domain.time_limits.lac import lac_dates
from wwdesk.domain.time_limits.notice import notice
from wwdesk.domain.time_limits.recurring import Duty as Recurring
from wwdesk.domain.time_limits.recurring import DutyDates, Interval, Light, Unit
from wwdesk.domain.time_limits.terms import extension, term
from wwdesk.domain.time_limits.working_days import reply_by
from wwdesk.forms.xpath.values import Value
from wwdesk.methods.conditions import OFFICE_NUMBERS, FactValue, as_value, holds
from wwdesk.methods.model import Duty, LimitKind, Sense, TimeLimit
from wwdesk.methods.progress import Progress
from wwdesk.methods.rule_profiles import RuleProfile, rule_profile

_DAYS_OF_A_MONTH = 30
"""Of a part of a month, as in an extension (A03)."""


@dataclass(frozen=True, slots=True)
class LimitDate:
    """A date with its reasoning; `other` is what another way of counting would give (A01)."""

    day: date
    why: tuple[str, ...]
    other: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date of a trajectory as a worker sees it.

    From `due` on it asks attention (duties may be done a while before `latest`); `settled_on` is the day
    it was met, None while it is open. `steps` are where it is settled.
    """

    id: str
    label: str
    start: date
    due: date
    latest: date
    sense: Sense
    why: tuple[str, ...]
    steps: tuple[str, ...]
    remind: tuple[int, ...] = ()
    settled_on: date | None = None
    rules: tuple[str, ...] = ()

    @property
    def near_from(self) -> date:
        """The first day it is near: so many days before as the largest reminder, else three quarters on the way."""
        if self.due < self.latest:
            return self.due
        if self.remind:
            return self.latest - timedelta(days=max(self.remind))
        span = (self.latest - self.start).days
        return self.start + timedelta(days=max(0, -(-3 * span // 4)))

    def light(self, today: date) -> Light:
        """How near it is; what is settled, only known or a first day is calm."""
        if self.settled_on is not None or self.sense is not Sense.LATEST:
            return Light.CALM
        if today > self.latest:
            return Light.OVERDUE
        if today == self.latest or (self.due < self.latest and today >= self.due):
            return Light.DUE
        return Light.NEAR if today >= self.near_from else Light.CALM


class View:
    """A trajectory seen on a day: what names in conditions stand for, and which dates hold."""

    def __init__(self, progress: Progress, today: date, office: Mapping[str, int] | None = None) -> None:
        self.progress = progress
        self.today = today
        self._office = {**OFFICE_NUMBERS, **(office or {})}
        method = progress.rulebook.method
        self._limits = {limit.id: limit for limit in method.time_limit}
        self._found: dict[str, LimitDate | None] = {}

    def true(self, text: str) -> bool:
        """Whether a condition of the method holds; an empty one does."""
        return not text or holds(self.progress.rulebook.conditions[text], self.value, self.today)

    def value(self, name: str) -> Value:
        """What `${name}` stands for; see `wwdesk.methods.conditions`."""
        progress = self.progress
        bare, _, part = name.rpartition(".")
        if part and bare:
            return self._part(bare, part)
        if name in progress.rulebook.steps:
            return as_value(progress.times[name][-1] if name in progress.times else None)
        known = progress.profile.numbers.get(name, self._office.get(name))
        return as_value(progress.facts.get(name)) if known is None else float(known)

    def _part(self, name: str, part: str) -> Value:
        """What `${name.part}` stands for."""
        if name in self._limits:
            found = self.limit(name)
            return as_value(None if found is None else found.day if part == "day" else found.other)
        if part == "reason":
            return self.progress.reasons.get(name, "")
        if part == "total":
            noted = (event.facts.get(name) for event in self.progress.events)
            return float(sum((fact for fact in noted if isinstance(fact, Fraction)), Fraction(0)))
        times = self.progress.times.get(name, ())
        if part == "times":
            return float(len(times))
        if part == "first":
            return as_value(times[0] if times else None)
        return self.progress.outcomes.get(name, "")

    def limit(self, limit_id: str) -> LimitDate | None:
        """The date of a time limit, None while it does not hold or what it counts from is not known."""
        if limit_id not in self._found:
            self._found[limit_id] = None  # a circle, which the check of a method refuses, would end here
            self._found[limit_id] = self._compute(self._limits[limit_id])
        return self._found[limit_id]

    def duty(self, duty: Duty) -> DutyDates | None:
        """When a duty comes back, None before its start and once it has ended."""
        start = self.day(duty.start)
        if start is None or self._settled(duty.until, duty.start) is not None or not self.true(duty.when):
            return None
        last = max((start, *self.progress.times.get(duty.done_by, ())))
        due = Interval(duty.every, duty.unit)
        latest = Interval(duty.latest or duty.every, duty.unit)
        return recurring.next_time(
            Recurring(label=duty.label, due=due, overdue=latest, source=duty.source or self.progress.profile.source),
            last,
        )

    def deadlines(self) -> tuple[Deadline, ...]:
        """Every date that holds, settled ones too, soonest first; what the closing made pointless is gone."""
        found: list[Deadline] = []
        for limit in self.progress.rulebook.method.time_limit:
            date_of, start = self.limit(limit.id), self.day(limit.start)
            if date_of is None or start is None:
                continue
            settled = self._settled(limit.until, limit.start)
            if self.progress.closed and settled is None:
                continue
            found.append(
                Deadline(
                    id=limit.id,
                    label=limit.label,
                    start=start,
                    due=date_of.day,
                    latest=date_of.day,
                    sense=limit.sense,
                    why=date_of.why,
                    steps=limit.until,
                    remind=limit.remind,
                    settled_on=settled,
                    rules=limit.rules,
                )
            )
        if not self.progress.closed:
            found += self._duties()
        return tuple(sorted(found, key=lambda one: (one.latest, one.id)))

    def _duties(self) -> list[Deadline]:
        found: list[Deadline] = []
        for duty in self.progress.rulebook.method.duty:
            dates = self.duty(duty)
            start = self.day(duty.start)
            if dates is not None and start is not None:
                found.append(
                    Deadline(
                        id=duty.id,
                        label=duty.label,
                        start=max((start, *self.progress.times.get(duty.done_by, ()))),
                        due=dates.due,
                        latest=dates.latest,
                        sense=Sense.LATEST,
                        why=dates.why,
                        steps=(duty.done_by,),
                        rules=duty.rules,
                    )
                )
        return found

    def day(self, name: str) -> date | None:
        """The day a fact, a step or a time limit stands for."""
        if name in self.progress.rulebook.steps:
            times = self.progress.times.get(name, ())
            return times[-1] if times else None
        if name in self._limits:
            found = self.limit(name)
            return None if found is None else found.day
        return _as_day(self.progress.facts.get(name))

    def _settled(self, steps: tuple[str, ...], start: str) -> date | None:
        """The day one of the steps was done after what a date counts from was noted; a way back begins anew.

        What counts is the order in which things were noted: a review may well be held before its day.
        """
        events = self.progress.events
        while start in self._limits:
            start = self._limits[start].start
        noted = (number for number, event in enumerate(events) if event.step == start or start in event.facts)
        since = max(noted, default=-1)
        return next((event.on for event in events[since + 1 :] if event.step in steps), None)

    def _amount(self, name: str) -> Fraction | None:
        if name.isdigit():
            return Fraction(name)
        found = self.progress.profile.numbers.get(name, self.progress.facts.get(name))
        return found if isinstance(found, Fraction) else None

    def _compute(self, limit: TimeLimit) -> LimitDate | None:
        start = self.day(limit.start)
        if start is None or not self.true(limit.when):
            return None
        amount = self._amount(limit.count) if limit.count else Fraction(0)
        if amount is None:
            return None
        try:
            return self._dated(limit, start, amount * limit.share)
        except DeskError:
            return None  # a date outside every calendar, a letter before its day: the guard of the step says so

    def _dated(self, limit: TimeLimit, start: date, amount: Fraction) -> LimitDate | None:
        base = rule_profile(self.progress.profile.base)
        source = limit.source or self.progress.profile.source
        match limit.kind:
            case LimitKind.TERM:
                found = term(start, int(amount))
                return LimitDate(found.end, (*found.why, t("methods.why.source", source=source)))
            case LimitKind.REPLY:
                reply = reply_by(start, int(amount), source)
                return LimitDate(reply.end, reply.why)
            case LimitKind.EXTENSION:
                longer = extension(start, int(amount), base.extension)
                return None if longer.extended_end is None else LimitDate(longer.extended_end, longer.why)
            case LimitKind.NOTICE:
                return self._notice(limit, start, base)
            case LimitKind.OBJECTION | LimitKind.TRANSFER:
                letter = lac_dates(start, base.lac, self.day(limit.received), self.day(limit.objected))
                day = letter.objection_until if limit.kind is LimitKind.OBJECTION else letter.transfer_from
                return None if day is None else LimitDate(day, letter.why)
            case LimitKind.BY:
                return _by(limit, start, amount, source)

    def _notice(self, limit: TimeLimit, sent: date, base: RuleProfile) -> LimitDate:
        known = {rule.id for rule in base.notice}
        ground = next((name for name in limit.ground if name in known), "")
        found = notice(sent, base.notice_rule(ground), self.day(limit.received))
        chosen = self.progress.facts.get(limit.counts_from)
        if found.other is None or chosen == "received":
            return LimitDate(found.period.end, found.why)
        if chosen == "sent":
            return LimitDate(found.other.end, found.why)
        return LimitDate(found.period.end, found.why, found.other.end)


def _by(limit: TimeLimit, start: date, amount: Fraction, source: str) -> LimitDate:
    if not limit.count:
        told = t("methods.why.agreed", label=limit.label, day=show_long_date(start), source=source)
        return LimitDate(start, (told,))
    whole = int(amount)
    day = Interval(whole, limit.unit).after(start)
    interval = Interval(whole, limit.unit).words
    if rest := amount - whole if limit.unit is Unit.MONTH else Fraction(0):
        days = int(rest * _DAYS_OF_A_MONTH)
        day += timedelta(days=days)
        interval = t("methods.why.and_days", interval=interval, n=days)
    why = t(
        "methods.why.by",
        label=limit.label,
        start=show_long_date(start),
        interval=interval,
        day=show_long_date(day),
        source=source,
    )
    return LimitDate(day, (why,))


def _as_day(value: FactValue | None) -> date | None:
    return value if isinstance(value, date) else None
