# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tells in words, in the language of the form, when each question is asked and which choices it has: for paper.

A second walk through the pages, after every question is known: a rule may name a later one, and names
each by the number that stands before it on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wwdesk.forms.choice_rule import worded
from wwdesk.forms.model import Group, Question, QuestionKind
from wwdesk.forms.places import Places
from wwdesk.forms.rule_builder import RuleBuilder
from wwdesk.forms.skip_rule import in_words
from wwdesk.forms.value_words import Nameable
from wwdesk.forms.xform import XForm, instance_name


def question_numbers(pages: Iterable[Group]) -> dict[str, str]:
    """The number of each question by its path: the same on paper as on the screen, so that paper is typed in by it."""
    silent = (QuestionKind.NOTE, QuestionKind.HIDDEN)
    questions = (question for page in pages for question in page.questions())
    asked = (question for question in questions if question.kind not in silent and not question.read_only)
    return {question.path: str(number) for number, question in enumerate(asked, 1)}


def told_on_paper(pages: tuple[Group, ...], xform: XForm, rules: RuleBuilder, places: Places) -> tuple[Group, ...]:
    """The pages with the rules of their questions, groups and choices in words."""
    known = Nameable(
        questions={question.path: question for page in pages for question in page.questions()},
        numbers=question_numbers(pages),
        groups={group.path: group.label for page in pages for group in (page, *page.groups())},
        calculations=rules.calculations,
        language=xform.language,
    )
    teller = _Teller(known, xform, rules, places)
    return tuple(teller.group(page) for page in pages)


@dataclass(frozen=True, slots=True)
class _Teller:
    known: Nameable
    xform: XForm
    rules: RuleBuilder
    places: Places

    def group(self, group: Group) -> Group:
        items = tuple(self.group(item) if isinstance(item, Group) else self._question(item) for item in group.items)
        return replace(group, items=items, skip_rule=self._skip_rule(group.path))

    def _question(self, question: Question) -> Question:
        control = self.xform.controls.get(question.path)
        choices, choice_rule = question.choices, ""
        if control is not None and "[" in control.itemset and choices:
            listed = self.xform.instances[instance_name(control.itemset)].below()
            columns = [{cell.name: cell.text for cell in item.children} for item in listed if item.name == "item"]
            choices, choice_rule = worded(control.itemset, choices, columns, self.known, question.path)
        return replace(question, choices=choices, choice_rule=choice_rule, skip_rule=self._skip_rule(question.path))

    def _skip_rule(self, path: str) -> str:
        """What the workbook says itself, in the one language it says it in, before our own words."""
        explicit = self.places.row(path).get("skip_rule", "")
        expression = self.rules.relevant.get(path)
        default = not self.xform.languages or self.xform.language == self.xform.languages[0][0]
        return explicit if expression is None or (explicit and default) else in_words(expression, self.known, path)
