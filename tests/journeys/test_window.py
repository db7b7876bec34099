# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A day at the office through the real window, at the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shell.office import COLLEAGUE, OTHER_PASSWORD, PASSWORD, Window, make_office
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.services import office, screening
from wwdesk.services.desk import Desk
from wwdesk.ui.form_view import FormView
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.fill import FillPage
from wwdesk.ui.pages.person import PersonPage
from wwdesk.ui.pages.profile import ProfilePage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kantoor")
    make_office(folder / "brug.wwdesk")
    return folder


@pytest.fixture
def window(qtbot: QtBot, made_once: Path, tmp_path: Path) -> Iterator[Window]:
    folder = tmp_path / "kantoor"
    shutil.copytree(made_once, folder)
    window = Window(qtbot, folder / "brug.wwdesk")
    window.show()
    window.log_in()
    yield window
    window.close()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    window.qtbot.keyClick(focused(), key, modifier)
    window.rest()


def type_words(window: Window, words: str) -> None:
    window.qtbot.keyClicks(focused(), words)
    window.rest()


def new_client(window: Window, given_name: str, family_name: str) -> DossierPage:
    """Ctrl+N on Mensen, two names, Ctrl+Enter."""
    press(window, Qt.Key.Key_2, CTRL)
    press(window, Qt.Key.Key_N, CTRL)
    assert isinstance(window.work.navigator.page, PersonPage)
    type_words(window, given_name)
    press(window, Qt.Key.Key_Tab)
    type_words(window, family_name)
    press(window, Qt.Key.Key_Return, CTRL)
    page = window.work.navigator.page
    assert isinstance(page, DossierPage)
    return page


def form(window: Window) -> FormView:
    page = window.work.navigator.page
    assert isinstance(page, FillPage)
    assert page.view is not None
    return page.view


def desk_of(window: Window) -> Desk:
    desk = window.shell.desk
    assert isinstance(desk, Desk)
    return desk


def running(window: Window) -> dict[str, str]:
    """What is on disk of the one running screening: path -> answer, without the empty ones."""
    desk = desk_of(window)
    (row,) = screening.screenings(desk, running_only=True)
    return {path: value for path, value in screening.load(desk, row.id).answers.items() if value}


def test_a_client_two_keys_and_the_first_question(window: Window) -> None:
    new_client(window, "Zoe", "Voorbeeld")
    press(window, Qt.Key.Key_N, CTRL)
    view = form(window)
    # The first question has the keyboard, and one key answers it and goes on.
    first = view.current
    type_words(window, "1")
    assert view.current != first
    assert running(window) == {first: "man"}
    assert window.crashes == []


def test_locked_halfway_at_the_kitchen_table_and_back_at_the_same_question(window: Window) -> None:
    new_client(window, "Zoe", "Voorbeeld")
    press(window, Qt.Key.Key_N, CTRL)
    type_words(window, "1")
    type_words(window, "1")
    type_words(window, "46")  # the age: typed, not yet left
    view = form(window)
    here = view.current

    press(window, Qt.Key.Key_L, CTRL)
    assert not window.open
    assert "Voorbeeld" not in window.shell.windowTitle()
    window.log_in()

    assert form(window) is view
    assert view.current == here
    assert running(window)[here] == "46"


def test_a_whole_screening_by_keyboard_until_the_profile(window: Window) -> None:
    new_client(window, "Zoe", "Voorbeeld")
    press(window, Qt.Key.Key_N, CTRL)
    view = form(window)
    paths = view.state.form.by_path()
    seen: set[str] = set()
    keys = 0
    while view.current not in seen:
        seen.add(view.current)
        question = paths[view.current]
        typed = "0" if question.choices else ""  # niet besproken, and nothing where there is nothing to choose
        window.qtbot.keyClicks(focused(), "3" if question.scored else typed)
        keys += 1
        if view.current == question.path:
            window.qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert keys < 80
    press(window, Qt.Key.Key_Return, CTRL)
    assert view.reviewing
    # Nobody named yet: the field asks for it, nothing is handed in.
    press(window, Qt.Key.Key_Return, CTRL)
    assert isinstance(window.work.navigator.page, FillPage)
    view.review.present.setFocus()
    type_words(window, "client en zus")
    press(window, Qt.Key.Key_Return, CTRL)
    assert isinstance(window.work.navigator.page, ProfilePage)
    (row,) = screening.screenings(desk_of(window))
    assert row.status is ScreeningStatus.SUBMITTED


def test_the_second_worker_sees_the_client_but_not_the_settings_of_the_office(window: Window) -> None:
    new_client(window, "Zoe", "Voorbeeld")
    press(window, Qt.Key.Key_L, CTRL)
    window.log_in(COLLEAGUE, OTHER_PASSWORD)
    assert desk_of(window).worker.name == COLLEAGUE
    press(window, Qt.Key.Key_K, CTRL)
    type_words(window, "zoe")
    window.qtbot.wait(150)  # the search starts a moment after the last letter
    window.rest()
    press(window, Qt.Key.Key_Return)
    page = window.work.navigator.page
    assert isinstance(page, DossierPage)
    assert page.dossier is not None
    assert page.dossier.client.details.family_name == "Voorbeeld"


def test_a_damaged_office_is_put_back_from_the_window(window: Window) -> None:
    new_client(window, "Zoe", "Voorbeeld")
    press(window, Qt.Key.Key_L, CTRL)  # closing behind the lock makes a backup
    newest = office.backups_of(window.path)[0]
    content = bytearray(window.path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    window.path.write_bytes(content)

    window.log_in()
    assert not window.open
    assert "beschadigd" in window.shell.entrance.lock.message.sentence.casefold()

    window.shell.entrance.put_back(newest.path)
    window.rest()
    window.log_in(password=PASSWORD)
    assert window.open
    press(window, Qt.Key.Key_K, CTRL)
    type_words(window, "zoe")
    window.qtbot.wait(150)
    window.rest()
    press(window, Qt.Key.Key_Return)
    assert isinstance(window.work.navigator.page, DossierPage)
