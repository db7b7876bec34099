# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The ways into an office when the password is gone or the file is damaged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.cards import CardPage, plain, primary, row_of
from wwdesk.ui.doors import Backup
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.password_field import PasswordField


def moment(at: datetime) -> str:
    """A moment as people here write it."""
    return at.astimezone().strftime("%d/%m/%Y %H:%M")


def size_text(size: int) -> str:
    """The size of a file in words."""
    megabytes = size / 1_000_000
    return t("start.restore.size", size=f"{megabytes:.1f}".replace(".", ","))


class RecoveryPage(CardPage):
    """Opens an office with the printed recovery key and sets a new password."""

    opened = Signal(str, str)
    """The recovery key and the new password."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__("recovery", 640)
        self.message = MessageBar()
        self.key = QLineEdit()
        self.key.setObjectName("recovery-key")
        self.key.setAccessibleName(t("start.recovery.key"))
        self.key.setMaxLength(200)
        label = PlainLabel(t("start.recovery.key"), role="field")
        label.setBuddy(self.key)
        self.password = PasswordField(t("start.recovery.password"), judge=True)
        self.password.submitted.connect(self._submit)
        self._open = primary(t("start.recovery.open"))
        self._open.clicked.connect(self._submit)
        self._back = plain(t("start.back"))
        self._back.clicked.connect(self.back)
        self._busy = PlainLabel("", role="quiet")
        self.column.addWidget(PlainLabel(t("start.recovery.title"), role="title"))
        self.column.addWidget(PlainLabel(t("start.recovery.explain"), role="quiet"))
        for widget in (self.message, label, self.key, PlainLabel(t("start.recovery.hint"), role="field-note")):
            self.column.addWidget(widget)
        self.column.addWidget(self.password)
        self.column.addLayout(row_of((self._open, self._back, self._busy)))

    def begin(self) -> None:
        """Empties the page and takes the focus."""
        self.key.clear()
        self.password.clear()
        self.message.clear()
        self.set_busy("")
        self.key.setFocus()

    def set_busy(self, sentence: str) -> None:
        """Shows that the office is being opened."""
        self._busy.setText(sentence)
        for widget in (self.key, self.password, self._open, self._back):
            widget.setEnabled(not sentence)

    def show_trouble(self, trouble: DeskError) -> None:
        """Says why it did not work; what was typed stays."""
        self.set_busy("")
        self.message.show_error(trouble)
        self.key.setFocus()

    def _submit(self) -> None:
        if not self.key.text().strip() or not self.password.text():
            self.message.show_warning(t("start.recovery.incomplete"))
            (self.password if self.key.text().strip() else self.key).setFocus()
            return
        self.opened.emit(self.key.text(), self.password.text())


class RestorePage(CardPage):
    """Puts a backup in the place of an office."""

    chosen = Signal(Path)
    back = Signal()

    def __init__(self) -> None:
        super().__init__("restore", 640)
        self.message = MessageBar()
        self.list = QListWidget()
        self.list.setAccessibleName(t("start.restore.list"))
        self.list.itemActivated.connect(self._submit)
        self._restore = primary(t("start.restore.restore"))
        self._restore.clicked.connect(self._submit)
        self._back = plain(t("start.back"))
        self._back.clicked.connect(self.back)
        self._busy = PlainLabel("", role="quiet")
        self.column.addWidget(PlainLabel(t("start.restore.title"), role="title"))
        self.column.addWidget(PlainLabel(t("start.restore.explain"), role="quiet"))
        self.column.addWidget(self.message)
        self.column.addWidget(self.list)
        self.column.addLayout(row_of((self._restore, self._back, self._busy)))

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Lists the backups, newest first."""
        self.list.clear()
        self.set_busy("")
        self.message.clear()
        for backup in backups:
            item = QListWidgetItem(t("start.restore.row", at=moment(backup.at), size=size_text(backup.size)))
            item.setData(Qt.ItemDataRole.UserRole, str(backup.path))
            self.list.addItem(item)
        self._restore.setEnabled(bool(backups))
        if backups:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            self.message.show_warning(t("start.restore.none"), t("start.restore.none_do"))
            self._back.setFocus()

    def set_busy(self, sentence: str) -> None:
        """Shows that a backup is being put back."""
        self._busy.setText(sentence)
        for widget in (self.list, self._restore, self._back):
            widget.setEnabled(not sentence)

    def show_trouble(self, trouble: DeskError) -> None:
        """Says why it did not work."""
        self.set_busy("")
        self.message.show_error(trouble)

    def _submit(self) -> None:
        item = self.list.currentItem()
        if item is not None:  # pyright: ignore[reportUnnecessaryComparison]
            self.chosen.emit(Path(str(item.data(Qt.ItemDataRole.UserRole))))
