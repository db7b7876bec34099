# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every worked example of the domain guide (section 6) comes out, and each date says why."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.dates import parse_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.time_limits.durations import (
    CLASSES,
    duration_class,
    show_months,
    show_years_and_months,
    stay_days,
)
from wwdesk.domain.time_limits.lac import LacRule, lac_dates
from wwdesk.domain.time_limits.notice import NoticeRule, notice
from wwdesk.domain.time_limits.quota import Room, quota, room_for_one
from wwdesk.domain.time_limits.recurring import Duty, Interval, Light, Unit, next_time, traffic_light
from wwdesk.domain.time_limits.terms import ExtensionRule, extension, term, term_end
from wwdesk.domain.time_limits.working_days import (
    add_working_days,
    easter,
    is_working_day,
    next_working_day,
    public_holidays,
    reply_by,
)

HALF = ExtensionRule(share=Fraction(1, 2), max_months=24, source="afspraak")
LAC = LacRule(letter_day=10, objection_days=7, source="werkwijze")


def day(text: str) -> date:
    found = parse_date(text, date(2026, 11, 26))
    assert found is not None
    return found


def three_months(months: int = 3) -> NoticeRule:
    return NoticeRule(id="x", label="opzeg", months=months, whole_household=True, source="proefcontract")


@pytest.mark.parametrize(
    ("given", "months", "start", "end"),
    [
        ("15-03-2026", 3, "01-04-2026", "30-06-2026"),
        ("31-01-2026", 3, "01-02-2026", "30-04-2026"),
        ("01-02-2026", 3, "01-03-2026", "31-05-2026"),
        ("30-11-2026", 3, "01-12-2026", "28-02-2027"),
        ("30-11-2027", 3, "01-12-2027", "29-02-2028"),
        ("29-02-2028", 3, "01-03-2028", "31-05-2028"),
        ("31-12-2026", 3, "01-01-2027", "31-03-2027"),
        ("30-09-2026", 3, "01-10-2026", "31-12-2026"),
        ("31-01-2026", 1, "01-02-2026", "28-02-2026"),
        ("31-08-2027", 6, "01-09-2027", "29-02-2028"),
    ],
)
def test_notice(given: str, months: int, start: str, end: str) -> None:
    found = notice(day(given), three_months(months))
    assert (found.period.start, found.period.end) == (day(start), day(end))
    assert found.period.free_from > found.period.end
    assert found.other is None


def test_notice_sent_in_march_and_received_in_april_asks_for_a_choice() -> None:
    found = notice(date(2026, 3, 30), three_months(), date(2026, 4, 2))
    assert found.period.end == date(2026, 7, 31)
    assert found.other is not None
    assert found.other.end == date(2026, 6, 30)
    assert "30 juni 2026" in found.why[-1]
    assert "schrijf op waarom" in found.why[-1]


def test_notice_received_in_the_month_it_was_sent_asks_nothing() -> None:
    found = notice(date(2026, 3, 2), three_months(), date(2026, 3, 4))
    assert found.other is None
    assert "4 maart 2026" in found.why[0]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("15-10-2026", 6, "14-04-2027"),
        ("31-08-2026", 6, "28-02-2027"),
        ("30-08-2026", 6, "28-02-2027"),
        ("29-08-2026", 6, "28-02-2027"),
        ("31-08-2027", 6, "29-02-2028"),
        ("29-02-2028", 6, "28-08-2028"),
        ("01-09-2027", 6, "29-02-2028"),
        ("01-09-2026", 3, "30-11-2026"),
        ("30-11-2026", 3, "28-02-2027"),
        ("30-11-2027", 3, "29-02-2028"),
        ("15-01-2026", 12, "14-01-2027"),
        ("01-03-2026", 24, "29-02-2028"),
    ],
)
def test_term(start: str, months: int, end: str) -> None:
    found = term(day(start), months)
    assert found.end == day(end)
    assert len(found.why) == 3


