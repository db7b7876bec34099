# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The demo office shows every kind of work, with people nobody can mistake for real ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wwdesk.app.demo_data import demo_data
from wwdesk.app.demo_office import DEMO_PASSWORD, make_demo_office
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.overviews import DossierOverview, ScreeningStatus
from wwdesk.domain.time_limits.recurring import Light
from wwdesk.methods.lists import code_lists
from wwdesk.services import (
    agenda,
    arrears,
    dossiers,
    housing,
    meetings,
    office,
    people,
    screening,
    today,
    trajectories,
    waiting_list,
)
from wwdesk.services.desk import Desk

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = make_demo_office(tmp_path_factory.mktemp("demo") / "voorbeeld.wwdesk", FixedClock(NOW))
    yield made
    office.close_office(made)


@pytest.fixture(scope="module")
def all_dossiers(desk: Desk) -> list[DossierOverview]:
    rows = people.people(desk, limit=500).rows
    return [dossiers.dossier(desk, row.dossier_id) for row in rows if row.dossier_id is not None]


def test_about_forty_clients_over_all_target_groups(all_dossiers: list[DossierOverview]) -> None:
    assert 38 <= len(all_dossiers) <= 45
    found = {each.target_group for each in all_dossiers}
    assert found == {item.code for item in code_lists()["target_group"].items}


def test_nobody_can_be_mistaken_for_a_real_person(desk: Desk, all_dossiers: list[DossierOverview]) -> None:
    marker = demo_data()["marker"]
    for each in all_dossiers:
        details = each.client.details
        assert details.anonymous or details.family_name.endswith(marker)
        assert details.rijksregisternummer == ""
        assert all("Voorbeeld" in member.details.name for member in each.client.household)
    assert all(worker.name.endswith(marker) for worker in office.workers(desk))


def test_every_code_is_one_of_the_lists(all_dossiers: list[DossierOverview]) -> None:
    lists = {list_id: {item.code for item in each.items} for list_id, each in code_lists().items()}
    for each in all_dossiers:
        for referral in each.referrals:
            assert referral.details.source in lists["referral_source"]
            assert referral.details.previous_living_situation in lists["living_situation"]
        around = [*each.client.household, *each.client.network]
        assert {one.details.relation for one in around} <= lists["relation"]
        assert each.client.details.language in lists["contact_language"]


def test_every_ethos_category_is_somebodys_story(all_dossiers: list[DossierOverview]) -> None:
    ethos = {item.code: item.ethos for item in code_lists()["living_situation"].items}
    assert {ethos[each.referrals[0].details.previous_living_situation] for each in all_dossiers} == set(range(8))


def test_some_dossiers_are_closed_and_one_client_is_anonymous(all_dossiers: list[DossierOverview]) -> None:
    closed = [each for each in all_dossiers if each.status is DossierStatus.CLOSED]
    assert len(closed) == 4
    assert all(each.closed_on and each.closed_on > each.opened_on for each in closed)
    assert sum(each.client.details.anonymous for each in all_dossiers) == 1


def test_about_a_dozen_clients_are_screened_and_two_screenings_run(
    desk: Desk, all_dossiers: list[DossierOverview]
) -> None:
    submitted = [
        sum(row.status is ScreeningStatus.SUBMITTED for row in each.screenings)
        for each in all_dossiers
        if each.screenings
    ]
    assert sum(n > 0 for n in submitted) >= 10
    assert submitted.count(2) >= 6
    update, first = sorted(screening.screenings(desk, running_only=True), key=lambda row: not row.is_update)
    assert update.is_update
    assert not first.is_update
    assert 0 < first.answered < first.asked
    work = screening.load(desk, update.id)
    assert work.confirmed
    assert work.confirmed < set(work.answers)


