# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Asking the doors in the background, and what comes out when one opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from wwdesk.domain.errors import DeskError
from wwdesk.ui.background import Background
from wwdesk.ui.doors import OpenDesk

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An office that was just opened."""

    desk: OpenDesk
    path: Path
    slot_id: str = ""
    wants_client: bool = False
    """Whether the worker asked for the first client right away."""


class Errands(QObject):
    """Asks the doors in the background and shows a DeskError where it belongs."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.background = background

    def run(
        self,
        action: Callable[[], Result],
        done: Callable[[Result], None],
        trouble: Callable[[DeskError], None],
        free: Callable[[], None],
    ) -> None:
        """Runs `action`, then `done`; a DeskError goes to `trouble`, and `free` ends the waiting after any other."""

        def failed(error: BaseException) -> bool:
            if isinstance(error, DeskError):
                trouble(error)
                return True
            free()
            return False

        self.background.run(action, self, done, failed)
