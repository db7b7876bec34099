# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The settings: looks, your password, the office, the workers, and what keeps the office safe."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services.office_settings import settings
from wwdesk.ui.doors import Surroundings
from wwdesk.ui.page import Context, Page
from wwdesk.ui.pages.settings_office import OfficeCard
from wwdesk.ui.pages.settings_safety import BackupsCard, RecoveryCard
from wwdesk.ui.pages.settings_self import LooksCard, PasswordCard
from wwdesk.ui.pages.settings_workers import WorkersCard
from wwdesk.ui.questions import ask
from wwdesk.ui.sheet import Sheet, SideBySide


class SettingsPage(Page):
    """Cards in two columns; what a worker may not change is not there."""

    def __init__(self, around: Surroundings, context: Context) -> None:
        super().__init__(context)
        self._sheet = Sheet(t("settings.title"))
        self._sheet.say_below(t("settings.subtitle"))
        self._sheet.filling(self)
        self.looks = LooksCard(context, around)
        self.password = PasswordCard(context)
        self.office = OfficeCard(context)
        self.workers = WorkersCard(context)
        self.recovery = RecoveryCard(context, around)
        self.backups = BackupsCard(context, around)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.looks, self.office)),
            (right, (self.password, self.workers, self.backups, self.recovery)),
        ):
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self._beside = SideBySide(860)
        self._beside.addLayout(left, 1)
        self._beside.addLayout(right, 1)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)

    def reload(self) -> None:
        """See Page."""
        worker = self.context.desk.worker
        manages = worker.may(Permission.MANAGE_OFFICE)
        may_back_up = worker.may(Permission.BACKUP)
        self.office.setVisible(manages)
        self.recovery.setVisible(manages)
        self.workers.setVisible(worker.may(Permission.MANAGE_WORKERS))
        self.backups.setVisible(may_back_up)
        self.backups.restore.setVisible(manages)
        self.looks.refresh()
        if manages:
            self.context.read(settings, self, self.office.show_settings)
        if worker.may(Permission.MANAGE_WORKERS):
            self.workers.reload()
        if may_back_up:
            self.backups.reload()

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return changes.concerns(Subject.OFFICE) or changes.concerns(Subject.WORKERS)

    def leave(self) -> bool:
        """See Page: typed settings that are not kept yet are asked about."""
        if self.office.isHidden() or not self.office.dirty:
            return True
        if ask(self, t("settings.unsaved"), t("settings.unsaved_text"), t("settings.unsaved_leave")):
            self.office.forget()
            return True
        return False

    def finish(self) -> None:
        """See Page: Ctrl+Enter keeps the settings of the office."""
        if not self.office.isHidden():
            self.office.save()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where letters are large."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)
