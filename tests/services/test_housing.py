# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Homes: who lives there until when, following the contract, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.services.test_dossier_timeline import HOME, do, on
from tests.services.test_dossier_timeline import dossier_id as dossier_id  # noqa: PLC0414 - a fixture
from tests.services.test_dossier_timeline import staying as staying  # noqa: PLC0414 - a fixture
from tests.services.test_people import ZOE, made
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.dwellings import DwellingDetails, DwellingRow
from wwdesk.domain.errors import DeskError
from wwdesk.services import dossiers, housing, people, trajectories, waiting_list
from wwdesk.services.desk import Desk

STUDIO = DwellingDetails(name="Studio 3", site="Vaartkaai", floor="1")


def home(desk: Desk, details: DwellingDetails = STUDIO) -> str:
    return made(housing.add_dwelling(desk, details))


def the_home(desk: Desk) -> DwellingRow:
    (row,) = housing.dwellings(desk)
    return row


def other_dossier(desk: Desk) -> str:
    client = made(people.add_person(desk, replace(ZOE, given_name="Youssef")))
    return made(dossiers.open_dossier(desk, client, DossierDetails(opened_on=date(2026, 1, 5))))


def refused(desk: Desk, dwelling: str, dossier: str, first: date, planned: date | None = None) -> str:
    with pytest.raises(DeskError) as why:
        housing.move_in(desk, dwelling, dossier, first, planned)
    return why.value.key


def test_a_stay_takes_its_last_day_from_the_contract_and_follows_it(desk: Desk, staying: str) -> None:
    here = on(desk, date(2026, 7, 1))
    (running,) = trajectories.trajectories(here, staying)
    housing.move_in(here, home(here), staying, HOME, trajectory_id=running.id)
    row = the_home(here)
    assert (row.stays[0].planned, row.free, row.free_from) == (date(2026, 8, 8), 0, date(2026, 8, 9))
    facts: dict[str, object] = {"vertrokken": date(2026, 7, 1), "nazorg_gewenst": False}
    facts["waarheen"] = _choice(here, staying, "vertrek", "waarheen")
    do(here, running.id, staying, "vertrek", date(2026, 7, 1), "stabiel", **facts)
    assert the_home(here).free_from == date(2026, 7, 2)
    (running,) = trajectories.trajectories(here, staying)
    trajectories.take_back(here, running.id, running.revision)
    assert the_home(here).stays[0].ended_on is None
    assert the_home(here).free_from == date(2026, 8, 9)


def _choice(desk: Desk, dossier: str, step: str, fact: str) -> str:
    (running,) = trajectories.trajectories(desk, dossier)
    open_step = next(one for one in running.steps if one.id == step)
    return next(one.choices for one in open_step.facts if one.id == fact)[0][0]


def test_what_was_noted_by_hand_is_not_changed_by_a_step(desk: Desk, staying: str) -> None:
    here = on(desk, date(2026, 7, 1))
    (running,) = trajectories.trajectories(here, staying)
    housing.move_in(here, home(here), staying, HOME, date(2026, 7, 31), running.id)
    facts: dict[str, object] = {"vertrokken": date(2026, 7, 1), "nazorg_gewenst": False}
    facts["waarheen"] = _choice(here, staying, "vertrek", "waarheen")
    do(here, running.id, staying, "vertrek", date(2026, 7, 1), "stabiel", **facts)
    assert the_home(here).stays[0].planned == date(2026, 7, 31)
    assert the_home(here).stays[0].ended_on is None


def test_who_stays_too_long_holds_the_home(desk: Desk, staying: str) -> None:
    here = on(desk, date(2026, 9, 1))
    (running,) = trajectories.trajectories(here, staying)
    housing.move_in(here, home(here), staying, HOME, trajectory_id=running.id)
    row = the_home(here)
    assert (row.free, row.free_from, row.stays[0].overdue(date(2026, 9, 1))) == (0, None, True)


def test_a_full_home_takes_nobody_before_it_is_free(desk: Desk, dossier_id: str) -> None:
    dwelling, other = home(desk), other_dossier(desk)
    housing.move_in(desk, dwelling, dossier_id, date(2026, 12, 1), date(2027, 1, 31))
    assert refused(desk, dwelling, other, date(2027, 1, 31)) == "dwelling_full"
    assert refused(desk, dwelling, other, date(2026, 11, 1)) == "dwelling_full"
    housing.move_in(desk, dwelling, other, date(2026, 11, 1), date(2026, 11, 30))
    assert [stay.client_name for stay in the_home(desk).stays] == ["Youssef D'Haese", "Zoë D'Haese"]


