# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The dialog for a mistake in the program itself: calm, honest, and without anything personal."""

from __future__ import annotations

from PySide6 import QtWidgets
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.cards import row_of
from wwdesk.ui.labels import PlainLabel


class CrashDialog(QDialog):
    """Says that something went wrong, that saved work is safe, and offers the text for the makers."""

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("window.crash.title"))
        self.setMinimumWidth(560)
        # Named through the module, so that starting up does not build a class that is hardly ever used.
        self.detail = QtWidgets.QPlainTextEdit(text)
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(t("window.crash.detail"))
        self.copy = QPushButton(t("window.crash.copy"))
        self.copy.clicked.connect(self._copy)
        close = QPushButton(t("window.crash.close"))
        close.setProperty("role", "primary")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(t("window.crash.heading"), role="heading"))
        column.addWidget(PlainLabel(t("window.crash.safe")))
        column.addWidget(PlainLabel(t("window.crash.do"), role="quiet"))
        column.addWidget(self.detail, 1)
        column.addLayout(row_of((self.copy, close), right=True))
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.detail.toPlainText())
        self.copy.setText(t("window.crash.copied"))
