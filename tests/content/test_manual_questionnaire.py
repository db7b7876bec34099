# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter on writing a questionnaire: whoever types its tables into the starter gets what it promises."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest

from tests.forms.making import refused
from tests.house.sources import ROOT
from tests.journeys.steps import made
from tests.offices import TestOffices
from wwdesk.__main__ import main
from wwdesk.domain.content import content_folder
from wwdesk.domain.errors import DeskError
from wwdesk.domain.form_versions import FormStatus
from wwdesk.forms.convert import convert
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.markdown_tables import KNOWN_SHEETS
from wwdesk.forms.model import Form
from wwdesk.forms.read_in import starter_workbook
from wwdesk.forms.scoring import score
from wwdesk.services import instruments, library, printing
from wwdesk.services.desk import Desk

CHAPTER = (ROOT / "docs" / "handleiding" / "vragenlijst-schrijven.md").read_text("utf-8")
TODAY = date(2026, 11, 23)
NAMED_BY = {
    "survey": ("name",),
    "choices": ("list_name", "name"),
    "domains": ("domain",),
    "bands": ("domain", "lowest"),
}
SAID_BY_EXAMPLE = {"Gaat met steun", "alleen als …", "niet besproken"}
"""Words of the example itself, and of paper."""
Rows = list[dict[str, str]]

_EXAMPLE = re.compile(r"^Blad `(\w+)`:\n\n((?:\|.*\n)+)", re.MULTILINE)
_MISTAKES = re.compile(r"^\| Waar \| Je schreef \| wwdesk zegt \|\n(?:\|.*\n)+", re.MULTILINE)


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows_of(table: str) -> Rows:
    head, _rule, *lines = table.strip().splitlines()
    return [dict(zip(cells(head), cells(line), strict=True)) for line in lines]


def examples() -> list[tuple[str, Rows]]:
    """Every example table of the chapter with the sheet it is for, in order."""
    return [(sheet, rows_of(table)) for sheet, table in _EXAMPLE.findall(CHAPTER)]


class Typist:
    """Somebody who types into the workbook in Excel, without knowing more than the chapter says."""

    def __init__(self) -> None:
        self.book: Any = openpyxl.load_workbook(BytesIO(starter_workbook(TODAY)))

    def type_over(self, sheet: str, rows: Rows) -> None:
        """Rows that are there are completed; others come below the row before, or above the last `end_group`."""
        if sheet == "settings":
            self._write(sheet, 2, rows[0])
            return
        place = len(self.rows(sheet)) - 1 if sheet == "survey" else len(self.rows(sheet))
        for row in rows:
            there = self.find(sheet, row)
            closing = row.get("type", "").startswith("end") and self.rows(sheet)[place].get("type") == row["type"]
            if there is None and not closing:
                self.book[sheet].insert_rows(place + 2)
            place = there if there is not None else place
            self._write(sheet, place + 2, row)
            place += 1

    def find(self, sheet: str, wanted: Mapping[str, str]) -> int | None:
        """The place of the row with the name that `wanted` has."""
        keys = NAMED_BY[sheet]
        name = [wanted.get(key, "") for key in keys]
        known = [[row.get(key, "") for key in keys] for row in self.rows(sheet)]
        return known.index(name) if any(name) and name in known else None

    def rows(self, sheet: str) -> Rows:
        head, *rows = [["" if cell is None else str(cell) for cell in row] for row in self.book[sheet].values]
        return [dict(zip(head, row, strict=True)) for row in rows if any(row)]

    def write_cell(self, sheet: str, name: str, column: str, text: str) -> None:
        """One cell of the row with a name."""
        place = next(place for place, row in enumerate(self.rows(sheet)) if row[NAMED_BY[sheet][0]] == name)
        self._write(sheet, place + 2, {column: text})

    def saved(self) -> bytes:
        opened = BytesIO()
        self.book.save(opened)
        return opened.getvalue()

    def _write(self, sheet: str, number: int, row: Mapping[str, str]) -> None:
        page = self.book[sheet]
        for column, text in row.items():
            head = [cell.value for cell in page[1]]
            if column not in head:
                page.cell(1, len(head) + 1, column)
            if text:
                page.cell(number, (head.index(column) if column in head else len(head)) + 1, text)


def typed(up_to: int | None = None) -> Typist:
    typist = Typist()
    for sheet, rows in examples()[:up_to]:
        typist.type_over(sheet, rows)
    return typist


