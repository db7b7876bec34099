# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions on an open office: reading waits for nobody, writing is whole, trouble is a sentence."""

from __future__ import annotations

import stat
import sys
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.storage.offices import Office, refused
from wwdesk.storage.database import Database, DriverError, connect, trouble_in
from wwdesk.storage.records.office import SettingRecord


@pytest.fixture
def database(brug: Office) -> Iterator[Database]:
    database = Database(brug.path, brug.key())
    yield database
    database.close()


def setting(key: str) -> SettingRecord:
    return SettingRecord(key=key, value='"waarde"')


def has(database: Database, key: str) -> bool:
    with database.reading() as session:
        return session.get(SettingRecord, key) is not None


def test_what_is_written_is_there_and_what_fails_is_not(database: Database) -> None:
    with database.writing() as session:
        session.add(setting("een"))
    assert has(database, "een")
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add_all([setting("twee"), SettingRecord(key="drie", value=None)])
    assert not has(database, "twee")


def test_nothing_that_happens_while_reading_is_kept(database: Database) -> None:
    with database.reading() as session:
        session.add(setting("een"))
        session.flush()
    assert not has(database, "een")


def test_reading_does_not_wait_for_somebody_who_writes(database: Database) -> None:
    with database.writing() as session:
        session.add(setting("een"))
        session.flush()
        seen: list[bool] = []
        reader = threading.Thread(target=lambda: seen.append(has(database, "een")))
        reader.start()
        reader.join(5)
        assert seen == [False], "the reader saw the office as it was, at once"
    assert has(database, "een")


def test_a_writer_never_starts_from_what_is_about_to_change(database: Database, brug: Office) -> None:
    other = connect(brug.path, brug.key())
    other.execute("PRAGMA busy_timeout = 1")
    with database.writing() as session:
        session.execute(select(SettingRecord)).all()
        with pytest.raises(DriverError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.close()


def test_somebody_else_s_lock_is_a_sentence(database: Database, brug: Office) -> None:
    with database.plain() as connection:
        connection.execute("PRAGMA busy_timeout = 1")
    other = connect(brug.path, brug.key())
    other.execute("BEGIN EXCLUSIVE")
    with refused("office_busy"), database.writing() as session:
        session.add(setting("een"))
    other.execute("ROLLBACK")
    other.close()
    with database.writing() as session:
        session.add(setting("een"))


def test_a_mistake_of_the_program_stays_one_and_tells_no_data(database: Database) -> None:
    with database.writing() as session:
        session.add(setting("een"))
    with pytest.raises(IntegrityError) as mistake, database.writing() as session:
        session.execute(text("INSERT INTO setting VALUES (:key, :value)"), {"key": "een", "value": "85.03.07-123.45"})
    assert "85.03.07" not in str(mistake.value)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("database or disk is full", "disk_full"),
        ("disk I/O error", "disk_refuses"),
        ("attempt to write a readonly database", "disk_refuses"),
        ("unable to open database file", "disk_refuses"),
        ("database is locked", "office_busy"),
        ("database table is locked", "office_busy"),
        ("database disk image is malformed", "damaged_file"),
        ("file is not a database", "damaged_file"),
        ("no such table: person", None),
        ("UNIQUE constraint failed: setting.key", None),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(said: str, key: str | None) -> None:
    trouble = trouble_in(DriverError(said))
    assert (trouble.key if trouble else None) == key


def test_closing_forgets_the_key_and_tells_who_waits_once(database: Database) -> None:
    told: list[str] = []
    database.when_closed(lambda: told.append("let go"))
    database.close()
    database.close()
    assert database.key == b""
    assert told == ["let go"]


@pytest.mark.parametrize("key", [b"", b"x" * 31, b"x" * 33])
def test_a_key_of_another_length_is_never_tried(brug: Office, key: bytes) -> None:
    """A short key would be taken for a password, and an empty one for no encryption."""
    with pytest.raises(ValueError, match="32 bytes"):
        connect(brug.path, key)


@pytest.mark.skipif(sys.platform == "win32", reason="asks POSIX")
def test_what_sqlite_writes_beside_the_office_is_private_too(database: Database, brug: Office) -> None:
    with database.writing() as session:
        session.add(setting("een"))
        session.flush()
        journal = brug.path.with_name(brug.path.name + "-journal")
        assert stat.S_IMODE(journal.stat().st_mode) == 0o600
        content = journal.read_bytes()
        assert b"CREATE TABLE" not in content
        assert b"Voorbeeld" not in content
