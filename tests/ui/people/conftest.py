# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on a real office, with background work done at once and the window's ears recorded."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.offices import TestOffices
from wwdesk.domain.changes import Changes
from wwdesk.domain.overviews import WorkerRow
from wwdesk.services import office
from wwdesk.services.desk import Desk
from wwdesk.storage.reads import office as office_reads
from wwdesk.ui import theme
from wwdesk.ui.background import Background
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Context, Page, Place


class AtOnce(Background):
    """Runs each action where it is asked for, so that a test tells its story in order.

    `fails` is raised by the next action instead of running it; `held` collects actions while it
    is a list, to run them later in another order of events.
    """

    def __init__(self) -> None:
        super().__init__(self._raise)
        self.fails: BaseException | None = None
        self.held: list[Callable[[], None]] | None = None

    def _raise(self, trouble: BaseException) -> None:
        raise trouble

    def run(self, action, owner: QObject, done, failed=None) -> None:  # noqa: ANN001
        """See Background."""
        if self.held is not None:
            self.held.append(lambda: self._now(action, done, failed))
        else:
            self._now(action, done, failed)

    def release(self) -> None:
        """Runs what was held back."""
        held, self.held = self.held or [], None
        for action in held:
            action()

    def _fail_once(self) -> None:
        trouble, self.fails = self.fails, None
        if trouble is not None:
            raise trouble

    def _now(self, action, done, failed) -> None:  # noqa: ANN001
        try:
            self._fail_once()
            result = action()
        except BaseException as trouble:
            if failed is None or not failed(trouble):
                raise
        else:
            done(result)


@dataclass
class Window:
    """What the window would have been told."""

    context: Context
    background: AtOnce
    gone: list[Place] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    undos: list[tuple[str, Callable[[Desk], Changes]]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    answer: Unsaved = Unsaved.STAY
    asked: int = 0

    @property
    def desk(self) -> Desk:
        return self.context.desk

    def ask(self, parent: QWidget) -> Unsaved:
        self.asked += 1
        return self.answer

    def tell(self, changes: Changes) -> None:
        for page in self.pages:
            if page.concerned(changes):
                page.reload()

    def undo(self) -> None:
        """Presses "Ongedaan maken" in the bar."""
        _, undo = self.undos.pop()
        self.tell(undo(self.desk))


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> TestOffices:
    return TestOffices(tmp_path_factory.mktemp("kantoren"))


@pytest.fixture
def desk(offices: TestOffices, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An administrator at an empty office. Test offices have no key file, so workers are read without it."""

    def workers(desk: Desk) -> tuple[WorkerRow, ...]:
        with desk.reading() as session:
            return office_reads.workers(session, frozenset())

    monkeypatch.setattr(office, "workers", workers)
    desk = offices.fresh()
    yield desk
    desk.database.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    background = AtOnce()
    places: list[Place] = []
    said: list[str] = []
    undos: list[tuple[str, Callable[[Desk], Changes]]] = []
    made: list[Window] = []

    def tell(changes: Changes) -> None:
        made[0].tell(changes)

    def offer(sentence: str, undo: Callable[[Desk], Changes]) -> None:
        undos.append((sentence, undo))

    context = Context(desk, background, places.append, tell, said.append, offer)
    made.append(Window(context, background, places, said, undos))
    yield made[0]
    # A pause after typing may end after the office is closed.
    context.lock()


def windows() -> set[QWidget]:
    """The windows on the screen."""
    return {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}


@pytest.fixture
def show(window: Window, qtbot: QtBot) -> Callable[[Page, Place], Page]:
    """Shows a page at a place, as the window does."""

    def shown(page: Page, place: Place) -> Page:
        qtbot.addWidget(page)
        window.pages.append(page)
        page.resize(1146, 700)
        before = windows()
        page.show()
        page.show_place(place)
        # A part shown before it has a place is a window of its own, and takes the keyboard away.
        assert windows() - before <= {page.window()}
        return page

    return shown


@pytest.fixture
def large_letters(qtbot: QtBot) -> Iterator[None]:
    """The whole program at 200 %."""
    app = cast("QApplication", QApplication.instance())
    clear_old_pages()
    theme.dress(app, theme.LIGHT, 200)
    yield
    clear_old_pages()
    theme.dress(app, theme.LIGHT, 100)
    app.setStyleSheet("")


def clear_old_pages() -> None:
    """A style sheet goes over all widgets; one that Python throws away meanwhile would end the program."""
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
