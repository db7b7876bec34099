# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which backups are worth their room: 7 daily, 5 weekly and 12 monthly, and always the newest few.

Counted in days, weeks and months that have a backup, so that an office that was closed for a
month in summer does not lose the weeks before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

NEWEST = 3
"""Kept whatever their day: a mistake of this morning is undone with the backup of an hour ago."""
DAILY = 7
WEEKLY = 5
MONTHLY = 12


def worth_keeping(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments whose backups stay: of each day, week and month the last one."""
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:NEWEST])
    kept |= _last_of_each(newest_first, DAILY, lambda moment: (moment.year, moment.month, moment.day))
    kept |= _last_of_each(newest_first, WEEKLY, lambda moment: moment.isocalendar()[:2])
    kept |= _last_of_each(newest_first, MONTHLY, lambda moment: (moment.year, moment.month))
    return frozenset(kept)


def _last_of_each(
    newest_first: list[datetime], most: int, stretch_of: Callable[[datetime], tuple[int, ...]]
) -> set[datetime]:
    last: dict[tuple[int, ...], datetime] = {}
    for moment in newest_first:
        if len(last) == most and stretch_of(moment) not in last:
            break
        last.setdefault(stretch_of(moment), moment)
    return set(last.values())
