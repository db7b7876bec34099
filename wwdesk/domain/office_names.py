# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Names of offices and workers: one line of visible characters."""

from __future__ import annotations

import unicodedata

from wwdesk.domain.errors import DeskError

LONGEST_NAME = 200


def clean_name(name: str) -> str:
    """A name as one line of visible characters. Raises DeskError `name_missing` or `name_too_long`."""
    visible = "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFC", name))
    cleaned = " ".join(visible.split())
    if not cleaned:
        raise DeskError("name_missing")
    if len(cleaned) > LONGEST_NAME:
        raise DeskError("name_too_long", longest=LONGEST_NAME)
    return cleaned
