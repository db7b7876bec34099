# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Going about in the window by keyboard: pages, back, search, keys."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.shell.office import Window
from wwdesk.domain.changes import NOTHING
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.texts import t
from wwdesk.services.intake import new_client
from wwdesk.ui.commands import COMMANDS, key_list
from wwdesk.ui.history import History
from wwdesk.ui.page import Place
from wwdesk.ui.theme import Scheme

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_window(window: Window) -> Window:
    window.show()
    window.log_in()
    return window


def shown(window: Window) -> Place:
    page = window.work.navigator.page
    assert page is not None
    return page.place


def add_client(window: Window, given: str, family: str) -> str:
    desk = window.work.context.desk
    person = PersonDetails(given_name=given, family_name=family)
    made = new_client(desk, person, DossierDetails(opened_on=date(2026, 3, 4)))
    assert made.made is not None
    return made.made


def press(window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    window.qtbot.keyClick(QApplication.focusWidget() or window.shell, key, modifiers)
    window.rest()


def test_the_keys_of_the_sidebar_and_the_way_back(open_window: Window) -> None:
    press(open_window, Qt.Key.Key_2, CONTROL)
    assert shown(open_window).page == "people"
    # Ctrl and the key "4" of a Belgian keyboard, without Shift.
    press(open_window, Qt.Key.Key_Apostrophe, CONTROL)
    assert shown(open_window).page == "agenda"
    press(open_window, Qt.Key.Key_Left, ALT)
    assert shown(open_window).page == "people"
    press(open_window, Qt.Key.Key_Left, ALT)
    assert shown(open_window).page == "today"
    press(open_window, Qt.Key.Key_Left, ALT)
    assert shown(open_window).page == "today"
    press(open_window, Qt.Key.Key_Right, ALT)
    assert shown(open_window).page == "people"
    assert open_window.work.sidebar.buttons["people"].isChecked()


def test_history_forgets_what_lay_ahead_once_somebody_goes_elsewhere() -> None:
    history = History()
    for name in ("today", "people", "settings"):
        history.visit(Place(name))
    history.step(-1)
    history.visit(Place("screenings"))
    assert history.look(1) is None
    assert history.look(-1) == Place("people")
    history.visit(Place("screenings"))
    assert history.look(-1) == Place("people")


def test_a_client_is_found_and_opened_by_keyboard_alone(open_window: Window) -> None:
    dossier_id = add_client(open_window, "Zoë", "Vandenbroucke")
    press(open_window, Qt.Key.Key_K, CONTROL)
    search = open_window.work.search
    assert search.line.hasFocus()
    open_window.qtbot.keyClicks(search.line, "zoe vand")
    open_window.qtbot.waitUntil(lambda: any("Vandenbroucke" in row.title for row in search.list.rows), timeout=10_000)
    assert "Vandenbroucke" in search.line.accessibleDescription()
    press(open_window, Qt.Key.Key_Return)
    assert not search.isVisible()
    assert shown(open_window) == Place("dossier", dossier_id)


def test_enter_before_the_list_has_caught_up_still_opens_the_right_one(open_window: Window) -> None:
    add_client(open_window, "Yusuf", "Demir")
    press(open_window, Qt.Key.Key_K, CONTROL)
    open_window.qtbot.keyClicks(open_window.work.search.line, "demir")
    press(open_window, Qt.Key.Key_Return)
    open_window.qtbot.waitUntil(lambda: shown(open_window).page in ("dossier", "person"), timeout=10_000)


def test_actions_are_found_too_and_escape_gives_the_keyboard_back(open_window: Window) -> None:
    press(open_window, Qt.Key.Key_1, CONTROL)
    before = QApplication.focusWidget()
    press(open_window, Qt.Key.Key_K, CONTROL)
    press(open_window, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    press(open_window, Qt.Key.Key_K, CONTROL)
    search = open_window.work.search
    open_window.qtbot.keyClicks(search.line, "nieuwe cli")
    open_window.qtbot.waitUntil(lambda: len(search.list.rows) == 1, timeout=10_000)
    press(open_window, Qt.Key.Key_Return)
    assert shown(open_window) == Place("person")


def test_nothing_found_says_what_was_looked_for(open_window: Window) -> None:
    press(open_window, Qt.Key.Key_K, CONTROL)
    search = open_window.work.search
    open_window.qtbot.keyClicks(search.line, "xyzzy")
    wanted = t("window.search.nothing", text="xyzzy")
    open_window.qtbot.waitUntil(lambda: search.line.accessibleDescription() == wanted, timeout=10_000)


def test_trouble_is_a_message_above_the_page_that_escape_closes(open_window: Window) -> None:
    assert open_window.work.show_trouble(DeskError("not_found"))
    message = open_window.work.message
    assert t("errors.not_found.what") in message.sentence
    press(open_window, Qt.Key.Key_Escape)
    assert not message.isVisible()
    assert not open_window.work.show_trouble(ValueError("not for a worker"))


def test_the_last_step_can_be_undone_by_key(open_window: Window) -> None:
    undone: list[str] = []

    def undo(_: object) -> object:
        undone.append("yes")
        return NOTHING

    open_window.work.offer_undo("Notitie verwijderd.", undo)  # type: ignore[arg-type]  # a stand-in
    assert open_window.work.undo_bar.isVisible()
    press(open_window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert undone == ["yes"]
    assert not open_window.work.undo_bar.isVisible()
    press(open_window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert open_window.work.status.text() == t("window.status.no_undo")
    assert undone == ["yes"]


def test_saving_is_answered_kindly(open_window: Window) -> None:
    press(open_window, Qt.Key.Key_S, CONTROL)
    assert open_window.work.status.text().startswith("Alles is al bewaard")


def test_f6_goes_round_the_panes(open_window: Window) -> None:
    def pane() -> QWidget | None:
        focus = QApplication.focusWidget()
        sides = (open_window.work.sidebar, open_window.work.stack)
        return next((side for side in sides if focus is not None and side.isAncestorOf(focus)), None)

    open_window.work.navigator.focus_page()
    press(open_window, Qt.Key.Key_F6)
    assert pane() is open_window.work.sidebar
    press(open_window, Qt.Key.Key_F6)
    assert pane() is open_window.work.stack


def test_help_opens_the_manual_of_this_page_and_back_returns(open_window: Window) -> None:
    press(open_window, Qt.Key.Key_F1)
    assert shown(open_window) == Place("help", part="today")
    press(open_window, Qt.Key.Key_Left, ALT)
    assert shown(open_window).page == "today"


def test_the_manual_leads_on_to_its_other_chapters_and_back(open_window: Window) -> None:
    def buttons() -> dict[str, QPushButton]:
        page = open_window.work.navigator.page
        assert page is not None
        return {button.text(): button for button in page.findChildren(QPushButton)}

    open_window.work.go(Place("help", part="library"))
    buttons()["Zelf een vragenlijst schrijven"].click()
    assert shown(open_window) == Place("help", part="vragenlijst-schrijven")
    labels = {label.text() for label in cast("QWidget", open_window.work.navigator.page).findChildren(QLabel)}
    assert {"form_id", "geldgesprek", "${budgethulp} = 'ja'"} <= labels, "a table is shown cell by cell"
    assert not any(text.startswith("|") or "---" in text for text in labels)
    assert any(text.startswith("1.  Ga naar Screenings") for text in labels), "steps keep their number"
    assert "Het profiel" in buttons()
    buttons()["Alle hoofdstukken van de handleiding"].click()
    assert {"Veiligheid", "Toetsen", "De eerste keer"} <= buttons().keys()
    press(open_window, Qt.Key.Key_Left, ALT)
    press(open_window, Qt.Key.Key_Left, ALT)
    assert shown(open_window) == Place("help", part="library")


def test_no_two_commands_share_a_key_and_every_digit_and_sign_has_its_twin() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if "Ctrl+Alt" in key]
    assert all(not QKeySequence(key).isEmpty() for key in keys)
    for command in COMMANDS:
        digits = {f"Ctrl+{digit}" for digit in (1, 2, 3, 4, 5, 6, 0)}
        shifted = {*digits, "Ctrl+/", "Ctrl++"} & set(command.keys)
        assert not shifted or len(command.keys) == 2, command.name


def test_the_list_of_keys_names_every_key_of_the_menu() -> None:
    assert len(key_list()) >= len([command for command in COMMANDS if command.keys])
    assert all(key and does and "&" not in does for key, does in key_list())


def test_the_palette_closes_when_somebody_goes_elsewhere_with_a_key(open_window: Window) -> None:
    work = open_window.work
    open_window.shell.do("search")
    assert not work.search.isHidden()
    open_window.shell.do("go_people")
    open_window.rest()
    assert work.search.isHidden()


def test_looks_are_found_by_typing_them(open_window: Window) -> None:
    work = open_window.work
    work.search.open()
    open_window.qtbot.keyClicks(work.search.line, "donker")
    open_window.qtbot.keyClick(work.search.line, Qt.Key.Key_Return)
    open_window.rest()
    assert open_window.remembered.now.scheme is Scheme.DARK


def test_what_was_said_goes_away_with_the_page_it_was_about(open_window: Window) -> None:
    work = open_window.work
    work.say("Jan is bewaard.")
    work.go(Place("people"))
    assert work.status.text() == "Jan is bewaard."  # the action led here
    open_window.rest()
    work.go(Place("screenings"))
    assert work.status.text() == ""
