# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Hides every other window of the program while it is locked, and brings them back as they were."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget


class Curtain:
    """The dialogs that were open when the window was locked."""

    def __init__(self) -> None:
        self._hidden: list[QWidget] = []

    def close(self) -> None:
        """Hides every dialog. One that waits for an answer (exec) counts as cancelled by that."""
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                waits = dialog.windowModality() == Qt.WindowModality.ApplicationModal
                dialog.hide()
                if not waits:
                    self._hidden.append(dialog)

    def open(self) -> None:
        """Shows the hidden dialogs again, with what was typed in them."""
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            if shiboken6.isValid(dialog):
                dialog.show()

    def drop(self) -> None:
        """Forgets the hidden dialogs: somebody else works now."""
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            if shiboken6.isValid(dialog):
                dialog.deleteLater()
