# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Conditions of location profiles: true, false, or not to be judged because an answer is missing."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from wwdesk.forms.model import LifeDomain, Question
from wwdesk.forms.places import Places, Tables, expression_sentence
from wwdesk.forms.rules import Judge, Known
from wwdesk.forms.sheets import cell
from wwdesk.forms.tree import Node, NodeKind
from wwdesk.forms.xpath.context import Compiled, Context, Scope, Surroundings
from wwdesk.forms.xpath.evaluator import compile_expression
from wwdesk.forms.xpath.functions import FUNCTIONS
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import Call, Chain, Expression, Literal, Path, Reference, XPathError, inside
from wwdesk.forms.xpath.values import boolean

SCORE = "score_"
_NOWHERE = Node(NodeKind.DOCUMENT)


def compile_criteria(
    tables: Tables, questions: Sequence[Question], domains: Sequence[LifeDomain], places: Places
) -> dict[str, Judge]:
    """Every expression of `location_criteria`, ready to judge, by its text."""
    names = {question.name for question in questions} | {f"{SCORE}{domain.name}" for domain in domains}
    found: dict[str, Judge] = {}
    for row in tables.get("location_criteria", ()):
        text = cell(row, "expression")
        try:
            expression = parse(text)
            _check_names(expression, names)
            found[text] = _judge(expression)
        except XPathError as error:
            places.table("location_criteria", row, "expression", expression_sentence(error, text))
    return found


def _check_names(expression: Expression, names: set[str]) -> None:
    for part in inside(expression):
        if isinstance(part, Path):
            raise XPathError("only_names", part.position)
        if isinstance(part, Reference) and part.name not in names:
            near = difflib.get_close_matches(part.name, names, n=1)
            key = "unknown_name_near" if near else "unknown_name"
            raise XPathError(key, part.position, name=part.name, near=near[0] if near else "")


def _judge(expression: Expression) -> Judge:
    """Three-valued logic: what cannot be judged only matters where it decides."""
    if isinstance(expression, Chain) and expression.rest[0][0] in ("and", "or"):
        parts = [_judge(part) for part in (expression.first, *(part for _, part in expression.rest))]
        return _joined(parts, decisive=expression.rest[0][0] == "or")
    if isinstance(expression, Call) and expression.name == "not" and len(expression.arguments) == 1:
        return _opposite(_judge(expression.arguments[0]))
    return _single(expression)


def _joined(parts: list[Judge], *, decisive: bool) -> Judge:
    def judge(known: Known) -> bool | None:
        found = [part(known) for part in parts]
        if decisive in found:
            return decisive
        return None if None in found else not decisive

    return judge


def _opposite(inner: Judge) -> Judge:
    def judge(known: Known) -> bool | None:
        found = inner(known)
        return None if found is None else not found

    return judge


def _single(expression: Expression) -> Judge:
    parts = list(inside(expression))
    names = {part.name for part in parts if isinstance(part, Reference)}
    texts = frozenset(part.value for part in parts if isinstance(part, Literal))
    run: Compiled = compile_expression(expression, Surroundings(FUNCTIONS))

    def judge(known: Known) -> bool | None:
        if any(known.missing(name, texts) for name in names):
            return None
        scope = Scope(_NOWHERE, known.clock, reference=known.value)
        return boolean(run(Context(_NOWHERE, _NOWHERE, scope)))

    return judge