@cache
def form(language: str = "") -> Form:
    converted = convert(typed().saved())
    assert converted.warnings == ()
    return load(converted.xform, converted.tables, language)


def filled(*answers: tuple[str, str]) -> Filling:
    filling = Filling(form(), {}, TODAY)
    for name, answer in answers:
        filling.answer(path_of(name), answer)
    return filling


def path_of(name: str) -> str:
    if "[" in name or name.startswith("/"):
        return name
    return next(question.path for question in form().questions() if question.name == name)


def test_the_questionnaire_is_good_after_every_table() -> None:
    assert len(examples()) >= 12
    assert {sheet for sheet, _ in examples()} <= KNOWN_SHEETS
    for number in range(1, len(examples()) + 1):
        sheet, rows = examples()[number - 1]
        partner = examples()[number : number + 1]
        if partner and sheet == "survey" and partner[0][0] == "choices" and "type" in rows[0]:
            continue  # the choices of its questions come in the next table
        converted = convert(typed(number).saved())
        assert converted.warnings == (), f"table {number}"
        load(converted.xform, converted.tables)


def test_answers_make_questions_appear() -> None:
    filling = filled()
    for name in ("budgethulp_wie", "inkomen_ander", "veel_mensen"):
        assert not filling.relevant(path_of(name))
    filling = filled(("budgethulp", "ja"), ("inkomen", "loon ander"), ("personen", "5"))
    assert filling.relevant(path_of("budgethulp_wie"))
    assert filling.relevant(path_of("inkomen_ander"))
    assert not filling.relevant(path_of("veel_mensen"))
    assert filled(("budgethulp", "nee"), ("personen", "5")).relevant(path_of("veel_mensen"))


def test_a_wrong_answer_gets_the_sentence_of_the_table() -> None:
    problems = {problem.path: problem.sentence for problem in filled(("personen", "0")).problems()}
    assert problems[path_of("personen")] == "Tel ook jezelf mee: minstens 1."


def test_it_reckons() -> None:
    filling = filled(("geld_in", "1200.10"))
    assert not filling.relevant(path_of("geld_over_zin"))
    filling = filled(("geld_in", "1200.10"), ("geld_uit", "1000.05"))
    assert filling.label(path_of("geld_over_zin")) == "Elke maand blijft er 200.05 euro over."


def test_there_is_a_row_per_debt() -> None:
    filling = filled()
    group = "/data/geld/schuld"
    filling.answer(f"{group}[1]/schuld_aan", "Energie")
    filling.answer(f"{group}[1]/schuld_plan", "ja")
    filling.answer(f"{group}[1]/schuld_maand", "40")
    filling.add_row(group)
    filling.answer(f"{group}[2]/schuld_plan", "nee")
    assert filling.relevant(f"{group}[1]/schuld_maand")
    assert not filling.relevant(f"{group}[2]/schuld_maand")
    assert filling.label(path_of("maand_zin")) == "2 schulden. Elke maand gaat er 40 euro naartoe."


def test_the_score_is_the_one_of_the_chapter() -> None:
    (result,) = (one for one in score(form(), filled(("geld_zicht", "2")), TODAY).domains if one.domain.name == "geld")
    assert result.score is None, "one answer is not enough"
    filling = filled(("geld_zicht", "2"), ("geld_post", "4"))
    (result,) = (one for one in score(form(), filling, TODAY).domains if one.domain.name == "geld")
    assert result.score == Fraction(10, 3)
    assert result.band is not None
    assert result.band.label == "Gaat met steun"
    assert '"Gaat met steun"' in CHAPTER


def test_french_stands_beside_dutch_and_dutch_where_there_is_no_french() -> None:
    assert [(language.code, language.name) for language in form().languages] == [
        ("nl", "Nederlands"),
        ("fr", "Français"),
    ]
    labels = {question.name: question.label for question in form("fr").questions()}
    assert labels["bank"] == "Dans quelle banque êtes-vous ?"
    assert labels["geld_in"] == "Hoeveel euro komt er per maand binnen?"


