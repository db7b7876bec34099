# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which passwords are accepted: long ones of any kind."""

from __future__ import annotations

import pytest

from tests.storage.offices import refused
from wwdesk.domain.passwords import LONGEST, require_good


@pytest.mark.parametrize(
    "password",
    [
        "koffie om vier uur",
        "trappelzak",
        "pa55 word x",
        "een zin met spaties en één accent",
        "🐈🐕🐄🐖🐑🐐🐎🐓",
        "x9q" * 333,
    ],
)
def test_long_passwords_of_any_kind_are_fine(password: str) -> None:
    require_good(password, ("An Peeters", "CAW De Brug"))


@pytest.mark.parametrize("password", ["", "kort", "1234567", "e\u0301" * 7])
def test_a_short_one_is_refused(password: str) -> None:
    with refused("password_too_short"):
        require_good(password)


@pytest.mark.parametrize(
    "password",
    [
        "wachtwoord",
        "Welkom123",
        "AZERTYUIOP",
        "aaaaaaaaaa",
        "abababababab",
        "An Peeters",
        "anpeeters12",
        "CAWDeBrug!",
        "peeters2026",
    ],
)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    with refused("password_too_common"):
        require_good(password, ("An Peeters", "CAW De Brug"))


def test_a_whole_book_is_refused() -> None:
    with refused("password_too_long"):
        require_good("ab c" * LONGEST)
