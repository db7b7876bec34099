# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer widget has in common: it shows one answer and tells when another is given."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wwdesk.forms.model import Question


class AnswerWidget(QWidget):
    """The place where one question is answered.

    Guarantees: `given` is emitted once per change a worker made, never for `show_answer`;
    `completed` follows it where one key was the whole answer, so that the form may turn to the
    next question. Keys a subclass does not use reach the question around it.
    """

    given = Signal(str)
    completed = Signal()
    file_given = Signal(str, bytes)
    """Name and bytes of a file; whoever keeps it gives the answer, which is the name it is kept under."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.today = today
        self._read_only = False

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows an answer; `carried` means taken over from the earlier screening and not confirmed."""
        raise NotImplementedError

    def show_file(self, data: bytes) -> None:
        """Shows the file that is the answer, where the widget can."""

    def show_earlier(self, value: str, words: str) -> None:
        """Marks the answer of the earlier screening, where the widget has a place for it."""

    def allow(self, names: frozenset[str]) -> None:
        """Offers only these choices, where an earlier answer leaves fewer."""

    def reachable(self) -> QWidget | None:
        """The control the keyboard comes to first; None where there is only something to look at."""
        return next((one for one in self.controls() if one.isEnabled() and not one.isHidden()), None)

    def controls(self) -> list[QWidget]:
        """The controls a person acts on, in order."""
        return []

    def digit(self, number: int) -> bool:
        """Answers by a digit; False where this answer has no use for it."""
        return False

    def takes_text(self) -> bool:
        """Whether letters and digits typed here are text."""
        return False

    def untouched(self) -> bool:
        """Whether one sign typed now replaces what stands there, so that a key may mean something else."""
        return not self.takes_text()

    def flush(self) -> None:
        """Gives what was typed and not given yet."""

    def set_read_only(self, read_only: bool) -> None:
        """Shows without taking answers."""
        self._read_only = read_only
        for control in self.controls():
            control.setEnabled(not read_only)

    def describe(self, description: str) -> None:
        """What a screen reader adds to the name of each control: hint, earlier answer, problem."""
        for control in self.controls():
            control.setAccessibleDescription(description)
