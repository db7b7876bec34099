# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Filling a form: answers in, relevance, calculated values and problems out; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import cast

from wwdesk.domain.texts import t
from wwdesk.forms.answer_keeper import Problem
from wwdesk.forms.answer_sheet import AnswerSheet
from wwdesk.forms.answer_tree import row_counts, without_rows
from wwdesk.forms.engine import Engine
from wwdesk.forms.filling_rows import RowsOfFilling
from wwdesk.forms.model import Choice, Form, Group, Question, QuestionKind
from wwdesk.forms.rules import Rules
from wwdesk.forms.xpath.context import as_nodes
from wwdesk.forms.xpath.values import Clock, string

__all__ = ["Filling", "Problem"]


class Filling(RowsOfFilling):
    """The answers to one form while it is filled: a pure machine of values.

    `answers` are earlier answers by path in XForm spelling; a path that is absent gets the form's
    default. Rows of repeated groups are numbered (`/data/schuld[2]/bedrag`), and the path of the
    group itself (`/data/schuld`) holds how many there are. Answers of questions that do not apply,
    or of rows the form no longer counts, are kept, count as blank, and come back when the question
    applies again. `now` is only for forms that ask for the time of day.
    """

    def __init__(self, form: Form, answers: Mapping[str, str], today: date, now: datetime | None = None) -> None:
        self.form = form
        self._rules = cast("Rules", form.rules)
        self._questions = form.by_path()
        moment = now or datetime.combine(today, time())
        offset = moment.utcoffset() or timedelta()
        self.clock = Clock(moment.replace(tzinfo=None), offset)
        self._engine = Engine(self._rules, self.clock, row_counts(answers, self._rules.repeats), self._choice_label)
        self._sheet = AnswerSheet(self._engine, self._questions, answers)
        self._free_groups: dict[str, list[str]] = {}
        for path, count in self._rules.repeats.items():
            if count is None:
                above, _, name = path.rpartition("/")
                self._free_groups.setdefault(above, []).append(name)

    # Answering

    def answer(self, path: str, value: str) -> frozenset[str]:
        """Gives (or with "" wipes) an answer; the paths whose value, relevance or problem changed.

        An answer that cannot be one (not a choice, no number, no such date) is kept as typed,
        becomes a problem and counts as blank. Calculated and unknown paths are left alone.
        """
        node = self._engine.tree.by_path.get(path)
        question = None if node is None else self._questions.get(node.generic)
        if node is None or question is None or question.read_only or node.children:
            return frozenset()
        return frozenset(found.path for found in self._sheet.answer(node, question, value))

    def value(self, path: str) -> str:
        """The answer or calculated value; blank where the question does not apply."""
        node = self._engine.tree.by_path.get(path)
        return node.typed if node is not None and node.relevant else ""

    def relevant(self, path: str) -> bool:
        """Whether the question, group or row at a path applies now."""
        if not path.endswith("]") and without_rows(path) in self._rules.repeats:
            return self._engine.may_have_rows(path)
        node = self._engine.tree.by_path.get(path)
        return node is not None and node.relevant

    def required(self, path: str) -> bool:
        """Whether the question at a path must be answered now."""
        node = self._engine.tree.by_path.get(path)
        return node is not None and self._sheet.must(node)

    def problem(self, path: str) -> Problem | None:
        """What is wrong with the answer given; a required blank is no problem until `problems` asks."""
        node = self._engine.tree.by_path.get(path)
        return None if node is None else self._sheet.problem(node)

    def problems(self) -> tuple[Problem, ...]:
        """All problems in order of asking, blanks where an answer is required included."""
        found: list[Problem] = []
        for node in self._engine.tree.leaves():
            if not node.relevant or node.generic not in self._questions:
                continue
            problem = self._sheet.problem(node)
            if problem is None and not node.typed and self._sheet.must(node):
                sentence = self._rules.required_messages.get(node.generic) or t("forms.problem.required")
                problem = Problem(node.path, "required", sentence)
            if problem is not None:
                found.append(problem)
        return tuple(found)

    # Showing

    def visible(self, page: Group) -> tuple[Question | Group, ...]:
        """What to show of a page of `pages` now, in order: nested groups as headings before their questions."""
        found: list[Question | Group] = []
        for item in page.items:
            if not self.relevant(item.path):
                continue
            if isinstance(item, Group):
                inner = self.visible(item)
                found += [item, *inner] if inner else []
            elif item.kind is not QuestionKind.HIDDEN:
                found.append(item)
        return tuple(found)

    def choices(self, path: str) -> tuple[Choice, ...]:
        """The choices of a question that can be chosen now."""
        node = self._engine.tree.by_path.get(path)
        question = None if node is None else self._questions.get(node.generic)
        if node is None or question is None:
            return ()
        chooser = self._rules.choice_filters.get(node.generic)
        if chooser is None:
            return question.choices
        run, name = chooser
        items = as_nodes(self._engine.evaluate(run, node))
        allowed = {child.text for item in items for child in item.children if child.name == name}
        return tuple(choice for choice in question.choices if choice.name in allowed)

    def label(self, path: str) -> str:
        """The label of a question or group with the answers that are part of it filled in."""
        node = self._engine.tree.by_path.get(path)
        worded = self._rules.labels.get(node.generic) if node is not None else None
        if node is None or worded is None:
            question = self._questions.get(without_rows(path))
            return question.label if question else ""
        words, parts = worded
        filled = [string(self._engine.evaluate(part, node), self.clock) for part in parts]
        return "".join(piece if place % 2 == 0 else filled[place // 2] for place, piece in enumerate(words)).strip()

    @property
    def formulas(self) -> Mapping[str, str]:
        """The calculations of the form as the workbook has them, by path without rows."""
        return self._rules.formulas

    # Counting

    def paths(self) -> tuple[str, ...]:
        """The path of every question in order of asking, hidden ones and every row of a repeated group included."""
        return tuple(node.path for node in self._engine.tree.leaves() if node.generic in self._questions)

    def unanswered(self) -> tuple[Question, ...]:
        """Questions that are shown now and have no usable answer yet, in order."""
        return tuple(
            question for page in self.pages() for question in self._asked(page) if not self._answered(question)
        )

    def progress(self, page: Group | None = None) -> tuple[int, int]:
        """How many questions are answered of how many asked now, on a page of `pages` or in the whole form."""
        pages = self.pages() if page is None else (page,)
        asked = [question for one in pages for question in self._asked(one)]
        return sum(1 for question in asked if self._answered(question)), len(asked)

    def answers(self, *, relevant_only: bool = True) -> dict[str, str]:
        """Every answer, calculated value and number of rows by path, as `Filling` takes them back.

        With those that do not apply now come defaults that were wiped, as blanks.
        """
        found = {} if relevant_only else dict(self._sheet.aside)
        for node in self._engine.tree.root.below():
            if not node.relevant and relevant_only:
                continue
            wiped = not relevant_only and not node.typed and self._sheet.has_default(node)
            if (node.typed or wiped) and not node.children and node.generic in self._questions:
                found[node.path] = node.typed
            for group in self._free_groups.get(node.generic, ()):
                path = f"{node.path}/{group}"
                if not relevant_only or self._engine.may_have_rows(path):
                    found[path] = str(self.rows(path))
        return found

    # Inside

    def _asked(self, page: Group) -> list[Question]:
        return [
            item
            for item in self.visible(page)
            if isinstance(item, Question) and item.kind is not QuestionKind.NOTE and not item.read_only
        ]

    def _answered(self, question: Question) -> bool:
        node = self._engine.tree.by_path[question.path]
        return bool(node.text)

    def _choice_label(self, path: str, value: str) -> str:
        question = self._questions.get(without_rows(path))
        choice = None if question is None else question.choice(value)
        return value if choice is None else choice.label
