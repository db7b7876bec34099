# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of many screenings as a table: one row each, rows of repeated groups on sheets of their own."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from wwdesk.domain.texts import t
from wwdesk.forms.model import Form, Group, Question, QuestionKind

Cell = str | int | float | date | None

_SILENT = (QuestionKind.NOTE,)
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The date of files in an archive: the same answers give the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One screening that goes into the table. `scores` are those fixed when it was submitted, per life domain."""

    number: int
    """Counts from 1 in this table: what rows of repeated groups refer to."""
    dossier: str
    on: date
    answers: Mapping[str, str]
    scores: Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with two header rows: names as in the form, and their labels."""

    name: str
    names: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def answer_sheets(form: Form, answered: Sequence[Answered]) -> tuple[Sheet, ...]:
    """The first sheet has a row per screening, the others a row per row of one repeated group.

    A dossier number stands for the client: no names of people, unless somebody typed one as an answer.
    """
    columns = [column for page in form.pages if not page.repeat for column in _columns(page)]
    names = [
        t("exchange.table.number"),
        t("exchange.table.dossier"),
        t("exchange.table.on"),
        t("exchange.table.version"),
    ]
    domains = [(domain.name, domain.label) for domain in form.domains]
    rows = [
        (
            one.number,
            one.dossier,
            one.on,
            form.version,
            *(_number(one.scores.get(name)) for name, _ in domains),
            *(cell for question in columns for cell in _cells(question, one.answers.get(question.path, ""))),
        )
        for one in answered
    ]
    heads = [head for question in columns for head in _heads(question)]
    first = Sheet(
        t("exchange.table.sheet"),
        (*names, *(f"score_{name}" for name, _ in domains), *(name for name, _ in heads)),
        (*names, *(t("exchange.table.score", domain=label) for _, label in domains), *(label for _, label in heads)),
        tuple(rows),
    )
    repeats = [group for page in form.pages for group in (page, *page.groups()) if group.repeat]
    return (first, *(_repeated(group, answered) for group in repeats))


def csv_files(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """Each sheet as CSV as Excel reads it in Flanders: semicolons, decimal commas, UTF-8 with its mark."""
    found: dict[str, bytes] = {}
    taken: set[str] = set()
    for sheet in sheets:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(sheet.names)
        writer.writerow([_safe(label) for label in sheet.labels])
        writer.writerows([_in_csv(cell) for cell in row] for row in sheet.rows)
        found[f"{sheet_title(sheet.name, taken)}.csv"] = out.getvalue().encode("utf-8-sig")
    return found


def csv_archive(sheets: Sequence[Sheet]) -> bytes:
    """All CSV files in one zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in csv_files(sheets).items():
            archive.writestr(zipfile.ZipInfo(name, _SAME_MOMENT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _columns(group: Group) -> list[Question]:
    """The questions of a group that are asked or computed once."""
    found: list[Question] = []
    for item in group.items:
        if isinstance(item, Group):
            found += [] if item.repeat else _columns(item)
        elif item.kind not in _SILENT:
            found.append(item)
    return found


def _repeated(group: Group, answered: Sequence[Answered]) -> Sheet:
    columns = _columns(group)
    heads = [head for question in columns for head in _heads(question)]
    row_of = re.compile(_with_any_row(group.path))
    rows: list[tuple[Cell, ...]] = []
    for one in answered:
        ways = sorted({found[0] for path in one.answers if (found := row_of.match(path))}, key=_row_numbers)
        for way in ways:
            values = [one.answers.get(f"{way}{question.path[len(group.path) :]}", "") for question in columns]
            cells = [cell for question, value in zip(columns, values, strict=True) for cell in _cells(question, value)]
            rows.append((one.number, ".".join(str(number) for number in _row_numbers(way)), *cells))
    names = (t("exchange.table.number"), t("exchange.table.row"))
    return Sheet(
        group.label or group.name,
        (*names, *(name for name, _ in heads)),
        (*names, *(label for _, label in heads)),
        tuple(rows),
    )


def _with_any_row(path: str) -> str:
    """A pattern for the path of one row of a group, in rows of groups above it."""
    steps = [rf"/{re.escape(step)}(?:\[\d+\])?" for step in path[1:].split("/")[:-1]]
    return "".join(steps) + rf"/{re.escape(path.rpartition('/')[2])}\[\d+\](?=/)"


def _row_numbers(way: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\[(\d+)\]", way))


def _heads(question: Question) -> list[tuple[str, str]]:
    label = question.label or question.name
    found = [(question.name, label)]
    if question.kind is QuestionKind.SELECT_MULTIPLE:
        found += [(f"{question.name}/{choice.name}", f"{label} - {choice.label}") for choice in question.choices]
    return found


def _cells(question: Question, value: str) -> list[Cell]:
    if question.kind is QuestionKind.SELECT_MULTIPLE:
        ticked = value.split()
        return [value, *(None if not value else int(choice.name in ticked) for choice in question.choices)]
    return [_one(question.kind, value) if value else None]


def _one(kind: QuestionKind, value: str) -> Cell:
    try:
        match kind:
            case QuestionKind.INTEGER:
                return int(value)
            case QuestionKind.DECIMAL:
                return float(value)
            case QuestionKind.DATE:
                return date.fromisoformat(value)
            case _:
                return value
    except ValueError:
        return value  # what is no number after all is shown as it stands


def _number(score: Fraction | None) -> Cell:
    return None if score is None else float(score)


def sheet_title(name: str, taken: set[str]) -> str:
    """A name Excel takes for a sheet, and no other sheet has."""
    bare = " ".join(re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", name).split())[:28] or "rij"
    number = 1
    while (found := bare if number == 1 else f"{bare} {number}").casefold() in taken:
        number += 1
    taken.add(found.casefold())
    return found


def _in_csv(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(cell) if isinstance(cell, int) else _safe(cell)


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before what begins like one."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
