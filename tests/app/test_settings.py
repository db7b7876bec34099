# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What the window remembers survives, and a broken file is as the first day."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwdesk.app import settings
from wwdesk.ui.preferences import MOST_RECENT, Preferences, RecentOffice
from wwdesk.ui.theme import Scheme


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "config" / "window.json"
    office = RecentOffice(path=Path("/kantoren/brug.wwdesk"), name="De Brug – Zoë", slot_id="abc")
    preferences = Preferences(scheme=Scheme.DARK, text_percent=150, recent=(office,))
    settings.keep(file, preferences)
    assert settings.load(file) == preferences
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"scheme": 3, "text_percent": "groot", "recent": {}}',
        b'{"scheme": "paars", "text_percent": 137, "recent": [1, {}, {"path": ""}, {"path": 3, "name": "x"}]}',
        b'{"scheme": ["dark"], "text_percent": true}',
        b"[" * 100_000,
        b'{"text_percent": ' + b"9" * 5000 + b"}",
        b'{"recent": [{"path": "a\\u0000b", "name": "x"' + b" " * 2_000_000 + b"}]}",
    ],
)
def test_a_broken_file_is_as_the_first_day(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(content)
    assert settings.load(file) == Preferences()
    assert settings.load(tmp_path / "not there.json") == Preferences()


def test_what_is_no_file_is_as_the_first_day(tmp_path: Path) -> None:
    """A pipe would be waited for and a device read for ever."""
    pipe, device = tmp_path / "pijp.json", tmp_path / "nul.json"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for file in (pipe, device, tmp_path):
        assert settings.load(file) == Preferences()


def test_an_office_whose_name_holds_bytes_that_are_no_letters_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    office = RecentOffice(path=Path(os.fsdecode(b"/caf\xe9/brug.wwdesk")), name="De Brug", slot_id="")
    settings.keep(file, Preferences(recent=(office,)))
    assert settings.load(file).recent == (office,)


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    settings.keep(tmp_path / "config" / "window.json", Preferences(text_percent=200))


@given(st.lists(st.integers(0, 12), max_size=40))
def test_the_office_of_just_now_comes_first_and_none_twice(opened: list[int]) -> None:
    preferences = Preferences()
    for number in opened:
        preferences = preferences.with_office(Path(f"/{number}.wwdesk"), f"Kantoor {number}", "")
    paths = [office.path for office in preferences.recent]
    assert len(paths) == len(set(paths)) <= MOST_RECENT
    assert not opened or paths[0] == Path(f"/{opened[-1]}.wwdesk")
