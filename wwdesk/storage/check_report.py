# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be wrong in an office file, for `wwdesk check`: file, schema, journal, records."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from wwdesk.storage import schema
from wwdesk.storage.checks import damage_in
from wwdesk.storage.database import Connection, Database
from wwdesk.storage.lock_file import OfficeLock
from wwdesk.storage.records import Base
from wwdesk.storage.records.base import Tracked
from wwdesk.storage.records.office import JournalRecord
from wwdesk.storage.work import FIRST_HASH, journal_hash


class ProblemKind(StrEnum):
    """What is wrong (texts `check`)."""

    FILE = "file"
    SCHEMA = "schema"
    REFERENCES = "references"
    JOURNAL_GAP = "journal_gap"
    JOURNAL_CHANGED = "journal_changed"
    RECORD_GONE = "record_gone"
    RECORD_OLDER = "record_older"
    RECORD_UNKNOWN_CHANGE = "record_unknown_change"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `values` fill its sentence and name nothing about people."""

    kind: ProblemKind
    values: dict[str, object] = field(default_factory=dict[str, object])


def problems_in(office: Path, key: bytes) -> tuple[Problem, ...]:
    """What is wrong in an office with its right key. Changes nothing.

    Raises DeskError `office_in_use`, `newer_version`; `damaged_file` where the damage lies in the pages that say
    which tables there are, so that the file cannot even be opened to check it.
    """
    lock = OfficeLock(office)
    try:
        database = Database(office, key)
        try:
            return tuple(_problems(database))
        finally:
            database.close()
    finally:
        lock.release()


def _problems(database: Database) -> Generator[Problem]:
    with database.plain() as connection:
        damage = damage_in(connection)
        if damage:
            yield from (Problem(ProblemKind.FILE, {"detail": detail}) for detail in damage.details)
            return  # what is read from a damaged file says nothing
        if schema.version_of(connection) != schema.CURRENT:
            return  # an older office is checked again when it is opened and brought up to date
        changed = schema.differences(connection)
        yield from (Problem(ProblemKind.SCHEMA, {"name": name}) for name in changed)
        yield from _broken_references(connection)
    if not changed:
        with database.reading() as session:
            yield from _journal_problems(session)
            yield from _record_problems(session)


def _broken_references(connection: Connection) -> Generator[Problem]:
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Problem(ProblemKind.REFERENCES, {"table": row[0], "other": row[2]})


def _journal_problems(session: Session) -> Generator[Problem]:
    """Walks the chain from the first line to the last."""
    hash_before, expected = FIRST_HASH, 1
    lines = select(JournalRecord).order_by(JournalRecord.sequence).execution_options(yield_per=1000)
    for line in session.scalars(lines):
        if line.sequence != expected:
            yield Problem(ProblemKind.JOURNAL_GAP, {"first": expected, "last": line.sequence - 1})
        elif line.hash != journal_hash(line, hash_before):
            yield Problem(ProblemKind.JOURNAL_CHANGED, {"line": line.sequence})
        hash_before, expected = line.hash, line.sequence + 1
        session.expunge(line)


def _record_problems(session: Session) -> Generator[Problem]:
    """Compares every record with the journal: its last revision, and a line for its last change."""
    moments: set[datetime] = set()
    last: dict[tuple[str, str], int] = {}
    columns = (JournalRecord.at, JournalRecord.kind, JournalRecord.record_id, JournalRecord.revision)
    for at, kind, record_id, revision in session.execute(select(*columns).order_by(JournalRecord.sequence)):
        moments.add(at)
        last[kind, record_id] = revision
    for kind, record in sorted(_tracked().items()):
        found: set[str] = set()
        for record_id, revision, changed_at in session.execute(select(record.id, record.revision, record.changed_at)):
            found.add(record_id)
            if revision < last.get((kind, record_id), 0):
                yield Problem(ProblemKind.RECORD_OLDER, {"table": kind, "id": record_id})
            elif changed_at not in moments:
                yield Problem(ProblemKind.RECORD_UNKNOWN_CHANGE, {"table": kind, "id": record_id})
        gone = {record_id for table, record_id in last if table == kind} - found
        yield from (Problem(ProblemKind.RECORD_GONE, {"table": kind, "id": record_id}) for record_id in sorted(gone))


def _tracked() -> dict[str, type[Tracked]]:
    """The records that workers change, by the name of their table."""
    return {
        str(mapper.local_table): mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Tracked)
    }
