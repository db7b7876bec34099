# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What a file holds and is not taken in is said: rows without an owner, other versions, photos that are not there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.exchange.forms import form
from tests.exchange.test_odk_answers import KOBO, MAIN, ROWS
from tests.exchange.zips import zip_of
from tests.forms.making import TODAY, settings, survey
from wwdesk.domain import answer_files
from wwdesk.exchange.odk_answers import Incoming, read_submissions
from wwdesk.forms.convert import convert
from wwdesk.forms.load import load

PHOTO = b"\x89PNG photo"
OTHER = b"\x89PNG another"


def read(content: object, name: str = "antwoorden.json") -> Incoming:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_submissions(name, data, form(), TODAY)


def kobo(key: str, **more: Any) -> dict[str, Any]:
    return KOBO | {"_uuid": key, "__version__": "1"} | {name.replace("__", "/"): value for name, value in more.items()}


# Rows


def test_rows_of_submissions_that_are_not_in_the_file_are_counted() -> None:
    rows = ROWS + "gas,5,uuid:weg,uuid:weg/geld/schuld[1]\nwater,6,uuid:weg,uuid:weg/geld/schuld[2]\n"
    incoming = read(zip_of({"proef.csv": MAIN, "proef-schuld.csv": rows}), "proef.zip")
    (remark,) = incoming.remarks
    assert "proef-schuld.csv staan 2 rijen" in remark
    assert incoming.submissions[0].answers["/data/geld/schuld[2]/bedrag"] == "100", "the others are read"
    assert incoming.submissions[0].answers["/data/geld/schuld"] == "2"


def test_rows_do_not_go_to_a_submission_without_a_key() -> None:
    loose = "naam,huis-poetsen,FormVersion\nZoë,1,1\nBo,2,1\n"
    incoming = read(zip_of({"proef.csv": loose, "proef-schuld.csv": ROWS}), "proef.zip")
    assert "2 rijen" in incoming.remarks[0]
    assert all("schuld[" not in path for one in incoming.submissions for path in one.answers)


def test_a_table_that_belongs_to_nothing_is_named() -> None:
    incoming = read(zip_of({"proef.csv": MAIN, "proef-schuld.csv": ROWS, "lijst.csv": "a,b\n1,2\n"}), "proef.zip")
    (remark,) = incoming.remarks
    assert "lijst.csv" in remark


def test_two_tables_with_one_name_in_two_folders_are_both_read() -> None:
    incoming = read(zip_of({"a/proef.csv": MAIN, "b/proef.csv": MAIN, "proef-schuld.csv": ROWS}), "proef.zip")
    assert "2 rijen" in incoming.remarks[0]


def test_a_csv_alone_has_no_rows_and_says_so() -> None:
    (remark,) = read(MAIN.encode(), "proef.csv").remarks
    assert "“Schuld?”" in remark
    assert "zip" in remark


def test_central_without_its_rows_says_so() -> None:
    entry = {"__id": "uuid:9", "__system": {"formVersion": "1"}, "naam": "Zoë"}
    linked = entry | {"geld": {"schuld@odata.navigationLink": "Submissions(1)/schuld"}}
    (remark,) = read({"value": [linked]}).remarks
    assert "schuld" in remark
    assert read({"value": [linked | {"geld": {"schuld@odata.navigationLink": "x", "schuld": []}}]}).remarks == ()


@pytest.mark.parametrize("more", [{"results": [KOBO], "next": "https://x"}, {"value": [KOBO], "@odata.nextLink": "x"}])
def test_a_part_of_what_is_on_the_server_says_so(more: object) -> None:
    assert any("deel" in remark for remark in read(more).remarks)


def test_a_row_with_too_many_cells_and_tables_without_end_are_said() -> None:
    wide = MAIN.replace("uuid:2,uuid:2,1", "uuid:2,uuid:2,1,over")
    assert any("1 rij meer cellen" in remark for remark in read(wide.encode(), "proef.csv").remarks)
    many = {"proef.csv": MAIN, "proef-schuld.csv": ROWS} | {f"x-{n}.csv": "PARENT_KEY\n" for n in range(50)}
    assert any("2 tabellen" in remark for remark in read(zip_of(many), "proef.zip").remarks)


def test_rows_the_form_does_not_count_are_said() -> None:
    source = survey("integer n", "begin_repeat kind ; repeat_count=${n}", "text roep", "end_repeat") + settings()
    converted = convert(source.encode(), "proef")
    counted = load(converted.xform, converted.tables)
    entry = {"_uuid": "u", "n": "1", "kind": [{"kind/roep": "Jan"}, {"kind/roep": "An"}]}
    (one,) = read_submissions("x.json", json.dumps([entry]).encode(), counted, TODAY).submissions
    assert any("1 antwoord" in note for note in one.notes)


def test_a_list_of_words_is_one_answer() -> None:
    (one,) = read([kobo("a", huis__hulp=["1", "2"])]).submissions
    assert one.answers["/data/huis/hulp"] == "1 2"


# Versions


def test_a_submission_of_another_version_stays_behind_alone() -> None:
    first, second, third = read([kobo("a"), kobo("b") | {"__version__": "2"}, kobo("c")]).submissions
    assert (first.refused, third.refused) == ("", "")
    assert "versie 2" in second.refused
    assert second.answers == {}
    assert first.answers["/data/naam"] == "Zoë"


