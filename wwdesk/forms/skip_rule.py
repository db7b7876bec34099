# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""When a question is asked, in words, for people who fill the form on paper.

A piece without plain words names the questions it depends on instead: on paper it is better to look
something up than to miss that there is a rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wwdesk.domain.texts import t
from wwdesk.forms.value_words import CHOOSING, Nameable, ValueWords
from wwdesk.forms.xpath.syntax import Call, Chain, Expression, Literal, Number, Path
from wwdesk.forms.xpath.values import number_text

_COMPARISONS = {"=": "equal", "!=": "unequal", ">": "above", ">=": "at_least", "<": "below", "<=": "at_most"}
_TURNED = {"=": "=", "!=": "!=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
_DENIED = {"=": "!=", "!=": "=", ">": "<=", ">=": "<", "<": ">=", "<=": ">"}


def in_words(expression: Expression, known: Nameable, here: str) -> str:
    """The rule in a sentence, never empty. `here` is the path of what the rule is about."""
    return t("forms.skip.only_if", known.language, condition=_Conditions(known, here, here).clause(expression))


def values_at(known: Nameable, here: str) -> ValueWords:
    """The words of values in a rule of the node at `here`."""
    return _Conditions(known, here, here).values


@dataclass(frozen=True, slots=True)
class _Conditions:
    """The words of conditions in a rule of the node at `here`, with relative paths from `base`."""

    known: Nameable
    here: str
    base: str
    values: ValueWords = field(init=False)

    def __post_init__(self) -> None:
        words = ValueWords(self.known, self.here, self.base, self._clause_seen_from)
        object.__setattr__(self, "values", words)

    def _clause_seen_from(self, expression: Expression, base: str) -> str:
        return _Conditions(self.known, self.here, base).clause(expression)

    def t(self, key: str, **values: object) -> str:
        """A sentence in the language of the form."""
        return t(key, self.known.language, **values)

    def clause(self, expression: Expression) -> str:
        """A condition as the rest of a sentence that begins with "alleen als"."""
        if found := self._clause(expression):
            return found
        depends = self.values.depends([expression])
        return self.t("forms.skip.if.depends", questions=depends) if depends else self.t("forms.skip.if.see_screen")

    def _clause(self, expression: Expression) -> str:
        if isinstance(expression, Call):
            return self._call(expression)
        if isinstance(expression, Path):
            answer = self.values.value(expression)
            return self.t("forms.skip.if.answered", question=answer) if answer else ""
        if not isinstance(expression, Chain):
            return ""
        operators = {operator for operator, _ in expression.rest}
        if operators in ({"and"}, {"or"}):
            (word,) = operators
            parts = [expression.first, *(part for _, part in expression.rest)]
            return self._any_of(parts, word) or self._joined(parts, word)
        if len(expression.rest) == 1 and operators <= _COMPARISONS.keys():
            operator, right = expression.rest[0]
            return self._comparison(expression.first, operator, right)
        return ""

    def _joined(self, parts: list[Expression], word: str) -> str:
        joiner = self.t(f"forms.skip.joined.{word}")
        return f" {joiner} ".join(self._part(part) for part in parts)

    def _part(self, part: Expression) -> str:
        """One of several conditions; between brackets where it is made of several itself."""
        words = self._clause(part)
        joined = not words or (isinstance(part, Chain) and part.rest[0][0] in ("and", "or"))
        return self.t("forms.skip.if.together", condition=words or self.clause(part)) if joined else words

    def _any_of(self, parts: list[Expression], word: str) -> str:
        """Several answers to one question, any of which will do: the question is said once."""
        named = [self._answer_of(part) for part in parts]
        whole = [found for found in named if found is not None]
        if word != "or" or len(whole) < len(named) or len({(key, question) for key, question, _ in whole}) != 1:
            return ""
        key, question, _ = whole[0]
        return self.t(key, question=question, value=self.values.joined((value for _, _, value in whole), "or"))

    def _answer_of(self, part: Expression) -> tuple[str, str, str] | None:
        """Kind, question and answer of a condition that asks for one answer."""
        if isinstance(part, Chain) and [operator for operator, _ in part.rest] == ["="]:
            path, choice, key = part.first, part.rest[0][1], "forms.skip.if.chosen"
            if not isinstance(path, Path):
                path, choice = choice, path
        elif isinstance(part, Call) and part.name == "selected" and len(part.arguments) == 2:
            path, choice, key = part.arguments[0], part.arguments[1], "forms.skip.if.ticked"
        else:
            return None
        question = self.values.question(path)
        if question is None or question.kind not in CHOOSING or not isinstance(choice, (Literal, Number)):
            return None
        value = choice.value if isinstance(choice, Literal) else number_text(choice.value)
        named = self.values.value(path)
        return (key, named, self.values.chosen(question, value)) if value and named else None

    def _comparison(self, left: Expression, operator: str, right: Expression) -> str:
        if isinstance(left, (Literal, Number)) and not isinstance(right, (Literal, Number)):
            left, operator, right = right, _TURNED[operator], left
        question = self.values.question(left)
        if question is not None and isinstance(right, (Literal, Number)):
            value = right.value if isinstance(right, Literal) else number_text(right.value)
            named = self.values.value(left)
            if not named:
                return ""
            if not value and operator in ("=", "!="):
                return self.t("forms.skip.if.blank" if operator == "=" else "forms.skip.if.answered", question=named)
            choosing = question.kind in CHOOSING and question.label
            known = isinstance(right, Literal) or question.choice(value) is not None
            other = self.values.chosen(question, value) if known else self.values.value(right)
            if choosing and operator in ("=", "!="):
                return self.t(
                    "forms.skip.if.chosen" if operator == "=" else "forms.skip.if.not_chosen",
                    question=named,
                    value=other,
                )
            return self._compared(named, operator, other, days=self.values.is_day(left))
        days = self.values.is_day(left) or self.values.is_day(right)
        return self._compared(self.values.value(left), operator, self.values.value(right), days=days)

    def _compared(self, left: str, operator: str, right: str, *, days: bool) -> str:
        if not left or not right:
            return ""
        if days and operator not in ("=", "!="):
            return self.t(f"forms.skip.days.{_COMPARISONS[operator]}", left=left, right=right)
        return self.t(f"forms.skip.compared.{_COMPARISONS[operator]}", left=left, right=right)

    def _call(self, call: Call) -> str:
        if call.name in ("true", "false"):
            return self.t("forms.skip.if.always" if call.name == "true" else "forms.skip.if.never")
        if not call.arguments:
            return ""
        match call.name:
            case "not":
                return self._denied(call.arguments[0])
            case "selected":
                return self._selected(call, "forms.skip.if.ticked")
            case "boolean":
                return self._clause(call.arguments[0])
            case _:
                return self._text_test(call)

    def _text_test(self, call: Call) -> str:
        """What a text begins with, contains, or looks like."""
        values = [self.values.value(part) for part in call.arguments[:2]]
        if call.name == "regex" and values[0]:
            return self.t("forms.skip.if.has_shape", text=values[0])
        if len(values) < 2 or not all(values):
            return ""
        text, part = values
        match call.name:
            case "contains":
                return self.t("forms.skip.if.contains", text=text, part=part)
            case "starts-with":
                return self.t("forms.skip.if.begins", text=text, part=part)
            case "ends-with":
                return self.t("forms.skip.if.ends", text=text, part=part)
            case _:
                return ""

    def _denied(self, inner: Expression) -> str:
        found = ""
        if isinstance(inner, Call) and inner.name == "selected" and inner.arguments:
            found = self._selected(inner, "forms.skip.if.not_ticked")
        elif isinstance(inner, Path):
            answer = self.values.value(inner)
            found = self.t("forms.skip.if.blank", question=answer) if answer else ""
        elif isinstance(inner, Chain) and len(inner.rest) == 1 and inner.rest[0][0] in _DENIED:
            operator, right = inner.rest[0]
            found = self._comparison(inner.first, _DENIED[operator], right)
        return found or self.t("forms.skip.if.not", condition=self._part(inner))

    def _selected(self, call: Call, key: str) -> str:
        question, choice = self.values.question(call.arguments[0]), call.arguments[-1]
        if question is None or not question.label:
            return ""
        value = self.values.chosen(question, choice.value) if isinstance(choice, Literal) else self.values.value(choice)
        named = self.values.value(call.arguments[0])
        return self.t(key, question=named, value=value) if value and named else ""
