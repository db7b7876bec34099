# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The waiting list: an order that can be told, a reason for everybody passed over, nobody lost while waiting."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.test_people import made
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.trajectories import StepTry
from wwdesk.methods.folders import built_in_methods
from wwdesk.methods.guards import StepRefusedError, apply
from wwdesk.methods.progress import Event, Rulebook, begin
from wwdesk.methods.waiting import in_order
from wwdesk.services import dossiers, people, trajectories, waiting_list
from wwdesk.services.desk import Desk

TODAY = date(2026, 11, 23)


def rulebook(name: str) -> Rulebook:
    found = next(method.rulebook for method in built_in_methods() if method.folder.name == name)
    assert found is not None
    return found


def senior(desk: Desk, name: str, on: date) -> str:
    """A candidate of the Thuishuis who was chosen and waits for a place; the id of the trajectory."""
    person = made(people.add_person(desk, PersonDetails(given_name=name, family_name="Voorbeeld")))
    dossier = made(dossiers.open_dossier(desk, person, DossierDetails(opened_on=on)))
    trajectory = made(trajectories.start(desk, dossier, "thu", on))
    good = {"oordeel_shm": "positief"}, {"oordeel_project": "positief"}, {"oordeel_vrijwilliger": "positief"}
    steps = (
        StepTry(step="kandidaat", on=on, facts={"langs": "wachtlijst"}),
        StepTry(step="fase_een", on=on, outcome="verder", facts={"huurvoorwaarden": True}),
        StepTry(step="beoordeling_shm", on=on, facts=dict(good[0])),
        StepTry(step="beoordeling_project", on=on, facts=dict(good[1])),
        StepTry(step="beoordeling_vrijwilliger", on=on, facts=dict(good[2])),
        StepTry(step="beslissing", on=on, outcome="gekozen"),
    )
    for revision, step in enumerate(steps, 1):
        trajectories.record_step(desk, trajectory, revision, step)
    return trajectory


@pytest.fixture
def three(desk: Desk) -> list[str]:
    """Lies waits longest, then Mia, then Jos."""
    days = {"Jos": date(2026, 11, 2), "Lies": date(2026, 6, 1), "Mia": date(2026, 9, 1)}
    found = {name: senior(desk, name, on) for name, on in days.items()}
    return [found[name] for name in ("Lies", "Mia", "Jos")]


def take(desk: Desk, trajectory: str) -> None:
    """Takes somebody from the list."""
    trajectories.record_step(desk, trajectory, 7, StepTry(step="wachten", on=TODAY))


def listed(desk: Desk) -> list[str]:
    found = waiting_list.waiting(desk, "thu")
    assert found is not None
    return [row.client_name.split()[0] for row in found.rows]


def test_the_order_can_be_told(desk: Desk, three: list[str]) -> None:
    found = waiting_list.waiting(desk, "thu")
    assert found is not None
    assert listed(desk) == ["Lies", "Mia", "Jos"]
    first = found.rows[0]
    assert (first.place, first.since, first.order) == (1, date(2026, 6, 1), (("Kandidaat", "01/06/2026"),))
    assert (found.places, found.free) == (5, 5)
    assert waiting_list.waiting(desk, "hrp") is None


def test_nobody_is_lost_while_waiting(desk: Desk, three: list[str]) -> None:
    found = waiting_list.waiting(desk, "thu")
    assert found is not None
    assert [(row.to_be_heard, row.screening_old) for row in found.rows] == [(True, True), (True, False), (False, False)]
    assert found.rows[2].contact_by == date(2026, 12, 2)


