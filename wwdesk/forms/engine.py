# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the rules of a form over a tree of answers; after a change only what depends on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime

from wwdesk.domain.texts import t
from wwdesk.forms.answer_tree import MOST_ROWS, AnswerTree
from wwdesk.forms.due import Due
from wwdesk.forms.rules import Rule, RuleKind, Rules
from wwdesk.forms.tree import Node
from wwdesk.forms.xpath.context import Compiled, Context, Scope
from wwdesk.forms.xpath.syntax import XPathError
from wwdesk.forms.xpath.values import Clock, Value, boolean, moment, number, number_text, string

_NUMBERS = ("int", "integer", "decimal")


class Engine:
    """One tree of answers and the rules over it."""

    def __init__(
        self,
        rules: Rules,
        clock: Clock,
        rows: Mapping[str, int],
        choice_label: Callable[[str, str], str],
    ) -> None:
        self.rules = rules
        self.tree = AnswerTree(rules.definition, rows)
        plain = {path: self.tree.nodes(path)[0] for path in rules.plain}
        self.scope = Scope(
            self.tree.root,
            clock,
            rules.instances,
            plain,
            choice_label,
            month_names=tuple(t("forms.dates.months").split()),
            day_names=tuple(t("forms.dates.days").split()),
        )

    def evaluate(self, run: Compiled, node: Node) -> Value:
        """The value of an expression of `node`; what only goes wrong while running counts as blank."""
        try:
            return run(Context(node, node, self.scope))
        except (XPathError, OverflowError, RecursionError):
            return ""

    def holds(self, run: Compiled, node: Node) -> bool:
        """Whether a condition of `node` holds."""
        return boolean(self.evaluate(run, node))

    def due(self) -> Due:
        """No relevance or calculation yet, to be told which must be run."""
        return Due(self.tree, self.rules.values, self.rules.value_readers)

    def settle_all(self) -> set[Node]:
        """Runs every rule once: a full pass; all nodes that changed."""
        due = self.due()
        due.add_all()
        return self._settle(due)

    def changed(self, node: Node) -> set[Node]:
        """Runs what depends on a node whose text has just changed; all nodes that changed with it."""
        due = self.due()
        due.touch((node,))
        found = self._settle(due)
        found.add(node)
        return found

    def grow(
        self, group: str, row: int, rows: Mapping[str, int], fill: Callable[[Node], None]
    ) -> tuple[Node, set[Node]]:
        """Makes row number `row` in a repeated group; it, and all nodes that changed because of it.

        `fill` puts in what it has to begin with, before any rule is run.
        """
        node = self.tree.insert(group, row, rows)
        fill(node)
        due = self.due()
        for path in self.tree.below(node.generic):
            for place in self.rules.value_places.get(path, ()):
                due.add(place, node)
        due.touch((node, *node.below(), *_later_rows(node)))
        return node, self._settle(due) | {node, *node.below()}

    def shrink(self, node: Node) -> set[Node]:
        """Takes a row away; all nodes that changed because of it."""
        later = _later_rows(node)
        self.tree.remove(node)
        due = self.due()
        due.untouch(node)
        due.touch(later)
        return self._settle(due)

    def wanted_rows(self, group: str) -> int | None:
        """How many rows the form itself wants in a repeated group; None where whoever fills it decides."""
        node = self.tree.stand_in(group)
        count = None if node is None else self.rules.repeats[node.generic]
        if node is None or count is None:
            return None
        amount = number(self.evaluate(count, node), self.scope.clock)
        return 0 if math.isnan(amount) else max(0, min(MOST_ROWS, math.floor(amount)))

    def may_have_rows(self, group: str) -> bool:
        """Whether a repeated group applies now, rows or no rows."""
        node = self.tree.stand_in(group)
        if node is None or node.parent is None or not node.parent.relevant:
            return False
        places = self.rules.value_places.get(node.generic, ())
        rules = (self.rules.values[place] for place in places)
        return all(self.holds(rule.run, node) for rule in rules if rule.kind is RuleKind.RELEVANT)

    def _settle(self, due: Due) -> set[Node]:
        """Runs rules in their order; each at most once for a node, because none depends on a later one."""
        changed: set[Node] = set()
        while due:
            rule, nodes = due.pop()
            for node in nodes:
                touched = (
                    self._calculate(rule, node) if rule.kind is RuleKind.CALCULATE else self._relevance(rule, node)
                )
                changed.update(touched)
                due.touch(touched)
        return changed

    def _calculate(self, rule: Rule, node: Node) -> list[Node]:
        value = self.evaluate(rule.run, node)
        text = self.as_answer(value, node.generic)
        before = node.text, node.scalar
        node.typed = text
        self.write(node, text, condition=isinstance(value, bool), number_too=isinstance(value, float))
        return [] if (node.text, node.scalar) == before else [node]

    def write(self, node: Node, text: str, *, condition: bool = False, number_too: bool = False) -> None:
        """Gives a node the text that expressions read, and what it is as a number or condition."""
        node.text = text
        node.scalar = None
        if condition:
            node.scalar = text == "true"
        elif text and (number_too or self.rules.types.get(node.generic) in _NUMBERS):
            amount = number(text, self.scope.clock)
            if not math.isnan(amount):
                node.scalar = amount
                node.text = number_text(amount)  # 3.0 counts as 3, also in a text

    def as_answer(self, value: Value, generic: str) -> str:
        """A value as it is stored in the question at a path: whole numbers, dates, no NaN."""
        kind = self.rules.types.get(generic, "string")
        clock = self.scope.clock
        if kind in ("date", "dateTime") and not isinstance(value, (bool, list)):
            found = moment(value, clock)
            if found is None:
                return ""
            if kind == "date":
                found = found.date() if isinstance(found, datetime) else found
            elif not isinstance(found, datetime):
                found = datetime(found.year, found.month, found.day)  # noqa: DTZ001 wall time
            return clock.iso(found)
        if kind in _NUMBERS:
            amount = number(value, clock)
            if math.isnan(amount) or math.isinf(amount):
                return ""
            return string(float(math.trunc(amount)) if kind != "decimal" else amount, clock)
        text = string(value, clock)
        return "" if isinstance(value, float) and math.isnan(value) else text

    def _relevance(self, rule: Rule, node: Node) -> list[Node]:
        own = self.holds(rule.run, node)
        if own == node.own_relevant:
            return []
        node.own_relevant = own
        return self._spread(node)

    def _spread(self, top: Node) -> list[Node]:
        """Passes relevance down from a node; the nodes for which it changed."""
        found: list[Node] = []
        todo = [top]
        while todo:
            node = todo.pop()
            relevant = node.own_relevant and (node.parent is None or node.parent.relevant)
            if relevant != node.relevant:
                node.relevant = relevant
                found.append(node)
                todo += node.children
        return found


def _later_rows(node: Node) -> list[Node]:
    """The rows of the same group after a row: they get another number when it comes or goes."""
    family = [] if node.parent is None else node.parent.children
    return [row for row in family if row.generic == node.generic and row.row > node.row]
