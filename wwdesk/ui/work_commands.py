# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What the commands of the menu do in an open office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.backup_timer import clock_time
from wwdesk.ui.navigator import Navigator, first_stop
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.search_palette import SearchPalette
from wwdesk.ui.sidebar import PLACES
from wwdesk.ui.undo_bar import UndoBar


class WorkCommands:
    """The commands by name, on the navigator, the search palette and the page shown now."""

    def __init__(self, context: Context, navigator: Navigator, search: SearchPalette, undo_bar: UndoBar) -> None:
        self._context = context
        self._navigator = navigator
        self._undo_bar = undo_bar
        self._known: dict[str, Callable[[], object]] = {
            **{f"go_{name}": partial(context.go, Place(name)) for name in PLACES},
            "go_organisations": partial(context.go, Place("organisations")),
            "go_arrears": partial(context.go, Place("arrears")),
            "go_meetings": partial(context.go, Place("meetings")),
            "search": search.open,
            "back": partial(navigator.step, context, -1),
            "forward": partial(navigator.step, context, 1),
            "undo": self._undo,
            "save": self._save,
            "help": self._help,
            "take_focus": navigator.focus_page,
            "first_client": partial(context.go, Place("person")),
            "new_client": partial(context.go, Place("person")),
            "new_screening": partial(self._new_at, "screenings"),
            "new_here": partial(self._on_page, Page.new_here.__name__),
            "print_here": partial(self._on_page, Page.print_here.__name__),
            "finish": partial(self._on_page, Page.finish.__name__),
        }

    def do(self, name: str) -> bool:
        """Does a command; False for one that is not known here."""
        known = self._known.get(name)
        if known is not None:
            known()
        return known is not None

    def next_pane(self, panes: Sequence[QWidget]) -> None:
        """Moves the keyboard from sidebar to message, page, undo bar and round again (F6)."""
        shown = [pane for pane in panes if pane.isVisible() and first_stop(pane) is not None]
        focus = QApplication.focusWidget()
        inside = [at for at, pane in enumerate(shown) if focus is not None and pane.isAncestorOf(focus)]  # pyright: ignore[reportUnnecessaryComparison]
        if shown and (stop := first_stop(shown[((inside[0] if inside else -1) + 1) % len(shown)])) is not None:
            stop.setFocus()

    def _on_page(self, action: str) -> None:
        page = self._navigator.page
        if page is not None:
            getattr(page, action)()

    def _new_at(self, name: str) -> None:
        self._context.go(Place(name))
        page = self._navigator.page
        if page is not None and page.place.page == name:
            page.new_here()

    def _help(self) -> None:
        page = self._navigator.page
        if page is not None and page.place.page != "help":
            self._context.go(Place("help", part=page.place.page))

    def _save(self) -> None:
        self._context.say(t("window.status.saved", time=clock_time()))

    def _undo(self) -> None:
        if not self._undo_bar.undo():
            self._context.say(t("window.status.no_undo"))
