# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers as a table: one row per screening, rows of groups apart, nothing that Excel would run."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from fractions import Fraction
from typing import Any, cast

import openpyxl

from tests.exchange.forms import ANSWERS, form
from wwdesk.exchange.answer_table import Answered, answer_sheets, csv_archive, csv_files
from wwdesk.exchange.answer_workbook import workbook


def one(number: int = 1, **changed: str) -> Answered:
    answers = ANSWERS | {f"/data/{path.replace('__', '/')}": value for path, value in changed.items()}
    return Answered(
        number=number,
        dossier=f"2026-000{number}",
        on=date(2026, 11, 23),
        answers=answers,
        scores={"huis": Fraction(3, 2)},
    )


def test_a_row_per_screening_with_the_kinds_of_the_answers() -> None:
    first, rows = answer_sheets(form(), [one(), one(2, huis__kamers="")])
    line = dict(zip(first.names, first.rows[0], strict=True))
    assert line["dossier"] == "2026-0001"
    assert line["versie"] == "1"
    assert line["score_huis"] == 1.5
    assert line["kamers"] == 3
    assert line["sinds"] == date(2026, 11, 1)
    assert (line["hulp"], line["hulp/1"], line["hulp/3"]) == ("1 2", 1, 0)
    assert dict(zip(first.names, first.rows[1], strict=True))["kamers"] is None
    assert "bedrag" not in first.names
    assert "uitleg" not in first.names
    assert rows.rows == (
        (1, "1", "energie", 12.5),
        (1, "2", "huur", 100.0),
        (2, "1", "energie", 12.5),
        (2, "2", "huur", 100.0),
    )
    assert all(len(row) == len(first.names) == len(first.labels) for row in first.rows)


def test_the_workbook_holds_no_formula() -> None:
    book = cast("Any", openpyxl.load_workbook(io.BytesIO(workbook(answer_sheets(form(), [one()])))))
    page = book["Antwoorden"]
    names = [cell.value for cell in page[1]]
    typed = page.cell(3, names.index("naam") + 1)
    assert (typed.value, typed.data_type) == ("=1+1", "s")
    assert page.cell(3, names.index("kamers") + 1).value == 3
    assert book.sheetnames[0] == "Antwoorden"
    assert len(book.sheetnames) == 2


def test_a_csv_reads_in_excel_as_it_is_spoken_here() -> None:
    files = csv_files(answer_sheets(form(), [one()]))
    content = next(iter(files.values()))
    assert content.startswith(b"\xef\xbb\xbf")
    names, _labels, line = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    cells = dict(zip(names, line, strict=True))
    assert cells["naam"] == "'=1+1"
    assert cells["score_huis"] == "1,5"
    assert len(files) == 2


def test_the_archive_is_the_same_twice_and_holds_every_sheet() -> None:
    sheets = answer_sheets(form(), [one()])
    assert csv_archive(sheets) == csv_archive(sheets)
    with zipfile.ZipFile(io.BytesIO(csv_archive(sheets))) as archive:
        assert len(archive.namelist()) == 2
