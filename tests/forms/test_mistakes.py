# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A coordinator makes a mistake in Excel: wwdesk says which cell, in Dutch, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

import openpyxl
import pytest

from tests.forms.making import LEVELS, settings, survey
from wwdesk.forms.convert import convert
from wwdesk.forms.errors import FormError, FormProblem
from wwdesk.forms.load import load
from wwdesk.forms.markdown_tables import Sheet, read_markdown

REST = LEVELS + settings()


def as_excel(markdown: str) -> bytes:
    """The same tables as a workbook, one sheet each."""
    book = openpyxl.Workbook()
    for name, sheet in read_markdown(markdown).items():
        page: Any = book.create_sheet(name)
        page.append(sheet.headers)
        for row in sheet.rows:
            page.append([row.get(header) for header in sheet.headers])
    del book["Sheet"]
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def problems(source: str | bytes) -> tuple[FormProblem, ...]:
    try:
        converted = convert(source)
        load(converted.xform, converted.tables)
    except FormError as error:
        return error.problems
    return ()


@dataclass(frozen=True)
class Mistake:
    """What a cell says, and what is said of it."""

    cell: str
    words: str
    column: str = "relevant"


IN_EXPRESSIONS = [
    Mistake("${a} > 1,5", "Schrijf een getal met een punt: 1.5, niet 1,5."),
    Mistake("${a} == 1", "één gelijkheidsteken"),
    Mistake("${a} = 1 && ${b} = 1", "Schrijf and, niet &&."),
    Mistake("${a} = 1 en ${b} = 1", "Schrijf and, niet en."),
    Mistake("${a} = 1 AND ${b} = 1", "Schrijf and, niet AND."),
    Mistake("${a} = 1 of ${b} = 1", "Schrijf or, niet of."),
    Mistake("${a} = 1 OR ${b} = 1", "Schrijf or, niet OR."),
    Mistake("${a} => 1", "Schrijf >=, niet =>."),
    Mistake("${a} =< 1", "Schrijf <=, niet =<."),
    Mistake("${a} <> 1", "Schrijf !=, niet <>."),
    Mistake("${a} ≥ 1", "Schrijf >=, niet ≥."),
    Mistake("${a} is 1", "Schrijf =, niet is."),
    Mistake("not ${a}", "Schrijf not(...) met haakjes."),
    Mistake("${a} = ja", "Zet een tekst tussen rechte aanhalingstekens: 'ja'."),
    Mistake("selected(${a}, ja)", "aanhalingstekens: 'ja'."),
    Mistake("${a} = 'ja", "niet afgesloten"),
    Mistake("(${a} = 1", "'(' wordt niet gesloten"),
    Mistake("${a} = 1)", "')' sluit iets dat niet geopend is"),
    Mistake("{a} = 1", "Schrijf een dollarteken voor de accolade: ${a}."),
    Mistake("if(${a} = 1; 2; 3)", "komma tussen de gegevens"),
    Mistake("${a} > 5%", "Schrijf 5 % als 0.05."),
    Mistake("today() - ${a} > 30 dagen", "zonder 'dagen'"),
    Mistake("rond(${a})", "Bedoel je 'round'?"),
    Mistake("round()", "1 tot 2 gegevens"),
    Mistake("if(${a}, 1)", "precies 3 gegevens"),
    Mistake("pulldata('x', 'y', 'z', ${a})", "zoek ze op met instance("),
    Mistake("${aantl} = 1", "Bedoel je 'aantal'?"),
    Mistake("${zzz} = 1", "Er is geen vraag met de naam 'zzz'."),
    Mistake("${a = 1", "met beide accolades"),
    Mistake("${c} = 1", "hangt van zichzelf af"),
    Mistake("${a} +", "houdt te vroeg op"),
]


@pytest.mark.parametrize("excel", [False, True], ids=["markdown", "excel"])
@pytest.mark.parametrize("mistake", IN_EXPRESSIONS, ids=lambda mistake: mistake.cell)
def test_a_mistake_in_an_expression_is_told_with_its_cell(mistake: Mistake, excel: bool) -> None:
    source = survey("integer a", "integer b", "integer aantal", f"text c ; relevant={mistake.cell}") + REST
    found = problems(as_excel(source) if excel else source)
    assert [(one.sheet, one.row, one.column, one.name) for one in found] == [
        ("survey", 5 if excel else 6, "relevant", "c")
    ]
    assert mistake.words in found[0].sentence


@pytest.mark.parametrize("cell", ["${a} = ‘ja’", "${a} = “ja”", "${a}\u00a0= 'ja'", "${a} =\u202f'ja'"])
def test_what_excel_does_to_quotes_and_spaces_is_forgiven(cell: str) -> None:
    assert problems(as_excel(survey("text a", f"text c ; relevant={cell}") + REST)) == ()


