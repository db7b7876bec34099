# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The open database of one office: an encrypted SQLite file through SQLCipher and SQLAlchemy."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Protocol, cast
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection as SqlConnection
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from wwdesk.domain.errors import DeskError

KEY_BYTES = 32
_PRAGMAS = (
    "foreign_keys = ON",
    "journal_mode = TRUNCATE",
    "synchronous = FULL",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    # Without it, INSERT OR REPLACE removes a line of the journal without asking its trigger.
    "recursive_triggers = ON",
    "busy_timeout = 10000",
    # 16 MB instead of 2: a page in the cache is not decrypted again (random reads 1.7x plain, not 2.2x).
    "cache_size = -16000",
)
_WRITES = "wwdesk_writes"


class Cursor(Protocol):
    """What we use of the driver's cursor."""

    def fetchone(self) -> tuple[object, ...] | None:
        """The next row."""
        ...

    def fetchall(self) -> list[tuple[object, ...]]:
        """The rows that are left."""
        ...


class Connection(Protocol):
    """What we use of the driver's connection."""

    def execute(self, sql: str, parameters: Iterable[object] = ...) -> Cursor:
        """Runs one statement."""
        ...

    def close(self) -> None:
        """Lets the file go."""
        ...


class _Driver(Protocol):
    """What we use of the driver, which carries no types of its own."""

    Error: type[Exception]

    def connect(self, database: str, *, uri: bool, check_same_thread: bool, isolation_level: None) -> Connection:
        """Opens a file."""
        ...


_driver = cast("_Driver", sqlcipher)
DriverError = _driver.Error
"""What the driver raises itself, where SQLAlchemy does not stand in between."""


def connect(path: Path, key: bytes, *, create_with: bytes = b"") -> Connection:
    """A keyed SQLCipher connection. Makes the file only where `create_with` gives its first bytes.

    Raises the driver's DatabaseError ("file is not a database") where the key does not fit or
    page 1 is damaged; the caller knows which, because the key slot checked the key first.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    mode = "rwc" if create_with else "rw"
    address = f"file:{quote(os.fsencode(path.resolve()))}?mode={mode}"
    connection = _driver.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}{create_with.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


_TROUBLE = {
    "disk is full": "disk_full",
    "disk I/O error": "disk_refuses",
    "readonly database": "disk_refuses",
    "unable to open database": "disk_refuses",
    "is locked": "office_busy",
    "malformed": "damaged_file",
    "not a database": "damaged_file",
    "FOREIGN KEY": "not_found",  # what was typed names a record that is no more
}
"""What SQLite says, and the sentence for the worker."""


def trouble_in(error: Exception) -> DeskError | None:
    """What trouble with the file means for the worker; None where the program made a mistake.

    The driver passes on no error numbers, only SQLite's own sentences, which it never translates.
    """
    if isinstance(error, UnicodeError):
        return DeskError("text_unreadable")  # half a character, from a broken file name or clipboard
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return next((DeskError(key) for words, key in _TROUBLE.items() if words in said), None)


@contextmanager
def plain_trouble() -> Generator[None]:
    """Turns trouble with the file into a sentence for the worker."""
    try:
        yield
    except (DBAPIError, DriverError, UnicodeEncodeError) as error:
        trouble = trouble_in(error)
        if trouble is None:
            raise
        raise trouble from error


class Database:
    """Sessions on one open office. Close it to forget the key and let the file go."""

    def __init__(self, path: Path, key: bytes, *, create_with: bytes = b"") -> None:
        self.path = path
        self._key = key
        self._let_go: list[Callable[[], None]] = []
        self.one_backup = Lock()
        """Held while a backup is made: two of one second would take each other's name."""
        self.engine: Engine = create_engine(
            "sqlite+pysqlite://",
            module=sqlcipher,
            creator=lambda: self._connect(create_with),
            poolclass=QueuePool,
            pool_size=2,
            hide_parameters=True,
        )
        event.listen(self.engine, "begin", _begin)
        self._writing_engine = self.engine.execution_options(**{_WRITES: True})
        self._readers = sessionmaker(self.engine, expire_on_commit=False)
        self._writers = sessionmaker(self._writing_engine, expire_on_commit=False)

    def _connect(self, create_with: bytes) -> Connection:
        if not self._key:  # an action that waited while the office was closed
            raise DeskError("office_closed")
        return connect(self.path, self._key, create_with=create_with)

    @property
    def key(self) -> bytes:
        """The key of the office, to wrap it for another worker."""
        return self._key

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session for reading only; nothing it does is kept. Does not wait for somebody who writes."""
        with plain_trouble(), self._readers() as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Generator[Session]:
        """A session that commits at the end, or changes nothing at all. Used by `storage.work` only."""
        with plain_trouble(), self._writers.begin() as session:
            yield session

    @contextmanager
    def plain(self) -> Generator[Connection]:
        """The driver's own connection, outside any transaction: for checks and backups."""
        with plain_trouble():
            pooled = self.engine.raw_connection()
            try:
                yield cast("Connection", pooled.driver_connection)
            finally:
                pooled.close()

    @contextmanager
    def restructuring(self) -> Generator[SqlConnection]:
        """One transaction over the schema, for migrations: all of it or nothing.

        A table that is rebuilt is dropped for a moment: references are checked at the end instead.
        """
        with plain_trouble(), self._writing_engine.connect() as connection:
            driver = cast("Connection", connection.connection.driver_connection)
            driver.execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    yield connection
                    if driver.execute("PRAGMA foreign_key_check").fetchone() is not None:
                        raise DeskError("damaged_file")
            finally:
                driver.execute("PRAGMA foreign_keys = ON")

    def when_closed(self, action: Callable[[], None]) -> None:
        """Does something once the file is let go: giving back the lock."""
        self._let_go.append(action)

    def close(self) -> None:
        """Closes every connection, forgets the key and gives back the lock. Harmless the second time."""
        self.engine.dispose()
        self._key = b""
        while self._let_go:
            self._let_go.pop()()


def _begin(connection: SqlConnection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
