# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A zip file with submissions that came from elsewhere: its tables, its JSON and the photos beside them, within limits.

Whatever is wrong with it is a sentence: a damaged part of a zip file raises a dozen kinds of error.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from wwdesk.domain.answer_files import LARGEST as LARGEST_PHOTO
from wwdesk.domain.errors import DeskError

LARGEST = 16 * 2**20
"""Bytes of a file of answers, and of all tables that a zip file unpacks to."""
LARGEST_ZIP = 200 * 2**20
"""Bytes of a zip file with photos, and of all photos that are unpacked from it."""
MOST_TABLES = 50
_MOST_PARTS = 20_000
_KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How KoboToolbox and ODK pack. The other ways can ask for any amount of memory before they give one byte."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, ValueError, OverflowError)
"""What reading a damaged, encrypted or odd zip file raises (NotImplementedError is a RuntimeError)."""
_TABLES = (".csv", ".json")


def is_zip(content: bytes) -> bool:
    """Whether a file says of itself that it is a zip file; an empty one too."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Archive:
    """One zip file. Raises DeskError `odk_unreadable` or `odk_too_large`."""

    def __init__(self, name: str, content: bytes) -> None:
        self._name = name
        self._room = LARGEST_ZIP
        if content.count(b"PK\x01\x02") > _MOST_PARTS:  # before anything is made of them
            raise DeskError("odk_too_large", file=name, most=LARGEST_ZIP // 2**20)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            parts = [
                part for part in self._zip.infolist() if not part.is_dir() and not _is_of_the_system(part.filename)
            ]
        except _DAMAGE as error:
            raise DeskError("odk_unreadable", file=name) from error
        self._tables: list[zipfile.ZipInfo] = []
        self._photos: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        self._in_folder: dict[tuple[str, str], list[zipfile.ZipInfo]] = defaultdict(list)
        for part in parts:
            if part.filename.lower().endswith(_TABLES) and not _in_media(part):
                self._tables.append(part)
                continue
            name = _plain(part.filename)
            self._photos[name].append(part)
            self._in_folder[name, PurePosixPath(part.filename).parent.name].append(part)

    @property
    def left(self) -> int:
        """How many tables there are beyond those that are read."""
        return max(0, len(self._tables) - MOST_TABLES)

    def tables(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each table (CSV or JSON)."""
        room = LARGEST
        for part in self._tables[:MOST_TABLES]:
            try:
                data = self._unpacked(part, room + 1)
            except _DAMAGE as error:
                raise DeskError("odk_unreadable", file=self._name) from error
            room -= len(data)
            if room < 0:
                raise DeskError("odk_too_large", file=self._name, most=LARGEST // 2**20)
            yield part.filename, data

    def photo(self, name: str, key: str, keys: frozenset[str]) -> bytes | None:
        """The file a submission calls `name`; None where it is not there, or might be another submission's.

        Kobo keeps the files of each submission in a folder that is called after it; `keys` are the
        bare keys of all submissions. Raises DamagedPhotoError for one that cannot be unpacked.
        """
        plain, own = _plain(name), bare_key(key)
        near = self._in_folder.get((plain, own)) if own else None  # all photos may have one name
        found = [part for part in near or self._photos.get(plain, ()) if keys & _folders(part) <= {own}]
        found = [part for part in found if own in _folders(part)] or found
        if len({(part.CRC, part.file_size) for part in found}) != 1:
            return None
        if self._room <= 0:
            raise DeskError("odk_too_large", file=self._name, most=LARGEST_ZIP // 2**20)
        try:
            data = self._unpacked(found[0], LARGEST_PHOTO + 1)
        except _DAMAGE as error:
            raise DamagedPhotoError from error
        self._room -= len(data)
        return data

    def _unpacked(self, part: zipfile.ZipInfo, most: int) -> bytes:
        if part.compress_type not in _KNOWN_PACKING:
            raise zipfile.BadZipFile(part.compress_type)
        with self._zip.open(part) as opened:
            return opened.read(most)  # never more, whatever the archive says of itself


class DamagedPhotoError(Exception):
    """A photo in a zip file that cannot be unpacked."""


def bare_key(key: str) -> str:
    """The key of a submission as folders are called after it."""
    return key.removeprefix("uuid:")


def _plain(name: str) -> str:
    """A name as Kobo keeps it: without folders, spaces and signs."""
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1]).strip().replace(" ", "_")
    return re.sub(r"[^-\w.]", "", last).casefold()


def _folders(part: zipfile.ZipInfo) -> frozenset[str]:
    return frozenset(PurePosixPath(part.filename).parts[:-1])


def _in_media(part: zipfile.ZipInfo) -> bool:
    return bool({"media", "attachments"} & {folder.lower() for folder in _folders(part)})


def _is_of_the_system(name: str) -> bool:
    """Whether a file was added by macOS and is nobody's."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or (bool(parts) and parts[-1].startswith("._"))
