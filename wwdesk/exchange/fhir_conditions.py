# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Simple relevance rules as FHIR's enableWhen; what it cannot say is left to the words of the question."""

from __future__ import annotations

from collections.abc import Mapping

from wwdesk.forms.model import Question, QuestionKind
from wwdesk.forms.xform import read_xform
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import Call, Chain, Expression, Literal, Number, Path, XPathError
from wwdesk.forms.xpath.values import number_text

Json = dict[str, object]

_OPERATORS = {"=": "=", "!=": "!=", ">": ">", ">=": ">=", "<": "<", "<=": "<="}
_CODED = (QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK)


def conditions(xform: str, questions: Mapping[str, Question]) -> dict[str, Json]:
    """Per path of a question or group: `enableWhen` (and `enableBehavior`), where its rule is a simple one."""
    found: dict[str, Json] = {}
    for path, bind in read_xform(xform).binds.items():
        rule = bind.get("relevant", "")
        made = _rule(rule, questions) if rule else None
        if made is not None:
            found[path] = made
    return found


def _rule(rule: str, questions: Mapping[str, Question]) -> Json | None:
    try:
        expression = parse(rule)
    except XPathError:
        return None
    parts, behavior = [expression], "all"
    if isinstance(expression, Chain):
        operators = {operator for operator, _ in expression.rest}
        if operators in ({"and"}, {"or"}):
            parts = [expression.first, *(part for _, part in expression.rest)]
            behavior = "all" if operators == {"and"} else "any"
    whens = [_when(part, questions) for part in parts]
    if any(when is None for when in whens):
        return None
    return {"enableWhen": whens, **({"enableBehavior": behavior} if len(whens) > 1 else {})}


def _when(expression: Expression, questions: Mapping[str, Question]) -> Json | None:
    if isinstance(expression, Call) and expression.name == "selected" and len(expression.arguments) == 2:
        return _answered_by(expression.arguments[0], "=", expression.arguments[1], questions)
    if isinstance(expression, Chain) and len(expression.rest) == 1:
        operator, right = expression.rest[0]
        return _answered_by(expression.first, operator, right, questions)
    return None


def _answered_by(left: Expression, operator: str, right: Expression, questions: Mapping[str, Question]) -> Json | None:
    question = _question(left, questions)
    if question is None or operator not in _OPERATORS or not isinstance(right, (Literal, Number)):
        return None
    value = right.value if isinstance(right, Literal) else number_text(right.value)
    if not value:
        if operator not in ("=", "!="):
            return None
        return {"question": question.path, "operator": "exists", "answerBoolean": operator == "!="}
    answer = _answer(question, operator, value)
    return None if answer is None else {"question": question.path, "operator": operator, **answer}


def _answer(question: Question, operator: str, value: str) -> Json | None:
    if question.kind in _CODED and question.choices:
        # Order of codes means nothing outside this form, and "is not one of several" is another rule in FHIR.
        if question.choice(value) is None or operator != "=":
            return None
        return {"answerCoding": {"code": value}}
    try:
        if question.kind is QuestionKind.INTEGER:
            return {"answerInteger": int(value)}
        if question.kind is QuestionKind.DECIMAL:
            return {"answerDecimal": float(value)}
    except ValueError:
        return None
    return {"answerString": value} if question.kind is QuestionKind.TEXT and operator in ("=", "!=") else None


def _question(expression: Expression, questions: Mapping[str, Question]) -> Question | None:
    if not isinstance(expression, Path) or not expression.absolute or expression.names is None:
        return None
    return questions.get("/" + "/".join(expression.names))