def test_the_command_line_says_what_the_chapter_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "geldgesprek.xlsx").write_bytes(typed().saved())
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"`(wwdesk [^`]+)`", CHAPTER)
    assert len(commands) == 2
    said: list[str] = []
    for command in commands:
        monkeypatch.setattr(sys, "argv", command.split())
        assert main() == 0
        said.append(capsys.readouterr().out)
    (told,) = re.findall(r"`(geldgesprek\.xlsx is .*)`", CHAPTER)
    assert said[0].strip() == told
    assert (tmp_path / "geldgesprek.pdf").read_bytes().startswith(b"%PDF")


def mistakes() -> Iterator[tuple[Sequence[str], str, str]]:
    (table,) = _MISTAKES.findall(CHAPTER)
    for row in rows_of(table):
        yield re.findall(r"`([^`]+)`", row["Waar"]), row["Je schreef"].strip("`"), row["wwdesk zegt"]


@pytest.mark.parametrize(("where", "wrong", "told"), list(mistakes()))
def test_every_mistake_is_told_as_in_the_chapter(where: Sequence[str], wrong: str, told: str) -> None:
    typist = typed()
    typist.write_cell(where[0], where[1], where[2], wrong)
    (problem, *_) = refused(typist.saved()).problems
    assert told in str(problem)
    full = re.findall(r"`(blad '.*)`", CHAPTER)
    assert len(full) == 1
    if wrong == "${budgethul} = 'ja'":
        assert full == [str(problem)]


def test_a_column_of_somebodys_own_is_passed_over_with_a_word() -> None:
    typist = typed()
    typist.write_cell("survey", "bank", "verplicht", "ja")
    assert [str(warning).partition(": ")[2] for warning in convert(typist.saved()).warnings] == [
        "De kolom 'verplicht' wordt niet gelezen."
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return TestOffices(tmp_path).fresh()


def test_it_lives_in_the_library_as_the_chapter_tells(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "geldgesprek.xlsx"
    file.write_bytes(typed().saved())
    incoming = library.read_workbook(desk, file)
    assert incoming.changes is None
    first = made(library.take_in(desk, incoming))
    library.activate(desk, first)
    assert library.as_workbook(desk, "geldgesprek") == file.read_bytes(), "her own workbook comes back"
    assert printing.print_blank(desk, "geldgesprek").startswith(b"%PDF")

    typist = typed()
    typist.write_cell("survey", "geld_post", "weight", "3")
    file.write_bytes(typist.saved())
    same_version = library.read_workbook(desk, file)
    assert same_version.changes is not None
    told = [re.escape(words) for words in re.findall(r"`((?:Er is al|De score verandert)[^`]*)`", CHAPTER)]
    assert len(told) == 2
    for words in told:
        assert any(re.match(words, why) for why in same_version.changes.blocked), words

    typist.book["settings"]["C2"] = "2026.2"
    typist.book["settings"]["D2"] = "2"
    file.write_bytes(typist.saved())
    second = library.read_workbook(desk, file)
    assert second.changes is not None
    assert second.changes.blocked == ()
    assert [change.name for change in second.changes.questions] == ["geld_post"]
    library.activate(desk, made(library.take_in(desk, second)))
    statuses = {row.version: row.status for row in library.versions(desk, "geldgesprek")}
    assert statuses == {"2026.1": FormStatus.REPLACED, "2026.2": FormStatus.ACTIVE}
    library.retire(desk, "geldgesprek")
    with pytest.raises(DeskError):
        instruments.form_in_use(desk, "geldgesprek")
    library.activate(desk, first)
    assert instruments.form_in_use(desk, "geldgesprek").version == "2026.1"


def sentences(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for inner in cast("dict[str, object]", node).values():
            yield from sentences(inner)
    else:
        yield str(node)


def unknown_names(text: str) -> set[str]:
    """What a text puts between straight quotes, outside code and tables, that the window does not say."""
    folder = content_folder("resources") / "texts" / "nl"
    known = {words for file in folder.glob("*.toml") for words in sentences(tomllib.loads(file.read_text("utf-8")))}
    prose = re.sub(r"`[^`\n]*`|^\|.*$", "", text, flags=re.MULTILINE)
    return set(re.findall(r'"([^"]+)"', prose.replace("\n", " "))) - known - SAID_BY_EXAMPLE


def test_every_button_the_chapter_names_is_in_the_window() -> None:
    assert unknown_names(CHAPTER) == set()
    assert unknown_names('Kies "Neem mee naar Excel" of "Neem mee\nnaar Word".') == {"Neem mee naar Word"}
