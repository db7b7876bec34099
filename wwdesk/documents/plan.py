# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The order and the numbers of questions on paper, the same on the blank and on the filled form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wwdesk.domain.texts import LANGUAGE, t
from wwdesk.forms.model import Choice, Form, Group, Question, QuestionKind
from wwdesk.forms.paper_words import question_numbers

_NOT_DISCUSSED = "niet besproken"


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, a note or the title of a group inside a page. Notes and groups have no number."""

    number: str
    item: Question | Group


@dataclass(frozen=True, slots=True)
class Sheet:
    """One top-level group with its number and everything in it that is seen."""

    number: int
    page: Group
    entries: tuple[Entry, ...]


def sheets(form: Form) -> tuple[Sheet, ...]:
    """The pages that show something; those with nothing but calculated values are not counted."""
    numbers = question_numbers(form.pages)
    made: list[Sheet] = []
    for page in form.pages:
        entries = tuple(
            Entry(numbers.get(item.path, "") if isinstance(item, Question) else "", item) for item in _seen(page)
        )
        if entries:
            made.append(Sheet(len(made) + 1, page, entries))
    return tuple(made)


def _seen(group: Group) -> Iterator[Question | Group]:
    for item in group.items:
        if isinstance(item, Question):
            if item.kind is not QuestionKind.HIDDEN:
                yield item
        elif any(question.kind is not QuestionKind.HIDDEN for question in item.questions()):
            if item.label or item.skip_rule or item.repeat:
                yield item
            yield from _seen(item)


def is_not_discussed(choice: Choice) -> bool:
    """Whether a choice says that the subject did not come up, rather than answering."""
    return choice.label.strip().casefold() == _NOT_DISCUSSED or (choice.name == "nb" and choice.score is None)


def level_of(choice: Choice) -> str:
    """The number printed beside a described level; empty where the words carry it or there is none."""
    if choice.score is None or choice.score.denominator != 1:
        return ""
    level = str(choice.score)
    return "" if choice.label.lstrip().startswith(level) else level


def skip_sentence(rule: str, language: str = LANGUAGE) -> str:
    """The skip rule as an order to the person with the pen: "Alleen invullen als ..."."""
    words = " ".join(rule.split()).rstrip(".")
    for start in t("documents.rule.only", language).split(", "):
        if words.casefold().startswith(f"{start} "):
            words = words[len(start) + 1 :]
            break
    if not words.casefold().startswith(tuple(f"{start} " for start in t("documents.rule.if", language).split(", "))):
        words = t("documents.rule.else", language, rule=words)
    return t("documents.only_when", language, rule=words[0].lower() + words[1:])
