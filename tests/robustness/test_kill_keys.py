# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""kill -9 while passwords change and backups are put back: the office opens, with the old password or the new."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.robustness.killer import Killer
from tests.robustness.saving import PASSWORD, make_work, open_again
from wwdesk.domain.errors import DeskError
from wwdesk.services import office
from wwdesk.services.desk import Desk
from wwdesk.storage import office_file

ROUNDS = 40

pytestmark = [pytest.mark.kill, pytest.mark.skipif(not hasattr(os, "fork"), reason="forks its rounds")]


def open_with_one_of(file: Path, passwords: list[str]) -> tuple[Desk, str]:
    """The office, opened with the last password that was shown as changed, or the one tried after it."""
    refusals: list[str] = []
    for password in passwords:
        try:
            return open_again(file, password), password
        except DeskError as refused:
            refusals.append(refused.key)
    pytest.fail(f"no password opens the office: {refusals}")


def test_the_office_opens_after_every_kill(tmp_path: Path) -> None:
    file = tmp_path / "De Brug.wwdesk"
    make_work(file)
    killer = Killer(file, random.Random(2))  # noqa: S311 - moments, no secrets
    password = PASSWORD
    workers: set[str] = set()
    for number in range(ROUNDS):
        allowed = [password]
        for line in killer.round(f"{number} {password}", ("password", "worker"), 5):
            kind, _, rest = line.partition(" ")
            assert kind in ("trying", "password", "worker"), line
            if kind == "trying":
                allowed.append(rest)
            elif kind == "password":
                allowed = [rest]
            else:
                workers.add(rest)
        desk, password = open_with_one_of(file, allowed)
        assert workers <= {row.name for row in office.workers(desk) if row.has_key}
        desk.database.close()
    killer.end()
    assert len(workers) > ROUNDS / 4
    assert office.check(file, office_file.unlock_with(file, password)[2]) == ()
