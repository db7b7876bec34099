# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A private screen and a screen reader for the tests of this folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Generator

import pytest

from tests.screen.accessible import Reader
from tests.screen.private_screen import private_screen


@pytest.fixture(scope="session")
def screen() -> Generator[dict[str, str]]:
    with private_screen() as environment:
        yield environment


@pytest.fixture
def reader(screen: dict[str, str]) -> Generator[Reader]:
    found = Reader(screen)
    yield found
    found.close()


@pytest.fixture
def start(screen: dict[str, str]) -> Generator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a program on the private screen: `start("-m", "wwdesk", "--demo-office")`; stopped after the test."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str) -> subprocess.Popen[bytes]:
        running.append(subprocess.Popen([sys.executable, *arguments], env=screen))
        return running[-1]

    yield begin
    for process in running:
        process.terminate()
        process.wait(30)
