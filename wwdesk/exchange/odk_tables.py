# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""CSV files of KoboToolbox and ODK Central: one of submissions, the others of the rows of their repeated groups."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from wwdesk.domain.texts import t

Steps = tuple[tuple[str, int], ...]
_PARENT = "PARENT_KEY"


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file. `wide` counts rows with more cells than there are columns."""

    head: tuple[str, ...]
    rows: list[dict[str, str]]
    wide: int

    @classmethod
    def read(cls, file: str, text: str) -> Table:
        """Reads a file. Raises csv.Error, and ValueError for one without columns."""
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        head = next(reader, [""])
        if not any(head):
            raise ValueError(file)
        rows: list[dict[str, str]] = []
        wide = 0
        for cells in reader:
            if any(cell.strip() for cell in cells):
                wide += any(cell.strip() for cell in cells[len(head) :])
                row: dict[str, str] = {}
                for column, cell in zip(head, cells, strict=False):
                    row[column] = row.get(column) or cell  # of two columns with one name, the one that says something
                rows.append(row)
        return cls(tuple(head), rows, wide)


@dataclass(slots=True)
class Record:
    """One submission: its values by steps below the form, and its key."""

    key: str
    values: dict[Steps, str] = field(default_factory=dict[Steps, str])


@dataclass(frozen=True, slots=True)
class Joined:
    """Submissions with their rows, what was left behind in words, and the groups there is a file of."""

    records: list[Record]
    remarks: tuple[str, ...]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Owner:
    """Where a row goes: the submission and the row it belongs to."""

    record: Record
    way: Steps


def joined(tables: Mapping[str, Table]) -> Joined | None:
    """The first file without a parent key holds the submissions; None where there is none."""
    mains = [file for file, table in tables.items() if _PARENT not in table.head]
    main = next((file for file in mains if tables[file].rows), mains[0] if mains else None)
    if main is None:
        return None
    records: list[Record] = []
    owners: dict[str, _Owner] = {}
    for row in tables[main].rows:
        record = Record(next((row[key] for key in ("KEY", "_uuid", "meta-instanceID", "_id") if row.get(key)), ""))
        record.values.update((_steps(column), value) for column, value in row.items())
        if row.get("KEY"):
            owners.setdefault(row["KEY"], _Owner(record, ()))
        records.append(record)
    remarks = [
        t("exchange.odk.table_apart", file=_shown(file), n=len(tables[file].rows))
        for file in mains
        if file != main and tables[file].rows
    ]
    waiting = {file: list(table.rows) for file, table in tables.items() if file not in mains}
    while any(_adopted(file, rows, owners) for file, rows in waiting.items()):
        pass  # a group within a group comes after the one it is in
    remarks += [t("exchange.odk.orphans", file=_shown(file), n=len(rows)) for file, rows in waiting.items() if rows]
    remarks += [t("exchange.odk.wide", file=_shown(file), n=table.wide) for file, table in tables.items() if table.wide]
    return Joined(records, tuple(remarks), frozenset(_group(file) for file in waiting))


def _adopted(file: str, rows: list[dict[str, str]], owners: dict[str, _Owner]) -> bool:
    """Gives the rows whose owner is known to it and takes them off the list; whether there were any."""
    name = _group(file)
    counted: dict[str, int] = {}
    left: list[dict[str, str]] = []
    for row in rows:
        parent = row.get(_PARENT, "")
        owner = owners.get(parent)
        if owner is None:
            left.append(row)
            continue
        number = counted[parent] = counted.get(parent, 0) + 1
        way = (*owner.way, (name, number))
        if row.get("KEY"):
            owners.setdefault(row["KEY"], _Owner(owner.record, way))
        for column, value in row.items():
            if column not in (_PARENT, "KEY"):
                owner.record.values[(*way, *_steps(column))] = value
    some = len(left) < len(rows)
    rows[:] = left
    return some


def _group(file: str) -> str:
    """The group a file has the rows of: `proef-schuld.csv`, `proef-geld.schuld.csv`."""
    return PurePosixPath(_shown(file)).stem.rpartition("-")[2].rpartition(".")[2]


def _shown(file: str) -> str:
    return PurePosixPath(file.replace("\\", "/")).name


def _steps(column: str) -> Steps:
    return tuple((part, 0) for part in column.split("/"))
