# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The lock file: one program per office, and no office that stays shut after a power cut."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.storage.offices import refused
from wwdesk.domain.errors import DeskError
from wwdesk.storage import process
from wwdesk.storage.lock_file import OfficeLock

CHILD = """
import sys, time
from pathlib import Path
from wwdesk.domain.errors import DeskError
from wwdesk.storage.lock_file import OfficeLock
try:
    lock = OfficeLock(Path(sys.argv[1]))
except DeskError as refused:
    print(refused.key, refused.values.get("process"), flush=True)
else:
    print("mine", flush=True)
    sys.stdin.readline()
    if "count" in sys.argv:
        with open(sys.argv[1], "a") as file:
            file.write("x")
        time.sleep(0.01)
    lock.release()
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return tmp_path / "De Brug.wwdesk"


@pytest.fixture
def children() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for child in started:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()


def another_program(children: list[subprocess.Popen[str]], office: Path, *more: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(office), *more], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    children.append(child)
    return child


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def lock_path(office: Path) -> Path:
    return office.with_name(office.name + ".lock")


def written(office: Path, **values: Any) -> None:
    mine = {
        "host": process.host_name(),
        "machine": process.machine_id(),
        "pid": os.getpid(),
        "started": process.started(os.getpid()),
        "user": "an",
        "since": "2026-11-23T09:00:00+00:00",
    }
    lock_path(office).write_text(json.dumps({**mine, **values}), "utf-8")


def test_it_is_there_while_the_office_is_open_and_gone_after(office: Path) -> None:
    lock = OfficeLock(office)
    holder = json.loads(lock_path(office).read_text("utf-8"))
    assert (holder["pid"], holder["host"]) == (os.getpid(), process.host_name())
    if sys.platform != "win32":
        assert stat.S_IMODE(lock_path(office).stat().st_mode) == 0o600
    lock.release()
    lock.release()
    assert list(office.parent.iterdir()) == []


def test_the_same_program_does_not_open_it_twice(office: Path) -> None:
    lock = OfficeLock(office)
    with refused("office_in_use"):
        OfficeLock(office)
    lock.release()
    OfficeLock(office).release()


def test_another_program_is_named(office: Path, children: list[subprocess.Popen[str]]) -> None:
    other = another_program(children, office)
    assert said(other) == "mine"
    with refused("office_in_use") as seen:
        OfficeLock(office)
    assert seen.value.values["process"] == other.pid
    assert seen.value.values["host"] == process.host_name()
    assert "23/11" in str(seen.value.values["since"]) or str(seen.value.values["since"]).count("/") == 2
    assert other.stdin
    other.stdin.write("\n")
    other.stdin.flush()
    other.wait(10)
    OfficeLock(office).release()


def test_what_a_killed_program_left_is_taken_over(office: Path, children: list[subprocess.Popen[str]]) -> None:
    other = another_program(children, office)
    assert said(other) == "mine"
    other.kill()
    other.wait()
    assert lock_path(office).exists()
    lock = OfficeLock(office)
    assert json.loads(lock_path(office).read_text("utf-8"))["pid"] == os.getpid()
    lock.release()


def test_a_process_number_that_is_used_again_is_no_holder(office: Path) -> None:
    written(office, pid=os.getppid(), started="another boot 1")
    OfficeLock(office).release()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"pid": 1}', b"\x00" * 100, b"[" * 5000, b'{"pid":"x"}'])
def test_an_unreadable_lock_file_of_a_killed_program_does_not_shut_the_office(office: Path, content: bytes) -> None:
    lock_path(office).write_bytes(content)
    OfficeLock(office).release()


def test_another_machine_is_named_and_never_pushed_aside(office: Path) -> None:
    written(office, host="LAPTOP-BERT", machine="0123456789abcdef", user="bert")
    before = lock_path(office).read_bytes()
    with refused("office_in_use_elsewhere") as seen:
        OfficeLock(office)
    assert "LAPTOP-BERT" in seen.value.sentence
    assert "De Brug.wwdesk.lock" in seen.value.sentence
    assert lock_path(office).read_bytes() == before


def test_a_folder_that_takes_no_files_is_named(tmp_path: Path) -> None:
    with refused("cannot_write_there"):
        OfficeLock(tmp_path / "nergens" / "De Brug.wwdesk")


def test_of_many_programs_that_find_an_old_lock_one_gets_it(
    office: Path, children: list[subprocess.Popen[str]]
) -> None:
    written(office, started="another boot 1")
    for _ in range(6):
        another_program(children, office)
    answers = [said(child) for child in children]
    assert sum(answer == "mine" for answer in answers) == 1
    assert sum(answer.startswith("office_in_use ") for answer in answers) == 5


def test_programs_that_come_and_go_never_hold_it_together(office: Path) -> None:
    """Lock, release and lock again in a race: whoever is refused tries again until all had a turn."""
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom wwdesk.domain.errors import DeskError\n"
        "from wwdesk.storage.lock_file import OfficeLock\noffice = Path(sys.argv[1])\nturns = 0\n"
        "while turns < 25:\n"
        "    try:\n        lock = OfficeLock(office)\n"
        "    except DeskError:\n        time.sleep(0.001)\n        continue\n"
        "    count = office.with_suffix('.count')\n"
        "    seen = int(count.read_text() or 0) if count.exists() else 0\n"
        "    time.sleep(0.0005)\n    count.write_text(str(seen + 1))\n    turns += 1\n    lock.release()\n"
    )
    racers = [subprocess.Popen([sys.executable, "-c", script, str(office)]) for _ in range(4)]
    assert [racer.wait(60) for racer in racers] == [0] * 4
    assert office.with_suffix(".count").read_text("ascii") == "100"
    assert not lock_path(office).exists()


def test_a_process_is_known_by_its_start() -> None:
    mine = process.started(os.getpid())
    assert mine
    assert mine == process.started(os.getpid())
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    time.sleep(0.01)
    assert process.started(gone.pid) in ("", process.started(gone.pid))
    assert process.started(gone.pid) != mine


def test_the_sentence_survives_a_clock_nobody_can_read(office: Path) -> None:
    written(office, machine="0123456789abcdef", since="gisteren")
    with pytest.raises(DeskError) as seen:
        OfficeLock(office)
    assert "sinds ?" in seen.value.sentence


def test_a_lock_file_of_another_user_of_this_machine_is_somebody_s(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(office)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("wwdesk.storage.lock_file.os.open", refuse)
    with refused("office_in_use"):
        OfficeLock(office)
