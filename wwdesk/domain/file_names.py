# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Names of files that came from elsewhere, made fit to be shown and kept."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
_NEVER = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def file_name(name: str) -> str:
    """A name without folders, signs that some system forbids, or an end that some system drops; never empty.

    Its extension is kept where the name has to be cut.
    """
    last = re.split(r"[/\\]", name)[-1]
    last = unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode())
    visible = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cf", "Co", "Cn"))
    clean = " ".join(_NEVER.sub(" ", visible).split()).strip(". ")
    stem, dot, extension = clean.rpartition(".")
    if not dot or len(extension) > 10:
        return clean[:LONGEST].strip(". ") or "bestand"
    return f"{stem[: LONGEST - len(extension) - 1].strip('. ') or 'bestand'}.{extension}"


def beside(name: str, taken: frozenset[str]) -> str:
    """The name, numbered where it is taken: `foto.png`, `foto (2).png`."""
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    found, number = name, 1
    while found.casefold() in {other.casefold() for other in taken}:
        number += 1
        found = f"{stem} ({number}){dot}{extension}"
    return found
