# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes a backup every 30 minutes of work, where something changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services.backups import BackupRow, back_up_if_changed
from wwdesk.ui.page import Context

MINUTES = 30


class BackupTimer:
    """Counts while the office is open; silent unless a backup was made."""

    def __init__(self, context: Context, owner: QWidget, say: Callable[[str], None]) -> None:
        self._context = context
        self._owner = owner
        self._say = say
        self._timer = QTimer(owner)
        self._timer.timeout.connect(self.back_up)

    def start(self) -> None:
        """Counts from now."""
        self._timer.start(MINUTES * 60_000)

    def stop(self) -> None:
        """Counts no more; closing the office makes a backup of its own."""
        self._timer.stop()

    def back_up(self) -> None:
        """Makes the backup in the background."""
        if self._context.desk.worker.may(Permission.BACKUP):
            self._context.read(back_up_if_changed, self._owner, self._made)

    def _made(self, made: BackupRow | None) -> None:
        if made is not None:
            self._say(t("window.status.backed_up", time=clock_time()))


def clock_time() -> str:
    """The time on the wall, as "14:03"."""
    return datetime.now().astimezone().strftime("%H:%M")
