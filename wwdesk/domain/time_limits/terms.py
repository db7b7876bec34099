# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Terms counted in months, and the one extension a trial may get (rules R04, R08, R20, R21, R30)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wwdesk.domain.dates import LAST, add_months, show_long_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t

MOST_MONTHS = 600
"""Fifty years: a longer term is a typing mistake."""

_DAYS_OF_A_MONTH = 30
"""Of a part of a month in an extension: half a month is 15 days (ambiguity A03)."""


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of whole months, both days in it. `why` tells in sentences how the end was found."""

    start: date
    months: int
    end: date
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """What an agreement allows: one extension by a share of the first term, up to a total. `source` is its ground."""

    share: Fraction
    max_months: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A term and the longest it can become. `extended_end` is None where there is no room left."""

    start: date
    end: date
    cap: date
    extended_end: date | None
    capped: bool
    """Whether the cap and not the share decides."""
    why: tuple[str, ...]


def term_end(start: date, months: int) -> date:
    """The last day of a term of `months` months that starts on `start`.

    It is the day before the same day of the month, or the last day of the month where that day does
    not exist; a term from the first of a month ends on the last of a month (domain guide 6.2).

    Raises DeskError `months_out_of_range` for fewer than 1 or more than MOST_MONTHS, and
    `date_out_of_range` for an end that no calendar of this program holds.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise DeskError("months_out_of_range", most=MOST_MONTHS)
    if start.day == 1:
        last = add_months(start, months - 1)
        end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    else:
        end = add_months(start - timedelta(days=1), months)
    if end > LAST:
        raise DeskError("date_out_of_range")
    return end


def term(start: date, months: int) -> Term:
    """A term of `months` months from `start`, with its reasoning. Raises as `term_end`."""
    end = term_end(start, months)
    why = [
        t("time_limits.term.starts", day=show_long_date(start)),
        t("time_limits.term.lasts", n=months, end=show_long_date(end)),
    ]
    if start.day == 1:
        why.append(t("time_limits.term.whole_months"))
    elif end.day != start.day - 1:
        why.append(t("time_limits.term.no_such_day", day=start.day - 1))
    else:
        why.append(t("time_limits.term.day_before"))
    return Term(start, months, end, tuple(why))


def extension(start: date, months: int, rule: ExtensionRule) -> Extension:
    """The longest extension of a term of `months` months from `start` that `rule` allows (R04, A03, A04).

    The cap counts from the start of the lease, the extension in it. Raises as `term_end`.
    """
    first = term(start, months)
    cap = term_end(start, rule.max_months)
    added = months * rule.share
    whole = int(added)
    days = int((added - whole) * _DAYS_OF_A_MONTH)
    free = term_end(start, months + whole) + timedelta(days=days)
    why = [*first.why, t("time_limits.extension.cap", n=rule.max_months, end=show_long_date(cap), source=rule.source)]
    if first.end >= cap:
        why.append(t("time_limits.extension.no_room"))
        return Extension(start=start, end=first.end, cap=cap, extended_end=None, capped=False, why=tuple(why))
    why.append(_how_much(whole, days, free, rule))
    if free > cap:
        why.append(t("time_limits.extension.capped", end=show_long_date(cap)))
    return Extension(
        start=start, end=first.end, cap=cap, extended_end=min(free, cap), capped=free > cap, why=tuple(why)
    )


def _how_much(whole: int, days: int, end: date, rule: ExtensionRule) -> str:
    amount = t("time_limits.months", n=whole)
    if days:
        amount = t("time_limits.extension.and_days", months=amount, days=days)
    share = t("time_limits.extension.half") if rule.share == Fraction(1, 2) else str(rule.share)
    return t("time_limits.extension.share", share=share, amount=amount, end=show_long_date(end))
