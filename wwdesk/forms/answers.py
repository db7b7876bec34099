# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a text can be the answer to a question, and how it is then written down."""

from __future__ import annotations

import re
from datetime import datetime
from fractions import Fraction

from wwdesk.forms.model import Question, QuestionKind
from wwdesk.forms.xpath.values import Clock

LONGEST = 20_000
"""Characters of one answer."""

_INTEGER = re.compile(r"-?\d{1,15}", re.ASCII)
_DECIMAL = re.compile(r"-?(\d{1,15}([.,]\d{0,15})?|[.,]\d{1,15})", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FILE_NAME = re.compile(r"[^/\\\x00-\x1f]{1,255}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)?", re.ASCII)


def tidy(question: Question, value: str) -> str:
    """The answer in XForm spelling, as far as it can be read: no stray spaces, a decimal point."""
    if question.kind is QuestionKind.TEXT or question.kind is QuestionKind.HIDDEN:
        return value if value.strip() else ""
    value = " ".join(value.split())
    if question.kind is QuestionKind.DECIMAL and _DECIMAL.fullmatch(value):
        return value.replace(",", ".")
    return value


def mistake(question: Question, value: str, clock: Clock) -> str:
    """The key (`forms.problem.<key>`) of what is wrong with a tidy, non-empty answer; else nothing."""
    if len(value) > LONGEST:
        return "too_long"
    match question.kind:
        case QuestionKind.SELECT_ONE:
            good, key = not question.choices or question.choice(value) is not None, "no_choice"
        case QuestionKind.SELECT_MULTIPLE:
            names = {choice.name for choice in question.choices}
            good, key = not names or names.issuperset(value.split()), "no_choice"
        case QuestionKind.RANK:
            ranked = value.split()
            names = {choice.name for choice in question.choices}
            good, key = names.issuperset(ranked) and len(set(ranked)) == len(ranked), "no_choice"
        case QuestionKind.FILE | QuestionKind.SIGNATURE:
            good, key = _FILE_NAME.fullmatch(value) is not None, "no_file"
        case QuestionKind.INTEGER:
            good, key = _INTEGER.fullmatch(value) is not None, "no_integer"
        case QuestionKind.DECIMAL:
            good, key = _DECIMAL.fullmatch(value) is not None, "no_number"
        case QuestionKind.DATE:
            good, key = _DATE.fullmatch(value) is not None and clock.parse(value) is not None, "no_date"
        case QuestionKind.TIME:
            good, key = _TIME.fullmatch(value) is not None, "no_time"
        case QuestionKind.DATETIME:
            good, key = isinstance(clock.parse(value), datetime), "no_moment"
        case _:
            good, key = True, ""
    if good and question.limits is not None:
        amount = Fraction(value)
        good, key = question.limits.lowest <= amount <= question.limits.highest, "out_of_range"
    return "" if good else key
