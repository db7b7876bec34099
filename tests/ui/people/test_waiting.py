# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Wachtlijst."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.services.test_waiting_list import senior
from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.waiting import WaitingPage

Show = Callable[[Page, Place], Page]


@pytest.fixture
def page(window: Window, show: Show) -> WaitingPage:
    for name, on in (("Jos", date(2026, 11, 2)), ("Lies", date(2026, 6, 1)), ("Mia", date(2026, 9, 1))):
        senior(window.desk, name, on)
    made = WaitingPage(window.context)
    show(made, Place("waiting", "thu"))
    return made


def titles(page: WaitingPage) -> list[str]:
    return [row.title for row in page.list.rows]


def test_the_order_and_who_is_to_be_heard(page: WaitingPage) -> None:
    assert titles(page) == ["1. Lies Voorbeeld", "2. Mia Voorbeeld", "3. Jos Voorbeeld"]
    assert [row.side for row in page.list.rows] == ["al lang niet gehoord", "al lang niet gehoord", ""]
    assert "screening van 01/06/2026 is oud" in page.list.rows[0].detail
    assert names_missing(page) == []


def test_passing_over_asks_for_whom_and_why(page: WaitingPage, window: Window) -> None:
    page.skip_button.click()
    page.skip()
    assert page.favour.problem()
    assert page.reason.problem()
    page.favour.set_text(page.found.rows[2].trajectory_id if page.found else "")
    page.reason.set_text("groep")
    page.skip()
    assert "overgeslagen: Past nu niet in de groep (Jos Voorbeeld)" in page.list.rows[0].detail
    assert window.said[-1] == "De reden staat bij Lies Voorbeeld."
    assert page.skip_form.isHidden()


def test_parking_and_counting_again(page: WaitingPage) -> None:
    page.list.step(1)
    page.park_button.click()
    page.until.set_text("01/12/2026")
    page.because.set_text("in het ziekenhuis")
    page.park()
    assert "telt niet tot 01/12/2026: in het ziekenhuis" in page.list.rows[1].detail
    assert page.row is not None
    assert page.row.client_name == "Mia Voorbeeld"
    assert page.unpark_button.isVisibleTo(page)
    page.unpark_button.click()
    assert "telt niet" not in page.list.rows[1].detail


def test_enter_opens_the_trajectory(page: WaitingPage, window: Window) -> None:
    page.list.choose()
    assert window.gone[-1].page == "dossier"
    assert window.gone[-1].part == "trajectory"


def test_a_method_without_a_list_says_so(window: Window, show: Show) -> None:
    made = WaitingPage(window.context)
    show(made, Place("waiting", "hrp"))
    assert "geen wachtlijst" in made.empty.text()
