# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers leave as tables and FHIR, and come in from a phone."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest

from tests.exchange.zips import zip_of
from tests.forms.making import LEVELS, settings, survey
from wwdesk.domain.changes import NOTHING
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.services import answers_in, answers_out, dossiers, library, people, screening
from wwdesk.services.desk import Desk

FORM = "proef"


def a_dossier(desk: Desk) -> str:
    person = str(people.add_person(desk, PersonDetails(given_name="Zoë", family_name="Test")).made)
    return str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=desk.clock.today())).made)


def in_use(desk: Desk, folder: Path, *rows: str) -> str:
    file = folder / "proef.md"
    file.write_text(survey(*(rows or ("select_one level a", "text b"))) + LEVELS + settings(), "utf-8")
    version = str(library.take_in(desk, library.read_workbook(desk, file)).made)
    library.activate(desk, version)
    return version


def phone(folder: Path, *entries: dict[str, Any]) -> Path:
    file = folder / "kobo.json"
    file.write_text(json.dumps(list(entries)), "utf-8")
    return file


def submitted(desk: Desk, dossier: str, **answers: str) -> str:
    made = str(screening.start(desk, dossier, FORM).made)
    screening.save_answers(desk, made, {f"/data/{name}": value for name, value in answers.items()})
    screening.submit(desk, made, "Zoë")
    return made


def test_every_submitted_screening_is_a_row_without_a_name(desk: Desk, tmp_path: Path) -> None:
    version = in_use(desk, tmp_path)
    for text in ("een", "twee"):
        submitted(desk, a_dossier(desk), a="1", b=text)
    screening.start(desk, a_dossier(desk), FORM)  # running: not counted
    content = answers_out.answers_as_workbook(desk, version)
    page = cast("Any", openpyxl.load_workbook(BytesIO(content))).worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    assert len(rows) == 4
    assert [row[rows[0].index("b")] for row in rows[2:]] == ["een", "twee"]
    assert "Test" not in str(rows)
    assert [row[rows[0].index("versie")] for row in rows[2:]] == ["1", "1"]
    assert answers_out.answers_name(desk, version, as_csv=True) == "proef-1-antwoorden.csv"
    assert answers_out.answers_as_csv(desk, version).count(b"\r\n") == 4


def test_a_form_with_rows_gives_a_zip(desk: Desk, tmp_path: Path) -> None:
    version = in_use(desk, tmp_path, "text b", "begin_repeat schuld", "decimal bedrag", "end_repeat")
    submitted(desk, a_dossier(desk), b="x")
    assert answers_out.answers_name(desk, version, as_csv=True).endswith(".zip")
    assert answers_out.answers_as_csv(desk, version)[:2] == b"PK"


