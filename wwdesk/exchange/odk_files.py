# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what KoboToolbox and ODK Central give out (JSON, CSV, a zip of CSV files) as flat submissions."""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import cast

from wwdesk.domain.errors import DeskError

LARGEST = 16 * 2**20
"""Bytes of a file, and of all that a zip file unpacks to."""
MOST_SUBMISSIONS = 2000
_MOST_FILES = 50
_DEEPEST = 20


@dataclass(slots=True)
class Flat:
    """One submission: values by steps below the form, a step being a name with a row number (0 = no row)."""

    values: dict[tuple[tuple[str, int], ...], str] = field(default_factory=dict[tuple[tuple[str, int], ...], str])
    key: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The submissions of a file in its order, and how many rows of groups belong to none of them."""

    submissions: list[Flat]
    orphans: int = 0


def submissions(name: str, content: bytes) -> Found:
    """What a file holds. Raises DeskError `odk_unreadable`, `odk_too_large`, `odk_too_many`."""
    if len(content) > LARGEST:
        raise DeskError("odk_too_large", file=name, most=LARGEST // 2**20)
    if content[:4] == b"PK\x03\x04":
        found = _tables(name, _unzipped(name, content))
    else:
        text = _decoded(name, content)
        if text.lstrip()[:1] in ("{", "["):
            found = Found([_flat_json(entry) for entry in _entries(name, text)])
        else:
            found = _tables(name, {name: text})
    if len(found.submissions) > MOST_SUBMISSIONS:
        raise DeskError("odk_too_many", file=name, n=len(found.submissions), most=MOST_SUBMISSIONS)
    return found


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError("odk_unreadable", file=name) from error


def _unzipped(name: str, content: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    room = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [info for info in archive.infolist() if info.filename.lower().endswith(".csv")]
            for info in entries[:_MOST_FILES]:
                with archive.open(info) as part:
                    data = part.read(room + 1)  # never more, whatever the archive says of itself
                room -= len(data)
                if room < 0:
                    raise DeskError("odk_too_large", file=name, most=LARGEST // 2**20)
                found[PurePath(info.filename).name] = _decoded(name, data)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise DeskError("odk_unreadable", file=name) from error
    return found


# JSON


def _entries(name: str, text: str) -> list[Mapping[str, object]]:
    """The submissions in the JSON of Kobo (a list, or under `results`), of Central (`value`), or a single one."""
    try:
        found: object = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise DeskError("odk_unreadable", file=name) from error
    if isinstance(found, dict):
        whole = cast("dict[str, object]", found)
        found = next((whole[key] for key in ("results", "value") if isinstance(whole.get(key), list)), [whole])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in cast("list[object]", found)):
        raise DeskError("odk_unreadable", file=name)
    return cast("list[Mapping[str, object]]", found)


def _flat_json(entry: Mapping[str, object]) -> Flat:
    flat = Flat()
    for steps, value in _walk(entry, (), 0):
        flat.values[steps] = value
    for key in ("_uuid", "__id", "meta/instanceID", "_id"):
        known = flat.values.get(tuple((step, 0) for step in key.split("/")), "")
        if known:
            flat.key = known
            break
    return flat


def _walk(
    entry: Mapping[str, object], above: tuple[tuple[str, int], ...], deep: int
) -> Iterator[tuple[tuple[tuple[str, int], ...], str]]:
    for key, value in entry.items():
        names = key.split("/")
        way = tuple(name for name, _ in above)
        # Kobo writes the whole path in the rows of a repeated group, Central the name alone
        rest = names[len(way) :] if way and tuple(names[: len(way)]) == way else names
        steps = (*above, *((name, 0) for name in rest))
        if isinstance(value, dict) and deep < _DEEPEST:
            yield from _walk(cast("dict[str, object]", value), steps, deep + 1)
        elif isinstance(value, list) and deep < _DEEPEST:
            rows = cast("list[object]", value)
            for number, row in enumerate(rows, start=1):
                if isinstance(row, dict) and not key.startswith("_"):
                    yield from _walk(cast("dict[str, object]", row), (*steps[:-1], (steps[-1][0], number)), deep + 1)
        elif value is not None:
            yield steps, ("true" if value else "false") if isinstance(value, bool) else str(cast("object", value))


# CSV


def _tables(name: str, files: Mapping[str, str]) -> Found:
    """The first file without a parent key holds the submissions, the others their rows."""
    tables = {file: _rows(name, text) for file, text in files.items()}
    main = next((file for file, rows in tables.items() if rows and "PARENT_KEY" not in rows[0]), None)
    if main is None:
        if tables and not any(tables.values()):  # only heads: nobody filled anything in
            return Found([])
        raise DeskError("odk_unreadable", file=name)
    found: list[Flat] = []
    owners: dict[str, tuple[Flat, tuple[tuple[str, int], ...]]] = {}
    for row in tables[main]:
        flat = Flat(key=next((row[key] for key in ("KEY", "_uuid", "meta-instanceID", "_id") if row.get(key)), ""))
        for column, value in row.items():
            flat.values[_steps(column)] = value
        owners[row.get("KEY", "")] = (flat, ())
        found.append(flat)
    waiting = {file: rows for file, rows in tables.items() if file != main and rows}
    while waiting:  # a group within a group comes after the one it is in
        ready = [file for file, rows in waiting.items() if any(_parent(row) in owners for row in rows)]
        for file in ready:
            owned = [row for row in waiting[file] if _parent(row) in owners]
            waiting[file] = [row for row in waiting[file] if _parent(row) not in owners]
            _add_rows(file, owned, owners)
        if not ready:
            break  # what is left are rows of submissions that are not in the file
    return Found(found, sum(len(rows) for rows in waiting.values()))


def _parent(row: Mapping[str, str]) -> str:
    return row.get("PARENT_KEY", "")


def _add_rows(
    file: str, rows: Iterable[Mapping[str, str]], owners: dict[str, tuple[Flat, tuple[tuple[str, int], ...]]]
) -> None:
    name = PurePath(file).stem.rpartition("-")[2].rpartition(".")[2]
    counted: dict[str, int] = {}
    for row in rows:
        parent = _parent(row)
        flat, above = owners[parent]
        number = counted[parent] = counted.get(parent, 0) + 1
        way = (*above, (name, number))
        owners[row.get("KEY", "")] = (flat, way)
        for column, value in row.items():
            if column not in ("PARENT_KEY", "KEY"):
                flat.values[(*way, *_steps(column))] = value


def _steps(column: str) -> tuple[tuple[str, int], ...]:
    return tuple((part, 0) for part in column.split("/"))


def _rows(name: str, text: str) -> list[dict[str, str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        no_head: list[str] = []
        head = next(reader, no_head)
        if len(head) < 2 and not text.strip():
            raise DeskError("odk_unreadable", file=name)
        return [dict(zip(head, row, strict=False)) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise DeskError("odk_unreadable", file=name) from error
