# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of the window has in common: the context it works in and reloading on changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from wwdesk.domain.changes import Changes
from wwdesk.services.desk import Desk
from wwdesk.ui.background import Background

Result = TypeVar("Result")


@dataclass(frozen=True)
class Place:
    """A place in the window: a page and, where it needs one, the record it shows and a part of it.

    `page` is one of `today people person organisations dossier screenings library fill profile
    agenda meetings methods waiting housing arrears
    settings help`;
    `part` names a tab or field.
    """

    page: str
    record_id: str | None = None
    part: str = ""


class Context:
    """What a page may use of the window: the desk, background work, going somewhere, telling others.

    The window owns it and replaces `desk` when the office is locked and opened again, so a page
    asks for `context.desk` each time it needs it and never keeps it.
    """

    def __init__(
        self,
        desk: Desk,
        background: Background,
        go: Callable[[Place], None],
        broadcast: Callable[[Changes], None],
        say: Callable[[str], None],
        offer_undo: Callable[[str, Callable[[Desk], Changes]], None] = lambda _sentence, _undo: None,
    ) -> None:
        self.desk = desk
        self.background = background
        self.go = go
        """Shows another place; the current one goes on the back stack."""
        self.broadcast = broadcast
        """Tells every visible page what changed."""
        self.say = say
        """Shows a short sentence at the foot of the window and announces it to screen readers."""
        self.offer_undo = offer_undo
        """Shows a bar with a sentence and the key "Ongedaan maken", which runs the service that takes it back:
        `context.offer_undo(t("dossier.note_removed"), lambda desk: dossiers.restore_note(desk, note_id))`."""
        self.locked = False
        self._deferred: list[Callable[[], None]] = []

    def lock(self) -> None:
        """Keeps pages off the closed office; what they still want to write waits for `unlock`."""
        self.locked = True

    def unlock(self, desk: Desk) -> None:
        """Gives the pages the office opened again by the same worker, and runs what waited."""
        self.desk = desk
        self.locked = False
        waiting, self._deferred = self._deferred, []
        for action in waiting:
            action()

    def read(self, action: Callable[[Desk], Result], owner: QWidget, done: Callable[[Result], None]) -> None:
        """Runs a reading service in the background: `context.read(lambda d: people.person(d, id), self, self._show)`.

        While the office is locked it waits until it is open again.
        """
        if self.locked:
            self._deferred.append(lambda: self.read(action, owner, done))
            return
        desk = self.desk
        self.background.run(lambda: action(desk), owner, done)

    def act(
        self,
        action: Callable[[Desk], Changes],
        owner: QWidget,
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[BaseException], bool] | None = None,
    ) -> None:
        """Runs a changing service in the background, broadcasts its Changes, then calls `done`.

        While the office is locked it waits until the same worker opens it again.
        """
        if self.locked:
            self._deferred.append(lambda: self.act(action, owner, done, failed))
            return
        desk = self.desk

        def finished(changes: Changes) -> None:
            self.broadcast(changes)
            if done is not None:
                done(changes)

        self.background.run(lambda: action(desk), owner, finished, failed)


class Page(QWidget):
    """A page of the window. Subclasses build their widgets once and fill them in `reload`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.place = Place("")

    def show_place(self, place: Place) -> None:
        """Turns the page to a record (or part) and loads it."""
        self.place = place
        self.reload()

    def reload(self) -> None:
        """Loads what the page shows, in the background; called when it is shown and on changes."""

    def concerned(self, changes: Changes) -> bool:
        """Whether `changes` touch what this page shows."""
        return True

    def leave(self) -> bool:
        """Called before another page is shown or the window closes; saves what was typed.

        Returns False to stay, which is only right while a question to the worker is open.
        """
        return True

    def suspend(self) -> None:
        """Called when the window locks, just before the office is closed behind it.

        Hands what was typed to the background where it is kept at once, and asks nothing: nobody
        is there to answer. What waits for a "Bewaren" stays in the widgets and is there again
        when the same worker comes back.
        """

    def new_here(self) -> None:
        """What Ctrl+N does on this page."""

    def print_here(self) -> None:
        """What Ctrl+P does on this page."""

    def finish(self) -> None:
        """What Ctrl+Enter does on this page."""
