# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads an expression into its parts: the grammar of XPath 1.0."""

from __future__ import annotations

from functools import lru_cache
from typing import NoReturn

from wwdesk.forms.xpath.lexer import Word, words
from wwdesk.forms.xpath.syntax import (
    Call,
    Chain,
    Expression,
    Filter,
    Literal,
    Negate,
    NodeTest,
    Number,
    Reference,
    Step,
    Union,
    XPathError,
    path_of,
)

DEEPEST = 80
"""Brackets within brackets; deeper is refused instead of exhausting the stack."""

_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_LEVEL_OF = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
"""How tightly each operator binds."""

_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_AXES = frozenset(
    {
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "namespace",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    }
)
_ANY_NODE = NodeTest("node")
_CLOSING = {"(": ")", "[": "]"}


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The expression that `text` says. Raises XPathError with the place of the first mistake."""
    return _Parser(words(text)).whole()


class _Parser:
    """Walks through the words once; `depth` counts the brackets that are open."""

    def __init__(self, found: list[Word]) -> None:
        self._words = found
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        if self._word.kind == "end":
            raise XPathError("empty", 0)
        expression = self._chain(0)
        if self._word.kind != "end":
            self._unexpected()
        return expression

    @property
    def _word(self) -> Word:
        return self._words[self._at]

    def _next(self) -> Word:
        word = self._words[self._at]
        self._at += 1
        return word

    def _is(self, *texts: str) -> bool:
        word = self._words[self._at]
        return word.text in texts and word.kind in ("symbol", "operator")

    def _unexpected(self) -> NoReturn:
        word = self._word
        if word.kind == "end":
            raise XPathError("unexpected_end", word.position)
        if word.text == "=" and self._at and self._words[self._at - 1].text == "=":
            raise XPathError("double_equals", word.position)
        if word.text in (")", "]"):
            raise XPathError("unopened_bracket", word.position, bracket=word.text)
        raise XPathError("unexpected_word", word.position, word=word.text)

    def _close(self, opening: Word) -> None:
        if not self._is(_CLOSING[opening.text]):
            if self._word.kind == "end":
                raise XPathError("unclosed_bracket", opening.position, bracket=opening.text)
            self._unexpected()
        self._depth -= 1
        self._next()

    def _open(self) -> Word:
        self._depth += 1
        if self._depth > DEEPEST:
            raise XPathError("too_deep", self._word.position, deepest=DEEPEST)
        return self._next()

    def _chain(self, lowest: int) -> Expression:
        """Operands with operators that bind at least as tightly as level `lowest`."""
        found = self._unary()
        while self._word.kind == "operator" and (level := _LEVEL_OF.get(self._word.text, -1)) >= lowest:
            rest: list[tuple[str, Expression]] = []
            while self._word.kind == "operator" and _LEVEL_OF.get(self._word.text) == level:
                operator = self._next().text
                rest.append((operator, self._chain(level + 1)))
            found = Chain(found.position, found, tuple(rest))
        return found

    def _unary(self) -> Expression:
        start, minuses = self._word.position, 0
        while self._is("-"):
            self._next()
            minuses += 1
        operand = self._union()
        if not minuses:
            return operand
        negated = Negate(start, operand)
        return negated if minuses % 2 else Negate(start, negated)

    def _union(self) -> Expression:
        first = self._path()
        parts = [first]
        while self._is("|"):
            self._next()
            parts.append(self._path())
        return Union(first.position, tuple(parts)) if len(parts) > 1 else first

    def _path(self) -> Expression:
        word = self._word
        if self._is("/", "//"):
            self._next()
            lead = (Step(word.position, "descendant-or-self", _ANY_NODE),) if word.text == "//" else ()
            if not lead and not self._starts_step():
                return path_of(word.position, (), absolute=True)
            return path_of(word.position, lead + self._steps(), absolute=True)
        if not self._starts_primary():
            return path_of(word.position, self._steps())
        primary = self._primary()
        predicates = self._predicates()
        if predicates:
            primary = Filter(word.position, primary, predicates)
        if not self._is("/", "//"):
            return primary
        slash = self._next()
        lead = (Step(slash.position, "descendant-or-self", _ANY_NODE),) if slash.text == "//" else ()
        return path_of(word.position, lead + self._steps(), start=primary)

    def _starts_primary(self) -> bool:
        word = self._word
        if word.kind in ("number", "literal", "reference") or self._is("(", "$"):
            return True
        after = self._words[min(self._at + 1, len(self._words) - 1)]
        return word.kind == "name" and after.text == "(" and after.kind == "symbol" and word.text not in _NODE_TYPES

    def _starts_step(self) -> bool:
        return self._word.kind == "name" or self._is(".", "..", "@")

    def _primary(self) -> Expression:
        word = self._word
        if word.kind == "number":
            self._next()
            return Number(word.position, float(word.text))
        if word.kind == "literal":
            self._next()
            return Literal(word.position, word.text[1:-1])
        if word.kind == "reference":
            self._next()
            return Reference(word.position, word.text[2:-1].strip())
        if self._is("$"):
            raise XPathError("variable", word.position)
        if self._is("("):
            opening = self._open()
            expression = self._chain(0)
            self._close(opening)
            return expression
        return self._call()

    def _call(self) -> Expression:
        name = self._next()
        opening = self._open()
        arguments: list[Expression] = []
        if not self._is(")"):
            arguments.append(self._chain(0))
            while self._is(","):
                self._next()
                arguments.append(self._chain(0))
        self._close(opening)
        return Call(name.position, name.text, tuple(arguments))

    def _predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self._is("["):
            opening = self._open()
            found.append(self._chain(0))
            self._close(opening)
        return tuple(found)

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self._is("/", "//"):
            slash = self._next()
            if slash.text == "//":
                steps.append(Step(slash.position, "descendant-or-self", _ANY_NODE))
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        word = self._word
        if self._is(".", ".."):
            self._next()
            # XPath 1.0 allows no condition after "." or ".."; forms in the wild have them.
            return Step(word.position, "self" if word.text == "." else "parent", _ANY_NODE, self._predicates())
        axis = "child"
        if self._is("@"):
            self._next()
            axis = "attribute"
        elif word.kind == "name" and self._words[self._at + 1].text == "::":
            axis = word.text
            if axis not in _AXES:
                raise XPathError("unknown_axis", word.position, axis=axis)
            self._at += 2
        return Step(word.position, axis, self._node_test(), self._predicates())

    def _node_test(self) -> NodeTest:
        word = self._word
        if word.kind != "name":
            self._unexpected()
        self._next()
        if word.text in _NODE_TYPES and self._is("("):
            opening = self._open()
            target = ""
            if word.text == "processing-instruction" and self._word.kind == "literal":
                target = self._next().text[1:-1]
            self._close(opening)
            return NodeTest(word.text, target)
        prefix, colon, name = word.text.partition(":")
        return NodeTest("name", name, prefix) if colon else NodeTest("name", word.text)
