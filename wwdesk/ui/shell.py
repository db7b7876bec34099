# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The frame of the window, stage one: menus, the entrance, locking; nothing here loads the services.

The workspace (stage two) comes through `Doors.workspace` once an office is open, so that a locked
window stands on the screen before the database library is loaded.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.background import Background
from wwdesk.ui.commands import COMMANDS, fill_menus
from wwdesk.ui.curtain import Curtain
from wwdesk.ui.doors import Doors, OpenDesk, Surroundings, WorkArea
from wwdesk.ui.entrance import Entrance
from wwdesk.ui.errands import Entry
from wwdesk.ui.idle import IdleWatch
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.looks import Looks
from wwdesk.ui.preferences import Remembered

_EDGES = QSize(20, 60)
"""Room for the title bar and edges that the desktop draws around the window."""


class Shell(QMainWindow):
    """One window: locked it shows the entrance, open it shows the workspace."""

    def __init__(
        self,
        doors: Doors,
        remembered: Remembered,
        folder: Path,
        crash: Callable[[BaseException], None],
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._doors = doors
        self._remembered = remembered
        self._crash = crash
        self.background = Background(self._on_trouble, self)
        self.idle = IdleWatch(now, self)
        self.desk: OpenDesk | None = None
        self.work: WorkArea | None = None
        self._session: tuple[Path, str] | None = None
        self.curtain = Curtain()
        self._painted = False
        self._after_close: Callable[[], object] | None = None
        self.band = PlainLabel(t("window.demo_band"), role="demo-band")
        self.band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.band.hide()
        self.entrance = Entrance(doors, self.background, remembered, folder)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.entrance)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.actions_by_name = fill_menus(self.menuBar(), self, self.do)
        self.looks = Looks(remembered, self._relooked, self)
        self.entrance.entered.connect(self._enter)
        self.entrance.named.connect(self._name_window)
        self.idle.expired.connect(lambda: self.lock(t("start.lock.reason_idle")))
        self.idle.warned.connect(self._warn_of_lock)
        self.idle.woken.connect(lambda: self.work.say("") if self.work is not None else None)
        room = self.screen().availableGeometry().size()
        self.resize(QSize(1180, 760).boundedTo(room - _EDGES))
        self._place_name = ""
        self._name_window()

    def begin(self, office: Path | None, *, demo: bool = False) -> None:
        """Shows the first page: the lock page of an office, the example office, or the start page."""
        if demo:
            self.entrance.demo_office()
        elif office is not None:
            self.entrance.show_lock(office)
        else:
            self.entrance.show_start()

    def do(self, name: str) -> None:
        """Does a command of the menu."""
        if self.looks.command(name):
            return
        if name == "quit":
            self.close()
        elif name == "lock":
            self.lock(t("start.lock.reason_locked"))
        elif name == "keys":
            self.entrance.more.show_keys(self)
        elif name == "about":
            self.entrance.more.show_about(self)
        elif name in ("new_office", "open_office", "demo_office"):
            self._leave_office(getattr(self.entrance, name))
        elif self.work is not None and self.desk is not None:
            self.work.command(name)

    def lock(self, reason: str = "") -> None:
        """Blanks the window at once, keeps what was typed, and closes the office behind the lock page."""
        desk, work, path = self.desk, self.work, self.entrance.path
        if desk is None or work is None or path is None:
            return
        self.desk = None
        self.idle.stop()
        self.stack.setCurrentWidget(self.entrance)
        self.curtain.close()
        self._enable_commands(open_office=False)
        # The page under the lock still saves; the one background worker does that before it closes the office.
        work.suspend()
        self.background.run(lambda: self._doors.close(desk), self, self._closed, self._not_closed)
        self.entrance.show_lock(path, reason or t("start.lock.reason_locked"), busy=t("start.lock.closing"))
        self._name_window()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes the office first (with its backup), then the window."""
        if self.desk is not None:
            event.ignore()
            self._leave_office(self.close)
            return
        self.idle.stop()
        self.hide()
        self.background.stop()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint the second stage is loaded, in the background."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # Not at once: the lock page must be usable before the second stage competes with it.
            QTimer.singleShot(100, self._load)

    def _load(self) -> None:
        self.background.run(self._doors.load, self, lambda _: None)

    def _leave_office(self, then: Callable[[], object]) -> None:
        if self.desk is None:
            then()
            return
        if self.work is not None and self.work.leave():
            self._after_close = then
            self.lock()

    def _closed(self, _: None) -> None:
        then, self._after_close = self._after_close, None
        if then is not None:
            then()

    def _not_closed(self, trouble: BaseException) -> bool:
        """The office is locked, but something went wrong on the way: say so and stay."""
        self._after_close = None
        if isinstance(trouble, DeskError):
            self.entrance.say_trouble(trouble)
            return True
        return False

    def _enter(self, entry: Entry) -> None:
        self.desk = entry.desk
        self.entrance.path = entry.path
        demo = self.entrance.demo is not None
        if not demo:
            self._remembered.change(self._remembered.now.with_office(entry.path, entry.desk.office_name, entry.slot_id))
        goes_on = self.work is not None and self._goes_on(entry)
        if self.work is not None and not goes_on:
            self._drop_workspace()
        if self.work is None:
            self.work = self._doors.workspace(entry.desk, self._surroundings(demo=demo))
            self.stack.addWidget(self.work.widget)
        else:
            self.work.resume(entry.desk)
        self._session = (entry.path, entry.desk.worker.id)
        self.entrance.restored = False
        self.stack.setCurrentWidget(self.work.widget)
        self.curtain.open()
        self._enable_commands(open_office=True)
        self._name_window()
        self.idle.start(self.work.lock_minutes)
        self.work.command("first_client" if entry.wants_client else "take_focus")

    def _goes_on(self, entry: Entry) -> bool:
        """Whether the worker who locked the window is back, in the same office as it was."""
        return self._session == (entry.path, entry.desk.worker.id) and not self.entrance.restored

    def _surroundings(self, *, demo: bool) -> Surroundings:
        return Surroundings(
            background=self.background,
            remembered=self._remembered,
            demo=demo,
            lock=self.lock,
            do=self.do,
            relook=self.looks.apply,
            restore=self._put_back,
            recovery_sheet=self._doors.recovery_sheet,
            titled=self._name_window,
        )

    def _put_back(self, backup: Path) -> None:
        self._leave_office(lambda: self.entrance.put_back(backup))

    def _drop_workspace(self) -> None:
        self.curtain.drop()
        if self.work is not None:
            self.stack.removeWidget(self.work.widget)
            self.work.widget.deleteLater()
            self.work = None

    def _enable_commands(self, *, open_office: bool) -> None:
        for command in COMMANDS:
            self.actions_by_name[command.name].setEnabled(open_office or command.locked)

    def _name_window(self, place: str = "") -> None:
        """Names the window after the place, never after a client: titles stand in the task bar."""
        demo = self.entrance.demo is not None
        self.band.setVisible(demo)
        self._place_name = place or self._place_name
        if self.desk is None:
            self.setWindowTitle(t("window.title_locked"))
        else:
            place = self._place_name or t("window.place_none")
            self.setWindowTitle(t("window.title", place=place, office=self.desk.office_name))

    def _warn_of_lock(self, seconds: int) -> None:
        if self.work is not None:
            self.work.say(t("window.idle_warning", n=seconds))

    def _relooked(self) -> None:
        self.entrance.fit()
        if self.work is not None:
            self.work.restyle()
            if self.desk is not None:
                self.idle.start(self.work.lock_minutes)

    def _on_trouble(self, trouble: BaseException) -> None:
        if self.desk is not None and self.work is not None and self.work.show_trouble(trouble):
            return
        if isinstance(trouble, DeskError):
            self.entrance.say_trouble(trouble)
        else:
            self._crash(trouble)
