# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The state of a form that is being filled: answers, what was confirmed anew, undo, and what is still open.

Everything the widgets of a form need to know comes from here, and every change goes through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from wwdesk.forms.answer_tree import without_rows
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form, Group, Question, QuestionKind
from wwdesk.ui.form_rows import FormRows, RowStep

_SILENT = (QuestionKind.NOTE, QuestionKind.HIDDEN)


class PageStatus(StrEnum):
    """Where a page of a form stands (texts `screening.page_status`)."""

    NOT_STARTED = "not_started"
    BUSY = "busy"
    DONE = "done"
    TO_CONFIRM = "to_confirm"
    PROBLEM = "problem"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class PageState:
    """One page in the list of contents."""

    status: PageStatus
    answered: int
    asked: int
    to_confirm: int
    problems: int


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an answer that can be undone."""

    path: str
    before: str
    after: str
    confirmed_before: bool


FileOf = Callable[[str, Callable[[bytes], None]], None]
"""Fetches a file that answers a question, by its name, and hands it over when it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form with everything known when it is opened, to be filled or read."""

    form: Form
    answers: Mapping[str, str]
    today: date
    earlier: Mapping[str, str] = field(default_factory=dict[str, str])
    """The answers of the screening this one updates."""
    earlier_on: date | None = None
    confirmed: frozenset[str] = frozenset()
    conclusions: Mapping[str, str] = field(default_factory=dict[str, str])
    present: str = ""
    read_only: bool = False
    single_keys: bool = True
    """Whether one digit answers a question (WCAG 2.1.4 asks for the switch)."""
    from_paper: bool = False
    """Whether somebody types in what stands on paper."""
    trial: bool = False
    """Only to try the form out: nothing is kept and nothing can be handed in."""
    file_of: FileOf | None = None


@dataclass
class History:
    """Changes that can be undone, and those that were."""

    done: list[Step | RowStep] = field(default_factory=list["Step | RowStep"])
    undone: list[Step | RowStep] = field(default_factory=list["Step | RowStep"])

    def record(self, step: Step | RowStep) -> None:
        """Remembers a change; what was undone before it can no longer be done again."""
        self.done.append(step)
        self.undone.clear()


class FormState(QObject):
    """A filling with its history.

    `changed` carries the paths whose look may have changed; `kept` asks to save one answer (or number
    of rows), with whether it counts as confirmed; `rows_changed` names the repeated group that got or
    lost a row; `file_given` hands over a file that answers a question: path, name, bytes.
    """

    changed = Signal(frozenset)
    kept = Signal(str, str, bool)
    rows_changed = Signal(str)
    file_given = Signal(str, str, bytes)

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.form = form = sheet.form
        self.today = sheet.today
        self.earlier = sheet.earlier
        self.read_only = sheet.read_only
        self.filling = Filling(form, sheet.answers, sheet.today)
        self._history = History()
        self._questions = form.by_path()
        self.rows = FormRows(lambda: self.filling, self, read_only=sheet.read_only)
        self.rows.changed.connect(self.rows_changed)
        self.rows.moved.connect(self.changed)
        self.rows.kept.connect(self._keep)
        self.rows.stepped.connect(self._history.record)
        asked = (question for question in form.questions() if self.is_question(question))
        self._numbers = {question.path: number for number, question in enumerate(asked, 1)}
        self._confirmed = set(sheet.confirmed)

    # what is there -------------------------------------------------------------------------

    def value(self, path: str) -> str:
        """The answer to a question; empty without one."""
        return self.filling.value(path)

    def number(self, path: str) -> int:
        """The number of a question, the same in every row, whether or not others are asked, and on paper."""
        return self._numbers.get(without_rows(path), 0)

    def carried(self, path: str) -> bool:
        """Whether the answer was taken over from the earlier screening and not looked at again."""
        if self.read_only or path in self._confirmed:
            return False
        return bool(self.value(path)) and self.earlier.get(path) == self.value(path)

    def asked(self, page: Group) -> list[Question]:
        """The questions of a page that are asked now, notes left out."""
        return [q for q in page.questions() if self.is_question(q) and self.filling.relevant(q.path)]

    @staticmethod
    def is_question(question: Question) -> bool:
        """Whether a question takes an answer of a person."""
        return question.kind not in _SILENT and not question.read_only

    def open(self, path: str) -> bool:
        """Whether a question still waits: no answer, or an earlier one that was not looked at again."""
        return not self.value(path) or self.carried(path)

    def relevant(self, path: str) -> bool:
        """Whether a question (or note) is asked now."""
        return self.filling.relevant(path)

    def all_asked(self) -> Iterator[tuple[int, Question]]:
        """Every question asked now with the number of its page."""
        for index, page in enumerate(self.rows.pages):
            for question in self.asked(page):
                yield index, question

    def problem(self, path: str) -> str:
        """What is wrong with an answer that was given, as a sentence; empty where nothing is."""
        problem = self.filling.problem(path) if self.relevant(path) else None
        return problem.sentence if problem is not None and self.value(path) else ""

    def label(self, path: str) -> str:
        """The words of a question, with the answers that are part of them."""
        return self.filling.label(path)

    def choices(self, path: str) -> frozenset[str]:
        """The names of the choices that can be chosen now."""
        return frozenset(choice.name for choice in self.filling.choices(path))

    # changing ------------------------------------------------------------------------------

    def answer(self, path: str, value: str) -> None:
        """Gives, changes or wipes an answer; giving the earlier one again confirms it."""
        if self.read_only:
            return
        before = self.value(path)
        if value == before and not self.carried(path):
            return
        step = Step(path, before, value, path in self._confirmed)
        last = self._history.done[-1] if self._history.done else None
        last = last if isinstance(last, Step) else None
        grows = self._questions[without_rows(path)].kind is QuestionKind.TEXT and before
        if last and last.path == path and last.after == before and grows:
            # a text that is typed on is one change
            step = Step(path, last.before, value, last.confirmed_before)
            self._history.done.pop()
        self._history.record(step)
        self._put(path, value, confirmed=True)

    def confirm(self, path: str) -> bool:
        """Confirms the earlier answer as it stands; False where there is none to confirm."""
        if not self.carried(path):
            return False
        self.answer(path, self.value(path))
        return True

    def undo(self) -> str | None:
        """Takes the last change back; the path it was about, None where there is nothing left."""
        if not self._history.done or self.read_only:
            return None
        step = self._history.done.pop()
        self._history.undone.append(step)
        if isinstance(step, RowStep):
            return self.rows.turn(step, added=not step.added)
        self._put(step.path, step.before, confirmed=step.confirmed_before)
        return step.path

    def redo(self) -> str | None:
        """Makes the last change again that was taken back."""
        if not self._history.undone or self.read_only:
            return None
        step = self._history.undone.pop()
        self._history.done.append(step)
        if isinstance(step, RowStep):
            return self.rows.turn(step, added=step.added)
        self._put(step.path, step.after, confirmed=True)
        return step.path

    # language ------------------------------------------------------------------------------

    def speak(self, form: Form) -> None:
        """Goes on in another language of the same form, with the same answers."""
        self.filling = Filling(form, self.filling.answers(relevant_only=False), self.today)
        self.form, self._questions = form, form.by_path()
        self.rows.forget()

    def _keep(self, path: str, value: str) -> None:
        """Saves a value that moved to another row."""
        self._confirmed.add(path)
        self.kept.emit(path, value, True)  # noqa: FBT003 a signal has no names

    def _put(self, path: str, value: str, *, confirmed: bool) -> None:
        counts = self.rows.counts()
        touched = self.filling.answer(path, value)
        if confirmed:
            self._confirmed.add(path)
        else:
            self._confirmed.discard(path)
        self.kept.emit(path, value, confirmed)
        self.rows.recount(counts)
        self.changed.emit(touched | {path})


def looked_at(state: FormState) -> tuple[int, int]:
    """How many questions were answered or confirmed in this screening, of how many that are asked now.

    What lists show: answers taken over from the earlier screening are no work done yet.
    """
    asked = [question.path for _, question in state.all_asked()]
    return sum(bool(state.value(path)) and not state.carried(path) for path in asked), len(asked)


def page_state(state: FormState, page: Group) -> PageState:
    """Where a page stands."""
    asked = state.asked(page)
    answered = sum(bool(state.value(q.path)) for q in asked)
    to_confirm = sum(state.carried(q.path) for q in asked)
    problems = sum(bool(state.problem(q.path)) for q in asked)
    if not asked:
        status = PageStatus.NOT_ASKED
    elif problems:
        status = PageStatus.PROBLEM
    elif to_confirm and answered == len(asked):
        status = PageStatus.TO_CONFIRM
    elif answered == len(asked):
        status = PageStatus.DONE
    else:
        status = PageStatus.BUSY if answered else PageStatus.NOT_STARTED
    return PageState(status, answered, len(asked), to_confirm, problems)


def to_confirm(state: FormState) -> int:
    """How many answers were taken over and not looked at again."""
    return sum(state.carried(question.path) for _, question in state.all_asked())
