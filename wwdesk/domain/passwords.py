# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which passwords are good enough: long, and not the first one anybody would try.

After NIST SP 800-63B: at least 8 characters, long ones welcome, no rules about kinds of
characters, no forced change, a short list of what is always guessed first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from wwdesk.domain.errors import DeskError

SHORTEST = 8
LONGEST = 1000

_GUESSED_FIRST = frozenset(
    {
        *("12345678", "123456789", "1234567890", "87654321", "11111111", "00000000", "12341234"),
        *("password", "password1", "passw0rd", "wachtwoord", "wachtwoord1", "wachtwoord123", "welkom01"),
        *("welkom123", "welkom2025", "welkom2026", "welkom2027", "geheim123", "azertyui", "azertyuiop"),
        *("qwertyui", "qwertyuiop", "azerty123", "qwerty123", "1q2w3e4r", "iloveyou", "abcdefgh"),
        *("abcd1234", "administrator", "beheerder", "letmein1", "sunshine", "princess", "football"),
        *("baseball", "superman", "trustno1", "changeme", "begeleider", "wooncoach", "huurders"),
        *("anderlecht", "brussel1", "antwerpen", "mechelen1", "vlaanderen", "belgium1", "belgie123"),
        *("wonenwelzijn", "wwdesk123", "voorbeeld", "proefproef"),
    }
)


def normalised(password: str) -> str:
    """The password as every keyboard types it: one spelling for é, whatever the machine makes of it."""
    return unicodedata.normalize("NFC", password)


def require_good(password: str, names: Iterable[str] = ()) -> None:
    """Refuses a password that is too short, absurdly long or the first one anybody would try.

    `names` are words about the office and the worker: none of them, nor one with a few digits
    behind it, is a password. Raises DeskError `password_too_short`, `password_too_long` or
    `password_too_common`.
    """
    text = normalised(password)
    if len(text) < SHORTEST:
        raise DeskError("password_too_short", shortest=SHORTEST)
    if len(text) > LONGEST:
        raise DeskError("password_too_long", longest=LONGEST)
    folded = text.casefold()
    bare = folded.rstrip("0123456789!?.*")
    known = {name.casefold().replace(" ", "") for name in names}
    known |= {part for name in names for part in name.casefold().split() if len(part) > 2}
    if folded in _GUESSED_FIRST or len(set(folded)) <= 2 or bare.replace(" ", "") in known:
        raise DeskError("password_too_common")
