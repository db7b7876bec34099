# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a table of TOML into the frozen value of its class: the fields of the class are the words of the table."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from wwdesk.domain.texts import t
from wwdesk.methods.problems import Problems
from wwdesk.methods.toml_lines import Way

Table = TypeVar("Table")

_KINDS: Mapping[object, str] = {str: "text", int: "whole", bool: "yes_no", date: "day"}


class _WrongError(Exception):
    """A value that has been noted as a mistake."""


def read_table(cls: type[Table], data: Mapping[str, Any], way: Way, problems: Problems) -> Table | None:
    """The value of `cls`, or None where something in the table is wrong: every mistake is then in `problems`."""
    names = words(cls)
    right = True
    for key in data:
        if key not in names:
            problems.unknown((*way, key), "word", key, names)
            right = False
    values: dict[str, Any] = {}
    for key, kind in names.items():
        if key in data:
            try:
                values[key] = _value(kind, data[key], (*way, key), problems)
            except _WrongError:
                right = False
        elif key in _required(cls):
            problems.note(way, "missing", name=key)
            right = False
    return cls(**values) if right else None


@cache
def words(cls: type[Any]) -> Mapping[str, Any]:
    """The words a table of this class may hold, with the type of each."""
    hints = get_type_hints(cls)
    return {one.name: hints[one.name] for one in fields(cls)}


@cache
def _required(cls: type[Any]) -> frozenset[str]:
    return frozenset(one.name for one in fields(cls) if one.default is MISSING and one.default_factory is MISSING)


def _value(kind: object, data: object, way: Way, problems: Problems) -> object:
    if isinstance(kind, types.UnionType) or get_origin(kind) is Union:
        kind = next(part for part in get_args(kind) if part is not type(None))
    if get_origin(kind) is tuple:
        return _many(get_args(kind)[0], data, way, problems)
    if get_origin(kind) is Mapping:
        return _mapping(get_args(kind)[1], data, way, problems)
    if is_dataclass(kind):
        return _table(cast("type[Any]", kind), data, way, problems)
    if kind is Fraction:
        return _fraction(data, way, problems)
    if kind in _KINDS:
        return _plain(kind, data, way, problems)
    return _word(cast("type[StrEnum]", kind), data, way, problems)


def _plain(kind: object, data: object, way: Way, problems: Problems) -> object:
    """A text, a whole number, a yes or no, or a day; `yes` is no number and a moment is no day."""
    if kind is str and isinstance(data, int) and not isinstance(data, bool):
        return str(data)  # `count = 6` beside `count = "maanden"`
    if type(data) is not kind:
        raise _wrong(way, problems, _KINDS[kind])
    if isinstance(data, str) and not data.strip():
        problems.note(way, "empty")
        raise _WrongError
    return data


def _word(kind: type[StrEnum], data: object, way: Way, problems: Problems) -> StrEnum:
    known = [member.value for member in kind]
    if not isinstance(data, str) or data not in known:
        problems.note(way, "not_one_of", name=str(data), known=", ".join(known))
        raise _WrongError
    return kind(data)


def _many(kind: object, data: object, way: Way, problems: Problems) -> tuple[object, ...]:
    if kind is str and isinstance(data, str):
        data = [data]  # one name needs no brackets
    if not isinstance(data, list):
        raise _wrong(way, problems, "tables" if is_dataclass(kind) else "list")
    found: list[object] = []
    right = True
    for place, one in enumerate(cast("list[object]", data)):
        try:
            found.append(_value(kind, one, (*way, place), problems))
        except _WrongError:
            right = False
    if not right:
        raise _WrongError
    return tuple(found)


def _table(cls: type[Any], data: object, way: Way, problems: Problems) -> object:
    if not isinstance(data, dict):
        raise _wrong(way, problems, "table")
    found = read_table(cls, cast("dict[str, Any]", data), way, problems)
    if found is None:
        raise _WrongError
    return found


def _mapping(kind: object, data: object, way: Way, problems: Problems) -> Mapping[str, object]:
    """Names with numbers, with days, or with whatever TOML has."""
    if not isinstance(data, dict):
        raise _wrong(way, problems, "table")
    given = cast("dict[str, object]", data)
    if kind is object:
        return given
    return {name: _value(kind, value, (*way, name), problems) for name, value in given.items()}


def _fraction(data: object, way: Way, problems: Problems) -> Fraction:
    if isinstance(data, (int, float, str)) and not isinstance(data, bool):
        try:
            return Fraction(str(data))
        except (ValueError, ZeroDivisionError):
            pass
    raise _wrong(way, problems, "number")


def _wrong(way: Way, problems: Problems, wanted: str) -> _WrongError:
    problems.note(way, "wrong_kind", wanted=t(f"methods.kind.{wanted}"))
    return _WrongError()