SHEETS = [
    ("type typo", survey("integer a", "select_on level b") + REST, 4, "type", "Bedoel je 'select_one level'?"),
    ("kind typo", survey("intger a") + REST, 3, "type", "Bedoel je 'integer'?"),
    ("no kind", survey("vrijetekst a") + REST, 3, "type", "Kies er een uit de lijst"),
    ("no list", survey("select_one nergens b") + REST, 3, "type", "met 'nergens' in de kolom list_name"),
    ("list typo", survey("select_one levle b") + REST, 3, "type", "Bedoel je 'level'?"),
    ("no sheet", survey("select_one level b") + settings(), 3, "type", "er is geen blad 'choices'"),
    ("from file", survey("select_one_from_file x.csv b") + REST, 3, "type", "Zet ze op het blad 'choices'"),
    ("no label", survey("integer a ; label=") + REST, 3, "label", "geen tekst"),
    ("no name", survey("integer a ; name=") + REST, 3, "name", "korte naam"),
    ("no formula", survey("calculate a") + REST, 3, "calculation", "geen formule"),
    ("bad name", survey("integer a ; name=a b") + REST, 3, "name", "alleen letters"),
    ("map", survey("geopoint a") + REST, 3, "type", "kan wwdesk niet tonen"),
    ("in a label", survey("integer a ; label=Hoe ${zz}?") + REST, 3, "label", "geen vraag met de naam 'zz'"),
    ("in a trigger", survey("text b ; trigger=${zz} ; calculation=1") + REST, 3, "trigger", "naam 'zz'"),
    ("default", survey("integer a ; default=today() +") + REST, 3, "default", "te vroeg"),
    ("twice", survey("integer a", "integer a") + REST, 4, "", "komt twee keer voor"),
    ("open", survey("begin_group g", "integer a") + REST, 3, "", "wordt niet gesloten"),
    ("closed", survey("integer a", "end_group") + REST, 4, "", "niet geopend"),
]


@pytest.mark.parametrize(
    ("source", "row", "column", "words"), [case[1:] for case in SHEETS], ids=[c[0] for c in SHEETS]
)
def test_a_mistake_in_a_sheet_is_told_with_its_cell(source: str, row: int, column: str, words: str) -> None:
    for shown, place in ((source, row), (as_excel(source), row - 1)):
        found = problems(shown)
        assert [(one.sheet, one.row, one.column) for one in found] == [("survey", place, column)]
        assert words in found[0].sentence


def test_all_mistakes_are_told_at_once() -> None:
    source = survey("integr a", "text b ; relevant=${x} = 1", "select_one levl c", "text d ; label=") + REST
    assert [(one.row, one.column) for one in problems(source)] == [
        (3, "type"),
        (4, "relevant"),
        (5, "type"),
        (6, "label"),
    ]


def test_a_column_that_is_not_read_is_told_but_refuses_nothing() -> None:
    source = survey("integer a", "text c ; relevent=${a} = 1 ; mijn notitie=later") + REST
    converted = convert(source.replace("| score |", "| scroe |"))
    told = {(one.sheet, one.column): one.sentence for one in converted.warnings}
    assert told == {
        ("survey", "relevent"): "De kolom 'relevent' wordt niet gelezen. Bedoel je 'relevant'?",
        ("survey", "mijn notitie"): "De kolom 'mijn notitie' wordt niet gelezen.",
        ("choices", "scroe"): "De kolom 'scroe' wordt niet gelezen. Bedoel je 'score'?",
    }
    assert all(one.row for one in converted.warnings)


def test_a_column_of_choices_that_a_filter_names_is_no_mistake() -> None:
    source = survey("text a", "select_one level b ; choice_filter=scoor = ${a}") + REST
    assert convert(source.replace("| score |", "| scoor |")).warnings == ()


def test_a_sheet_with_nearly_the_right_name_is_told() -> None:
    book = cast("Any", openpyxl.load_workbook(BytesIO(as_excel(survey("select_one level b") + REST))))
    book["choices"].title = "Choises"
    book.create_sheet("_kladblok")
    book.create_sheet("Toelichting")
    kept = BytesIO()
    book.save(kept)
    assert "'choises'" in problems(kept.getvalue())[0].sentence
    book["Choises"].title = "choices"
    book.create_sheet("domain")
    kept = BytesIO()
    book.save(kept)
    assert [one.sentence for one in convert(kept.getvalue()).warnings] == [
        "Het blad 'domain' wordt niet gelezen. Bedoel je 'domains'?"
    ]


def test_the_sheets_of_our_own_have_no_unknown_columns() -> None:
    sheet = Sheet("x")
    assert sheet.head == 1
    assert convert(survey("integer a") + REST).warnings == ()
