# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Finding somebody in the list of people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import Window
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.overviews import PeoplePage as Stretch
from wwdesk.domain.overviews import PersonRow
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.roles import Role, Worker
from wwdesk.services import intake, people
from wwdesk.services.desk import Desk
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.people import PeoplePage

Show = Callable[[Page, Place], Page]


@pytest.fixture
def page(window: Window, show: Show) -> PeoplePage:
    return cast("PeoplePage", show(PeoplePage(window.context), Place("people")))


def add(window: Window, given: str, family: str, *, mine: bool = True) -> str:
    worker_id = window.desk.worker.id if mine else None
    details = DossierDetails(opened_on=date(2026, 11, 2), worker_id=worker_id)
    changes = intake.new_client(window.desk, PersonDetails(given_name=given, family_name=family), details)
    window.tell(changes)
    return changes.made or ""


def names(page: PeoplePage) -> list[str]:
    rows = [page.model.row_at(number) for number in range(page.model.rowCount())]
    return [row.name for row in rows if row is not None]


def test_an_empty_office_says_what_comes_here_and_how_to_begin(page: PeoplePage, window: Window) -> None:
    assert page.stack.currentWidget() is page.empty
    assert page.empty_new.isVisible()
    page.empty_new.click()
    assert window.gone == [Place("person", None, "new")]


def test_people_stand_by_family_name_without_van_den(page: PeoplePage, window: Window) -> None:
    for given, family in (("Jan", "Zwart"), ("Els", "Van den Broeck"), ("Ömer", "Yılmaz"), ("Piet", "Claes")):
        add(window, given, family)
    assert names(page) == ["Els Van den Broeck", "Piet Claes", "Ömer Yılmaz", "Jan Zwart"]
    assert page.count.text() == "4 mensen"


def test_typing_finds_and_enter_opens_the_dossier(page: PeoplePage, window: Window, qtbot: QtBot) -> None:
    add(window, "Jan", "Zwart")
    wanted = add(window, "Zoë", "Peeters")
    qtbot.keyClicks(page.search, "zoe pee")
    qtbot.waitUntil(lambda: names(page) == ["Zoë Peeters"])
    assert page.count.text() == "1 gevonden"
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert window.gone == [Place("dossier", wanted)]


def test_enter_right_after_typing_never_opens_somebody_of_the_old_list(
    page: PeoplePage, window: Window, qtbot: QtBot
) -> None:
    add(window, "Jan", "Aerts")
    wanted = add(window, "Zoë", "Peeters")
    window.background.held = []
    qtbot.keyClicks(page.search, "zoe")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert window.gone == []
    window.background.release()
    assert window.gone == [Place("dossier", wanted)]


def test_the_old_rows_stay_until_the_new_ones_are_there(page: PeoplePage, window: Window, qtbot: QtBot) -> None:
    add(window, "Jan", "Aerts")
    add(window, "Zoë", "Peeters")
    window.background.held = []
    page.search.setText("zo")
    page._follow()
    page.search.setText("zoe")
    page._follow()
    assert len(window.background.held) == 1
    assert names(page) == ["Jan Aerts", "Zoë Peeters"]
    window.background.release()
    assert names(page) == ["Zoë Peeters"]


def test_nothing_found_offers_to_wipe_the_word(page: PeoplePage, window: Window, qtbot: QtBot) -> None:
    add(window, "Jan", "Aerts")
    qtbot.keyClicks(page.search, "qqq")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    assert "qqq" in page.empty._title.text()
    page.empty_clear.click()
    assert names(page) == ["Jan Aerts"]
    assert page.search.text() == ""


def test_only_mine_hides_the_clients_of_others(page: PeoplePage, window: Window) -> None:
    add(window, "Jan", "Aerts")
    add(window, "Zoë", "Peeters", mine=False)
    page.mine.setChecked(True)
    assert names(page) == ["Jan Aerts"]
    page.mine.setChecked(False)
    assert len(names(page)) == 2


def test_arrows_walk_from_the_search_field_into_the_list_and_enter_opens(
    page: PeoplePage, window: Window, qtbot: QtBot
) -> None:
    add(window, "Jan", "Aerts")
    second = add(window, "Zoë", "Peeters")
    page.activateWindow()
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.gone == [Place("dossier", second)]


def test_the_chosen_person_stays_chosen_when_the_list_loads_anew(page: PeoplePage, window: Window) -> None:
    add(window, "Jan", "Claes")
    page.table.choose(0)
    add(window, "An", "Aerts")
    chosen = page.table.current()
    assert chosen is not None
    assert chosen.name == "Jan Claes"


def test_a_reader_sees_no_button_to_add(window: Window, show: Show) -> None:
    reader = Worker(window.desk.worker.id, "Lezer", Role.READER)
    window.context.desk = Desk(window.desk.database, window.desk.clock, reader, "Kantoor")
    page = cast("PeoplePage", show(PeoplePage(window.context), Place("people")))
    assert not page.new.isVisible()
    assert not page.empty_new.isVisible()
    page.new_here()
    assert window.gone == []


def test_a_hundred_thousand_people_are_shown_without_loading_them(
    window: Window, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def many(desk: Desk, *, text: str = "", only_mine: bool = False, offset: int = 0, limit: int = 200) -> Stretch:
        asked.append((offset, limit))
        rows = tuple(
            PersonRow(
                id=str(number),
                name=f"Persoon {number}",
                birth_date=None,
                municipality="",
                dossier_id=None,
                dossier_number="",
                worker_name="",
                status=None,
            )
            for number in range(offset, min(offset + limit, 100_000))
        )
        return Stretch(rows=rows, total=100_000)

    monkeypatch.setattr(people, "people", many)
    page = cast("PeoplePage", show(PeoplePage(window.context), Place("people")))
    assert page.model.rowCount() == 100_000
    assert page.count.text() == "100.000 mensen"
    assert page.model.loaded <= 400
    page.table.scrollToBottom()
    page.table.choose(99_999)
    page.grab()
    last = page.table.current()
    assert last is not None
    assert last.name == "Persoon 99999"
    assert page.model.loaded <= 800
    assert asked[-1][0] >= 99_800


def test_a_row_is_told_to_a_screen_reader_as_a_sentence(page: PeoplePage, window: Window) -> None:
    add(window, "Jan", "Claes")
    index = page.model.index(0, 0)
    told = str(page.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert told.startswith("Jan Claes")
    assert "Begeleider: An Voorbeeld" in told


def test_a_name_that_looks_like_markup_is_never_read_as_markup(page: PeoplePage, window: Window) -> None:
    add(window, "<img src=x>", "&lt;b&gt;")
    index = page.model.index(0, 0)
    assert "<img" in str(page.model.data(index, Qt.ItemDataRole.DisplayRole))
    assert page.model.data(index, Qt.ItemDataRole.ToolTipRole) is None