def test_profiles_look_like_people(desk: Desk, all_dossiers: list[DossierOverview]) -> None:
    """Every submitted screening has a score in each domain; people differ; updates change something."""
    advised: set[str] = set()
    for each in all_dossiers:
        for row in each.screenings:
            if row.status is not ScreeningStatus.SUBMITTED:
                continue
            comparison = screening.profile(desk, row.id).comparison
            assert all(result.score is not None for result in comparison.now.domains), row.client_name
            advised |= {place.name for place in comparison.now.locations if place.fits}
            if row.is_update:
                assert sum(bool(change.difference) for change in comparison.domains) >= 3, row.client_name
    assert advised == {"vennestraat", "continental", "aardlaan_gelijkvloers", "aardlaan_etage"}


def test_everything_happened_before_now_in_order(desk: Desk, all_dossiers: list[DossierOverview]) -> None:
    for each in all_dossiers:
        days = [event.on for event in each.timeline]
        assert days == sorted(days, reverse=True)
        assert all(day <= NOW.date() for day in days)
        assert all(note.changed_at.date() == note.on for note in each.notes)
    assert desk.clock.today() == date(2026, 11, 23)


def test_the_first_page_has_something_to_do(desk: Desk) -> None:
    assert {item.kind for item in today.today(desk, only_mine=False).items} >= {"draft_screening", "no_screening"}


def test_every_worker_opens_the_demo_office_with_the_password_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "voorbeeld.wwdesk"
    office.close_office(make_demo_office(path, FixedClock(NOW)))
    holders = office.key_holders(path)
    assert len(holders) == 4
    opened = office.open_office(path, holders[-1].slot_id, DEMO_PASSWORD, FixedClock(NOW))
    assert opened.office_name == "Voorbeeldkantoor De Brug"
    office.close_office(opened)


def test_no_page_of_the_methods_is_empty(desk: Desk) -> None:
    """Each page has what a worker comes for: what is late, who waits, what is free, what was said."""
    for first, last in ((date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 12, 1), date(2026, 12, 31))):
        assert len(agenda.dates_between(desk, first, last, only_mine=False)) >= 3
    lights = {row.light for row in agenda.due_now(desk, only_mine=False)[0]}
    assert {Light.OVERDUE, Light.NEAR} <= lights
    assert sum(row.running > 0 for row in trajectories.methods(desk)) >= 4
    for_studio = waiting_list.waiting(desk, "gen")
    assert for_studio is not None
    assert len(for_studio.rows) >= 2
    assert {row.to_be_heard for row in for_studio.rows} == {True, False}
    board = arrears.board(desk)
    assert any(row.plan and row.standing and row.standing.missed for row in board)
    assert any(row.letter for row in board)


def test_meetings_have_files_advice_and_a_task(desk: Desk) -> None:
    assert any(row.waiting for row in meetings.series(desk))
    found = [meetings.meeting(desk, row.id) for row in meetings.meetings(desk)]
    assert {each.held for each in found} == {True, False}
    assert all(each.items for each in found)
    assert any(item.details.advice and item.details.minutes for each in found for item in each.items if each.held)
    assert meetings.open_tasks(desk, only_mine=False)


def test_the_map_and_the_waiting_list_count_the_same_places(desk: Desk) -> None:
    homes = housing.dwellings(desk)
    assert any(home.stays for home in homes)
    assert any(home.free_now for home in homes)
    assert any(home.details.available_from for home in homes)
    ready = [home for home in homes if home.details.counts_for.startswith("gen/") and not home.details.available_from]
    told = waiting_list.waiting(desk, "gen")
    assert told is not None
    assert (told.places, told.free) == (len(ready), sum(not home.stays for home in ready))


@pytest.mark.parametrize("day", [date(2027, 1, 3), date(2028, 2, 29), date(2027, 5, 31)], ids=str)
def test_it_can_be_made_on_any_day(tmp_path: Path, day: date) -> None:
    clock = FixedClock(NOW.replace(year=day.year, month=day.month, day=day.day))
    desk = make_demo_office(tmp_path / "voorbeeld.wwdesk", clock)
    rows = meetings.meetings(desk)
    assert all(row.on.weekday() < 5 and row.held == (row.on <= day) and row.items for row in rows)
    assert agenda.due_now(desk, only_mine=False)[1] >= 4
    office.close_office(desk)
