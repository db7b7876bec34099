# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The living skills instrument as the program reads it, and ways to fill it in a test."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import cast

from wwdesk.domain.content import content_folder
from wwdesk.forms import scoring
from wwdesk.forms.convert import convert
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.model import Choice, Form, Question, QuestionKind
from wwdesk.forms.profile import Profile

SOURCE = content_folder("forms") / "shared" / "woonvaardigheden" / "form.md"
TODAY = date(2026, 11, 23)
NOT_DISCUSSED = "nb"
SILENT = (QuestionKind.NOTE, QuestionKind.HIDDEN)


@cache
def instrument() -> Form:
    """The form, converted and loaded once."""
    converted = convert(SOURCE.read_text("utf-8"), "form.md")
    return load(converted.xform, converted.tables)


def questions() -> list[Question]:
    """Everything a worker can answer."""
    return [question for question in instrument().questions() if question.kind not in SILENT]


def levels(question: Question) -> list[Choice]:
    """The choices that have a score."""
    return [choice for choice in question.choices if choice.score is not None]


def filled(answers: Mapping[str, str]) -> Filling:
    """The instrument with these answers by name of question."""
    paths = {question.name: question.path for question in instrument().questions()}
    return Filling(instrument(), {paths[name]: answer for name, answer in answers.items()}, TODAY)


def profile_of(answers: Mapping[str, str]) -> Profile:
    """The profile of these answers by name of question."""
    return scoring.score(instrument(), filled(answers), TODAY)


@dataclass(frozen=True, slots=True)
class ExampleClient:
    """A client written by hand: the answers, and what must come out."""

    name: str
    answers: dict[str, str]
    fits: list[str]
    fails: dict[str, list[str]]
    scores: dict[str, Fraction]
    bands: dict[str, str]


def example_client(file_name: str) -> ExampleClient:
    """The example client in a file beside this module."""
    data = tomllib.loads((Path(__file__).parent / f"{file_name}.toml").read_text("utf-8"))
    pages = cast("dict[str, dict[str, str]]", data["answers"])
    return ExampleClient(
        name=data["name"],
        answers={name: answer for page in pages.values() for name, answer in page.items()},
        fits=data["fits"],
        fails=data["fails"],
        scores={domain: Fraction(score) for domain, score in data.get("scores", {}).items()},
        bands=data.get("bands", {}),
    )
