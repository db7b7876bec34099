# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""With which earlier answers a choice can be chosen, in words, for people who fill the form on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wwdesk.domain.texts import t
from wwdesk.forms.model import Choice, Question
from wwdesk.forms.skip_rule import values_at
from wwdesk.forms.value_words import Nameable, ValueWords
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import Chain, Expression, Path, XPathError


def worded(
    itemset: str, choices: Sequence[Choice], columns: Sequence[Mapping[str, str]], known: Nameable, here: str
) -> tuple[tuple[Choice, ...], str]:
    """The choices with the answer each belongs to, and a sentence on what decides which there are.

    `columns` are the cells of each choice by column of the sheet `choices`. A filter that compares one
    column with one earlier question is told per choice; of any other the questions are named.
    """
    predicates = _predicates(itemset)
    if not predicates:
        return tuple(choices), ""
    words = values_at(known, here)
    column, question = _pair(predicates[0], words) if len(predicates) == 1 else ("", None)
    if question is None or not all(cells.get(column) for cells in columns):
        named = words.depends(predicates) or t("forms.choices.other_answers", known.language)
        return tuple(choices), t("forms.choices.depend", known.language, questions=named)
    found: list[Choice] = []
    for choice, cells in zip(choices, columns, strict=True):
        value = words.chosen(question, cells[column])
        found.append(replace(choice, only_with=t("forms.choices.only_with", known.language, value=value)))
    return tuple(found), t("forms.choices.belong", known.language, question=words.named(question))


def _predicates(itemset: str) -> list[Expression]:
    if "[" not in itemset:
        return []
    try:
        parsed = parse(itemset)
    except XPathError:
        return []  # told as a mistake where the form is built
    return [predicate for step in parsed.steps for predicate in step.predicates] if isinstance(parsed, Path) else []


def _pair(predicate: Expression, words: ValueWords) -> tuple[str, Question | None]:
    """The column and the question of `column = ${question}`, in either order."""
    if not isinstance(predicate, Chain) or [operator for operator, _ in predicate.rest] != ["="]:
        return "", None
    for one, other in ((predicate.first, predicate.rest[0][1]), (predicate.rest[0][1], predicate.first)):
        if isinstance(one, Path) and not one.absolute and one.names is not None and len(one.names) == 1:
            question = words.question(other)
            return one.names[0], question if question is not None and question.label else None
    return "", None
