# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a client through a method: steps, guards, dates for Vandaag, and what is frozen."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.methods.samples import SMALL
from tests.services.test_people import ZOE, made
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.time_limits.recurring import Light
from wwdesk.domain.trajectories import StepTry, TrajectoryOverview, TrajectoryStatus
from wwdesk.methods.guards import StepRefusedError
from wwdesk.services import agenda, dossiers, people, today, trajectories
from wwdesk.services.desk import Desk
from wwdesk.services.method_folders import own_folder

TODAY = date(2026, 11, 23)
START = date(2026, 3, 2)


@pytest.fixture
def dossier_id(desk: Desk) -> str:
    client = made(people.add_person(desk, ZOE))
    details = DossierDetails(opened_on=START, worker_id=desk.worker.id)
    return made(dossiers.open_dossier(desk, client, details))


def keep_method(desk: Desk, text: str = SMALL, name: str = "klein") -> None:
    folder = own_folder(desk) / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "method.toml").write_text(text, "utf-8")


def the_one(desk: Desk, dossier_id: str) -> TrajectoryOverview:
    (found,) = trajectories.trajectories(desk, dossier_id)
    return found


def do(desk: Desk, dossier_id: str, step: str, on: date = START, outcome: str = "", **more: object) -> None:
    now = the_one(desk, dossier_id)
    reason = str(more.pop("reason", ""))
    tried = StepTry(step=step, on=on, outcome=outcome, facts=more, reason=reason)
    trajectories.record_step(desk, now.id, now.revision, tried)


@pytest.fixture
def renting(desk: Desk, dossier_id: str) -> str:
    """A dossier whose trajectory has a home since 15 March: the trial ends on 14 September."""
    keep_method(desk)
    trajectories.start(desk, dossier_id, "klein", START, "oud")
    do(desk, dossier_id, "begin", outcome="verder", opmerking="kwam met zijn zus")
    do(desk, dossier_id, "plan")
    do(desk, dossier_id, "tekenen", soort="a", akkoord=True)
    do(desk, dossier_id, "huur", huurstart=date(2026, 3, 15))
    return dossier_id


def test_the_methods_of_the_program_and_of_the_office_stand_together(desk: Desk) -> None:
    keep_method(desk)
    keep_method(desk, "[method", "stuk")
    rows = {row.id: row for row in trajectories.methods(desk)}
    assert rows["hrp"].label == "Schakelwoonst met buddy"
    assert (rows["klein"].own, rows["hrp"].own) == (True, False)
    assert rows["klein"].profiles == (("oud", "Oud"), ("nieuw", "Nieuw"))
    assert "regel 1" in rows["stuk"].problems[0]
    with pytest.raises(DeskError) as refused:
        trajectories.start(desk, "x", "stuk", TODAY)
    assert refused.value.key == "method_not_found"


def test_a_trajectory_shows_what_can_be_done_and_what_was(desk: Desk, renting: str) -> None:
    found = the_one(desk, renting)
    assert (found.label, found.profile, found.status) == ("Kleine werkwijze", "Oud", TrajectoryStatus.RUNNING)
    assert [step.id for step in found.steps] == ["bezoek", "einde", "stopt"]
    assert found.steps[0].facts[0].label == "Minuten"
    begin, _, signed, home = found.done
    assert (begin.outcome, begin.facts, begin.by) == ("Verder", (("Opmerking", "kwam met zijn zus"),), desk.worker.name)
    assert signed.facts == (("Akkoord", "Ja"), ("Soort", "Soort A"))
    assert home.facts == (("Begin van de huur", "15/03/2026"),)
    assert found.phases == (("Eerste fase", True),)
    assert sum(row.running for row in trajectories.methods(desk)) == 1


def test_no_service_does_what_a_guard_blocks(desk: Desk, dossier_id: str) -> None:
    keep_method(desk)
    trajectories.start(desk, dossier_id, "klein", START, "oud")
    do(desk, dossier_id, "begin", outcome="verder")
    do(desk, dossier_id, "tekenen")
    before = the_one(desk, dossier_id)
    with pytest.raises(StepRefusedError):
        do(desk, dossier_id, "huur", huurstart=START)
    do(desk, dossier_id, "plan", date(2026, 4, 1))
    now = the_one(desk, dossier_id)
    late = StepTry(step="huur", on=date(2026, 4, 1), facts={"huurstart": date(2026, 3, 15)}, reason="dringend")
    assert trajectories.told(desk, now.id, late).blocked == ("Het plan is later dan de huur. (R06)",)
    with pytest.raises(StepRefusedError):
        trajectories.record_step(desk, now.id, now.revision, late)
    assert len(the_one(desk, dossier_id).done) == len(before.done) + 1


