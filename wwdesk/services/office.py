# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Making, opening, checking and closing an office.

The rest of looking after an office stands in `workers`, `office_settings` and `backups`, and can
be asked for here as well.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wwdesk.domain.clock import Clock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.ids import new_id
from wwdesk.domain.office_names import clean_name
from wwdesk.domain.passwords import require_good
from wwdesk.domain.roles import Role, Worker
from wwdesk.domain.texts import t
from wwdesk.services.backups import BackupRow, back_up, backups
from wwdesk.services.desk import Desk
from wwdesk.services.office_settings import change_settings, settings
from wwdesk.services.workers import (
    add_worker,
    change_password,
    change_worker,
    new_recovery_key,
    require_password,
    reset_password,
    workers,
)
from wwdesk.storage import backup as vault
from wwdesk.storage import check_report, keys, office_file, sync_folders
from wwdesk.storage import settings as stored
from wwdesk.storage.database import Database
from wwdesk.storage.keys import KeyFile, KeySlot, SlotKind
from wwdesk.storage.lock_file import OfficeLock
from wwdesk.storage.reads.office import first_administrator, working_here
from wwdesk.storage.records.office import WorkerRecord
from wwdesk.storage.recovery_key import new_recovery_key as print_recovery_key
from wwdesk.storage.recovery_key import typed_recovery_key
from wwdesk.storage.work import work

__all__ = [
    "BackupRow",
    "KeyHolder",
    "NewOffice",
    "add_worker",
    "back_up",
    "backups",
    "backups_of",
    "change_password",
    "change_settings",
    "change_worker",
    "check",
    "close_office",
    "create_office",
    "key_holders",
    "new_recovery_key",
    "open_office",
    "open_with_recovery_key",
    "require_password",
    "reset_password",
    "restore_backup",
    "settings",
    "sync_folder_warning",
    "workers",
]


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


def create_office(path: Path, office_name: str, worker_name: str, password: str, clock: Clock) -> NewOffice:
    """Makes a new office file with its first worker (administrator) and opens it. Never overwrites.

    Raises DeskError `office_exists`, `cannot_write_there`, `disk_full`, `name_missing`,
    `password_too_short` ...
    """
    office_name, worker_name = clean_name(office_name), clean_name(worker_name)
    require_good(password, (office_name, worker_name))
    office_id, key, printed = new_id(), keys.new_key(), print_recovery_key()
    worker = Worker(new_id(), worker_name, Role.ADMINISTRATOR)
    slot = keys.wrap(key, password, office_id, worker_id=worker.id, name=worker_name)
    spare = keys.wrap(key, typed_recovery_key(printed), office_id)
    key_file = KeyFile(office_id=office_id, header=keys.header_of(office_id), slots=(slot, spare))

    def fill(database: Database) -> None:
        with work(database, worker.id, clock.now(), "office.create") as running:
            record = WorkerRecord(id=worker.id, name=worker.name, role=worker.role, slot_id=slot.id)
            running.about(running.add(record))
            created_at = clock.now().isoformat()
            known = {office_file.OFFICE_ID: office_id, "office_name": office_name, "created_at": created_at}
            stored.save(running.session, known)

    database = office_file.create(path.absolute(), key_file, key, fill)
    return NewOffice(desk=Desk(database, clock, worker, office_name), recovery_key=printed)


def key_holders(path: Path) -> tuple[KeyHolder, ...]:
    """Who can open this office, from its key file, without opening it."""
    key_file = office_file.key_file_for(office_file.real_path(path))
    slots = (slot for slot in key_file.slots if slot.kind is SlotKind.WORKER)
    return tuple(
        KeyHolder(slot_id=slot.id, name=slot.name) for slot in sorted(slots, key=lambda slot: slot.name.casefold())
    )


def open_office(path: Path, slot_id: str, password: str, clock: Clock) -> Desk:
    """Opens an office as one worker: key, lock file, both integrity checks, migrations.

    Raises DeskError `wrong_password`, `damaged_file`, `not_an_office`, `newer_version`,
    `office_in_use`, `key_file_missing` ...: each a sentence of its own.
    """
    path = office_file.real_path(path)
    key_file, slot, key = office_file.unlock(path, slot_id, password)
    return _sit_down(_open(path, key_file, key, clock), key_file, slot.worker_id, clock)


