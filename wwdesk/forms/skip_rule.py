# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""When a question is asked, in Dutch words, for people who fill the form on paper."""

from __future__ import annotations

from collections.abc import Mapping

from wwdesk.domain.texts import t
from wwdesk.forms.model import Question
from wwdesk.forms.xpath.syntax import Call, Chain, Expression, Literal, Number, Path
from wwdesk.forms.xpath.values import number_text

_COMPARISONS = {
    "=": "forms.skip.equals",
    "!=": "forms.skip.differs",
    ">": "forms.skip.above",
    ">=": "forms.skip.at_least",
    "<": "forms.skip.below",
    "<=": "forms.skip.at_most",
}


def in_words(expression: Expression, questions: Mapping[str, Question]) -> str:
    """The rule in a sentence, or nothing where it is not one of the simple kinds.

    `questions` are those that come earlier on the form, by path.
    """
    found = _clause(expression, questions)
    return t("forms.skip.only_if", condition=found) if found else ""


def _clause(expression: Expression, questions: Mapping[str, Question]) -> str:
    if isinstance(expression, Call):
        return _call(expression, questions)
    if not isinstance(expression, Chain):
        return ""
    operators = {operator for operator, _ in expression.rest}
    if operators <= {"and"} or operators <= {"or"}:
        parts = [_clause(part, questions) for part in (expression.first, *(part for _, part in expression.rest))]
        joiner = t("forms.skip.and") if operators == {"and"} else t("forms.skip.or")
        return f" {joiner} ".join(parts) if all(parts) else ""
    return _comparison(expression, questions) if len(expression.rest) == 1 else ""


def _comparison(chain: Chain, questions: Mapping[str, Question]) -> str:
    """A question beside a fixed value."""
    operator, right = chain.rest[0]
    question = _question(chain.first, questions)
    key = _COMPARISONS.get(operator)
    if question is None or key is None or not isinstance(right, (Literal, Number)):
        return ""
    value = right.value if isinstance(right, Literal) else number_text(right.value)
    if not value:
        return t("forms.skip.answered" if operator == "!=" else "forms.skip.blank", question=question.label)
    return t(key, question=question.label, value=_words(question, value))


def _call(call: Call, questions: Mapping[str, Question]) -> str:
    """`selected` and `not(selected)`."""
    if call.name == "not" and len(call.arguments) == 1:
        inner = call.arguments[0]
        if isinstance(inner, Call) and inner.name == "selected":
            return _selected(inner, questions, "forms.skip.not_ticked")
        return ""
    return _selected(call, questions, "forms.skip.ticked") if call.name == "selected" else ""


def _selected(call: Call, questions: Mapping[str, Question], key: str) -> str:
    question = _question(call.arguments[0], questions)
    choice = call.arguments[1]
    if question is None or not isinstance(choice, Literal):
        return ""
    return t(key, question=question.label, value=_words(question, choice.value))


def _question(expression: Expression, questions: Mapping[str, Question]) -> Question | None:
    """The question an absolute path means, if it has words of its own."""
    if not isinstance(expression, Path) or not expression.absolute or expression.names is None:
        return None
    found = questions.get("/" + "/".join(expression.names))
    return found if found is not None and found.label else None


def _words(question: Question, value: str) -> str:
    choice = question.choice(value)
    return choice.label if choice else value
