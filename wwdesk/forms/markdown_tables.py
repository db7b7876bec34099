# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Sheets of a questionnaire as plain rows, and how they are read from Markdown tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wwdesk.domain.texts import t
from wwdesk.forms.errors import FormError, FormProblem

LONGEST_CELL = 32_767
"""Also the limit of Excel itself."""

OWN_SHEETS = ("domains", "bands", "locations", "location_criteria")
PYXFORM_SHEETS = ("survey", "choices", "settings", "external_choices", "entities")
KNOWN_SHEETS = frozenset(OWN_SHEETS + PYXFORM_SHEETS)

_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:\-]+")
_HEADING = re.compile(r"#+\s*(\w+)\s*")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))


@dataclass(slots=True)
class Sheet:
    """One sheet: column names, and per row its cells by column and its number in the file.

    `head` is the number of the row with the names of the columns.
    """

    name: str
    headers: list[str] = field(default_factory=list[str])
    rows: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    numbers: list[int] = field(default_factory=list[int])
    head: int = 1


def read_markdown(text: str) -> dict[str, Sheet]:
    """The sheets of Markdown tables by lower-case name.

    Tables either below a heading with the sheet's name, or with that name in their first cell.
    """
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
        cells = [clean(cell.replace("\\|", "|")) for cell in _CELL_END.split(line[1:].removesuffix("|"))]
        if cells[0] and not any(cells[1:]) and (sheet is None or named_in_cell or not sheet.headers):
            sheet, named_in_cell = _new_sheet(sheets, cells[0], number), True
        elif sheet is not None and any(cells):
            add_row(sheet, cells[1:] if named_in_cell else cells, number)
    return {name: sheet for name, sheet in sheets.items() if sheet.headers}


def _new_sheet(sheets: dict[str, Sheet], name: str, number: int) -> Sheet:
    found = sheets.setdefault(name.lower(), Sheet(name.lower()))
    if found.headers:
        raise FormError(problems=[FormProblem(sentence=t("forms.table.sheet_twice", sheet=name), row=number)])
    return found


def add_row(sheet: Sheet, cells: list[str], number: int) -> None:
    """The first row names the columns; every later one is kept with its number."""
    if not sheet.headers:
        twice = next((header for header in cells if header and cells.count(header) > 1), "")
        if twice:
            sentence = t("forms.table.column_twice", column=twice)
            raise FormError(problems=[FormProblem(sentence=sentence, sheet=sheet.name, row=number)])
        sheet.headers, sheet.head = cells, number
        return
    sheet.rows.append({header: cell for header, cell in zip(sheet.headers, cells, strict=False) if header and cell})
    sheet.numbers.append(number)


def clean(text: str) -> str:
    """A cell without the spaces around it, and with ordinary spaces in it."""
    return text[:LONGEST_CELL].translate(_SPACES).strip()
