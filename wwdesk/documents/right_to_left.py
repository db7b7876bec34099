# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Arabic writing on paper: the shape of each letter between its neighbours, and the order of words on a line.

reportlab draws the signs it is given from left to right. So letters become the signs that Unicode has
for their shapes (Arabic Presentation Forms), and each line is put in the order in which it is seen. The
rule for words is the one of the Unicode bidirectional algorithm, by word instead of by sign: words of
one direction that stand together keep their order, and the paragraph decides how the groups follow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

_RIGHT_TO_LEFT = ("R", "AL")
_FORMS = ("<isolated>", "<final>", "<initial>", "<medial>")
_LAM = "\u0644"
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def has_right_to_left(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)


def reads_right_to_left(text: str) -> bool:
    """Whether a text as a whole reads from right to left: its first letter decides."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", *_RIGHT_TO_LEFT):
            return direction in _RIGHT_TO_LEFT
    return False


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Per letter (or lam with alef) the sign of each of its shapes, from the tables of Unicode."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        form, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        plain = "".join(chr(int(letter, 16)) for letter in letters.split())
        wanted = len(plain) == 1 or (len(plain) == 2 and plain[0] == _LAM and plain[1] in "\u0622\u0623\u0625\u0627")
        if form in _FORMS and wanted:
            found.setdefault(plain, {}).setdefault(form, chr(code))
    return found


def shaped(text: str) -> str:
    """The text with every Arabic letter in the shape it has between its neighbours, in reading order."""
    letters = _letters(text)
    found: list[str] = []
    for place, letter in enumerate(letters):
        shapes = _shapes().get(letter)
        if shapes is None:
            found.append(letter)
            continue
        before = _joins_next(_neighbour(letters, place, -1))
        after = "<initial>" in shapes and _joins_before(_neighbour(letters, place, 1))
        before = before and "<final>" in shapes
        form = "<medial>" if before and after else "<final>" if before else "<initial>" if after else "<isolated>"
        found.append(shapes.get(form, letter))
    return "".join(found)


def _letters(text: str) -> list[str]:
    """The signs of a text, lam and alef together as the one sign they are."""
    found: list[str] = []
    for sign in text:
        if found and found[-1] == _LAM and f"{_LAM}{sign}" in _shapes():
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _neighbour(letters: list[str], place: int, step: int) -> str:
    """The next letter on one side; marks above and below a letter do not part it from the next."""
    place += step
    while 0 <= place < len(letters) and len(letters[place]) == 1 and unicodedata.category(letters[place]) == "Mn":
        place += step
    return letters[place] if 0 <= place < len(letters) else ""


def _joins_next(letter: str) -> bool:
    return letter == "\u0640" or "<initial>" in _shapes().get(letter, {})


def _joins_before(letter: str) -> bool:
    return letter == "\u0640" or "<final>" in _shapes().get(letter, {})


def seen(words: Iterable[str], *, right_to_left: bool) -> str:
    """One line of words as it is seen from left to right, its letters shaped."""
    groups: list[tuple[bool, list[str]]] = []
    for word in words:
        # numbers and signs go along with the words before them, at the beginning with the paragraph
        along = groups[-1][0] if groups else right_to_left
        backwards = has_right_to_left(word) or (along and not _has_left_to_right(word))
        if not groups or groups[-1][0] != backwards:
            groups.append((backwards, []))
        groups[-1][1].append(word)
    shown = [
        [_turned(word) for word in reversed(group)] if backwards else _ended(group, right_to_left=right_to_left)
        for backwards, group in groups
    ]
    return " ".join(word for group in (reversed(shown) if right_to_left else shown) for word in group)


def _ended(group: list[str], *, right_to_left: bool) -> list[str]:
    """Latin words in reading order; the stop after the last of them is of the sentence around it."""
    last = group[-1].rstrip(".,:;!?…")
    if not right_to_left or last == group[-1] or not last:
        return group
    whole = [*group[:-1], last]
    return [group[-1][len(last) :][::-1] + whole[0], *whole[1:]]


def _has_left_to_right(word: str) -> bool:
    return any(unicodedata.bidirectional(sign) == "L" for sign in word)


def _turned(word: str) -> str:
    """One word with Arabic letters from left to right as seen; numbers and Latin in it keep their order."""
    parts = re.findall(r"[A-Za-z0-9\u00c0-\u024f.,:/%+-]*[A-Za-z0-9\u00c0-\u024f]|.", shaped(word), re.DOTALL)
    return "".join(part if len(part) > 1 else _with_marks(part) for part in _grouped(parts)[::-1])


def _grouped(parts: list[str]) -> list[str]:
    """Marks stay behind the letter they belong to."""
    found: list[str] = []
    for part in parts:
        if found and len(part) == 1 and unicodedata.category(part) == "Mn":
            found[-1] += part
        else:
            found.append(part)
    return found


def _with_marks(sign: str) -> str:
    return sign.translate(_MIRRORED)


def broken(text: str, width: float, measure: Callable[[str], float]) -> list[list[str]]:
    """The words of a text in lines of at most `width`, in reading order; a longer word stands alone."""
    found: list[list[str]] = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        for word in paragraph.split():
            if line and measure(shaped(" ".join([*line, word]))) > width:
                found.append(line)
                line = []
            line.append(word)
        found.append(line)
    return found
