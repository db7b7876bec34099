# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The printed recovery key: 160 random bits in letters and digits that cannot be taken for another.

32 characters of 5 bits and 4 check characters, in nine groups of four. The check characters
tell a slip of the pen (`recovery_key_typo`) from the key of another office or an old key
(`wrong_recovery_key`): the one asks to look again, the other to look for another sheet.
"""

from __future__ import annotations

import hashlib
import secrets

from wwdesk.domain.errors import DeskError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O (they read as 1 and 0) and no U (no words by accident)."""
KEY_LENGTH = 32
CHECK_LENGTH = 4
GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_recovery_key() -> str:
    """A fresh recovery key, in groups, as it is printed."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))
    return in_groups(body + _check(body))


def in_groups(characters: str) -> str:
    """The characters in groups of four with a dash between."""
    return "-".join(characters[at : at + GROUP] for at in range(0, len(characters), GROUP))


def typed_recovery_key(typed: str) -> str:
    """The 32 characters of the key out of what somebody typed from paper.

    Capitals, spaces and dashes do not matter, O is 0, I and L are 1. Raises DeskError
    `recovery_key_typo` where a character is missing, too many, unknown or wrong.
    """
    characters = "".join(char for char in typed.upper() if not char.isspace() and char not in "-‐‑–—_.").translate(
        _READ_AS
    )
    whole = KEY_LENGTH + CHECK_LENGTH
    body = characters[:KEY_LENGTH]
    if len(characters) != whole or set(characters) - set(ALPHABET) or characters[KEY_LENGTH:] != _check(body):
        raise DeskError("recovery_key_typo", found=len(characters), wanted=whole)
    return body


def _check(body: str) -> str:
    """Four characters (20 bits) over the others, in their order."""
    number = int.from_bytes(hashlib.sha256(b"wwdesk recovery key" + body.encode()).digest()[:4])
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(CHECK_LENGTH))