@pytest.mark.parametrize(
    ("start", "months", "end", "extended", "capped"),
    [
        ("01-03-2026", 6, "31-08-2026", "30-11-2026", False),
        ("01-03-2026", 9, "30-11-2026", "15-04-2027", False),
        ("01-03-2026", 12, "28-02-2027", "31-08-2027", False),
        ("01-03-2026", 15, "31-05-2027", "15-01-2028", False),
        ("01-03-2026", 16, "30-06-2027", "29-02-2028", False),
        ("01-03-2026", 18, "31-08-2027", "29-02-2028", True),
        ("01-03-2026", 24, "29-02-2028", None, False),
        ("31-08-2026", 12, "30-08-2027", "29-02-2028", False),
    ],
)
def test_extension(start: str, months: int, end: str, extended: str | None, *, capped: bool) -> None:
    found = extension(day(start), months, HALF)
    assert found.end == day(end)
    assert found.extended_end == (day(extended) if extended else None)
    assert found.capped is capped


@pytest.mark.parametrize(
    ("counts", "exact", "most"),
    [
        ((118, 131, 125, 109, 137), "6,2", 6),
        ((60, 72, 66, 58, 64), "3,2", 3),
        ((100, 100, 100, 100, 100), "5,0", 5),
        ((19, 21, 20, 18, 21), "0,99", 0),
        ((12, 9, 15, 11, 13), "0,6", 0),
    ],
)
def test_quota(counts: tuple[int, ...], exact: str, most: int) -> None:
    found = quota(counts, Fraction(5))
    assert show_number(found.exact, 2 if exact == "0,99" else 1) == exact
    assert found.most == most
    assert len(found.why) == 3


def test_a_quota_of_three_years_is_a_mean_with_a_warning() -> None:
    found = quota((118, 131, 126), Fraction(5))
    assert found.mean == 125
    assert found.most == 6
    assert "maar van 3 jaren" in found.why[-1]


def test_the_quota_warns_when_it_is_full_and_blocks_above() -> None:
    found = quota((60, 72, 66, 58, 64), Fraction(5))
    assert [room_for_one(found, allocated) for allocated in (0, 1, 2, 3)] == [
        Room.FREE,
        Room.FREE,
        Room.LAST,
        Room.ABOVE,
    ]
    assert room_for_one(quota((12, 9, 15, 11, 13), Fraction(5)), 0) is Room.ABOVE


@pytest.mark.parametrize(
    ("letter", "received", "until", "transfer"),
    [
        ("10-03-2026", "12-03-2026", "19-03-2026", "20-03-2026"),
        ("10-03-2026", "30-03-2026", "06-04-2026", "07-04-2026"),
        ("10-03-2026", "10-03-2026", "17-03-2026", "18-03-2026"),
    ],
)
def test_lac(letter: str, received: str, until: str, transfer: str) -> None:
    found = lac_dates(day(letter), LAC, day(received))
    assert (found.objection_until, found.transfer_from) == (day(until), day(transfer))


def test_an_objection_in_time_keeps_the_data_where_they_are_and_a_late_one_does_not() -> None:
    in_time = lac_dates(date(2026, 3, 10), LAC, date(2026, 3, 12), date(2026, 3, 19))
    late = lac_dates(date(2026, 3, 10), LAC, date(2026, 3, 12), date(2026, 3, 20))
    assert in_time.transfer_from is None
    assert in_time.objection_in_time
    assert late.transfer_from == date(2026, 3, 20)
    assert any("20 maart 2026 kwam na die dag" in sentence for sentence in late.why)


def test_without_a_day_of_receipt_nothing_goes_to_the_ocmw() -> None:
    found = lac_dates(date(2026, 3, 10), LAC)
    assert found.objection_until is None
    assert found.transfer_from is None
    assert "Tot dan gaat er niets naar het OCMW" in found.why[-1]


def test_durations() -> None:
    assert show_months(200) == "6,6 maanden"
    assert stay_days(date(2026, 3, 1), date(2026, 3, 31)) == 31
    assert show_years_and_months(date(2026, 3, 1), date(2027, 4, 30)) == "1 jaar en 2 maanden"
    assert show_years_and_months(date(2026, 3, 1), date(2027, 2, 28)) == "1 jaar"
    assert show_years_and_months(date(2026, 3, 15), date(2026, 4, 13)) == "0 maanden"
    ends = (date(2026, 8, 30), date(2026, 8, 31), date(2027, 2, 28), date(2028, 2, 29))
    assert [CLASSES[duration_class(date(2026, 3, 1), end)] for end in ends] == [0, 6, 12, 24]


