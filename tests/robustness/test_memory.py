# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A file from anywhere cannot make the program ask for more memory than a laptop has."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.offices import AN, Office
from wwdesk.storage.keys import LARGEST_FILE

OPEN = """
import resource, sys
from pathlib import Path
from wwdesk.domain.clock import SystemClock
from wwdesk.domain.errors import DeskError
from wwdesk.services import office
path = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    desk = office.open_office(path, office.key_holders(path)[0].slot_id, sys.argv[2], SystemClock())
    desk.database.close()
    outcome = "opened"
except DeskError as refused:
    outcome = refused.key
print(outcome, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks POSIX for the peak")


def opened(path: Path) -> tuple[str, int]:
    """How it opened, and by how many MB that raised the peak."""
    answer = subprocess.run([sys.executable, "-c", OPEN, str(path), AN], capture_output=True, text=True, check=True)
    outcome, megabytes = answer.stdout.split()
    return outcome, int(megabytes)


def test_opening_costs_little_more_than_the_password(brug: Office) -> None:
    outcome, megabytes = opened(brug.path)
    assert outcome == "opened"
    assert megabytes < 64 + 40


def test_a_huge_key_file_is_not_read(brug: Office) -> None:
    with brug.key_path.open("r+b") as file:
        file.truncate(4 << 30)
    outcome, megabytes = opened(brug.path)
    assert outcome == "key_file_damaged"
    assert megabytes < 10 * LARGEST_FILE >> 20


def test_a_huge_office_is_not_read_before_its_key_fits(brug: Office) -> None:
    with brug.path.open("r+b") as file:
        file.truncate(8 << 30)
    brug.key_path.unlink()
    outcome, megabytes = opened(brug.path)
    assert outcome == "key_file_missing"
    assert megabytes < 20


def test_a_hostile_key_file_asks_for_nothing(brug: Office) -> None:
    text = brug.key_path.read_text("utf-8")
    document = json.loads(text)
    brug.key_path.write_text(text.replace(str(document["slots"][0]["memory"]), str(8 << 20)), "utf-8")
    outcome, megabytes = opened(brug.path)
    assert outcome == "key_file_damaged"
    assert megabytes < 20
