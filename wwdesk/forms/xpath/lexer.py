# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Cuts an expression into words, by the rules of XPath 1.0 section 3.7."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wwdesk.forms.xpath.syntax import XPathError

LONGEST = 20_000
"""Characters; longer expressions are refused. The longest in public forms has about 6,000."""

_NAME = r"[^\W\d][\w.\-·]*"
_WORDS = re.compile(
    rf"""(?P<space>[ \t\r\n\u00a0]+)
    |(?P<name>{_NAME}(?::(?:{_NAME}|\*))?)
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<reference>\$\{{\s*(?:last-saved\#)?{_NAME}\s*\}})
    |(?P<symbol>::|//|\.\.|!=|<=|>=|[()\[\]@,./|+\-=<>*$])""",
    re.VERBOSE,
)
_OPERATOR_NAMES = frozenset({"and", "or", "mod", "div"})
_OPERATORS = frozenset({"/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">=", "*"}) | _OPERATOR_NAMES
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ","}) | _OPERATORS
_SMART_QUOTES = "‘’“”„‚«»´`"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `kind` is number, literal, reference, name, operator, symbol or end."""

    kind: str
    text: str
    position: int


def words(text: str) -> list[Word]:
    """The words of an expression, closed by one of kind `end`. Raises XPathError."""
    if len(text) > LONGEST:
        raise XPathError("too_long", LONGEST, longest=LONGEST)
    found: list[Word] = []
    place = 0
    while place < len(text):
        match = _WORDS.match(text, place)
        if match is None:
            raise _stray(text, place)
        kind, piece = str(match.lastgroup), match.group()
        if kind == "name":
            piece, kind = _name(piece, text, match.end(), found)
        elif kind == "symbol" and piece in _OPERATORS:
            kind = "operator" if piece != "*" or _operand_ended(found) else "name"
        if kind != "space":
            found.append(Word(kind, piece, place))
        place += len(match.group()) if kind == "space" else len(piece)
    found.append(Word("end", "", len(text)))
    return found


def _operand_ended(found: list[Word]) -> bool:
    """Whether the word before ends an operand, so that what follows must be an operator."""
    if not found:
        return False
    last = found[-1]
    if last.kind == "name" and last.text in _OPERATORS:
        return True
    return not (last.kind == "operator" or (last.kind == "symbol" and last.text in _BEFORE_OPERAND))


def _name(piece: str, text: str, end: int, found: list[Word]) -> tuple[str, str]:
    """A name as far as it belongs to this word, and whether it is an operator here."""
    if text.startswith("::", end - len(piece) + len(piece.split(":", maxsplit=1)[0])):
        piece = piece.split(":", maxsplit=1)[0]
    if _operand_ended(found):
        # After an operand a name can only be an operator: "3mod 2", "1and1", "a and-b".
        for operator in _OPERATOR_NAMES:
            if piece.startswith(operator):
                return operator, "operator"
    return piece, "name"


def _stray(text: str, place: int) -> XPathError:
    letter = text[place]
    if letter in "'\"":
        return XPathError("unclosed_text", place)
    if letter in _SMART_QUOTES:
        return XPathError("smart_quote", place, letter=letter)
    return XPathError("strange_character", place, letter=letter)
