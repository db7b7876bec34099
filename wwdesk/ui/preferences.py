# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What the window remembers on this computer between two days: looks and offices, nothing about clients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from wwdesk.ui.theme import SCALES, Scheme

MOST_RECENT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentOffice:
    """An office opened here before; `slot_id` is who opened it last."""

    path: Path
    name: str
    slot_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The looks of the window and the offices opened on this computer, latest first."""

    scheme: Scheme = Scheme.SYSTEM
    text_percent: int = 100
    recent: tuple[RecentOffice, ...] = field(default=())

    def with_office(self, path: Path, name: str, slot_id: str) -> Preferences:
        """The same with an office opened just now at the head of the list."""
        others = tuple(office for office in self.recent if office.path != path)
        latest = RecentOffice(path=path, name=name, slot_id=slot_id)
        return replace(self, recent=(latest, *others)[:MOST_RECENT])

    def office(self, path: Path) -> RecentOffice | None:
        """What is remembered of one office."""
        return next((office for office in self.recent if office.path == path), None)

    def resized(self, steps: int) -> Preferences:
        """The same with text some steps larger or smaller; 0 steps is the system's own size."""
        if steps == 0:
            return replace(self, text_percent=100)
        nearest = min(range(len(SCALES)), key=lambda at: abs(SCALES[at] - self.text_percent))
        return replace(self, text_percent=SCALES[max(0, min(len(SCALES) - 1, nearest + steps))])


class Remembered:
    """The preferences in force, written down at every change."""

    def __init__(self, now: Preferences, keep: Callable[[Preferences], None]) -> None:
        self.now = now
        self._keep = keep

    def change(self, preferences: Preferences) -> None:
        """Puts new preferences in force and keeps them."""
        if preferences != self.now:
            self.now = preferences
            self._keep(preferences)
