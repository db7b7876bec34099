# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The few things the window asks before an office is open.

The first stage of the window (start page, lock page) must be on screen before the services and
the database library are loaded. So it does not import them: it is given these doors, whose
functions are called in the background and load what they need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from wwdesk.domain.roles import Worker
from wwdesk.ui.background import Background
from wwdesk.ui.preferences import Remembered


class OpenDesk(Protocol):
    """As much of an open desk as the first stage looks at."""

    @property
    def worker(self) -> Worker:
        """Who is working."""
        ...

    @property
    def office_name(self) -> str:
        """The name of the office."""
        ...


class Holder(Protocol):
    """Somebody who can open an office."""

    @property
    def slot_id(self) -> str:
        """Which key is theirs."""
        ...

    @property
    def name(self) -> str:
        """Their name."""
        ...


class Backup(Protocol):
    """A backup that can be put back."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        ...

    @property
    def at(self) -> datetime:
        """When it was made."""
        ...

    @property
    def size(self) -> int:
        """Bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDesk:
    """A fresh office: its open desk and the recovery key to print."""

    desk: OpenDesk
    recovery_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """The example office: where it lies and the password it tells everybody."""

    path: Path
    password: str


class WorkArea(Protocol):
    """What the shell needs of the workspace, which belongs to the second stage."""

    @property
    def widget(self) -> QWidget:
        """The workspace as a widget."""
        ...

    @property
    def lock_minutes(self) -> int:
        """Minutes without input before the window locks."""
        ...

    def command(self, name: str) -> bool:
        """Does a command of the menu; False where there is nothing to do here."""
        ...

    def leave(self) -> bool:
        """Whether the page of now lets go before the office is closed; it may ask the worker."""
        ...

    def suspend(self) -> None:
        """Saves what was typed and lets go of the office, which is closed next."""
        ...

    def resume(self, desk: OpenDesk) -> None:
        """Goes on where the same worker left."""
        ...

    def show_trouble(self, trouble: BaseException) -> bool:
        """Shows a sentence for the worker; False for anything else."""
        ...

    def say(self, sentence: str) -> None:
        """A short sentence at the foot of the window."""
        ...

    def restyle(self) -> None:
        """Draws icons and charts again after a change of theme or text size."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the shell hands to the workspace."""

    background: Background
    remembered: Remembered
    demo: bool
    lock: Callable[[], None]
    do: Callable[[str], None]
    """Does a command of the menu."""
    relook: Callable[[], None]
    """Shows the window in the preferences in force."""
    restore: Callable[[Path], None]
    """Closes the office and puts a backup in its place."""
    recovery_sheet: Callable[[str, str, str], bytes]
    """The sheet with a recovery key as a PDF (office, worker, key); called in the background."""
    titled: Callable[[str], None]
    """Names the place in the title bar; never a client."""


class Doors(Protocol):
    """Called in the background, except the last two; each may raise a DeskError."""

    def key_holders(self, office: Path, /) -> Sequence[Holder]:
        """Who can open an office."""
        ...

    def load(self) -> None:
        """Loads the second stage, so that opening an office does not wait for it."""
        ...

    def open(self, office: Path, slot_id: str, password: str, /) -> OpenDesk:
        """Opens an office as one worker."""
        ...

    def recover(self, office: Path, recovery_key: str, new_password: str, /) -> OpenDesk:
        """Opens an office with the printed recovery key."""
        ...

    def create(self, office: Path, name: str, worker: str, password: str, /) -> NewDesk:
        """Makes a new office and opens it."""
        ...

    def close(self, desk: OpenDesk, /) -> None:
        """Closes an office."""
        ...

    def folder_warning(self, office: Path, /) -> str:
        """A warning where a file is better not kept there; else empty."""
        ...

    def recovery_sheet(self, office_name: str, worker: str, recovery_key: str, /) -> bytes:
        """The sheet with the recovery key as a PDF."""
        ...

    def backups(self, office: Path, /) -> Sequence[Backup]:
        """The backups of an office that may itself be damaged."""
        ...

    def restore(self, backup: Path, office: Path, /) -> None:
        """Puts a backup in the place of an office."""
        ...

    def demo(self) -> Demo:
        """The example office, made anew where it is not there."""
        ...

    def more_ways(self, errands: object, folder: Path, /) -> object:
        """The pages of the entrance besides the lock page: a `more_ways.MoreWays`. Called on the GUI thread."""
        ...

    def workspace(self, desk: OpenDesk, surroundings: Surroundings, /) -> WorkArea:
        """The second stage for an open desk. Called on the GUI thread."""
        ...
