# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The pages Agenda and Werkwijzen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.methods.samples import SMALL
from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import StepTry
from wwdesk.services import dossiers, people, trajectories
from wwdesk.services.method_folders import own_folder
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.agenda import AgendaPage
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.dossier_tabs import PARTS
from wwdesk.ui.pages.methods import MethodsPage

Show = Callable[[Page, Place], Page]
START = date(2026, 9, 15)


@pytest.fixture
def dossier_id(window: Window) -> str:
    """A client in a trial home since 15 September: a visit is late, the trial ends on 14 March."""
    desk = window.desk
    folder = own_folder(desk) / "klein"
    folder.mkdir(parents=True)
    (folder / "method.toml").write_text(SMALL, "utf-8")
    person = str(people.add_person(desk, PersonDetails(given_name="Zoë", family_name="Voorbeeld")).made)
    opened = DossierDetails(opened_on=START, worker_id=desk.worker.id)
    dossier = str(dossiers.open_dossier(desk, person, opened).made)
    trajectory = str(trajectories.start(desk, dossier, "klein", START, "oud").made)
    steps = (
        StepTry(step="begin", on=START, outcome="verder"),
        StepTry(step="plan", on=START),
        StepTry(step="tekenen", on=START),
        StepTry(step="huur", on=START, facts={"huurstart": START}),
        StepTry(step="bezoek", on=date(2026, 10, 30)),
    )
    for revision, step in enumerate(steps, 1):
        trajectories.record_step(desk, trajectory, revision, step)
    return dossier


@pytest.fixture
def page(window: Window, show: Show, dossier_id: str) -> AgendaPage:
    made = AgendaPage(window.context)
    show(made, Place("agenda"))
    return made


def titles(page: AgendaPage) -> list[str]:
    return [row.title for row in page.list.rows]


def test_the_month_shows_what_falls_in_it(page: AgendaPage) -> None:
    assert page.month.text() == "november 2026"
    assert titles(page) == ["vrijdag 20 november 2026 · Huisbezoek"]
    assert page.list.rows[0].side == "te laat"
    assert page.grid.accessibleName() == "23 november 2026"


def test_turning_months_and_choosing_a_day(page: AgendaPage, qtbot: QtBot) -> None:
    page.later.click()
    assert (page.month.text(), titles(page)) == ("december 2026", ["dinsdag 15 december 2026 · Tussentijdse evaluatie"])
    page.later.click()
    assert titles(page) == []
    assert page.empty.isVisibleTo(page)
    page.now.click()
    assert page.grid.day == date(2026, 11, 23)
    qtbot.keyClick(page.grid, Qt.Key.Key_Left)
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert "zondag 22 november" in page.card.heading.text()
    assert titles(page) == []
    for _ in range(2):
        qtbot.keyClick(page.grid, Qt.Key.Key_Left)
    assert page.grid.accessibleName() == "20 november 2026, 1 termijn"
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    assert len(titles(page)) == 1
    page.whole.click()
    assert page.card.heading.text() == "Termijnen"
    qtbot.keyClick(page.grid, Qt.Key.Key_Up)
    qtbot.keyClick(page.grid, Qt.Key.Key_Up)
    qtbot.keyClick(page.grid, Qt.Key.Key_Up)
    assert page.month.text() == "oktober 2026"


def test_a_date_leads_to_the_trajectory(page: AgendaPage, window: Window, dossier_id: str) -> None:
    page.list.choose()
    assert window.gone == [Place("dossier", dossier_id, "trajectory")]


def test_what_is_late_stands_under_to_do_in_the_dossier_too(window: Window, show: Show, dossier_id: str) -> None:
    page = cast("DossierPage", show(DossierPage(window.context), Place("dossier", dossier_id)))
    late = page.next_date.text()
    assert late == "Te laat: Huisbezoek, 20/11/2026"
    todo = page.tabs.overview.todo
    key = next(one for one in todo.findChildren(QPushButton) if one.text() == late)
    assert t("dossier.overview.nothing") not in [label.text() for label in todo.findChildren(PlainLabel)]
    key.click()
    assert page.tabs.currentIndex() == PARTS.index("trajectory")


def test_the_dates_go_along_to_another_agenda(
    page: AgendaPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "termijnen.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.export.click()
    assert "Geen namen." in page.export_hint.text()
    assert page.export_hint.isVisible()
    assert b"SUMMARY:Huisbezoek" in target.read_bytes()
    assert "Voorbeeld" not in target.read_text("utf-8")


def test_a_colleague_sees_the_office_only_when_asked(page: AgendaPage, window: Window, dossier_id: str) -> None:
    found = dossiers.dossier(window.desk, dossier_id)
    changes = dossiers.change_dossier(window.desk, dossier_id, found.revision, target_group="", worker_id=None)
    window.tell(changes)
    assert titles(page) == []
    page.mine.click()
    assert len(titles(page)) == 1


def test_every_method_is_shown_with_what_it_holds(window: Window, show: Show, dossier_id: str) -> None:
    page = MethodsPage(window.context)
    show(page, Place("methods", "hrp"))
    assert page.detail.heading.text() == "Schakelwoonst met buddy"
    assert "komen uit" in page.detail.cases.text()
    assert {row.value for row in page.list.rows} >= {"mwv", "lac", "klein", "hrp"}
    assert "1 traject loopt" in next(row.detail for row in page.list.rows if row.value == "klein")
    assert names_missing(page) == []


def test_a_copy_becomes_ones_own_and_its_mistakes_are_told(window: Window, show: Show, dossier_id: str) -> None:
    page = MethodsPage(window.context)
    show(page, Place("methods", "hrp"))
    page.detail.copy_button.click()
    page.detail.name.set_text("HRP")
    page.detail.copy_do.click()
    assert "kan geen naam" in page.detail.trouble.told
    page.detail.name.set_text("schakel-kempen")
    page.detail.label.set_text("Schakelwoonst Kempen")
    page.detail.copy_do.click()
    assert page.detail.heading.text() == "Schakelwoonst Kempen"
    file = own_folder(window.desk) / "schakel-kempen" / "method.toml"
    file.write_text(file.read_text("utf-8").replace('kind = "match"', 'kind = "matsch"'), "utf-8")
    page.detail.check_button.click()
    broken = next(row for row in page.list.rows if row.value == "schakel-kempen")
    assert broken.side == "er is iets mis"
    page.list.chosen.emit("schakel-kempen")
    texts = [label.text() for label in page.detail.parts.findChildren(type(page.detail.summary))]
    assert any("regel" in text and "matsch" in text for text in texts)
    assert "hrp" in {row.value for row in page.list.rows}


def test_who_has_no_dates_sees_those_of_the_office_the_first_time(window: Window, show: Show) -> None:
    desk = window.desk
    person = str(people.add_person(desk, PersonDetails(given_name="Youssef", family_name="Verzonnen")).made)
    dossier = str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=desk.clock.today())).made)
    trajectories.start(desk, dossier, "bru", desk.clock.today())
    page = AgendaPage(window.context)
    show(page, Place("agenda"))
    assert not page.mine.isChecked()
    page.mine.setChecked(True)
    assert page.mine.isChecked(), "only the first time"
