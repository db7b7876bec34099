# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Which answers of an earlier screening an update screening starts from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from wwdesk.forms.model import Form, Question, QuestionKind

_NEVER = (QuestionKind.HIDDEN, QuestionKind.NOTE)


def carry_over(earlier_form: Form, earlier_answers: Mapping[str, str], form: Form) -> dict[str, str]:
    """Answers by path in `form` for questions that are still the same.

    The same means: an equal name (unique in both forms), an equal kind, and for a choice that it
    still exists. Of several ticked choices those that still exist are kept. Calculated values are
    left out: they are calculated anew.
    """
    before = _by_name(earlier_form)
    found: dict[str, str] = {}
    for name, question in _by_name(form).items():
        old = before.get(name)
        value = "" if old is None or old.kind is not question.kind else earlier_answers.get(old.path, "")
        kept = _still_possible(question, value)
        if kept:
            found[question.path] = kept
    return found


def _by_name(form: Form) -> dict[str, Question]:
    questions = [question for question in form.questions() if question.kind not in _NEVER and not question.read_only]
    count = Counter(question.name for question in questions)
    return {question.name: question for question in questions if count[question.name] == 1}


def _still_possible(question: Question, value: str) -> str:
    if question.kind is QuestionKind.SELECT_ONE:
        return value if question.choice(value) is not None else ""
    if question.kind is QuestionKind.SELECT_MULTIPLE:
        return " ".join(name for name in value.split() if question.choice(name) is not None)
    return value
