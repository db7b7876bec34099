# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what KoboToolbox and ODK Central give out (JSON, CSV, a zip of either with photos) as flat submissions."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.exchange.odk_archive import LARGEST, LARGEST_ZIP, Archive, is_zip
from wwdesk.exchange.odk_tables import Steps, Table, joined

MOST_SUBMISSIONS = 2000
_DEEPEST = 20
_LINK = "@odata.navigationLink"


@dataclass(slots=True)
class Flat:
    """One submission: values by steps below the form, a step being a name with a row number (0 = no row)."""

    values: dict[Steps, str] = field(default_factory=dict[Steps, str])
    key: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds. `remarks` are sentences about the file; `groups` the groups whose rows are in it.

    `groups` is None where rows stand inside their submission, so that none can be left behind.
    """

    flats: list[Flat]
    remarks: tuple[str, ...]
    groups: frozenset[str] | None
    photos: Archive | None


def content_of(file: Path) -> bytes:
    """The bytes of a file, one too many where it is too large. Raises DeskError `form_file_unreadable`."""
    try:
        if not file.is_file():
            raise DeskError("form_file_unreadable", file=file.name)
        with file.open("rb") as opened:
            return opened.read(LARGEST_ZIP + 1)
    except (OSError, ValueError) as error:
        raise DeskError("form_file_unreadable", file=file.name) from error


def submissions(name: str, content: bytes) -> Read:
    """The submissions of a file in its order.

    Raises DeskError `odk_unreadable`, `odk_too_large` or `odk_too_many`.
    """
    most = LARGEST_ZIP if is_zip(content) else LARGEST
    if len(content) > most:
        raise DeskError("odk_too_large", file=name, most=most // 2**20)
    read = _zipped(name, content) if is_zip(content) else _bare(name, {name: _decoded(name, content)})
    if len(read.flats) > MOST_SUBMISSIONS:
        raise DeskError("odk_too_many", file=name, n=len(read.flats), most=MOST_SUBMISSIONS)
    for flat in read.flats:
        flat.key = flat.key or _own_key(flat)
    return read


def _own_key(flat: Flat) -> str:
    """A key for a submission that has none: the same answers are the same submission."""
    told = json.dumps(sorted(flat.values.items()), ensure_ascii=True)
    return f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError("odk_unreadable", file=name) from error


def _zipped(name: str, content: bytes) -> Read:
    archive = Archive(name, content)
    found = {part: _decoded(name, data) for part, data in archive.tables()}
    tables = {part: text for part, text in found.items() if part.lower().endswith(".csv")} or found
    if not tables:
        raise DeskError("odk_unreadable", file=name)
    read = _bare(name, tables)
    left = (t("exchange.odk.tables_left", n=archive.left),) if archive.left else ()
    return Read(read.flats, (*read.remarks, *left), read.groups, archive)


def _bare(name: str, files: Mapping[str, str]) -> Read:
    first = next(iter(files.values()))
    if first.lstrip()[:1] not in ("{", "["):
        return _from_tables(name, files)
    flats: list[Flat] = []
    remarks: dict[str, None] = {}
    for text in files.values():
        entries, partial = _entries(name, text)
        flats += [_flat_json(entry) for entry in entries]
        if partial:
            remarks[t("exchange.odk.partial")] = None
        for group in sorted({group for entry in entries for group in _elsewhere(entry, 0)}):
            remarks[t("exchange.odk.rows_elsewhere", group=group)] = None
    return Read(flats, tuple(remarks), None, None)


# JSON


def _entries(name: str, text: str) -> tuple[list[Mapping[str, object]], bool]:
    """The submissions in the JSON of Kobo (a list, or under `results`), of Central (`value`), or a single one.

    And whether the file says that there are more than it holds.
    """
    try:
        found: object = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise DeskError("odk_unreadable", file=name) from error
    partial = False
    if isinstance(found, dict):
        whole = cast("dict[str, object]", found)
        found = next((whole[key] for key in ("results", "value") if isinstance(whole.get(key), list)), None)
        partial = found is not None and bool(whole.get("next") or whole.get("@odata.nextLink"))
        found = [whole] if found is None else found
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in cast("list[object]", found)):
        raise DeskError("odk_unreadable", file=name)
    return cast("list[Mapping[str, object]]", found), partial


def _elsewhere(entry: Mapping[str, object], deep: int) -> Iterator[str]:
    """The groups that Central only gives a link to, instead of their rows."""
    for key, value in entry.items():
        if key.endswith(_LINK) and key.removesuffix(_LINK) not in entry:
            yield key.removesuffix(_LINK)
        inner = cast("list[object]", value) if isinstance(value, list) else [value]
        for part in inner if deep < _DEEPEST else ():
            if isinstance(part, dict):
                yield from _elsewhere(cast("dict[str, object]", part), deep + 1)


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


def _walk(entry: Mapping[str, object], above: Steps, deep: int) -> Iterator[tuple[Steps, str]]:
    for key, value in entry.items():
        names = _written(key).split("/")
        way = tuple(name for name, _ in above)
        # Kobo writes the whole path in the rows of a repeated group, Central the name alone
        rest = names[len(way) :] if way and tuple(names[: len(way)]) == way else names
        steps = (*above, *((name, 0) for name in rest))
        if isinstance(value, dict) and deep < _DEEPEST:
            yield from _walk(cast("dict[str, object]", value), steps, deep + 1)
        elif isinstance(value, list) and deep < _DEEPEST and steps:
            if not key.startswith("_"):
                yield from _walk_list(cast("list[object]", value), steps, deep)
        elif value is not None:
            yield steps, _written(cast("object", value))


def _walk_list(items: list[object], steps: Steps, deep: int) -> Iterator[tuple[Steps, str]]:
    """Rows of a repeated group, each with its number; a list of words is one answer with several choices."""
    words: list[str] = []
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            row = (*steps[:-1], (steps[-1][0], number))
            yield from _walk(cast("dict[str, object]", item), row, deep + 1)
        elif item is not None:
            words.append(_written(item))
    if words:
        yield steps, " ".join(words)


def _written(value: object) -> str:
    """A value as text; half a sign, which JSON can write and nothing can keep, is a question mark."""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return text.encode("utf-8", "replace").decode()


# CSV


def _from_tables(name: str, files: Mapping[str, str]) -> Read:
    tables: dict[str, Table] = {}
    for file, text in files.items():
        try:
            tables[file] = Table.read(file, text)
        except (csv.Error, ValueError) as error:
            raise DeskError("odk_unreadable", file=name) from error
    found = joined(tables)
    if found is None:
        raise DeskError("odk_unreadable", file=name)
    return Read([Flat(one.values, one.key) for one in found.records], found.remarks, found.groups, None)
