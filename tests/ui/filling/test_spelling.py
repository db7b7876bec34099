# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as Flemish workers type them become what the questionnaire keeps, and come back the same."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwdesk.forms.model import QuestionKind
from wwdesk.ui.answers.spelling import parse_time, shown, spell, understood

TODAY = date(2026, 11, 23)
INTEGER, DECIMAL = QuestionKind.INTEGER, QuestionKind.DECIMAL
DATE, TIME, DATETIME = QuestionKind.DATE, QuestionKind.TIME, QuestionKind.DATETIME


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (INTEGER, " 12 ", "12"),
        (INTEGER, "1.250", "1250"),
        (INTEGER, "-3", "-3"),
        (INTEGER, "007", "7"),
        (INTEGER, "1,5", None),
        (INTEGER, "twee", None),
        (INTEGER, "٣", None),
        (DECIMAL, "1.250,50", "1250.50"),
        (DECIMAL, "1.250", "1250"),
        (DECIMAL, "12.5", "12.5"),
        (DECIMAL, "0,05", "0.05"),
        (DECIMAL, "1,2,3", None),
        (DECIMAL, "€ 5", None),
        (DATE, "2311", "2026-11-23"),
        (DATE, "vandaag", "2026-11-23"),
        (DATE, "31/02/2026", None),
        (TIME, "9", "09:00:00"),
        (TIME, "930", "09:30:00"),
        (TIME, "9u30", "09:30:00"),
        (TIME, "24:00", None),
        (DATETIME, "23/11 14:30", "2026-11-23T14:30:00"),
        (DATETIME, "gisteren 9u", "2026-11-22T09:00:00"),
        (DATETIME, "14:30", None),
        (QuestionKind.TEXT, "  Zoë  ", "Zoë"),
    ],
)
def test_what_is_typed_is_read(kind: QuestionKind, typed: str, kept: str | None) -> None:
    assert spell(kind, typed, TODAY) == kept


@given(
    day=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    moment=st.times(),
    number=st.decimals(-10_000_000, 10_000_000, places=2),
)
def test_what_is_shown_reads_back_as_the_same(day: date, moment: time, number: object) -> None:
    minute = moment.replace(second=0, microsecond=0)
    values = {
        DATE: day.isoformat(),
        TIME: f"{minute:%H:%M:00}",
        DATETIME: f"{day.isoformat()}T{minute:%H:%M:00}",
        DECIMAL: f"{number}",
    }
    for kind, value in values.items():
        back = spell(kind, shown(kind, value), TODAY)
        assert back is not None
        assert back.lstrip("-") == value.lstrip("-")


@given(st.text(max_size=30), st.sampled_from(list(QuestionKind)))
def test_no_typing_breaks_anything(typed: str, kind: QuestionKind) -> None:
    kept = spell(kind, typed, TODAY)
    assert isinstance(shown(kind, typed), str)
    assert isinstance(understood(kind, typed), str)
    assert kept is None or isinstance(kept, str)
    parse_time(typed)


def test_a_date_is_told_in_full() -> None:
    assert understood(DATE, "2026-11-23") == "= maandag 23 november 2026"
