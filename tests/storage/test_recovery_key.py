# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The printed recovery key: typed from paper by somebody in a hurry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.offices import refused
from wwdesk.storage.recovery_key import ALPHABET, KEY_LENGTH, new_recovery_key, typed_recovery_key

# A printed key with a 0 and a 1 in it, the characters people misread.
PRINTED = "3ZK0-Y19X-ZTZQ-4QCG-P2A8-B2XR-H88E-GHKM-5Q8Q"
SECRET = typed_recovery_key(PRINTED)


def test_it_holds_160_bits_in_groups_of_four() -> None:
    assert KEY_LENGTH * 5 == 160
    assert [len(group) for group in PRINTED.split("-")] == [4] * 9
    assert not set("ILOU") & set(ALPHABET)
    assert len({new_recovery_key() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "typed",
    [
        PRINTED,
        PRINTED.lower(),
        PRINTED.replace("-", ""),
        PRINTED.replace("-", " - "),
        f"  {PRINTED.replace('-', '–')}\n",
        PRINTED.replace("0", "O").replace("1", "l"),
        PRINTED.replace("0", "o").replace("1", "I"),
    ],
)
def test_how_it_is_typed_does_not_matter(typed: str) -> None:
    assert typed_recovery_key(typed) == SECRET


@given(st.integers(0, 35), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_a_typing_mistake(place: int, wrong: str) -> None:
    whole = PRINTED.replace("-", "")
    typed = whole[:place] + wrong + whole[place + 1 :]
    if typed == whole:
        assert typed_recovery_key(typed) == SECRET
    else:
        with refused("recovery_key_typo"):
            typed_recovery_key(typed)


@given(st.integers(0, 34))
def test_two_characters_swapped_are_a_typing_mistake(place: int) -> None:
    whole = PRINTED.replace("-", "")
    typed = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    if typed != whole:
        with refused("recovery_key_typo"):
            typed_recovery_key(typed)


@given(st.text(max_size=80))
def test_anything_else_is_a_typing_mistake_too(typed: str) -> None:
    with refused("recovery_key_typo"):
        typed_recovery_key(typed)


@pytest.mark.parametrize("typed", ["", PRINTED[:-1], PRINTED + "0", PRINTED.replace("-", "", 1) + "-ABCD"])
def test_a_missing_or_extra_piece_is_counted(typed: str) -> None:
    with refused("recovery_key_typo"):
        typed_recovery_key(typed)
