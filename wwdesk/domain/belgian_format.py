# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers, telephone numbers and addresses as Flemish people write them (dates: `domain.dates`)."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

# Two digits of area code; all other fixed lines have three (011 Hasselt, 089 Genk).
_SHORT_AREAS = ("02", "03", "04", "09")
_SHARED_COST = ("0800", "0900", "0902", "0903", "0904", "0905", "0906", "0907", "0908", "0909", "070", "078")


def show_number(value: Fraction | Decimal | int, decimals: int = 0) -> str:
    """`1 234,5`: decimal comma, halves rounded away from zero, thousands apart by a space that does not break.

    Rounding is exact: 2,25 with one decimal is 2,3, whatever a binary fraction would make of it.
    A value that rounds to nothing carries no minus.
    """
    exact = Fraction(value)
    scaled = abs(exact) * 10**decimals
    units = int(scaled + Fraction(1, 2))
    digits = str(units).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    grouped = f"{int(whole):,}".replace(",", "\u00a0") if len(whole) > 4 else whole
    minus = "-" if exact < 0 and units else ""
    return f"{minus}{grouped},{part}" if part else f"{minus}{grouped}"


def parse_number(typed: str) -> Fraction | None:
    """The number somebody typed: `62,5`, `62.5`, `1 234,50`, `1.234,50`, `€ 62`; None where it is no number."""
    text = re.sub(r"[\s\u00a0\u202f€]", "", typed)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text, re.ASCII):
        text = text.replace(".", "")
    if not re.fullmatch(r"-?\d{1,15}([.,]\d{1,6})?", text, re.ASCII):
        return None
    return Fraction(text.replace(",", "."))


def show_euro(cents: int) -> str:
    """`€ 1234,50` or `-€ 84`; whole euros without decimals."""
    shown = show_number(Fraction(abs(cents), 100), 2 if cents % 100 else 0)
    return f"{'-' if cents < 0 else ''}€\u00a0{shown}"


def show_typed_number(text: str) -> str:
    """A number as it is stored (`1.5`) as people read it (`1,5`), every decimal kept; other text as it is."""
    return text.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", text, re.ASCII) else text


def show_difference(value: Fraction | Decimal | int, decimals: int = 1) -> str:
    """`+0,5`, `-1,2` or `0,0`: how much something went up or down."""
    shown = show_number(value, decimals)
    return f"+{shown}" if value > 0 and shown.strip("0,") else shown


def show_phone(typed: str) -> str:
    """`0470 12 34 56`, `03 123 45 67`, `089 12 34 56`, `+31 612345678`.

    A Belgian number typed with +32 or 0032 reads as at home. What is no telephone number, or
    carries words ("enkel 's avonds"), is shown as it was typed.
    """
    text = " ".join(typed.split())
    if not text or not re.fullmatch(r"\+?[\d ./()\-]+", text, re.ASCII):
        return text
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    digits = re.sub(r"^(\+|00)32(?=[1-9])", "0", digits)
    if digits.startswith(("+", "00")):
        return text
    area = _area(digits)
    if area is None:
        return text
    return " ".join((digits[:area], *_groups(digits[area:])))


def _area(digits: str) -> int | None:
    """How many digits stand before the first space, or None for a number that cannot be Belgian."""
    if not digits.startswith("0") or digits.startswith("00"):
        return None
    shared = next((code for code in _SHARED_COST if digits.startswith(code)), None)
    if shared and len(digits) == 9:
        return len(shared)
    if len(digits) == 10:
        return 4 if digits.startswith("04") else None
    if len(digits) == 9:
        return 2 if digits.startswith(_SHORT_AREAS) else 3
    return None


def _groups(rest: str) -> list[str]:
    """Pairs, with three digits first in a long odd row (123 45 67) and last in a short one (12 345)."""
    if len(rest) == 5:
        return [rest[:2], rest[2:]]
    head = 3 if len(rest) % 2 else 2
    return [rest[:head], *(rest[at : at + 2] for at in range(head, len(rest), 2))]


def show_postcode_line(postcode: str, town: str) -> str:
    """`3600 Genk`: the last line of an address, whichever half of it is known."""
    return " ".join(part for part in (postcode.strip(), " ".join(town.split())) if part)


def show_name(given: str, family: str) -> str:
    """`An Van den Broeck`: as the person writes it, capitals untouched."""
    return " ".join(f"{given} {family}".split())
