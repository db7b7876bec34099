# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""How long something lasted, as the reports count it (domain guide 6.5)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.dates import add_months
from wwdesk.domain.texts import t

DAYS_PER_MONTH = Fraction(304375, 10000)
"""The mean month of the Gregorian calendar of four years."""

CLASSES = (0, 6, 12, 24)
"""Where the classes of a duration begin, in whole months: half open, so that none overlap."""


def stay_days(first: date, last: date) -> int:
    """Days of a stay, both its first and its last day counted."""
    return (last - first).days + 1


def months_of(days: int) -> Fraction:
    """Days as months of 30.4375 days."""
    return days / DAYS_PER_MONTH


def show_months(days: int) -> str:
    """Days as months with one decimal, halves up: 200 days are `6,6 maanden`."""
    return t("time_limits.duration.months", months=show_number(months_of(days), 1))


def whole_months(first: date, last: date) -> int:
    """Whole months from `first` up to and including `last`."""
    after = last + timedelta(days=1)
    found = max(0, (after.year - first.year) * 12 + after.month - first.month)
    return found - 1 if found and add_months(first, found) > after else found


def show_years_and_months(first: date, last: date) -> str:
    """`2 jaar en 3 maanden`, in whole months."""
    years, months = divmod(whole_months(first, last), 12)
    shown = t("time_limits.months", n=months)
    if not years:
        return shown
    in_years = t("time_limits.duration.years", n=years)
    return t("time_limits.duration.both", years=in_years, months=shown) if months else in_years


def duration_class(first: date, last: date) -> int:
    """The place in CLASSES of the class a stay falls in, by its whole months."""
    months = whole_months(first, last)
    return max(place for place, begin in enumerate(CLASSES) if months >= begin)
