# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Opening, locking and coming back: nobody reads along, and nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout

from tests.ui.shell.office import ADMIN, COLLEAGUE, OFFICE_NAME, OTHER_PASSWORD, PASSWORD, Window
from wwdesk.domain.texts import t
from wwdesk.services.people import people
from wwdesk.ui.idle import WARN_SECONDS, IdleWatch
from wwdesk.ui.page import Place
from wwdesk.ui.pages.person import PersonPage


def test_the_lock_page_lists_who_can_open_the_office_and_holds_no_client(window: Window) -> None:
    window.show()
    lock = window.shell.entrance.lock
    assert [lock.who.itemText(at) for at in range(lock.who.count())] == [ADMIN, COLLEAGUE]
    assert lock.password.line.hasFocus()
    assert window.shell.windowTitle() == "wwdesk"


def test_a_wrong_password_is_a_sentence_and_leaves_the_window_locked(window: Window) -> None:
    window.show()
    window.log_in(password="helemaal verkeerd")
    assert not window.open
    assert t("errors.wrong_password.what") in window.shell.entrance.lock.message.sentence
    assert window.shell.entrance.lock.password.line.hasFocus()
    window.shell.entrance.lock.password.clear()
    window.log_in()
    assert window.open
    assert OFFICE_NAME in window.shell.windowTitle()
    assert window.crashes == []


def test_an_empty_password_asks_for_it_without_trying(window: Window) -> None:
    window.show()
    window.shell.entrance.lock.submit()
    assert window.shell.entrance.lock.message.sentence == t("start.lock.password_missing")


def test_locking_blanks_at_once_and_the_same_worker_finds_what_was_typed(window: Window) -> None:
    window.show()
    window.log_in()
    window.work.go(Place("person"))
    window.rest()
    page = window.work.navigator.page
    assert isinstance(page, PersonPage)
    field = page.findChildren(QLineEdit)[0]
    field.setText("Marieke")
    window.shell.do("lock")
    assert not window.work.isVisible()
    assert "Marieke" not in window.shell.windowTitle()
    window.rest()
    window.log_in()
    assert window.open
    assert window.work.navigator.page is page
    assert field.text() == "Marieke"
    assert window.crashes == []
    field.clear()  # else closing asks what to do with it


def test_the_keyboard_is_back_in_the_field_it_was_in(window: Window) -> None:
    window.show()
    window.log_in()
    window.work.go(Place("person"))
    window.rest()
    page = window.work.navigator.page
    assert isinstance(page, PersonPage)
    field = page.findChildren(QLineEdit)[3]
    field.setFocus()
    window.shell.do("lock")
    window.rest()
    window.log_in()
    assert QApplication.focusWidget() is field


def test_another_worker_gets_a_workspace_of_their_own(window: Window) -> None:
    window.show()
    window.log_in()
    window.work.go(Place("settings"))
    window.rest()
    before = window.work
    window.shell.do("lock")
    window.rest()
    window.log_in(COLLEAGUE, OTHER_PASSWORD)
    assert window.work is not before
    page = window.work.navigator.page
    assert page is not None
    assert page.place.page == "today"


def test_while_locked_the_office_file_is_closed_and_pages_wait(window: Window) -> None:
    window.show()
    window.log_in()
    found: list[int] = []
    context = window.work.context
    window.shell.do("lock")
    window.rest()
    assert not list(window.path.parent.glob("*.lock"))
    context.read(lambda desk: people(desk).total, window.work, found.append)
    window.rest()
    assert found == []
    window.log_in()
    window.rest()
    assert found == [0]


def test_an_open_dialog_is_hidden_while_locked_and_comes_back_with_its_text(window: Window) -> None:
    window.show()
    window.log_in()
    dialog = QDialog(window.work)
    line = QLineEdit(dialog)
    QVBoxLayout(dialog).addWidget(line)
    dialog.open()
    line.setText("half getypt")
    window.shell.do("lock")
    assert not dialog.isVisible()
    window.rest()
    window.log_in()
    assert dialog.isVisible()
    assert line.text() == "half getypt"
    dialog.reject()


def test_closing_the_window_closes_the_office_first(window: Window) -> None:
    window.show()
    window.log_in()
    window.shell.close()
    window.qtbot.waitUntil(lambda: not window.shell.isVisible(), timeout=20_000)
    assert not list(window.path.parent.glob("*.lock"))


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def press() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")


def test_the_idle_watch_warns_then_asks_for_the_lock(qapp: QApplication) -> None:
    clock, said = Clock(), list[str]()
    watch = IdleWatch(clock, qapp)
    watch.warned.connect(lambda left: said.append(f"warned {left}"))
    watch.expired.connect(lambda: said.append("expired"))
    watch.woken.connect(lambda: said.append("woken"))
    watch.start(10)
    clock.now = 600 - WARN_SECONDS - 1
    watch.check()
    assert said == []
    clock.now = 600 - WARN_SECONDS
    watch.check()
    watch.check()
    assert said == [f"warned {WARN_SECONDS}"]
    assert not watch.eventFilter(qapp, press())
    assert said[-1] == "woken"
    clock.now += 599
    watch.check()
    assert "expired" not in said
    clock.now += 1
    watch.check()
    assert said[-1] == "expired"
    watch.stop()


def test_a_key_after_a_night_of_sleep_locks_and_does_nothing_else(qapp: QApplication) -> None:
    clock, said = Clock(), list[str]()
    watch = IdleWatch(clock, qapp)
    watch.expired.connect(lambda: said.append("expired"))
    watch.start(10)
    clock.now = 8 * 3600
    assert watch.eventFilter(qapp, press())
    assert said == ["expired"]
    watch.stop()


def test_an_idle_office_locks_itself(window: Window) -> None:
    window.show()
    window.log_in()
    window.shell.idle.expired.emit()
    window.rest()
    assert not window.open
    assert window.shell.desk is None
    window.log_in(ADMIN, PASSWORD)
    assert window.open