def test_passing_somebody_over_needs_a_reason_for_each(desk: Desk, three: list[str]) -> None:
    lies, mia, jos = three
    with pytest.raises(StepRefusedError) as refused:
        take(desk, jos)
    assert [hit.guard.id for hit in refused.value.hits] == ["volgorde"]
    waiting_list.skip(desk, lies, jos, "groep", "past niet bij de twee rokers")
    with pytest.raises(StepRefusedError):
        take(desk, jos)
    waiting_list.skip(desk, mia, jos, "wil_wachten")
    found = waiting_list.waiting(desk, "thu")
    assert found is not None
    assert found.rows[0].skipped == ("Past nu niet in de groep (Jos Voorbeeld)",)
    take(desk, jos)
    assert listed(desk) == ["Lies", "Mia"]
    # A reason in favour of one is no reason in favour of another.
    with pytest.raises(StepRefusedError):
        take(desk, mia)
    take(desk, lies)


def test_a_reason_comes_from_the_list(desk: Desk, three: list[str]) -> None:
    for who, other, reason in ((three[0], three[2], "zomaar"), (three[0], three[0], "groep")):
        with pytest.raises(DeskError) as refused:
            waiting_list.skip(desk, who, other, reason)
        assert refused.value.key == "skip_reason"


def test_who_is_parked_does_not_count_until_the_day(desk: Desk, three: list[str]) -> None:
    lies, mia, _ = three
    for until, reason, key in (
        (TODAY, "in het ziekenhuis", "snooze_past"),
        (TODAY + timedelta(9), "", "snooze_reason"),
    ):
        with pytest.raises(DeskError) as refused:
            waiting_list.park(desk, lies, until, reason)
        assert refused.value.key == key
    waiting_list.park(desk, lies, TODAY + timedelta(days=9), "in het ziekenhuis")
    found = waiting_list.waiting(desk, "thu")
    assert found is not None
    assert (found.rows[0].parked_until, found.rows[0].parked_because) == (date(2026, 12, 2), "in het ziekenhuis")
    waiting_list.unpark(desk, lies)
    with pytest.raises(StepRefusedError):
        take(desk, mia)
    waiting_list.park(desk, lies, TODAY + timedelta(days=9), "in het ziekenhuis")
    assert isinstance(desk.clock, FixedClock)
    desk.clock.moment += timedelta(days=10)
    with pytest.raises(StepRefusedError):
        take(desk, mia)
    desk.clock.moment -= timedelta(days=10)
    take(desk, mia)


def test_a_full_house_takes_nobody(desk: Desk) -> None:
    for number in range(5):
        trajectory = senior(desk, f"Bewoner{number}", date(2026, 1, 5))
        take(desk, trajectory)
        later = {"intrek": date(2026, 2, 2), "volgende_evaluatie": date(2027, 5, 4)}
        trajectories.record_step(desk, trajectory, 8, StepTry(step="intrek_stap", on=TODAY, facts=dict(later)))
    last = senior(desk, "Zesde", date(2026, 3, 2))
    found = waiting_list.waiting(desk, "thu")
    assert found is not None
    assert (found.places, found.free) == (5, 0)
    with pytest.raises(StepRefusedError) as refused:
        take(desk, last)
    assert [hit.guard.id for hit in refused.value.hits] == ["plaats_vrij"]


URGENT = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60)), max_size=12)


@given(URGENT)
def test_urgency_counts_down_and_age_up(asked: list[tuple[int, int]]) -> None:
    book = rulebook("sse")
    candidates: list[tuple[int, int]] = []
    found = []
    for number, (urgency, days) in enumerate(asked):
        on = date(2026, 1, 5) + timedelta(days=days)
        progress = apply(begin(book, on), Event(step="signaal", on=on, facts={"overlast": "ander"}))
        facts = {"dringendheid": Fraction(urgency), "reden_dringendheid": "x"}
        progress = apply(progress, Event(step="weging", on=on, outcome="wachtlijst", facts=facts))
        found.append((number, progress))
        candidates.append((-urgency, days))
    ordered = [one.who for one in in_order(found)]
    assert sorted(ordered) == list(range(len(asked)))
    keys = [(*candidates[who], who) for who in ordered]
    assert keys == sorted(keys)
