# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""With which earlier answers a choice can be chosen, in Dutch words, for people who fill the form on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wwdesk.domain.texts import t
from wwdesk.forms.model import Choice, Question
from wwdesk.forms.skip_rule import depends_on, question_at
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import Chain, Expression, Path, XPathError


def worded(
    itemset: str,
    choices: Sequence[Choice],
    columns: Sequence[Mapping[str, str]],
    questions: Mapping[str, Question],
    here: str,
) -> tuple[tuple[Choice, ...], str]:
    """The choices with the answer each belongs to, and else a sentence on what decides which there are.

    `columns` are the cells of each choice by column of the sheet `choices`. A filter that compares one
    column with one earlier question is told per choice; of any other the questions are named.
    """
    predicates = _predicates(itemset)
    if not predicates:
        return tuple(choices), ""
    column, question = _pair(predicates[0], questions, here) if len(predicates) == 1 else ("", None)
    if question is None or not all(cells.get(column) for cells in columns):
        return tuple(choices), t("forms.choices.depend", questions=depends_on(predicates, questions, here))
    found: list[Choice] = []
    for choice, cells in zip(choices, columns, strict=True):
        wanted = question.choice(cells[column])
        label = wanted.label if wanted is not None and wanted.label else cells[column]
        found.append(replace(choice, only_with=t("forms.choices.only_with", value=label)))
    return tuple(found), ""


def _predicates(itemset: str) -> list[Expression]:
    if "[" not in itemset:
        return []
    try:
        parsed = parse(itemset)
    except XPathError:
        return []  # told as a mistake where the form is built
    return [predicate for step in parsed.steps for predicate in step.predicates] if isinstance(parsed, Path) else []


def _pair(predicate: Expression, questions: Mapping[str, Question], here: str) -> tuple[str, Question | None]:
    """The column and the question of `column = ${question}`, in either order."""
    if not isinstance(predicate, Chain) or [operator for operator, _ in predicate.rest] != ["="]:
        return "", None
    for one, other in ((predicate.first, predicate.rest[0][1]), (predicate.rest[0][1], predicate.first)):
        if isinstance(one, Path) and not one.absolute and one.names is not None and len(one.names) == 1:
            return one.names[0], question_at(other, questions, here)
    return "", None
