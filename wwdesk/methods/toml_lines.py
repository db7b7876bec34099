# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""On which line of a TOML file a table or a key stands, so that a mistake can be pointed at.

The standard reader keeps no places. This one reads no values: it only follows headers, keys and where a
value ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Way = tuple[str | int, ...]
"""The way to a value: `("step", 2, "outcome", 0, "next")` is the `next` of the first outcome of the third step."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*(?:\.[^=]*)?=\s*(.*)")


def line_numbers(text: str) -> Mapping[Way, int]:
    """The line, counted from 1, of every table and key, and of every table written on its own line in a list."""
    found: dict[Way, int] = {(): 1}
    counts: dict[Way, int] = {}
    here: Way = ()
    value = _Value()
    for number, line in enumerate(text.splitlines(), 1):
        if value.open:
            if value.depth == 1 and line.lstrip().startswith("{"):
                found.setdefault((*value.way, value.items), number)
                value.items += 1
            value.read(line)
        elif header := _HEADER.fullmatch(line):
            here = _entered(header[2], counts, many=header[1] == "[[")
            found.setdefault(here, number)
        elif key := _KEY.fullmatch(line):
            value = _Value((*here, key[1].strip("\"'")))
            found.setdefault(value.way, number)
            value.read(key[2])
    return found


def _entered(name: str, counts: dict[Way, int], *, many: bool) -> Way:
    """The way to the table of a header; `[[name]]` begins the next one of its list."""
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    way: Way = ()
    for place, part in enumerate(parts):
        way = (*way, part)
        if many and place == len(parts) - 1:
            counts[way] = counts.get(way, -1) + 1
        if way in counts:
            way = (*way, counts[way])
    return way


class _Value:
    """Where the value of a key goes on: brackets and texts that are still open."""

    def __init__(self, way: Way = ()) -> None:
        self.way = way
        self.depth = 0
        self.items = 0
        self._quote = ""

    @property
    def open(self) -> bool:
        return self.depth > 0 or bool(self._quote)

    def read(self, line: str) -> None:
        """Follows one line of the value."""
        place = 0
        while place < len(line):
            if self._quote:
                place = self._inside(line, place)
                continue
            mark = line[place]
            if mark == "#":
                return
            if mark in "\"'":
                self._quote = mark * 3 if line.startswith(mark * 3, place) else mark
                place += len(self._quote)
                continue
            self.depth += (mark in "[{") - (mark in "]}")
            place += 1
        if len(self._quote) == 1:  # a text on one line that was never closed: the reader says so
            self._quote = ""

    def _inside(self, line: str, place: int) -> int:
        if line[place] == "\\" and '"' in self._quote:
            return place + 2
        if line.startswith(self._quote, place):
            place += len(self._quote)
            self._quote = ""
            return place
        return place + 1
