# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier over time: person, trajectory and contract apart, dates that were met, come or are late; on paper too."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.services.test_meetings import candidate, planned
from tests.services.test_people import ZOE, made
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.meetings import ItemDetails, MeetingDetails
from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.timeline import EventKind, Lane
from wwdesk.domain.trajectories import StepTry
from wwdesk.services import dossiers, meetings, people, trajectories
from wwdesk.services.desk import Desk
from wwdesk.services.dossier_timeline import print_timeline, whole_dossier

START = date(2026, 2, 2)
HOME = date(2026, 2, 9)


def do(desk: Desk, trajectory: str, dossier: str, step: str, on: date, outcome: str = "", **facts: object) -> None:
    now = next(one for one in trajectories.trajectories(desk, dossier) if one.id == trajectory)
    tried = StepTry(step=step, on=on, outcome=outcome, facts=facts)
    trajectories.record_step(desk, trajectory, now.revision, tried)


@pytest.fixture
def dossier_id(desk: Desk) -> str:
    client = made(people.add_person(desk, ZOE))
    return made(dossiers.open_dossier(desk, client, DossierDetails(opened_on=START, worker_id=desk.worker.id)))


@pytest.fixture
def staying(desk: Desk, dossier_id: str) -> str:
    """A dossier of somebody who lives in the transfer home since 9 February: six months, no longer (R20)."""
    trajectory = made(trajectories.start(desk, dossier_id, "hrp", START))
    do(desk, trajectory, dossier_id, "aanmelding", START)
    do(desk, trajectory, dossier_id, "koppeling", START, "voorgesteld", halve_dagen_wooncoach=3)
    do(desk, trajectory, dossier_id, "kennismaking", START, "ja")
    for paper in ("plan", "afsprakennota"):
        do(desk, trajectory, dossier_id, paper, START, getekend_door="alle_drie")
    do(desk, trajectory, dossier_id, "intrek_stap", HOME, intrek=HOME)
    return dossier_id


def on(desk: Desk, day: date) -> Desk:
    """The same office on another day."""
    return Desk(desk.database, FixedClock(desk.clock.now().replace(year=day.year, month=day.month, day=day.day)),
                desk.worker, desk.office_name)  # fmt: skip


def kinds(found: DossierOverview, title: str) -> list[EventKind]:
    return [event.kind for event in found.timeline if event.title == title]


def test_person_trajectory_and_contract_are_three_bars(desk: Desk, staying: str) -> None:
    found = whole_dossier(on(desk, date(2026, 5, 4)), staying)
    bars = [(bar.lane, bar.inner, bar.parts[0][0], bar.planned) for bar in found.bars]
    assert bars == [
        (Lane.PERSON, False, START, None),
        (Lane.TRAJECTORY, False, START, None),
        (Lane.TRAJECTORY, True, START, None),
        (Lane.TRAJECTORY, True, HOME, None),
        (Lane.CONTRACT, False, HOME, date(2026, 8, 8)),
    ]
    assert [bar.label for bar in found.bars if bar.lane is Lane.CONTRACT] == [
        "Contract 1: Verblijf in de schakelwoonst"
    ]
    assert kinds(found, "Intrek") == [EventKind.CONTRACT]


def test_dates_are_coming_then_late_then_met(desk: Desk, staying: str) -> None:
    label = "Einde van het verblijf"
    assert kinds(whole_dossier(on(desk, date(2026, 8, 8)), staying), label) == [EventKind.DATE_COMING]
    late = on(desk, date(2026, 8, 9))
    found = whole_dossier(late, staying)
    assert kinds(found, label) == [EventKind.DATE_LATE]
    assert "6 maanden" in next(event.detail for event in found.timeline if event.title == label)
    (running,) = trajectories.trajectories(late, staying)
    facts: dict[str, object] = {"vertrokken": date(2026, 8, 9), "nazorg_gewenst": False}
    step = next(step for step in running.steps if step.id == "vertrek")
    facts["waarheen"] = next(fact.choices for fact in step.facts if fact.id == "waarheen")[0][0]
    tried = StepTry(step="vertrek", on=date(2026, 8, 9), outcome="stabiel", facts=facts, reason="een dag later")
    trajectories.record_step(late, running.id, running.revision, tried)
    found = whole_dossier(late, staying)
    assert kinds(found, label) == [EventKind.DATE_MET]
    left = next(event for event in found.timeline if event.title == "Vertrek")
    assert "een dag later" in left.detail, "the reason for passing a guard is listed, in the window and on paper"
    assert "Te laat" in next(event.detail for event in found.timeline if event.title == label)
    assert next(bar for bar in found.bars if bar.lane is Lane.CONTRACT).runs is False


