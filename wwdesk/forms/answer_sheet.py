# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The answers of one filling on the engine: kept as typed, checked, and set by the form itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wwdesk.domain.texts import t
from wwdesk.forms.answers import LONGEST, mistake, tidy
from wwdesk.forms.engine import Engine
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.forms.rules import RuleKind, Rules, Setting
from wwdesk.forms.tree import Node


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer: `key` for programs, `sentence` for people, at `path`."""

    path: str
    key: str
    sentence: str


class AnswerSheet:
    """Puts answers into the engine and keeps what is wrong with them, by path, in `problems`."""

    def __init__(self, engine: Engine, questions: Mapping[str, Question], answers: Mapping[str, str]) -> None:
        self._engine = engine
        self._rules: Rules = engine.rules
        self._questions = questions
        self.problems: dict[str, Problem] = {}
        self._put_in(answers)

    def answer(self, node: Node, question: Question, value: str) -> set[Node]:
        """Puts in an answer with all that follows; the nodes that changed in any way."""
        before = node.typed
        touched = self._type(node, question, value)
        if node.typed != before:
            touched |= {node} | self._follow(node)
        return self._check(touched)

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
        given: set[Node] = set()
        for path, value in answers.items():
            node = self._engine.by_path.get(path)
            question = None if node is None else self._questions.get(node.generic)
            if node is not None and question is not None and not node.children:
                given.add(node)
                self._keep(node, question, value)
        for node in self._engine.leaves():
            if node not in given and (default := self._default(node)):
                question = self._questions.get(node.generic)
                if question is None:
                    node.typed = default
                    self._engine.write(node, default)
                else:
                    self._keep(node, question, default)
        self._engine.settle_all()
        for setting in self._rules.settings:
            if setting.first:
                for node in self._engine.nodes(setting.path):
                    if node not in given and not node.typed:
                        self._set(setting, node)
        self._check(self._engine.leaves())

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
            self.problems[node.path] = Problem(node.path, key, t(f"forms.problem.{key}", longest=LONGEST))
        else:
            self.problems.pop(node.path, None)

    def _type(self, node: Node, question: Question, value: str) -> set[Node]:
        if tidy(question, value) == node.typed:
            return set()
        before = node.text, self.problems.get(node.path)
        self._keep(node, question, value)
        if node.text != before[0]:
            return self._engine.changed(node)
        return {node} if self.problems.get(node.path) != before[1] else set()

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
                for target in self._engine.nodes(setting.path):
                    if set_now := self._set(setting, target):
                        found |= set_now | self._follow(target, depth + 1)
        return found

    def _check(self, touched: Iterable[Node]) -> set[Node]:
        """Looks at the constraints that may have changed; the nodes that changed in any way."""
        found = set(touched)
        rules = {place for node in found for place in self._rules.check_readers.get(node.generic, ())}
        due = {node.generic for node in found} | {self._rules.checks[place].path for place in rules}
        for rule in self._rules.checks:
            if rule.kind is RuleKind.CONSTRAINT and rule.path in due:
                for node in self._engine.nodes(rule.path):
                    before = self.problems.get(node.path)
                    if before is not None and before.key != "constraint":
                        continue
                    broken = bool(node.text) and node.relevant and not self._engine.holds(rule.run, node)
                    now = (
                        Problem(node.path, "constraint", rule.message or t("forms.problem.constraint"))
                        if broken
                        else None
                    )
                    if now is None:
                        self.problems.pop(node.path, None)
                    else:
                        self.problems[node.path] = now
                    if now != before:
                        found.add(node)
        return found
