# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Small questionnaires for tests: written as tables, converted and loaded as the program does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import pytest

from wwdesk.forms.convert import convert
from wwdesk.forms.errors import FormError
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.model import Form

TODAY = date(2026, 11, 23)

COLUMNS = [
    "type",
    "name",
    "label",
    "relevant",
    "calculation",
    "constraint",
    "constraint_message",
    "required",
    "default",
    "weight",
    "skip_rule",
]
Rows = tuple[Mapping[str, str], ...]


def table(sheet: str, columns: list[str], rows: Rows) -> str:
    """One sheet as a Markdown table."""
    lines = [f"| {sheet} |", "| | " + " | ".join(columns) + " |"]
    for row in rows:
        cells = (row.get(column, "").replace("|", "\\|") for column in columns)
        lines.append("| | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def survey(*rows: str) -> str:
    """The sheet `survey` from rows like `integer age | relevant=${x} = 1`; the label is the name with a mark."""
    found: list[dict[str, str]] = []
    for row in rows:
        head, *cells = row.split(" ; ")
        *kind, name = head.split()
        made = {"type": " ".join(kind), "name": name, "label": f"{name.capitalize()}?"}
        if head.startswith("end_"):
            made = {"type": head}
        if head.startswith("calculate"):
            del made["label"]
        for cell in cells:
            column, _, text = cell.partition("=")
            made[column.strip()] = text.strip()
        found.append(made)
    extra = sorted({column for row in found for column in row} - set(COLUMNS))
    return table("survey", [*COLUMNS, *extra], tuple(found))


LEVELS = table(
    "choices",
    ["list_name", "name", "label", "score"],
    (
        {"list_name": "level", "name": "1", "label": "Lukt niet", "score": "1"},
        {"list_name": "level", "name": "2", "label": "Lukt soms", "score": "2"},
        {"list_name": "level", "name": "3", "label": "Lukt", "score": "3"},
        {"list_name": "level", "name": "nb", "label": "Niet besproken"},
        {"list_name": "helper", "name": "oma", "label": "Oma"},
        {"list_name": "helper", "name": "buur", "label": "De buur"},
        {"list_name": "helper", "name": "niemand", "label": "Niemand"},
    ),
)


def settings(version: str = "1", scoring_version: str = "1", form_id: str = "proef") -> str:
    """The sheet `settings`."""
    columns = ["form_id", "form_title", "version", "scoring_version", "default_language"]
    row = dict(zip(columns, [form_id, "Proef", version, scoring_version, "nl"], strict=True))
    return table("settings", columns, (row,))


@lru_cache(maxsize=200)
def made(markdown: str) -> Form:
    """The form that tables describe."""
    converted = convert(markdown)
    return load(converted.xform, converted.tables)


def form_of(*rows: str, extra: str = "") -> Form:
    """A form of one sheet `survey` with the usual choices."""
    return made(survey(*rows) + LEVELS + settings() + extra)


def filling_of(*rows: str, answers: Mapping[str, str] | None = None, extra: str = "") -> Filling:
    """A form of these rows being filled."""
    return Filling(form_of(*rows, extra=extra), answers or {}, TODAY)


def refused(markdown: str | bytes) -> FormError:
    """The error with which a workbook is refused."""
    try:
        converted = convert(markdown)
        load(converted.xform, converted.tables)
    except FormError as error:
        found = error
    else:
        pytest.fail("the workbook was accepted")
    assert found.sentence
    return found
