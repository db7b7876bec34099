# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Going from place to place in the open office, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.errors import DeskError
from wwdesk.ui.history import History
from wwdesk.ui.page import Context, Page, Place

PageFactory = Callable[[Context], Page]


class Navigator(QObject):
    """Owns the pages: makes each the first time somebody goes there, and shows one at a time."""

    shown = Signal(Place)
    lost = Signal(DeskError)
    """There is no such page (yet)."""

    def __init__(self, stack: QStackedWidget, factories: Mapping[str, PageFactory]) -> None:
        super().__init__(stack)
        self._stack = stack
        self._factories = factories
        self._pages: dict[str, Page] = {}
        self._history = History()
        self._stale: dict[str, bool] = {}

    @property
    def page(self) -> Page | None:
        """The page shown now."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def pages(self) -> Mapping[str, Page]:
        """The pages made so far, by name."""
        return self._pages

    def go(self, context: Context, place: Place) -> None:
        """Shows another place; what was typed on this one is kept first."""
        if self._show(context, place):
            self._history.visit(place)

    def step(self, context: Context, steps: int) -> None:
        """Goes back (negative) or forward."""
        place = self._history.look(steps)
        if place is not None and self._show(context, place):
            self._history.step(steps)

    def tell(self, changes: Changes) -> None:
        """Reloads the page shown where it is concerned; any other loads anew when somebody goes there."""
        page = self.page
        if page is not None and page.concerned(changes):
            page.reload()

    def focus_page(self) -> None:
        """Puts the keyboard where it last was in the page, else on its first control, unless it is there already."""
        page = self.page
        if page is None:
            return
        focus = QApplication.focusWidget()
        if focus is not None and page.isAncestorOf(focus) and focus.isVisible():  # pyright: ignore[reportUnnecessaryComparison]
            return
        target = page.focusProxy() or last_stop(page) or first_stop(page)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, context: Context, place: Place) -> bool:
        if place.page not in self._factories:
            self.lost.emit(DeskError("no_such_page"))
            return False
        here = self.page
        if here is not None and place != here.place and not here.leave():
            return False
        page = self._pages.get(place.page)
        if page is None:
            page = self._factories[place.page](context)
            self._pages[place.page] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.show_place(place)
        self.shown.emit(place)
        self.focus_page()
        return True


def first_stop(widget: QWidget) -> QWidget | None:
    """The first control below a widget, in Tab order, that takes the keyboard."""
    at = widget.nextInFocusChain()
    while at is not None and at is not widget:
        if widget.isAncestorOf(at) and at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return at
        at = at.nextInFocusChain()
    return None


def last_stop(widget: QWidget) -> QWidget | None:
    """The control below a widget that had the keyboard before the widget was hidden, if it can have it again."""
    kept = cast("QWidget | None", widget.focusWidget())
    if kept is None or kept is widget or not (kept.isVisible() and kept.isEnabled()):
        return None
    return kept
