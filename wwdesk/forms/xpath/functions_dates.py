# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Functions on dates and times."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from wwdesk.forms.xpath.context import Context, Function, FunctionTable
from wwdesk.forms.xpath.functions_core import number_of, text_of
from wwdesk.forms.xpath.values import Answers, Value, moment

_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?(?:(Z)|([+-])(\d{2})(?::?(\d{2}))?)?", re.ASCII)
_DAY = timedelta(days=1)
_DIRECTIVE = re.compile(r"%(.)", re.DOTALL)


def _date(context: Context, arguments: list[Value]) -> Value:
    """The day of an answer or a moment; nothing for what is no date.

    As in Collect a number counts whole days after 1970, and a text keeps its time of day.
    """
    value = arguments[0]
    if isinstance(value, bool):
        return ""
    if isinstance(value, float) and math.isfinite(value):
        value = float(math.trunc(value))
    found = moment(value, context.scope.clock)
    if isinstance(found, datetime) and (isinstance(value, (date, Answers)) or found.time() == time()):
        return found.date()
    return "" if found is None else found


def _date_time(context: Context, arguments: list[Value]) -> Value:
    """The moment; midnight is written as a day."""
    value = arguments[0]
    found = None if isinstance(value, bool) else moment(value, context.scope.clock)
    if found is None:
        return ""
    return found.date() if isinstance(found, datetime) and found.time() == time() else found


def _decimal_date_time(context: Context, arguments: list[Value]) -> Value:
    found = moment(arguments[0], context.scope.clock)
    return math.nan if found is None else context.scope.clock.days(found)


def _decimal_time(context: Context, arguments: list[Value]) -> Value:
    """The time of day as a fraction of a day."""
    text = text_of(context, arguments[0]).strip()
    found = context.scope.clock.parse(text)
    if isinstance(found, datetime):
        spent = timedelta(hours=found.hour, minutes=found.minute, seconds=found.second, microseconds=found.microsecond)
        return spent / _DAY
    match = _TIME.fullmatch(text)
    if match is None:
        return math.nan
    hour, minute, second, fraction, utc, sign, zone_hour, zone_minute = match.groups()
    if (
        int(hour) > 23
        or int(minute) > 59
        or int(second or 0) > 59
        or int(zone_hour or 0) > 14
        or int(zone_minute or 0) > 59
    ):
        return math.nan
    spent = timedelta(hours=int(hour), minutes=int(minute), seconds=float(f"{second or 0}.{fraction or 0}"))
    if utc or sign:
        distance = timedelta(hours=int(zone_hour or 0), minutes=int(zone_minute or 0))
        spent += context.scope.clock.offset - (-distance if sign == "-" else distance)
    return spent % _DAY / _DAY


def _format_date(context: Context, arguments: list[Value]) -> Value:
    found = moment(arguments[0], context.scope.clock)
    if found is None:
        return ""
    full = found if isinstance(found, datetime) else datetime(found.year, found.month, found.day)  # noqa: DTZ001
    months, days = context.scope.month_names, context.scope.day_names
    parts = {
        "Y": f"{full.year:04d}",
        "y": f"{full.year % 100:02d}",
        "m": f"{full.month:02d}",
        "n": str(full.month),
        "b": months[full.month - 1],
        "d": f"{full.day:02d}",
        "e": str(full.day),
        "H": f"{full.hour:02d}",
        "h": str(full.hour),
        "M": f"{full.minute:02d}",
        "S": f"{full.second:02d}",
        "3": f"{full.microsecond // 1000:03d}",
        "a": days[full.weekday()],
        "W": f"{full.isocalendar().week:02d}",
        "%": "%",
    }
    return _DIRECTIVE.sub(lambda match: parts.get(match[1], match[0]), text_of(context, arguments[1]))


def _today(context: Context, _arguments: list[Value]) -> date:
    return context.scope.clock.now.date()


def _now(context: Context, _arguments: list[Value]) -> date:
    return context.scope.clock.now


def _time_of(context: Context, arguments: list[Value]) -> Value:
    """The clock time of a moment or of a fraction of a day."""
    days = number_of(context, arguments[0])
    found = None if math.isnan(days) else context.scope.clock.moment(days)
    return "" if found is None else found.time().isoformat(timespec="milliseconds")


DATES: FunctionTable = {
    "today": Function(0, 0, _today),
    "now": Function(0, 0, _now),
    "date": Function(1, 1, _date),
    "date-time": Function(1, 1, _date_time),
    "decimal-date-time": Function(1, 1, _decimal_date_time),
    "decimal-time": Function(1, 1, _decimal_time),
    "time": Function(1, 1, _time_of),
    "format-date": Function(2, 2, _format_date),
    "format-date-time": Function(2, 2, _format_date),
}
