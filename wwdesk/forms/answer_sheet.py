# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The answers of one filling on the engine: kept as typed, checked, and set by the form itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wwdesk.domain.texts import t
from wwdesk.forms.answer_tree import row_counts
from wwdesk.forms.answers import LONGEST, mistake, tidy
from wwdesk.forms.engine import Engine
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.forms.rules import RuleKind, Rules, Setting
from wwdesk.forms.tree import Node

_MOST_TURNS = 20
"""How often rows may make rows before that is taken for a circle."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer: `key` for programs, `sentence` for people, at `path`."""

    path: str
    key: str
    sentence: str


class AnswerSheet:
    """Puts answers into the engine and keeps what is wrong with them.

    Answers in rows that the form itself took away, because it now counts fewer, are kept aside
    and come back with their row.
    """

    def __init__(self, engine: Engine, questions: Mapping[str, Question], answers: Mapping[str, str]) -> None:
        self._engine = engine
        self._rules: Rules = engine.rules
        self._questions = questions
        self._problems: dict[Node, tuple[str, str]] = {}
        self._aside: dict[str, str] = {}
        self._groups: dict[str, list[str]] = defaultdict(list)
        """The repeated groups directly in a group, by its path."""
        for path in engine.rules.repeats:
            above, _, name = path.rpartition("/")
            self._groups[above].append(name)
        self._set_at_first = {setting.path for setting in engine.rules.settings if setting.first}
        self._put_in(answers)

    def problem(self, node: Node) -> Problem | None:
        """What is wrong with the answer at a node."""
        found = self._problems.get(node)
        return None if found is None else Problem(node.path, *found)

    @property
    def aside(self) -> Mapping[str, str]:
        """Answers by path in rows that are not there now."""
        return self._aside

    def answer(self, node: Node, question: Question, value: str) -> set[Node]:
        """Puts in an answer with all that follows; the nodes that changed in any way."""
        before = node.typed
        touched = self._type(node, question, value)
        if node.typed != before:
            touched |= {node} | self._follow(node)
        return self._check(touched | self._count_rows(touched))

    def add_row(self, group: str, row: int, answers: Mapping[str, str]) -> tuple[Node, set[Node]]:
        """Makes a row, blank or with answers by their path below it, with all that follows from it."""
        node, touched = self._grow(group, row, answers)
        # rows after it have other paths now, which is a change for whoever shows them
        touched |= self._moved(node)
        return node, self._check(touched | self._count_rows(touched))

    def remove_row(self, node: Node) -> tuple[dict[str, str], set[Node]]:
        """Takes a row away; its answers by their path below it, and the nodes that changed because of it."""
        kept = self._answers_in(node)
        touched = self._engine.shrink(node)
        for inner in (node, *node.below()):
            self._problems.pop(inner, None)
        touched |= self._moved(node)
        return kept, self._check(touched | self._count_rows(touched))

    def has_default(self, node: Node) -> bool:
        """Whether an answer at a node that is blank was wiped on purpose: the form would put one in."""
        return bool(self._default(node)) or node.generic in self._set_at_first

    def must(self, node: Node) -> bool:
        """Whether the question at a node must be answered now."""
        question = self._questions.get(node.generic)
        if question is None or not node.relevant or question.kind in (QuestionKind.HIDDEN, QuestionKind.NOTE):
            return False
        if question.required:
            return True
        return any(
            self._engine.holds(rule.run, node)
            for rule in self._rules.checks
            if rule.kind is RuleKind.REQUIRED and rule.path == node.generic
        )

    def _put_in(self, answers: Mapping[str, str]) -> None:
        """Defaults and earlier answers first, then every rule, then what is set at the first load."""
        tree = self._engine.tree
        given = self._keep_all(answers, self._aside)
        self._put_defaults(tree.leaves(), given)
        self._engine.settle_all()
        touched = self._count_rows(set(tree.leaves()))
        self._set_first(tree.leaves(), given)
        self._count_rows(touched | set(tree.leaves()))
        self._check(tree.leaves())

    def _keep_all(self, answers: Mapping[str, str], elsewhere: dict[str, str] | None = None) -> set[Node]:
        """Keeps answers by path; those whose row is not there go `elsewhere`. The nodes that got one."""
        given: set[Node] = set()
        for path, value in answers.items():
            node = self._engine.tree.by_path.get(path)
            question = None if node is None else self._questions.get(node.generic)
            if node is not None and question is not None and not node.children:
                given.add(node)
                self._keep(node, question, value)
            elif node is None and elsewhere is not None and value and "[" in path:
                elsewhere[path] = value
        return given

    def _put_defaults(self, leaves: Iterable[Node], given: set[Node]) -> set[Node]:
        found: set[Node] = set()
        for node in leaves:
            if node not in given and (default := self._default(node)):
                found.add(node)
                question = self._questions.get(node.generic)
                if question is None:
                    node.typed = default
                    self._engine.write(node, default)
                else:
                    self._keep(node, question, default)
        return found

    def _set_first(self, leaves: Iterable[Node], given: set[Node]) -> set[Node]:
        """Values the form puts in when it, or a row, is new."""
        new = {node for node in leaves if node not in given and not node.typed}
        found: set[Node] = set()
        for setting in self._rules.settings:
            if setting.first:
                for node in self._engine.tree.nodes(setting.path):
                    if node in new and not node.typed:
                        found |= self._set(setting, node)
        return found

    def _grow(self, group: str, row: int, answers: Mapping[str, str]) -> tuple[Node, set[Node]]:
        """A new row with answers by their path below it, defaults, what is set in a new row, and what follows."""
        way = f"{group}[{row}]"
        placed = {f"{way}{below}": value for below, value in answers.items()}
        node, touched = self._engine.grow(group, row, row_counts(placed, self._rules.repeats))
        given = self._keep_all(placed)
        leaves = [inner for inner in (node, *node.below()) if not inner.children]
        for leaf in given | self._put_defaults(leaves, given):
            touched |= self._engine.changed(leaf)
        return node, touched | self._set_first(leaves, given)

    def _moved(self, node: Node) -> set[Node]:
        """Everything in the rows of a group from a row on."""
        rows = [] if node.parent is None else [row for row in node.parent.children if row.generic == node.generic]
        return {inner for row in rows if row.row >= node.row for inner in (row, *row.below())}

    def _answers_in(self, node: Node) -> dict[str, str]:
        """Every answer in a row by its path below it, the number of rows of groups in it included."""
        top = len(node.path)
        found = {
            inner.path[top:]: inner.typed
            for inner in node.below()
            if not inner.children and (inner.typed or self.has_default(inner))
        }
        for inner in (node, *node.below()):
            for name in self._groups.get(inner.generic, ()):
                rows = sum(child.name == name for child in inner.children)
                found[f"{inner.path[top:]}/{name}"] = str(rows)
        return found

    def _count_rows(self, touched: set[Node]) -> set[Node]:
        """Gives groups of which the form itself counts the rows as many as it says."""
        found: set[Node] = set()
        due = {node.generic for node in touched}
        for _ in range(_MOST_TURNS):
            if not due & self._rules.count_reads and not due & self._rules.repeats.keys():
                break
            changed = self._count_once()
            if not changed:
                break
            found |= changed
            due = {node.generic for node in changed}
        return found

    def _count_once(self) -> set[Node]:
        tree = self._engine.tree
        found: set[Node] = set()
        for generic in self._rules.repeats:
            above, _, name = generic.rpartition("/")
            for parent in list(tree.nodes(above)):
                group = f"{parent.path}/{name}"
                wanted = self._engine.wanted_rows(group)
                if wanted is None:
                    continue
                rows = tree.rows(group)
                for node in reversed(rows[wanted:]):
                    self._aside |= {f"{node.path}{below}": value for below, value in self._answers_in(node).items()}
                    found |= self._engine.shrink(node) | {parent}
                    for inner in (node, *node.below()):
                        self._problems.pop(inner, None)
                for row in range(len(rows) + 1, wanted + 1):
                    found |= self._counted_row(group, row)
        return found

    def _counted_row(self, group: str, row: int) -> set[Node]:
        """One more row because the form counts it, with what stood in it before."""
        way = f"{group}[{row}]"
        back = {path: value for path, value in self._aside.items() if path.startswith(f"{way}/")}
        for path in back:
            del self._aside[path]
        return self._grow(group, row, {path[len(way) :]: value for path, value in back.items()})[1]

    def _default(self, node: Node) -> str:
        preload = self._rules.preloads.get(node.generic, "")
        clock = self._engine.scope.clock
        if preload == "today":
            return clock.now.date().isoformat()
        if preload in ("start", "end"):
            return clock.iso(clock.now)
        return self._rules.defaults.get(node.generic, "")

    def _keep(self, node: Node, question: Question, value: str) -> None:
        """Keeps an answer as typed; only a usable one is seen by expressions."""
        node.typed = tidy(question, value)
        key = mistake(question, node.typed, self._engine.scope.clock) if node.typed else ""
        self._engine.write(node, "" if key else node.typed)
        if key:
            self._problems[node] = (key, _sentence(key, question))
        else:
            self._problems.pop(node, None)

    def _type(self, node: Node, question: Question, value: str) -> set[Node]:
        if tidy(question, value) == node.typed:
            return set()
        before = node.text, self._problems.get(node)
        self._keep(node, question, value)
        if node.text != before[0]:
            return self._engine.changed(node)
        return {node} if self._problems.get(node) != before[1] else set()

    def _set(self, setting: Setting, node: Node) -> set[Node]:
        question = self._questions.get(node.generic)
        value = (
            ""
            if setting.run is None
            else self._engine.as_answer(self._engine.evaluate(setting.run, node), node.generic)
        )
        if question is None or value == node.typed:
            return set()
        return self._type(node, question, value) | {node}

    def _follow(self, node: Node, depth: int = 0) -> set[Node]:
        """Values that are set whenever this answer changes, and those that follow from them."""
        found: set[Node] = set()
        for setting in self._rules.settings:
            if setting.trigger == node.generic and depth < 20:
                for target in self._engine.tree.nodes(setting.path):
                    if _same_rows(node, target) and (set_now := self._set(setting, target)):
                        found |= set_now | self._follow(target, depth + 1)
        return found

    def _check(self, touched: Iterable[Node]) -> set[Node]:
        """Looks at the constraints that may have changed; the nodes that changed in any way."""
        found = set(touched)
        rules = {place for node in found for place in self._rules.check_readers.get(node.generic, ())}
        due = {node.generic for node in found} | {self._rules.checks[place].path for place in rules}
        for rule in self._rules.checks:
            if rule.kind is RuleKind.CONSTRAINT and rule.path in due:
                for node in self._engine.tree.nodes(rule.path):
                    before = self._problems.get(node)
                    if before is not None and before[0] != "constraint":
                        continue
                    broken = bool(node.text) and node.relevant and not self._engine.holds(rule.run, node)
                    now = ("constraint", rule.message or t("forms.problem.constraint")) if broken else None
                    if now is None:
                        self._problems.pop(node, None)
                    else:
                        self._problems[node] = now
                    if now != before:
                        found.add(node)
        return found


def _same_rows(one: Node, other: Node) -> bool:
    """Whether two nodes stand in the same row of every repeated group that both are in."""
    rows = {node.generic: node for node in one.above() if node.row}
    return all(rows.get(node.generic, node) is node for node in other.above() if node.row)


def _sentence(key: str, question: Question) -> str:
    if question.limits is None:
        return t(f"forms.problem.{key}", longest=LONGEST)
    ends = (question.limits.lowest, question.limits.highest)
    lowest, highest = (f"{float(end):g}".replace(".", ",") for end in ends)
    return t(f"forms.problem.{key}", longest=LONGEST, lowest=lowest, highest=highest)