def test_a_reason_is_kept_with_the_step_and_shown(desk: Desk, renting: str) -> None:
    now = the_one(desk, renting)
    early = StepTry(step="einde", on=date(2026, 5, 4))
    assert trajectories.told(desk, now.id, early).asks_reason == ("De proefperiode loopt nog.",)
    with pytest.raises(StepRefusedError):
        trajectories.record_step(desk, now.id, now.revision, early)
    do(desk, renting, "einde", date(2026, 5, 4), reason="verhuisd naar haar zus")
    closed = the_one(desk, renting)
    assert (closed.status, closed.outcome) == (TrajectoryStatus.CLOSED, "Einde")
    assert (closed.done[-1].reason, closed.done[-1].passed) == (
        "verhuisd naar haar zus",
        ("De proefperiode loopt nog.",),
    )
    assert closed.steps == ()
    assert agenda.due_now(desk) == ((), 0)


def test_a_day_to_come_cannot_be_noted(desk: Desk, renting: str) -> None:
    with pytest.raises(DeskError) as refused:
        do(desk, renting, "bezoek", TODAY + timedelta(days=1))
    assert refused.value.key == "step_in_future"
    with pytest.raises(DeskError) as refused:
        trajectories.start(desk, renting, "klein", TODAY + timedelta(days=1))
    assert refused.value.key == "trajectory_in_future"


def test_wrong_kinds_of_facts_are_refused_not_lost(desk: Desk, renting: str) -> None:
    with pytest.raises(DeskError) as refused:
        do(desk, renting, "bezoek", minuten="veel")
    assert refused.value.key == "fact_wrong"
    with pytest.raises(DeskError) as refused:
        do(desk, renting, "bezoek", minuten=2.5)
    assert refused.value.key == "fact_wrong"


def test_the_last_step_can_be_taken_back(desk: Desk, renting: str) -> None:
    do(desk, renting, "einde", date(2026, 9, 20))
    closed = the_one(desk, renting)
    trajectories.take_back(desk, closed.id, closed.revision)
    again = the_one(desk, renting)
    assert again.status is TrajectoryStatus.RUNNING
    assert [step.id for step in again.steps] == ["bezoek", "einde", "stopt"]
    assert {row.limit_id for row in agenda.due_now(desk)[0]} == {"bezoeken", "proef"}
    do(desk, renting, "bezoek", TODAY)
    for _ in range(5):
        now = the_one(desk, renting)
        trajectories.take_back(desk, now.id, now.revision)
    now = the_one(desk, renting)
    assert now.done == ()
    with pytest.raises(DeskError) as refused:
        trajectories.take_back(desk, now.id, now.revision)
    assert refused.value.key == "nothing_to_take_back"


def test_two_workers_do_not_note_over_each_other(desk: Desk, renting: str) -> None:
    seen = the_one(desk, renting)
    do(desk, renting, "bezoek", TODAY)
    with pytest.raises(DeskError) as refused:
        trajectories.record_step(desk, seen.id, seen.revision, StepTry(step="stopt", on=TODAY))
    assert refused.value.key == "changed_meanwhile"


def test_a_changed_folder_changes_nothing_for_who_is_under_way(desk: Desk, renting: str) -> None:
    keep_method(desk, SMALL.replace("maanden_proef = 6", "maanden_proef = 3").replace('id = "bezoek"', 'id = "visite"'))
    found = the_one(desk, renting)
    assert found.deadlines[-1].latest == date(2026, 9, 14)
    do(desk, renting, "bezoek", TODAY)
    keep_method(desk, "kapot")
    assert len(the_one(desk, renting).done) == 5


def test_vandaag_shows_what_is_late_and_due_with_its_reasoning(desk: Desk, renting: str) -> None:
    rows, total = agenda.due_now(desk)
    assert total == 2
    assert [(row.limit_id, row.light) for row in rows] == [("bezoeken", Light.OVERDUE), ("proef", Light.OVERDUE)]
    assert rows[1].why[-1] == "Bron: oude afspraak."
    found = today.today(desk)
    assert found.dates_due == 2
    item = found.items[0]
    assert (item.kind, item.page, item.record_id, item.part) == ("overdue", "dossier", renting, "trajectory")
    assert item.title == f"{ZOE.shown_name}: Huisbezoek"
    assert agenda.due_now(desk, only_mine=False)[1] == 2


