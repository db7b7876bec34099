# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Read-only copies of attachments for another program to show, in a private folder that does not outlive the window.

An attachment leaves the encrypted office only as long as somebody looks at it. Only kinds of files
that show something are handed to the desktop; whatever could start a program is not.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path, PurePath

_PICTURES = {"jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic"}
_OFFICE = {"doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp"}
SHOWN = frozenset({"pdf", "txt", "eml", *_PICTURES, *_OFFICE})
"""Endings of files that may be handed to the desktop. Office files that are made to carry macros (docm, xlsm)
are not among them, nor are pages for a browser."""

_PREFIX = "wwdesk-kopie-"
_A_DAY = 24 * 3600
"""Seconds."""


def may_open(name: str) -> bool:
    """Whether a file of this name is a document, by its last ending."""
    return PurePath(name).suffix.lower().lstrip(".") in SHOWN


def safe_name(name: str) -> str:
    """A file name without a path or signs that a file system refuses; its ending stays."""
    bare = PurePath(name.replace("\\", "/")).name
    kept = "".join(char if char.isalnum() or char in " ._-()" else "_" for char in bare).strip(" .")
    stem, ending = PurePath(kept).stem, PurePath(kept).suffix
    return f"{stem[:100] or 'document'}{ending[:12]}"


def sweep(parent: Path) -> None:
    """Removes what a program that was killed left behind; a day later nobody looks at it any more."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder.is_dir() and not folder.is_symlink() and time.time() - folder.stat().st_mtime > _A_DAY:
                _remove(folder)


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with suppress(OSError):
                path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder, ignore_errors=True)


class Copies:
    """The copies made by one window; `clear` removes them all."""

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = parent
        self._folder: Path | None = None
        self._count = 0

    def write(self, name: str, content: bytes) -> Path:
        """A copy only this user can read and nobody can change."""
        if self._folder is None:
            sweep(self._parent or Path(tempfile.gettempdir()))
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._parent))
        self._count += 1
        # A folder per copy, so that two files of one name do not meet and the name stays as people know it.
        place = self._folder / str(self._count)
        place.mkdir(mode=0o700)
        path = place / safe_name(name)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        path.chmod(stat.S_IRUSR)
        return path

    def clear(self) -> None:
        """Removes every copy; one that another program holds on to is tried again next time."""
        folder = self._folder
        if folder is None:
            return
        _remove(folder)
        if not folder.exists():
            self._folder = None
