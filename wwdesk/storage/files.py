# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing files so that a power cut leaves the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from wwdesk.domain.errors import DeskError

_FULL = frozenset(
    {errno.ENOSPC, errno.EFBIG, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
)
_CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
"""What a disk answers that knows no such thing for folders (some sticks, most network disks)."""
_CHUNK = 1 << 20


def trouble(error: OSError, path: Path) -> DeskError:
    """What a refusal of the operating system means for the worker."""
    if error.errno in _FULL:
        return DeskError("disk_full")
    return DeskError("cannot_write_there", folder=path.parent)


def sync_folder(folder: Path) -> None:
    """Brings new names in a folder to the disk. Windows does this by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Brings the content of a file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def spare_name(path: Path, what: str) -> Path:
    """A name beside `path` that nobody uses, for a file that is not finished yet."""
    return path.with_name(f"{path.name}.{what}-{secrets.token_hex(4)}")


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits. Never for an open office: closing it drops SQLite's locks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class Staged:
    """New content of a file, on the disk under a spare name; `replace` makes it the file.

    So the part that can fail (no space, no right to write) is over before the database commits,
    and what is left to do afterwards is one rename.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self._spare = spare_name(path, "new")
        try:
            descriptor = os.open(self._spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            self.discard()
            raise trouble(error, path) from error

    def replace(self) -> None:
        """Makes the staged content the content of the file."""
        try:
            self._spare.replace(self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            self.discard()
            raise trouble(error, self.path) from error

    def discard(self) -> None:
        """Drops the staged content; nothing happens if it was used already."""
        with suppress(OSError):
            self._spare.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a small file, readable by its owner only, at once or not at all."""
    Staged(path, content).replace()


def copy_whole(source: Path, target: Path) -> None:
    """Copies a file to a name that must be free; the copy is on the disk when this returns."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as copy, source.open("rb") as original:
        while chunk := original.read(_CHUNK):
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())


def rename_new(source: Path, target: Path) -> None:
    """Gives a finished file its name. Raises FileExistsError rather than replace another file."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a stick formatted as exFAT knows no second name for a file
        if target.exists():
            raise FileExistsError(target) from None
        source.rename(target)
    else:
        source.unlink()
    sync_folder(target.parent)
