# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Text from people made fit to print: no control characters, no markup, no characters the font lacks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from xml.sax.saxutils import escape

MISSING = "\ufffd"
"""Stands where the font has no character: a filled diamond with a question mark, which every one of our fonts draws.

(An empty box would be more usual, but Noto Sans has none, and reportlab leaves a blank for what a font lacks.)
"""

# Signs that people paste from other programs and that have a plain way of writing.
_STAND_INS = str.maketrans(
    {
        "→": "->",
        "←": "<-",
        "⇒": "=>",
        "≥": ">=",
        "≤": "<=",
        "≠": "<>",
        "−": "-",
        "\u2010": "-",
        "\u2011": "-",
        "✓": "v",
        "✔": "v",
        "✗": "x",
        "✘": "x",
        "●": "•",
        "▪": "•",
        "■": "•",
    }
)
_SPACES = str.maketrans({"\t": " ", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
# Cc/Cf: control and formatting (NUL, soft hyphen, marks that turn the reading direction, joiners);
# Mn only where it chooses between pictures (variation selectors).
_UNSEEN = {"Cc", "Cf"}
_SELECTOR = re.compile("[\ufe00-\ufe0f]")


def clean(text: str, known: AbstractSet[int]) -> str:
    """`text` with line ends kept and nothing else that does not print.

    `known` are the code points the font draws; every other character becomes MISSING.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES))
    text = _SELECTOR.sub("", text)
    text = "".join(
        char if char == "\n" or ord(char) in known else _replaced(char, known)
        for char in text
        if char == "\n" or unicodedata.category(char) not in _UNSEEN
    )
    return text.strip("\n")


def _replaced(char: str, known: AbstractSet[int]) -> str:
    stand_in = char.translate(_STAND_INS)
    if stand_in != char and all(ord(part) in known for part in stand_in):
        return stand_in
    simple = unicodedata.normalize("NFKC", char)
    if simple != char and all(ord(part) in known for part in simple):
        return simple
    return MISSING


def markup(text: str, known: AbstractSet[int], other_font: str = "", other: AbstractSet[int] = frozenset()) -> str:
    """Cleaned `text` as reportlab reads a paragraph: every sign literal, line ends kept.

    Signs that only `other` has are drawn with `other_font`.
    """
    cleaned = clean(text, known | other)
    if not other_font:
        return escape(cleaned).replace("\n", "<br/>")
    runs: list[tuple[bool, str]] = []
    for sign in cleaned:
        elsewhere = ord(sign) not in known and ord(sign) in other
        # a space between two words of the other font is theirs: one run instead of many
        elsewhere = elsewhere or (sign == " " and bool(runs) and runs[-1][0])
        if runs and runs[-1][0] == elsewhere:
            runs[-1] = (elsewhere, runs[-1][1] + sign)
        else:
            runs.append((elsewhere, sign))
    start = " ".join(("<font", f'face="{other_font}">'))
    marked = (f"{start}{escape(run)}</font>" if elsewhere else escape(run) for elsewhere, run in runs)
    return "".join(marked).replace("\n", "<br/>")
