# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What the values in an expression are called, in the language of the form, for who reads it on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import LANGUAGE, t
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.forms.xpath.syntax import Call, Chain, Expression, Literal, Negate, Number, Path, Step, inside
from wwdesk.forms.xpath.values import number_text

_ARITHMETIC = {"+": "plus", "-": "minus", "*": "times", "div": "divided", "mod": "rest"}
_SAME = ("number", "int", "string", "round", "once", "boolean", "date", "date-time", "decimal-date-time")
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
_DAYS = (QuestionKind.DATE, QuestionKind.DATETIME)
CHOOSING = (QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK)
_LONGEST = 90
"""A longer question is cut where its number finds it as well."""
_FEW = 3
"""So many questions are quoted; of more only the numbers are given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameable:
    """What the words of a rule can name, by path: questions with their numbers on paper, groups, calculations."""

    questions: Mapping[str, Question]
    numbers: Mapping[str, str] = field(default_factory=dict[str, str])
    groups: Mapping[str, str] = field(default_factory=dict[str, str])
    calculations: Mapping[str, Expression] = field(default_factory=dict[str, Expression])
    language: str = LANGUAGE


@dataclass(frozen=True, slots=True)
class ValueWords:
    """The words of values in a rule of the node at `here`.

    `clause` words a condition within a value, seen from a path. `base` is where relative paths start:
    `here`, but for a condition on rows the row.
    """

    known: Nameable
    here: str
    base: str
    clause: Callable[[Expression, str], str]

    def t(self, key: str, **values: object) -> str:
        """A sentence in the language of the form."""
        return t(key, self.known.language, **values)

    def value(self, expression: Expression) -> str:
        """What a value is called; nothing where it has no plain name."""
        if isinstance(expression, Number):
            return number_text(expression.value).replace(".", ",")
        if isinstance(expression, Negate):
            found = self.value(expression.operand)
            return self.t("forms.skip.value.negative", value=found) if found else ""
        match expression:
            case Literal():
                return self.written(expression.value)
            case Path():
                return self._path(expression)
            case Chain():
                return self._sum(expression)
            case _:
                return self._function(expression) if isinstance(expression, Call) else ""

    def is_day(self, expression: Expression) -> bool:
        """Whether a value is a day on the calendar."""
        match expression:
            case Literal():
                return _day(expression.value) != expression.value
            case Path():
                question = self.question(expression)
                return question is not None and question.kind in _DAYS
            case Call():
                if expression.name in _SAME and expression.arguments:
                    return self.is_day(expression.arguments[0])
                return expression.name in ("today", "now", "date", "date-time")
            case Chain():
                # a day and a number of days is a day, a day less a day is a number
                days = [self.is_day(part) for part in (expression.first, *(part for _, part in expression.rest))]
                return days.count(True) == 1 and {operator for operator, _ in expression.rest} <= {"+", "-"}
            case _:
                return False

    def written(self, text: str) -> str:
        """A text or day of the rule itself."""
        if not text:
            return self.t("forms.skip.value.nothing")
        day = _day(text)
        return self.t("forms.skip.value.text", text=text) if day == text else day

    def chosen(self, question: Question, value: str) -> str:
        """What an answer is called where its question is known."""
        choice = question.choice(value)
        if choice is not None:
            return self.t("forms.skip.value.text", text=choice.label or value)
        numeric = question.kind in (QuestionKind.INTEGER, QuestionKind.DECIMAL)
        return value.replace(".", ",") if numeric else self.written(value)

    # values

    def _path(self, path: Path) -> str:
        if isinstance(path.start, Call) and path.start.name == "instance":
            return self._looked_up(path)
        filtered = [(place, step) for place, step in enumerate(path.steps) if step.predicates]
        question = self.question(path)
        if question is None or len(filtered) > 1:
            return ""
        named = self.named(question)
        return self._of_rows(path, *filtered[0], named) if filtered else named

    def _of_rows(self, path: Path, place: int, step: Step, value: str) -> str:
        """A value of those rows only that fit a condition."""
        if len(step.predicates) != 1:
            return ""
        (condition,) = step.predicates
        if isinstance(condition, Number):
            return self.t("forms.skip.value.in_row", value=value, row=number_text(condition.value))
        way = self.way(Path(path.position, path.absolute, path.start, path.steps[: place + 1]))
        return self.t("forms.skip.value.where", value=value, condition=self.clause(condition, way)) if way else ""

    def _looked_up(self, path: Path) -> str:
        """The value that a list of choices has in a column beside the answer that was given."""
        if not path.steps or path.steps[-1].test.kind != "name":
            return ""
        column = spoken_name(path.steps[-1].test.name)
        predicates = [predicate for step in path.steps for predicate in step.predicates]
        if len(predicates) != 1 or not isinstance(predicates[0], Chain):
            return ""
        chain = predicates[0]
        if [operator for operator, _ in chain.rest] != ["="]:
            return ""
        sides = (chain.first, chain.rest[0][1])
        questions = [found for side in sides if (found := self.question(side)) is not None]
        if len(questions) != 1:
            return ""
        answer = self.named(questions[0])
        return answer if column in ("label", "name") else self.t("forms.skip.value.column", column=column, value=answer)

    def _sum(self, chain: Chain) -> str:
        found, is_day = self.value(chain.first), self.is_day(chain.first)
        for operator, part in chain.rest:
            value = self.value(part)
            if not found or not value or operator not in _ARITHMETIC:
                return ""
            if is_day and operator in ("+", "-"):
                is_day = not self.is_day(part)
                if is_day:
                    found = self.t(f"forms.skip.days.{_ARITHMETIC[operator]}", left=found, right=value)
                else:
                    found = self.t("forms.skip.sums.between", left=found, right=value)
            else:
                found = self.t(f"forms.skip.sums.{_ARITHMETIC[operator]}", left=found, right=value)
        return found

    def _function(self, call: Call) -> str:
        if call.name in ("today", "now") and not call.arguments:
            return self.t("forms.skip.value.today")
        if call.name == "position":
            return self.t("forms.skip.value.row")
        if call.name in ("coalesce", "if"):
            return self._either(call)
        return self._of(call) if call.arguments else ""

    def _of(self, call: Call) -> str:
        """A function of one thing, such as a number of rows, or of the smallest of several."""
        if call.name in _SAME or call.name.startswith("jr:"):
            return self.value(call.arguments[0])
        if call.name not in _OF_MANY:
            return ""
        inner = [self.value(part) for part in call.arguments]
        first = call.arguments[0]
        if not inner[0] and isinstance(first, Path) and call.name == "count":
            inner = [self._group(first)]
        if not all(inner):
            return ""
        return self.t(f"forms.skip.of.{_OF_MANY[call.name]}", value=self.joined(inner))

    def _group(self, path: Path) -> str:
        """A repeated group, which has no answer of its own."""
        if path.start is not None or any(step.predicates for step in path.steps):
            return ""
        name = self.known.groups.get(self.way(path) or "") or spoken_name(last_name(path))
        return self.t("forms.skip.value.answer", question=name) if name else ""

    def _either(self, call: Call) -> str:
        """`coalesce(a, b)` and `if(condition, a, b)`."""
        values = [self.value(part) for part in call.arguments[-2:]]
        if len(values) < 2 or not all(values):
            return ""
        if call.name == "coalesce":
            return self.t("forms.skip.value.coalesce", first=values[0], second=values[1])
        condition = self.clause(call.arguments[0], self.base)
        return self.t("forms.skip.value.if", condition=condition, first=values[0], second=values[1])

    # questions

    def question(self, expression: Expression) -> Question | None:
        """The question a path means, from the root or from here."""
        if not isinstance(expression, Path):
            return None
        way = self.way(expression)
        return None if way is None else self.known.questions.get(way)

    def way(self, path: Path) -> str | None:
        """The path without rows; None for one that is no plain way through the form."""
        current = isinstance(path.start, Call) and path.start.name == "current"
        if path.start is not None and not current:
            return None
        start = self.here if current else self.base
        steps = [] if path.absolute else [step for step in start.split("/") if step]
        for step in path.steps:
            if step.axis == "parent" and steps:
                steps.pop()
            elif step.axis == "child" and step.test.kind == "name" and step.test.name != "*":
                steps.append(step.test.name)
            elif step.axis != "self":
                return None
        return "/" + "/".join(steps)

    def named(self, question: Question) -> str:
        """A question in its own words with its number; a calculation with the questions it is made from."""
        if not question.label:
            name, sources = spoken_name(question.name), self._sources(question.path)
            if not sources:
                return self.t("forms.skip.value.calculation", name=name)
            return self.t("forms.skip.value.calculated", name=name, questions=self._numbers(sources))
        number = self.known.numbers.get(question.path)
        label = " ".join(question.label.split())
        if number is None:
            return self.t("forms.skip.value.answer", question=label)
        if len(label) > _LONGEST:
            label = f"{label[:_LONGEST].rstrip()}…"
        return self.t("forms.skip.value.numbered", question=label, number=number)

    def depends(self, expressions: Iterable[Expression]) -> str:
        """The questions that expressions read; empty where they read none."""
        found: dict[str, str] = {}
        for part in (part for expression in expressions for part in inside(expression)):
            if not isinstance(part, Path):
                continue
            question = self.question(part)
            if question is not None:
                found[question.path] = self.named(question)
            elif part.absolute and (name := spoken_name(last_name(part))):
                found[name] = self.t("forms.skip.value.answer", question=name)
        if len(found) > _FEW and found.keys() <= self.known.numbers.keys():
            return self._numbers(found)
        return self.joined(found.values())

    def joined(self, parts: Iterable[str], word: str = "and") -> str:
        """`a, b en c`."""
        *most, last = parts or [""]
        if not most:
            return last
        comma, joiner = (self.t(key) for key in ("forms.skip.comma", f"forms.skip.joined.{word}"))
        return f"{comma.join(most)} {joiner} {last}"

    def _numbers(self, paths: Iterable[str]) -> str:
        numbers = sorted({self.known.numbers[path] for path in paths}, key=int)
        return self.t(
            "forms.skip.value.question" if len(numbers) == 1 else "forms.skip.value.questions",
            numbers=self.joined(numbers),
        )

    def _sources(self, path: str) -> dict[str, None]:
        """The questions with a number that a calculation is made from, through other calculations too."""
        found: dict[str, None] = {}
        todo, seen = [path], {path}
        while todo:
            here = todo.pop()
            expression = self.known.calculations.get(here)
            around = ValueWords(self.known, here, here, self.clause)
            for part in inside(expression) if expression is not None else ():
                way = around.way(part) if isinstance(part, Path) else None
                if way is None or way in seen:
                    continue
                seen.add(way)
                if way in self.known.numbers:
                    found[way] = None
                else:
                    todo.append(way)
        return found


def last_name(path: Path) -> str:
    """The name a path ends with."""
    return next((step.test.name for step in reversed(path.steps) if step.test.kind == "name"), "")


def spoken_name(name: str) -> str:
    """A name of the form as a person reads it."""
    return name.replace("_", " ").strip(" *")


def _day(value: str) -> str:
    try:
        return show_date(date.fromisoformat(value))
    except ValueError:
        return value
