# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Everything before an office is open: start page, lock page, new office, the ways in without a password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.background import Background
from wwdesk.ui.cards import CardPage
from wwdesk.ui.doors import Demo, Doors, NewDesk, OpenDesk
from wwdesk.ui.first_run import FirstRun
from wwdesk.ui.lock_page import LockPage
from wwdesk.ui.preferences import Remembered
from wwdesk.ui.questions import ask
from wwdesk.ui.recovery_sheet import keep_sheet
from wwdesk.ui.start_page import StartPage, choose_office
from wwdesk.ui.ways_in import RecoveryPage, RestorePage

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An office that was just opened."""

    desk: OpenDesk
    path: Path
    slot_id: str = ""
    wants_client: bool = False
    """Whether the worker asked for the first client right away."""


class Errands(QObject):
    """Asks the doors in the background and shows a DeskError where it belongs."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.background = background

    def run(
        self,
        action: Callable[[], Result],
        done: Callable[[Result], None],
        trouble: Callable[[DeskError], None],
        free: Callable[[], None],
    ) -> None:
        """Runs `action`, then `done`; a DeskError goes to `trouble`, and `free` ends the waiting after any other."""

        def failed(error: BaseException) -> bool:
            if isinstance(error, DeskError):
                trouble(error)
                return True
            free()
            return False

        self.background.run(action, self, done, failed)


