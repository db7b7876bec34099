# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Changing and merging somebody known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import Window
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, intake, people
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.person import PersonPage

Show = Callable[[Page, Place], Page]

AMINA = PersonDetails(given_name="Amina", family_name="El Amrani", birth_date=date(1984, 3, 12), phone="0470 12 34 56")


@pytest.fixture
def person_id(window: Window) -> str:
    return people.add_person(window.desk, AMINA).made or ""


@pytest.fixture
def page(window: Window, show: Show, person_id: str) -> PersonPage:
    made = PersonPage(window.context)
    made.panel.ask = window.ask
    made.opening.ask = window.ask
    return cast("PersonPage", show(made, Place("person", person_id)))


def test_a_changed_phone_number_is_laid_out_and_kept(page: PersonPage, window: Window, person_id: str) -> None:
    editor = page.panel.editor
    assert not page.panel.save_button.isEnabled()
    editor.phone.line.setText("+32470654321")
    editor.phone.line.editingFinished.emit()
    assert editor.phone.text() == "0470 65 43 21"
    assert page.panel.save_button.isEnabled()
    page.finish()
    assert people.person(window.desk, person_id).details == replace(AMINA, phone="0470 65 43 21")
    assert not page.panel.save_button.isEnabled()


def test_what_a_colleague_changed_meanwhile_is_taken_over_and_nothing_typed_is_lost(
    page: PersonPage, window: Window, person_id: str
) -> None:
    editor = page.panel.editor
    editor.phone.set_text("0470 99 99 99")
    editor.street.set_text("Stalenstraat 1")
    theirs = replace(AMINA, phone="0470 11 11 11", email="amina@voorbeeld.be")
    people.change_person(window.desk, person_id, 1, theirs)
    page.finish()

    assert page.panel.trouble.isVisible()
    assert editor.phone.text() == "0470 99 99 99"
    assert "0470 11 11 11" in editor.phone.control.accessibleDescription()
    assert editor.street.text() == "Stalenstraat 1"
    assert editor.email.text() == "amina@voorbeeld.be"
    page.finish()
    kept = people.person(window.desk, person_id).details
    assert kept == replace(theirs, phone="0470 99 99 99", street="Stalenstraat 1")
    assert not page.panel.trouble.isVisible()


def test_a_reload_never_takes_typed_text_away(page: PersonPage, window: Window, person_id: str) -> None:
    page.panel.editor.street.set_text("Half getypt")
    window.tell(people.change_person(window.desk, person_id, 1, replace(AMINA, language="fr")))
    assert page.panel.editor.street.text() == "Half getypt"
    assert page.panel.editor.language.text() == "fr"
    assert page.panel.editor.language.line.text() == "Frans"


def test_saving_while_leaving_goes_on_at_once_and_comes_back_when_it_fails(
    page: PersonPage, window: Window, person_id: str
) -> None:
    page.panel.editor.street.set_text("Stalenstraat 1")
    window.answer = Unsaved.SAVE
    window.background.held = []
    assert page.leave()
    window.background.fails = DeskError("not_allowed", worker="An")
    window.background.release()
    assert window.gone == [Place("person", person_id)]
    page.show_place(Place("person", person_id))
    assert page.panel.editor.street.text() == "Stalenstraat 1"


def test_a_wrong_field_keeps_the_worker_here(page: PersonPage, window: Window) -> None:
    page.panel.editor.email.set_text("geen adres")
    window.answer = Unsaved.SAVE
    assert not page.leave()
    assert page.panel.editor.email.problem()


def test_typing_and_taking_back_asks_nothing(page: PersonPage, window: Window) -> None:
    page.panel.editor.street.set_text("x")
    page.panel.editor.street.set_text("")
    assert page.leave()
    assert window.asked == 0