def test_a_submission_of_another_form_or_without_answers_stays_behind_alone() -> None:
    empty = {"_uuid": "leeg", "__version__": "1", "schoenmaat": "43"}
    first, second, third = read([kobo("a"), kobo("b") | {"_xform_id_string": "iets"}, empty]).submissions
    assert first.refused == ""
    assert "iets" in second.refused
    assert "geen enkel antwoord" in third.refused


def test_the_same_submission_twice_is_taken_in_once() -> None:
    first, second = read([kobo("a"), kobo("a")]).submissions
    assert first.refused == ""
    assert "nummer 1" in second.refused


def test_what_has_no_key_gets_one_of_its_answers() -> None:
    text = "naam;huis/poetsen;version\nZoë;1;1\nBo;1;1\n"
    keys = [one.key for one in read(text.encode(), "a.csv").submissions]
    assert keys == [one.key for one in read(text.encode(), "b.csv").submissions]
    assert len(set(keys)) == 2


# Photos


def with_photo(files: dict[str, bytes], name: str = "keuken 1.png") -> Incoming:
    main = f"naam,huis-foto,KEY,FormVersion\nZoë,{name},uuid:1,1\nBo,,uuid:2,1\n"
    return read(zip_of({"proef.csv": main, "proef-schuld.csv": "bij,PARENT_KEY,KEY\n", **files}), "proef.zip")


@pytest.mark.parametrize(
    "place", ["media/keuken 1.png", "an/attachments/abc/1/keuken_1.png", "keuken 1.png", "__MACOSX/x/../keuken 1.png"]
)
def test_a_photo_comes_along_wherever_it_lies(place: str) -> None:
    one, other = with_photo({place: PHOTO, "__MACOSX/media/._keuken 1.png": OTHER}).submissions
    if place.startswith("__MACOSX"):
        assert one.files == {}
        return
    assert one.files["/data/huis/foto"].content == PHOTO
    assert one.answers["/data/huis/foto"] == "keuken 1.png"
    assert one.notes == ()
    assert other.files == {}


def test_a_photo_that_is_not_there_is_no_answer_and_is_said() -> None:
    one, _ = with_photo({}).submissions
    assert one.files == {}
    assert "/data/huis/foto" not in one.answers
    assert "keuken 1.png" in one.notes[0]
    (bare,) = read([kobo("a", huis__foto="x.png")]).submissions
    assert "x.png" in bare.notes[0]


def test_each_submission_gets_the_photo_of_its_own_folder() -> None:
    content = json.dumps(
        [kobo("aa", huis__foto="x.png"), kobo("bb", huis__foto="x.png"), kobo("cc", huis__foto="x.png")]
    )
    files = {"antwoorden.json": content, "an/attachments/f/aa/x.png": PHOTO, "an/attachments/f/bb/x.png": OTHER}
    first, second, third = read(zip_of(files), "kobo.zip").submissions
    assert first.files["/data/huis/foto"].content == PHOTO
    assert second.files["/data/huis/foto"].content == OTHER
    assert third.files == {}, "somebody else's photo is never taken for one's own"
    assert "x.png" in third.notes[0]


def test_a_photo_in_ones_own_folder_goes_before_one_that_is_nobodys() -> None:
    files = {"uuid/1/klein/keuken 1.png": PHOTO, "media/keuken 1.png": OTHER, "2/keuken 1.png": OTHER}
    one, _ = with_photo(files).submissions
    assert one.files["/data/huis/foto"].content == PHOTO


def test_of_two_photos_with_one_name_none_is_guessed() -> None:
    one, _ = with_photo({"media/keuken 1.png": PHOTO, "oud/keuken 1.png": OTHER}).submissions
    assert one.files == {}
    same, _ = with_photo({"media/keuken 1.png": PHOTO, "oud/keuken 1.png": PHOTO}).submissions
    assert same.files["/data/huis/foto"].content == PHOTO


def test_a_photo_keeps_to_the_limits_of_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, _ = with_photo({"media/brief.pdf": b"%PDF"}, "brief.pdf").submissions
    assert "geen foto of afbeelding" in wrong.notes[0]
    empty, _ = with_photo({"media/keuken 1.png": b""}).submissions
    assert "kan niet gelezen worden" in empty.notes[0]
    monkeypatch.setattr(answer_files, "LARGEST", 8)
    large, _ = with_photo({"media/keuken 1.png": PHOTO}).submissions
    assert large.files == {}
    assert "keuken 1.png" in large.notes[0]


def test_a_damaged_photo_does_not_stop_the_answers() -> None:
    main = "naam,huis-foto,KEY,FormVersion\nZoë,a.png,uuid:1,1\n"
    whole = zip_of({"media/a.png": PHOTO * 20, "proef.csv": main})
    start = whole.index(b"media/a.png") + len(b"media/a.png")
    (one,) = read(whole[:start] + b"\xff" * 6 + whole[start + 6 :], "proef.zip").submissions
    assert one.answers["/data/naam"] == "Zoë"
    assert "beschadigd" in one.notes[0]


def test_whose_submission_it_is_can_be_seen() -> None:
    (one,) = read([kobo("a")]).submissions
    assert one.told == (
        ("Naam?", "Zoë"),
        ("Poetsen?", "Lukt niet"),
        ("Hulp?", "Lukt niet, Lukt soms"),
        ("Kamers?", "3"),
    )
