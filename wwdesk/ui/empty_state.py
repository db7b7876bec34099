# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What stands where a list has no rows: what comes here, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.ui.labels import PlainLabel


class EmptyState(QWidget):
    """What a list without rows says: what comes here, and the next step."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel("", role="heading")
        self._hint = PlainLabel("", role="hint")
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(8)
        column.addLayout(self._row)
        column.addStretch(3)

    def add_button(self, label: str) -> QPushButton:
        """Adds a step to offer."""
        button = QPushButton(label)
        self._row.addWidget(button)
        self.buttons.append(button)
        return button

    def end_buttons(self) -> None:
        """Centres the buttons added."""
        self._row.addStretch(1)

    def say(self, title: str, hint: str, *offered: QPushButton) -> None:
        """Says why there is nothing and offers some of the buttons."""
        self._title.setText(title)
        self._hint.setText(hint)
        for button in self.buttons:
            button.setVisible(button in offered)
