# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Draws any form and fills it by keyboard: contents at the left, the questions of one domain, the foot below.

Knows no service: it tells what was answered (`kept`) and written (`conclusion_written`), and the
page around it does the saving.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.forms.model import Form
from wwdesk.ui.announce import announce
from wwdesk.ui.form_contents import Contents
from wwdesk.ui.form_foot import Foot
from wwdesk.ui.form_moves import Moves
from wwdesk.ui.form_page import FormPage
from wwdesk.ui.form_pages import FormPages
from wwdesk.ui.form_state import FormState, Sheet, page_state, to_confirm
from wwdesk.ui.form_top import FormTop


class FormView(QWidget):
    """A form being filled or read."""

    kept = Signal(str, str, bool)
    """Path, value, confirmed: an answer to save."""
    conclusion_written = Signal(str, str)
    present_written = Signal(str)
    one_at_a_time = Signal(bool)
    """One-question mode was turned on or off."""
    hand_in = Signal(str)
    """The worker hands in; who was present."""
    language_wanted = Signal(str)
    """Somebody chose another language of the form; `speak` gives it."""
    file_given = Signal(str, str, bytes)
    """Path, name and bytes of a file that answers a question; `state.answer` gives the name it is kept under."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.state = FormState(sheet, self)
        self.state.kept.connect(self.kept)
        self.state.changed.connect(self._changed)
        self.state.file_given.connect(self.file_given)
        self.pages = FormPages(self.state)
        self.state.rows_changed.connect(self.pages.rows_changed)
        self.moves = Moves(self.state, self.pages)
        self.moves.said.connect(partial(announce, self))
        self.top = FormTop(sheet)
        self.top.language_wanted.connect(self.language_wanted)
        self.top.number_wanted.connect(self.moves.go_number)
        self.pages.moved.connect(self._refresh_contents)
        self.pages.conclusion_written.connect(self.conclusion_written)
        self.review = self.pages.review
        self.review.hand_in.connect(self.hand_in)
        self.review.present_written.connect(self.present_written)
        self.contents = self._make_contents()
        self.foot = Foot(read_only=sheet.read_only or sheet.trial)
        self.foot.previous.clicked.connect(lambda: self.go_page(self.pages.index - 1))
        self.foot.next.clicked.connect(lambda: self.go_page(self.pages.index + 1))
        self.foot.finish.clicked.connect(self.show_review)
        self._lay_out()
        self._add_keys()
        self._refresh_contents()

    def _lay_out(self) -> None:
        self._middle = middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.contents)
        middle.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)

    def _make_contents(self) -> Contents:
        contents = Contents([page.label for page in self.state.form.pages])
        contents.wanted.connect(self.go_page)
        return contents

    def _add_keys(self) -> None:
        for keys, action in (
            ("F8", self.pages.go_open),
            ("F11", self.toggle_one),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ins", self.moves.add_row),
            ("Ctrl+Del", self.moves.remove_row),
            ("Ctrl+G", self.top.ask_number),
            ("Ctrl+PgDown", lambda: self.go_page(self.pages.index + 1)),
            ("Ctrl+PgUp", lambda: self.go_page(self.pages.index - 1)),
            ("Alt+Down", lambda: self.go_page(self.pages.index + 1)),
            ("Alt+Up", lambda: self.go_page(self.pages.index - 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the list of contents in proportion: at 200 % it may not take half of a small window."""
        super().resizeEvent(event)
        em = self.fontMetrics().height()
        self.contents.setFixedWidth(min(15 * em, max(9 * em, self.width() // 4)))

    # where we are and where we go ----------------------------------------------------------

    @property
    def current(self) -> str:
        """The path of the question the keyboard is or was in."""
        return self.pages.current

    @property
    def reviewing(self) -> bool:
        """Whether the last look before handing in is shown."""
        return self.pages.reviewing

    def page(self, index: int) -> FormPage:
        """A page of the form."""
        return self.pages.page(index)

    def begin(self) -> None:
        """Goes to the first question that is still open."""
        self.pages.begin()

    def go_to(self, path: str) -> None:
        """Puts the keyboard in a question."""
        self.pages.go_to(path)

    def go_page(self, index: int) -> None:
        """Goes to a page."""
        self.pages.go_page(index)

    def show_review(self) -> None:
        """Goes to the last look before handing in."""
        self.pages.go_review()

    def toggle_one(self) -> None:
        """Turns one-question mode on or off."""
        self.pages.toggle_one()
        self.one_at_a_time.emit(self.pages.one_at_a_time)
        announce(self, t("screening.one_on" if self.pages.one_at_a_time else "screening.one_off"))

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
            self.moves.go(path)
            announce(self, t("screening.undone"))

    def redo(self) -> None:
        """Gives the answer again that was taken back."""
        path = self.state.redo()
        if path:
            self.moves.go(path)
            announce(self, t("screening.redone"))

    def speak(self, form: Form) -> None:
        """Goes on in another language, at the same question with the same answers."""
        self.flush()
        self.state.speak(form)
        old, self.contents = self.contents, self._make_contents()
        self._middle.replaceWidget(old, self.contents)
        old.hide()
        old.deleteLater()
        self.pages.speak()
        self._refresh_contents()

    def flush(self) -> None:
        """Gives everything that was typed and not given yet."""
        self.pages.flush()

    def _changed(self, paths: frozenset[str]) -> None:
        came = self.pages.refresh(paths)
        if came:
            announce(self, t("screening.followed_up", n=came))
        self._refresh_contents()

    def _refresh_contents(self) -> None:
        for row, page in zip(self.contents.rows, self.state.rows.pages, strict=True):
            row.show_state(page_state(self.state, page))
        self.contents.show_current(-1 if self.reviewing else self.pages.index)
        self.foot.show_place(self.pages.index, len(self.state.rows.pages), reviewing=self.reviewing)
        self.foot.show_progress(*self.state.filling.progress(), to_confirm(self.state))
