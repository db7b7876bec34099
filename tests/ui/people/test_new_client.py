# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A worker makes a client: by keyboard, once, without losing a letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import Window
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import OfficeSettings
from wwdesk.domain.people import OrganisationDetails, PersonDetails
from wwdesk.services import dossiers, office, organisations, people
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.person import PersonPage

Show = Callable[[Page, Place], Page]


@pytest.fixture
def page(window: Window, show: Show) -> PersonPage:
    made = PersonPage(window.context)
    made.new.ask = window.ask
    return cast("PersonPage", show(made, Place("person", None, "new")))


def keys(qtbot: QtBot, text: str) -> None:
    """Types into whatever has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClicks(widget, text)


def press(qtbot: QtBot, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, key)


def test_a_client_with_dossier_is_made_with_the_keyboard_alone(page: PersonPage, window: Window, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.new.editor.given_name.control)
    keys(qtbot, "Amina")
    press(qtbot, Qt.Key.Key_Tab)
    keys(qtbot, "Van den Broeck")
    press(qtbot, Qt.Key.Key_Tab)
    keys(qtbot, "120384")
    press(qtbot, Qt.Key.Key_Tab)
    assert page.new.editor.birth_date.text() == "12/03/1984"
    for _ in range(40):
        if QApplication.focusWidget() is page.new.referral.reason.control:
            break
        press(qtbot, Qt.Key.Key_Tab)
    keys(qtbot, "Moet verhuizen")
    page.finish()

    assert window.gone[-1].page == "dossier"
    overview = dossiers.dossier(window.desk, window.gone[-1].record_id or "")
    assert overview.client.details.shown_name == "Amina Van den Broeck"
    assert overview.client.details.birth_date == date(1984, 3, 12)
    assert overview.worker_id == window.desk.worker.id
    assert [referral.details.reason for referral in overview.referrals] == ["Moet verhuizen"]
    assert not page.new.dirty


def test_tab_walks_the_form_in_reading_order(page: PersonPage, qtbot: QtBot) -> None:
    page.activateWindow()
    editor = page.new.editor
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor.given_name.control)
    expected = [
        editor.family_name,
        editor.birth_date,
        editor.alias,
        editor.gender,
        editor.language,
        editor.anonymous,
        editor.phone,
        editor.email,
        editor.street,
        editor.postcode,
        editor.municipality,
        page.new.with_dossier,
        page.new.dossier.opened_on,
        page.new.dossier.worker,
        page.new.dossier.target_group,
        page.new.referral.source,
        page.new.referral.organisation.name,
        page.new.referral.on,
        page.new.referral.previous,
        page.new.referral.reason,
    ]
    for field in expected:
        press(qtbot, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field.control, field.label


def test_a_birth_date_that_does_not_exist_is_listed_on_top_and_leads_to_the_field(
    page: PersonPage, window: Window, qtbot: QtBot
) -> None:
    page.activateWindow()
    editor = page.new.editor
    editor.given_name.set_text("Jef")
    editor.birth_date.set_text("31/02/1984")
    page.finish()

    assert window.gone == []
    assert "31/02/1984" in editor.birth_date.problem()
    assert [button.text() for button in editor.problems.buttons] == ["Geboortedatum"]
    first = editor.problems.buttons[0]
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(editor.problems.buttons[0], Qt.Key.Key_Space)
    assert editor.birth_date.control.hasFocus()
    assert "31/02/1984" in editor.birth_date.control.accessibleDescription()

    editor.birth_date.set_text("28/02/1984")
    assert editor.birth_date.problem() == ""
    page.finish()
    assert window.gone[-1].page == "dossier"


def test_a_birth_date_in_the_future_and_a_wrong_address_are_both_named(page: PersonPage, window: Window) -> None:
    editor = page.new.editor
    editor.given_name.set_text("Jef")
    editor.birth_date.set_text("01/01/2030")
    editor.email.set_text("jef apenstaart")
    editor.postcode.set_text("36000")
    page.finish()
    assert [button.text() for button in editor.problems.buttons] == ["Geboortedatum", "E-mail", "Postcode"]
    assert window.gone == []


def test_nobody_without_a_name_is_kept(page: PersonPage, window: Window) -> None:
    page.finish()
    assert page.new.editor.given_name.problem()
    assert people.people(window.desk).total == 0


def test_a_likely_double_is_asked_about_before_a_second_file_is_made(page: PersonPage, window: Window) -> None:
    known = PersonDetails(
        given_name="Fatima", family_name="El Amrani", birth_date=date(1990, 5, 4), municipality="Genk"
    )
    known_id = people.add_person(window.desk, known).made
    page.new.editor.given_name.set_text("Fatma")
    page.new.editor.family_name.set_text("El Amrani")
    page.new.editor.birth_date.set_text("04/05/1990")
    page.finish()

    assert window.gone == []
    assert people.people(window.desk).total == 1
    assert page.new.duplicates.isVisible()
    assert "Fatima El Amrani" in page.new.duplicates.open_buttons[0].accessibleName()
    page.new.duplicates.open_buttons[0].click()
    assert window.gone == [Place("person", known_id)]
    assert not page.new.dirty


def test_somebody_set_aside_is_not_asked_about_again(page: PersonPage, window: Window) -> None:
    people.add_person(window.desk, PersonDetails(given_name="Jan", family_name="Maes", birth_date=date(1980, 1, 2)))
    page.new.editor.given_name.set_text("Jan")
    page.new.editor.family_name.set_text("Maes")
    page.new.look_for_duplicates()
    assert page.new.duplicates.isVisible()
    page.new.duplicates.go_on.click()
    assert not page.new.duplicates.isVisible()
    page.finish()
    assert window.gone[-1].page == "dossier"
    assert people.people(window.desk).total == 2


def test_the_warning_comes_by_itself_a_moment_after_typing(page: PersonPage, window: Window, qtbot: QtBot) -> None:
    people.add_person(window.desk, PersonDetails(given_name="Jan", family_name="Maes", birth_date=date(1980, 1, 2)))
    page.new.editor.given_name.set_text("Jan")
    page.new.editor.family_name.set_text("Maes")
    qtbot.waitUntil(page.new.duplicates.isVisible)


def test_a_name_typed_to_find_somebody_needs_no_question_but_more_than_that_does(
    page: PersonPage, window: Window
) -> None:
    known = PersonDetails(given_name="Fatima", family_name="El Amrani", birth_date=date(1984, 3, 12))
    people.add_person(window.desk, known)
    for phone in ("", "0470 12 34 56"):
        page.new.editor.given_name.set_text("Fatima")
        page.new.editor.family_name.set_text("El Amrani")
        page.new.editor.phone.set_text(phone)
        page.new.look_for_duplicates()
        page.new.duplicates.open_buttons[0].click()
        assert page.new.dirty is bool(phone)


def test_an_anonymous_client_is_known_by_a_pseudonym_only(page: PersonPage, window: Window) -> None:
    editor = page.new.editor
    editor.given_name.set_text("Echte")
    editor.phone.set_text("0470123456")
    editor.anonymous.set_text("1")
    assert not editor.given_name.isVisible()
    page.finish()
    assert editor.alias.problem()
    editor.alias.set_text("Cliënt 12")
    page.finish()
    details = dossiers.dossier(window.desk, window.gone[-1].record_id or "").client.details
    assert details == PersonDetails(alias="Cliënt 12", anonymous=True)


def test_typed_text_stays_when_keeping_it_fails(page: PersonPage, window: Window) -> None:
    editor = page.new.editor
    editor.given_name.set_text("Rita")
    editor.family_name.set_text("Mertens")
    page.new.referral.reason.set_text("Schulden")
    window.background.fails = DeskError("not_allowed", worker="An")
    page.new._keep(editor.details())
    assert page.new.trouble.isVisible()
    assert "An" in page.new.trouble.told
    assert editor.given_name.text() == "Rita"
    assert page.new.referral.reason.text() == "Schulden"
    assert people.people(window.desk).total == 0
    page.finish()
    assert window.gone[-1].page == "dossier"


def test_a_new_organisation_comes_along_and_a_known_one_is_not_doubled(page: PersonPage, window: Window) -> None:
    organisations.add_organisation(window.desk, OrganisationDetails(name="OCMW Genk"))
    page.new.start()
    page.new.editor.given_name.set_text("Jef")
    page.new.referral.organisation.name.set_text("ocmw genk")
    assert not page.new.referral.organisation.kind.isVisible()
    page.finish()
    page.show_place(Place("person", None, "new"))
    page.new.editor.given_name.set_text("Yasmina")
    page.new.referral.organisation.name.set_text("CAW Limburg")
    assert page.new.referral.organisation.kind.isVisible()
    page.finish()
    assert [row.details.name for row in organisations.organisations(window.desk)] == ["CAW Limburg", "OCMW Genk"]
    made = dossiers.dossier(window.desk, window.gone[-1].record_id or "")
    assert made.referrals[0].organisation_name == "CAW Limburg"


def test_a_person_without_a_dossier_can_be_made_too(page: PersonPage, window: Window) -> None:
    page.new.editor.given_name.set_text("Vrijwilliger")
    page.new.with_dossier.set_text("")
    assert not page.new.dossier.opened_on.isVisible()
    page.finish()
    assert window.gone[-1].page == "person"


@pytest.mark.parametrize(("answer", "goes", "typed"), [(Unsaved.STAY, False, "Jef"), (Unsaved.DISCARD, True, "")])
def test_leaving_asks_only_when_something_was_typed(
    page: PersonPage, window: Window, answer: Unsaved, goes: bool, typed: str
) -> None:
    assert page.leave()
    assert window.asked == 0
    page.new.editor.given_name.set_text("Jef")
    window.answer = answer
    assert page.leave() is goes
    assert window.asked == 1
    assert page.new.editor.given_name.text() == typed


def test_the_national_number_is_only_there_where_the_office_may_use_it(
    page: PersonPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = page.new.editor.number
    assert not number.isVisible()
    monkeypatch.setattr(office, "settings", lambda _: OfficeSettings(name="K", use_rijksregisternummer=True))
    page.show_place(Place("person", None, "new"))
    assert number.isVisible()


def test_the_national_number_is_checked_while_typing_and_then_covered(
    page: PersonPage, window: Window, qtbot: QtBot
) -> None:
    page.new.editor.use_number(allowed=True)
    number = page.new.editor.number
    qtbot.keyClicks(number.line, "93.05.18-223.6")
    assert number.problem() == ""
    qtbot.keyClicks(number.line, "2")
    assert "controlecijfers" in number.problem()
    qtbot.keyClick(number.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(number.line, "1")
    assert number.problem() == ""
    number.line.editingFinished.emit()
    assert number.line.text() == "••.••.••-•••.••"
    assert number.text() == "93051822361"
    number.button.click()
    assert number.line.text() == "93.05.18-223.61"
