# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The bar that takes the last action back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.announce import announce
from wwdesk.ui.labels import PlainLabel


class UndoBar(QFrame):
    """Says what was just done and offers to undo it.

    It does not run away while somebody is still reading: it stays until it is used, closed, or
    replaced by a next action.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "undo")
        self._label = PlainLabel("")
        self._undo = QPushButton(t("window.undo.undo"))
        self._undo.clicked.connect(self.undo)
        self._close = QPushButton(t("window.undo.close"))
        self._close.setAccessibleName(t("window.undo.close_name"))
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.addWidget(self._label, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._action: Callable[[], None] | None = None
        self.hide()

    @property
    def sentence(self) -> str:
        """What the bar says; empty when there is nothing to undo."""
        return self._label.text() if self._action else ""

    def offer(self, sentence: str, action: Callable[[], None]) -> None:
        """Shows the bar; `action` takes back what the sentence says."""
        self._label.setText(sentence)
        self._undo.setAccessibleName(t("window.undo.undo_name", what=sentence))
        self._action = action
        self.show()
        announce(self, t("window.undo.announce", what=sentence))

    def undo(self) -> bool:
        """Takes the last action back, if the bar offers it."""
        action, self._action = self._action, None
        self.hide()
        if action is None:
            return False
        action()
        return True

    def clear(self) -> None:
        """Takes the bar away; what was done stays done."""
        self._action = None
        self.hide()
