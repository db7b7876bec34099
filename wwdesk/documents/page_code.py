# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The code on each page of a printed form: says nothing about anybody, and finds the dossier of a scan."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which people take for another sign."""
LENGTH = 7
"""Signs before the check sign: 34 thousand million codes."""

_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_MARK = "WW"
_WRITTEN = re.compile(r"(?:WW\s*:\s*)?([0-9A-Z]{4})[\s-]*([0-9A-Z]{4})\s*[/:.\s]\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class PageCode:
    """A code of a printed form and the number of one of its pages."""

    code: str
    page: int

    @property
    def machine(self) -> str:
        """What the square code holds."""
        return f"{_MARK}:{self.code}:{self.page}"

    def __str__(self) -> str:
        return f"{self.code[:4]}-{self.code[4:]} / {self.page}"


def new_code() -> str:
    """A code that nobody can guess from another one."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return body + _check(body)


def parse(text: str) -> PageCode | None:
    """The code in what a scanner or a person read; None where it is none or a sign is wrong."""
    found = _WRITTEN.fullmatch(text.strip().upper())
    if found is None:
        return None
    code = (found[1] + found[2]).translate(_LOOK_ALIKES)
    if any(sign not in ALPHABET for sign in code) or _check(code[:LENGTH]) != code[LENGTH:] or not int(found[3]):
        return None
    return PageCode(code, int(found[3]))


def _check(body: str) -> str:
    """A sign that is another one when any sign is wrong or two neighbours are exchanged."""
    total = sum((2 * place + 1) * ALPHABET.index(sign) for place, sign in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]
