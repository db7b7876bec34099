# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Everything before an office is open: the lock page, and the way to the other pages of the entrance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.background import Background
from wwdesk.ui.doors import Demo, Doors, OpenDesk
from wwdesk.ui.errands import Entry, Errands
from wwdesk.ui.lock_page import LockPage
from wwdesk.ui.preferences import Remembered

if TYPE_CHECKING:
    # Only the name: the module is loaded when the first of its pages is needed.
    from wwdesk.ui.more_ways import MoreWays


class Entrance(QStackedWidget):
    """Leads somebody to an open desk, and says in words why it does not open."""

    entered = Signal(object)
    """An Entry."""
    named = Signal()
    """Another office, or none, is being opened."""

    def __init__(self, doors: Doors, background: Background, remembered: Remembered, folder: Path) -> None:
        super().__init__()
        self._doors = doors
        self._errands = Errands(background, self)
        self._remembered = remembered
        self._folder = folder
        self.path: Path | None = None
        self.demo: Demo | None = None
        self.restored = False
        """Whether a backup was put back since the office was last open: nothing on screen is true any more."""
        self.lock = LockPage()
        self.addWidget(self.lock)
        self._more: MoreWays | None = None
        self._connect_lock()

    @property
    def more(self) -> MoreWays:
        """The pages besides the lock page, made when the first of them is needed."""
        if self._more is None:
            self._more = cast("MoreWays", self._doors.more_ways(self._errands, self._folder))
            for page in self._more.pages:
                self.addWidget(page)
            self._connect_more(self._more)
        return self._more

    def show_start(self) -> None:
        """Shows the three ways to begin."""
        self.path = None
        self.demo = None
        self.named.emit()
        self.setCurrentWidget(self.more.start)
        self.more.start.set_busy(False)
        self.more.start.show_recent(self._remembered.now.recent)

    def show_lock(self, path: Path, reason: str = "", *, busy: str = "") -> None:
        """Shows the lock page of an office and asks in the background who can open it."""
        self.path = path
        if self.demo is not None and self.demo.path != path:
            self.demo = None
        self.named.emit()
        known = self._remembered.now.office(path)
        self.lock.show_office(
            t("start.demo_name") if self.demo else known.name if known else path.stem,
            reason or t("start.lock.reason_start"),
            self.demo.password if self.demo else "",
        )
        self.lock.set_busy(busy or t("start.lock.checking"))
        self.setCurrentWidget(self.lock)

        def show(holders: object) -> None:
            self.lock.set_busy("")
            self.lock.show_holders(holders, known.slot_id if known else "")  # pyright: ignore[reportArgumentType]

        self._errands.run(lambda: self._doors.key_holders(path), show, self._no_holders, self._free)

    def new_office(self) -> None:
        """Starts the wizard."""
        self.path = None
        self.demo = None
        self.named.emit()
        self.setCurrentWidget(self.more.first_run)
        self.more.flow.begin()

    def open_office(self) -> None:
        """Lets the worker choose an office file."""
        found = self.more.choose_office(self, self.path)
        if found is not None:
            self.show_lock(found)

    def demo_office(self, *, ask: bool = False) -> None:
        """Shows the example office; with `ask` it stands ready to choose, and nothing is made unasked."""
        self.show_start()
        if ask:
            self.more.start.propose_demo()
            return
        self.more.start.set_busy(True)

        def trouble(error: DeskError) -> None:
            self.more.start.set_busy(False)
            self.more.start.message.show_error(error)

        def ready(demo: Demo) -> None:
            self.more.start.set_busy(False)
            self.demo = demo
            self.show_lock(demo.path)

        self._errands.run(self._doors.demo, ready, trouble, self._free)

    def fit(self) -> None:
        """Fits the cards to the size of the letters."""
        self.lock.fit()
        if self._more is not None:
            for page in self._more.pages:
                page.fit()

    def say_trouble(self, trouble: DeskError) -> None:
        """Shows trouble of something that went on while the window was locked."""
        on_start = self._more is not None and self.currentWidget() is self._more.start
        (self.more.start if on_start else self.lock).message.show_error(trouble)

    def _connect_lock(self) -> None:
        self.lock.opened.connect(self._open)
        self.lock.recovery_wanted.connect(self._show_recovery)
        self.lock.restore_wanted.connect(self._show_backups)
        self.lock.other_wanted.connect(self.show_start)

    def _connect_more(self, more: MoreWays) -> None:
        more.start.new_office.connect(self.new_office)
        more.start.open_office.connect(self.open_office)
        more.start.demo_office.connect(self.demo_office)
        more.start.chosen.connect(self.show_lock)
        more.recovery.opened.connect(self._recover)
        more.recovery.back.connect(self._back_to_lock)
        more.restore.chosen.connect(self._restore)
        more.restore.back.connect(self._back_to_lock)
        more.first_run.cancelled.connect(self.show_start)
        more.flow.entered.connect(self.entered)
        more.flow.demo_wanted.connect(self.demo_office)

    def _open(self, slot_id: str, password: str) -> None:
        path = self.path
        if path is None:
            return
        self.lock.set_busy(t("start.lock.opening"))

        def done(desk: OpenDesk) -> None:
            self.lock.set_busy("")
            self.lock.password.clear()
            self.entered.emit(Entry(desk=desk, path=path, slot_id=slot_id))

        self._errands.run(lambda: self._doors.open(path, slot_id, password), done, self.lock.show_trouble, self._free)

    def _show_recovery(self) -> None:
        self.setCurrentWidget(self.more.recovery)
        self.more.recovery.begin()

    def _recover(self, key: str, password: str) -> None:
        path = self.path
        if path is None:
            return
        self.more.recovery.set_busy(t("start.lock.opening"))

        def done(desk: OpenDesk) -> None:
            self.more.recovery.begin()
            self.entered.emit(Entry(desk=desk, path=path))

        self._errands.run(
            lambda: self._doors.recover(path, key, password), done, self.more.recovery.show_trouble, self._free
        )

    def _show_backups(self) -> None:
        path = self.path
        if path is None:
            return
        self.setCurrentWidget(self.more.restore)
        self._errands.run(
            lambda: self._doors.backups(path),
            self.more.restore.show_backups,
            self.more.restore.show_trouble,
            self._free,
        )

    def _restore(self, backup: Path) -> None:
        if self.more.sure_to_restore(self):
            self.put_back(backup)

    def put_back(self, backup: Path) -> None:
        """Puts a backup in the place of the office that is closed now."""
        path = self.path
        if path is None:
            return
        self.setCurrentWidget(self.more.restore)
        self.more.restore.set_busy(t("start.restore.restoring"))

        def done(_: None) -> None:
            self.restored = True
            self.show_lock(path, t("start.restore.done"))

        self._errands.run(lambda: self._doors.restore(backup, path), done, self.more.restore.show_trouble, self._free)

    def _back_to_lock(self) -> None:
        if self.path is not None:
            self.show_lock(self.path)

    def _no_holders(self, trouble: DeskError) -> None:
        self.lock.show_holders((), "")
        self.lock.set_busy("")
        self.lock.open.setEnabled(False)
        self.lock.message.show_error(trouble)

    def _free(self) -> None:
        self.lock.set_busy("")
        if self._more is not None:
            for page in (self._more.recovery, self._more.restore, self._more.first_run):
                page.set_busy("")
            self._more.start.set_busy(False)
