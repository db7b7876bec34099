# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The Belgian national number (rijksregisternummer, bis number): checking, reading, masking.

Source: the eleven digits are YYMMDD, a serial of three and a check number, which is
97 - (first nine digits mod 97); for people born from 2000 on a 2 stands before the nine. A bis
number has its month raised by 20 (sex unknown) or 40 (sex known). Month or day 00 means unknown.
Use needs a legal ground (law of 8 August 1983, art. 8), so the field is off by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LENGTH = 11


class NumberProblem(StrEnum):
    """What is wrong with a number (texts `people.number_problem`)."""

    LENGTH = "length"
    CHECK = "check"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """What a valid number tells. The sex in it is no gender identity, so it is not read at all."""

    digits: str
    century: int
    """1900 or 2000."""
    birth_date: date | None
    """None where day or month is unknown."""
    bis: bool


def digits_of(typed: str) -> str:
    """The digits of what was typed; dots, dashes and spaces do not matter."""
    return "".join(char for char in typed if char.isascii() and char.isdigit())


def read_number(typed: str) -> NumberFacts | NumberProblem:
    """What the number tells, or what is wrong with it."""
    digits = digits_of(typed)
    stray = [char for char in typed if not char.isdigit() and char not in " .-/"]
    if len(digits) != LENGTH or stray:
        return NumberProblem.LENGTH
    body, check = digits[:9], int(digits[9:])
    # 2 * 10**9 mod 97 is 68, so the two readings never give the same check number.
    if check == 97 - int(body) % 97:
        century = 1900
    elif check == 97 - int("2" + body) % 97:
        century = 2000
    else:
        return NumberProblem.CHECK
    year, month, day = century + int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    bis = month >= 20
    month %= 20
    if month == 0 or (day == 0 and month <= 12):
        # Birth month or day unknown; the other digits may then hold a longer serial.
        return NumberFacts(digits, century, None, bis)
    try:
        return NumberFacts(digits, century, date(year, month, day), bis)
    except ValueError:
        return NumberProblem.DATE


def show_number(digits: str) -> str:
    """The number as people write it: `93.05.18-223.61`."""
    if len(digits) != LENGTH:
        return digits
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


def mask_number(digits: str) -> str:
    """The number with every digit covered, for a screen somebody may look at."""
    return show_number("•" * LENGTH) if digits else ""
