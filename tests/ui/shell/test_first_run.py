# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A new office, the sheet with its key, and the ways in without a password."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.shell.office import ADMIN, OFFICE_NAME, PASSWORD, Window
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.entrance import Entrance
from wwdesk.ui.first_run import FirstRun, file_name_of
from wwdesk.ui.page import Place
from wwdesk.ui.password_field import PasswordField, strength


@pytest.fixture
def fresh(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(qtbot, tmp_path / "niets.wwdesk")
    window.shell.begin(None)
    window.shell.show()
    window.shell.activateWindow()
    window.rest()
    yield window
    window.close()


def wizard(window: Window) -> FirstRun:
    return window.shell.entrance.more.first_run


def fill(window: Window, password: str = PASSWORD) -> FirstRun:
    run = wizard(window)
    window.shell.do("new_office")
    window.rest()
    window.qtbot.keyClicks(run.office.line, OFFICE_NAME)
    run.go_on()
    window.qtbot.keyClicks(run.worker.line, ADMIN)
    window.qtbot.keyClicks(run.password.line, password)
    run.go_on()
    window.rest()
    return run


def type_back(run: FirstRun) -> None:
    recovery = run.recovery
    for at, position in enumerate(recovery._asked):
        recovery.answers[at].setText(recovery._groups[position].lower())


def test_three_steps_lead_to_the_first_client(fresh: Window) -> None:
    run = fill(fresh)
    assert (fresh.path.parent / f"{OFFICE_NAME}.wwdesk").exists()
    assert run.new is not None
    type_back(run)
    run.go_on()
    run.add_button.click()
    fresh.rest()
    assert fresh.open
    page = fresh.work.navigator.page
    assert page is not None
    assert page.place == Place("person")
    assert fresh.remembered.now.recent[0].name == OFFICE_NAME
    assert fresh.crashes == []


def test_a_weak_password_is_refused_in_words_and_everything_typed_stays(fresh: Window) -> None:
    run = fill(fresh, "welkom01")
    assert run.message.sentence
    assert run.worker.text() == ADMIN
    assert not list(fresh.path.parent.glob("*.wwdesk"))


def test_a_group_that_is_copied_wrong_is_named(fresh: Window) -> None:
    run = fill(fresh)
    type_back(run)
    run.recovery.answers[2].setText("0000")
    run.go_on()
    assert run.recovery.name_of(2) in run.message.sentence
    assert run.recovery.answers[2].hasFocus()


def test_an_office_that_is_there_already_is_never_overwritten(fresh: Window) -> None:
    (fresh.path.parent / f"{OFFICE_NAME}.wwdesk").write_bytes(b"iets anders")
    run = wizard(fresh)
    fresh.shell.do("new_office")
    fresh.qtbot.keyClicks(run.office.line, OFFICE_NAME)
    run.go_on()
    assert "Er staat al een bestand" in run.message.sentence
    assert (fresh.path.parent / f"{OFFICE_NAME}.wwdesk").read_bytes() == b"iets anders"


def test_the_sheet_is_a_pdf_only_its_owner_can_read(fresh: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    sheet = fresh.path.parent / "sleutel.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(sheet), ""))
    run = fill(fresh)
    run.recovery.print.click()
    fresh.rest()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert opened == [QUrl.fromLocalFile(str(sheet))]
    assert run.recovery.saved.isVisible()


def test_the_recovery_key_opens_the_office_with_a_new_password(fresh: Window) -> None:
    run = fill(fresh)
    assert run.new is not None
    key, path = run.new.recovery_key, run.path
    type_back(run)
    run.go_on()
    run.add_button.click()
    fresh.rest()
    fresh.shell.do("lock")
    fresh.rest()
    entrance: Entrance = fresh.shell.entrance
    entrance.lock.recovery_wanted.emit()
    entrance.more.recovery.key.setText(key.lower().replace("-", " "))
    entrance.more.recovery.password.line.setText("een nieuwe blauwe fiets")
    entrance.more.recovery._submit()
    fresh.rest()
    assert fresh.open
    assert entrance.path == path
    fresh.shell.do("lock")
    fresh.rest()
    fresh.log_in(ADMIN, "een nieuwe blauwe fiets")
    assert fresh.open


def test_a_slip_in_the_recovery_key_is_told_apart(fresh: Window) -> None:
    fill(fresh)
    fresh.shell.entrance.show_lock(wizard(fresh).path)
    fresh.rest()
    recovery = fresh.shell.entrance.more.recovery
    fresh.shell.entrance.lock.recovery_wanted.emit()
    recovery.key.setText("AAAA-BBBB")
    recovery.password.line.setText("een nieuwe blauwe fiets")
    recovery._submit()
    fresh.rest()
    assert str(DeskError("recovery_key_typo", found=8, wanted=36)) == recovery.message.sentence
    assert recovery.key.text() == "AAAA-BBBB"


def test_a_file_that_is_no_office_is_told_in_words(fresh: Window) -> None:
    other = fresh.path.parent / "vakantie.wwdesk"
    other.write_bytes(b"x")
    fresh.shell.entrance.show_lock(other)
    fresh.rest()
    assert fresh.shell.entrance.lock.message.sentence
    assert not fresh.shell.entrance.lock.open.isEnabled()
    assert fresh.crashes == []


def test_a_backup_is_put_back_from_the_lock_page(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wwdesk.ui.more_ways.ask", lambda *_: True)
    window.show()
    window.log_in()
    window.shell.do("lock")
    window.rest()
    window.path.write_bytes(b"kapot")
    entrance = window.shell.entrance
    entrance.lock.restore_wanted.emit()
    window.rest()
    assert entrance.more.restore.list.count() >= 1
    entrance.more.restore._submit()
    window.rest()
    window.log_in()
    assert window.open
    assert window.crashes == []


@pytest.mark.parametrize(
    ("password", "verdict"),
    [
        ("", "none"),
        ("kort", "short"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "weak"),
        ("wachtwoo", "weak"),
        ("groene fietsen", "fair"),
        ("drie gele fietsen in de tuin", "good"),
    ],
)
def test_strength_in_words(password: str, verdict: str) -> None:
    assert strength(password) == verdict
    assert t(f"start.strength.{verdict}")


def test_a_password_can_be_pasted_shown_and_warns_of_caps_lock(qtbot: QtBot) -> None:
    field = PasswordField("Wachtwoord")
    qtbot.addWidget(field)
    field.show()
    field.line.setText("geplakt wachtwoord")
    assert field.text() == "geplakt wachtwoord"
    field._show.click()
    assert field.line.echoMode() is field.line.EchoMode.Normal
    field.clear()
    assert field.line.echoMode() is field.line.EchoMode.Password
    no, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for key, letter, modifiers, warned in (
        (Qt.Key.Key_G, "g", no, False),
        (Qt.Key.Key_A, "A", shift, False),
        (Qt.Key.Key_A, "A", no, True),
        (Qt.Key.Key_1, "1", no, True),
        (Qt.Key.Key_B, "b", shift, True),
        (Qt.Key.Key_B, "b", no, False),
    ):
        QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, letter))
        assert field._caps.isVisible() is warned
    assert field.text() == "gAA1bb"


@pytest.mark.parametrize(
    ("name", "file"),
    [("De Brug", "De Brug"), ('a/b\\c:d*?"<>|', "a b c d"), ("...", "Kantoor"), ("", "Kantoor"), ("é" * 200, "é" * 80)],
)
def test_every_office_name_gives_a_file_name(name: str, file: str) -> None:
    assert file_name_of(name) == file
