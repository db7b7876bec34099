# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The verb `deadline` of the command line: the dates of a notice, a term, an extension, a quota or a LAC letter."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from wwdesk.domain.clock import SystemClock
from wwdesk.domain.dates import parse_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.time_limits.lac import lac_dates
from wwdesk.domain.time_limits.notice import Notice, NoticePeriod, notice
from wwdesk.domain.time_limits.quota import quota, room_for_one
from wwdesk.domain.time_limits.terms import extension, term
from wwdesk.methods.rule_profiles import rule_profile

_Facts = Mapping[str, object]


def run(asked: argparse.Namespace) -> int:
    """Computes what was asked and gives the exit code. Raises DeskError for input that makes no sense."""
    actions = {"notice": _notice, "term": _term, "extension": _extension, "quota": _quota, "lac": _lac}
    facts, why = actions[asked.action](asked)
    if asked.json:
        text = json.dumps({**facts, "why": list(why)}, ensure_ascii=False, indent=2, default=_as_json)
    else:
        text = "\n".join(why)
    sys.stdout.write(f"{text}\n")
    return 0


def _notice(asked: argparse.Namespace) -> tuple[_Facts, tuple[str, ...]]:
    profile = rule_profile(asked.profile)
    rule = profile.notice_rule(asked.ground)
    if asked.months is not None:
        rule = replace(rule, months=_whole(asked.months))
    found = notice(_day(asked.given), rule, _day(asked.received) if asked.received else None)
    return _notice_facts(found, profile.id, rule.months), found.why


def _notice_facts(found: Notice, profile: str, months: int) -> _Facts:
    return {
        "profile": profile,
        "months": months,
        "given": found.given,
        "received": found.received,
        **_period(found.period),
        "choice_needed": found.other is not None,
        "other": _period(found.other) if found.other else None,
    }


def _period(period: NoticePeriod) -> _Facts:
    return {
        "counted_from": period.counted_from,
        "start": period.start,
        "end": period.end,
        "free_from": period.free_from,
    }


def _term(asked: argparse.Namespace) -> tuple[_Facts, tuple[str, ...]]:
    found = term(_day(asked.start), _whole(asked.months))
    return {"start": found.start, "months": found.months, "end": found.end}, found.why


def _extension(asked: argparse.Namespace) -> tuple[_Facts, tuple[str, ...]]:
    rule = rule_profile(asked.profile).extension
    if asked.max_months is not None:
        rule = replace(rule, max_months=_whole(asked.max_months))
    found = extension(_day(asked.start), _whole(asked.months), rule)
    facts = {
        "start": found.start,
        "end": found.end,
        "cap": found.cap,
        "possible": found.extended_end is not None,
        "extended_end": found.extended_end,
        "capped": found.capped,
    }
    return facts, found.why


def _quota(asked: argparse.Namespace) -> tuple[_Facts, tuple[str, ...]]:
    percent = rule_profile(asked.profile).quota_percent if asked.percent is None else _number(asked.percent)
    found = quota([_whole(part) for part in re.split(r"[,;\s]+", asked.counts.strip())], percent)
    facts: dict[str, object] = {
        "counts": found.counts,
        "percent": found.percent,
        "mean": found.mean,
        "exact": found.exact,
        "quota": found.most,
    }
    if asked.allocated is not None:
        facts["room"] = room_for_one(found, _whole(asked.allocated))
    return facts, found.why


def _lac(asked: argparse.Namespace) -> tuple[_Facts, tuple[str, ...]]:
    found = lac_dates(
        _day(asked.third_letter),
        rule_profile(asked.profile).lac,
        _day(asked.received) if asked.received else None,
        _day(asked.objection) if asked.objection else None,
    )
    facts = {
        "third_letter": found.third_letter,
        "received": found.received,
        "objection_until": found.objection_until,
        "objection_in_time": found.objection_in_time,
        "transfer_from": found.transfer_from,
    }
    return facts, found.why


def _day(text: str) -> date:
    day = parse_date(text, SystemClock().today())
    if day is None:
        raise DeskError("not_a_date", text=text)
    return day


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", text.strip(), re.ASCII):
        raise DeskError("not_a_number", text=text)
    return int(text)


def _number(text: str) -> Fraction:
    typed = text.strip().removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", typed, re.ASCII):
        raise DeskError("not_a_number", text=text)
    return Fraction(typed)


def _as_json(value: object) -> object:
    """Dates as ISO strings; a fraction as a number where that is exact enough for a reader."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else round(float(value), 6)
    raise TypeError(type(value).__name__)
