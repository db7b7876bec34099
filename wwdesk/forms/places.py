# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Collects mistakes while a form is loaded, each with its place in the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wwdesk.domain.texts import t
from wwdesk.forms.advice import advice
from wwdesk.forms.errors import FormProblem
from wwdesk.forms.xform import spelled
from wwdesk.forms.xpath.syntax import XPathError

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]


class Places:
    """The mistakes so far, and the rows of the workbook by path of the question."""

    def __init__(self, tables: Tables) -> None:
        self.problems: list[FormProblem] = []
        self._rows = {row["path"]: row for row in tables.get("questions", ()) if "path" in row}

    def row(self, path: str) -> Row:
        """What the survey sheet says about a question beyond the XForm."""
        return self._rows.get(path, {})

    def question(self, path: str, sentence: str, column: str = "") -> None:
        """Notes a mistake in the row of a question or group."""
        row = self.row(path)
        name = path.rpartition("/")[2]
        number = whole_or(row.get("row", ""), 0)
        self.problems.append(FormProblem(sentence=sentence, sheet="survey", row=number, column=column, name=name))

    def expression(self, path: str, column: str, text: str, error: XPathError) -> None:
        """Notes a mistake in an expression of a question."""
        self.question(path, expression_sentence(error, text), column)

    def table(self, sheet: str, row: Row, column: str, sentence: str) -> None:
        """Notes a mistake in one of our own sheets."""
        number = whole_or(row.get("row", ""), 0)
        self.problems.append(FormProblem(sentence=sentence, sheet=sheet, row=number, column=column))


def expression_sentence(error: XPathError, text: str) -> str:
    """What is wrong with an expression, with the piece of it where it is."""
    sentence = t(f"forms.expression.{error.key}", place=error.position + 1, **error.values)
    if instead := advice(error, text):
        sentence = f"{sentence} {instead}"
    return t("forms.expression.where", sentence=sentence, expression=spelled(text)[:200])


def whole_or(text: str, otherwise: int) -> int:
    """The whole number that `text` writes, or `otherwise`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
