# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as people type them and as the questionnaire spells them, one into the other.

People type `2311`, `1,5` and `9u30`; the questionnaire keeps `2026-11-23`, `1.5` and `09:30`.
What cannot be read is kept exactly as it was typed, so that nothing a worker wrote is lost.
"""

from __future__ import annotations

import re
from datetime import date, time

from wwdesk.domain.dates import parse_date, show_date, show_long_date
from wwdesk.domain.texts import t
from wwdesk.forms.model import QuestionKind

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


def spell(kind: QuestionKind, typed: str, today: date) -> str | None:
    """The questionnaire's spelling of what was typed; None where it cannot be read; empty stays empty."""
    text = typed.strip()
    reader = _READERS.get(kind)
    return reader(text, today) if text and reader else text


def shown(kind: QuestionKind, value: str) -> str:
    """A kept answer as people write it; anything unreadable exactly as it was typed."""
    writer = _WRITERS.get(kind)
    try:
        return writer(value) if value and writer else value
    except ValueError:
        return value


def understood(kind: QuestionKind, value: str) -> str:
    """A kept date in full words, so that a worker sees how `2311` was read; empty for other kinds."""
    if kind not in (QuestionKind.DATE, QuestionKind.DATETIME):
        return ""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return ""
    return t(
        "screening.understood", weekday=t(f"screening.weekday.{_WEEKDAYS[day.weekday()]}"), day=show_long_date(day)
    )


def parse_time(typed: str) -> time | None:
    """The moment meant by `9`, `930`, `9:30`, `9u30` or `9.30`, or None."""
    text = _SPACES.sub("", typed.casefold())
    found = re.fullmatch(r"(\d{1,2})(?:[:u.h](\d{2})?)?(?::\d{2}.*)?", text, re.ASCII)
    found = found or re.fullmatch(r"(\d{1,2})(\d{2})", text, re.ASCII)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _spell_integer(text: str, _: date) -> str | None:
    digits = re.sub(r"[.\s\u00a0\u202f]", "", text)
    return str(int(digits)) if re.fullmatch(r"[+-]?\d{1,15}", digits, re.ASCII) else None


def _spell_decimal(text: str, _: date) -> str | None:
    number = _SPACES.sub("", text)
    if "," in number:
        number = number.replace(".", "").replace(",", ".", 1)
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+", number, re.ASCII):
        # a point before exactly three digits is the Belgian mark of thousands
        number = number.replace(".", "")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,10})?", number, re.ASCII):
        return None
    whole, point, part = number.lstrip("+").partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-'))}{point}{part}"


def _spell_date(text: str, today: date) -> str | None:
    day = parse_date(text, today)
    return day.isoformat() if day else None


def _spell_time(text: str, _: date) -> str | None:
    moment = parse_time(text)
    return f"{moment:%H:%M:00}" if moment else None


def _spell_moment(text: str, today: date) -> str | None:
    day_text, _, time_text = text.rpartition(" ")
    day, moment = parse_date(day_text, today), parse_time(time_text)
    return f"{day.isoformat()}T{moment:%H:%M:00}" if day and moment else None


def _show_decimal(value: str) -> str:
    return value.replace(".", ",") if re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII) else value


def _show_date(value: str) -> str:
    return show_date(date.fromisoformat(value[:10]))


def _show_time(value: str) -> str:
    # only the questionnaire's own spelling: "9:30" as typed stays as typed
    return f"{time.fromisoformat(value[:5]):%H:%M}"


def _show_moment(value: str) -> str:
    day, mark, moment = value.partition("T")
    return f"{_show_date(day)} {_show_time(moment)}" if mark else value


_READERS = {
    QuestionKind.INTEGER: _spell_integer,
    QuestionKind.DECIMAL: _spell_decimal,
    QuestionKind.DATE: _spell_date,
    QuestionKind.TIME: _spell_time,
    QuestionKind.DATETIME: _spell_moment,
}
_WRITERS = {
    QuestionKind.DECIMAL: _show_decimal,
    QuestionKind.DATE: _show_date,
    QuestionKind.TIME: _show_time,
    QuestionKind.DATETIME: _show_moment,
}
