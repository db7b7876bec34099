# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of the picture of a dossier, and its axis."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.timeline import (
    HOLLOW,
    LANE_OF,
    MARKS,
    ROUND,
    EventKind,
    Lane,
    TimelineBar,
    TimelineEvent,
    newest_first,
    rows_of,
    span_of,
    ticks,
)

DAY = date(2026, 3, 2)


def event(kind: EventKind, on: date = DAY, bar: str = "") -> TimelineEvent:
    return TimelineEvent(kind=kind, on=on, title="", detail="", record_id=None, bar=bar)


def bar(name: str, lane: Lane, first: date = DAY, last: date = DAY, planned: date | None = None) -> TimelineBar:
    return TimelineBar(id=name, lane=lane, label=name, parts=((first, last),), planned=planned)


events = st.builds(event, st.sampled_from(EventKind), st.dates(), st.sampled_from(["", "a", "c"]))


def test_persons_trajectories_and_contracts_have_rows_of_their_own() -> None:
    bars = [bar("d", Lane.PERSON), bar("t", Lane.TRAJECTORY), bar("c1", Lane.CONTRACT), bar("c2", Lane.CONTRACT)]
    marks = [event(EventKind.OPENED, bar="d"), event(EventKind.STEP, bar="t"), event(EventKind.EXTENSION, bar="c2")]
    rows = rows_of([*marks, event(EventKind.NOTE), event(EventKind.DATE_COMING)], bars)
    assert [(row.lane, row.label, len(row.events)) for row in rows] == [
        (Lane.PERSON, "d", 1),
        (Lane.TRAJECTORY, "t", 1),
        (Lane.CONTRACT, "c1", 0),
        (Lane.CONTRACT, "c2", 1),
        (Lane.DATES, "", 1),
        (Lane.WRITTEN, "", 1),
    ]


@given(st.lists(events))
def test_no_event_is_lost_or_drawn_twice(told: list[TimelineEvent]) -> None:
    rows = rows_of(told, [bar("a", Lane.TRAJECTORY), bar("c", Lane.CONTRACT)])
    drawn = [one for row in rows for one in row.events]
    assert len(drawn) == len(told)
    assert sorted(map(repr, drawn)) == sorted(map(repr, told))


@given(st.lists(events), st.dates())
def test_everything_and_today_lie_within_the_picture(told: list[TimelineEvent], today: date) -> None:
    planned = bar("c", Lane.CONTRACT, DAY, DAY, date(2027, 3, 1))
    first, last = span_of(rows_of(told, [planned]), today)
    assert all(first <= day <= last for day in (today, DAY, date(2027, 3, 1), *(one.on for one in told)))


@given(st.dates(), st.dates(), st.integers(min_value=-3, max_value=40))
def test_the_axis_names_few_days_in_order_within_it(one: date, other: date, most: int) -> None:
    first, last = min(one, other), max(one, other)
    named = [day for day, _ in ticks(first, last, most)]
    assert named == sorted(set(named))
    assert all(first <= day <= last for day in named)
    assert len(named) <= max(1, most) + 2


def test_what_is_coming_stands_above_what_was_and_the_end_above_all_of_its_day() -> None:
    told = [event(EventKind.REFERRED), event(EventKind.CLOSED), event(EventKind.STEP)]
    coming = event(EventKind.DATE_COMING, date(2026, 4, 1))
    kinds = [one.kind for one in newest_first([*told, coming])]
    assert kinds == [EventKind.DATE_COMING, EventKind.CLOSED, EventKind.STEP, EventKind.REFERRED]


def test_every_kind_has_a_place_and_a_shape_of_its_own_in_its_row() -> None:
    assert set(LANE_OF) == set(EventKind)
    assert set(MARKS) | set(ROUND) == set(EventKind)
    for lane in Lane:
        shapes = [(MARKS.get(kind, kind), kind in HOLLOW) for kind in EventKind if LANE_OF[kind] is lane]
        ends = lane in {Lane.PERSON, Lane.TRAJECTORY}  # where a bar begins and where it ends look alike
        assert len(set(shapes)) == len(shapes) - ends, lane
