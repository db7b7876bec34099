# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Achterstallen: what is told, a month that is added, a payment that is noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.services.test_arrears import OWED
from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.trajectories import StepTry
from wwdesk.services import arrears, dossiers, people, trajectories
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.arrears import ArrearsPage
from wwdesk.ui.pages.methods import MethodsPage

Show = Callable[[Page, Place], Page]
TODAY = date(2026, 11, 23)


@pytest.fixture
def page(window: Window, show: Show) -> ArrearsPage:
    made = ArrearsPage(window.context)
    made.card.ask = window.ask
    show(made, Place("arrears"))
    return made


@pytest.fixture
def trajectory(window: Window) -> str:
    desk = window.desk
    person = str(people.add_person(desk, PersonDetails(given_name="Youssef", family_name="Verzonnen")).made)
    earlier = TODAY - timedelta(days=20)
    dossier = str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=earlier)).made)
    made = str(trajectories.start(desk, dossier, "lac", earlier).made)
    trajectories.record_step(desk, made, 1, StepTry(step="achterstal", on=earlier, facts=dict(OWED)))
    return made


def test_an_office_without_arrears_is_told_how_they_come_here(page: ArrearsPage) -> None:
    assert page.empty.isVisibleTo(page)
    assert not page.card.isVisibleTo(page)
    assert names_missing(page) == []


def test_a_file_says_what_is_owed_and_which_letter_may_leave(page: ArrearsPage, trajectory: str) -> None:
    page.reload()
    (row,) = page.list.rows
    assert row.title == "Youssef Verzonnen · €\u00a0512,50"
    assert "Eerste aanmaning mag nu vertrekken (sinds 10/11/2026)" in row.detail
    assert page.card.no_months.isVisibleTo(page)
    assert not page.card.pay_button.isVisibleTo(page)
    page.list.chosen.emit(row.value)
    assert page.card.row is not None
    assert page.card.row.trajectory_id == trajectory


def test_a_month_is_added_and_removed_with_a_way_back(page: ArrearsPage, window: Window, trajectory: str) -> None:
    page.reload()
    page.new_here()
    page.card.month.set_text("15/10/2026")
    page.card.source.set_text("huur")
    page.card.amount.set_text("vijfhonderd")
    page.card.add_line()
    assert arrears.board(window.desk)[0].lines == ()
    page.card.amount.set_text("512,50")
    page.card.add_line()
    page.reload()
    assert [row.title for row in page.card.months.rows] == ["10/2026: nog €\u00a0512,50 van €\u00a0512,50"]
    page.card.months.step(0)
    page.card.remove()
    assert arrears.board(window.desk)[0].lines == ()
    window.undo()
    assert len(arrears.board(window.desk)[0].lines) == 1


def test_what_is_typed_stays_until_the_worker_says_so(page: ArrearsPage, window: Window, trajectory: str) -> None:
    page.reload()
    page.new_here()
    page.card.amount.set_text("50")
    window.answer = Unsaved.STAY
    assert not page.leave()
    assert page.card.amount.text() == "50"
    window.answer = Unsaved.DISCARD
    assert page.leave()
    assert not page.card.line_form.isVisibleTo(page)


def test_the_method_leads_to_the_board(window: Window, show: Show) -> None:
    page = MethodsPage(window.context)
    show(page, Place("methods", "lac"))
    assert page.detail.arrears_button.isVisibleTo(page)
    page.detail.arrears_button.click()
    assert window.gone[-1] == Place("arrears")
    page.show_method("hrp")
    assert not page.detail.arrears_button.isVisibleTo(page)


def test_a_recalculation_of_the_same_month_is_no_second_debt(
    page: ArrearsPage, window: Window, trajectory: str
) -> None:
    for source, cents in (("huur", 51_250), ("herberekening", -8400)):
        arrears.add_line(window.desk, trajectory, TODAY, source, cents)
    page.reload()
    assert [row.title for row in page.card.months.rows] == [
        "11/2026: nog €\u00a0428,50 van €\u00a0428,50",
        "11/2026, zelfde maand",
    ]


def test_looking_at_another_file_loses_nothing_that_was_typed(
    page: ArrearsPage, window: Window, trajectory: str
) -> None:
    desk, earlier = window.desk, TODAY - timedelta(days=10)
    person = str(people.add_person(desk, PersonDetails(given_name="Ana", family_name="Verzonnen")).made)
    dossier = str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=earlier)).made)
    trajectories.start(desk, dossier, "lac", earlier)
    page.reload()
    page.new_here()
    shown = page.card.row
    page.card.amount.set_text("50")
    page.list.step(1)
    assert page.card.row == shown
    assert page.card.amount.text() == "50"