def test_the_next_date_is_the_first_that_asks_something_and_is_not_put_off(desk: Desk, staying: str) -> None:
    here = on(desk, date(2026, 3, 2))
    found = whole_dossier(here, staying)
    assert found.next_date is not None
    first = found.next_date
    (running,) = trajectories.trajectories(here, staying)
    trajectories.snooze(here, running.id, first.id, date(2026, 3, 20), "iedereen ziek")
    again = whole_dossier(here, staying).next_date
    assert again is not None
    assert again.id != first.id
    assert again.latest >= first.latest


def test_a_meeting_stands_in_the_time_of_every_dossier_it_spoke_of(desk: Desk) -> None:
    trajectory = candidate(desk, "Jos")
    found = planned(desk)
    dossier = found.items[0].dossier_id
    told = next(event for event in whole_dossier(desk, dossier).timeline if event.kind is EventKind.MEETING)
    assert (told.on, told.record_id, told.detail) == (found.details.on, found.id, "Staat op de agenda")
    item = found.items[0]
    meetings.save_item(desk, item.id, item.revision, ItemDetails(advice="Ga zo voort.", decided_by="het team"))
    now = meetings.meeting(desk, found.id)
    meetings.save_meeting(desk, found.id, now.revision, MeetingDetails(on=now.details.on, present="An"))
    meetings.hold(desk, found.id, meetings.meeting(desk, found.id).revision)
    told = next(event for event in whole_dossier(desk, dossier).timeline if event.kind is EventKind.MEETING)
    assert told.detail == "Ga zo voort."
    meetings.remove_meeting(desk, found.id)
    assert EventKind.MEETING not in {event.kind for event in whole_dossier(desk, dossier).timeline}
    assert trajectory in {event.record_id for event in whole_dossier(desk, dossier).timeline}


def test_two_trajectories_keep_their_own_bars_and_count_contracts_on(desk: Desk, staying: str) -> None:
    other = made(trajectories.start(desk, staying, "foc", date(2026, 3, 2)))
    found = whole_dossier(desk, staying)
    labels = [bar.label for bar in found.bars if not bar.inner and bar.lane is Lane.TRAJECTORY]
    assert labels == ["Traject: Schakelwoonst met buddy", "Traject: ADL-noodpermanentie voor senioren"]
    assert {event.record_id for event in found.timeline if event.kind is EventKind.TRAJECTORY_STARTED} >= {other}


def test_a_dossier_without_a_trajectory_has_one_bar_and_no_next_date(desk: Desk, dossier_id: str) -> None:
    found = whole_dossier(desk, dossier_id)
    assert [bar.lane for bar in found.bars] == [Lane.PERSON]
    assert found.next_date is None
    with pytest.raises(DeskError):
        whole_dossier(desk, "weg")


def test_the_timeline_prints_every_line_with_its_reason_and_the_same_bytes_twice(desk: Desk, staying: str) -> None:
    here = on(desk, date(2026, 8, 20))
    printed = print_timeline(here, staying)
    assert printed == print_timeline(here, staying)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)
    text = " ".join(text.split())
    for words in ("Persoon: dossier", "Traject: Schakelwoonst", "Contract 1: Verblijf", "Termijn te laat", "Intrek"):
        assert words in text
    assert "6 maanden lopen tot en met 8 augustus 2026" in text
    assert "20/08/2026" in text


def test_a_long_life_still_makes_a_picture(desk: Desk, dossier_id: str) -> None:
    for number in range(40):
        dossiers.add_note(desk, dossier_id, START + timedelta(days=number), f"<b>Nota {number}</b> " + "woord " * 400)
    pages = PdfReader(BytesIO(print_timeline(desk, dossier_id))).pages
    assert "<b>Nota 39</b>" in "".join(page.extract_text() for page in pages)
