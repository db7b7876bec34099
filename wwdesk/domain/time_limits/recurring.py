# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Duties that come back (a monthly three-way talk, a team every three weeks) and how near a time limit is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from wwdesk.domain.dates import add_months, show_long_date
from wwdesk.domain.texts import t


class Unit(StrEnum):
    """What an interval counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of days, weeks or months."""

    count: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day that lies this long after `day`; a month without that day gives its last one."""
        if self.unit is Unit.MONTH:
            return add_months(day, self.count)
        return day + timedelta(days=self.count * (7 if self.unit is Unit.WEEK else 1))

    @property
    def words(self) -> str:
        """In Dutch: "3 weken"."""
        return t(f"time_limits.interval.{self.unit}", n=self.count)


class Light(StrEnum):
    """How near a time limit is."""

    CALM = "calm"
    NEAR = "near"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something that must be done again and again: from `due` after the last time, at the latest by `overdue`.

    R22 is one month for both; R23 is from two and at most three months.
    """

    label: str
    due: Interval
    overdue: Interval
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDates:
    """When a duty is due next: the first day it may be asked, and the last day it is in time."""

    due: date
    latest: date
    why: tuple[str, ...]

    def light(self, today: date) -> Light:
        """Calm before it is due, due until its last day, overdue after."""
        if today > self.latest:
            return Light.OVERDUE
        return Light.DUE if today >= self.due else Light.CALM


def next_time(duty: Duty, last: date) -> DutyDates:
    """When `duty` comes back after `last`, the day it was done or, the first time, the start."""
    due, latest = duty.due.after(last), duty.overdue.after(last)
    why = [t("time_limits.duty.last", label=duty.label, day=show_long_date(last))]
    if due == latest:
        why.append(t("time_limits.duty.again", interval=duty.due.words, day=show_long_date(due), source=duty.source))
    else:
        why.append(t("time_limits.duty.from", interval=duty.due.words, day=show_long_date(due)))
        why.append(
            t("time_limits.duty.latest", interval=duty.overdue.words, day=show_long_date(latest), source=duty.source)
        )
    return DutyDates(due=due, latest=latest, why=tuple(why))


def traffic_light(start: date, due: date, today: date, near: Fraction = Fraction(3, 4)) -> Light:
    """How near `due` is on the way from `start`: near from that share of the days on (R09: 75 %)."""
    if today > due:
        return Light.OVERDUE
    if today == due:
        return Light.DUE
    return Light.NEAR if (today - start).days >= near * (due - start).days else Light.CALM
