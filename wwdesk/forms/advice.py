# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What to write instead of what people coming from Excel or from Dutch write in an expression."""

from __future__ import annotations

import re

from wwdesk.domain.texts import t
from wwdesk.forms.xpath.syntax import XPathError

_INSTEAD = (
    ("and", re.compile(r"&&?|\b(?:en|AND|EN|And)\b")),
    ("or", re.compile(r"\|\||\b(?:of|OR|OF|Or)\b")),
    ("not", re.compile(r"\b(?:not|niet|NOT)\b(?!\s*\()")),
    ("at_least", re.compile(r"=>|≥")),
    ("at_most", re.compile(r"=<|≤")),
    ("differs", re.compile(r"<>|≠|=!|!(?!=)")),
    ("equals", re.compile(r"\bis\b")),
    ("separator", re.compile(r";")),
    ("percent", re.compile(r"%")),
    ("unit", re.compile(r"(?<=\d )(?:dagen|dag|maanden|maand|weken|week|jaar|euro|uur|minuten)\b|€")),
    ("pulldata", re.compile(r"\bpulldata\b")),
)
_DECIMAL = re.compile(r"\b(\d+),(\d+)\b")
_BRACES = re.compile(r"(?<!\$)\{\s*([\w.-]+)\s*\}")
_BARE_WORD = re.compile(r"(?:=|,|\()\s*([A-Za-z_][\w-]*)\s*(?:$|\)|,|\band\b|\bor\b)")


def advice(error: XPathError, text: str) -> str:
    """What to write instead, where the mistake is one that many people make; else nothing."""
    decimal = _DECIMAL.search(text)
    if decimal and text[error.position : error.position + 1] == ",":
        return t("forms.advice.decimal", written=decimal[0], right=f"{decimal[1]}.{decimal[2]}")
    braces = _BRACES.search(text, max(0, error.position - 1))
    if braces and braces.start() <= error.position:
        return t("forms.advice.name", written=braces[1])
    return _bare_word(error, text) if error.key == "unknown_path" else _instead(error, text)


def _bare_word(error: XPathError, text: str) -> str:
    """A word that stands alone: `not` without brackets, or a text without quotes."""
    word = str(error.values.get("name", ""))
    if word.casefold() in ("not", "niet"):
        return t("forms.advice.not")
    return t("forms.advice.quotes", written=word) if _BARE_WORD.search(text) else ""


def _instead(error: XPathError, text: str) -> str:
    around = max(0, error.position - 2), error.position + 12
    for key, pattern in _INSTEAD:
        match = pattern.search(text, *around)
        if match and match.start() <= error.position <= match.end():
            return t(f"forms.advice.{key}", written=match[0])
    return ""
