# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Meetings: an agenda that fills itself, minutes per file, advice by whom, tasks, and a report."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.services.test_people import made
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.meetings import ItemDetails, MeetingDetails, MeetingOverview
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.trajectories import StepTry
from wwdesk.services import dossiers, meetings, people, today, trajectories
from wwdesk.services.desk import Desk

TODAY = date(2026, 11, 23)
TEAM = "hal/toewijzingsoverleg_reeks"


def candidate(desk: Desk, name: str) -> str:
    """A candidate who waits for the allocation meeting; the id of the trajectory."""
    person = made(people.add_person(desk, PersonDetails(given_name=name, family_name="Voorbeeld")))
    opened = DossierDetails(opened_on=TODAY, worker_id=desk.worker.id)
    dossier = made(dossiers.open_dossier(desk, person, opened))
    trajectory = made(trajectories.start(desk, dossier, "hal", TODAY))
    facts = {
        "aanmeldende_dienst": "caw",
        "huurvoorwaarden": True,
        "erkenning": True,
        "binding": "woont",
        "begeleiding_sinds": date(2025, 1, 6),
    }
    steps = (
        StepTry(step="woningfiche", on=TODAY, facts={"woning": "studio"}),
        StepTry(step="aanmelding", on=TODAY, facts=dict(facts)),
    )
    for revision, step in enumerate(steps, 1):
        trajectories.record_step(desk, trajectory, revision, step)
    return trajectory


def planned(desk: Desk, on: date = TODAY) -> MeetingOverview:
    return meetings.meeting(desk, made(meetings.plan(desk, TEAM, on, "zaal 2")))


def test_the_agenda_fills_itself_with_open_files(desk: Desk) -> None:
    candidate(desk, "Jos")
    found = planned(desk)
    assert [item.about for item in found.items] == ["Toewijzingsoverleg"]
    candidate(desk, "Mia")
    meetings.fill_agenda(desk, found.id)
    meetings.fill_agenda(desk, found.id)
    assert len(meetings.meeting(desk, found.id).items) == 2


def test_candidates_are_presented_anonymously(desk: Desk) -> None:
    candidate(desk, "Jos")
    found = planned(desk)
    assert found.anonymous
    assert [item.shown_name for item in found.items] == ["Kandidaat 1"]
    paper = meetings.print_report(desk, found.id)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "Kandidaat 1" in text
    assert "Voorbeeld" not in text.replace("Testkantoor", "")


def test_a_series_says_who_waits_and_when_it_is_due(desk: Desk) -> None:
    assert meetings.series(desk) == ()
    candidate(desk, "Jos")
    row = meetings.series(desk)[0]
    assert (row.key, row.waiting, row.due_on, row.interval) == (TEAM, 1, TODAY, "elke 2 maanden")
    found = planned(desk)
    meetings.save_meeting(desk, found.id, 1, MeetingDetails(on=TODAY, present="An\nBert"))
    meetings.hold(desk, found.id, 2)
    row = next(row for row in meetings.series(desk) if row.key == TEAM)
    assert (row.last_on, row.due_on) == (TODAY, date(2027, 1, 23))


def test_minutes_advice_and_dissent(desk: Desk) -> None:
    candidate(desk, "Jos")
    item = planned(desk).items[0]
    for details, key in (
        (ItemDetails(advice="toewijzen"), "decided_by_missing"),
        (ItemDetails(minutes="x", consensus=False), "dissent_missing"),
    ):
        with pytest.raises(DeskError) as refused:
            meetings.save_item(desk, item.id, item.revision, details)
        assert refused.value.key == key
    details = ItemDetails(
        minutes="Rustige man.",
        advice="Toewijzen.",
        decided_by="toewijzingsoverleg",
        consensus=False,
        dissent="de verhuurder",
        task="woning tonen",
        task_by=TODAY + timedelta(days=4),
    )
    meetings.save_item(desk, item.id, item.revision, details)
    with pytest.raises(DeskError) as refused:
        meetings.save_item(desk, item.id, item.revision, details)
    assert refused.value.key == "changed_meanwhile"
    found = meetings.meeting(desk, meetings.meetings(desk)[0].id)
    assert found.items[0].details == details
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(meetings.print_report(desk, found.id))).pages)
    told = ("Rustige man.", "Advies of beslissing van toewijzingsoverleg", "anders dacht: de verhuurder", "27/11/2026")
    assert [words for words in told if words not in text] == []


def test_a_task_stands_in_vandaag_until_it_is_done(desk: Desk) -> None:
    candidate(desk, "Jos")
    item = planned(desk).items[0]
    meetings.save_item(desk, item.id, item.revision, ItemDetails(task="woning tonen"))
    (task,) = meetings.open_tasks(desk)
    assert (task.client_name, task.task, task.meeting) == ("Jos Voorbeeld", "woning tonen", "Toewijzingsoverleg")
    assert "Jos Voorbeeld: woning tonen" in [one.title for one in today.today(desk).items]
    meetings.finish_task(desk, item.id)
    assert meetings.open_tasks(desk) == ()


def test_a_meeting_is_held_when_its_day_has_come_and_somebody_was_there(desk: Desk) -> None:
    found = planned(desk, TODAY + timedelta(days=1))
    for change, key in ((None, "meeting_in_future"), (TODAY, "nobody_present")):
        revision = meetings.meeting(desk, found.id).revision
        if change is not None:
            meetings.save_meeting(desk, found.id, revision, MeetingDetails(on=change))
            revision += 1
        with pytest.raises(DeskError) as refused:
            meetings.hold(desk, found.id, revision)
        assert refused.value.key == key


def test_a_removed_meeting_comes_back(desk: Desk) -> None:
    found = planned(desk)
    meetings.remove_meeting(desk, found.id)
    assert meetings.meetings(desk) == ()
    meetings.restore_meeting(desk, found.id)
    assert [row.id for row in meetings.meetings(desk)] == [found.id]


def test_an_unknown_series_is_refused(desk: Desk) -> None:
    with pytest.raises(DeskError) as refused:
        meetings.plan(desk, "hal/nergens", TODAY)
    assert refused.value.key == "series_not_found"


def test_a_series_says_when_the_next_one_is_planned(desk: Desk) -> None:
    candidate(desk, "Jos")
    planned(desk, TODAY + timedelta(days=9))
    (row,) = [row for row in meetings.series(desk) if row.key == TEAM]
    assert row.planned_on == TODAY + timedelta(days=9)
