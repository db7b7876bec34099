# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the rules of a form over a tree of answers; after a change only what depends on it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from heapq import heapify, heappop, heappush

from wwdesk.domain.texts import t
from wwdesk.forms.rules import Rule, RuleKind, Rules
from wwdesk.forms.tree import Node, NodeKind, number_nodes
from wwdesk.forms.xpath.context import Compiled, Context, Scope
from wwdesk.forms.xpath.syntax import XPathError
from wwdesk.forms.xpath.values import Clock, Value, boolean, moment, number, number_text, string

_NUMBERS = ("int", "integer", "decimal")

MOST_ROWS = 500
"""Rows of one repeated group."""


class Engine:
    """One tree of answers and the rules over it.

    `by_path` finds a node by its path with row numbers; without them it means the first row.
    """

    def __init__(
        self,
        rules: Rules,
        clock: Clock,
        rows: Mapping[str, int],
        choice_label: Callable[[str, str], str],
    ) -> None:
        self.rules = rules
        self.root = Node(NodeKind.DOCUMENT)
        self._generic: dict[str, list[Node]] = defaultdict(list)
        self._rows = rows
        self._copy(rules.definition.children[0], self.root, "")
        number_nodes(self.root)
        self.by_path: dict[str, Node] = {}
        for generic, nodes in self._generic.items():
            self.by_path[generic] = nodes[0]
            for node in nodes:
                self.by_path[node.path] = node
        plain = {path: self._generic[path][0] for path in rules.plain}
        self.scope = Scope(
            self.root,
            clock,
            rules.instances,
            plain,
            choice_label,
            month_names=tuple(t("forms.dates.months").split()),
            day_names=tuple(t("forms.dates.days").split()),
        )

    def _copy(self, original: Node, parent: Node, way: str) -> None:
        """Copies the definition with as many rows of each repeated group as there are."""
        way = f"{way}/{original.name}"
        rows = self._rows.get(way, 1) if original.row else 1
        for row in range(1, rows + 1):
            node = parent.add(NodeKind.ELEMENT, original.name)
            node.generic = original.generic
            node.row = row if original.row else 0
            self._generic[node.generic].append(node)
            here = f"{way}[{row}]" if original.row else way
            for child in original.children:
                self._copy(child, node, here)

    def nodes(self, generic: str) -> list[Node]:
        """The nodes of a path without row numbers, one per row."""
        return self._generic.get(generic, [])

    def leaves(self) -> Iterable[Node]:
        """Every node that can hold an answer, in order."""
        return (node for node in self.root.below() if not node.children)

    def evaluate(self, run: Compiled, node: Node) -> Value:
        """The value of an expression of `node`; what only goes wrong while running counts as blank."""
        try:
            return run(Context(node, node, self.scope))
        except (XPathError, OverflowError, RecursionError):
            return ""

    def holds(self, run: Compiled, node: Node) -> bool:
        """Whether a condition of `node` holds."""
        return boolean(self.evaluate(run, node))

    def settle_all(self) -> None:
        """Runs every rule once: a full pass."""
        self._settle(list(range(len(self.rules.values))))

    def changed(self, node: Node) -> set[Node]:
        """Runs what depends on a node whose text has just changed; all nodes that changed with it."""
        found = self._settle(list(self.rules.value_readers.get(node.generic, ())))
        found.add(node)
        return found

    def _settle(self, waiting: list[int]) -> set[Node]:
        """Runs rules in their order; each at most once, because none depends on a later one."""
        heapify(waiting)
        queued = set(waiting)
        changed: set[Node] = set()
        while waiting:
            rule = self.rules.values[heappop(waiting)]
            for node in self._generic.get(rule.path, ()):
                touched = (
                    self._calculate(rule, node) if rule.kind is RuleKind.CALCULATE else self._relevance(rule, node)
                )
                changed.update(touched)
                for path in {other.generic for other in touched}:
                    for reader in self.rules.value_readers.get(path, ()):
                        if reader not in queued:
                            queued.add(reader)
                            heappush(waiting, reader)
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
