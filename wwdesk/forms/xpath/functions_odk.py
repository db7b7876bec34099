# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Functions that ODK adds: choices, lists, look-ups, arithmetic, checks."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import random
import re
import uuid
from collections.abc import Callable
from functools import lru_cache

from wwdesk.forms.tree import Node, NodeKind
from wwdesk.forms.xpath.context import Compiled, Context, Function, FunctionTable, LazyFunction, as_nodes
from wwdesk.forms.xpath.functions_core import number_of, text_of
from wwdesk.forms.xpath.values import Answers, Value, boolean

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def _if(context: Context, arguments: tuple[Compiled, ...]) -> Value:
    condition, then, otherwise = arguments
    return then(context) if boolean(condition(context)) else otherwise(context)


def _coalesce(context: Context, arguments: tuple[Compiled, ...]) -> Value:
    for argument in arguments:
        value = argument(context)
        text = text_of(context, value)
        if text and text != "NaN":
            return value
    return ""


def _once(context: Context, arguments: tuple[Compiled, ...]) -> Value:
    return context.current.string or arguments[0](context)


def _chosen(context: Context, value: Value) -> list[str]:
    return text_of(context, value).split()


def _selected(context: Context, arguments: list[Value]) -> Value:
    wanted = text_of(context, arguments[1]).strip()
    chosen = _chosen(context, arguments[0])
    return wanted in chosen if wanted else not chosen


def _selected_at(context: Context, arguments: list[Value]) -> Value:
    chosen, place = _chosen(context, arguments[0]), number_of(context, arguments[1])
    return chosen[int(place)] if 0 <= place < len(chosen) else ""


def _choice_name(context: Context, arguments: list[Value]) -> Value:
    """The words of a choice. The second argument is a path in quotes, as pyxform writes it."""
    value, path = text_of(context, arguments[0]), text_of(context, arguments[1]).strip()
    if not path.startswith("/"):
        path = _from_here(context.current, path)
    return context.scope.choice_label(path, value) if value else ""


