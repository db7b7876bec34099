# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire with a mistake is refused when it is read, with its place and a Dutch sentence."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from tests.forms.making import LEVELS, form_of, made, refused, settings, survey, table
from wwdesk.forms.convert import convert
from wwdesk.forms.errors import FormError
from wwdesk.forms.load import load


@pytest.mark.parametrize(
    ("rows", "column", "name", "sentence"),
    [
        (("integer a", "text b ; relevant=(${a} = 1"), "relevant", "b", "Het haakje '(' wordt niet gesloten."),
        (("integer a", "text b ; relevant=${a} == 1"), "relevant", "b", "Gebruik één gelijkheidsteken"),
        (("integer a", "calculate b ; calculation=round()"), "calculation", "b", "1 tot 2 gegevens"),
        (("integer a", "calculate b ; calculation=rond(${a})"), "calculation", "b", "Bedoel je 'round'?"),
        (("integer a ; constraint=. > today(1)",), "constraint", "a", "precies 0 gegevens"),
        (("integer a ; relevant=/data/c = 1",), "relevant", "a", "'c' bestaat niet"),
        (
            ("integer a", "calculate b ; calculation=instance('x')//item/name"),
            "calculation",
            "b",
            "'x' bestaat niet",
        ),
        (("integer a ; required=selected(.)",), "required", "a", "precies 2 gegevens"),
        (("integer a", "text b ; label=Hoe ${a} en", "calculate c ; calculation=1,5"), "calculation", "c", "','"),
    ],
)
def test_a_broken_formula_is_named_with_sheet_row_column_and_question(
    rows: tuple[str, ...], column: str, name: str, sentence: str
) -> None:
    (problem,) = refused(survey(*rows) + LEVELS + settings()).problems
    assert (problem.sheet, problem.column, problem.name) == ("survey", column, name)
    assert problem.row == 2 + [row.split(" ; ")[0].split()[-1] for row in rows].index(name) + 1
    assert sentence in problem.sentence
    assert "/data/" not in problem.sentence.replace("/data/c", "")


def test_the_formula_is_shown_as_the_coordinator_wrote_it() -> None:
    (problem,) = refused(survey("integer a", "text b ; relevant=(${a} > 1") + settings()).problems
    assert "(${a}> 1" in problem.sentence.replace("} >", "}>")
    assert str(problem).startswith("blad 'survey', rij 4, kolom 'relevant', 'b': ")


def test_questions_that_depend_on_each_other_in_a_circle_are_named() -> None:
    rows = (
        "integer a ; relevant=${c} > 1",
        "calculate b ; calculation=${a} + 1",
        "calculate c ; calculation=${b} + 1",
    )
    (problem,) = refused(survey(*rows) + settings()).problems
    assert "in een kring" in problem.sentence
    for name in "abc":
        assert f"{name} →" in problem.sentence


@pytest.mark.parametrize(
    "rows",
    [
        ("calculate a ; calculation=${a} + 1",),
        ("begin_group g ; relevant=${q} = 1", "integer q", "end_group"),
    ],
)
def test_what_depends_on_itself_is_refused(rows: tuple[str, ...]) -> None:
    (problem,) = refused(survey("integer x", *rows) + settings()).problems
    assert "zichzelf" in problem.sentence


def test_a_rule_may_look_at_its_own_answer() -> None:
    assert form_of("integer a ; constraint=. > 1", "calculate b ; calculation=once(random())")


def test_all_mistakes_come_at_once() -> None:
    rows = ("integer a ; relevant=(1", "integer b ; constraint=foo()", "integer c ; weight=veel")
    error = refused(survey(*rows) + settings())
    assert {problem.name for problem in error.problems} == {"a", "b", "c"}
    assert "nog 2 fouten" in error.sentence


@pytest.mark.parametrize(
    ("rows", "row", "sentence"),
    [
        (("integer a", "text b ; relevant=${zzz} = 1"), 4, "geen vraag met de naam 'zzz'"),
        (("integer a", "integer a"), 4, "komt twee keer voor"),
        (("begin_group g", "integer a"), 3, "niet gesloten"),
        (("integer a", "end_group"), 4, "niet geopend"),
        (("integer 1a",), 3, "Begin met een letter"),
    ],
)
def test_what_pyxform_finds_is_said_in_dutch_with_the_right_row(rows: tuple[str, ...], row: int, sentence: str) -> None:
    (problem,) = refused(survey(*rows) + settings()).problems
    assert sentence in problem.sentence
    assert problem.row == row


def test_curly_quotes_and_hard_spaces_from_excel_are_straightened() -> None:
    form = form_of("text a", "text b ; relevant=${a}\u00a0=\u00a0‘ja’ or ${a} = “j”")
    ja, j = ("“A?” (vraag 1) gelijk is aan “ja”", "“A?” (vraag 1) gelijk is aan “j”")
    assert form.by_path()["/data/b"].skip_rule == f"alleen als {ja} of {j}"


