# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The slip beside a backup: of which office it is, when it was made, and its checksum."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from wwdesk.domain.errors import DeskError
from wwdesk.storage.files import write_whole

SUFFIX = ".slip"
FORMAT = "wwdesk-backup"
VERSION = 1
_LARGEST = 1 << 16
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a slip says. `journal_*` is the last line of the journal in the backup, `size` in bytes."""

    office_id: str
    office_file: str
    at: datetime
    size: int
    sha256: str
    keys_sha256: str
    journal_sequence: int
    journal_hash: str


def slip_of(backup: Path) -> Path:
    """Where the slip of a backup lies."""
    return backup.with_name(backup.name + SUFFIX)


def write_slip(backup: Path, slip: Slip) -> None:
    """Writes the slip of a backup."""
    values = {**asdict(slip), "at": slip.at.astimezone(UTC).isoformat()}
    content = json.dumps({"format": FORMAT, "version": VERSION, **values}, indent=1)
    write_whole(slip_of(backup), content.encode())


def read_slip(backup: Path) -> Slip:
    """The slip of a backup. Raises DeskError `backup_damaged` for anything but a slip."""
    try:
        with slip_of(backup).open("rb") as file:
            found = cast("object", json.loads(file.read(_LARGEST)))
        return _slip_in(found)
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise DeskError("backup_damaged", file=backup.name) from error


def _slip_in(found: object) -> Slip:
    values = dict(cast("dict[str, object]", found)) if isinstance(found, dict) else {}
    if (values.pop("format"), values.pop("version")) != (FORMAT, VERSION):
        raise ValueError("not a slip")
    at = datetime.fromisoformat(str(values.pop("at")))
    numbers = {name: values.pop(name) for name in ("size", "journal_sequence")}
    if at.tzinfo is None or any(type(number) is not int or number < 0 for number in numbers.values()):
        raise ValueError("not a slip")
    names = {field.name for field in fields(Slip)} - {"at", *numbers}
    if set(values) != names or not all(isinstance(value, str) and len(value) <= 300 for value in values.values()):
        raise ValueError("not a slip")
    texts = cast("dict[str, str]", values)
    if not _HEX.fullmatch(texts["sha256"]):
        raise ValueError("not a slip")
    return Slip(at=at.astimezone(UTC), **cast("dict[str, int]", numbers), **texts)  # pyright: ignore[reportArgumentType]
