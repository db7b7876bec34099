# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The same questionnaire as an Excel file or as Markdown tables gives the same form."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from fractions import Fraction

import openpyxl

from tests.forms.making import made
from wwdesk.forms.convert import convert
from wwdesk.forms.load import load
from wwdesk.forms.model import QuestionKind
from wwdesk.forms.workbook import read

SHEETS: dict[str, list[list[object]]] = {
    "survey": [
        [
            "type",
            "name",
            "label::Nederlands (nl)",
            "label::Français (fr)",
            "hint::Nederlands (nl)",
            "relevant",
            "weight",
        ],
        ["begin_group", "huis", "Huis", "Maison", None, None, None],
        ["select_one level", "poetsen", "Poetst\u00a0u?", "Nettoyez-vous ?", "Kijk rond.", None, 0.5],
        ["date", "sinds", "Sinds wanneer?", "Depuis quand ?", None, "${poetsen} = '1'", None],
        [None, None, None, None, None, None, None],
        ["note", "let_op", "Let op | dit", "Attention", None, None, None],
        ["end_group", None, None, None, None, None, None],
    ],
    "choices": [
        ["list_name", "name", "label::Nederlands (nl)", "label::Français (fr)", "score"],
        ["level", 1, "Nee", "Non", "1,5"],
        ["level", 2.0, "Ja", "Oui", 3],
        ["level", "nb", "Niet besproken", "Pas abordé", None],
    ],
    "settings": [
        ["form_id", "form_title", "version", "scoring_version", "default_language"],
        ["huisje", "Mijn huis", date(2026, 1, 2), 4, "Nederlands (nl)"],
    ],
    "domains": [["domain", "label", "lowest", "highest", "minimum_answered"], ["huis", "Thuis", 1, 3, 1]],
    "_kladblok": [["dit blad", "is van de coördinator"]],
}


def as_excel() -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def as_tables() -> str:
    """The tables below headings, as people write Markdown."""
    lines: list[str] = []
    for name, rows in SHEETS.items():
        if not name.startswith("_"):
            lines += [f"## {name}", ""]
            for place, row in enumerate(rows):
                cells = [str(cell).replace("|", "\\|") if cell is not None else "" for cell in row]
                lines.append("| " + " | ".join(cell.removesuffix(".0") for cell in cells) + " |")
                if place == 0:
                    lines.append("|" + "---|" * len(row))
            lines.append("")
    return "\n".join(lines)


def test_excel_and_markdown_give_the_same_form() -> None:
    excel, tables = convert(as_excel(), "a.xlsx"), convert(as_tables(), "a.md")
    assert excel.xform == tables.xform
    assert load(excel.xform, excel.tables) == load(tables.xform, tables.tables)


def test_everything_in_the_workbook_comes_through() -> None:
    converted = convert(as_excel())
    form = load(converted.xform, converted.tables)
    assert (form.form_id, form.title, form.version, form.scoring_version) == ("huisje", "Mijn huis", "2026-01-02", "4")
    assert form.language == "nl"
    assert form.sha256 == converted.sha256
    clean, since, note = form.questions()
    assert (clean.label, clean.hint, clean.weight) == ("Poetst u?", "Kijk rond.", Fraction(1, 2))
    assert [choice.score for choice in clean.choices] == [Fraction(3, 2), Fraction(3), None]
    assert since.skip_rule == "alleen als bij “Poetst u?” (vraag 1) “Nee” is gekozen"
    assert (note.kind, note.label) == (QuestionKind.NOTE, "Let op | dit")
    assert form.domains[0].label == "Thuis"


def test_another_language_of_the_same_form() -> None:
    converted = convert(as_excel())
    french = load(converted.xform, converted.tables, "fr")
    assert french.language == "fr"
    assert next(french.questions()).choices[0].label == "Non"
    assert load(converted.xform, converted.tables, "ar").language == "nl"


def test_rows_keep_the_number_they_have_in_the_file() -> None:
    assert read(as_excel())["survey"].numbers == [2, 3, 4, 6, 7]


def test_loose_questions_and_calculations_find_a_page() -> None:
    form = made(
        "| survey |\n| | type | name | label | calculation |\n| | text | naam | Naam | |\n"
        "| | begin_group | g | G | |\n| | text | a | A | |\n| | end_group | | | |\n| | calculate | som | | 1 + 1 |\n"
    )
    assert [(page.path, page.name) for page in form.pages] == [("/data", ""), ("/data/g", "g")]
    assert [question.name for question in form.questions()] == ["naam", "a", "som"]


def test_filling_a_form_needs_no_converter() -> None:
    code = (
        "import sys; import wwdesk.forms.load, wwdesk.forms.filling, wwdesk.forms.scoring, wwdesk.forms.carry_over;"
        "print([name for name in ('pyxform', 'openpyxl', 'lxml') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
