# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`wwdesk form`: a coordinator checks, fills and prints a questionnaire at the command line."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pypdf
import pytest

from tests.app.hostile_forms import ANSWERS, FORMS, workbook
from tests.forms.making import LEVELS, settings, survey, table
from wwdesk.app import cli, cli_form, whole_file
from wwdesk.domain.content import content_folder
from wwdesk.forms.converted import ConvertedForm
from wwdesk.forms.errors import FormError
from wwdesk.forms.read_in import convert_safely

OWN = content_folder("forms") / "shared" / "woonvaardigheden" / "form.md"
DOMAINS = table(
    "domains",
    ["domain", "label", "lowest", "highest"],
    ({"domain": "huis", "label": "Huis", "lowest": "1", "highest": "3"},),
) + table(
    "bands",
    ["lowest", "below", "label", "colour"],
    (
        {"lowest": "1", "below": "2", "label": "Lukt niet", "colour": "weak"},
        {"lowest": "2", "below": "3", "label": "Gaat goed", "colour": "good"},
    ),
)
FORM = (
    survey(
        "integer jaren ; constraint=. < 120 ; constraint_message=Zo oud wordt niemand.",
        "text school ; relevant=${jaren} < 18",
        "text naam ; required=yes",
        "calculate dubbel ; calculation=${jaren} * 2",
        "begin_group huis",
        "select_one level poetsen",
        "select_one level koken",
        "end_group",
        "begin_group geld",
        "begin_repeat schuld",
        "decimal bedrag ; default=1.5",
        "calculate plaats ; calculation=position(..)",
        "end_repeat",
        "end_group",
        "calculate totaal ; calculation=sum(${bedrag})",
    )
    + LEVELS
    + settings()
    + DOMAINS
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "meting.md"
    file.write_text(FORM, "utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in ("form", *words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def fill(capsys: pytest.CaptureFixture[str], form: Path, answers: object) -> dict[str, Any]:
    file = form.with_name("antwoorden.json")
    file.write_text(json.dumps(answers), "utf-8")
    code, out, err = run(capsys, "fill", form, "--answers", file, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_a_good_questionnaire_is_called_good(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", form) == (0, "meting.md is een goede vragenlijst: Proef, 6 vragen.\n", "")
    code, out, _ = run(capsys, "check", form, "--json")
    assert code == 0
    assert json.loads(out) == {
        "file": "meting.md",
        "usable": True,
        "form_id": "proef",
        "title": "Proef",
        "version": "1",
        "questions": 6,
        "problems": [],
        "warnings": [],
    }


def test_every_mistake_is_told_with_sheet_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "fout.xlsx"
    file.write_bytes(workbook(("text", "t", "T", "${jaren} => 1"), ("calculate", "c", None, None, "rond(${jaren})")))
    code, out, _ = run(capsys, "check", file)
    assert code == 1
    assert out.startswith("fout.xlsx kan zo niet gebruikt worden. Er zijn 2 fouten:\n- blad 'survey', rij 3, ")
    code, out, _ = run(capsys, "check", file, "--json")
    assert code == 1
    problems = json.loads(out)["problems"]
    assert [(one["sheet"], one["row"], one["column"], one["name"]) for one in problems] == [
        ("survey", 3, "relevant", "t"),
        ("survey", 4, "calculation", "c"),
    ]
    assert "Bedoel je 'round'?" in problems[1]["sentence"]


def test_answers_give_relevance_values_errors_and_scores(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = fill(capsys, form, {"jaren": 130, "naam": None, "/data/huis/poetsen": "2", "koken": 3, "school": "De Ark"})
    assert found["/data/jaren"] == {"relevant": True, "value": "130", "error": "Zo oud wordt niemand."}
    assert found["/data/school"] == {"relevant": False, "value": "", "error": None}
    assert found["/data/naam"]["error"]
    assert found["/data/dubbel"]["value"] == "260"
    huis = found["scores"]["huis"]
    assert {key: huis[key] for key in ("score", "band", "answered", "asked")} == {
        "score": "2.5",
        "band": "Gaat goed",
        "answered": 2,
        "asked": 2,
    }
    assert [(step["path"], step["score"], step["weight"]) for step in huis["log"]] == [
        ("/data/huis/poetsen", "2", "1"),
        ("/data/huis/koken", "3", "1"),
    ]
    assert "Gemiddelde: (2 + 3) : 2 = 5 : 2 = 2,5." in huis["why"]


def test_without_answers_there_is_no_score(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = fill(capsys, form, {})
    huis = found["scores"]["huis"]
    assert (huis["score"], huis["band"], huis["answered"], huis["asked"]) == (None, None, 0, 2)
    assert [step["reason"] for step in huis["log"]] == ["geen antwoord", "geen antwoord"]


def test_the_path_of_a_group_says_how_many_rows_it_has(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = fill(capsys, form, {"/data/geld/schuld": 2, "/data/geld/schuld[2]/bedrag": 5})
    assert found["/data/geld/schuld[2]/bedrag"]["value"] == "5"
    assert "/data/geld/schuld[3]/bedrag" not in found
    assert "/data/geld/schuld[1]/bedrag" not in fill(capsys, form, {"/data/geld/schuld": 0})


def test_rows_come_with_their_defaults_and_count_along(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = fill(capsys, form, {"/data/geld/schuld[3]/bedrag": 20.25, "/data/geld/schuld/bedrag": None})
    assert [found[f"/data/geld/schuld[{row}]/bedrag"]["value"] for row in (1, 2, 3)] == ["", "1.5", "20.25"]
    assert found["/data/geld/schuld[3]/plaats"]["value"] == "3"
    assert found["/data/totaal"]["value"] == "21.75"


def test_an_answer_that_cannot_be_one_is_kept_and_named(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = fill(capsys, form, {"jaren": 2.5, "poetsen": "heel goed"})
    assert found["/data/jaren"]["value"] == "2.5"
    assert found["/data/jaren"]["error"]
    assert found["/data/huis/poetsen"]["error"]
    assert found["/data/dubbel"]["value"] == ""


def test_what_is_filled_can_be_read_by_a_person_too(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = form.with_name("antwoorden.json")
    file.write_text('{"jaren": 9, "school": "Sint-Jozef", "poetsen": "2"}', "utf-8")
    code, out, _ = run(capsys, "fill", form, "--answers", file)
    assert code == 0
    assert "/data/school: Sint-Jozef\n" in out
    assert "Huis: 2 Gaat goed\n" in out


def test_a_questionnaire_is_printed_empty_and_filled(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank, filled = form.with_name("leeg.pdf"), form.with_name("vol.pdf")
    assert run(capsys, "print", form, "--out", blank)[::2] == (0, "")
    answers = form.with_name("antwoorden.json")
    answers.write_text('{"naam": "Wim & <Zoon>", "/data/geld/schuld[2]/bedrag": "12,5"}', "utf-8")
    assert run(capsys, "print", form, "--out", filled, "--answers", answers)[::2] == (0, "")
    texts = [
        "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages)
        for file in (blank, filled)
    ]
    assert "Poetsen?" in texts[0]
    assert "Wim & <Zoon>" in texts[1]
    assert "12,5" in texts[1]


def test_only_a_pdf_is_written_over(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = form.read_bytes()
    code, _, err = run(capsys, "print", form, "--out", form)
    assert code == 1
    assert "geen pdf" in err
    assert form.read_bytes() == before
    code, _, err = run(capsys, "print", form, "--out", form.parent / "nergens" / "x.pdf")
    assert code == 1
    assert "bestaat niet" in err
    assert sorted(file.name for file in form.parent.iterdir()) == ["meting.md"]


@pytest.mark.parametrize("name", list(FORMS))
def test_a_hostile_workbook_is_refused_with_a_sentence_or_is_harmless(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "vreemd.xlsx"
    file.write_bytes(FORMS[name]())
    code, out, err = run(capsys, "check", file, "--json")
    found = json.loads(out)
    assert (code, err) == (0 if found["usable"] else 1, "")
    assert all(len(problem["sentence"]) > 20 for problem in found["problems"])
    assert found["usable"] == (not found["problems"])
    assert [one.name for one in tmp_path.iterdir()] == ["vreemd.xlsx"]


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "sparse"])
def test_what_is_no_file_to_read_is_refused(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "vreemd.xlsx"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes in folders here")
        os.mkfifo(file)
    elif kind == "sparse":
        with file.open("wb") as opened:
            opened.truncate(4 * 2**30)
    code, out, _ = run(capsys, "check", file)
    assert code == 1
    assert ("te groot" if kind == "sparse" else "kan niet gelezen worden") in out
    if kind != "sparse":
        assert run(capsys, "fill", OWN, "--answers", file)[0] == 1


@pytest.fixture(scope="module")
def converted() -> ConvertedForm:
    return convert_safely(workbook())


@pytest.mark.parametrize("name", list(ANSWERS))
def test_answers_that_are_none_are_refused_with_a_sentence(
    name: str,
    converted: ConvertedForm,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cli_form, "convert_safely", lambda _source, _name: converted)  # half a second each time
    form, file = tmp_path / "meting.xlsx", tmp_path / "antwoorden.json"
    form.write_bytes(workbook())
    file.write_bytes(ANSWERS[name])
    code, out, err = run(capsys, "fill", form, "--answers", file, "--json")
    assert (code, out) == (1, "")
    assert err.startswith("De antwoorden in antwoorden.json kunnen niet gebruikt worden: ")
    assert len(err) < 500


def test_a_name_of_two_questions_and_a_question_that_is_calculated_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "begin_group a",
        "integer x",
        "end_group",
        "begin_group b",
        "integer x",
        "calculate y ; calculation=1",
        "end_group",
    )
    form, file = tmp_path / "meting.md", tmp_path / "antwoorden.json"
    form.write_text(survey(*rows) + settings(), "utf-8")
    for answers, sentence in (('{"x": 1}', "Schrijf '/data/a/x' of '/data/b/x'"), ('{"y": 1}', "berekend")):
        file.write_text(answers, "utf-8")
        code, _, err = run(capsys, "fill", form, "--answers", file)
        assert code == 1
        assert sentence in err


def test_memory_and_time_have_an_end() -> None:
    with pytest.raises(FormError) as refused:
        convert_safely(workbook(), memory=16 * 2**20)
    assert refused.value.key in ("form_too_heavy", "form_not_converted")
    with pytest.raises(FormError) as refused:
        convert_safely(FORMS["everything reads everything"](), seconds=1)
    assert refused.value.key == "form_too_heavy"


def test_a_reader_who_stops_and_a_poor_console_are_no_trouble(form: Path) -> None:
    form.write_text(FORM.replace("Lukt soms", "أحيانا").replace("Proef", "اختبار"), "utf-8")
    command = [sys.executable, "-m", "wwdesk", "form", "check", str(form)]
    poor = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, capture_output=True, env=poor, check=True)
    assert "اختبار" in ran.stdout.decode("utf-8")
    assert ran.stderr == b""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 1


def test_a_command_used_wrongly_is_answered_with_its_use(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["check"], ["fill", OWN], ["print", OWN], ["check", OWN, "--out", "x"]):
        code, _, err = run(capsys, *words)
        assert code == 2
        assert "--help" in err


def test_a_form_and_its_answers_as_fhir_and_submissions_of_a_phone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    form = tmp_path / "proef.md"
    form.write_text(FORM, "utf-8")
    answers = tmp_path / "antwoorden.json"
    answers.write_text(json.dumps({"naam": "Zoë", "jaren": 12}), "utf-8")
    assert cli.main(["form", "fhir", str(form)]) == 0
    assert json.loads(capsys.readouterr().out)["resourceType"] == "Questionnaire"
    assert cli.main(["form", "fhir", str(form), "--answers", str(answers)]) == 0
    assert json.loads(capsys.readouterr().out)["resourceType"] == "QuestionnaireResponse"
    phone = tmp_path / "kobo.json"
    phone.write_text(json.dumps([{"_uuid": "u", "naam": "Zoë", "jaren": "200", "maat": "43"}]), "utf-8")
    assert cli.main(["form", "read", str(form), "--answers", str(phone), "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["submissions"]
    assert one["answers"]["/data/naam"] == "Zoë"
    assert one["errors"]["/data/jaren"] == "Zo oud wordt niemand."
    assert one["unknown"] == ["maat"]
    assert cli.main(["form", "read", str(form), "--answers", str(phone)]) == 0
    assert "maat" in capsys.readouterr().out
    assert cli.main(["form", "read", str(form), "--answers", str(tmp_path / "weg.json")]) == 1
    assert "weg.json" in capsys.readouterr().err


def test_fhir_goes_to_a_file_and_never_over_another_kind_of_file(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "vragenlijst.json"
    for _ in "ab":  # the second time over the first
        code, told, err = run(capsys, "fhir", form, "--out", out)
        assert (code, err) == (0, "")
        assert "vragenlijst.json" in told
        assert json.loads(out.read_text("utf-8"))["resourceType"] == "Questionnaire"
    answers = tmp_path / "antwoorden.json"
    answers.write_text("{}", "utf-8")
    for target, why in ((answers, "geen FHIR"), (form, "geen FHIR"), (tmp_path / "weg" / "x.json", "bestaat niet")):
        before = target.read_bytes() if target.exists() else None
        code, told, err = run(capsys, "fhir", form, "--answers", answers, "--out", target)
        assert (code, told) == (1, "")
        assert why in err
        assert before is None or target.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"vragenlijst.json", "antwoorden.json", form.name}


def test_a_full_disk_leaves_what_was_there_and_no_half_file(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "vragenlijst.json"
    assert run(capsys, "fhir", form, "--out", out)[0] == 0
    before = out.read_bytes()

    def on_full_disk(**where: Any) -> Any:
        part = NamedTemporaryFile(**where)  # noqa: SIM115 - what uses it closes it

        def write(_: bytes) -> int:
            raise OSError(errno.ENOSPC, "vol")

        part.write = write
        return part

    monkeypatch.setattr(whole_file, "NamedTemporaryFile", on_full_disk)
    code, _, err = run(capsys, "fhir", form, "--out", out)
    assert code == 1
    assert "de schijf is vol" in err
    assert out.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {out.name, form.name}
