# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""From the third letter about arrears to the day the file may go to the OCMW (rules R16 and R17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wwdesk.domain.dates import show_long_date, show_weekday_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t


@dataclass(frozen=True, slots=True, kw_only=True)
class LacRule:
    """The days of a LAC: the letter goes out from `letter_day` of the month on, objection takes `objection_days`."""

    letter_day: int
    objection_days: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LacDates:
    """What follows from a third letter. Dates are None as long as its receipt is not known.

    `transfer_from` is None too where the tenant objected in time: then nothing is passed on.
    """

    third_letter: date
    received: date | None
    objection_until: date | None
    objection_in_time: bool
    transfer_from: date | None
    why: tuple[str, ...]


def lac_dates(
    third_letter: date, rule: LacRule, received: date | None = None, objected: date | None = None
) -> LacDates:
    """The objection window of a third letter and the first day its data may be passed on (A09).

    Raises DeskError `lac_letter_too_early` before the letter day of the month, `received_before_sent`,
    and `lac_objection_early` for an objection dated before the letter.
    """
    if third_letter.day < rule.letter_day:
        first = third_letter.replace(day=rule.letter_day)
        raise DeskError("lac_letter_too_early", day=show_long_date(first), source=rule.source)
    if received is not None and received < third_letter:
        raise DeskError("received_before_sent")
    if objected is not None and objected < third_letter:
        raise DeskError("lac_objection_early")
    why = [t("time_limits.lac.letter", day=show_weekday_date(third_letter), source=rule.source)]
    if received is None:
        in_time = objected is not None  # a window that has not been seen to open cannot have closed
        why.append(t("time_limits.lac.objected" if in_time else "time_limits.lac.not_received"))
        return LacDates(
            third_letter=third_letter,
            received=None,
            objection_until=None,
            objection_in_time=in_time,
            transfer_from=None,
            why=tuple(why),
        )
    until = received + timedelta(days=rule.objection_days)
    why.append(t("time_limits.lac.received", day=show_weekday_date(received)))
    why.append(t("time_limits.lac.window", n=rule.objection_days, until=show_weekday_date(until)))
    in_time = objected is not None and objected <= until
    transfer = None if in_time else max(until + timedelta(days=1), third_letter.replace(day=rule.letter_day + 1))
    if objected is not None and not in_time:
        why.append(t("time_limits.lac.too_late", day=show_weekday_date(objected)))
    if transfer is None:
        why.append(t("time_limits.lac.objected"))
    else:
        why.append(t("time_limits.lac.transfer", day=show_weekday_date(transfer)))
    return LacDates(
        third_letter=third_letter,
        received=received,
        objection_until=until,
        objection_in_time=in_time,
        transfer_from=transfer,
        why=tuple(why),
    )
