# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps answers on the engine as typed, checks them, and puts in what the form sets by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wwdesk.domain.texts import t
from wwdesk.forms.answers import LONGEST, mistake, tidy
from wwdesk.forms.due import Due
from wwdesk.forms.engine import Engine
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.forms.rules import Rule, RuleKind, Rules, Setting
from wwdesk.forms.tree import Node


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer: `key` for programs, `sentence` for people, at `path`."""

    path: str
    key: str
    sentence: str


class AnswerKeeper:
    """Answers in the rows there are; which rows there are is for `AnswerSheet`."""

    def __init__(self, engine: Engine, questions: Mapping[str, Question]) -> None:
        self._engine = engine
        self._rules: Rules = engine.rules
        self._questions = questions
        self._problems: dict[Node, tuple[str, str]] = {}
        self._checks = self._no_checks()
        """Constraints that wait because of rows that were taken away."""
        self._set_at_first = {setting.path for setting in engine.rules.settings if setting.first}

    def problem(self, node: Node) -> Problem | None:
        """What is wrong with the answer at a node."""
        found = self._problems.get(node)
        return None if found is None else Problem(node.path, *found)

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

    def _put_defaults(self, leaves: Iterable[Node], given: set[Node]) -> None:
        for node in leaves:
            if node not in given and (default := self._default(node)):
                question = self._questions.get(node.generic)
                if question is None:
                    node.typed = default
                    self._engine.write(node, default)
                else:
                    self._keep(node, question, default)

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
                for target in self._in_same_rows(node, setting.path):
                    if set_now := self._set(setting, target):
                        found |= set_now | self._follow(target, depth + 1)
        return found

    def _in_same_rows(self, node: Node, generic: str) -> list[Node]:
        """The nodes of a path in the same row as a node of every repeated group that both are in."""
        tree = self._engine.tree
        row = next((one for one in node.above() if one.row and generic.startswith(f"{one.generic}/")), None)
        return tree.nodes(generic) if row is None else tree.within(row, generic)

    def _shrink(self, node: Node) -> set[Node]:
        """Takes a row away with what was wrong in it; the nodes that changed because of it."""
        touched = self._engine.shrink(node)
        for inner in (node, *node.below()):
            self._problems.pop(inner, None)
        self._checks.untouch(node)
        return touched

    def _check(self, touched: Iterable[Node]) -> set[Node]:
        """Looks at the constraints that may have changed; the nodes that changed in any way."""
        found = set(touched)
        due, self._checks = self._checks, self._no_checks()
        due.touch(found)
        for node in found:
            for place in self._rules.check_places.get(node.generic, ()):
                due.add(place, node)
        tree = self._engine.tree
        while due:
            rule, nodes = due.pop()
            if rule.kind is RuleKind.CONSTRAINT:
                found.update(node for node in nodes if tree.has(node) and self._constrain(rule, node))
        return found

    def _no_checks(self) -> Due:
        return Due(self._engine.tree, self._rules.checks, self._rules.check_readers)

    def _constrain(self, rule: Rule, node: Node) -> bool:
        """Looks at one constraint; whether it brought or took a problem."""
        before = self._problems.get(node)
        if before is not None and before[0] != "constraint":
            return False
        broken = bool(node.text) and node.relevant and not self._engine.holds(rule.run, node)
        if broken:
            self._problems[node] = ("constraint", rule.message or t("forms.problem.constraint"))
        else:
            self._problems.pop(node, None)
        return self._problems.get(node) != before


def _sentence(key: str, question: Question) -> str:
    ends = (question.limits.lowest, question.limits.highest) if question.limits else ()
    lowest, highest = [f"{float(end):g}".replace(".", ",") for end in ends] or ("", "")
    return t(f"forms.problem.{key}", longest=LONGEST, lowest=lowest, highest=highest)
