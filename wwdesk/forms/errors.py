# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a questionnaire: sheet, row, column, question and a Dutch sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t


@dataclass(frozen=True, slots=True, kw_only=True)
class FormProblem:
    """One mistake in a questionnaire; `row` counts as in the workbook, 0 where it is unknown."""

    sentence: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    name: str = ""

    def __str__(self) -> str:
        place: list[str] = []
        if self.sheet:
            place.append(t("forms.place.sheet", sheet=self.sheet))
        if self.row:
            place.append(t("forms.place.row", row=self.row))
        if self.column:
            place.append(t("forms.place.column", column=self.column))
        if self.name:
            place.append(t("forms.place.name", name=self.name))
        return f"{', '.join(place)}: {self.sentence}" if place else self.sentence


class FormError(DeskError):
    """A questionnaire that cannot be used; `problems` are all mistakes found, in order."""

    def __init__(self, key: str = "form_refused", problems: Sequence[FormProblem] = (), **values: object) -> None:
        more = len(problems) - 1
        super().__init__(
            "form_refused_more" if more > 0 else key,
            problem=str(problems[0]) if problems else "",
            n=more,
            **values,
        )
        self.problems = tuple(problems)
