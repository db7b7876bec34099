# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Functions on text, numbers, conditions and nodes: the core of XPath 1.0."""

from __future__ import annotations

import math
from collections.abc import Callable

from wwdesk.forms.tree import Node, NodeKind
from wwdesk.forms.xpath.axes import in_order
from wwdesk.forms.xpath.context import Context, Function, FunctionTable, as_nodes
from wwdesk.forms.xpath.values import Value, boolean, number, string

_SPACE = " \t\r\n"


def text_of(context: Context, value: Value) -> str:
    """The value as text."""
    return string(value, context.scope.clock)


def number_of(context: Context, value: Value) -> float:
    """The value as a number."""
    return number(value, context.scope.clock)


def _own_text(context: Context, arguments: list[Value]) -> str:
    return text_of(context, arguments[0]) if arguments else context.node.string


def _first_node(context: Context, arguments: list[Value]) -> Node | None:
    if not arguments:
        return context.node
    nodes = as_nodes(arguments[0])
    return nodes[0] if nodes else None


def _name(context: Context, arguments: list[Value]) -> Value:
    node = _first_node(context, arguments)
    if node is None or node.kind in (NodeKind.TEXT, NodeKind.COMMENT):
        return ""
    return f"{node.prefix}:{node.name}" if node.prefix else node.name


def _local_name(context: Context, arguments: list[Value]) -> Value:
    node = _first_node(context, arguments)
    return "" if node is None or node.kind in (NodeKind.TEXT, NodeKind.COMMENT) else node.name


def _namespace(context: Context, arguments: list[Value]) -> Value:
    node = _first_node(context, arguments)
    return "" if node is None else node.uri


def _position(context: Context, arguments: list[Value]) -> Value:
    """Without argument as in XPath; with one (`position(..)`) the number of a row among its like."""
    if not arguments:
        return float(context.position)
    node = _first_node(context, arguments)
    if node is None:
        return math.nan
    if node.parent is None:
        return 1.0
    alike = [sibling for sibling in node.parent.children if sibling.name == node.name and sibling.kind is node.kind]
    return float(alike.index(node) + 1)


def _substring(context: Context, arguments: list[Value]) -> Value:
    text = text_of(context, arguments[0])
    start = _rounded(number_of(context, arguments[1]))
    end = start + _rounded(number_of(context, arguments[2])) if len(arguments) > 2 else math.inf
    return "".join(letter for place, letter in enumerate(text, 1) if start <= place < end)


def _rounded(value: float) -> float:
    """To the nearest whole number, halves upward, as substring() needs."""
    return value if math.isnan(value) or math.isinf(value) else float(math.floor(value + 0.5))


def _substring_before(context: Context, arguments: list[Value]) -> Value:
    text, mark = text_of(context, arguments[0]), text_of(context, arguments[1])
    return text.partition(mark)[0] if mark and mark in text else ""


def _substring_after(context: Context, arguments: list[Value]) -> Value:
    text, mark = text_of(context, arguments[0]), text_of(context, arguments[1])
    return text if not mark else text.partition(mark)[2]


def _translate(context: Context, arguments: list[Value]) -> Value:
    text, old, new = (text_of(context, argument) for argument in arguments)
    table: dict[int, str] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else "")
    return text.translate(table)


def _normalize(context: Context, arguments: list[Value]) -> Value:
    return " ".join(
        part for part in _own_text(context, arguments).translate({9: 32, 10: 32, 13: 32}).split(" ") if part
    )


def _lang(context: Context, arguments: list[Value]) -> Value:
    wanted = text_of(context, arguments[0]).lower()
    for node in (context.node, *context.node.above()):
        for attribute in node.attributes:
            if attribute.name == "lang" and attribute.prefix == "xml":
                language = attribute.text.lower()
                return language == wanted or language.startswith(f"{wanted}-")
    return False


def _id(context: Context, arguments: list[Value]) -> Value:
    value = arguments[0]
    texts = [node.string for node in value] if isinstance(value, list) else [text_of(context, value)]
    wanted = {word for text in texts for word in text.split()}
    found = (
        node
        for node in context.scope.root.below()
        if any(attribute.name == "id" and attribute.text in wanted for attribute in node.attributes)
    )
    return in_order(found)


def round_half_up(value: float, digits: int = 0) -> float:
    """Rounds halves upward (-2.5 to -2), as Collect does; exact on the decimal text of the number."""
    if math.isnan(value) or math.isinf(value):
        return value
    shifted = float(f"{value!r}e{digits}") if "e" not in repr(value) else value * 10.0**digits
    whole = math.copysign(math.floor(shifted + 0.5), shifted)
    return float(f"{whole!r}e{-digits}") if "e" not in repr(whole) else whole / 10.0**digits


def _round(context: Context, arguments: list[Value]) -> Value:
    digits = number_of(context, arguments[1]) if len(arguments) > 1 else 0.0
    if math.isnan(digits) or abs(digits) > 30:
        return math.nan
    return round_half_up(number_of(context, arguments[0]), int(digits))


def _whole(direction: Callable[[float], int]) -> Callable[[Context, list[Value]], Value]:
    def run(context: Context, arguments: list[Value]) -> Value:
        value = number_of(context, arguments[0])
        return value if math.isnan(value) or math.isinf(value) else float(direction(value))

    return run


def _number(context: Context, arguments: list[Value]) -> Value:
    return number_of(context, arguments[0] if arguments else [context.node])


def _string(context: Context, arguments: list[Value]) -> Value:
    return _own_text(context, arguments)


def _texts(test: Callable[[str, str], bool]) -> Callable[[Context, list[Value]], Value]:
    return lambda context, arguments: test(text_of(context, arguments[0]), text_of(context, arguments[1]))


CORE: FunctionTable = {
    "last": Function(0, 0, lambda context, _arguments: float(context.size)),
    "position": Function(0, 1, _position),
    "count": Function(1, 1, lambda _context, arguments: float(len(as_nodes(arguments[0])))),
    "id": Function(1, 1, _id),
    "local-name": Function(0, 1, _local_name),
    "namespace-uri": Function(0, 1, _namespace),
    "name": Function(0, 1, _name),
    "string": Function(0, 1, _string),
    "starts-with": Function(2, 2, _texts(lambda text, part: text.startswith(part))),
    "ends-with": Function(2, 2, _texts(lambda text, part: text.endswith(part))),
    "contains": Function(2, 2, _texts(lambda text, part: part in text)),
    "substring-before": Function(2, 2, _substring_before),
    "substring-after": Function(2, 2, _substring_after),
    "substring": Function(2, 3, _substring),
    "string-length": Function(0, 1, lambda context, arguments: float(len(_own_text(context, arguments)))),
    "normalize-space": Function(0, 1, _normalize),
    "translate": Function(3, 3, _translate),
    "boolean": Function(1, 1, lambda _context, arguments: boolean(arguments[0])),
    "not": Function(1, 1, lambda _context, arguments: not boolean(arguments[0])),
    "true": Function(0, 0, lambda _context, _arguments: True),
    "false": Function(0, 0, lambda _context, _arguments: False),
    "lang": Function(1, 1, _lang),
    "number": Function(0, 1, _number),
    "floor": Function(1, 1, _whole(math.floor)),
    "ceiling": Function(1, 1, _whole(math.ceil)),
    "round": Function(1, 2, _round),
}
