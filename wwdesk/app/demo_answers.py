# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up answers to a questionnaire that follow a written-down tendency per life domain."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form, Question, QuestionKind

NOT_DISCUSSED = 0.03
"""The share of scored questions a client does not talk about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tendency:
    """How one made-up client answers on one day.

    `levels` is how well things go per life domain (1 to 5), `facts` the answer by name of question.
    The same `client` answers around the levels in much the same way each `turn`, so that a later
    screening differs mostly where its levels do.
    """

    client: str
    turn: int
    on: date
    levels: Mapping[str, float]
    facts: Mapping[str, str]


def made_up_answers(form: Form, tendency: Tendency) -> dict[str, str]:
    """The answers by path, only of questions that these answers make the form ask."""
    answers: dict[str, str] = {}
    for page in form.pages:
        answers |= _page_answers(page.questions(), tendency, tendency.levels.get(page.name))
    return dict(Filling(form, answers, tendency.on).answers(relevant_only=True))


def _page_answers(questions: Iterable[Question], tendency: Tendency, level: float | None) -> dict[str, str]:
    found = {question.path: _answer(question, tendency, level) for question in questions}
    return {path: answer for path, answer in found.items() if answer}


def _answer(question: Question, tendency: Tendency, level: float | None) -> str:
    if question.name in tendency.facts:
        return tendency.facts[question.name]
    if question.scored and level is not None:
        return _scored_answer(question, tendency, level)
    if question.kind is QuestionKind.DATE:
        return _date_answer(question, tendency)
    return ""


def _scored_answer(question: Question, tendency: Tendency, level: float) -> str:
    """A level near the tendency: how far off depends on client and question, and a little on the turn."""
    now = _chance(tendency.client, question.name, str(tendency.turn))
    shift = _chance(tendency.client, question.name).uniform(-0.8, 0.8) + now.uniform(-0.4, 0.4)
    if now.random() < NOT_DISCUSSED:
        return next((choice.name for choice in question.choices if choice.score is None), "")
    scored = [choice for choice in question.choices if choice.score is not None]
    return min(scored, key=lambda choice: abs(float(choice.score or 0) - level - shift)).name


def _date_answer(question: Question, tendency: Tendency) -> str:
    """A day some weeks ahead for a question "until when", some days back for every other."""
    days = _chance(tendency.client, question.name).randint(1, 20)
    ahead = question.name.endswith("_tot")
    return (tendency.on + timedelta(days=days + 40 if ahead else -days)).isoformat()


def _chance(*words: str) -> random.Random:
    """The same chance for the same words, so that the demo office is the same on every machine."""
    return random.Random(" ".join(words))  # noqa: S311  # nothing secret hangs on it
