# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Is the office file whole? Both checks of SQLite and SQLCipher, because each misses what the other finds.

Measured: cipher_integrity_check finds every flipped byte and swapped page but calls a file cut
at a page boundary fine; quick_check finds the cut (docs/decisions/006).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wwdesk.storage.database import Connection, DriverError, trouble_in

PAGE = 4096
PLAIN_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Damage:
    """What the checks found, in SQLite's words: for the report of `wwdesk check`, never for a worker."""

    details: tuple[str, ...]


def damage_in(connection: Connection) -> Damage | None:
    """What is broken in the file behind a keyed connection; None if it is whole.

    Opening the connection already rolled back what a crash left half-written, so that a check
    never calls an unfinished write damage.
    """
    details = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check(100)").fetchall()]
    if not details:
        try:
            details = [str(row[0]) for row in connection.execute("PRAGMA quick_check(100)").fetchall()]
        except DriverError as error:  # so broken that it cannot even be walked through
            if trouble_in(error) is None:
                raise
            details = [str(error)]
    found = tuple(detail for detail in details if detail != "ok")
    return Damage(found) if found else None


def first_bytes(path: Path) -> bytes:
    """The start of a file that is not open as an office (closing it would drop SQLite's locks)."""
    with path.open("rb") as file:
        return file.read(PAGE)


def looks_encrypted(start: bytes) -> bool:
    """Whether the start of a file could be an office: a whole page without the face of anything known.

    Random bytes are text or zeros with a chance that can be forgotten.
    """
    if len(start) < PAGE or start.startswith(PLAIN_SQLITE):
        return False
    if start.startswith(
        (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"MZ")
    ):
        return False
    return len(set(start)) > 200
