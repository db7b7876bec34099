# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Woningen and the homes in a dossier: a map by keyboard, what becomes free, moving in and out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.dwellings import DwellingDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.roles import Role, Worker
from wwdesk.services import dossiers, housing, people, trajectories
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.housing import HousingPage

Show = Callable[[Page, Place], Page]
TODAY = date(2026, 11, 23)
PLAIN = DwellingDetails(name="", site="Vaartkaai")


def add(desk: Desk, name: str, floor: str = "0", details: DwellingDetails = PLAIN) -> str:
    details = replace(details, name=name, floor=floor)
    return str(housing.add_dwelling(desk, details).made)


@pytest.fixture
def dossier_id(window: Window) -> str:
    desk = window.context.desk
    person = str(people.add_person(desk, PersonDetails(given_name="Youssef", family_name="Verzonnen")).made)
    opened = DossierDetails(opened_on=TODAY - timedelta(days=60), worker_id=desk.worker.id)
    return str(dossiers.open_dossier(desk, person, opened).made)


@pytest.fixture
def page(window: Window, show: Show) -> HousingPage:
    made = HousingPage(window.context)
    made.card.ask = window.ask
    show(made, Place("housing"))
    return made


def test_an_office_without_homes_is_told_what_comes_here(page: HousingPage) -> None:
    assert page.empty.isVisibleTo(page)
    assert not page.map.isVisibleTo(page)
    assert names_missing(page) == []


def test_a_home_is_made_and_stands_on_the_map(page: HousingPage, window: Window) -> None:
    page.new_here()
    page.card.name.set_text("Studio 3")
    page.card.site.set_text("Vaartkaai")
    page.card.capacity.set_text("nul")
    page.finish()
    assert housing.dwellings(window.context.desk) == ()
    page.card.capacity.set_text("2")
    page.card.counts_for.set_text("gen/studios_etage")
    page.finish()
    (row,) = housing.dwellings(window.context.desk)
    assert (row.details.capacity, row.details.counts_for) == (2, "gen/studios_etage")
    page.reload()
    assert [one.details.name for one in page.map.rows] == ["Studio 3"]
    assert page.map.accessibleName() == "Studio 3, Vaartkaai: 2 van 2 vrij"
    assert page.card.row == page.map.rows[0]


def test_the_map_is_walked_by_keyboard(page: HousingPage, window: Window, qtbot: QtBot) -> None:
    for name, floor in (("A", "0"), ("B", "0"), ("C", "1")):
        add(window.context.desk, name, floor=floor)
    page.reload()
    page.map.setFocus()
    qtbot.keyClick(page.map, Qt.Key.Key_Right)
    assert page.map.accessibleName().startswith("B,")
    qtbot.keyClick(page.map, Qt.Key.Key_Down)
    assert page.map.accessibleName().startswith("C,")
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    assert page.card.name.text() == "C"
    qtbot.keyClick(page.map, Qt.Key.Key_Up)
    qtbot.keyClick(page.map, Qt.Key.Key_Home)
    assert page.map.accessibleName().startswith("A,")


def test_the_list_shows_what_is_asked(page: HousingPage, window: Window, dossier_id: str) -> None:
    desk = window.context.desk
    taken = add(desk, "Bezet")
    add(desk, "Vrij")
    add(desk, "Later", details=replace(PLAIN, available_from=TODAY + timedelta(days=200)))
    add(desk, "De Kade", details=DwellingDetails(name="", site="Partners", kind="fallback", capacity=3))
    housing.move_in(desk, taken, dossier_id, TODAY - timedelta(days=9), TODAY + timedelta(days=30))
    page.reload()
    shown = {}
    for key in ("all", "free", "soon", "fallback"):
        page.filter.set_text(key)
        page.filter.changed.emit()
        shown[key] = [row.title for row in page.list.rows]
    assert shown == {
        "all": ["De Kade", "Bezet", "Later", "Vrij"],
        "free": ["De Kade", "Vrij"],
        "soon": ["De Kade", "Vrij", "Bezet"],
        "fallback": ["De Kade"],
    }


def test_typed_text_is_not_lost_by_choosing_another_home(page: HousingPage, window: Window) -> None:
    first, second = add(window.context.desk, "A"), add(window.context.desk, "B")
    page.reload()
    page.choose(first)
    page.card.note.set_text("nieuw slot")
    window.answer = Unsaved.STAY
    page.choose(second)
    assert page.card.name.text() == "A"
    assert page.card.note.text() == "nieuw slot"
    window.answer = Unsaved.DISCARD
    page.choose(second)
    assert page.card.name.text() == "B"


def test_a_home_goes_to_the_bin_and_comes_back(page: HousingPage, window: Window) -> None:
    add(window.context.desk, "A")
    page.reload()
    page.card.remove()
    assert housing.dwellings(window.context.desk) == ()
    window.undo()
    assert [row.details.name for row in housing.dwellings(window.context.desk)] == ["A"]


def test_a_client_moves_in_and_out_from_the_dossier(window: Window, show: Show, dossier_id: str) -> None:
    desk = window.context.desk
    home = add(desk, "Studio 3")
    trajectories.start(desk, dossier_id, "foc", TODAY - timedelta(days=60))
    page = DossierPage(window.context)
    page.tabs.trajectory.ask = window.ask
    show(page, Place("dossier", dossier_id, "trajectory"))
    homes = page.tabs.trajectory.homes
    assert homes.nowhere.isVisibleTo(page)
    homes.in_button.click()
    homes.dwelling.set_text(home)
    homes.first.set_text("1/11/2026")
    assert page.tabs.dirty == ("trajectory",), "typed text is asked about before somebody leaves"
    homes.move_in()
    assert page.tabs.dirty == ()
    page.reload()
    assert [stay.first for stay in homes.stays] == [date(2026, 11, 1)]
    assert "sinds 01/11/2026" in homes.rows.rows[0].detail
    assert not homes.in_form.isVisibleTo(page)
    homes.in_button.click()
    homes.dwelling.set_text(home)
    homes.first.set_text("1/12/2026")
    homes.move_in()
    assert "woont dan nog in Studio 3" in homes.trouble.told
    assert homes.first.text() == "1/12/2026"
    homes.out_button.click()
    homes.on.set_text(show_date(TODAY))
    homes.move_out()
    page.reload()
    assert homes.stays[0].ended_on == TODAY
    homes.mistake_button.click()
    page.reload()
    assert homes.stays == ()
    assert names_missing(page) == []


def test_who_only_reads_changes_nothing(window: Window, show: Show) -> None:
    add(window.context.desk, "A")
    desk = window.desk
    reader = Worker(desk.worker.id, "Lezer", Role.READER)
    window.context.desk = Desk(desk.database, desk.clock, reader, "Kantoor")
    page = HousingPage(window.context)
    show(page, Place("housing"))
    assert not page.new_button.isVisibleTo(page)
    assert not page.card.foot.isVisibleTo(page)
    assert not page.card.name.isEnabled()
