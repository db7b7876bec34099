# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Who can open an office, read from its key file alone: the lock page must not wait for ciphers and database.

Only the names for the list are taken; every check of the file is made when it is opened. Where
anything is out of the ordinary the list is left to `services.office.key_holders`, which says what.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

_SUFFIX = ".keys"
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyHolder:
    """Somebody who can open an office."""

    slot_id: str
    name: str


def early_holders(office: Path) -> tuple[EarlyHolder, ...]:
    """The workers with a key, by name; nobody where the office or its key file is not as expected."""
    try:
        if not office.is_file() or office.stat().st_size < 1024:
            return ()
        content = office.with_name(office.name + _SUFFIX).read_bytes()
        if len(content) > _LARGEST:
            return ()
        body = cast("dict[str, object]", json.loads(content))
        if body["format"] != "wwdesk-keys" or body["version"] != 1:
            return ()
        slots = cast("list[dict[str, object]]", body["slots"])
        found = [
            EarlyHolder(slot_id=str(slot["id"]), name=str(slot["name"])) for slot in slots if slot["kind"] == "worker"
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()
    return tuple(sorted(found, key=lambda holder: holder.name.casefold()))