def test_nobody_lives_in_two_homes_but_a_partner_may_keep_a_place(desk: Desk, dossier_id: str) -> None:
    first, second = home(desk), home(desk, replace(STUDIO, name="Studio 4"))
    housing.move_in(desk, first, dossier_id, date(2026, 11, 1))
    assert refused(desk, second, dossier_id, date(2026, 12, 1)) == "lives_elsewhere"
    kept = home(desk, DwellingDetails(name="Terugvalplaatsen De Kade", kind="fallback", capacity=3))
    housing.move_in(desk, kept, dossier_id, date(2026, 11, 1), date(2027, 1, 31))
    row = next(row for row in housing.dwellings(desk) if row.id == kept)
    assert (row.free, row.details.capacity) == (2, 3)
    stay = next(one for one in housing.stays(desk, dossier_id) if one.dwelling_id == first)
    housing.move_out(desk, stay.id, stay.revision, date(2026, 11, 30))
    housing.move_in(desk, second, dossier_id, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("details", "key"),
    [
        (DwellingDetails(name=" "), "name_missing"),
        (replace(STUDIO, capacity=0), "dwelling_capacity"),
        (replace(STUDIO, capacity=501), "dwelling_capacity"),
        (replace(STUDIO, available_from=date(2027, 1, 1), withdrawn_on=date(2026, 1, 1)), "dwelling_dates"),
    ],
)
def test_a_home_that_cannot_be_is_not_kept(desk: Desk, details: DwellingDetails, key: str) -> None:
    with pytest.raises(DeskError) as why:
        housing.add_dwelling(desk, details)
    assert why.value.key == key
    assert housing.dwellings(desk) == ()


def test_days_that_cannot_be_are_refused(desk: Desk, dossier_id: str) -> None:
    until = home(desk, replace(STUDIO, available_from=date(2026, 6, 1), withdrawn_on=date(2027, 1, 1)))
    assert refused(desk, until, dossier_id, date(2026, 5, 31)) == "dwelling_not_available"
    assert refused(desk, until, dossier_id, date(2027, 1, 1)) == "dwelling_not_available"
    assert refused(desk, until, dossier_id, date(2026, 12, 1), date(2027, 1, 1)) == "dwelling_not_available"
    assert refused(desk, until, dossier_id, date(2026, 12, 1), date(2026, 11, 1)) == "stay_dates"
    dossiers.close_dossier(desk, dossier_id, date(2026, 11, 2))
    assert refused(desk, until, dossier_id, date(2026, 12, 1)) == "dossier_is_closed"


def test_a_home_with_somebody_in_it_is_not_removed_nor_made_too_small(desk: Desk, dossier_id: str) -> None:
    dwelling, other = home(desk, replace(STUDIO, capacity=2)), other_dossier(desk)
    for who in (dossier_id, other):
        housing.move_in(desk, dwelling, who, date(2026, 11, 1))
    with pytest.raises(DeskError) as why:
        housing.remove_dwelling(desk, dwelling)
    assert why.value.key == "dwelling_lived_in"
    with pytest.raises(DeskError) as why:
        housing.change_dwelling(desk, dwelling, the_home(desk).revision, STUDIO)
    assert why.value.key == "dwelling_full"
    housing.change_dwelling(desk, dwelling, the_home(desk).revision, replace(STUDIO, capacity=2, note="nieuw slot"))
    for stay in the_home(desk).stays:
        housing.move_out(desk, stay.id, stay.revision, desk.clock.today() - timedelta(days=1))
    housing.remove_dwelling(desk, dwelling)
    assert housing.dwellings(desk) == ()
    housing.restore_dwelling(desk, dwelling)
    assert the_home(desk).free == 2


def test_a_stay_noted_by_mistake_goes_away(desk: Desk, dossier_id: str) -> None:
    dwelling = home(desk)
    stay = made(housing.move_in(desk, dwelling, dossier_id, date(2026, 11, 1)))
    housing.remove_stay(desk, stay)
    assert the_home(desk).stays == ()
    assert housing.stays(desk, dossier_id) == ()


def test_the_homes_of_a_method_say_how_many_places_it_has(desk: Desk, dossier_id: str) -> None:
    trajectories.start(desk, dossier_id, "gen", date(2026, 11, 2))
    before = waiting_list.waiting(desk, "gen")
    assert before is not None
    assert before.places == 7
    assert ("gen/studios_etage", "Woonzorg en woontraining op maat: Studio's op de etage") in housing.capacities(desk)
    home(desk, replace(STUDIO, counts_for="gen/studios_etage"))
    home(desk, replace(STUDIO, counts_for="gen/studios_etage", available_from=date(2030, 1, 1)))
    after = waiting_list.waiting(desk, "gen")
    assert after is not None
    assert (after.places, after.free) == (1, 1)
    other = other_dossier(desk)
    row = next(row for row in housing.dwellings(desk) if row.details.available_from is None)
    housing.move_in(desk, row.id, other, date(2026, 11, 1))
    held = waiting_list.waiting(desk, "gen")
    assert held is not None
    assert held.places == 0, "a place somebody of no method lives in is no place"
