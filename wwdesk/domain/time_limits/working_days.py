# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Belgian public holidays, and time limits that may not end on one (Regulation 1182/71, GDPR replies)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from wwdesk.domain.dates import add_months, show_long_date, show_weekday_date
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits.terms import Term

_FIXED = {
    (1, 1): "new_year",
    (5, 1): "labour_day",
    (7, 21): "national_day",
    (8, 15): "assumption",
    (11, 1): "all_saints",
    (11, 11): "armistice",
    (12, 25): "christmas",
}
_AFTER_EASTER = {1: "easter_monday", 39: "ascension", 50: "whit_monday"}


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus, for years from 1583."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=moon - sunday)


def public_holidays(year: int) -> dict[date, str]:
    """The ten public holidays of a year (law of 4 January 1974) with the last part of the key of their name."""
    found = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    first = easter(year)
    found.update({first + timedelta(days=days): name for days, name in _AFTER_EASTER.items()})
    return found


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`: no Saturday, Sunday or public holiday."""
    return day.weekday() < calendar.SATURDAY and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """`day` itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that lies `count` working days after `day`, which is not counted itself."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
    return day


def reply_by(received: date, months: int, source: str) -> Term:
    """The last day to answer something received on `received`, moved on where offices are closed.

    Counted as Regulation 1182/71 does: until the same day of the month, or the last of that month.
    """
    day = add_months(received, months)
    end = next_working_day(day)
    why = [t("time_limits.reply.received", day=show_long_date(received), n=months, source=source)]
    if end == day:
        why.append(t("time_limits.reply.by", day=show_weekday_date(end)))
    else:
        why.append(t("time_limits.reply.closed", closed=_named(day), day=show_weekday_date(end)))
    return Term(received, months, end, tuple(why))


def _named(day: date) -> str:
    """A day with its name of a holiday, if it is one."""
    holiday = public_holidays(day.year).get(day)
    shown = show_weekday_date(day)
    return f"{shown} ({t(f'time_limits.holiday.{holiday}')})" if holiday else shown
