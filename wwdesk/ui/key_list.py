# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The list of keys, and what wwdesk is: two small windows that only tell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wwdesk import __version__
from wwdesk.domain.texts import t
from wwdesk.ui.cards import row_of
from wwdesk.ui.commands import key_list
from wwdesk.ui.labels import PlainLabel


class Telling(QDialog):
    """A window with a heading, something to read and one key to close it."""

    def __init__(self, parent: QWidget, title: str, explain: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(26, 22, 26, 20)
        self.column.setSpacing(12)
        self.column.addWidget(PlainLabel(title, role="heading"))
        self.column.addWidget(PlainLabel(explain))

    def finish(self, focus: QWidget | None = None) -> None:
        """Adds the key that closes it and shows it."""
        close = QPushButton(t("keys.list.close"))
        close.clicked.connect(self.accept)
        self.column.addLayout(row_of((close,), right=True))
        (focus or close).setFocus()
        self.open()


def show_keys(parent: QWidget) -> None:
    """Shows every key and what it does."""
    telling = Telling(parent, t("keys.list.title"), t("keys.list.explain"))
    rows = key_list()
    table = QTableWidget(len(rows), 2)
    table.setAccessibleName(t("keys.list.title"))
    table.setHorizontalHeaderLabels([t("keys.list.column_key"), t("keys.list.column_does")])
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.setItem(at, column, QTableWidgetItem(text))
    table.resizeColumnToContents(0)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.resizeRowsToContents()
    table.selectRow(0)
    telling.column.addWidget(table, 1)
    telling.resize(parent.size() * 0.7)
    telling.finish(table)


def show_about(parent: QWidget) -> None:
    """Says which version this is and under which licence."""
    Telling(parent, t("window.about.title"), t("window.about.text", version=__version__)).finish()
