# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Where the keyboard goes when rows come and go, after undo, and by the number of a question."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from wwdesk.domain.texts import t
from wwdesk.ui.form_pages import FormPages
from wwdesk.ui.form_repeat import place_of, row_title
from wwdesk.ui.form_rows import RowStep, group_of, rows_around
from wwdesk.ui.form_state import FormState


class Moves(QObject):
    """Moves the keyboard through one form; `said` is for whoever cannot see it."""

    said = Signal(str)

    def __init__(self, state: FormState, pages: FormPages) -> None:
        super().__init__(pages)
        self._state = state
        self._pages = pages
        state.rows.stepped.connect(self._stepped)

    def add_row(self) -> None:
        """Adds a row to the innermost repeated group the keyboard is in that takes one."""
        self._pages.flush()
        here = self._here()
        for group in (here, *(group_of(row) for row in rows_around(here))):
            if self._state.rows.add(group) is not None:
                return

    def remove_row(self) -> None:
        """Takes the row away the keyboard is in."""
        self._pages.flush()
        for row in rows_around(self._here()):
            if self._state.rows.can_remove(row):
                self._state.rows.remove(row)
                return

    def _here(self) -> str:
        """Where the keyboard is: on a button of a row or group, else in the question of now."""
        return place_of(QApplication.focusWidget()) or self._pages.current

    def go(self, path: str) -> None:
        """Goes to a question, or to the first one asked in a row or group; else to the button that adds a row."""
        asked = [question.path for _, question in self._state.all_asked()]
        first = path if path in asked else next((one for one in asked if one.startswith((f"{path}/", f"{path}["))), "")
        if first:
            self._pages.go_to(first)
        elif button := self._pages.page(self._pages.index).add_button(group_of(path) if path.endswith("]") else path):
            button.setFocus()

    def go_number(self, number: int) -> None:
        """Goes to the question with a number, as printed on paper."""
        asked = (question.path for _, question in self._state.all_asked())
        path = next((path for path in asked if self._state.number(path) == number), "")
        if path:
            self._pages.go_to(path)

    def _stepped(self, step: RowStep) -> None:
        if step.added:
            self.go(step.row)
            self.said.emit(t("filling.added", row=row_title(self._state, step.row)))
            return
        place = int(step.row[len(step.group) + 1 : -1])
        left = min(place, self._state.rows.count(step.group))
        self.go(f"{step.group}[{left}]" if left else step.group)
        self.said.emit(t("filling.removed"))
