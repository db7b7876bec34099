# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The open database of one office: an encrypted SQLite file through SQLCipher and SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

KEY_BYTES = 32
_PRAGMAS = (
    "foreign_keys = ON",
    "journal_mode = TRUNCATE",
    "synchronous = FULL",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "busy_timeout = 10000",
)


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    """A keyed SQLCipher connection; never makes a file unless `create` is true.

    Raises the driver's DatabaseError ("file is not a database") where the key does not fit or
    page 1 is damaged; the caller knows which, because the key slot checked the key first.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    mode = "rwc" if create else "rw"
    connection = sqlcipher.connect(
        f"file:{quote(str(path.resolve()))}?mode={mode}", uri=True, check_same_thread=False, isolation_level=None
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


class Database:
    """Sessions on one open office. Close it to forget the key and let the file go."""

    def __init__(self, path: Path, key: bytes, *, create: bool = False) -> None:
        self.path = path
        self._key = key
        self.engine: Engine = create_engine(
            "sqlite+pysqlite://",
            module=sqlcipher,
            creator=lambda: connect(path, self._key, create=create),
            poolclass=QueuePool,
            pool_size=2,
            hide_parameters=True,
        )
        event.listen(self.engine, "begin", _begin_immediate)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading only; nothing it does is kept."""
        with self._sessions() as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, or changes nothing at all. Used by `storage.work` only."""
        with self._sessions.begin() as session:
            yield session

    def close(self) -> None:
        """Closes every connection and forgets the key."""
        self.engine.dispose()
        self._key = b""


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
