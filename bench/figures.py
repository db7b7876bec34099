# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A measured figure beside its reference of the same run, and how to measure one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measurement.

    `value` and `reference` are in `unit` and come from the same run on the same machine, so their
    ratio says more than either. `goal` is the most the value may be: a number of `unit`, or, with
    `goal_is_ratio`, a multiple of the reference. A figure without a goal only informs.
    """

    name: str
    value: float
    unit: str
    reference: float | None = None
    reference_name: str = ""
    goal: float | None = None
    goal_is_ratio: bool = False

    @property
    def ratio(self) -> float | None:
        """Value over reference."""
        return self.value / self.reference if self.reference else None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is met; None where there is none to meet."""
        if self.goal is None:
            return None
        measured = self.ratio if self.goal_is_ratio else self.value
        return None if measured is None else measured <= self.goal


def milliseconds(action: Callable[[], object], rounds: int = 5) -> float:
    """The median time of `action` over `rounds`, after one round to warm up."""
    action()
    return statistics.median(_once(action) for _ in range(rounds))


def _once(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def proportional_memory(pid: int) -> float:
    """What a process really costs in MB: its own memory and its share of what it shares (Linux only)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError(pid)