def _from_here(node: Node, path: str) -> str:
    """The absolute path of `../name`, as pyxform writes a question of the same row."""
    steps = node.generic.split("/")
    for step in path.removeprefix("current()/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _strings(context: Context, arguments: list[Value]) -> list[str]:
    found: list[str] = []
    for argument in arguments:
        found += [node.string for node in argument] if isinstance(argument, list) else [text_of(context, argument)]
    return found


def _numbers(context: Context, arguments: list[Value]) -> list[float]:
    return [number_of(context, text) for text in _strings(context, arguments)]


def _join(context: Context, arguments: list[Value]) -> Value:
    return text_of(context, arguments[0]).join(_strings(context, arguments[1:]))


def _sum(context: Context, arguments: list[Value]) -> Value:
    """Blank answers count as nothing, as in Collect; anything else that is no number spoils the sum."""
    return math.fsum(number_of(context, text) for text in _strings(context, arguments) if text)


def _extreme(choose: Callable[[list[float]], float]) -> Callable[[Context, list[Value]], Value]:
    def run(context: Context, arguments: list[Value]) -> Value:
        # Blank answers are left out, as in Collect.
        numbers = [number_of(context, text) for text in _strings(context, arguments) if text]
        return math.nan if not numbers or any(math.isnan(found) for found in numbers) else choose(numbers)

    return run


def _count_non_empty(_context: Context, arguments: list[Value]) -> Value:
    return float(sum(1 for node in as_nodes(arguments[0]) if node.string))


def _holding(argument: Value) -> list[bool]:
    """Conditions of a checklist; a node-set stands for as many conditions as it has nodes."""
    if isinstance(argument, Answers):
        return [boolean(Answers((node,))) for node in argument]
    if isinstance(argument, list):
        return [bool(node.string) for node in argument]
    return [boolean(argument)]


def _within(count: float, context: Context, arguments: list[Value]) -> bool:
    least, most = number_of(context, arguments[0]), number_of(context, arguments[1])
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _checklist(context: Context, arguments: list[Value]) -> Value:
    count = sum(sum(_holding(argument)) for argument in arguments[2:])
    return _within(count, context, arguments)


def _weighted_checklist(context: Context, arguments: list[Value]) -> Value:
    total = 0.0
    for place in range(2, len(arguments) - 1, 2):
        holding = _holding(arguments[place])
        weights = _numbers(context, [arguments[place + 1]])
        if len(weights) == 1:
            weights *= len(holding)
        total += math.fsum(weight for held, weight in zip(holding, weights, strict=False) if held)
    return _within(total, context, arguments)


def _boolean_from_string(context: Context, arguments: list[Value]) -> Value:
    return text_of(context, arguments[0]) in ("1", "true")


def _int(context: Context, arguments: list[Value]) -> Value:
    value = number_of(context, arguments[0])
    return value if math.isnan(value) or math.isinf(value) else float(math.trunc(value))


def _math(calculate: Callable[..., float]) -> Callable[[Context, list[Value]], Value]:
    """A function of the math module; outside its domain the outcome is NaN."""

    def run(context: Context, arguments: list[Value]) -> Value:
        try:
            found = calculate(*(number_of(context, argument) for argument in arguments))
        except (ValueError, ZeroDivisionError):
            return math.nan
        except OverflowError:
            return math.inf
        return float(found)

    return run


def _exp10(value: float) -> float:
    return math.pow(10, value)


def _log(value: float) -> float:
    return -math.inf if value == 0 else math.log(value)


def _log10(value: float) -> float:
    return -math.inf if value == 0 else math.log10(value)


@lru_cache(maxsize=512)
def _pattern(text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return None


_REPEATED_REPEAT = re.compile(r"\([^()]*[+*}][^()]*\)\s*[+*{]")


def pattern_mistake(text: str) -> str:
    """The key of what is wrong with a pattern: none at all, or one that could search for hours.

    A repeat inside a repeated group, as in `(a+)+`, makes the search grow without bound on an
    answer that nearly fits.
    """
    if _pattern(text) is None:
        return "bad_pattern"
    return "slow_pattern" if _REPEATED_REPEAT.search(text) else ""


def _regex(context: Context, arguments: list[Value]) -> Value:
    """Whether the whole text matches, as the documentation of ODK has it (Enketo takes a part)."""
    pattern = _pattern(text_of(context, arguments[1]))
    return pattern is not None and pattern.fullmatch(text_of(context, arguments[0])) is not None


def _substr(context: Context, arguments: list[Value]) -> Value:
    text = text_of(context, arguments[0])
    ends = [number_of(context, argument) for argument in arguments[1:]]
    if any(math.isnan(end) for end in ends):
        return ""
    start, end = ends[0], (ends[1] if len(ends) > 1 else len(text))
    bounded = [int(max(-len(text), min(len(text), place))) for place in (start, end)]
    return text[bounded[0] : bounded[1]]


def _uuid(context: Context, arguments: list[Value]) -> Value:
    dice = context.scope.dice
    if not arguments:
        return str(uuid.UUID(int=dice.getrandbits(128), version=4))
    length = number_of(context, arguments[0])
    return "".join(dice.choice(_ALPHABET) for _ in range(int(length))) if 0 <= length <= 1000 else ""


def _digest(context: Context, arguments: list[Value]) -> Value:
    data, method = text_of(context, arguments[0]), text_of(context, arguments[1]).lower().replace("-", "")
    coding = text_of(context, arguments[2]).lower() if len(arguments) > 2 else "base64"
    if method not in ("md5", "sha1", "sha256", "sha384", "sha512") or coding not in ("hex", "base64"):
        return ""
    found = hashlib.new(method, data.encode(), usedforsecurity=False).digest()
    return found.hex() if coding == "hex" else base64.b64encode(found).decode("ascii")


def _base64_decode(context: Context, arguments: list[Value]) -> Value:
    try:
        return base64.b64decode(text_of(context, arguments[0]), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _instance(context: Context, arguments: list[Value]) -> Value:
    root = context.scope.instances.get(text_of(context, arguments[0]))
    return [] if root is None else [root]


def _randomize(context: Context, arguments: list[Value]) -> Value:
    nodes = list(as_nodes(arguments[0]))
    dice = random.Random(number_of(context, arguments[1])) if len(arguments) > 1 else context.scope.dice  # noqa: S311 order of choices
    dice.shuffle(nodes)
    return nodes


def _current(context: Context, _arguments: list[Value]) -> Value:
    return [context.current] if context.current.kind is not NodeKind.TEXT else [context.node]


ODK: FunctionTable = {
    "if": LazyFunction(3, 3, _if),
    "coalesce": LazyFunction(1, None, _coalesce),
    "once": LazyFunction(1, 1, _once),
    "selected": Function(2, 2, _selected),
    "selected-at": Function(2, 2, _selected_at),
    "count-selected": Function(1, 1, lambda context, arguments: float(len(_chosen(context, arguments[0])))),
    "jr:choice-name": Function(2, 2, _choice_name),
    "count-non-empty": Function(1, 1, _count_non_empty),
    "sum": Function(1, None, _sum),
    "min": Function(1, None, _extreme(min)),
    "max": Function(1, None, _extreme(max)),
    "concat": Function(0, None, lambda context, arguments: "".join(_strings(context, arguments))),
    "join": Function(1, None, _join),
    "checklist": Function(2, None, _checklist),
    "weighted-checklist": Function(2, None, _weighted_checklist),
    "boolean-from-string": Function(1, 1, _boolean_from_string),
    "int": Function(1, 1, _int),
    "abs": Function(1, 1, _math(math.fabs)),
    "pow": Function(2, 2, _math(math.pow)),
    "sqrt": Function(1, 1, _math(math.sqrt)),
    "exp": Function(1, 1, _math(math.exp)),
    "exp10": Function(1, 1, _math(_exp10)),
    "log": Function(1, 1, _math(_log)),
    "log10": Function(1, 1, _math(_log10)),
    "sin": Function(1, 1, _math(math.sin)),
    "cos": Function(1, 1, _math(math.cos)),
    "tan": Function(1, 1, _math(math.tan)),
    "asin": Function(1, 1, _math(math.asin)),
    "acos": Function(1, 1, _math(math.acos)),
    "atan": Function(1, 1, _math(math.atan)),
    "atan2": Function(2, 2, _math(math.atan2)),
    "pi": Function(0, 0, lambda _context, _arguments: math.pi),
    "regex": Function(2, 2, _regex),
    "substr": Function(2, 3, _substr),
    "uuid": Function(0, 1, _uuid),
    "random": Function(0, 0, lambda context, _arguments: context.scope.dice.random()),
    "randomize": Function(1, 2, _randomize),
    "digest": Function(2, 3, _digest),
    "base64-decode": Function(1, 1, _base64_decode),
    "instance": Function(1, 1, _instance),
    "current": Function(0, 0, _current),
}
