# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""From a double click to the lock page, from the password to the first page, and the memory then."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.big_office import PASSWORD, big_office
from bench.figures import Figure
from wwdesk.services.office import close_office

DOSSIERS = 10_000
_ROOT = Path(__file__).resolve().parents[1]


def measure() -> Iterator[Figure]:
    """Whole processes, the empty window and wwdesk in turn so that drift cancels out."""
    desk = big_office(DOSSIERS)
    office = desk.database.path
    close_office(desk)
    empty: list[float] = []
    lock: list[float] = []
    for _ in range(9):
        empty.append(_run("empty")["usable"])
        lock.append(_run("lock", str(office))["usable"])
    floor = statistics.median(empty[1:])
    yield Figure(
        name="start to a usable locked window",
        value=statistics.median(lock[1:]),
        unit="ms",
        reference=floor,
        reference_name="empty PySide6 window",
        goal=1.3 * floor + 100,
    )
    opened = [_run("open", str(office), PASSWORD) for _ in range(5)]
    yield Figure(
        name=f"password to first page, {DOSSIERS:,} dossiers",
        value=statistics.median(run["first_page"] for run in opened),
        unit="ms",
        goal=800.0,
    )
    yield Figure(
        name=f"memory with {DOSSIERS:,} dossiers open (PSS)",
        value=statistics.median(run["memory"] for run in opened),
        unit="MB",
        goal=150.0,
    )


def _run(*words: str) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # at an office the second start has compiled modules
    environment["WWDESK_BENCH_STARTED"] = str(time.time())
    done = subprocess.run(
        [sys.executable, "-m", "bench._window", *words],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
