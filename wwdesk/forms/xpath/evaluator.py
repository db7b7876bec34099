# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes an expression ready to run: one closure per part, checked once when a form is loaded."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable

from wwdesk.forms.tree import Node
from wwdesk.forms.xpath.axes import AXES, REVERSE, accepts, in_order
from wwdesk.forms.xpath.context import Compiled, Context, LazyFunction, Surroundings
from wwdesk.forms.xpath.functions import REFUSED
from wwdesk.forms.xpath.functions_odk import pattern_mistake
from wwdesk.forms.xpath.syntax import (
    Call,
    Chain,
    Expression,
    Filter,
    Literal,
    Negate,
    Number,
    Path,
    Reference,
    Step,
    Union,
    XPathError,
)
from wwdesk.forms.xpath.values import Answers, Clock, NodeSet, Value, boolean, compare, equal, number, unequal

_Walk = Callable[[Context, NodeSet], NodeSet]


def compile_expression(  # noqa: PLR0911 one case per part of the language
    expression: Expression, around: Surroundings
) -> Compiled:
    """The expression as a function of a Context. Raises XPathError for what can never work."""
    match expression:
        case Number(value=value) | Literal(value=value):
            return lambda _context: value
        case Reference(name=name):
            return lambda context: context.scope.reference(name)
        case Negate(operand=operand):
            return _negate(compile_expression(operand, around))
        case Chain():
            return _chain(expression, around)
        case Union(parts=parts):
            return _union([compile_expression(part, around) for part in parts], expression)
        case Call():
            return _call(expression, around)
        case Filter():
            return _filter(expression, around)
        case Path():
            return _path(expression, around)


def _negate(operand: Compiled) -> Compiled:
    return lambda context: -number(operand(context), context.scope.clock)


def _chain(chain: Chain, around: Surroundings) -> Compiled:
    first = compile_expression(chain.first, around)
    rest = [(operator, compile_expression(operand, around)) for operator, operand in chain.rest]
    operator = rest[0][0]
    if operator in ("and", "or"):
        return _logic([first, *(operand for _, operand in rest)], stop_at=operator == "or")
    if operator in ("+", "-", "*", "div", "mod"):
        return _arithmetic(first, [(_ARITHMETIC[operator], operand) for operator, operand in rest])
    found = first
    for operator, operand in rest:
        found = _comparison(operator, found, operand)
    return found


def _logic(parts: list[Compiled], *, stop_at: bool) -> Compiled:
    def run(context: Context) -> Value:
        for part in parts:
            if boolean(part(context)) is stop_at:
                return stop_at
        return not stop_at

    return run


def _comparison(operator: str, left: Compiled, right: Compiled) -> Compiled:
    if operator == "=":
        return lambda context: equal(left(context), right(context), context.scope.clock)
    if operator == "!=":
        return lambda context: unequal(left(context), right(context), context.scope.clock)
    return lambda context: compare(operator, left(context), right(context), context.scope.clock)


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def _modulo(left: float, right: float) -> float:
    return math.nan if not right or math.isinf(left) or math.isnan(right) else math.fmod(left, right)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divide,
    "mod": _modulo,
}


def _arithmetic(first: Compiled, rest: list[tuple[Callable[[float, float], float], Compiled]]) -> Compiled:
    def run(context: Context) -> Value:
        clock: Clock = context.scope.clock
        total = number(first(context), clock)
        for calculate, operand in rest:
            total = calculate(total, number(operand(context), clock))
        return total

    return run


def _nodes(value: Value, expression: Expression) -> NodeSet:
    if isinstance(value, list):
        return value
    raise XPathError("no_nodes", expression.position)


def _union(parts: list[Compiled], expression: Expression) -> Compiled:
    return lambda context: in_order(node for part in parts for node in _nodes(part(context), expression))


def _call(call: Call, around: Surroundings) -> Compiled:
    if call.name == "indexed-repeat":
        return _indexed_repeat(call, around)
    function = around.functions.get(call.name)
    if function is None and call.name in REFUSED:
        raise XPathError("refused_function", call.position, name=call.name)
    if function is None:
        near = difflib.get_close_matches(call.name, around.functions, n=1)
        key = "unknown_function_near" if near else "unknown_function"
        raise XPathError(key, call.position, name=call.name, near=near[0] if near else "")
    given = len(call.arguments)
    if given < function.least or (function.most is not None and given > function.most):
        raise _wrong_count(call, function.least, function.most)
    if call.name == "regex" and isinstance(pattern := call.arguments[1], Literal):
        mistake = pattern_mistake(pattern.value)
        if mistake:
            raise XPathError(mistake, pattern.position, pattern=pattern.value)
    arguments = tuple(compile_expression(argument, around) for argument in call.arguments)
    if isinstance(function, LazyFunction):
        lazy = function.run
        return lambda context: lazy(context, arguments)
    run = function.run
    return lambda context: run(context, [argument(context) for argument in arguments])


