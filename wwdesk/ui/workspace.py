# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The open office: sidebar, the page of now, messages and undo around it (stage two of the window)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import OfficeSettings
from wwdesk.domain.texts import t
from wwdesk.services.desk import Desk
from wwdesk.services.office_settings import settings
from wwdesk.ui.announce import announce
from wwdesk.ui.backup_timer import BackupTimer
from wwdesk.ui.doors import OpenDesk, Surroundings
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.navigator import Navigator, PageFactory
from wwdesk.ui.page import Context, Place
from wwdesk.ui.page_frame import PageFrame
from wwdesk.ui.pages.catalogue import pages_for
from wwdesk.ui.search_palette import SearchPalette
from wwdesk.ui.sidebar import Sidebar
from wwdesk.ui.undo_bar import UndoBar
from wwdesk.ui.work_commands import WorkCommands


class Workspace(QWidget):
    """Shows one place at a time, remembers the way back, and tells pages what changed."""

    def __init__(self, desk: Desk, surroundings: Surroundings, pages: Mapping[str, PageFactory] | None = None) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self._around = surroundings
        self._lock_minutes = OfficeSettings(name="").lock_minutes
        self.sidebar = Sidebar(desk.office_name, desk.worker.name)
        self.message = MessageBar()
        self.undo_bar = UndoBar()
        self.status = PlainLabel("", role="quiet")
        self.status.hide()
        self._just_said = False
        self.stack = QStackedWidget()
        self.navigator = Navigator(self.stack, pages or pages_for(surroundings))
        self.context = Context(desk, surroundings.background, self.go, self.broadcast, self.say, self.offer_undo)
        self._build()
        self.search = SearchPalette(self.context, self)
        self.search.opened.connect(self.go)
        self.search.commanded.connect(surroundings.do)
        self.sidebar.chosen.connect(self._go_page)
        self.sidebar.search_wanted.connect(self.search.open)
        self.sidebar.lock_wanted.connect(surroundings.lock)
        self.navigator.shown.connect(self._shown)
        self.navigator.lost.connect(self.show_trouble)
        self.commands = WorkCommands(self.context, self.navigator, self.search, self.undo_bar)
        self.backup = BackupTimer(self.context, self, self.say)
        self.backup.start()
        self._read_settings()
        self.go(Place("today"))

    @property
    def widget(self) -> QWidget:
        """See doors.WorkArea."""
        return self

    @property
    def lock_minutes(self) -> int:
        """See doors.WorkArea."""
        return self._lock_minutes

    def go(self, place: Place) -> None:
        """Shows another place; what was typed on this one is kept first."""
        self.navigator.go(self.context, place)

    def _go_page(self, name: str) -> None:
        self.go(Place(name))

    def broadcast(self, changes: Changes) -> None:
        """Tells the page what changed."""
        self.navigator.tell(changes)
        if Subject.OFFICE in changes.subjects:
            self._read_settings()

    def say(self, sentence: str) -> None:
        """See doors.WorkArea; the sentence stays when its action leads to another page, and goes at the next."""
        self._just_said = bool(sentence)

        def said_before() -> None:
            self._just_said = False

        QTimer.singleShot(0, self, said_before)
        self.status.setText(sentence)
        self.status.setVisible(bool(sentence))
        announce(self.status, sentence)

    def offer_undo(self, sentence: str, undo: Callable[[Desk], Changes]) -> None:
        """Shows the bar that takes the last action back."""
        self.undo_bar.offer(sentence, lambda: self.context.act(undo, self))

    def show_trouble(self, trouble: BaseException) -> bool:
        """See doors.WorkArea."""
        if not isinstance(trouble, DeskError):
            return False
        self.message.show_error(trouble)
        return True

    def command(self, name: str) -> bool:
        """See doors.WorkArea."""
        if name == "next_pane":
            self.commands.next_pane((self.sidebar, self.message, self.stack, self.undo_bar))
            return True
        return self.commands.do(name)

    def leave(self) -> bool:
        """See doors.WorkArea."""
        page = self.navigator.page
        return page is None or page.leave()

    def suspend(self) -> None:
        """See doors.WorkArea."""
        self.search.dismiss(give_back=False)
        if (page := self.navigator.page) is not None:
            page.suspend()
        self.backup.stop()
        self.context.lock()

    def resume(self, desk: OpenDesk) -> None:
        """See doors.WorkArea."""
        self.context.unlock(cast("Desk", desk))
        self.backup.start()

    def restyle(self) -> None:
        """See doors.WorkArea."""
        self.sidebar.restyle()
        self.sidebar.fit(self.width())
        if not self.search.isHidden():
            self.search.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what lies around the page, and then goes back."""
        if event.key() != Qt.Key.Key_Escape or event.modifiers():
            super().keyPressEvent(event)
        elif not self.message.isHidden():
            self.message.clear()
        elif not self.undo_bar.isHidden():
            self.undo_bar.clear()
        else:
            self.navigator.step(self.context, -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the search palette in the middle."""
        super().resizeEvent(event)
        self.sidebar.fit(event.size().width())
        if not self.search.isHidden():
            self.search.place()

    def _build(self) -> None:
        bars = QVBoxLayout()
        bars.setContentsMargins(24, 0, 24, 0)
        bars.addWidget(self.undo_bar)
        line = QHBoxLayout()
        line.setContentsMargins(24, 4, 24, 6)
        line.addWidget(self.status, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.message)
        right.addWidget(PageFrame(self.stack), 1)
        right.addLayout(bars)
        right.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)

    def _shown(self, place: Place) -> None:
        self.message.clear()
        self.search.dismiss(give_back=False)
        if not self._just_said:
            self.say("")
        self.sidebar.mark(place.page)
        self._around.titled(t(f"window.place.{place.page}"))

    def _read_settings(self) -> None:
        def arrived(found: OfficeSettings) -> None:
            self.sidebar.set_office(found.name)
            if found.lock_minutes != self._lock_minutes:
                self._lock_minutes = found.lock_minutes
                self._around.relook()

        self.context.read(settings, self, arrived)
