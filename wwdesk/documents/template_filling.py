# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Puts values in a template: what is missing is an error with its Dutch name, never a blank line in a contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from typing import cast

from wwdesk.documents.template import FIELD, Choice, Each, Free, Part, Signatures, Template, When, Words
from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.dates import show_long_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.forms.tree import Node, NodeKind
from wwdesk.forms.xpath.context import Compiled, Context, Scope
from wwdesk.forms.xpath.values import Clock, Value, boolean

_NOWHERE = Node(NodeKind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Piece:
    """Markdown that is ready: `values` go where `${name}` stands; typed text (`free`) has no fields."""

    text: str
    values: Mapping[str, str]
    free: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A document with everything in its place, in order."""

    template: Template
    pieces: tuple[Piece | Signatures, ...]
    missing: tuple[str, ...] = ()
    """Dutch names of what is still empty; only a document to look at has any."""


def fill(
    template: Template,
    values: Mapping[str, object],
    labels: Mapping[str, str],
    today: date,
    *,
    without: frozenset[str] = frozenset(),
    free: Mapping[str, str] | None = None,
    gaps: bool = False,
) -> Filled:
    """Puts values in a template. `without` are the clauses that are left out, `free` what was written.

    With `gaps`, for looking while somebody is still typing, the name of what is empty stands in its place.

    Without, raises DeskError `template_missing`, which names every field that is empty where the text needs it: a
    contract never has a blank line.
    """
    words = {**labels, **{one.id: one.label for one in template.fields}}
    words |= {column: label for one in template.fields for column, label in one.columns}
    filler = _Filler(values, words, today, without, free or {})
    pieces = tuple(filler.pieces(template.body, {}))
    missing = tuple(dict.fromkeys(filler.missing))
    if missing and not gaps:
        raise DeskError("template_missing", fields=", ".join(missing))
    return Filled(template, pieces, missing)


@dataclass
class _Filler:
    """Fills one document and remembers what was missing."""

    values: Mapping[str, object]
    labels: Mapping[str, str]
    today: date
    without: frozenset[str]
    free: Mapping[str, str]
    missing: list[str] = field(default_factory=list[str])

    def pieces(self, body: Sequence[Part], row: Mapping[str, object]) -> Iterator[Piece | Signatures]:
        for part in body:
            match part:
                case Words():
                    yield self._words(part, row)
                case When() if self._holds(part.condition, row):
                    yield from self.pieces(part.body, row)
                case Each():
                    yield from self._rows(part)
                case Choice() if part.id not in self.without:
                    yield from self.pieces(part.body, row)
                case Free():
                    text = self.free.get(part.id, part.proposal).strip()
                    if text:
                        yield Piece(text, {}, free=True)
                case Signatures():
                    yield part
                case _:
                    pass

    def _rows(self, part: Each) -> Iterator[Piece | Signatures]:
        rows = rows_of(self.values.get(part.list))
        if not rows:
            self.missing.append(self.labels.get(part.list, part.list))
        # an empty row shows where the list will stand; a document that is made never gets here
        for row in rows or [{}]:
            yield from self.pieces(part.body, row)

    def _words(self, part: Words, row: Mapping[str, object]) -> Piece:
        values: dict[str, str] = {}
        for name in FIELD.findall(part.text):
            shown = show_value(row.get(name, self.values.get(name)))
            if not shown:
                self.missing.append(self.labels.get(name, name))
            values[name] = shown or f"[{self.labels.get(name, name)}]"
        return Piece(part.text, values)

    def _holds(self, condition: Compiled, row: Mapping[str, object]) -> bool:
        def value(name: str) -> Value:
            return _as_value(row.get(name, self.values.get(name)))

        clock = Clock(datetime.combine(self.today, time(12)))
        return boolean(condition(Context(_NOWHERE, _NOWHERE, Scope(_NOWHERE, clock, reference=value))))


def rows_of(value: object) -> list[Mapping[str, object]]:
    """The rows of a list; none where it is something else."""
    entries = cast("list[object] | tuple[object, ...]", value) if isinstance(value, (list, tuple)) else ()
    return [cast("Mapping[str, object]", entry) for entry in entries if isinstance(entry, Mapping)]


def show_value(value: object) -> str:
    """A value as it stands in a document."""
    if isinstance(value, bool):
        return t("fields.yes" if value else "fields.no")
    if isinstance(value, date):
        return show_long_date(value)
    if isinstance(value, Fraction):
        return show_number(value, 0 if value.denominator == 1 else 2)
    return "" if value is None else str(value).strip()


def _as_value(value: object) -> Value:
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return float(value)
    rows = rows_of(value)
    return float(len(rows)) if rows else ""