def test_duties_that_come_back() -> None:
    months = [Interval(count, Unit.MONTH) for count in (1, 2, 3)]
    talk = Duty(label="driegesprek", due=months[0], overdue=months[0], source="HRP")
    assert next_time(talk, date(2026, 1, 31)).due == date(2026, 2, 28)
    intervision = next_time(Duty(label="intervisie", due=months[1], overdue=months[2], source="HRP"), date(2026, 1, 10))
    assert (intervision.due, intervision.latest) == (date(2026, 3, 10), date(2026, 4, 10))
    seen = [intervision.light(date(2026, *when)) for when in ((3, 9), (3, 10), (4, 10), (4, 11))]
    assert seen == [Light.CALM, Light.DUE, Light.DUE, Light.OVERDUE]
    team = Duty(label="team", due=Interval(3, Unit.WEEK), overdue=Interval(3, Unit.WEEK), source="HAS")
    assert next_time(team, date(2026, 2, 10)).due == date(2026, 3, 3)
    assert "3 weken" in next_time(team, date(2026, 2, 10)).why[-1]


def test_the_traffic_light_of_an_intake_within_a_month() -> None:
    start, due = date(2026, 3, 1), date(2026, 4, 1)
    lights = [traffic_light(start, due, date(2026, 3, 1 + days)) for days in (0, 23, 24, 30)]
    assert lights == [Light.CALM, Light.CALM, Light.NEAR, Light.NEAR]
    assert traffic_light(start, due, due) is Light.DUE
    assert traffic_light(start, due, date(2026, 4, 2)) is Light.OVERDUE


@pytest.mark.parametrize(
    ("year", "month", "sunday"),
    [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (1818, 3, 22), (1954, 4, 18)],
)
def test_easter(year: int, month: int, sunday: int) -> None:
    assert easter(year) == date(year, month, sunday)


def test_working_days() -> None:
    assert len(public_holidays(2026)) == 10
    assert not is_working_day(date(2026, 5, 14))  # Ascension, a Thursday
    assert next_working_day(date(2026, 4, 4)) == date(2026, 4, 7)  # over Easter
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)


def test_a_reply_that_falls_on_a_sunday_may_be_given_on_monday() -> None:
    on_sunday = reply_by(date(2027, 1, 31), 1, "AVG art. 12")
    assert on_sunday.end == date(2027, 3, 1)
    assert "zondag 28 februari 2027" in on_sunday.why[-1]
    assert reply_by(date(2026, 11, 23), 1, "AVG art. 12").end == date(2026, 12, 23)
    assert "Kerstmis" in reply_by(date(2026, 11, 25), 1, "AVG art. 12").why[-1]


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("months_out_of_range", lambda: term_end(date(2026, 1, 1), 0)),
        ("months_out_of_range", lambda: term_end(date(2026, 1, 1), 601)),
        ("date_out_of_range", lambda: term_end(date(2190, 1, 1), 600)),
        ("received_before_sent", lambda: notice(date(2026, 3, 2), three_months(), date(2026, 3, 1))),
        ("received_before_sent", lambda: lac_dates(date(2026, 3, 12), LAC, date(2026, 3, 11))),
        ("lac_letter_too_early", lambda: lac_dates(date(2026, 3, 9), LAC)),
        ("lac_objection_early", lambda: lac_dates(date(2026, 3, 10), LAC, None, date(2026, 3, 9))),
        ("quota_years", lambda: quota((), Fraction(5))),
        ("quota_years", lambda: quota((1, 2, 3, 4, 5, 6), Fraction(5))),
        ("quota_numbers", lambda: quota((1, -2), Fraction(5))),
        ("quota_numbers", lambda: quota((1, 2), Fraction(101))),
    ],
)
def test_what_makes_no_sense_is_refused(key: str, what: object) -> None:
    assert callable(what)
    with pytest.raises(DeskError) as refused:
        what()
    assert refused.value.key == key
    assert refused.value.sentence
