# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What this computer remembers between two days, as one small JSON file in the person's own settings folder."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import cast

from wwdesk.app.paths import config_folder
from wwdesk.ui.preferences import MOST_RECENT, Preferences, RecentOffice
from wwdesk.ui.theme import SCALES, Scheme

_LARGEST = 1 << 20


def settings_file() -> Path:
    """Where the settings of the window lie."""
    return config_folder() / "window.json"


def load(file: Path) -> Preferences:
    """The settings; what is missing or cannot be read is as on the first day."""
    try:
        raw = json.loads(_content(file))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(raw, dict):
        return Preferences()
    values = cast("dict[str, object]", raw)
    scheme, percent, recent = values.get("scheme"), values.get("text_percent"), values.get("recent")
    return Preferences(
        scheme=Scheme(scheme) if scheme in tuple(Scheme) else Scheme.SYSTEM,
        text_percent=percent if isinstance(percent, int) and percent in SCALES else 100,
        recent=_recent(cast("list[object]", recent)) if isinstance(recent, list) else (),
    )


def _content(file: Path) -> bytes:
    """What the file holds, as far as it can be settings: nothing of a pipe or a device, which never ends."""
    if not file.is_file():
        return b""
    with file.open("rb") as opened:
        return opened.read(_LARGEST)


def keep(file: Path, preferences: Preferences) -> None:
    """Writes the settings whole or not at all. A full or read-only disk only costs the memory of looks."""
    values = {
        "scheme": str(preferences.scheme),
        "text_percent": preferences.text_percent,
        "recent": [
            {"path": str(office.path), "name": office.name, "slot_id": office.slot_id} for office in preferences.recent
        ],
    }
    fresh = file.with_name(f"{file.name}.new")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as opened:
            json.dump(values, opened, indent=1)  # ASCII: a path may hold bytes that are no letters
        fresh.replace(file)


def _recent(entries: list[object]) -> tuple[RecentOffice, ...]:
    offices: list[RecentOffice] = []
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        values = cast("dict[str, object]", entry)
        path, name, slot_id = values.get("path"), values.get("name"), values.get("slot_id", "")
        if isinstance(path, str) and path and isinstance(name, str) and isinstance(slot_id, str):
            offices.append(RecentOffice(path=Path(path), name=name, slot_id=slot_id))
    return tuple(offices[:MOST_RECENT])