def test_without_answers_there_is_nothing_to_take_along(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        answers_out.answers_as_workbook(desk, in_use(desk, tmp_path))
    assert refused.value.key == "answers_none"


def test_fhir_of_form_and_screening_belong_together(desk: Desk, tmp_path: Path) -> None:
    version = in_use(desk, tmp_path)
    made = submitted(desk, a_dossier(desk), a="2", b="x")
    form = json.loads(answers_out.form_as_fhir(desk, version))
    answer = json.loads(answers_out.screening_as_fhir(desk, made))
    assert answer["questionnaire"] == f"{form['url']}|{form['version']}"
    assert answer["status"] == "completed"
    assert "Zoë" not in json.dumps(answer, ensure_ascii=False)


def test_a_submission_becomes_a_running_screening_once(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path)
    dossier = a_dossier(desk)
    file = phone(tmp_path, {"_uuid": "u1", "_submission_time": "2026-11-20T10:00:00", "a": "1", "b": "thuis"})
    (one,) = answers_in.preview(desk, FORM, file).submissions
    made = str(answers_in.take_in(desk, dossier, FORM, one).made)
    work = screening.load(desk, made)
    assert (work.answers["/data/a"], work.answers["/data/b"]) == ("1", "thuis")
    assert work.confirmed == {"/data/a", "/data/b"}
    with pytest.raises(DeskError) as refused:
        answers_in.take_in(desk, a_dossier(desk), FORM, one)
    assert refused.value.key == "odk_taken_before"
    screening.discard(desk, made)
    assert answers_in.take_in(desk, dossier, FORM, one).made


def test_what_the_earlier_screening_said_is_not_put_in_the_mouth_of_the_phone(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path)
    dossier = a_dossier(desk)
    submitted(desk, dossier, a="3", b="vroeger")
    (one,) = answers_in.preview(desk, FORM, phone(tmp_path, {"_uuid": "u2", "a": "1"})).submissions
    made = str(answers_in.take_in(desk, dossier, FORM, one).made)
    work = screening.load(desk, made)
    assert work.answers["/data/a"] == "1"
    assert work.answers.get("/data/b", "") == ""
    assert work.earlier["/data/b"] == "vroeger"


def test_a_running_screening_is_finished_first(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path)
    dossier = a_dossier(desk)
    screening.start(desk, dossier, FORM)
    (one,) = answers_in.preview(desk, FORM, phone(tmp_path, {"_uuid": "u3", "a": "1"})).submissions
    with pytest.raises(DeskError) as refused:
        answers_in.take_in(desk, dossier, FORM, one)
    assert refused.value.key == "odk_while_running"


def test_what_was_read_in_before_is_marked_in_the_preview(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path)
    dossier = a_dossier(desk)
    file = phone(tmp_path, {"_uuid": "u1", "a": "1"}, {"_uuid": "u2", "a": "2"})
    first, second = answers_in.preview(desk, FORM, file).submissions
    answers_in.take_in(desk, dossier, FORM, first)
    first, again = answers_in.preview(desk, FORM, file).submissions
    assert "eerder al ingelezen" in first.refused
    assert again == second
    with pytest.raises(DeskError) as refused:
        answers_in.take_in(desk, a_dossier(desk), FORM, first)
    assert refused.value.key == "odk_refused"
    assert "eerder al ingelezen" in refused.value.sentence


def test_a_photo_is_kept_with_its_answer(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path, "image foto", "begin_repeat kamer", "image beeld", "end_repeat")
    main = "foto,KEY\na.png,uuid:1\n"
    rows = "beeld,PARENT_KEY,KEY\na.png,uuid:1,uuid:1/k[1]\n"
    file = tmp_path / "proef.zip"
    file.write_bytes(zip_of({"proef.csv": main, "proef-kamer.csv": rows, "media/a.png": b"PHOTO"}))
    (one,) = answers_in.preview(desk, FORM, file).submissions
    made = str(answers_in.take_in(desk, a_dossier(desk), FORM, one).made)
    answers = screening.load(desk, made).answers
    assert answers["/data/foto"] == "a.png"
    assert answers["/data/kamer[1]/beeld"] == "a (2).png", "one file for each answer: one may be taken away alone"
    assert screening.pictures(desk, made) == {"a.png": b"PHOTO", "a (2).png": b"PHOTO"}


def test_several_submissions_go_to_their_dossiers_and_one_refusal_stops_no_other(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path)
    free, other, busy = a_dossier(desk), a_dossier(desk), a_dossier(desk)
    running = str(screening.start(desk, busy, FORM).made)
    file = phone(tmp_path, *({"_uuid": f"u{number}", "a": "1"} for number in range(4)))
    found = answers_in.preview(desk, FORM, file).submissions
    taken = answers_in.take_in_several(desk, FORM, list(zip((free, busy, other, other), found, strict=True)))
    assert len(taken.made) == 2
    assert {place: trouble.key for place, trouble in taken.refused.items()} == {
        1: "odk_while_running",
        3: "odk_while_running",
    }
    assert taken.changes.ids == {free, other, *taken.made}
    assert screening.load(desk, running).answers == {}
    again = answers_in.take_in_several(desk, FORM, [(a_dossier(desk), found[0])])
    assert [trouble.key for trouble in again.refused.values()] == ["odk_taken_before"]
    assert again.changes == NOTHING


def test_the_open_dossiers_to_choose_from_tell_where_the_form_is_running(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path)
    free, busy, closed = a_dossier(desk), a_dossier(desk), a_dossier(desk)
    screening.start(desk, busy, FORM)
    dossiers.close_dossier(desk, closed, desk.clock.today())
    assert {one.id: one.running for one in answers_in.dossiers_for(desk, FORM)} == {free: False, busy: True}
    assert {one.id: one.running for one in answers_in.dossiers_for(desk, "ander")} == {free: False, busy: False}


def test_a_submission_of_another_version_is_shown_and_not_taken_in(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path)
    file = phone(tmp_path, {"_uuid": "u4", "version": "1", "a": "1"}, {"_uuid": "u5", "version": "0", "a": "1"})
    fine, older = answers_in.preview(desk, FORM, file).submissions
    dossier = a_dossier(desk)
    with pytest.raises(DeskError) as refused:
        answers_in.take_in(desk, dossier, FORM, older)
    assert refused.value.key == "odk_refused"
    assert "versie 0" in refused.value.sentence
    assert answers_in.take_in(desk, dossier, FORM, fine).made


def test_a_file_that_is_gone_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    in_use(desk, tmp_path)
    with pytest.raises(DeskError) as refused:
        answers_in.preview(desk, FORM, tmp_path / "weg.json")
    assert refused.value.key == "form_file_unreadable"


def test_nothing_large_is_loaded_before_a_file_is_asked_for() -> None:
    seldom = "openpyxl", "pyxform", "reportlab", "PIL"
    code = f"import sys, wwdesk.ui.shell; print([name for name in {seldom} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert found.stdout.strip() == "[]"
