# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Making, opening and looking after an office: file, keys, workers, settings, backups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wwdesk.domain.changes import Changes
from wwdesk.domain.clock import Clock
from wwdesk.domain.overviews import OfficeSettings, WorkerRow
from wwdesk.domain.roles import Permission, Role
from wwdesk.services.desk import Desk, permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """A fresh office: the open desk and the recovery key, shown once to be printed."""

    desk: Desk
    recovery_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolder:
    """Somebody who can open an office: shown in the log-in list."""

    slot_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRow:
    """One backup that can be restored. `size` in bytes."""

    path: Path
    at: datetime
    size: int


def create_office(path: Path, office_name: str, worker_name: str, password: str, clock: Clock) -> NewOffice:
    """Makes a new office file with its first worker (administrator) and opens it. Never overwrites."""
    raise NotImplementedError


def key_holders(path: Path) -> tuple[KeyHolder, ...]:
    """Who can open this office, from its key file, without opening it."""
    raise NotImplementedError


def open_office(path: Path, slot_id: str, password: str, clock: Clock) -> Desk:
    """Opens an office as one worker: key, lock file, both integrity checks, migrations.

    Raises DeskError `wrong_password`, `damaged_file`, `not_an_office`, `newer_version`,
    `office_in_use`, `key_file_missing` ...: each a sentence of its own.
    """
    raise NotImplementedError


def open_with_recovery_key(path: Path, recovery_key: str, new_password: str, clock: Clock) -> Desk:
    """Opens an office with the printed recovery key, as its administrator, and sets a new password."""
    raise NotImplementedError


def close_office(desk: Desk) -> None:
    """Backs up what changed, closes the file, forgets the key and removes the lock file."""
    raise NotImplementedError


def sync_folder_warning(path: Path) -> str:
    """A Dutch warning where `path` lies in a folder that is synchronised or on a network; else empty."""
    raise NotImplementedError


def check(path: Path, key: bytes) -> tuple[str, ...]:
    """Verifies file, journal chain and schema; the problems found, as Dutch sentences."""
    raise NotImplementedError


@permitted(Permission.OWN_ACCOUNT)
def change_password(desk: Desk, old_password: str, new_password: str) -> Changes:
    """Gives the worker at the desk a new password; no data is rewritten."""
    raise NotImplementedError


@permitted(Permission.MANAGE_OFFICE)
def new_recovery_key(desk: Desk) -> str:
    """Makes a new printed recovery key; the old one no longer opens the office."""
    raise NotImplementedError


@permitted(Permission.READ_PEOPLE)
def workers(desk: Desk) -> tuple[WorkerRow, ...]:
    """The workers of this office by name."""
    raise NotImplementedError


@permitted(Permission.MANAGE_WORKERS)
def add_worker(desk: Desk, name: str, role: Role, email: str, first_password: str) -> Changes:
    """Adds a worker with a key slot of their own; `made` is the worker's id."""
    raise NotImplementedError


@permitted(Permission.MANAGE_WORKERS)
def change_worker(
    desk: Desk, worker_id: str, revision: int, *, name: str, role: Role, email: str, active: bool
) -> Changes:
    """Changes a worker; one who is no longer active loses the key slot."""
    raise NotImplementedError


@permitted(Permission.MANAGE_WORKERS)
def reset_password(desk: Desk, worker_id: str, new_password: str) -> Changes:
    """Gives a worker who forgot the password a new one, or a worker without a key slot one."""
    raise NotImplementedError


@permitted(Permission.OWN_ACCOUNT)
def settings(desk: Desk) -> OfficeSettings:
    """The settings of the office."""
    raise NotImplementedError


@permitted(Permission.MANAGE_OFFICE)
def change_settings(desk: Desk, settings: OfficeSettings) -> Changes:
    """Keeps new settings of the office."""
    raise NotImplementedError


@permitted(Permission.BACKUP)
def back_up(desk: Desk) -> BackupRow:
    """Makes and verifies a backup now, and thins out old ones (7 daily, 5 weekly, 12 monthly)."""
    raise NotImplementedError


@permitted(Permission.BACKUP)
def backups(desk: Desk) -> tuple[BackupRow, ...]:
    """The backups of this office, newest first."""
    raise NotImplementedError


def backups_of(path: Path) -> tuple[BackupRow, ...]:
    """The backups beside an office file that may itself be damaged, newest first."""
    raise NotImplementedError


def restore_backup(backup: Path, path: Path) -> None:
    """Puts a verified backup in the place of an office file; the file that was there is kept beside it."""
    raise NotImplementedError