DOMAIN = survey("begin_group huis", "select_one level poetsen", "end_group") + LEVELS + settings()


@pytest.mark.parametrize(
    ("sheet", "cells", "column", "sentence"),
    [
        ("domains", {"domain": "tuin"}, "domain", "geen groep"),
        ("domains", {"domain": "huis", "lowest": "een"}, "lowest", "geen getal"),
        ("domains", {"domain": "huis", "lowest": "5", "highest": "1"}, "highest", "lager zijn"),
        ("domains", {"domain": "huis", "higher_is_better": "soms"}, "higher_is_better", "ja of nee"),
        ("bands", {"lowest": "1", "below": "2", "colour": "paars"}, "colour", "critical, weak"),
        ("bands", {"domain": "tuin", "lowest": "1", "below": "2", "colour": "weak"}, "domain", "'domains'"),
        ("location_criteria", {"profile": "kasteel", "expression": "1"}, "profile", "'locations'"),
        ("location_criteria", {"profile": "studio", "expression": "${score_tuin} > 1"}, "expression", "score_tuin"),
        (
            "location_criteria",
            {"profile": "studio", "expression": "${poetsn} > 1"},
            "expression",
            "Bedoel je 'poetsen'",
        ),
        ("location_criteria", {"profile": "studio", "expression": "poetsen > 1"}, "expression", "accolades"),
        ("location_criteria", {"profile": "studio", "expression": "${poetsen} > (1"}, "expression", "haakje"),
    ],
)
def test_a_mistake_in_our_own_sheets_is_named(sheet: str, cells: dict[str, str], column: str, sentence: str) -> None:
    extra = table(sheet, list(cells), (cells,))
    if sheet == "location_criteria":
        extra += table("locations", ["profile", "label"], ({"profile": "studio", "label": "Studio"},))
    problem = refused(DOMAIN + extra).problems[0]
    assert (problem.sheet, problem.column) == (sheet, column)
    assert problem.row > 10
    assert sentence in problem.sentence


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (b"", "form_empty"),
        ("  \n ", "form_empty"),
        (b"\x00\x01\x02\xff", "form_not_workbook"),
        (b"PK\x03\x04 no archive at all", "form_not_workbook"),
        ("Beste collega, hier is de vragenlijst.", "form_not_workbook"),
        ("| choices |\n| | list_name | name |\n| | a | b |", "form_not_workbook"),
        (b"\xef\xbb\xbf{}", "form_not_workbook"),
        (b"x" * (9 * 2**20), "form_too_large"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_own_sentence(source: bytes | str, key: str) -> None:
    with pytest.raises(FormError) as caught:
        convert(source)
    assert caught.value.key == key
    assert caught.value.part("what")


def workbook_with(part: str, content: bytes) -> bytes:
    """A real workbook in which one part is replaced."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    sheet.append(["type", "name", "label"])
    sheet.append(["text", "a", "A"])
    plain = io.BytesIO()
    book.save(plain)
    made_with = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made_with, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return made_with.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
)


@pytest.mark.parametrize(
    ("content", "key"),
    [(BOMB, "form_unsafe"), (b"<worksheet><", "form_not_workbook"), (b" " * (70 * 2**20), "form_too_large")],
)
def test_a_hostile_workbook_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(FormError) as caught:
        convert(workbook_with("xl/worksheets/sheet1.xml", content))
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("xform", "key"),
    [
        ("", "form_not_xform"),
        ("<html/>", "form_not_xform"),
        ("<html><head/><body/></html>", "form_not_xform"),
        ("<html><head>", "form_not_xform"),
        ('<!DOCTYPE h [<!ENTITY a "b">]><h>&a;</h>', "form_unsafe"),
        ('<!DOCTYPE h SYSTEM "file:///etc/passwd"><h/>', "form_unsafe"),
        ("<a>" * 100 + "</a>" * 100, "form_unsafe"),
    ],
)
def test_a_stored_form_that_is_more_or_less_than_data_is_refused(xform: str, key: str) -> None:
    with pytest.raises(FormError) as caught:
        load(xform, {})
    assert caught.value.key == key


def test_a_form_loads_without_the_sheets_of_our_own() -> None:
    converted = convert(survey("text a") + settings())
    assert [question.name for question in load(converted.xform, {}).questions()] == ["a"]


def test_unknown_question_types_are_refused_by_name() -> None:
    (problem,) = refused(survey("geopoint plek") + settings()).problems
    assert "'geopoint'" in problem.sentence


def test_made_forms_are_the_same_each_time() -> None:
    assert made(DOMAIN).sha256 == load(convert(DOMAIN).xform, {}).sha256
