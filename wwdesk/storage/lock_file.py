# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One program per office: `NAME.wwdesk.lock` says who has it open.

The file names machine, process and user for people; on one machine an operating-system lock on
it decides. A file left behind by a program that was killed is taken over; one of another machine
never is, because from here nobody can see whether that program still runs.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from wwdesk.domain.errors import DeskError
from wwdesk.storage import process
from wwdesk.storage.files import trouble

if sys.platform == "win32":
    import msvcrt

    def _ask(descriptor: int) -> None:
        """Asks Windows for the lock. It locks bytes, and locked ones cannot be read: one far behind the text."""
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _ask(descriptor: int) -> None:
        """Asks the system for the lock, without waiting."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


SUFFIX = ".lock"
_TRIES = 50
_LARGEST = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the lock. `started` is when the process started, in the words of its system."""

    host: str
    machine: str
    pid: int
    started: str
    user: str
    since: str

    def trouble(self, lock: Path) -> DeskError:
        """The sentence for somebody who wants the office now."""
        try:
            since = datetime.fromisoformat(self.since).astimezone().strftime("%d/%m/%Y %H:%M")
        except ValueError:
            since = "?"
        key = "office_in_use" if self.machine == process.machine_id() else "office_in_use_elsewhere"
        return DeskError(key, host=self.host, process=self.pid, user=self.user, since=since, lock=lock.name)


class OfficeLock:
    """The lock on one office, held from making this object until `release`.

    Raises DeskError `office_in_use` where somebody else has it and `cannot_write_there` where the
    folder takes no files.
    """

    def __init__(self, office: Path) -> None:
        self.path = office.with_name(office.name + SUFFIX)
        self._descriptor = self._take()
        try:
            self._sign()
        except OSError as error:
            self.release()
            raise trouble(error, self.path) from error

    def release(self) -> None:
        """Removes the lock file. Does nothing the second time."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        if sys.platform == "win32":  # Windows removes no open file
            os.close(descriptor)
            with suppress(OSError):
                self.path.unlink()
            return
        if _is_at(descriptor, self.path):
            with suppress(OSError):
                self.path.unlink()
        os.close(descriptor)

    def _take(self) -> int:
        for _ in range(_TRIES):
            try:
                descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                if isinstance(error, PermissionError) and os.path.lexists(self.path):
                    raise _nobody().trouble(self.path) from error  # somebody else's on this machine
                raise trouble(error, self.path) from error
            locked = _lock(descriptor)
            if not _is_at(descriptor, self.path):  # its holder removed it between our opening and locking it
                os.close(descriptor)
                continue
            holder = _read(descriptor)
            if locked is False or (holder and _lives(holder, locked=locked is True)):
                os.close(descriptor)
                raise (holder or _nobody()).trouble(self.path)
            return descriptor
        raise _nobody().trouble(self.path)

    def _sign(self) -> None:
        holder = Holder(
            host=process.host_name(),
            machine=process.machine_id(),
            pid=os.getpid(),
            started=process.started(os.getpid()),
            user=process.user_name(),
            since=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        content = json.dumps(asdict(holder)).encode()
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, content)
        os.fsync(self._descriptor)


def _lock(descriptor: int) -> bool | None:
    """Whether this process got the lock; None where this disk knows no locks."""
    try:
        _ask(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _lives(holder: Holder, *, locked: bool) -> bool:
    """Whether the program that signed the file may still be running."""
    if holder.machine != process.machine_id():
        return True
    if locked:
        return False  # on this machine a living holder would have kept the lock from us
    return process.started(holder.pid) == holder.started != ""


def _read(descriptor: int) -> Holder | None:
    """Who signed the file; None for an empty or unreadable one (a program killed while signing)."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        found = cast("object", json.loads(os.read(descriptor, _LARGEST)))
        values = cast("dict[str, object]", found) if isinstance(found, dict) else {}
        pid = values["pid"]
        texts = {name: values[name] for name in ("host", "machine", "started", "user", "since")}
    except (OSError, ValueError, KeyError, RecursionError):
        return None
    if not isinstance(pid, int) or not all(isinstance(text, str) and text.isprintable() for text in texts.values()):
        return None
    return Holder(pid=pid, **cast("dict[str, str]", texts))


def _nobody() -> Holder:
    """The holder of a lock file that does not say."""
    return Holder(host=process.host_name(), machine=process.machine_id(), pid=0, started="", user="?", since="")
