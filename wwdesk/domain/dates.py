# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Belgian dates: read as people type them, shown as dd/mm/jjjj, and ages."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from wwdesk.domain.names import fold

FIRST, LAST = date(1880, 1, 1), date(2200, 12, 31)
"""Dates outside are typing mistakes in this field."""

_WORDS = {"vandaag": 0, "nu": 0, "gisteren": -1, "eergisteren": -2, "morgen": 1, "overmorgen": 2}
_FIRST_HALF = ("januari", "februari", "maart", "april", "mei", "juni")
_MONTHS = (*_FIRST_HALF, "juli", "augustus", "september", "oktober", "november", "december")
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_UNITS = {
    **dict.fromkeys(("dag", "dagen"), "day"),
    **dict.fromkeys(("week", "weken"), "week"),
    **dict.fromkeys(("maand", "maanden"), "month"),
    **dict.fromkeys(("jaar", "jaren"), "year"),
}
_COUNTED = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)}


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of that month if it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def parse_date(text: str, today: date, *, birth: bool = False) -> date | None:
    """The day meant by `text`, or None.

    Understands 23/11/2026, 23-11-26, 23.11, 2311, 231126, 23112026, 23 november (2026),
    2026-11-23, vandaag, morgen, gisteren, "over 3 maanden", "2 weken geleden". Without a year it
    is the one that brings the day nearest to today. Two digits of a year mean the past hundred
    years for a `birth` date, else the century of today.
    """
    typed = text.strip().casefold()
    day = _spoken(typed, today) if typed else None
    if day is None and typed:
        parts = _parts(typed)
        day = _from_parts(parts, today, birth=birth) if parts else None
    return day if day is not None and FIRST <= day <= LAST else None


def _spoken(typed: str, today: date) -> date | None:
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    found = re.fullmatch(r"(over )?(\w{1,6}) (\w+)( geleden)?", fold(typed))
    if not found or bool(found[1]) == bool(found[4]) or found[3] not in _UNITS:
        return None
    count = int(found[2]) if found[2].isascii() and found[2].isdigit() else _NUMBERS.get(found[2])
    if count is None or count > 9999:
        return None
    count = -count if found[4] else count
    unit = _UNITS[found[3]]
    try:
        if unit in ("day", "week"):
            return today + timedelta(days=count * (7 if unit == "week" else 1))
        return add_months(today, count * (12 if unit == "year" else 1))
    except (ValueError, OverflowError):
        return None


def _parts(typed: str) -> tuple[str, str, str] | None:
    """Day, month and year (possibly empty) as digits."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed, re.ASCII):
        return found[3], found[2], found[1]
    if found := re.fullmatch(r"(\d{2})(\d{2})(\d{2}|\d{4})?", typed, re.ASCII):
        return found[1], found[2], found[3] or ""
    if found := re.fullmatch(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?", typed, re.ASCII):
        return found[1], found[2], found[3] or ""
    if found := re.fullmatch(r"(\d{1,2})\s+([a-z]{3,9})\.?(?:\s+(\d{4}|\d{2}))?", typed, re.ASCII):
        months = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[2]) or (found[2] == "mrt" and n == 3)]
        if len(months) == 1:
            return found[1], str(months[0]), found[3] or ""
    return None


def _from_parts(parts: tuple[str, str, str], today: date, *, birth: bool) -> date | None:
    day, month, typed_year = int(parts[0]), int(parts[1]), parts[2]
    if not typed_year:
        near = [made for year in (today.year - 1, today.year, today.year + 1) if (made := _make(year, month, day))]
        if birth:
            near = [made for made in near if made <= today]
        return min(near, key=lambda made: abs(made - today), default=None)
    year = int(typed_year)
    if len(typed_year) == 2:
        year += today.year // 100 * 100
        if birth and (year, month, day) > (today.year, today.month, today.day):
            year -= 100
    return _make(year, month, day)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def show_date(day: date | None) -> str:
    """dd/mm/jjjj; empty for no date."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if day else ""


def show_long_date(day: date) -> str:
    """A date written out: 4 maart 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def show_weekday_date(day: date) -> str:
    """A date written out with its weekday: woensdag 4 maart 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {show_long_date(day)}"


def age_on(birth_date: date, day: date) -> int:
    """Age in whole years on `day`; somebody born on 29 February has a birthday on 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
