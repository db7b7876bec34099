# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Checks what is noted with a step against what the method asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from wwdesk.domain.belgian_format import show_number
from wwdesk.domain.errors import DeskError
from wwdesk.methods.conditions import FactValue
from wwdesk.methods.lists import code_lists
from wwdesk.methods.model import Fact, FactKind, Item, Method, Step


def facts_of(method: Method, step: Step) -> tuple[Fact, ...]:
    """What a step asks and may ask, in its order."""
    by_id = {fact.id: fact for fact in method.fact}
    return tuple(by_id[name] for name in (*step.asks, *step.may_ask))


def choices_of(method: Method, list_id: str) -> tuple[Item, ...]:
    """The codes of a list of the method, or of the shared list of that id; none where there is no such list."""
    own = next((one for one in method.list if one.id == list_id), None)
    if own is not None and own.items:
        return own.items
    shared = code_lists().get(list_id)
    if shared is None:
        return ()
    return tuple(Item(code=item.code, label=item.label, ethos=item.ethos) for item in shared.items)


def checked_facts(method: Method, step: Step, given: Mapping[str, object]) -> dict[str, FactValue]:
    """The facts of a step, each as its kind wants it.

    Raises DeskError `fact_missing`, `fact_unknown`, `fact_wrong`, `fact_out_of_bounds` or `fact_decimals`, which
    name the fact.
    """
    wanted = {fact.id: fact for fact in facts_of(method, step)}
    for name in given:
        if name not in wanted:
            raise DeskError("fact_unknown", fact=name, step=step.label)
    filled = {name: given[name] for name in wanted if given.get(name) not in (None, "")}
    found = {name: _checked(method, wanted[name], value) for name, value in filled.items()}
    for name in step.asks:
        if name not in found:
            raise DeskError("fact_missing", fact=wanted[name].label, step=step.label)
    return found


def _checked(method: Method, fact: Fact, value: object) -> FactValue:
    match fact.kind:
        case FactKind.DATE if isinstance(value, date) and not isinstance(value, datetime):
            return value
        case FactKind.NUMBER if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
            if (Fraction(value) * 10**fact.decimals).denominator != 1:
                raise DeskError("fact_decimals", fact=fact.label, decimals=fact.decimals)
            if fact.least <= value <= fact.most:
                return Fraction(value)
            bounds = {"least": show_number(fact.least), "most": show_number(fact.most)}
            raise DeskError("fact_out_of_bounds", fact=fact.label, **bounds)
        case FactKind.YES_NO if isinstance(value, bool):
            return value
        case FactKind.CHOICE if value in {item.code for item in choices_of(method, fact.list)}:
            return str(value)
        case FactKind.TEXT if isinstance(value, str):
            return value
        case _:
            raise DeskError("fact_wrong", fact=fact.label)
