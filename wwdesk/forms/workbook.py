# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a workbook (.xlsx) or the same as Markdown tables into plain rows, distrusting both."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Protocol, cast

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from wwdesk.domain.texts import t
from wwdesk.forms.converted import LARGEST_FILE
from wwdesk.forms.errors import FormError, FormProblem

LARGEST_UNPACKED = 64 * 2**20
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SHEETS = 40
LONGEST_CELL = 32_767
"""Also the limit of Excel itself."""

OWN_SHEETS = ("domains", "bands", "locations", "location_criteria")
PYXFORM_SHEETS = ("survey", "choices", "settings", "external_choices", "entities")
KNOWN_SHEETS = frozenset(OWN_SHEETS + PYXFORM_SHEETS)

_EMPTY_ROWS = 60
"""So many empty rows after each other end a sheet, as in pyxform."""

_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:\-]+")
_HEADING = re.compile(r"#+\s*(\w+)\s*")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))


@dataclass(slots=True)
class Sheet:
    """One sheet: column names, and per row its cells by column and its number in the file."""

    name: str
    headers: list[str] = field(default_factory=list[str])
    rows: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    numbers: list[int] = field(default_factory=list[int])


class _Cells(Protocol):
    """The part of an openpyxl worksheet that is used here."""

    def iter_rows(self, *, max_row: int, max_col: int, values_only: bool) -> Iterable[tuple[object, ...]]: ...


def read(source: bytes | str) -> dict[str, Sheet]:
    """The sheets by lower-case name. Raises FormError for what cannot be read or is too large."""
    if not source.strip():
        raise FormError("form_empty")
    if len(source) > LARGEST_FILE:
        raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
    if isinstance(source, bytes) and not source.startswith(b"PK"):
        try:
            source = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FormError("form_not_workbook") from error
    sheets = _read_markdown(source) if isinstance(source, str) else _read_excel(source)
    if "survey" not in sheets:
        raise FormError("form_not_workbook")
    return sheets


def _read_markdown(text: str) -> dict[str, Sheet]:
    """Tables either below a heading with the sheet's name, or with that name in their first cell."""
    sheets: dict[str, Sheet] = {}
    sheet: Sheet | None = None
    named_in_cell = False
    for number, written in enumerate(text.splitlines(), 1):
        line = written.strip()
        heading = _HEADING.fullmatch(line)
        if heading and heading[1].lower() in KNOWN_SHEETS:
            sheet, named_in_cell = _new_sheet(sheets, heading[1], number), False
            continue
        if not line.startswith("|") or _RULE.fullmatch(line):
            continue
        cells = [_clean(cell.replace("\\|", "|")) for cell in _CELL_END.split(line[1:].removesuffix("|"))]
        if cells[0] and not any(cells[1:]) and (sheet is None or named_in_cell or not sheet.headers):
            sheet, named_in_cell = _new_sheet(sheets, cells[0], number), True
        elif sheet is not None and any(cells):
            _add_row(sheet, cells[1:] if named_in_cell else cells, number)
    return {name: sheet for name, sheet in sheets.items() if sheet.headers}


def _new_sheet(sheets: dict[str, Sheet], name: str, number: int) -> Sheet:
    found = sheets.setdefault(name.lower(), Sheet(name.lower()))
    if found.headers:
        raise FormError(problems=[FormProblem(sentence=t("forms.table.sheet_twice", sheet=name), row=number)])
    return found


def _read_excel(data: bytes) -> dict[str, Sheet]:
    _check_archive(data)
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            if len(book.sheetnames) > MOST_SHEETS:
                raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
            return {
                name.lower(): _read_sheet(name.lower(), cast("_Cells", book[name]))
                for name in book.sheetnames
                if not name.startswith("_")
            }
        finally:
            book.close()
    except FormError:
        raise
    # openpyxl lets whatever its parts raise come through: a broken workbook is any of these.
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,
    ) as error:
        raise FormError("form_not_workbook") from error


def _check_archive(data: bytes) -> None:
    """Refuses what unpacks too large and XML that declares entities, before anything reads it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > 1000 or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        start = opened.read(4096)
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                        raise FormError("form_unsafe")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise FormError("form_not_workbook") from error


def _read_sheet(name: str, cells: _Cells) -> Sheet:
    sheet = Sheet(name)
    empty = 0
    rows = cells.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        texts = [_cell_text(value) for value in row]
        if not any(texts):
            empty += 1
            if empty > _EMPTY_ROWS:
                break
            continue
        empty = 0
        if number > MOST_ROWS:
            raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
        _add_row(sheet, texts, number)
    return sheet


def _add_row(sheet: Sheet, cells: list[str], number: int) -> None:
    """The first row names the columns; every later one is kept with its number."""
    if not sheet.headers:
        twice = next((header for header in cells if header and cells.count(header) > 1), "")
        if twice:
            sentence = t("forms.table.column_twice", column=twice)
            raise FormError(problems=[FormProblem(sentence=sentence, sheet=sheet.name, row=number)])
        sheet.headers = cells
        return
    sheet.rows.append({header: cell for header, cell in zip(sheet.headers, cells, strict=False) if header and cell})
    sheet.numbers.append(number)


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return _clean(str(value))


def _clean(text: str) -> str:
    return text[:LONGEST_CELL].translate(_SPACES).strip()
