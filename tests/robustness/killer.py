# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Kills programs while they save."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path


class Killer:
    """Starts rounds and ends each with SIGKILL at a random moment."""

    def __init__(self, file: Path, chance: random.Random) -> None:
        self._chance = chance
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.robustness.writer", str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._program.stdin
        assert self._program.stdout
        self._in, self._out = self._program.stdin, self._program.stdout

    def round(self, command: str, done: tuple[str, ...], most: int) -> list[str]:
        """Runs one round and gives all it said; killed after fewer than `most` lines that begin with `done`."""
        self._in.write(f"{command}\n".encode())
        self._in.flush()
        child = int(self._read().removeprefix("pid "))
        lines: list[str] = []
        awaited = self._chance.randrange(most)  # none: it may die while it opens
        while sum(line.startswith(done) for line in lines) < awaited:
            lines.append(self._read())
            assert lines[-1] not in ("", "over"), lines
        time.sleep(self._chance.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        while (line := self._read()) != "over":
            lines.append(line)
        return lines

    def end(self) -> None:
        """Lets the program go."""
        self._in.close()
        self._out.close()
        self._program.wait(20)

    def _read(self) -> str:
        return self._out.readline().decode().rstrip("\n")
