# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Submissions of KoboToolbox and ODK Central become answers; what does not fit is said, never guessed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.forms import form
from tests.exchange.zips import zip_of
from tests.forms.making import TODAY
from wwdesk.domain.errors import DeskError
from wwdesk.exchange.odk_answers import Incoming, read_submissions

KOBO: dict[str, Any] = {
    "_id": 12,
    "_uuid": "aaaa-1",
    "_xform_id_string": "proef",
    "__version__": "vAbCdEfGhIjKlMnOpQrStU",
    "formhub/uuid": "x",
    "start": "2026-11-20T09:00:00.000+01:00",
    "meta/instanceID": "uuid:aaaa-1",
    "_submission_time": "2026-11-20T10:00:00",
    "_geolocation": [None, None],
    "naam": "Zoë",
    "huis/poetsen": "1",
    "huis/hulp": "1 2",
    "huis/kamers": "3",
    "geld/schuld": [
        {"geld/schuld/bij": "energie", "geld/schuld/bedrag": "12.5"},
        {"geld/schuld/bij": "huur", "geld/schuld/bedrag": "100"},
    ],
}

MAIN = (
    "SubmissionDate,naam,huis-poetsen,huis-hulp,huis-kamers,meta-instanceID,KEY,FormVersion\n"
    "2026-11-20T10:00:00.000Z,Zoë,1,1 2,3,uuid:1,uuid:1,1\n"
    "2026-11-21T10:00:00.000Z,Bo,2,,,uuid:2,uuid:2,1\n"
)
ROWS = "bij,bedrag,PARENT_KEY,KEY\nenergie,12.5,uuid:1,uuid:1/geld/schuld[1]\nhuur,100,uuid:1,uuid:1/geld/schuld[2]\n"


def read(content: object, name: str = "antwoorden.json") -> Incoming:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_submissions(name, data, form(), TODAY)


def read_or_refuse(content: bytes, name: str) -> object:
    """The submissions, or the sentence that says why there are none."""
    try:
        return read(content, name).submissions
    except DeskError as refused:
        return refused.sentence


def zipped(**files: str) -> bytes:
    return zip_of({name.replace("__", "-") + ".csv": text for name, text in files.items()})


def test_kobo_json_with_rows() -> None:
    (one,) = read([KOBO]).submissions
    assert one.key == "aaaa-1"
    assert one.on is not None
    assert one.on.isoformat() == "2026-11-20"
    assert one.answers["/data/naam"] == "Zoë"
    assert one.answers["/data/geld/schuld"] == "2"
    assert one.answers["/data/geld/schuld[2]/bedrag"] == "100"
    assert one.unknown == ()
    assert one.problems == ()


def test_the_json_of_kobo_s_own_service_and_of_central() -> None:
    central = {
        "value": [
            {
                "__id": "uuid:9",
                "__system": {"submissionDate": "2026-11-20T10:00:00Z", "formVersion": "1"},
                "naam": "Zoë",
                "huis": {"poetsen": "1", "hulp": "1 2", "kamers": 3},
                "geld": {"schuld": [{"bij": "energie", "bedrag": 12.5}], "schuld@odata.navigationLink": "x"},
            }
        ]
    }
    (one,) = read(central).submissions
    assert one.answers["/data/huis/kamers"] == "3"
    assert one.answers["/data/geld/schuld[1]/bedrag"] == "12.5"
    assert one.unknown == ()
    assert read(central).remarks == ()
    assert len(read({"count": 2, "results": [KOBO, KOBO]}).submissions) == 2


def test_the_csv_of_central_with_its_rows_in_a_zip() -> None:
    first, second = read(zipped(proef=MAIN, proef__schuld=ROWS), "proef.zip").submissions
    assert first.answers["/data/huis/hulp"] == "1 2"
    assert first.answers["/data/geld/schuld[1]/bij"] == "energie"
    assert first.answers["/data/geld/schuld[2]/bedrag"] == "100"
    assert second.answers["/data/naam"] == "Bo"
    assert (first.key, second.key) == ("uuid:1", "uuid:2")


def test_the_csv_of_kobo_with_a_column_per_choice() -> None:
    text = "start;naam;huis/poetsen;huis/hulp;huis/hulp/1;huis/hulp/2;_uuid\n2026-11-20;Zoë;1;1 2;1;1;aaaa\n"
    (one,) = read(text.encode("utf-8-sig"), "kobo.csv").submissions
    assert one.answers["/data/huis/hulp"] == "1 2"
    assert one.unknown == ()


def test_what_the_form_does_not_know_or_refuses_is_said() -> None:
    (one,) = read([KOBO | {"schoenmaat": "43", "huis/kamers": "veel", "naam": ""}]).submissions
    assert one.unknown == ("schoenmaat",)
    assert {problem.path for problem in one.problems} == {"/data/naam", "/data/huis/kamers"}


def test_a_file_that_does_not_say_its_version_is_read_with_a_remark() -> None:
    (remark,) = read([KOBO]).remarks
    assert "versie 1" in remark
    assert read([KOBO | {"__version__": "1"}]).remarks == ()


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("odk_other_version", [KOBO | {"__version__": "2"}]),
        ("odk_empty", zip_of({"proef.csv": "naam,KEY\n"})),
        ("odk_unreadable", zip_of({"lees-mij.txt": "Beste"})),
        ("odk_unreadable", zip_of({})),
        ("odk_other_form", [KOBO | {"_xform_id_string": "iets-anders"}]),
        ("odk_other_form", [{"_id": 1, "schoenmaat": "43"}]),
        ("odk_empty", []),
        ("odk_unreadable", b"[1, 2]"),
        ("odk_unreadable", b"{" * 100_000),
        ("odk_unreadable", b"[" * 100_000),
        ("odk_unreadable", b"\xff\xfe\x00"),
        ("odk_unreadable", b"PK\x03\x04 broken"),
        ("odk_unreadable", b""),
        ("odk_too_large", b" " * (16 * 2**20 + 1)),
        ("odk_too_many", [{"_id": 1}] * 2001),
    ],
)
def test_what_cannot_be_used_is_a_sentence(key: str, content: object) -> None:
    with pytest.raises(DeskError) as refused:
        read(content)
    assert refused.value.key == key
    assert refused.value.sentence


def test_a_zip_that_unpacks_to_far_too_much_is_refused_early() -> None:
    with pytest.raises(DeskError) as refused:
        read(zipped(proef="naam,KEY\n" + "a" * (17 * 2**20)), "bom.zip")
    assert refused.value.key == "odk_too_large"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["naam", "huis", "geld", "schuld", "huis/hulp", "bij", "_uuid", "", "/"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused_with_a_sentence(content: object) -> None:
    assert read_or_refuse(json.dumps(content).encode(), "x.json")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    assert read_or_refuse(text.encode("utf-8", "replace"), "x.csv")