def _wrong_count(call: Call, least: int, most: int | None) -> XPathError:
    values = {"name": call.name, "given": len(call.arguments), "least": least, "most": most}
    if most is None:
        return XPathError("arguments_at_least", call.position, **values)
    return XPathError("arguments_exactly" if least == most else "arguments_between", call.position, **values)


def _keep(nodes: NodeSet, predicate: Compiled, context: Context) -> NodeSet:
    """The nodes for which a predicate holds; a number means a position."""
    kept: NodeSet = []
    inner = Context(context.node, context.current, context.scope, 1, len(nodes))
    for position, node in enumerate(nodes, 1):
        inner.node, inner.position = node, position
        found = predicate(inner)
        if found == float(position) if isinstance(found, float) else boolean(found):
            kept.append(node)
    return kept


def _filter(expression: Filter, around: Surroundings) -> Compiled:
    primary = compile_expression(expression.primary, around)
    predicates = [compile_expression(predicate, around) for predicate in expression.predicates]

    def run(context: Context) -> Value:
        nodes = _nodes(primary(context), expression)
        for predicate in predicates:
            nodes = _keep(nodes, predicate, context)
        return nodes

    return run


def _path(path: Path, around: Surroundings) -> Compiled:
    if path.absolute and path.names is not None:
        plain = "/" + "/".join(path.names)
        if plain in around.plain:
            return _plain_path(plain)
    walks = [_step(step, around) for step in path.steps]
    if path.absolute and around.repeats:
        return _bound_path(path, walks, around.repeats)
    start = None if path.start is None else compile_expression(path.start, around)
    form = around.form

    def run(context: Context) -> Value:
        if start is not None:
            nodes = _nodes(start(context), path)
        else:
            nodes = [context.scope.root if path.absolute else context.node]
        for walk in walks:
            nodes = walk(context, nodes)
        # Collect reads an answer that is not asked as blank: such nodes are in no node-set.
        found = [node for node in nodes if node.relevant]
        return Answers(found) if form else found

    return run


def _plain_path(plain: str) -> Compiled:
    def run(context: Context) -> Value:
        node = context.scope.nodes[plain]
        return Answers((node,)) if node.relevant else Answers()

    return run


def _bound_path(path: Path, walks: list[_Walk], repeats: frozenset[str]) -> Compiled:
    """An absolute path that, on its way through the row one is in, stays in that row."""

    def run(context: Context) -> Value:
        own = [context.current, *context.current.above()]
        own.reverse()
        nodes, bound, way = [context.scope.root], True, ""
        for depth, (step, walk) in enumerate(zip(path.steps, walks, strict=True), 1):
            nodes = walk(context, nodes)
            way += f"/{step.test.name}"
            bound = bound and depth < len(own) and own[depth].generic == way and not step.predicates
            if bound and way in repeats and depth < len(walks):
                nodes = [node for node in nodes if node is own[depth]]
        return Answers(node for node in nodes if node.relevant)

    return run


def _step(step: Step, around: Surroundings) -> _Walk:
    axis, test = AXES[step.axis], accepts(step.test, step.axis)
    predicates = [compile_expression(predicate, around) for predicate in step.predicates]
    backwards = step.axis in REVERSE

    def from_one(context: Context, node: Node) -> NodeSet:
        found = [candidate for candidate in axis(node) if test(candidate)]
        for predicate in predicates:
            found = _keep(found, predicate, context)
        return found

    def walk(context: Context, nodes: NodeSet) -> NodeSet:
        if len(nodes) == 1:
            found = from_one(context, nodes[0])
            return found[::-1] if backwards else found
        return in_order(result for node in nodes for result in from_one(context, node))

    return walk


def _indexed_repeat(call: Call, around: Surroundings) -> Compiled:
    """The answer in row n of a repeated group: the paths are read as names, not evaluated."""
    if len(call.arguments) < 3 or len(call.arguments) % 2 == 0:
        raise _wrong_count(call, 3, 3)
    names: list[tuple[str, ...]] = []
    for argument in (call.arguments[0], *call.arguments[1::2]):
        path = argument.names if isinstance(argument, Path) and argument.absolute else None
        if path is None:
            raise XPathError("no_path", argument.position, name=call.name)
        names.append(path)
    target = names[0]
    rows = {
        group: compile_expression(index, around) for group, index in zip(names[1:], call.arguments[2::2], strict=True)
    }

    def run(context: Context) -> Value:
        nodes = [context.scope.root]
        for depth in range(1, len(target) + 1):
            nodes = [child for node in nodes for child in node.children if child.name == target[depth - 1]]
            index = rows.get(target[:depth])
            if index is not None:
                wanted = number(index(context), context.scope.clock)
                # Collect takes the first row for a number below 1 and for no number, and drops a fraction.
                row = math.floor(wanted) if 1 <= wanted < len(nodes) + 1 else 0 if wanted > 1 else 1
                nodes = nodes[row - 1 : row] if row else []
        return Answers(node for node in nodes if node.relevant)

    return run
