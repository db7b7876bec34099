# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One user action: one transaction, one line in the journal.

The journal is append-only (triggers) and chained: each line's hash covers the line before it, so
that a line changed, removed or put elsewhere is found by `wwdesk check`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from wwdesk.domain.errors import DeskError
from wwdesk.domain.ids import new_id
from wwdesk.storage.database import Database
from wwdesk.storage.records.base import Base, Tracked
from wwdesk.storage.records.office import JournalRecord

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
APPEND_ONLY = (
    f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal {_REFUSE}",
    f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal {_REFUSE}",
)
"""SQLite triggers; made by the first migration."""

FIRST_HASH = "0" * 64

Record = TypeVar("Record", bound=Tracked)


def journal_hash(line: JournalRecord, previous: str) -> str:
    """The hash of a journal line: SHA-256 over its fields and the hash of the line before."""
    parts = (
        previous,
        str(line.sequence),
        line.at.astimezone(UTC).isoformat(),
        line.worker_id,
        line.action,
        line.kind,
        line.record_id,
        str(line.revision),
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass
class Work:
    """One running action. Add and change records through it; it keeps revision, author and time."""

    session: Session
    worker_id: str
    at: datetime
    action: str
    _about: tuple[str, str, int] | None = field(default=None)

    def add(self, record: Record) -> Record:
        """Adds a new record: gives it identity, revision 1, author and time."""
        record.id = record.id or new_id()
        record.revision = 1
        record.created_at = record.changed_at = self.at
        record.created_by = record.changed_by = self.worker_id
        self.session.add(record)
        self.session.flush()
        return record

    def get(self, kind: type[Record], record_id: str, revision: int | None = None) -> Record:
        """The record, to change it.

        Raises DeskError `not_found` where it does not exist, and `changed_meanwhile` where
        `revision` is given and somebody else changed it since.
        """
        record = self.session.get(kind, record_id)
        if record is None:
            raise DeskError("not_found")
        if revision is not None and record.revision != revision:
            raise DeskError("changed_meanwhile")
        return record

    def touch(self, record: Tracked) -> None:
        """Counts a change of the record by this worker."""
        record.revision += 1
        record.changed_at = self.at
        record.changed_by = self.worker_id

    def bin(self, record: Tracked) -> None:
        """Puts a record in the bin. Raises DeskError `not_found` where it lies there already."""
        if record.binned_at is not None:
            raise DeskError("not_found")
        record.binned_at = self.at
        self.touch(record)

    def restore(self, record: Tracked) -> None:
        """Takes a record out of the bin. Raises DeskError `not_found` where it does not lie there."""
        if record.binned_at is None:
            raise DeskError("not_found")
        record.binned_at = None
        self.touch(record)

    def about(self, record: Tracked) -> None:
        """Says which record the journal line of this action is about; once per action, when done."""
        self._about = (type(record).__tablename__ if isinstance(record, Base) else "", record.id, record.revision)

    def about_settings(self, office_id: str, revision: int) -> None:
        """Says that this action is about the settings of the office, which are no record of their own."""
        self._about = ("setting", office_id, revision)

    def write_journal(self) -> None:
        """Writes the one line of this action. An action about nothing is a mistake in the program."""
        if self._about is None:
            raise RuntimeError(f"action {self.action!r} did not say what it is about")
        kind, record_id, revision = self._about
        last = self.session.execute(
            select(JournalRecord.sequence, JournalRecord.hash).order_by(JournalRecord.sequence.desc()).limit(1)
        ).first()
        line = JournalRecord(
            sequence=last.sequence + 1 if last else 1,
            at=self.at,
            worker_id=self.worker_id,
            action=self.action,
            kind=kind,
            record_id=record_id,
            revision=revision,
        )
        line.hash = journal_hash(line, last.hash if last else FIRST_HASH)
        self.session.add(line)


@contextmanager
def work(database: Database, worker_id: str, at: datetime, action: str) -> Generator[Work]:
    """One action from start to end: everything in it is kept with its journal line, or nothing is."""
    with database.writing() as session:
        running = Work(session, worker_id, at, action)
        yield running
        running.write_journal()
