# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Conditions of a working method: expressions as questionnaires have them, about facts, steps and dates.

What `${name}` can mean:

- a fact: its last value, blank where it was never noted; of a number `fact.total` the sum of all that
  were ever noted;
- a step: the last day it was done, blank if never; `step.first` the first day, `step.outcome` the code
  of its last outcome, `step.times` how often it was done;
- `limit.day`: the date of a time limit, blank while it does not hold; `limit.other`: of a notice, the
  last day by the other way of counting where the two differ;
- `guard.reason`: the reason somebody gave for passing a guard, blank if nobody did;
- a number of the dated profile, and what the office knows (`OFFICE_NUMBERS`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from fractions import Fraction

from wwdesk.forms.tree import Node, NodeKind
from wwdesk.forms.xpath.context import Compiled, Context, Scope, Surroundings
from wwdesk.forms.xpath.evaluator import compile_expression
from wwdesk.forms.xpath.functions import FUNCTIONS
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import Expression, Path, Reference, XPathError, inside
from wwdesk.forms.xpath.values import Clock, Value, boolean
from wwdesk.methods.model import FactKind, Method

OFFICE_NUMBERS = {"places_free": 1, "passed_over": 0}
"""What the office knows beyond one trajectory, with what holds where it has no register of it.

`places_free`: free places of the method's capacities; `passed_over`: candidates higher on the waiting list for
whom nobody noted why they are passed over.
"""

FactValue = date | Fraction | bool | str
_NOWHERE = Node(NodeKind.DOCUMENT)


def known_names(method: Method) -> frozenset[str]:
    """Every name an expression of `method` may use."""
    return frozenset(_names(method))


def _names(method: Method) -> Iterator[str]:
    yield from OFFICE_NUMBERS
    for fact in method.fact:
        yield fact.id
        if fact.kind is FactKind.NUMBER:
            yield f"{fact.id}.total"
    for step in method.step:
        yield from (step.id, f"{step.id}.first", f"{step.id}.outcome", f"{step.id}.times")
    for limit in method.time_limit:
        yield from (f"{limit.id}.day", f"{limit.id}.other")
    for guard in method.guard:
        yield f"{guard.id}.reason"
    for profile in method.profile:
        yield from profile.numbers


def compiled(text: str) -> Compiled:
    """The condition ready to run. Raises XPathError for what can never work; whether names exist is not looked at."""
    expression = parse(text)
    for part in inside(expression):
        if isinstance(part, Path):
            raise XPathError("only_names", part.position)
    return compile_expression(expression, Surroundings(FUNCTIONS))


def names_in(text: str) -> frozenset[str]:
    """The names a condition uses; none where it cannot be read."""
    try:
        expression: Expression = parse(text)
    except XPathError:
        return frozenset()
    return frozenset(part.name for part in inside(expression) if isinstance(part, Reference))


def holds(condition: Compiled, value: Callable[[str], Value], today: date) -> bool:
    """Whether a condition is true, with `value` telling what each name stands for."""
    clock = Clock(datetime.combine(today, time(12)))
    return boolean(condition(Context(_NOWHERE, _NOWHERE, Scope(_NOWHERE, clock, reference=value))))


def as_value(fact: FactValue | None) -> Value:
    """A fact as expressions read it: a day in ISO form, a blank where there is none."""
    if fact is None:
        return ""
    if isinstance(fact, date):
        return fact.isoformat()
    return float(fact) if isinstance(fact, Fraction) else fact


Conditions = Mapping[str, Compiled]
"""Every condition of a method by its text."""
