# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Draws any form and fills it by keyboard: contents at the left, the questions of one domain, the foot below.

Knows no service: it tells what was answered (`kept`) and written (`conclusion_written`), and the
page around it does the saving.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.ui.announce import announce
from wwdesk.ui.form_contents import Contents
from wwdesk.ui.form_foot import Foot
from wwdesk.ui.form_page import FormPage
from wwdesk.ui.form_review import Review
from wwdesk.ui.form_state import FormState, Sheet

CONCLUSION = "conclusion"


class FormView(QWidget):
    """A form being filled or read."""

    kept = Signal(str, str, bool)
    """Path, value, confirmed: an answer to save."""
    conclusion_written = Signal(str, str)
    present_written = Signal(str)
    hand_in = Signal(str)
    """The worker hands in; who was present."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.state = FormState(sheet, self)
        self.state.kept.connect(self.kept)
        self.state.changed.connect(self._changed)
        self._earlier_on = show_date(sheet.earlier_on)
        self._conclusions = dict(sheet.conclusions)
        self._domains = {domain.name for domain in sheet.form.domains}
        self._pages: dict[int, FormPage] = {}
        self._index = -1
        self._path = ""
        self._one = False
        self._build(sheet.present)
        self._add_keys()
        self._refresh_contents()

    def _build(self, present: str) -> None:
        self.contents = Contents([page.label for page in self.state.form.pages])
        self.contents.wanted.connect(self.go_page)
        self._stack = QStackedWidget()
        self.review = Review(self.state, present)
        self.review.jump.connect(self.go_to)
        self.review.back.connect(self.leave_review)
        self.review.hand_in.connect(self.hand_in)
        self.review.present_written.connect(self.present_written)
        self._stack.addWidget(self.review)
        self.foot = Foot(read_only=self.state.read_only)
        self.foot.previous.clicked.connect(lambda: self.go_page(self._index - 1))
        self.foot.next.clicked.connect(lambda: self.go_page(self._index + 1))
        self.foot.finish.clicked.connect(self.show_review)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.contents)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self._fit_contents()

    def _add_keys(self) -> None:
        for keys, action in (
            ("F8", self.go_open),
            ("F11", self.toggle_one),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+PgDown", lambda: self.go_page(self._index + 1)),
            ("Ctrl+PgUp", lambda: self.go_page(self._index - 1)),
            ("Alt+Down", lambda: self.go_page(self._index + 1)),
            ("Alt+Up", lambda: self.go_page(self._index - 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _fit_contents(self) -> None:
        # at 200 % the list may not take half of a small window
        em = self.fontMetrics().height()
        self.contents.setFixedWidth(min(15 * em, max(9 * em, self.width() // 4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the list of contents in proportion."""
        super().resizeEvent(event)
        self._fit_contents()

    # where we are --------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """The path of the question the keyboard is or was in."""
        return self._path

    @property
    def reviewing(self) -> bool:
        """Whether the last look before handing in is shown."""
        return self._stack.currentWidget() is self.review

    def page(self, index: int) -> FormPage:
        """A page of the form, made when it is first needed."""
        if index not in self._pages:
            group = self.state.form.pages[index]
            page = FormPage(self.state, group, self._earlier_on)
            if group.name in self._domains:
                page.add_conclusion(self._conclusions.get(group.name, ""))
            page.entered.connect(self._entered)
            page.wants_next.connect(self.go_next)
            page.wants_previous.connect(self.go_previous)
            page.conclusion_written.connect(partial(self._concluded, group.name))
            for card in page.cards.values():
                card.single_keys = self.state.sheet.single_keys
            self._stack.addWidget(page)
            self._pages[index] = page
        return self._pages[index]

    def begin(self) -> None:
        """Goes to the first question that is still open, or to the first of all."""
        open_ = None if self.state.read_only else self._first_open()
        first = open_ or next((question.path for _, question in self.state.all_asked()), "")
        if first:
            self.go_to(first)
        elif self.state.form.pages:
            self.go_page(0)

    def _first_open(self) -> str | None:
        for _, question in self.state.all_asked():
            if not self.state.value(question.path) or self.state.carried(question.path):
                return question.path
        return None

    # going ---------------------------------------------------------------------------------

    def go_page(self, index: int) -> None:
        """Shows a page and goes to its first open question; past the last page comes the review."""
        if index == len(self.state.form.pages):
            self.show_review()
            return
        if not 0 <= index < len(self.state.form.pages):
            return
        asked = [question.path for question in self.state.asked(self.state.form.pages[index])]
        open_ = [path for path in asked if not self.state.value(path) or self.state.carried(path)]
        if asked:
            self.go_to((open_ or asked)[0])
        else:
            self._turn_to(index)

    def go_to(self, path: str) -> None:
        """Puts the keyboard in a question and makes it seen."""
        for index, question in self.state.all_asked():
            if question.path == path:
                self._turn_to(index)
                page = self.page(index)
                self._path = path
                if self._one:
                    page.show_relevant(path)
                self._mark_current(page)
                page.reveal(path)
                page.cards[path].answer.take_focus()
                return

    def _turn_to(self, index: int) -> None:
        page = self.page(index)
        if self._index != index or self.reviewing:
            self._index = index
            self._stack.setCurrentWidget(page)
            self._refresh_contents()
            if self._one:
                page.show_relevant(self._path)
            # the first layout of a page comes after it is shown; look again where the question is
            QTimer.singleShot(0, page, lambda: page.reveal(self._path))
            if index + 1 < len(self.state.form.pages):
                # made while the worker reads, so that turning the page costs nothing
                QTimer.singleShot(200, self, lambda: self.page(index + 1))

    def go_next(self, path: str) -> None:
        """Goes to the question after `path`, then to the next page, then to the review."""
        order = [question.path for _, question in self.state.all_asked()]
        place = order.index(path) + 1 if path in order else 0
        if place < len(order):
            self.go_to(order[place])
        else:
            self.show_review()

    def go_previous(self, path: str) -> None:
        """Goes to the question before `path`."""
        order = [question.path for _, question in self.state.all_asked()]
        if path in order and order.index(path) > 0:
            self.go_to(order[order.index(path) - 1])

    def go_open(self) -> None:
        """Goes to the next question with a problem, without an answer or not confirmed, round and round."""
        order = [question.path for _, question in self.state.all_asked()]
        start = order.index(self._path) + 1 if self._path in order and not self.reviewing else 0
        for path in order[start:] + order[:start]:
            value = self.state.value(path)
            if not value or self.state.carried(path) or self.state.problem(path):
                self.go_to(path)
                return
        self.show_review()

    def toggle_one(self) -> None:
        """Turns one-question mode on or off."""
        self._one = not self._one
        for page in self._pages.values():
            page.show_relevant(self._path if self._one else "")
        if self._path:
            self.go_to(self._path)
        self.announce(t("screening.one_on" if self._one else "screening.one_off"))

    def show_review(self) -> None:
        """Shows what is open or wrong before handing in."""
        self.flush()
        if self.state.read_only:
            return
        self.review.reload()
        self._stack.setCurrentWidget(self.review)
        self._refresh_contents()
        self.review.take_focus()

    def leave_review(self) -> None:
        """Goes back to the question that was left for the review."""
        self.go_to(self._path) if self._path else self.begin()

    def finish(self) -> None:
        """Ctrl+Enter: first the review, from there handing in."""
        if self.reviewing:
            self.review.try_hand_in()
        else:
            self.show_review()

    # changing ------------------------------------------------------------------------------

    def undo(self) -> None:
        """Takes back the last answer and goes to its question."""
        self.flush()
        path = self.state.undo()
        if path:
            self.go_to(path)
            self.announce(t("screening.undone"))

    def redo(self) -> None:
        """Gives the answer again that was taken back."""
        path = self.state.redo()
        if path:
            self.go_to(path)
            self.announce(t("screening.redone"))

    def flush(self) -> None:
        """Gives everything that was typed and not given yet."""
        for page in self._pages.values():
            page.flush()
        self.review.flush()

    def _concluded(self, name: str, text: str) -> None:
        self._conclusions[name] = text
        self.conclusion_written.emit(name, text)

    def _entered(self, path: str) -> None:
        self._path = path
        if self._index >= 0:
            self._mark_current(self.page(self._index))

    def _mark_current(self, page: FormPage) -> None:
        for path, card in page.cards.items():
            card.set_current(path == self._path)

    def _changed(self, paths: frozenset[str]) -> None:
        came = 0
        for index, page in self._pages.items():
            new = page.refresh(paths)
            came += new if index == self._index else 0
            if self._one:
                page.show_relevant(self._path)
        if came:
            self.announce(t("screening.followed_up", n=came))
        self._refresh_contents()

    def _refresh_contents(self) -> None:
        for row, page in zip(self.contents.rows, self.state.form.pages, strict=True):
            row.show_state(self.state.page_state(page))
        self.contents.show_current(-1 if self.reviewing else self._index)
        self.foot.show_place(self._index, len(self.state.form.pages), reviewing=self.reviewing)
        self.foot.show_progress(*self.state.progress(), self._to_confirm())

    def _to_confirm(self) -> int:
        return sum(self.state.carried(question.path) for _, question in self.state.all_asked())

    def announce(self, sentence: str) -> None:
        """Lets a screen reader say something that only the eye would notice."""
        announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no answer took."""
        event.ignore()
