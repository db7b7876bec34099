# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Making and opening an office file: what is it, does the key fit, is it whole, is it ours alone."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from wwdesk.domain.errors import DeskError
from wwdesk.storage import keys, schema
from wwdesk.storage.checks import PAGE, PLAIN_SQLITE, damage_in, first_bytes, looks_encrypted
from wwdesk.storage.database import Connection, Database
from wwdesk.storage.files import rename_new, spare_name, sync_file, trouble
from wwdesk.storage.keys import KeyFile, KeySlot
from wwdesk.storage.lock_file import OfficeLock
from wwdesk.storage.recovery_key import typed_recovery_key

OFFICE_ID = "office_id"
"""The setting that says which office a file is."""
_ALIKE = 32
"""Two random headers of 128 bits differ in about 64; a damaged one differs from itself in fewer."""

BeforeUpgrade = Callable[[Database], None]
"""Makes a backup before the tables change."""


def real_path(office: Path) -> Path:
    """The file itself where `office` is a link to it: one office has one lock, whatever it is called."""
    try:
        path = office.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # links that lead in a circle, no name at all
        raise DeskError("office_not_found", file=office.name) from error
    if not path.name:
        raise DeskError("not_an_office", file=path)
    return path


def key_file_for(office: Path) -> KeyFile:
    """The key file of an office, after a look at the office itself. Opens nothing.

    Raises DeskError `office_not_found`, `not_an_office`, `damaged_file`, `key_file_missing`,
    `key_file_damaged`, `newer_version`.
    """
    start = _start_of(office)
    try:
        return keys.read(keys.key_file_of(office))
    except DeskError as error:
        if error.key == "key_file_missing" and not looks_encrypted(start):
            raise DeskError("not_an_office", file=office.name) from error
        raise


def unlock(office: Path, slot_id: str, secret: str) -> tuple[KeyFile, KeySlot, bytes]:
    """The key of an office out of one slot. Raises DeskError `wrong_password` or `wrong_recovery_key`."""
    key_file = key_file_for(office)
    slot = key_file.slot(slot_id)
    return key_file, slot, keys.unwrap(slot, secret, key_file.office_id)


def unlock_with(office: Path, secret: str, name: str = "") -> tuple[KeyFile, KeySlot, bytes]:
    """The key of an office out of whatever slot the secret fits; of one worker where `name` is given.

    A secret that is a whole recovery key is tried as that only. Raises DeskError `no_such_key`,
    `wrong_password` or `wrong_recovery_key`.
    """
    key_file = key_file_for(office)
    printed = ""
    with suppress(DeskError):
        printed = typed_recovery_key(secret)
    if printed:
        slot = key_file.recovery()
        return key_file, slot, keys.unwrap(slot, printed, key_file.office_id)
    slots = [slot for slot in key_file.slots if slot.worker_id and (not name or slot.name == name)]
    if not slots:
        raise DeskError("no_such_key")
    for slot in slots:
        with suppress(DeskError):
            return key_file, slot, keys.unwrap(slot, secret, key_file.office_id)
    raise DeskError("wrong_password")


def create(office: Path, key_file: KeyFile, key: bytes, fill: Callable[[Database], None]) -> Database:
    """Makes a new office and opens it; `fill` writes its first records.

    Everything is made under a spare name and gets its own name last: what exists under that name
    is a whole office. Never overwrites: raises DeskError `office_exists`.
    """
    if os.path.lexists(office):
        raise DeskError("office_exists", file=office.name)
    if not office.parent.is_dir():
        raise DeskError("cannot_write_there", folder=office.parent)
    lock = OfficeLock(office)
    try:
        _set_aside_lonely_key_file(office)
        spare = spare_name(office, "new")
        try:
            _make_whole(spare, key, key_file.header, fill)
            keys.write(office, key_file)
            rename_new(spare, office)
        except FileExistsError as error:
            raise DeskError("office_exists", file=office.name) from error
        except OSError as error:
            raise trouble(error, office) from error
        finally:
            _remove(spare)
        return open_database(office, key, key_file, lock)
    except BaseException:
        lock.release()
        raise


def open_database(
    office: Path, key: bytes, key_file: KeyFile, lock: OfficeLock, before_upgrade: BeforeUpgrade | None = None
) -> Database:
    """The database of an office with its right key: checked, brought up to date, and the lock with it.

    Raises DeskError `damaged_file`, `key_file_other_office`, `newer_version`, `disk_refuses`.
    Where it raises, the lock is the caller's to release.
    """
    _compare_header(_start_of(office), key_file.header)
    database = Database(office, key)
    try:
        with database.plain() as connection:
            connection.execute("BEGIN IMMEDIATE")  # asks now whether this file can be written
            connection.execute("ROLLBACK")
            if damage_in(connection):
                raise DeskError("damaged_file")  # noqa: TRY301 - closes the database below
            version = schema.version_of(connection)
            _compare_identity(connection, key_file)
        if version != schema.CURRENT:
            if before_upgrade:
                before_upgrade(database)
            schema.upgrade(database)
    except BaseException:
        database.close()
        raise
    database.when_closed(lock.release)
    return database


def _start_of(office: Path) -> bytes:
    """The first bytes of what should be an office, and the sentence where it cannot be one."""
    try:
        if not office.exists():
            raise DeskError("office_not_found", file=office.name)
        if not office.is_file():
            raise DeskError("not_an_office", file=office.name)
        start = first_bytes(office)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise DeskError("office_not_found", file=office.name) from error
        raise DeskError("office_unreadable", file=office.name) from error
    has_keys = keys.key_file_of(office).exists()
    if start.startswith(PLAIN_SQLITE) or (not has_keys and not looks_encrypted(start)):
        raise DeskError("not_an_office", file=office.name)
    if len(start) < PAGE:
        raise DeskError("damaged_file")
    return start


def _compare_header(start: bytes, header: bytes) -> None:
    """Tells the key file of another office from a damaged first page."""
    found = start[: len(header)]
    if found == header:
        return
    differing = (int.from_bytes(found) ^ int.from_bytes(header)).bit_count()
    other = differing > _ALIKE and looks_encrypted(start)
    raise DeskError("key_file_other_office" if other else "damaged_file")


def _compare_identity(connection: Connection, key_file: KeyFile) -> None:
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (OFFICE_ID,)).fetchone()
    if row is None:
        raise DeskError("damaged_file")
    if row[0] != json.dumps(key_file.office_id):
        raise DeskError("key_file_other_office")


def _make_whole(spare: Path, key: bytes, header: bytes, fill: Callable[[Database], None]) -> None:
    # SQLite makes files that everybody can read: make it ourselves first.
    os.close(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    database = Database(spare, key, create_with=header)
    try:
        schema.upgrade(database)
        fill(database)
    finally:
        database.close()
    if first_bytes(spare)[: len(header)] != header:  # the driver forgot to encrypt: nothing of it may stay
        raise RuntimeError("the new office is not encrypted")
    sync_file(spare)


def _set_aside_lonely_key_file(office: Path) -> None:
    """A key file whose office is gone may be the only key to a copy of it: it gets another name."""
    lonely = keys.key_file_of(office)
    if lonely.exists():
        try:
            lonely.rename(spare_name(lonely, "oud"))
        except OSError as error:
            raise trouble(error, office) from error


def _remove(spare: Path) -> None:
    for leftover in (spare, spare.with_name(spare.name + "-journal")):
        with suppress(OSError):
            leftover.unlink()