class NewOfficeFlow(QObject):
    """Runs the wizard: makes the office, keeps the sheet, and hands over the open desk."""

    entered = Signal(object)
    """An Entry."""
    demo_wanted = Signal()

    def __init__(self, page: FirstRun, doors: Doors, errands: Errands) -> None:
        super().__init__(page)
        self._page = page
        self._doors = doors
        self._errands = errands
        page.created.connect(self._create)
        page.sheet_wanted.connect(self._keep_sheet)
        page.path_changed.connect(self.warn_of_folder)
        page.add_client.connect(self._enter)
        page.look_at_demo.connect(self._close_for_demo)

    def begin(self) -> None:
        """Starts at step one."""
        self._page.begin()
        self.warn_of_folder(self._page.path)

    def warn_of_folder(self, path: Path) -> None:
        """Says so where the chosen folder is synchronised or on a network."""
        self._errands.run(
            lambda: self._doors.folder_warning(path), self._page.show_warning, self._page.show_trouble, self._free
        )

    def _create(self, path: Path, name: str, worker: str, password: str) -> None:
        self._errands.run(
            lambda: self._doors.create(path, name, worker, password),
            self._page.made,
            self._page.show_trouble,
            self._free,
        )

    def _keep_sheet(self) -> None:
        new = self._page.new
        if new is not None:
            keep_sheet(
                self._page,
                self._errands.background,
                new.desk.office_name,
                lambda: self._doors.recovery_sheet(new.desk.office_name, new.desk.worker.name, new.recovery_key),
                self._page.recovery.sheet_kept,
                self._page.show_trouble,
            )

    def _enter(self) -> None:
        new = self._page.new
        if new is not None:
            self.entered.emit(Entry(desk=new.desk, path=self._page.path, wants_client=True))

    def _close_for_demo(self) -> None:
        new: NewDesk | None = self._page.new
        if new is not None:
            self._errands.run(
                lambda: self._doors.close(new.desk),
                lambda _: self.demo_wanted.emit(),
                self._page.show_trouble,
                self._free,
            )

    def _free(self) -> None:
        self._page.set_busy("")


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
        self.start = StartPage()
        self.lock = LockPage()
        self.recovery = RecoveryPage()
        self.restore = RestorePage()
        self.first_run = FirstRun(folder)
        self.flow = NewOfficeFlow(self.first_run, doors, self._errands)
        for page in self._pages():
            self.addWidget(page)
        self._connect()

    def show_start(self) -> None:
        """Shows the three ways to begin."""
        self.path = None
        self.demo = None
        self.named.emit()
        self.setCurrentWidget(self.start)
        self.start.set_busy(False)
        self.start.show_recent(self._remembered.now.recent)

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
        self.setCurrentWidget(self.first_run)
        self.flow.begin()

    def open_office(self) -> None:
        """Lets the worker choose an office file."""
        found = choose_office(self, self.path.parent if self.path else self._folder)
        if found is not None:
            self.show_lock(found)

    def demo_office(self) -> None:
        """Shows the example office."""
        self.show_start()
        self.start.set_busy(True)

        def trouble(error: DeskError) -> None:
            self.start.set_busy(False)
            self.start.message.show_error(error)

        def ready(demo: Demo) -> None:
            self.start.set_busy(False)
            self.demo = demo
            self.show_lock(demo.path)

        self._errands.run(self._doors.demo, ready, trouble, self._free)

    def fit(self) -> None:
        """Fits the cards to the size of the letters."""
        for page in self._pages():
            page.fit()

    def say_trouble(self, trouble: DeskError) -> None:
        """Shows trouble of something that went on while the window was locked."""
        page = self.start if self.currentWidget() is self.start else self.lock
        page.message.show_error(trouble)

    def _pages(self) -> tuple[CardPage, ...]:
        return (self.start, self.lock, self.recovery, self.restore, self.first_run)

    def _connect(self) -> None:
        self.start.new_office.connect(self.new_office)
        self.start.open_office.connect(self.open_office)
        self.start.demo_office.connect(self.demo_office)
        self.start.chosen.connect(self.show_lock)
        self.lock.opened.connect(self._open)
        self.lock.recovery_wanted.connect(self._show_recovery)
        self.lock.restore_wanted.connect(self._show_backups)
        self.lock.other_wanted.connect(self.show_start)
        self.recovery.opened.connect(self._recover)
        self.recovery.back.connect(self._back_to_lock)
        self.restore.chosen.connect(self._restore)
        self.restore.back.connect(self._back_to_lock)
        self.first_run.cancelled.connect(self.show_start)
        self.flow.entered.connect(self.entered)
        self.flow.demo_wanted.connect(self.demo_office)

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
        self.setCurrentWidget(self.recovery)
        self.recovery.begin()

    def _recover(self, key: str, password: str) -> None:
        path = self.path
        if path is None:
            return
        self.recovery.set_busy(t("start.lock.opening"))

        def done(desk: OpenDesk) -> None:
            self.recovery.begin()
            self.entered.emit(Entry(desk=desk, path=path))

        self._errands.run(
            lambda: self._doors.recover(path, key, password), done, self.recovery.show_trouble, self._free
        )

    def _show_backups(self) -> None:
        path = self.path
        if path is None:
            return
        self.setCurrentWidget(self.restore)
        self._errands.run(
            lambda: self._doors.backups(path), self.restore.show_backups, self.restore.show_trouble, self._free
        )

    def _restore(self, backup: Path) -> None:
        if ask(self, t("start.restore.ask"), t("start.restore.ask_text"), t("start.restore.restore")):
            self.put_back(backup)

    def put_back(self, backup: Path) -> None:
        """Puts a backup in the place of the office that is closed now."""
        path = self.path
        if path is None:
            return
        self.setCurrentWidget(self.restore)
        self.restore.set_busy(t("start.restore.restoring"))

        def done(_: None) -> None:
            self.restored = True
            self.show_lock(path, t("start.restore.done"))

        self._errands.run(lambda: self._doors.restore(backup, path), done, self.restore.show_trouble, self._free)

    def _back_to_lock(self) -> None:
        if self.path is not None:
            self.show_lock(self.path)

    def _no_holders(self, trouble: DeskError) -> None:
        self.lock.show_holders((), "")
        self.lock.set_busy("")
        self.lock.open.setEnabled(False)
        self.lock.message.show_error(trouble)

    def _free(self) -> None:
        for page in (self.lock, self.recovery, self.restore, self.first_run):
            page.set_busy("")
        self.start.set_busy(False)
