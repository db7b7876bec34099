# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Widgets that show text a person typed: always as plain text, never as markup.

QLabel, QMessageBox and friends read "<img src=...>" as HTML. A lint test forbids the raw ones
outside this module.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label that shows exactly the text it is given, wrapped by default."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True, role: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shows `text` and makes it the accessible name."""
        super().setText(text)
        self.setAccessibleName(text)