def test_a_date_of_another_worker_is_not_mine(desk: Desk, renting: str) -> None:
    found = dossiers.dossier(desk, renting)
    dossiers.change_dossier(desk, renting, found.revision, target_group="", worker_id=None)
    assert agenda.due_now(desk)[1] == 0
    assert agenda.due_now(desk, only_mine=False)[1] == 2


def test_putting_off_needs_a_reason_and_wakes_by_itself(desk: Desk, renting: str) -> None:
    now = the_one(desk, renting)
    later = TODAY + timedelta(days=14)
    for until, reason, key in ((later, " ", "snooze_reason"), (TODAY, "vakantie", "snooze_past")):
        with pytest.raises(DeskError) as refused:
            trajectories.snooze(desk, now.id, "proef", until, reason)
        assert refused.value.key == key
    trajectories.snooze(desk, now.id, "proef", later, "de verhuurder antwoordt volgende week")
    assert [row.limit_id for row in agenda.due_now(desk)[0]] == ["bezoeken"]
    shown = next(one for one in the_one(desk, renting).deadlines if one.id == "proef")
    assert (shown.snoozed_until, shown.snooze_reason) == (later, "de verhuurder antwoordt volgende week")
    # It stays in the calendar, another step does not wake it, and on its day it is back.
    do(desk, renting, "bezoek", TODAY)
    assert "proef" in {row.limit_id for row in agenda.dates_between(desk, START, TODAY)}
    assert isinstance(desk.clock, FixedClock)
    desk.clock.moment += timedelta(days=14)
    assert {row.limit_id for row in agenda.due_now(desk)[0]} == {"bezoeken", "proef"}
    trajectories.snooze(desk, now.id, "proef", later + timedelta(days=9), "nog even")
    trajectories.wake(desk, now.id, "proef")
    assert {row.limit_id for row in agenda.due_now(desk)[0]} == {"bezoeken", "proef"}


def test_a_dossier_with_a_running_trajectory_stays_open(desk: Desk, renting: str) -> None:
    with pytest.raises(DeskError) as refused:
        dossiers.close_dossier(desk, renting, TODAY)
    assert refused.value.key == "dossier_has_trajectory"
    do(desk, renting, "stopt", TODAY)
    dossiers.close_dossier(desk, renting, TODAY)
    with pytest.raises(DeskError) as refused:
        trajectories.start(desk, renting, "klein", TODAY)
    assert refused.value.key == "dossier_is_closed"


def test_the_calendar_file_names_nobody(desk: Desk, renting: str) -> None:
    clock_back = agenda.dates_between(desk, date(2026, 9, 1), date(2026, 9, 30))
    assert [row.limit_id for row in clock_back] == ["proef"]
    do(desk, renting, "bezoek", TODAY)
    text = agenda.calendar_file(desk).decode().replace("\r\n ", "")
    number = dossiers.dossier(desk, renting).number
    assert f"SUMMARY:Huisbezoek · dossier {number}" in text
    assert "DTSTART;VALUE=DATE:20261214" in text
    assert "Haese" not in text
    assert text.count("BEGIN:VEVENT") == 1


def test_the_calendar_file_tells_no_more_than_the_day_needs(desk: Desk, renting: str) -> None:
    do(desk, renting, "bezoek", TODAY)
    (row,) = agenda.dates_between(desk, date(2026, 12, 1), date(2026, 12, 31))
    text = agenda.calendar_file(desk).decode().replace("\r\n ", "")
    for kept in (row.client_name, row.method, row.worker_name, row.dossier_id, row.trajectory_id, *row.why):
        assert not kept or kept not in text
    assert re.findall("UID:.*", text) == re.findall("UID:.*", agenda.calendar_file(desk).decode())
    words = {line.partition(":")[0].partition(";")[0] for line in text.splitlines()}
    assert words == {
        "BEGIN", "END", "PRODID", "VERSION", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY",
        "DESCRIPTION", "TRANSP", "CLASS", "ACTION", "TRIGGER",
    }  # fmt: skip
