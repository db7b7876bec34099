# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Backups of an office: made whole, verified before they count, thinned out, put back.

A backup is three files beside each other: the office (encrypted with the same key), its key file,
and a slip that says what is in it. The slip holds a checksum, so that a backup can be verified
and put back by somebody who has no password at hand.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wwdesk.domain.backup_plan import worth_keeping
from wwdesk.domain.errors import DeskError
from wwdesk.storage import keys
from wwdesk.storage.backup_slip import Slip, read_slip, slip_of, write_slip
from wwdesk.storage.checks import damage_in, first_bytes
from wwdesk.storage.database import Connection, Database, connect, plain_trouble
from wwdesk.storage.files import (
    copy_whole,
    rename_new,
    sha256,
    spare_name,
    sync_file,
    sync_folder,
    trouble,
    write_whole,
)
from wwdesk.storage.keys import KeyFile, key_file_of
from wwdesk.storage.lock_file import OfficeLock

DEFAULT_FOLDER = "backups"
_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite may have left beside a database: it belongs to that very file and to no other."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that can be put back, and what its slip says."""

    path: Path
    slip: Slip

    @property
    def at(self) -> datetime:
        """When it was made."""
        return self.slip.at

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.slip.size


# -- making -----------------------------------------------------------------------------------


def back_up(database: Database, now: datetime) -> Backup:
    """Makes a backup, verifies it, and thins out older ones.

    Raises DeskError `disk_full`, `cannot_write_there`, `backup_folder_not_there` or
    `backup_not_good`; an unfinished backup never stays behind under a backup's name.
    """
    with database.one_backup:
        return _back_up(database, now)


