# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Turns a workbook into an XForm with pyxform; slow, so done once when a form is read in.

The only module that imports pyxform and openpyxl (through `workbook`): filling a form needs neither.
Sheets and columns of our own that pyxform does not know come along as plain rows in `tables`:

- `domains`: domain, label, short, lowest, highest, minimum_answered, higher_is_better, description,
  method (`mean`, `sum`, `min` or `max` of the scores of the answers; empty = mean);
- `bands`: domain (empty = all), lowest, below (empty = up to the highest), label, colour, weak, advice;
- `locations`: profile, label, description; `location_criteria`: profile, label, expression, required;
- `questions`: path, name, row, weight, skip_rule of every row of `survey`, and the hint of a group;
- `settings`: about (whom the form is about: empty for a client, or `volunteer`), scoring_version
  (column `scoring_version` of settings; else the form's version) and the title in other languages
  (columns such as `form_title::Français (fr)`).

`label`, `short`, `description` and `advice` may have a language too, as in `label::Français (fr)`.
"""

from __future__ import annotations

import hashlib
import re
from typing import Protocol, cast

from pyxform import xls2xform
from pyxform.errors import ErrorCode, PyXFormError

from wwdesk.domain.texts import has_text, t
from wwdesk.forms import workbook, workbook_check
from wwdesk.forms.converted import ConvertedForm, Row
from wwdesk.forms.errors import FormError, FormProblem
from wwdesk.forms.markdown_tables import OWN_SHEETS, PYXFORM_SHEETS, Sheet

_OWN_COLUMNS = {"survey": ("weight", "skip_rule"), "settings": ("scoring_version", "about")}
_TITLE = re.compile(r"form_title\s*::")
_BEGIN = re.compile(r"begin[ _](group|repeat|loop)", re.IGNORECASE)
_END = re.compile(r"end[ _](group|repeat|loop)", re.IGNORECASE)
_FIELDS = ("column", "header", "missing", "name", "other", "q", "rejected", "sheet_name", "type", "value")
"""Fields of our sentences about mistakes; pyxform does not always say all of them."""

_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"'(survey|choices|settings|entities)' sheet")
_EXPRESSION_COLUMNS = (
    "relevant",
    "calculation",
    "constraint",
    "required",
    "read_only",
    "choice_filter",
    "repeat_count",
)
_SMART = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"'})


class _Converter(Protocol):
    """What is used of pyxform's convert, whose own types are incomplete."""

    def __call__(self, xlsform: dict[str, object], *, form_name: str) -> xls2xform.ConvertResult: ...


_pyxform = cast("_Converter", xls2xform.convert)


def convert(source: bytes | str, name: str = "form") -> ConvertedForm:
    """Converts an .xlsx file (bytes) or Markdown tables (text or UTF-8 bytes).

    `name` is the form_id where the settings give none. Raises FormError.
    """
    sheets = workbook.read(source)
    for sheet in sheets.values():
        _straighten_quotes(sheet)
    mistakes = workbook_check.mistakes(sheets)
    if mistakes:
        raise FormError(problems=mistakes)
    settings = sheets["settings"].rows[0] if "settings" in sheets and sheets["settings"].rows else {}
    form_id = settings.get("form_id") or settings.get("id_string") or name
    spoken_title = next((text for column, text in settings.items() if _TITLE.match(column)), "")
    title = settings.get("form_title") or settings.get("title") or spoken_title or form_id
    version = settings.get("version", "")
    tables = {sheet: _numbered(sheets[sheet]) for sheet in OWN_SHEETS if sheet in sheets}
    tables["questions"] = _questions(sheets["survey"], settings.get("name") or "data")
    tables["settings"] = [
        {"scoring_version": settings.get("scoring_version") or version, "about": settings.get("about", "")}
        | {column: text for column, text in settings.items() if _TITLE.match(column)}
    ]
    xform = _run_pyxform(sheets, form_id, title)
    digest = hashlib.sha256(xform.encode()).hexdigest()
    return ConvertedForm(
        form_id=form_id,
        title=title,
        version=version,
        xform=xform,
        tables=tables,
        sha256=digest,
        warnings=workbook_check.warnings(sheets, workbook.sheet_names(source)),
    )


def _straighten_quotes(sheet: Sheet) -> None:
    """Excel curls quotes while typing; in an expression they can only mean straight ones."""
    if sheet.name not in ("survey", "location_criteria"):
        return
    for row in sheet.rows:
        for column in (*_EXPRESSION_COLUMNS, "expression"):
            if column in row:
                row[column] = row[column].translate(_SMART)


def _numbered(sheet: Sheet) -> list[Row]:
    return [{**row, "row": str(number)} for row, number in zip(sheet.rows, sheet.numbers, strict=True)]


def _questions(survey: Sheet, root: str) -> list[Row]:
    """What `load` wants to know of each row: its path and place, weight and skip rule."""
    found: list[Row] = []
    open_groups = [root]
    for row, number in zip(survey.rows, survey.numbers, strict=True):
        kind, name = row.get("type", ""), row.get("name", "")
        if _END.fullmatch(kind):
            open_groups = open_groups[:-1] or [root]
            continue
        if not name:
            continue
        path = "/" + "/".join([*open_groups, name])
        own = {column: row[column] for column in _OWN_COLUMNS["survey"] if column in row}
        if _BEGIN.fullmatch(kind) and "hint" in row:
            own["hint"] = row["hint"]  # pyxform drops the hint of a group
        found.append({"path": path, "name": name, "row": str(number), **own})
        if _BEGIN.fullmatch(kind):
            open_groups.append(name)
    return found


def _run_pyxform(sheets: dict[str, Sheet], form_id: str, title: str) -> str:
    given: dict[str, object] = {"sheet_names": [name for name in PYXFORM_SHEETS if name in sheets]}
    for name in PYXFORM_SHEETS:
        if name in sheets:
            own = {*_OWN_COLUMNS.get(name, ()), *(key for key in sheets[name].headers if _TITLE.match(key))}
            rows = [{key: text for key, text in row.items() if key not in own} for row in sheets[name].rows]
            given[name] = rows
            given[f"{name}_header"] = [{key: None for key in sheets[name].headers if key and key not in own}]
    no_settings: list[Row] = [{}]
    settings = cast("list[Row]", given.setdefault("settings", no_settings))
    given.setdefault("settings_header", [{"form_id": None, "form_title": None}])
    if not settings:
        settings.append({})
    if "id_string" not in settings[0]:
        settings[0].setdefault("form_id", form_id)
    if "title" not in settings[0]:
        settings[0].setdefault("form_title", title)
    cast("list[dict[str, None]]", given["settings_header"])[0].update(dict.fromkeys(settings[0]))
    try:
        return _pyxform(given, form_name="data").xform
    except PyXFormError as error:
        raise FormError(problems=[_problem(error, sheets)]) from error
    # pyxform lets a few Python errors through for workbooks it did not expect.
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise FormError("form_not_converted") from error


def _problem(error: PyXFormError, sheets: dict[str, Sheet]) -> FormProblem:
    """A mistake that pyxform found, in Dutch where its kind is known."""
    english = str(error)
    row = _ROW.search(english)
    sheet = _SHEET.search(english)
    headless = re.search(r"sheet: '(\w+)'", english)
    name = sheet[1] if sheet else headless[1] if headless else "survey" if row else ""
    numbers = sheets[name].numbers if name in sheets else []
    place = int(row[1]) - 2 if row else -1
    code, values = _kind(error, english)
    if code != "other" and has_text(f"forms.convert.{code}"):
        sentence = t(f"forms.convert.{code}", **(dict.fromkeys(_FIELDS, "") | values))
    else:
        sentence = t("forms.convert.other", message=_ROW.sub("", english).strip())
    there = 0 <= place < len(numbers)
    return FormProblem(
        sentence=sentence,
        sheet=name,
        row=numbers[place] if there else sheets[name].head if headless and name in sheets else 0,
        column=values.get("column", ""),
        name=sheets[name].rows[place].get("name", "") if there else "",
    )


def _kind(error: PyXFormError, english: str) -> tuple[str, dict[str, str]]:
    """The code of a mistake and what it is about; pyxform often gives only the finished sentence."""
    if error.code is not None:
        context = cast("dict[str, object]", error.context)
        return error.code.name, {key: str(value) for key, value in context.items()}
    for code in ErrorCode:
        parts = re.split(r"\{(\w+)\}", code.value.msg.replace("{{", "\0").replace("}}", "\1"))
        seen: set[str] = set()
        pattern = ""
        for place, part in enumerate(parts):
            if place % 2 == 0:
                pattern += re.escape(part.replace("\0", "{").replace("\1", "}"))
            else:
                pattern += ".*?" if part in seen else f"(?P<{part}>.*?)"
                seen.add(part)
        if match := re.fullmatch(pattern, english, re.DOTALL):
            return code.name, match.groupdict()
    return "other", {}
