# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Backups of the office, made and listed while it is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage import backup as vault


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRow:
    """One backup that can be restored. `size` in bytes."""

    path: Path
    at: datetime
    size: int

    @classmethod
    def of(cls, backup: vault.Backup) -> BackupRow:
        """A backup as a row."""
        return cls(path=backup.path, at=backup.at, size=backup.size)


@permitted(Permission.BACKUP)
def back_up(desk: Desk) -> BackupRow:
    """Makes and verifies a backup now, and thins out old ones (7 daily, 5 weekly, 12 monthly)."""
    return BackupRow.of(vault.back_up(desk.database, desk.clock.now()))


@permitted(Permission.BACKUP)
def back_up_if_changed(desk: Desk) -> BackupRow | None:
    """The same where something changed since the newest backup; for every 30 minutes of work."""
    made = vault.back_up_if_changed(desk.database, desk.clock.now())
    return BackupRow.of(made) if made else None


@permitted(Permission.BACKUP)
def backups(desk: Desk) -> tuple[BackupRow, ...]:
    """The backups of this office, newest first."""
    return tuple(BackupRow.of(found) for found in vault.backups_of(desk.database.path))