def test_two_records_of_one_person_become_one_and_apart_again(page: PersonPage, window: Window, person_id: str) -> None:
    double = PersonDetails(given_name="Amina", family_name="Elamrani", birth_date=date(1984, 3, 12), email="a@b.be")
    dossier_id = intake.new_client(window.desk, double, DossierDetails(opened_on=date(2026, 1, 5))).made or ""
    page.side.start_merge.click()
    panel = page.merge_panel
    assert [panel.found.row_at(0).name] == ["Amina Elamrani"]  # type: ignore[union-attr]  # there is one
    panel._choose(panel.found.row_at(0))  # type: ignore[arg-type]
    rows = {row.label: row for row in (panel.compared.row_at(n) for n in range(panel.compared.rowCount())) if row}
    assert rows["E-mail"].result == "a@b.be"
    assert rows["Familienaam"].lost
    assert "Elamrani" in panel._loses.text()
    panel.do.click()

    assert window.gone[-1] == Place("person", person_id)
    assert dossiers.dossier(window.desk, dossier_id).client.id == person_id
    merged = people.person(window.desk, person_id)
    assert merged.details.email == "a@b.be"
    assert [row.merged_name for row in merged.merges] == ["Amina Elamrani"]
    window.undo()
    assert people.person(window.desk, person_id).details.email == ""
    assert dossiers.dossier(window.desk, dossier_id).client.details.family_name == "Elamrani"


def test_the_other_person_is_found_and_chosen_by_keyboard(
    page: PersonPage, window: Window, person_id: str, qtbot: QtBot
) -> None:
    people.add_person(window.desk, PersonDetails(given_name="Zeynep", family_name="Kaya"))
    page._start_merge()
    panel = page.merge_panel
    qtbot.keyClicks(panel.search, "zeynep")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert page.focusWidget() is panel.table
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert panel.do.isVisible()
    assert page.focusWidget() is panel.do


def test_a_merge_can_be_undone_later_from_the_page(page: PersonPage, window: Window, person_id: str) -> None:
    other = people.add_person(window.desk, replace(AMINA, phone="")).made or ""
    page._start_merge()
    page.merge_panel._choose(page.merge_panel.found.row_at(0))  # type: ignore[arg-type]
    page.merge_panel.do.click()
    page.show_place(Place("person", person_id))
    undo = page.side._rows[-1]
    buttons = undo.findChildren(type(page.side.start_merge))
    buttons[0].click()
    assert people.person(window.desk, other).details.given_name == "Amina"
    assert people.person(window.desk, person_id).merges == ()


def test_swapping_keeps_the_other_record(page: PersonPage, window: Window, person_id: str) -> None:
    other = people.add_person(window.desk, replace(AMINA, family_name="Elamrani")).made or ""
    page._start_merge()
    page.merge_panel._choose(page.merge_panel.found.row_at(0))  # type: ignore[arg-type]
    page.merge_panel.swap.click()
    page.merge_panel.do.click()
    assert window.gone[-1] == Place("person", other)
    assert people.person(window.desk, other).details.family_name == "Elamrani"


def test_somebody_known_gets_a_dossier(page: PersonPage, window: Window, person_id: str) -> None:
    page.side.new_dossier.click()
    assert page.stack.currentWidget() is page.opening
    page.opening.dossier.opened_on.set_text("")
    page.finish()
    assert page.opening.dossier.opened_on.problem()
    page.opening.dossier.opened_on.set_text("01/11/2026")
    page.finish()
    assert window.gone[-1].page == "dossier"
    overview = dossiers.dossier(window.desk, window.gone[-1].record_id or "")
    assert overview.client.id == person_id


def test_becoming_anonymous_warns_and_wipes_on_saving(page: PersonPage, window: Window, person_id: str) -> None:
    editor = page.panel.editor
    editor.anonymous.set_text("1")
    assert "verdwijnen" in editor.anonymous.control.accessibleDescription()
    editor.alias.set_text("Cliënt 7")
    page.finish()
    kept = people.person(window.desk, person_id).details
    assert kept == PersonDetails(alias="Cliënt 7", anonymous=True)


def test_a_volunteer_is_registered_and_stops(page: PersonPage, window: Window, person_id: str) -> None:
    page.side.volunteer_button.click()
    assert people.person(window.desk, person_id).is_volunteer
    page.side.volunteer_button.click()
    assert not people.person(window.desk, person_id).is_volunteer


def test_merging_asked_for_elsewhere_waits_until_the_right_person_is_read(
    page: PersonPage, window: Window, person_id: str
) -> None:
    other = people.add_person(window.desk, replace(AMINA, given_name="Rik")).made or ""
    window.background.held = []
    page.show_place(Place("person", other, "merge"))
    assert not page._view_is("merge_panel")
    window.background.release()
    assert page._view_is("merge_panel")
    assert page.merge_panel._person is not None
    assert page.merge_panel._person.id == other
