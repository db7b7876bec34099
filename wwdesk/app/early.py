# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Who can open an office, read from its key file alone: the lock page must not wait for the database library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wwdesk.storage.keys import SlotKind, key_file_of, read


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyHolder:
    """Somebody who can open an office."""

    slot_id: str
    name: str


def early_holders(office: Path) -> tuple[EarlyHolder, ...]:
    """The workers with a key, by name. Raises a DeskError or OSError where the key file is no help."""
    slots = (slot for slot in read(key_file_of(office)).slots if slot.kind is SlotKind.WORKER)
    return tuple(
        EarlyHolder(slot_id=slot.id, name=slot.name) for slot in sorted(slots, key=lambda slot: slot.name.casefold())
    )
