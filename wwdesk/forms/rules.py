# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The expressions of a form, checked, compiled and put in order: what a filling runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from wwdesk.forms.graph import Readers
from wwdesk.forms.reading import Reads
from wwdesk.forms.tree import Node
from wwdesk.forms.xform import Words
from wwdesk.forms.xpath.context import Compiled
from wwdesk.forms.xpath.values import Clock, Value


class RuleKind(Enum):
    """What an expression decides."""

    RELEVANT = "relevant"
    CALCULATE = "calculation"
    CONSTRAINT = "constraint"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One compiled expression of the question or group at `path`."""

    kind: RuleKind
    path: str
    run: Compiled
    reads: Reads
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that is put in at a moment: a dynamic default or one that follows another answer."""

    path: str
    run: Compiled | None
    first: bool
    trigger: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition can ask: the value of a name, and whether there is nothing to judge by.

    `missing` gets the name and the texts the condition itself compares with, so that a condition
    may ask for "niet besproken" by name.
    """

    value: Callable[[str], Value]
    missing: Callable[[str, frozenset[str]], bool]
    clock: Clock


Judge = Callable[[Known], bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The compiled part of a form.

    `values` (relevance and calculations) stand in an order in which each needs only earlier ones;
    `checks` (constraints and conditions for "required") are looked at afterwards. The two
    mappings say which of them read a path, and in which row. `definition` is the tree with one row of everything.
    """

    definition: Node
    types: Mapping[str, str]
    defaults: Mapping[str, str]
    repeats: Mapping[str, Compiled | None]
    """Every repeated group, with the expression for its number of rows where the form itself says so."""
    count_reads: frozenset[str]
    """What those expressions read."""
    plain: frozenset[str]
    instances: Mapping[str, Node]
    values: tuple[Rule, ...]
    value_readers: Readers
    value_places: Mapping[str, tuple[int, ...]]
    """Which of `values` belong to a path."""
    checks: tuple[Rule, ...]
    check_places: Mapping[str, tuple[int, ...]]
    """Which of `checks` belong to a path."""
    check_readers: Readers
    required_messages: Mapping[str, str]
    choice_filters: Mapping[str, tuple[Compiled, str]]
    """Per question the expression that lists its choices now, and which child holds the name."""
    settings: tuple[Setting, ...]
    preloads: Mapping[str, str]
    labels: Mapping[str, tuple[Words, tuple[Compiled, ...]]]
    formulas: Mapping[str, str]
    """The calculations as the workbook has them, by path."""
    criteria: Mapping[str, Judge] = field(default_factory=dict[str, Judge])
    """The conditions of location profiles by their text."""
