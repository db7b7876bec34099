# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks and answers that somebody made to break a program, or broke by accident; made when asked for."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
_DTD = b'<!DOCTYPE l [<!ENTITY a "lol">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 20) for level in range(12)
)
LAUGHS = _DTD + b"]>"


def workbook(*extra: tuple[str | None, ...]) -> bytes:
    """A good small workbook, with more rows in `survey`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (("type", "name", "label", "relevant", "calculation"), ("integer", "jaren", "Hoe oud?"), *extra):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_parts(**parts: bytes) -> bytes:
    """The good workbook with parts of its archive in another form; `sheet` and `styles` name the usual ones."""
    names = {"sheet": SHEET, "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml"}
    changed = {names.get(key, key): data for key, data in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, changed.pop(part.filename, old.read(part.filename)))
        for name, data in changed.items():
            new.writestr(name, data)
    return made.getvalue()


def _part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        return archive.read(name)


def _declared(gap: int) -> bytes:
    """The sheet with entities that unfold without end, declared after so many spaces."""
    sheet = re.sub(rb"^<\?xml[^>]*\?>", b"", _part(SHEET))
    body = re.sub(rb"<sheetData>", b'<sheetData><row r="9"><c r="A9" t="str"><v>&m;</v></c></row>', sheet)
    return with_parts(sheet=b'<?xml version="1.0"?>' + b" " * gap + LAUGHS + body)


def _rows(text: bytes, times: int) -> bytes:
    return with_parts(sheet=_part(SHEET).replace(b"</sheetData>", text * times + b"</sheetData>"))


def _flipped(seed: int) -> bytes:
    data, dice = bytearray(workbook()), random.Random(seed)  # noqa: S311 damage, not secrets
    for _ in range(20):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def _encrypted() -> bytes:
    data = bytearray(workbook())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def _wide() -> bytes:
    return workbook(tuple(f"k{place}" for place in range(10_000)))


def _markdown(*rows: str) -> bytes:
    head = "| survey |\n| | type | name | label | relevant | calculation | constraint |\n"
    return (head + "".join(f"| | {row} |\n" for row in rows)).encode()


def _deep_groups(levels: int) -> bytes:
    rows = [f"begin_group | g{level} | G" for level in range(levels)]
    return _markdown(*rows, "text | t | T", *["end_group"] * levels)


FORMS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one byte": lambda: b"P",
    "only the mark of an archive": lambda: b"PK\x03\x04",
    "an archive of nothing": lambda: b"PK\x05\x06" + bytes(18),
    "a text": lambda: b"Beste collega, hierbij de vragenlijst.",
    "UTF-16": lambda: _markdown("text | t | T").decode().encode("utf-16"),
    "Latin-1": lambda: "| survey |\n| | type | name | label |\n| | text | t | één |\n".encode("latin-1"),
    "NUL and surrogates": lambda: b"| survey |\n| | type | name |\n| | text\x00 | \xed\xa0\x80 |\n",
    "the old .xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(4096),
    "pickle": lambda: b"\x80\x04\x95\x1d\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94.",
    **{
        f"truncated at {part} fiftieths": lambda part=part: workbook()[: len(workbook()) * part // 50]
        for part in (3, 25, 47)
    },
    **{f"bits flipped {seed}": lambda seed=seed: _flipped(seed) for seed in range(4)},
    "encrypted": _encrypted,
    "entities at the start": lambda: _declared(1),
    "entities further on": lambda: _declared(9000),
    "a bomb of spaces": lambda: with_parts(sheet=b"<worksheet>" + b" " * 63 * 2**20),
    "a bomb of 300 MB": lambda: with_parts(bom=b"\0" * 300 * 2**20),
    "a million texts": lambda: with_parts(strings=b"<sst>" + b"<si><t>x</t></si>" * 2_000_000 + b"</sst>"),
    "a million styles": lambda: with_parts(
        styles=b"<styleSheet><cellXfs>" + b"<xf/>" * 4_000_000 + b"</cellXfs></styleSheet>"
    ),
    "a million empty rows": lambda: _rows(b"<row/>", 2**20),
    "a million rows": lambda: _rows(b'<row><c t="str"><v>text</v></c></row>', 10**6),
    "a row far away": lambda: _rows(b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>', 1),
    "a row number without end": lambda: _rows(b'<row r="' + b"9" * 5000 + b'"/>', 1),
    "deep XML": lambda: with_parts(sheet=b"<a>" * 1_000_000),
    "ten thousand columns": _wide,
    "100 000 parts": lambda: with_parts(**{f"x/{place}": b"" for place in range(20_000)}),
    "names that climb": lambda: with_parts(**{"../../etc/kantoor": b"x", "C:\\kantoor": b"x", "CON": b"x"}),
    "a cell of 32 MB": lambda: _rows(b'<row><c t="str"><v>' + b"x" * 32 * 2**20 + b"</v></c></row>", 1),
    "too many rows of Markdown": lambda: _markdown(*["text | t | T"] * 20_001),
    "groups in groups": lambda: _deep_groups(3000),
    "brackets in brackets": lambda: _markdown(f"text | t | T | {'(' * 5000}1{')' * 5000}"),
    "a minus a thousand times": lambda: _markdown(f"text | t | T | {'-' * 19_000}1"),
    "not of not of not": lambda: _markdown(f"text | t | T | {'not(' * 3000}1{')' * 3000}"),
    "a condition in a condition": lambda: _markdown(f"text | t | T | {'/data[' * 2500}1{']' * 2500}"),
    "a pattern that searches for hours": lambda: _markdown("text | t | T | | | regex(., '(a+)+b')"),
    "a circle of thousands": lambda: _markdown(
        *[f"calculate | c{place} | | | ${{c{(place + 1) % 3000}}} + 1" for place in range(3000)]
    ),
    "everything reads everything": lambda: _markdown(
        *[f"integer | q{place} | Q" for place in range(1500)],
        *[f"calculate | c{place} | | | count(/data//*[. = ${{q{place}}}])" for place in range(1500)],
    ),
    "a field of 1 MB": lambda: _markdown(f"text | t | {'x' * 2**20}"),
    "turned and invisible letters": lambda: _markdown("text | t\u202e\u200b | T\u0000\u000b\ud7ff"),
}


ANSWERS: dict[str, bytes] = {
    "empty": b"",
    "not JSON": b"{'jaren': 3}",
    "UTF-16": '{"jaren": 3}'.encode("utf-16"),
    "a list": b'["jaren", 3]',
    "a text": b'"jaren"',
    "twice": b'{"jaren": 3, "jaren": 4}',
    "name and path": b'{"jaren": 3, "/data/jaren": 4}',
    "no number": b'{"jaren": NaN}',
    "endless": b'{"jaren": -Infinity}',
    "too large a number": b'{"jaren": 1e999}',
    "5 000 digits": b'{"jaren": ' + b"9" * 5000 + b"}",
    "a condition": b'{"jaren": true}',
    "a list as answer": b'{"jaren": [3]}',
    "an object as answer": b'{"jaren": {"waarde": 3}}',
    "deep": b'{"jaren": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "unknown question": b'{"jarne": 3}',
    "unknown path": b'{"/data/../jaren": 3}',
    "a row of no repeat": b'{"/data/jaren[2]": 3}',
    "row without end": b'{"/data/jaren[' + b"9" * 5000 + b']": 3}',
    "half a letter": b'{"jaren": "\\ud800"}',
    "half a letter as question": b'{"\\ud800": "3"}',
    "too much": b'{"jaren": "' + b"x" * 5 * 2**20 + b'"}',
    "cut off": b'{"jaren": 3',
    "more after it": b'{"jaren": 3} {}',
}
