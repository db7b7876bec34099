# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A window on a real office, for the tests of the shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wwdesk.app.doors import ServiceDoors
from wwdesk.domain.clock import SystemClock
from wwdesk.domain.roles import Role
from wwdesk.services import office
from wwdesk.ui.preferences import Preferences, Remembered
from wwdesk.ui.shell import Shell
from wwdesk.ui.workspace import Workspace

PASSWORD = "een lange groene fiets"
OTHER_PASSWORD = "drie gele paraplu's"
OFFICE_NAME = "Woonbegeleiding De Brug"
ADMIN = "An Verhaegen"
COLLEAGUE = "Bram Ceulemans"


class Window:
    """A shell under test, with the moves a person makes."""

    def __init__(self, qtbot: QtBot, path: Path, now: Callable[[], float] = lambda: 0.0) -> None:
        self.qtbot = qtbot
        self.path = path
        self.crashes: list[BaseException] = []
        self.kept: list[Preferences] = []
        self.remembered = Remembered(Preferences(), self.kept.append)
        self.shell = Shell(ServiceDoors(), self.remembered, path.parent, self.crashes.append, now)
        self.shell.looks.apply()
        self.shell.resize(1366, 768)

    def close(self) -> None:
        """Closes the window as a person does, and with it the office."""
        self.shell.show()
        self.shell.close()
        self.qtbot.waitUntil(lambda: not self.shell.isVisible(), timeout=60_000)
        self.shell.deleteLater()

    def show(self) -> None:
        """The window opens on the lock page of the office."""
        self.shell.begin(self.path)
        self.shell.show()
        self.shell.activateWindow()
        self.rest()

    def log_in(self, who: str = ADMIN, password: str = PASSWORD) -> None:
        """Somebody chooses their name and types their password."""
        lock = self.shell.entrance.lock
        self.qtbot.waitUntil(lambda: lock.open.isEnabled() and lock.who.count() > 0, timeout=20_000)
        lock.who.setCurrentText(who)
        self.qtbot.keyClicks(lock.password.line, password)
        lock.submit()
        self.rest()

    def rest(self) -> None:
        """Waits until nothing is going on any more and everything shown has its place."""
        while True:
            self.qtbot.waitUntil(lambda: not self.shell.background.busy, timeout=60_000)
            # what arrived last may have changed words: their new layout, and what they ask for, come now
            QApplication.processEvents()
            QApplication.processEvents()
            if not self.shell.background.busy:
                return

    @property
    def work(self) -> Workspace:
        """The open workspace."""
        work = self.shell.work
        assert isinstance(work, Workspace)
        return work

    @property
    def open(self) -> bool:
        """Whether the office is open and on screen."""
        return self.shell.desk is not None and self.shell.stack.currentWidget() is self.shell.work


def make_office(path: Path) -> None:
    """An office with an administrator and a colleague."""
    desk = office.create_office(path, OFFICE_NAME, ADMIN, PASSWORD, SystemClock()).desk
    office.add_worker(desk, COLLEAGUE, Role.WORKER, "", OTHER_PASSWORD)
    office.close_office(desk)


def names_missing(widget: QWidget) -> list[str]:
    """The controls below `widget` that take the keyboard and have no name for a screen reader."""
    problems: list[str] = []
    for child in [widget, *widget.findChildren(QWidget)]:
        if not child.focusPolicy() & Qt.FocusPolicy.TabFocus or not child.isVisibleTo(widget):
            continue
        if child.objectName().startswith("qt_") or child.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(child)
        name = child.accessibleName() or interface.text(QAccessible.Text.Name)
        only_a_placeholder = isinstance(child, QLineEdit) and not child.accessibleName()
        if not name.strip() or only_a_placeholder:
            problems.append(f"{type(child).__name__} {child.objectName()!r} in {type(child.parent()).__name__}")
    return problems