def _back_up(database: Database, now: datetime) -> Backup:
    office = database.path
    key_file = keys.read(key_file_of(office))
    folder = _ready_folder(office, key_file)
    target = _free_name(folder, office, now)
    spare = spare_name(target, "new")
    try:
        os.close(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with database.plain() as connection:
            before = _contents(connection)
            connection.execute("VACUUM INTO ?", (str(spare),))
            after = _contents(connection)
        copied = _verified_contents(spare, database.key, key_file)
        if not _is_a_moment_between(copied, before, after):
            raise DeskError("backup_not_good")
        sync_file(spare)
        content = keys.serialise(key_file)
        slip = Slip(
            office_id=key_file.office_id,
            office_file=office.name,
            at=now.astimezone(UTC),
            size=spare.stat().st_size,
            sha256=sha256(spare),
            keys_sha256=keys.fingerprint(key_file),
            journal_sequence=copied.journal_sequence,
            journal_hash=copied.journal_hash,
        )
        write_whole(key_file_of(target), content)
        write_slip(target, slip)
        rename_new(spare, target)
    except OSError as error:
        raise trouble(error, target) from error
    finally:
        for leftover in (spare, *(spare.with_name(spare.name + end) for end in _BESIDE)):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
    _thin_out(folder, key_file.office_id, target)
    return Backup(target, slip)


def back_up_if_changed(database: Database, now: datetime) -> Backup | None:
    """Makes a backup where anything, or a key, changed since the last one."""
    key_file = keys.read(key_file_of(database.path))
    with database.plain() as connection:
        here = _journal_head(connection)
    print_of_keys = keys.fingerprint(key_file)
    for made in backups_of(database.path):  # any of them: a clock set back puts the last one lower down
        if (made.slip.journal_sequence, made.slip.journal_hash, made.slip.keys_sha256) == (*here, print_of_keys):
            return None
    return back_up(database, now)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What must be the same in a backup: how many rows each table has, and the last line of the journal."""

    rows: tuple[tuple[str, int], ...]
    journal_sequence: int
    journal_hash: str


def _contents(connection: Connection) -> _Contents:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    rows: list[tuple[str, int]] = []
    for (name,) in names:
        counted = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 - names of our tables
        rows.append((str(name), int(str(counted[0])) if counted else 0))
    return _Contents(tuple(rows), *_journal_head(connection))


def _is_a_moment_between(copied: _Contents, before: _Contents, after: _Contents) -> bool:
    """Whether a copy is the office as it was at one moment while it was made; work goes on meanwhile."""
    if before == after:
        return copied == before
    same_tables = [name for name, _ in copied.rows] == [name for name, _ in before.rows]
    return same_tables and before.journal_sequence <= copied.journal_sequence <= after.journal_sequence


def _journal_head(connection: Connection) -> tuple[int, str]:
    row = connection.execute("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    return (int(str(row[0])), str(row[1])) if row else (0, "")


def _verified_contents(copy: Path, key: bytes, key_file: KeyFile) -> _Contents:
    """Opens a fresh backup as a restore would: encrypted, both checks, and every table read."""
    if first_bytes(copy)[: len(key_file.header)] != key_file.header:
        raise DeskError("backup_not_good")
    with plain_trouble():
        connection = connect(copy, key)
        try:
            if damage_in(connection):
                raise DeskError("backup_not_good")
            return _contents(connection)
        finally:
            connection.close()


def _ready_folder(office: Path, key_file: KeyFile) -> Path:
    if key_file.backup_folder:
        folder = Path(key_file.backup_folder)
        if not folder.is_dir():
            raise DeskError("backup_folder_not_there", folder=folder)
        return folder
    folder = office.parent / DEFAULT_FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise trouble(error, folder) from error
    return folder


def _free_name(folder: Path, office: Path, now: datetime) -> Path:
    base = f"{office.stem}-{now.astimezone():%Y%m%d-%H%M%S}"
    number = 1
    while True:
        target = folder / f"{base}{f'-{number}' if number > 1 else ''}{office.suffix}"
        if not (target.exists() or key_file_of(target).exists() or slip_of(target).exists()):
            return target
        number += 1


# -- finding and thinning ---------------------------------------------------------------------


def backups_of(office: Path) -> tuple[Backup, ...]:
    """The backups of an office that may itself be damaged or gone, newest first.

    Looks in the folder of its settings and in `backups` beside it. Where its key file cannot be
    read, its backups are those that were made of a file of that name.
    """
    key_file: KeyFile | None = None
    with suppress(DeskError):
        key_file = keys.read(key_file_of(office))
    folders = [office.parent / DEFAULT_FOLDER]
    if key_file and key_file.backup_folder:
        folders.insert(0, Path(key_file.backup_folder))
    found = {
        backup.path: backup
        for folder in folders
        for backup in _backups_in(folder)
        if (backup.slip.office_id == key_file.office_id if key_file else backup.slip.office_file == office.name)
    }
    return tuple(sorted(found.values(), key=lambda backup: (backup.at, backup.path.name), reverse=True))


def _backups_in(folder: Path) -> list[Backup]:
    """The whole backups in a folder: those of which all three files are there."""
    try:
        names = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []
    found: list[Backup] = []
    for path in names:
        if slip_of(path) in names and key_file_of(path) in names:
            with suppress(DeskError):
                found.append(Backup(path, read_slip(path)))
    return found


def _thin_out(folder: Path, office_id: str, just_made: Path) -> None:
    """Removes what is no longer worth its room; what cannot be removed today goes another day.

    Never the one just made: where the clock was ahead for a while, it is not the newest by date.
    """
    ours = [backup for backup in _backups_in(folder) if backup.slip.office_id == office_id]
    local = {backup.path: backup.at.astimezone().replace(tzinfo=None) for backup in ours}
    kept = worth_keeping(local.values())
    for backup in ours:
        if local[backup.path] not in kept and backup.path != just_made:
            with suppress(OSError):
                for part in (backup.path, key_file_of(backup.path), slip_of(backup.path)):
                    part.unlink(missing_ok=True)


# -- putting back -----------------------------------------------------------------------------


def verify(backup: Path) -> Backup:
    """A backup whose file is exactly what it was when it was made and verified.

    Raises DeskError `backup_not_found` or `backup_damaged`.
    """
    try:
        there = backup.is_file() and slip_of(backup).is_file()
    except (OSError, ValueError):  # a name that no disk can hold
        there = False
    if not there:
        raise DeskError("backup_not_found", file=backup.name)
    slip = read_slip(backup)
    try:
        whole = backup.stat().st_size == slip.size and sha256(backup) == slip.sha256
        whole = whole and keys.read(key_file_of(backup)).office_id == slip.office_id
    except (OSError, DeskError) as error:
        raise DeskError("backup_damaged", file=backup.name) from error
    if not whole:
        raise DeskError("backup_damaged", file=backup.name)
    return Backup(backup, slip)


def restore(backup: Path, office: Path) -> Path | None:
    """Puts a backup in the place of an office; gives the new name of the file that was there.

    That file is never removed. The passwords of today stay where they still open the backup;
    otherwise the key file of the backup comes with it.

    Raises DeskError `backup_other_office`, `office_in_use`, and what `verify` raises.
    """
    good = verify(backup)
    lock = OfficeLock(office)
    spare = spare_name(office, "new")
    aside = _Aside(office)
    try:
        key_file = _keys_after(good, office)
        copy_whole(backup, spare)
        if sha256(spare) != good.slip.sha256:
            raise DeskError("backup_damaged", file=backup.name)  # noqa: TRY301 - everything goes back below
        aside.take()
        with keys.changing(office, key_file):
            spare.replace(office)
            sync_folder(office.parent)
    except OSError as error:
        aside.give_back()
        raise trouble(error, office) from error
    except BaseException:
        aside.give_back()
        raise
    finally:
        with suppress(OSError):
            spare.unlink(missing_ok=True)
        lock.release()
    return aside.path if aside.path.exists() else None


def _keys_after(good: Backup, office: Path) -> KeyFile:
    """The key file the restored office gets. Refuses a backup of another office."""
    of_backup = keys.read(key_file_of(good.path))
    try:
        of_office = keys.read(key_file_of(office))
    except DeskError:
        return of_backup
    if of_office.office_id != of_backup.office_id:
        raise DeskError("backup_other_office", file=good.path.name)
    return of_office


class _Aside:
    """The file that was there before a restore, with what SQLite left beside it, under a name of its own.

    Until the backup takes its place, the office keeps its first name too: a power cut in between
    leaves one whole office or the other.
    """

    def __init__(self, office: Path) -> None:
        self._office = office
        moment = datetime.now(UTC).astimezone()
        self.path = office.with_name(f"{office.stem}-opzij-{moment:%Y%m%d-%H%M%S}{office.suffix}")
        while os.path.lexists(self.path):
            self.path = self.path.with_name(f"{self.path.stem}x{self.path.suffix}")
        self._moved: list[tuple[Path, Path]] = []

    def take(self) -> None:
        """Gives the office its second name and moves along what belongs to it."""
        if self._office.exists():
            try:
                os.link(self._office, self.path)
            except OSError:  # a stick formatted as exFAT knows no second name for a file
                self._office.rename(self.path)
            self._moved.append((self._office, self.path))
            if key_file_of(self._office).exists():
                copy_whole(key_file_of(self._office), key_file_of(self.path))
        for end in _BESIDE:
            there, here = (path.with_name(path.name + end) for path in (self._office, self.path))
            if there.exists() and there.stat().st_size == 0:
                there.unlink()  # the empty journal that SQLite keeps between transactions
            elif there.exists():
                there.rename(here)
                self._moved.append((there, here))

    def give_back(self) -> None:
        """Undoes `take`."""
        for there, here in reversed(self._moved):
            with suppress(OSError):
                here.replace(there)
                here.unlink(missing_ok=True)  # replacing a name of the same file leaves both
        if self._moved:
            with suppress(OSError):
                key_file_of(self.path).unlink(missing_ok=True)
