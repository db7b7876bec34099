# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Where somebody has been in the window, for back and forward."""

from __future__ import annotations

from wwdesk.ui.page import Place

MOST = 100


class History:
    """The places visited, as in a browser."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """Where we are."""
        return self._places[self._at] if self._at >= 0 else None

    def visit(self, place: Place) -> None:
        """Goes to a new place; what lay ahead is forgotten."""
        if place == self.current:
            return
        self._places = [*self._places[: self._at + 1], place][-MOST:]
        self._at = len(self._places) - 1

    def look(self, steps: int) -> Place | None:
        """The place some steps back (negative) or ahead, without going there."""
        at = self._at + steps
        return self._places[at] if 0 <= at < len(self._places) else None

    def step(self, steps: int) -> None:
        """Goes there."""
        if self.look(steps) is not None:
            self._at += steps
