# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Dates as an iCalendar file (RFC 5545), for Outlook, a telephone or any other agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A whole day in the file. `uid` stays the same when the file is made again, so that an agenda replaces it."""

    uid: str
    on: date
    title: str
    text: str
    remind_days: int = 0


def calendar_file(days: Iterable[CalendarDay], name: str, made_at: datetime) -> bytes:
    """The file; every entry takes no time of the day away from the person whose agenda it is."""
    calendar = cast("Any", Calendar())  # its methods take values of any type
    calendar.add("prodid", "-//wwdesk//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for day in days:
        event = cast("Any", Event())
        event.add("uid", f"{day.uid}@wwdesk")
        event.add("dtstamp", made_at)
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", day.title)
        event.add("description", day.text)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        if day.remind_days:
            alarm = cast("Any", Alarm())
            alarm.add("action", "DISPLAY")
            alarm.add("description", day.title)
            alarm.add("trigger", timedelta(days=-day.remind_days))
            event.add_component(alarm)
        calendar.add_component(event)
    return cast("bytes", calendar.to_ical())
