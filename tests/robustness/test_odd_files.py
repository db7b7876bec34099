# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Pipes, devices, circles of links and impossible names where an office, key file or backup should be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.offices import AN, NOON, Office
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.errors import DeskError
from wwdesk.services import office
from wwdesk.storage import keys
from wwdesk.storage.lock_file import OfficeLock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")


def key_of(action: Callable[[], object]) -> str:
    with pytest.raises(DeskError) as refused:
        action()
    return refused.value.key


def pipe(path: Path) -> Path:
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    return path


def circle(path: Path) -> Path:
    path.unlink(missing_ok=True)
    path.symlink_to(path)
    return path


def sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(4 << 30)
    return path


def test_a_key_file_that_is_no_file_is_called_damaged(brug: Office) -> None:
    for make in (pipe, circle):
        make(brug.key_path)
        assert key_of(lambda: office.key_holders(brug.path)) in ("key_file_damaged", "key_file_missing")
    brug.key_path.unlink()
    brug.key_path.symlink_to("/dev/zero")
    assert key_of(lambda: office.key_holders(brug.path)) == "key_file_damaged"


def test_a_lock_that_is_no_file_is_refused(brug: Office) -> None:
    lock = pipe(brug.path.with_name(brug.path.name + ".lock"))
    assert key_of(lambda: OfficeLock(brug.path)) == "cannot_write_there"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    assert key_of(lambda: OfficeLock(brug.path)) == "cannot_write_there"


@pytest.mark.parametrize("part", ["", keys.SUFFIX, ".slip"])
@pytest.mark.parametrize("make", [pipe, circle, sparse])
def test_a_backup_that_is_no_backup_is_neither_listed_nor_put_back(
    brug: Office, part: str, make: Callable[[Path], Path]
) -> None:
    desk = brug.open()
    made = office.back_up(desk).path
    desk.database.close()
    make(made.with_name(made.name + part))
    if make is not sparse:
        assert office.backups_of(brug.path) == ()
    assert key_of(lambda: office.restore_backup(made, brug.path)) in ("backup_not_found", "backup_damaged")
    brug.open().database.close()


@pytest.mark.parametrize(
    "name", ["/", "/dev/zero", "/dev/null", "a" * 300, "b" * 5000, "pijp", "cirkel", "groot", "a\x00b"]
)
@pytest.mark.parametrize("verb", ["check", "list", "make", "restore", "from"])
def test_the_command_line_answers_every_name_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, verb: str
) -> None:
    cli = pytest.importorskip("wwdesk.app.cli")
    monkeypatch.chdir(tmp_path)
    pipe(Path("pijp"))
    circle(Path("cirkel"))
    sparse(Path("groot"))
    Path("woord").write_text(AN, "utf-8")
    words = {
        "check": ["check", name, "--key-file", "woord"],
        "list": ["backup", "list", "--office", name],
        "make": ["backup", "make", "--office", name, "--key-file", "woord"],
        "restore": ["backup", "restore", "--office", name, "woord"],
        "from": ["backup", "restore", "--office", "kantoor", name],
    }
    code = cli.main(words[verb])
    said = capsys.readouterr()
    assert code == 1 or verb == "list"
    assert "struikelde" not in said.err
    assert said.out or said.err


def test_an_office_in_a_folder_with_bytes_that_are_no_letters_is_named(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    Path(os.fsdecode(folder)).mkdir()
    run = [sys.executable, "-m", "wwdesk", "backup", "list", "--office", folder + b"/De Brug.wwdesk"]
    done = subprocess.run(run, capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0


def test_a_clock_that_was_ahead_never_costs_the_backup_just_made(brug: Office) -> None:
    """The battery of the clock was empty: for a year of backups it seemed to be 2031."""
    clock = FixedClock(NOON.replace(year=2031))
    desk = brug.open(clock=clock)
    for number in range(30):
        clock.moment = NOON.replace(year=2029 + number // 12, month=1 + number % 12)
        office.back_up(desk)
    clock.moment = NOON
    made = office.back_up(desk)
    assert made.path in {row.path for row in office.backups(desk)}
    office.close_office(desk)
    assert made.path.exists()
    assert office.check(brug.path, brug.key()) == ()
