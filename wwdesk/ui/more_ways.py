# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The pages before an office is open that most mornings do not need: start, new office, recovery key, backups.

Loaded when the first of them is asked for, so that the lock page does not wait for them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.cards import CardPage
from wwdesk.ui.doors import Doors, NewDesk
from wwdesk.ui.errands import Entry, Errands
from wwdesk.ui.first_run import FirstRun
from wwdesk.ui.key_list import show_about, show_keys
from wwdesk.ui.questions import ask
from wwdesk.ui.recovery_sheet import keep_sheet
from wwdesk.ui.start_page import StartPage, choose_office
from wwdesk.ui.ways_in import RecoveryPage, RestorePage


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


class MoreWays:
    """The other pages of the entrance and what they ask."""

    def __init__(self, doors: Doors, errands: Errands, folder: Path) -> None:
        self._folder = folder
        self.start = StartPage()
        self.recovery = RecoveryPage()
        self.restore = RestorePage()
        self.first_run = FirstRun(folder)
        self.flow = NewOfficeFlow(self.first_run, doors, errands)

    @property
    def pages(self) -> tuple[CardPage, ...]:
        """All of them."""
        return (self.start, self.recovery, self.restore, self.first_run)

    def choose_office(self, parent: QWidget, near: Path | None) -> Path | None:
        """Lets the worker point at an office file."""
        return choose_office(parent, near.parent if near else self._folder)

    def sure_to_restore(self, parent: QWidget) -> bool:
        """Asks before a backup takes the place of an office."""
        return ask(parent, t("start.restore.ask"), t("start.restore.ask_text"), t("start.restore.restore"))

    def show_keys(self, parent: QWidget) -> None:
        """Shows the list of keys."""
        show_keys(parent)

    def show_about(self, parent: QWidget) -> None:
        """Says what this program is."""
        show_about(parent)
