# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The log of the program: when it stumbled and on which line. Nothing about people ever goes in."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from wwdesk.app.paths import log_folder

LARGEST = 200_000
"""Bytes; past this the older half goes."""


def log_file() -> Path:
    """Where the log lies."""
    return log_folder() / "wwdesk.log"


def write(file: Path, text: str) -> None:
    """Adds a crash text with the moment before it. A log that cannot be written stops nobody."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LARGEST:
            kept = file.read_bytes()[-LARGEST // 2 :]
            file.write_bytes(kept[kept.find(b"\n") + 1 :])
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(number, "a", encoding="utf-8") as opened:
            opened.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {text}\n")
