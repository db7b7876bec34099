# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Offices for tests: a fresh encrypted one per test, quickly, by copying one made per run."""

from __future__ import annotations

import secrets
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wwdesk.domain.clock import FixedClock
from wwdesk.domain.roles import Role, Worker
from wwdesk.services.desk import Desk
from wwdesk.storage import schema
from wwdesk.storage.database import Database
from wwdesk.storage.records.office import WorkerRecord
from wwdesk.storage.work import work

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""The moment at which the clock of a test office stands."""


class TestOffices:
    """Hands out copies of one empty office with one worker, each with a clock of its own."""

    __test__ = False

    def __init__(self, folder: Path) -> None:
        self._key = secrets.token_bytes(32)
        self._template = folder / "leeg.wwdesk"
        self._folder = folder
        self._count = 0
        database = Database(self._template, self._key, create_with=secrets.token_bytes(16))
        schema.upgrade(database)
        with work(database, "", MORNING, "worker.add") as running:
            record = running.add(WorkerRecord(name="An Voorbeeld", role=Role.ADMINISTRATOR))
            running.about(record)
        self._worker_id = record.id
        database.close()

    def fresh(self, role: Role = Role.ADMINISTRATOR) -> Desk:
        """A desk at an empty office of its own."""
        self._count += 1
        folder = self._folder / str(self._count)  # of its own, with room for the office's own methods beside it
        folder.mkdir()
        path = folder / "kantoor.wwdesk"
        shutil.copyfile(self._template, path)
        worker = Worker(self._worker_id, "An Voorbeeld", role)
        return Desk(Database(path, self._key), FixedClock(MORNING), worker, "Testkantoor")

    def colleague(self, desk: Desk, role: Role = Role.WORKER, name: str = "Bert Collega") -> Desk:
        """A second worker at the same office."""
        with desk.work("worker.add") as running:
            record = running.add(WorkerRecord(name=name, role=role))
            running.about(record)
        return Desk(desk.database, desk.clock, Worker(record.id, name, role), desk.office_name)


def wait(desk: Desk, **time: float) -> None:
    """Moves the clock of a test office: `wait(desk, days=30)`."""
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(**time)
