# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The order and the numbers of questions on paper, the same on the blank and on the filled form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wwdesk.domain.texts import t
from wwdesk.forms.model import Choice, Form, Group, Question, QuestionKind

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
    numbers = _numbers(form)
    made: list[Sheet] = []
    for page in form.pages:
        entries = tuple(
            Entry(numbers.get(item.path, "") if isinstance(item, Question) else "", item) for item in _seen(page)
        )
        if entries:
            made.append(Sheet(len(made) + 1, page, entries))
    return tuple(made)


def _numbers(form: Form) -> dict[str, str]:
    """The number of each question by its path: the same as on the screen, so that paper is typed in by number."""
    silent = (QuestionKind.NOTE, QuestionKind.HIDDEN)
    asked = (question for question in form.questions() if question.kind not in silent and not question.read_only)
    return {question.path: str(number) for number, question in enumerate(asked, 1)}


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


def skip_sentence(rule: str) -> str:
    """The skip rule as an order to the person with the pen: "Alleen invullen als ..."."""
    words = " ".join(rule.split()).rstrip(".")
    for start in ("alleen invullen ", "alleen ", "enkel "):
        if words.casefold().startswith(start):
            words = words[len(start) :]
            break
    if not words.casefold().startswith(("als ", "indien ", "wanneer ", "bij ")):
        words = f"als: {words}"
    return t("documents.only_when", rule=words[0].lower() + words[1:])
