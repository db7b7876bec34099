# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The settings that keep the office safe: the recovery key on paper and the backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.services.backups import BackupRow, back_up, backups
from wwdesk.services.workers import new_recovery_key
from wwdesk.ui.cards import plain, primary, row_of
from wwdesk.ui.doors import Surroundings
from wwdesk.ui.first_run import RecoveryStep
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context
from wwdesk.ui.pages.settings_card import SettingsCard
from wwdesk.ui.questions import ask
from wwdesk.ui.recovery_sheet import keep_sheet
from wwdesk.ui.ways_in import moment, size_text


class RecoveryDialog(QDialog):
    """Shows the new recovery key and asks four groups of it back."""

    def __init__(self, parent: QWidget, context: Context, around: Surroundings, key: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("settings.recovery.title"))
        self.setMinimumWidth(620)
        self._context = context
        self._around = around
        self._key = key
        self.message = MessageBar()
        self.step = RecoveryStep()
        self.step.show_key(key)
        self.step.confirmed.connect(self.finish)
        self.step.printed.connect(self._print)
        done = primary(t("settings.recovery.done"))
        done.clicked.connect(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(t("settings.recovery.title"), role="heading"))
        column.addWidget(self.message)
        column.addWidget(self.step)
        column.addLayout(row_of((done,), right=True))

    def finish(self) -> None:
        """Closes once the four groups are right."""
        wrong = self.step.wrong()
        if wrong is None:
            self.accept()
            return
        self.message.show_warning(t("start.recovery_step.wrong", group=self.step.name_of(wrong)))
        self.step.answers[wrong].setFocus()

    def reject(self) -> None:
        """Closing without typing back is a decision: the old sheet no longer works."""
        if ask(self, t("settings.recovery.leave"), t("settings.recovery.leave_text"), t("settings.recovery.leave_yes")):
            super().reject()

    def _print(self) -> None:
        desk = self._context.desk
        keep_sheet(
            self,
            self._context.background,
            desk.office_name,
            lambda: self._around.recovery_sheet(desk.office_name, desk.worker.name, self._key),
            self.step.sheet_kept,
            self.message.show_error,
        )


class RecoveryCard(SettingsCard):
    """A new recovery key, where the old sheet is lost or was seen."""

    def __init__(self, context: Context, around: Surroundings) -> None:
        super().__init__(context, t("settings.recovery.title"))
        self._around = around
        self.column.addWidget(PlainLabel(t("settings.recovery.explain"), role="quiet"))
        self.button = plain(t("settings.recovery.renew"))
        self.button.clicked.connect(self._renew)
        self.column.addLayout(row_of((self.button,)))

    def _renew(self) -> None:
        text = t("settings.recovery.ask_text")
        if ask(self, t("settings.recovery.ask"), text, t("settings.recovery.renew")):
            self.ask(new_recovery_key, self._show)

    def _show(self, key: str) -> None:
        RecoveryDialog(self, self.context, self._around, key).open()


class BackupsCard(SettingsCard):
    """The backups: when they were made, make one now, put one back."""

    def __init__(self, context: Context, around: Surroundings) -> None:
        super().__init__(context, t("settings.backups.title"))
        self._around = around
        self.column.addWidget(PlainLabel(t("settings.backups.explain"), role="quiet"))
        self.list = QListWidget()
        self.list.setAccessibleName(t("settings.backups.list"))
        self.list.setMinimumHeight(self.fontMetrics().height() * 9)
        self.none = PlainLabel(t("settings.backups.none"), role="quiet")
        self.make = plain(t("settings.backups.make"))
        self.make.clicked.connect(self._make)
        self.restore = plain(t("settings.backups.restore"))
        self.restore.clicked.connect(self._restore)
        self.column.addWidget(self.list)
        self.column.addWidget(self.none)
        self.column.addLayout(row_of((self.make, self.restore)))

    def reload(self) -> None:
        """Lists the backups again."""
        self.context.read(backups, self, self._show)

    def _show(self, rows: tuple[BackupRow, ...]) -> None:
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(t("start.restore.row", at=moment(row.at), size=size_text(row.size)))
            item.setData(Qt.ItemDataRole.UserRole, str(row.path))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.restore.setEnabled(bool(rows))

    def _make(self) -> None:
        self.make.setEnabled(False)

        def made(row: BackupRow) -> None:
            self.make.setEnabled(True)
            self.message.show_fine(t("settings.backups.made", at=moment(row.at), place=row.path.parent))
            self.reload()

        self.ask(back_up, made)
        self.make.setEnabled(True)

    def _restore(self) -> None:
        item = self.list.currentItem()
        if item is None or not ask(  # pyright: ignore[reportUnnecessaryComparison]
            self, t("start.restore.ask"), t("start.restore.ask_text"), t("start.restore.restore")
        ):
            return
        self._around.restore(Path(str(item.data(Qt.ItemDataRole.UserRole))))
