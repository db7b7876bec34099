# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of a home in a few words: whether there is room, and from when."""

from __future__ import annotations

from datetime import date

from wwdesk.domain.dates import show_date
from wwdesk.domain.dwellings import DwellingDetails, DwellingRow, Stay
from wwdesk.domain.texts import t


def state_words(row: DwellingRow) -> str:
    """Whether there is room: how many places of several, or from when there is one."""
    if row.free_from is None:
        return t("housing.state.withdrawn") if row.free > 0 else t("housing.state.full")
    if not row.free_now:
        return t("housing.state.from", day=show_date(row.free_from))
    if row.details.capacity == 1:
        return t("housing.state.free")
    return t("housing.state.places", free=row.free, places=row.details.capacity)


def state_tone(row: DwellingRow) -> str:
    """The colour of that."""
    return "fine" if row.free_now else "quiet"


def place_words(details: DwellingDetails) -> str:
    """Where a home stands on the map."""
    floor = t("housing.floor", floor=details.floor) if details.floor else ""
    return " · ".join(part for part in (details.site, floor) if part)


def stay_words(stay: Stay, today: date) -> str:
    """Since when somebody lives there, and until when."""
    first = show_date(stay.first)
    if stay.ended_on is not None:
        return t("housing.stay.ended", first=first, last=show_date(stay.ended_on))
    if stay.planned is None:
        return t("housing.stay.open", first=first)
    key = "housing.stay.overdue" if stay.overdue(today) else "housing.stay.until"
    return t(key, first=first, last=show_date(stay.planned))
