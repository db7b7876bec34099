# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""An answer in the words a person would say it in."""

from __future__ import annotations

from wwdesk.domain.texts import t
from wwdesk.forms.model import Choice, Question, QuestionKind
from wwdesk.ui.answers.spelling import shown


def answer_words(question: Question, value: str) -> str:
    """The labels of the chosen answers, or the typed answer; empty without an answer."""
    if not value:
        return ""
    if question.kind is QuestionKind.SELECT_ONE:
        return _label(question.choice(value), value)
    if question.kind is QuestionKind.SELECT_MULTIPLE:
        return t("screening.and_also").join(_label(question.choice(name), name) for name in value.split())
    if question.kind is QuestionKind.RANK:
        names = enumerate(value.split(), 1)
        return ", ".join(f"{place}. {_label(question.choice(name), name)}" for place, name in names)
    return shown(question.kind, value)


def _label(choice: Choice | None, name: str) -> str:
    if choice is None:
        return name
    return f"{name} – {choice.label}" if choice.name.isdigit() else choice.label