def open_with_recovery_key(path: Path, recovery_key: str, new_password: str, clock: Clock) -> Desk:
    """Opens an office with the printed recovery key, as its administrator, and sets a new password.

    Raises DeskError `recovery_key_typo` or `wrong_recovery_key`, and what `open_office` raises.
    """
    path = office_file.real_path(path)
    secret = typed_recovery_key(recovery_key)
    require_good(new_password)
    key_file = office_file.key_file_for(path)
    key = keys.unwrap(key_file.recovery(), secret, key_file.office_id)
    database = _open(path, key_file, key, clock)
    try:
        with database.reading() as session:
            administrator = first_administrator(session)
        old = key_file.of_worker(administrator.id)
        slot = keys.wrap(
            key,
            new_password,
            key_file.office_id,
            slot_id=old.id if old else "",
            worker_id=administrator.id,
            name=administrator.name,
        )
        action = work(database, administrator.id, clock.now(), "office.recover")
        with keys.changing(path, key_file.with_slot(slot)), action as running:
            record = running.get(WorkerRecord, administrator.id)
            record.slot_id = slot.id
            running.touch(record)
            running.about(record)
    except BaseException:
        database.close()
        raise
    return _sit_down(database, key_file.with_slot(slot), administrator.id, clock)


def close_office(desk: Desk) -> None:
    """Backs up what changed, closes the file, forgets the key and removes the lock file.

    A backup that does not succeed does not keep the office open: it raises its DeskError after
    the office was closed.
    """
    try:
        vault.back_up_if_changed(desk.database, desk.clock.now())
    finally:
        desk.database.close()


def sync_folder_warning(path: Path) -> str:
    """A Dutch warning where `path` lies in a folder that is synchronised or on a network; else empty."""
    danger = sync_folders.danger(path)
    return t(f"storage.folder.{danger.kind}", name=danger.name) if danger else ""


def check(path: Path, key: bytes) -> tuple[str, ...]:
    """Verifies file, journal chain and schema; the problems found, as Dutch sentences."""
    found = check_report.problems_in(office_file.real_path(path), key)
    return tuple(t(f"storage.check.{problem.kind}", **problem.values) for problem in found)


def backups_of(path: Path) -> tuple[BackupRow, ...]:
    """The backups beside an office file that may itself be damaged, newest first."""
    return tuple(BackupRow.of(found) for found in vault.backups_of(office_file.real_path(path)))


def restore_backup(backup: Path, path: Path) -> Path | None:
    """Puts a verified backup in the place of an office file; the file that was there is kept beside it.

    Gives the new name of that file, if there was one. Raises DeskError `backup_damaged`,
    `backup_other_office`, `backup_not_found`, `office_in_use`.
    """
    return vault.restore(backup.absolute(), office_file.real_path(path))


# -- inside -----------------------------------------------------------------------------------


def _open(path: Path, key_file: KeyFile, key: bytes, clock: Clock) -> Database:
    lock = OfficeLock(path)

    def before_upgrade(database: Database) -> None:
        vault.back_up(database, clock.now())

    try:
        return office_file.open_database(path, key, key_file, lock, before_upgrade)
    except BaseException:
        lock.release()
        raise


def _sit_down(database: Database, key_file: KeyFile, worker_id: str, clock: Clock) -> Desk:
    """The desk of a worker. Refuses one who no longer works here and takes such keys away."""
    try:
        with database.reading() as session:
            worker = working_here(session, worker_id)
            lapsed = [slot for slot in key_file.slots if slot.worker_id and not working_here(session, slot.worker_id)]
            name = str(stored.load(session).get("office_name", ""))
        if lapsed:
            _take_keys(database.path, key_file, lapsed)
        if worker is None:
            raise DeskError("works_here_no_longer")  # noqa: TRY301 - closes the office below
        return Desk(database, clock, worker, name)
    except BaseException:
        database.close()
        raise


def _take_keys(path: Path, key_file: KeyFile, lapsed: list[KeySlot]) -> None:
    """Removes keys that a restored backup or a power cut left behind; another time if it fails now."""
    for slot in lapsed:
        key_file = key_file.without_worker(slot.worker_id)
    with suppress(DeskError):
        keys.write(path, key_file)
