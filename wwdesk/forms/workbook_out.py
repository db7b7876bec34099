# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Writes a questionnaire as an Excel workbook to start from: drop-downs, help per column, an explanation.

Only `read_in` imports this module, when somebody asks for a workbook. Cells are text, never formulas;
reading the workbook back gives the same questionnaire.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import cast

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wwdesk.domain.texts import has_text, t
from wwdesk.forms.markdown_tables import Sheet, read_markdown
from wwdesk.forms.model import ScoreMethod
from wwdesk.forms.sheets import COLOURS

ORDER = ("survey", "choices", "settings", "domains", "bands", "locations", "location_criteria")
COLUMNS: dict[str, tuple[str, ...]] = {
    "survey": (
        "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant", "skip_rule",
        "constraint", "constraint_message", "calculation", "default", "choice_filter", "appearance", "parameters",
        "repeat_count", "trigger", "read_only", "weight",
    ),
    "choices": ("list_name", "name", "label", "score"),
    "settings": ("form_id", "form_title", "version", "scoring_version", "default_language", "about"),
    "domains": (
        "domain", "label", "short", "lowest", "highest", "minimum_answered", "higher_is_better", "method",
        "description",
    ),
    "bands": ("domain", "lowest", "below", "label", "colour", "weak", "advice"),
    "locations": ("profile", "label", "description"),
    "location_criteria": ("profile", "label", "expression", "required"),
}  # fmt: skip
"""Every column wwdesk reads, in the order of writing them down. `label`, `hint` and messages may have a language."""

TYPES = (
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "range", "acknowledge", "image",
    "audio", "video", "file", "barcode", "begin_group", "end_group", "begin_repeat", "end_repeat",
)  # fmt: skip
"""Types without a list of choices; `select_one`, `select_multiple` and `rank` come with each list."""

_WIDTHS = {"label": 48, "hint": 36, "guidance_hint": 36, "description": 40, "advice": 40, "expression": 44}
_WIDE = {"type": 26, "name": 22, "relevant": 34, "constraint": 28, "calculation": 40, "skip_rule": 34}
_HEAD = PatternFill("solid", fgColor="17506B")
_GROUP = PatternFill("solid", fgColor="DCE8EE")
_SPARE = 300
"""Rows below the last one in which drop-downs work too."""


def workbook_of(source: str) -> bytes:
    """The workbook of a questionnaire in Markdown tables."""
    return _written({name: sheet for name, sheet in read_markdown(source).items() if name in ORDER})


def starter_workbook(on: date) -> bytes:
    """A small questionnaire that shows what there is: text, choices with scores, a condition, rows, a band."""
    return workbook_of(t("workbook.starter", version=f"{on:%Y}.1"))


def _written(sheets: dict[str, Sheet]) -> bytes:
    book = Workbook()
    book.remove(cast("Worksheet", book.active))
    lists = _lists(sheets.get("choices"))
    for name in ORDER:
        _write_sheet(book.create_sheet(name), name, sheets.get(name, Sheet(name)), lists)
    _explain(book.create_sheet(t("workbook.help_sheet")))
    _write_lists(book.create_sheet("_lijsten"), lists)
    opened = BytesIO()
    book.save(opened)
    return opened.getvalue()


def _lists(choices: Sheet | None) -> list[str]:
    """The names of the lists of choices, in order."""
    rows = choices.rows if choices else []
    return list(dict.fromkeys(row["list_name"] for row in rows if "list_name" in row))


def _headers(name: str, sheet: Sheet) -> list[str]:
    """The columns of a sheet: those it has in their own order, then those it could have."""
    own = [header for header in sheet.headers if header]
    plain = {header.partition("::")[0] for header in own}
    return own + [column for column in COLUMNS[name] if column not in plain]


def _write_sheet(page: Worksheet, name: str, sheet: Sheet, lists: Sequence[str]) -> None:
    headers = _headers(name, sheet)
    for place, header in enumerate(headers, 1):
        cell = page.cell(1, place, header)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        plain = header.partition("::")[0]
        if has_text(f"workbook.column.{name}.{plain}"):
            note = Comment(t(f"workbook.column.{name}.{plain}", sheet=name), "wwdesk")
            note.width, note.height = 320, 120
            cell.comment = note
        width = _WIDTHS.get(plain) or (_WIDE.get(plain) if name == "survey" else None) or max(12, len(header) + 3)
        page.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(sheet.rows, 2):
        for place, header in enumerate(headers, 1):
            text = row.get(header, "")
            if text:
                cell = page.cell(number, place, text)
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row.get("type", "").startswith(("begin", "end")):
                page.cell(number, place).fill = _GROUP
    page.freeze_panes = "C2" if name == "survey" else "A2"
    _add_choices(page, name, headers, len(sheet.rows), lists)


def _add_choices(page: Worksheet, name: str, headers: Sequence[str], rows: int, lists: Sequence[str]) -> None:
    """Drop-downs; whatever is not in one may still be typed."""
    offered = {
        ("survey", "type"): f"_lijsten!$A$1:$A${len(_types(lists))}",
        ("survey", "required"): '"yes,no"',
        ("survey", "read_only"): '"yes,no"',
        ("settings", "about"): '"volunteer"',
        ("domains", "higher_is_better"): '"ja,nee"',
        ("domains", "method"): f'"{",".join(ScoreMethod)}"',
        ("bands", "colour"): f'"{",".join(COLOURS)}"',
        ("bands", "weak"): '"ja,nee"',
        ("location_criteria", "required"): '"ja,nee"',
    }
    if lists:
        offered["choices", "list_name"] = f"_lijsten!$B$1:$B${len(lists)}"
    for place, header in enumerate(headers, 1):
        formula = offered.get((name, header))
        if formula is not None:
            letter = get_column_letter(place)
            below = f"{letter}2:{letter}{rows + _SPARE}"
            page.add_data_validation(
                DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False, sqref=below)
            )


def _types(lists: Sequence[str]) -> list[str]:
    asked = [f"{kind} {name}" for name in lists for kind in ("select_one", "select_multiple", "rank")]
    return [*asked, *TYPES]


def _write_lists(page: Worksheet, lists: Sequence[str]) -> None:
    """What the drop-downs offer; a sheet whose name begins with _ is not read in."""
    for column, texts in enumerate((_types(lists), lists), 1):
        for number, text in enumerate(texts, 1):
            page.cell(number, column, text)
    page.sheet_state = "hidden"


def _explain(page: Worksheet) -> None:
    """Every column in words, on a sheet that is not read in."""
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 24
    page.column_dimensions["C"].width = 100
    number = 1
    for line in t("workbook.help_intro", survey="survey").strip().splitlines():
        page.cell(number, 1, line).alignment = Alignment(wrap_text=False)
        number += 1
    number += 1
    for place, key in enumerate(("sheet", "column", "meaning"), 1):
        cell = page.cell(number, place, t(f"workbook.help_head.{key}"))
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
    for name, columns in COLUMNS.items():
        for column in columns:
            number += 1
            page.cell(number, 1, name)
            page.cell(number, 2, column)
            cell = page.cell(number, 3, t(f"workbook.column.{name}.{column}", sheet=name))
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
