# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A question the worker has to decide on, in plain text, with keys that say what they do."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.labels import PlainLabel


class Question(QDialog):
    """One question with two answers. Escape, closing and locking all mean the second one."""

    def __init__(self, parent: QWidget, title: str, text: str, yes: str, no: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        heading = PlainLabel(title, role="heading")
        body = PlainLabel(text)
        agree = QPushButton(yes)
        agree.setProperty("role", "primary")
        agree.clicked.connect(self.accept)
        refuse = QPushButton(no)
        refuse.clicked.connect(self.reject)
        keys = QHBoxLayout()
        keys.addStretch(1)
        keys.addWidget(refuse)
        keys.addWidget(agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(14)
        column.addWidget(heading)
        column.addWidget(body)
        column.addLayout(keys)
        refuse.setFocus()


def ask(parent: QWidget, title: str, text: str, yes: str, no: str = "") -> bool:
    """Whether the worker chose `yes`. Use it only where there is really something to decide."""
    return Question(parent, title, text, yes, no or t("window.question.no")).exec() == QDialog.DialogCode.Accepted
