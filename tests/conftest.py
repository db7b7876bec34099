# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every test: no screen, no network, no traces in the person's own folders."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import settings

from tests.storage.offices import Office, copy_of, make
from wwdesk.storage import keys

# A window of pytest-qt must not appear on the screen of whoever runs the tests. Tests that need a real
# screen start the program as a process of its own, on a private one (tests/screen).
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# No deadline: two busy cores make a slow example, not a wrong one.
settings.register_profile("wwdesk", deadline=None, print_blob=True)
settings.load_profile("wwdesk")

_HOME_VARIABLES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
QUICK = keys.Effort(memory=8 * 1024, passes=1, lanes=1)
_homes = pytest.StashKey[Path]()
_connect = socket.socket.connect


def _local_only(self: socket.socket, address: object) -> None:
    """Connects within the machine; anything further is the mistake the tests must show."""
    if self.family != socket.AF_UNIX:
        raise AssertionError(f"wwdesk makes no network call, but something connects to {address}")
    _connect(self, cast("str", address))


def pytest_configure(config: pytest.Config) -> None:
    home = Path(tempfile.mkdtemp(prefix="wwdesk-tests-"))
    config.stash[_homes] = home
    for variable in _HOME_VARIABLES:
        folder = home / variable.lower()
        folder.mkdir()
        os.environ[variable] = str(folder)
    socket.socket.connect = _local_only  # type: ignore[method-assign]  # for the whole run, on purpose


def pytest_unconfigure(config: pytest.Config) -> None:
    socket.socket.connect = _connect  # type: ignore[method-assign]
    shutil.rmtree(config.stash[_homes], ignore_errors=True)


@pytest.fixture(scope="module")
def quick_keys() -> Iterator[None]:
    """Weak keys for tests that open an office a hundred times; the samples keep the real ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "STANDARD", QUICK)
        yield


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One whole office per run, with weak keys; nobody writes in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "STANDARD", QUICK)
        return make(tmp_path_factory.mktemp("kantoor"))


@pytest.fixture
def brug(made: Office, tmp_path: Path) -> Office:
    """A copy of that office for one test."""
    return copy_of(made, tmp_path / "kantoor")
