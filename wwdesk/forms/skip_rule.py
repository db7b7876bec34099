# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""When a question is asked, in Dutch words, for people who fill the form on paper.

Conditions (`_clause`) and values (`_value`) each have their words. A piece without plain words names the
questions it depends on instead: on paper it is better to look something up than to miss that there is a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.forms.xpath.syntax import Call, Chain, Expression, Literal, Negate, Number, Path, inside
from wwdesk.forms.xpath.values import number_text

_COMPARISONS = {
    "=": "forms.skip.equals",
    "!=": "forms.skip.differs",
    ">": "forms.skip.above",
    ">=": "forms.skip.at_least",
    "<": "forms.skip.below",
    "<=": "forms.skip.at_most",
}
_TURNED = {"=": "=", "!=": "!=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
_DENIED = {"=": "!=", "!=": "=", ">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_ARITHMETIC = {"+": "plus", "-": "minus", "*": "times", "div": "divided", "mod": "rest"}
_SAME = ("number", "int", "string", "round", "once", "boolean", "date", "decimal-date-time")
"""Functions that change how a value is written, not what a person calls it."""
_OF_MANY = {
    "sum": "sum",
    "count": "count",
    "min": "least",
    "max": "most",
    "count-selected": "ticks",
    "string-length": "letters",
    "count-non-empty": "filled",
}
_TODAY = ("today", "now")


def in_words(expression: Expression, questions: Mapping[str, Question], here: str = "") -> str:
    """The rule in a sentence, never empty.

    `questions` are those that come earlier on the form, by path; `here` is the path of what the rule
    is about, from which relative paths start.
    """
    words = _Words(questions, here)
    return t("forms.skip.only_if", condition=words.clause(expression))


def question_at(expression: Expression, questions: Mapping[str, Question], here: str) -> Question | None:
    """The question with words of its own that a path from `here` means."""
    found = _Words(questions, here).question(expression)
    return found if found is not None and found.label else None


def depends_on(expressions: Sequence[Expression], questions: Mapping[str, Question], here: str) -> str:
    """The questions that conditions read, quoted; never empty."""
    words = _Words(questions, here)
    named = dict.fromkeys(name for expression in expressions for name in words.named(expression))
    return _quoted(named) or t("forms.skip.other_answers")


@dataclass(frozen=True, slots=True)
class _Words:
    questions: Mapping[str, Question]
    here: str

    def clause(self, expression: Expression) -> str:
        """A condition as the rest of a sentence that begins with "alleen als"."""
        return self._clause(expression) or self._depends(expression)

    def _clause(self, expression: Expression) -> str:
        if isinstance(expression, Call):
            return self._call(expression)
        if isinstance(expression, Path):
            question = self.question(expression)
            return t("forms.skip.answered", question=question.label) if question and question.label else ""
        if not isinstance(expression, Chain):
            return ""
        operators = {operator for operator, _ in expression.rest}
        if operators in ({"and"}, {"or"}):
            parts = [self._part(part) for part in (expression.first, *(part for _, part in expression.rest))]
            joiner = t("forms.skip.and") if operators == {"and"} else t("forms.skip.or")
            return f" {joiner} ".join(parts)
        if len(expression.rest) == 1 and operators <= _COMPARISONS.keys():
            operator, right = expression.rest[0]
            return self._comparison(expression.first, operator, right)
        return ""

    def _part(self, part: Expression) -> str:
        """One of several conditions; between brackets where it is made of several itself."""
        joined = isinstance(part, Chain) and part.rest[0][0] in ("and", "or")
        return t("forms.skip.together", condition=self.clause(part)) if joined else self.clause(part)

    def _comparison(self, left: Expression, operator: str, right: Expression) -> str:
        if isinstance(left, (Literal, Number)) and not isinstance(right, (Literal, Number)):
            left, operator, right = right, _TURNED[operator], left
        question = self.question(left)
        if question is not None and question.label and isinstance(right, (Literal, Number)):
            value = right.value if isinstance(right, Literal) else number_text(right.value)
            if not value:
                return t("forms.skip.answered" if operator != "=" else "forms.skip.blank", question=question.label)
            return t(_COMPARISONS[operator], question=question.label, value=_chosen(question, value))
        one, other = self._value(left), self._value(right)
        if not one or not other:
            return ""
        return t(f"forms.skip.compared.{_KEYS[operator]}", left=one, right=other)

    def _call(self, call: Call) -> str:
        if call.name in ("true", "false"):
            return t("forms.skip.always" if call.name == "true" else "forms.skip.never")
        if not call.arguments:
            return ""
        match call.name:
            case "not":
                found = self._denied(call.arguments[0])
            case "selected":
                found = self._selected(call, "forms.skip.ticked")
            case "boolean":
                found = self._clause(call.arguments[0])
            case _:
                found = self._text_test(call)
        return found

    def _text_test(self, call: Call) -> str:
        """What a text begins with, contains, or looks like."""
        values = [self._value(part) for part in call.arguments[:2]]
        if call.name == "regex" and values[0]:
            return t("forms.skip.has_shape", text=values[0])
        if len(values) < 2 or not all(values):
            return ""
        if call.name == "contains":
            return t("forms.skip.contains", text=values[0], part=values[1])
        return t("forms.skip.begins", text=values[0], part=values[1]) if call.name == "starts-with" else ""

    def _denied(self, inner: Expression) -> str:
        if isinstance(inner, Call) and inner.name == "selected" and inner.arguments:
            found = self._selected(inner, "forms.skip.not_ticked")
            if found:
                return found
        if isinstance(inner, Chain) and len(inner.rest) == 1 and inner.rest[0][0] in _DENIED:
            operator, right = inner.rest[0]
            found = self._comparison(inner.first, _DENIED[operator], right)
            if found:
                return found
        return t("forms.skip.not", condition=self.clause(inner))

    def _selected(self, call: Call, key: str) -> str:
        question, choice = self.question(call.arguments[0]), call.arguments[-1]
        if question is None or not question.label or not isinstance(choice, Literal):
            return ""
        return t(key, question=question.label, value=_chosen(question, choice.value))

    # values

    def _value(self, expression: Expression) -> str:
        """What a value is called; nothing where it has no plain name."""
        if isinstance(expression, Number):
            return number_text(expression.value).replace(".", ",")
        if isinstance(expression, Literal):
            return _written(expression.value)
        if isinstance(expression, Path):
            return self._answer(expression)
        if isinstance(expression, Negate):
            found = self._value(expression.operand)
            return t("forms.skip.value.negative", value=found) if found else ""
        if isinstance(expression, Chain):
            return self._sum(expression)
        return self._function(expression) if isinstance(expression, Call) else ""

    def _answer(self, path: Path) -> str:
        question = self.question(path)
        if question is None:
            return ""
        if question.label:
            return t("forms.skip.value.answer", question=question.label)
        return t("forms.skip.value.calculation", name=_spoken(question.name))

    def _sum(self, chain: Chain) -> str:
        found = self._value(chain.first)
        for operator, part in chain.rest:
            value = self._value(part)
            if not found or not value or operator not in _ARITHMETIC:
                return ""
            found = t(f"forms.skip.sums.{_ARITHMETIC[operator]}", left=found, right=value)
        return found

    def _function(self, call: Call) -> str:
        if call.name in _TODAY and not call.arguments:
            return t("forms.skip.value.today")
        if call.name == "position":
            return t("forms.skip.value.row")
        if call.name in ("coalesce", "if"):
            return self._either(call)
        return self._of(call) if call.arguments else ""

    def _of(self, call: Call) -> str:
        """A function of one thing, such as a number of rows."""
        first = call.arguments[0]
        inner = self._value(first)
        if not inner and isinstance(first, Path) and call.name == "count":
            name = _last_name(first)  # a repeated group has no answer of its own
            inner = t("forms.skip.value.answer", question=_spoken(name)) if name else ""
        if not inner or call.name in _SAME or call.name.startswith("jr:"):
            return inner
        return t(f"forms.skip.of.{_OF_MANY[call.name]}", value=inner) if call.name in _OF_MANY else ""

    def _either(self, call: Call) -> str:
        """`coalesce(a, b)` and `if(condition, a, b)`."""
        values = [self._value(part) for part in call.arguments[-2:]]
        if len(values) < 2 or not all(values):
            return ""
        if call.name == "coalesce":
            return t("forms.skip.value.coalesce", first=values[0], second=values[1])
        condition = self.clause(call.arguments[0])
        return t("forms.skip.value.if", condition=condition, first=values[0], second=values[1])

    # questions

    def question(self, expression: Expression) -> Question | None:
        """The question a path means, from the root or from here."""
        if not isinstance(expression, Path):
            return None
        way = self._way(expression)
        return None if way is None else self.questions.get(way)

    def _way(self, path: Path) -> str | None:
        """The path without rows; None for one that is no plain way through the form."""
        if path.absolute and path.names is not None:
            return "/" + "/".join(path.names)
        if path.start is not None and not (isinstance(path.start, Call) and path.start.name == "current"):
            return None
        steps = [] if path.absolute else [step for step in self.here.split("/") if step]
        for step in path.steps:
            if step.axis == "parent" and steps:
                steps.pop()
            elif step.axis == "child" and step.test.kind == "name" and step.test.name != "*":
                steps.append(step.test.name)
            elif step.axis != "self":
                return None
        return "/" + "/".join(steps)

    def _depends(self, expression: Expression) -> str:
        """The questions a condition depends on, for one that has no plain words."""
        named = self.named(expression)
        return t("forms.skip.depends", questions=_quoted(named)) if named else t("forms.skip.see_screen")

    def named(self, expression: Expression) -> dict[str, None]:
        """What the questions in an expression are called, each once and in its order."""
        found: dict[str, None] = {}
        for part in inside(expression):
            if isinstance(part, Path):
                question = self.question(part)
                name = (question.label or _spoken(question.name)) if question else _spoken(_last_name(part))
                if name and (question is not None or part.absolute):
                    found[name] = None
        return found


_KEYS = {"=": "equal", "!=": "unequal", ">": "above", ">=": "at_least", "<": "below", "<=": "at_most"}


def _quoted(names: Iterable[str]) -> str:
    return f" {t('forms.skip.and')} ".join(t("forms.skip.value.answer", question=name) for name in names)


def _chosen(question: Question, value: str) -> str:
    choice = question.choice(value)
    if choice is not None:
        return choice.label or value
    return _day(value) if question.kind is QuestionKind.DATE else value


def _written(value: str) -> str:
    return t("forms.skip.value.text", text=_day(value)) if value else t("forms.skip.value.nothing")


def _day(value: str) -> str:
    try:
        return show_date(date.fromisoformat(value))
    except ValueError:
        return value


def _last_name(path: Path) -> str:
    return next((step.test.name for step in reversed(path.steps) if step.test.kind == "name"), "")


def _spoken(name: str) -> str:
    """A name of the form as a person reads it."""
    return name.replace("_", " ").strip(" *")
