# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The middle of a form: its pages and the review, and the way from question to question."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from wwdesk.domain.dates import show_date
from wwdesk.ui.form_page import FormPage
from wwdesk.ui.form_review import Review
from wwdesk.ui.form_rows import after_rows, group_of, rows_around
from wwdesk.ui.form_state import FormState

AHEAD = 200
"""Milliseconds after a page is shown before the next is made, so that turning to it costs nothing."""


class FormPages(QStackedWidget):
    """Pages made when they are first needed, and which question the keyboard is in."""

    moved = Signal()
    """Another page, or the review, is shown."""
    conclusion_written = Signal(str, str)

    def __init__(self, state: FormState) -> None:
        super().__init__()
        self.state = state
        self.review = Review(state, state.sheet.present)
        self.review.jump.connect(self.go_to)
        self.review.back.connect(self.leave_review)
        self.addWidget(self.review)
        self.index = -1
        self.current = ""
        """The path of the question the keyboard is or was in."""
        self.one_at_a_time = False
        self._pages: dict[int, FormPage] = {}
        self._domains = {domain.name for domain in state.form.domains}

    def event(self, event: QEvent) -> bool:
        """After a lock, larger letters or another size the question of now is in sight again."""

        def reveal() -> None:
            if self.current and not self.reviewing:
                self.page(self.index).reveal(self.current)

        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, reveal)
        return super().event(event)

    @property
    def reviewing(self) -> bool:
        """Whether the last look before handing in is shown."""
        return self.currentWidget() is self.review

    def page(self, index: int) -> FormPage:
        """A page of the form, made when it is first needed."""
        if index not in self._pages:
            group = self.state.rows.pages[index]
            page = FormPage(self.state, group, show_date(self.state.sheet.earlier_on), self)
            if group.name in self._domains:
                page.add_conclusion(self.state.sheet.conclusions.get(group.name, ""))
                page.conclusion_written.connect(partial(self.conclusion_written.emit, group.name))
            page.entered.connect(self._entered)
            page.wants_next.connect(self.go_next)
            page.wants_previous.connect(self.go_previous)
            page.wants_past.connect(self.go_past)
            page.wants_back.connect(partial(self.go_past, back=True))
            self.addWidget(page)
            self._pages[index] = page
        return self._pages[index]

    # going ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Goes to the first question that is still open, or to the first of all."""
        asked = [question.path for _, question in self.state.all_asked()]
        open_ = [] if self.state.read_only else [path for path in asked if self.state.open(path)]
        if asked:
            self.go_to((open_ or asked)[0])
        elif self.state.rows.pages:
            self.turn_to(0)

    def go_page(self, index: int) -> None:
        """Shows a page and goes to its first open question; past the last page comes the review."""
        if index == len(self.state.rows.pages):
            self.go_review()
        elif 0 <= index < len(self.state.rows.pages):
            asked = [question.path for question in self.state.asked(self.state.rows.pages[index])]
            open_ = [path for path in asked if self.state.open(path)]
            if asked:
                self.go_to((open_ or asked)[0])
            else:
                self.turn_to(index)

    def go_to(self, path: str) -> None:
        """Puts the keyboard in a question and makes it seen."""
        index = next((place for place, question in self.state.all_asked() if question.path == path), None)
        if index is None:
            return
        self.turn_to(index)
        page = self.page(index)
        self.current = path
        if self.one_at_a_time:
            page.show_relevant(path)
        page.mark_current(path)
        page.reveal(path)
        page.cards[path].take_focus()

    def turn_to(self, index: int) -> None:
        """Shows a page without moving the keyboard."""
        page = self.page(index)
        if self.index == index and not self.reviewing:
            return
        self.index = index
        self.setCurrentWidget(page)
        self.moved.emit()
        # the first layout of a page comes after it is shown: look again where the question is
        QTimer.singleShot(0, page, lambda: page.reveal(self.current))
        if index + 1 < len(self.state.rows.pages):
            QTimer.singleShot(AHEAD, self, lambda: self.page(index + 1))

    def go_next(self, path: str) -> None:
        """Goes to the question after `path`, on the next page if need be; after the last comes the review."""
        order = [question.path for _, question in self.state.all_asked()]
        place = order.index(path) + 1 if path in order else 0
        after = order[place] if place < len(order) else ""
        # past the last row of a group comes the button that adds one
        for row in rows_around(path):
            if not after.startswith(f"{group_of(row)}["):
                button = self.page(self.index).add_button(group_of(row))
                if button is not None:
                    button.setFocus(Qt.FocusReason.TabFocusReason)
                    self.page(self.index).ensureWidgetVisible(button)
                    return
        if after:
            self.go_to(after)
        else:
            self.go_review()

    def go_past(self, group: str, *, back: bool = False) -> None:
        """Goes to the question after the rows of a group, or back to the one before their end."""
        order = [question.path for _, question in self.state.all_asked()]
        after = after_rows(group, order, self.state.form)
        before = order[: order.index(after)] if after else order
        if back:
            self.go_to(before[-1] if before else "")
        elif after:
            self.go_to(after)
        else:
            self.go_review()

    def rows_changed(self, group: str) -> None:
        """Shows the rows there are now."""
        only = self.current if self.one_at_a_time else ""
        for page in self._pages.values():
            if any(inner.path == group or group.startswith(f"{inner.path}[") for inner in page.blocks):
                page.sync_rows(only)

    def speak(self) -> None:
        """Makes every page anew in the language of the form, and comes back to the same question."""
        current, reviewing = self.current, self.reviewing
        for page in self._pages.values():
            page.flush()
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.index = -1
        spoken = next((one for one in self.state.form.languages if one.code == self.state.form.language), None)
        mirrored = spoken is not None and spoken.right_to_left
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        if reviewing:
            self.review.reload()
        elif current:
            self.go_to(current)
        else:
            self.begin()

    def go_previous(self, path: str) -> None:
        """Goes to the question before `path`."""
        order = [question.path for _, question in self.state.all_asked()]
        if path in order and order.index(path) > 0:
            self.go_to(order[order.index(path) - 1])

    def go_open(self) -> None:
        """Goes to the next question with a problem, without an answer or not confirmed, round and round."""
        order = [question.path for _, question in self.state.all_asked()]
        start = order.index(self.current) + 1 if self.current in order and not self.reviewing else 0
        for path in order[start:] + order[:start]:
            if self.state.open(path) or self.state.problem(path):
                self.go_to(path)
                return
        self.go_review()

    def go_review(self) -> None:
        """Shows what is open or wrong before handing in."""
        self.flush()
        if self.state.read_only:
            return
        self.review.reload()
        self.setCurrentWidget(self.review)
        self.moved.emit()
        self.review.take_focus()

    def leave_review(self) -> None:
        """Goes back to the question that was left for the review."""
        if self.current:
            self.go_to(self.current)
        else:
            self.begin()

    def toggle_one(self) -> None:
        """Shows one question at a time, or all of a page again."""
        self.one_at_a_time = not self.one_at_a_time
        for page in self._pages.values():
            page.show_relevant(self.current if self.one_at_a_time else "")
        if self.current and not self.reviewing:
            self.go_to(self.current)

    def _entered(self, path: str) -> None:
        self.current = path
        if self.index in self._pages:
            self._pages[self.index].mark_current(path)

    # showing -------------------------------------------------------------------------------

    def refresh(self, paths: frozenset[str]) -> int:
        """Shows what changed; how many follow-up questions came on the page that is shown."""
        came = 0
        for index, page in self._pages.items():
            new = page.refresh(paths, only=self.current if self.one_at_a_time else "")
            came += new if index == self.index else 0
        return came

    def flush(self) -> None:
        """Gives everything that was typed and not given yet."""
        for page in self._pages.values():
            page.flush()
        self.review.flush()
