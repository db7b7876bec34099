# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Stored answers and scores in the words a reader understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, auto
from fractions import Fraction

from wwdesk.documents.plan import is_not_discussed, level_of
from wwdesk.domain.belgian_format import show_number, show_typed_number
from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import LANGUAGE, t
from wwdesk.forms.model import LifeDomain, Question, QuestionKind
from wwdesk.forms.profile import DomainResult


class Standing(Enum):
    """What became of a question that was asked."""

    GIVEN = auto()
    NOT_DISCUSSED = auto()
    ABSENT = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in words, with the number of its level where it has one."""

    standing: Standing
    words: str
    level: str = ""


def answer_of(question: Question, value: str, language: str = LANGUAGE) -> Answer:
    """The answer stored as `value`. What the form does not know is printed as it stands, never dropped."""
    if not value.strip():
        return Answer(Standing.ABSENT, t("documents.not_filled", language))
    if question.kind is QuestionKind.SELECT_ONE:
        return _chosen(question, value, language)
    if question.kind is QuestionKind.SELECT_MULTIPLE:
        names = value.split()
        if len(names) == 1:
            return _chosen(question, names[0], language)
        return Answer(Standing.GIVEN, "\n".join(_label(question, name, language) for name in names))
    if question.kind is QuestionKind.RANK:
        labels = [(question.choice(name), name) for name in value.split()]
        ranked = [f"{place}. {choice.label if choice else name}" for place, (choice, name) in enumerate(labels, 1)]
        return Answer(Standing.GIVEN, "\n".join(ranked))
    return Answer(Standing.GIVEN, _typed(question.kind, value))


def _chosen(question: Question, name: str, language: str) -> Answer:
    choice = question.choice(name)
    if choice is None:
        return Answer(Standing.GIVEN, _label(question, name, language))
    if is_not_discussed(choice):
        return Answer(Standing.NOT_DISCUSSED, t("documents.not_discussed", language))
    return Answer(Standing.GIVEN, choice.label, level_of(choice))


def _label(question: Question, name: str, language: str) -> str:
    choice = question.choice(name)
    return choice.label if choice else t("documents.filled.unknown_choice", language, name=name)


def _typed(kind: QuestionKind, value: str) -> str:
    try:
        match kind:
            case QuestionKind.DATE:
                return show_date(date.fromisoformat(value[:10]))
            case QuestionKind.TIME:
                return f"{time.fromisoformat(value):%H:%M}"
            case QuestionKind.DATETIME:
                moment = datetime.fromisoformat(value)
                return f"{show_date(moment.date())} {moment:%H:%M}"
            case QuestionKind.INTEGER | QuestionKind.DECIMAL:
                return show_typed_number(value)
            case _:
                return value
    except ValueError:
        return value


def score_words(result: DomainResult, language: str = LANGUAGE) -> str:
    """`3,3 van 5 · redelijk`, or that there is no score."""
    if result.score is None:
        return t("documents.filled.no_score", language)
    score, highest = show_score(result.score), show_bound(result.domain.highest)
    if result.band is None:
        return t("documents.filled.score_only", language, score=score, highest=highest)
    return t("documents.filled.score", language, score=score, highest=highest, band=result.band.label)


def show_score(score: Fraction) -> str:
    """One decimal, always: scores stand under each other."""
    return show_number(score, 1)


def round_score(score: Fraction) -> Fraction:
    """The score as `show_score` prints it."""
    return Fraction(show_score(score).replace(",", "."))


def show_bound(bound: Fraction) -> str:
    """A whole number where it is one."""
    return show_number(bound, 0 if bound.denominator == 1 else 1)


def position(domain: LifeDomain, score: Fraction) -> float:
    """Where a score lies between the weakest (0) and the strongest (1) of its domain."""
    span = domain.highest - domain.lowest
    share = float((score - domain.lowest) / span) if span else 0.0
    share = min(1.0, max(0.0, share))
    return share if domain.higher_is_better else 1 - share
