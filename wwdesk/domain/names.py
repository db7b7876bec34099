# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Names folded for sorting and comparing: without diacritics, case or joining words."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

# "van de", "d'" and the like do not decide where a Flemish name stands in a list.
_PREFIXES = frozenset(
    {"van", "de", "den", "der", "het", "t", "ten", "ter", "te", "d", "la", "le", "du", "von", "el", "al", "ben"}
)
# Letters that do not come apart into a base letter and an accent.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th"})


def fold(text: str) -> str:
    """`text` in lower case, without diacritics, with single spaces and only letters and digits."""
    # Compatibility letters such as 𝖠 become capitals only once they are decomposed.
    lower = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", lower)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())


def sort_key(family_name: str, given_name: str) -> str:
    """Where a person stands in a list: family name without its prefixes, then given name."""
    words = fold(family_name).split()
    core = list(words)
    while len(core) > 1 and core[0] in _PREFIXES:
        core.pop(0)
    return " ".join((*core, "|", *words, "|", fold(given_name)))


def likeness(first: str, second: str) -> float:
    """How alike two full names are, 0 to 1, whatever the order of their words.

    The best pairing of the words of the shorter name with those of the longer counts, so that
    "Jan De Smet" and "Desmet Jan" are the same and a missing second given name costs little.
    """
    one, two = sorted((_words(first), _words(second)), key=len)
    if not one or not two:
        return 0.0
    if sorted(one) == sorted(two):
        return 1.0
    left = list(two)
    total = 0.0
    for word in one:
        scores = [_ratio(word, other) for other in left]
        best = max(range(len(scores)), key=scores.__getitem__)
        total += scores[best]
        left.pop(best)
    # One word against several ("Fatima") is no evidence that the rest agrees.
    paired = total / len(one) - 0.05 * len(left) if len(one) > 1 else 0.6 * total
    return max(0.0, min(0.99, paired))


@lru_cache(maxsize=50_000)
def _ratio(one: str, other: str) -> float:
    """How alike two words are; remembered, because an office knows many a Peeters."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _words(name: str) -> list[str]:
    """The words of a folded name, with prefixes joined to what follows: "de smet" is "desmet"."""
    words: list[str] = []
    prefix = ""
    for word in fold(name).split():
        if word in _PREFIXES:
            prefix += word
        else:
            words.append(prefix + word)
            prefix = ""
    return [*words, prefix] if prefix else words
