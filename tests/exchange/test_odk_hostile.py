# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Files of submissions that are damaged or made to do harm: they are read or refused in words, never a crash."""

from __future__ import annotations

import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.forms import form
from tests.exchange.test_odk_answers import KOBO, MAIN, ROWS
from tests.exchange.zips import zip_of
from tests.forms.making import TODAY
from wwdesk.domain.errors import DeskError
from wwdesk.exchange.odk_answers import Incoming, read_submissions

PHOTO = b"\x89PNG" + bytes(range(256)) * 4
WHOLE = zip_of(
    {
        "proef.csv": MAIN.replace("huis-kamers", "huis-foto").replace(",3,uuid", ",a.png,uuid"),
        "proef-schuld.csv": ROWS,
        "media/a.png": PHOTO,
    }
)
STORED = zip_of({"proef.csv": MAIN, "proef-schuld.csv": ROWS}, zipfile.ZIP_STORED)
JSON = json.dumps([KOBO]).encode()
TABLE = MAIN.encode()


def read(content: bytes, name: str = "x.zip") -> Incoming | str:
    """The submissions, or the sentence that says why there are none; any other error gets out."""
    try:
        return read_submissions(name, content, form(), TODAY)
    except DeskError as refused:
        return refused.key if refused.sentence else ""


def damaged(whole: bytes, flips: list[tuple[int, int]], end: int) -> bytes:
    """Some bytes changed, and cut off."""
    content = bytearray(whole)
    for place, value in flips:
        content[place % len(content)] ^= value or 1
    return bytes(content[: len(content) - end % len(content)])


FLIPS = st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), max_size=6)


@given(st.sampled_from([WHOLE, STORED, JSON, TABLE]), FLIPS, st.just(0) | st.integers(0, 100_000))
def test_bytes_flipped_and_cut_off(whole: bytes, flips: list[tuple[int, int]], end: int) -> None:
    assert read(damaged(whole, flips, end)) != ""


def test_every_byte_of_a_zip_flipped_in_turn() -> None:
    """As thorough as a small file allows: the packed words, the sums and every field of the headers."""
    for place in range(len(WHOLE)):
        for flip in (0x01, 0x80, 0xFF):
            assert read(damaged(WHOLE, [(place, flip)], 0)) != ""


def test_packed_words_that_make_no_sense_are_a_sentence() -> None:
    """A damaged deflate stream raises zlib.error, which no base class of zipfile's errors covers."""
    whole = zip_of({"proef.csv": MAIN})
    start = whole.index(b"proef.csv") + len(b"proef.csv")
    assert read(whole[:start] + b"\xff" * 40 + whole[start + 40 :]) == "odk_unreadable"


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused_before_they_ask_for_memory(packing: int) -> None:
    assert read(zip_of({"proef.csv": MAIN}, packing)) == "odk_unreadable"


def test_an_encrypted_zip_is_refused_in_words() -> None:
    whole = bytearray(zip_of({"proef.csv": MAIN}))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    assert read(bytes(whole)) == "odk_unreadable"


def test_a_zip_of_countless_files_is_refused_before_it_is_opened() -> None:
    assert read(b"PK\x03\x04" + b"PK\x01\x02" * 20_001) == "odk_too_large"


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"[{", b"naam;KEY\n", b"\xef\xbb\xbf"])
)
def test_any_bytes(content: bytes, begin: bytes) -> None:
    assert read(begin + content) != ""


CELLS = st.text(alphabet='abuid:/1,;"\n\t\x00é', max_size=6) | st.sampled_from(["uuid:1", "uuid:2", "naam", "a.png"])
HEADS = st.lists(
    st.sampled_from(["naam", "huis/hulp", "huis-foto", "bij", "KEY", "PARENT_KEY", "", "x/y", "_uuid", "today"]),
    max_size=5,
)


@given(st.dictionaries(st.sampled_from(["proef.csv", "proef-schuld.csv", "a/b-x.csv", "m.json"]),
       st.tuples(HEADS, st.lists(st.lists(CELLS, max_size=6), max_size=5)), max_size=4))  # fmt: skip
def test_any_tables_in_a_zip(tables: dict[str, tuple[list[str], list[list[str]]]]) -> None:
    files = {name: "\n".join(",".join(row) for row in (head, *rows)) for name, (head, rows) in tables.items()}
    assert read(zip_of(files)) != ""


def test_half_a_sign_from_json_can_be_kept() -> None:
    found = read(json.dumps([KOBO | {"naam": "\ud800x", "\udfff": "1"}]).encode(), "x.json")
    assert isinstance(found, Incoming)
    assert found.submissions[0].answers["/data/naam"].encode() == b"?x"
