# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The values of expressions and how one kind becomes another."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from wwdesk.forms.tree import Node

NodeSet = list[Node]
Value = bool | float | str | date | NodeSet
"""`date` includes `datetime`, always without a zone: wall time where the form is filled."""


class Answers(list[Node]):
    """The nodes of a path in a form. Where one value is wanted it stands for its one answer.

    This is how Collect reads forms: no node (a question that does not apply) is a blank text, an
    answer of a number question is a number, a calculated condition is a condition. So
    `${q} != 'x'` holds for a question that is not asked, and `${n}` alone means "not blank or 0".
    """

    @property
    def single(self) -> bool | float | str:
        """The answer of the only node, blank without one."""
        if not self:
            return ""
        scalar = self[0].scalar
        return self[0].string if scalar is None else scalar


EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 wall time, see Value
_DAY = timedelta(days=1)
_NUMBER = re.compile(r"[ \t\r\n]*-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t\r\n]*", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment expressions are evaluated at, in wall time, and its distance to UTC.

    A date counts as whole days since 1970 in local days, as Collect (JavaRosa) has it, so that a
    difference of dates is whole across summer time. `counts_utc` counts from midnight in UTC as
    Enketo does; only the public test cases use it.
    """

    now: datetime
    offset: timedelta = timedelta()
    counts_utc: bool = False

    def days(self, moment: date) -> float:
        """Days since 1970 with the time of day as a fraction."""
        wall = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001
        return (wall - EPOCH - (self.offset if self.counts_utc else timedelta())) / _DAY

    def moment(self, days: float) -> datetime | None:
        """The moment so many days after 1970, rounded to milliseconds; None outside year 1-9999."""
        try:
            wall = EPOCH + timedelta(milliseconds=round(days * 86_400_000))
            return wall + (self.offset if self.counts_utc else timedelta())
        except (OverflowError, ValueError):
            return None

    def parse(self, text: str) -> date | None:
        """The date or moment that `text` writes in ISO form, or None."""
        match = _MOMENT.fullmatch(text.strip())
        if match is None:
            return None
        year, month, day, hour, minute, second, fraction, zone = match.groups()
        try:
            if hour is None:
                return date(int(year), int(month), int(day))
            micro = int((fraction or "0").ljust(6, "0"))
            wall = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), micro)  # noqa: DTZ001
            return wall if zone is None else wall - _distance(zone) + self.offset
        except (ValueError, OverflowError):
            return None

    def iso(self, moment: date) -> str:
        """A date as `2026-11-23`, a moment as `2026-11-23T10:00:00.000+01:00`."""
        if not isinstance(moment, datetime):
            return moment.isoformat()
        minutes = round(self.offset.total_seconds() / 60)
        zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        return f"{moment.isoformat(timespec='milliseconds')}{zone}"


def _distance(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -distance if zone[0] == "-" else distance


def boolean(value: Value) -> bool:
    """The value as a condition: XPath 1.0 section 4.3."""
    if isinstance(value, Answers) and len(value) < 2:
        value = value.single
    if isinstance(value, (bool, date)):
        return value is not False
    if isinstance(value, (int, float)):
        return value != 0 and not math.isnan(value)
    return len(value) > 0


def number(value: Value, clock: Clock) -> float:
    """The value as a number; what is no number and no date becomes NaN."""
    if isinstance(value, Answers):
        value = value.single
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, date):
        return clock.days(value)
    text = string(value, clock)
    if _NUMBER.fullmatch(text):
        return float(text)
    moment = clock.parse(text) if "-" in text else None
    return math.nan if moment is None else clock.days(moment)


def string(value: Value, clock: Clock) -> str:
    """The value as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].string if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return clock.iso(value) if isinstance(value, date) else number_text(value)


def number_text(value: float) -> str:
    """A number as XPath writes it: no exponent, no `.0`."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return f"{Decimal(repr(value)):f}"


def moment(value: Value, clock: Clock) -> date | None:
    """The value as a date or moment: a date itself, an ISO text, or days since 1970."""
    if isinstance(value, date):
        return value
    if isinstance(value, (str, list)):
        text = string(value, clock)
        found = clock.parse(text)
        if found is not None:
            return found
        days = number(text, clock)
    else:
        days = number(value, clock)
    return None if math.isnan(days) or math.isinf(days) else clock.moment(days)


def equal(left: Value, right: Value, clock: Clock) -> bool:
    """The `=` of XPath 1.0: a node-set is equal when one of its nodes is."""
    left, right = _plain(left, right), _plain(right, left)
    if isinstance(left, list):
        if isinstance(right, bool):
            return bool(left) == right
        if isinstance(right, list):
            texts = {node.string for node in right}
            return any(node.string in texts for node in left)
        return any(_equal_single(node.string, right, clock) for node in left)
    if isinstance(right, list):
        return equal(right, left, clock)
    return _equal_single(left, right, clock)


def unequal(left: Value, right: Value, clock: Clock) -> bool:
    """The `!=` of XPath 1.0: not the opposite of `=` for node-sets."""
    left, right = _plain(left, right), _plain(right, left)
    if isinstance(left, list):
        if isinstance(right, bool):
            return bool(left) != right
        if isinstance(right, list):
            texts = {node.string for node in right}
            return any(node.string != text for node in left for text in texts)
        return any(not _equal_single(node.string, right, clock) for node in left)
    if isinstance(right, list):
        return unequal(right, left, clock)
    return not _equal_single(left, right, clock)


def _plain(value: Value, other: Value) -> Value:
    """A single answer as its value. A text that says false beside a condition means the condition.

    Collect takes any text for true there, so that `${calculated} = 'false'` means its opposite.
    """
    if isinstance(value, Answers) and len(value) < 2:
        return value.single
    beside = other.single if isinstance(other, Answers) else None
    if isinstance(beside, bool) and isinstance(value, str):
        return value not in ("", "0", "false")
    return value


def _equal_single(left: Value, right: Value, clock: Clock) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return boolean(left) == boolean(right)
    return number(left, clock) == number(right, clock)


def compare(operator: str, left: Value, right: Value, clock: Clock) -> bool:
    """One of `<`, `<=`, `>`, `>=`, always on numbers.

    Beside a condition the nodes are numbers too, as in Collect and Enketo; XPath 1.0 would ask
    whether there are any.
    """
    lefts, rights = _numbers(left, clock), _numbers(right, clock)
    if operator == "<":
        return any(a < b for a in lefts for b in rights)
    if operator == "<=":
        return any(a <= b for a in lefts for b in rights)
    if operator == ">":
        return any(a > b for a in lefts for b in rights)
    return any(a >= b for a in lefts for b in rights)


def _numbers(value: Value, clock: Clock) -> list[float]:
    if isinstance(value, list) and not (isinstance(value, Answers) and len(value) < 2):
        return [number(node.string, clock) for node in value]
    return [number(value, clock)]
