# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A built-in questionnaire goes out as a workbook that a coordinator can change, and comes back the same."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any, cast

import openpyxl
import pytest

from tests.forms.javarosa_forms import FORMS
from wwdesk.domain.content import content_folder
from wwdesk.forms.convert import convert
from wwdesk.forms.converted import ConvertedForm
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.read_in import starter_workbook, workbook_of

BUILT_IN = sorted(content_folder("forms").glob("*/*/form.md"))


def opened(data: bytes) -> Any:
    return cast("Any", openpyxl.load_workbook(BytesIO(data)))


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.parent.name)
def test_a_built_in_form_comes_back_the_same(path: Any) -> None:
    source = path.read_text("utf-8")
    before, after = convert(source), convert(workbook_of(source))
    assert after.xform == before.xform
    assert without_places(after) == without_places(before)


def without_places(converted: ConvertedForm) -> dict[str, list[dict[str, str]]]:
    """The rows of our own sheets; where they stand in the file is another matter."""
    tables = converted.tables.items()
    return {name: [{**row, "row": ""} for row in rows] for name, rows in tables if rows}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_feature_comes_back_the_same(name: str) -> None:
    assert convert(workbook_of(FORMS[name])).xform == convert(FORMS[name]).xform


def test_the_workbook_helps_who_edits_it() -> None:
    book = opened(workbook_of(BUILT_IN[0].read_text("utf-8")))
    survey = book["survey"]
    assert survey.freeze_panes == "C2"
    assert survey["A1"].value == "type"
    assert "soort vraag" in survey["A1"].comment.text
    offered = {
        str(choice.sqref).partition(":")[0]: choice.formula1 for choice in survey.data_validations.dataValidation
    }
    assert offered["A2"].startswith("_lijsten!")
    assert book["_lijsten"].sheet_state == "hidden"
    assert any("select_one" in str(cell.value) for cell in book["_lijsten"]["A"])
    explained = {(row[0].value, row[1].value): row[2].value for row in book["_uitleg"].iter_rows()}
    assert explained["survey", "relevant"]
    assert explained["domains", "method"]


def test_nothing_in_a_workbook_is_a_formula() -> None:
    source = FORMS["numbers"].replace("| A? |", "| =1+1 |")
    book = opened(workbook_of(source))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_the_starter_is_a_questionnaire_that_works() -> None:
    converted = convert(starter_workbook(date(2026, 11, 23)))
    form = load(converted.xform, converted.tables)
    assert (form.form_id, form.version) == ("mijn-vragenlijst", "2026.1")
    filling = Filling(form, {}, date(2026, 11, 23))
    filling.answer("/data/geld/schuld[1]/schuld_bedrag", "12.5")
    filling.add_row("/data/geld/schuld")
    filling.answer("/data/geld/schuld[2]/schuld_bedrag", "7.5")
    assert filling.label("/data/geld/schuld_som") == "Samen is dat 20 euro."
    assert not filling.relevant("/data/wonen/hulp_wie")
    filling.answer("/data/wonen/poetsen", "1")
    assert filling.relevant("/data/wonen/hulp_wie")
