# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The questions of one life domain under each other, with the written conclusion at the end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.forms.model import Group, Question, QuestionKind
from wwdesk.ui.answers.typed import REST, GrowingText
from wwdesk.ui.form_order import put_in_order
from wwdesk.ui.form_question import QuestionCard
from wwdesk.ui.form_repeat import AddRow, RepeatBlock, Roads
from wwdesk.ui.form_rows import rows_around
from wwdesk.ui.form_state import FormState
from wwdesk.ui.labels import PlainLabel


class Conclusion(QWidget):
    """The written conclusion of one life domain."""

    written = Signal(str)
    entered = Signal()

    def __init__(self, label: str, text: str, *, read_only: bool) -> None:
        super().__init__()
        self._given = text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, self.fontMetrics().height(), 0, 0)
        title = PlainLabel(t("screening.conclusion_of", domain=label), self, role="strong")
        self.edit = GrowingText(t("screening.conclusion_of", domain=label), self)
        self.edit.setAccessibleDescription(t("screening.conclusion_hint"))
        self.edit.setPlainText(text)
        self.edit.setReadOnly(read_only)
        self.edit.installEventFilter(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.flush)
        self.edit.textChanged.connect(self._rest.start)
        layout.addWidget(title)
        layout.addWidget(PlainLabel(t("screening.conclusion_hint"), self, role="hint"))
        layout.addWidget(self.edit)

    def flush(self) -> None:
        """Gives what was written."""
        self._rest.stop()
        text = self.edit.toPlainText().strip()
        if text != self._given and not self.edit.isReadOnly():
            self._given = text
            self.written.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gives the text when the field is left."""
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif watched is self.edit and event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)


def top_of(card: QuestionCard, content: QWidget) -> int:
    """Where a card begins, from the top of its page, also inside a row."""
    return card.mapTo(content, QPoint(0, 0)).y()


class FormPage(QScrollArea):
    """One page of a form. Its cards are made once, when the page is first shown."""

    entered = Signal(str)
    wants_next = Signal(str)
    wants_previous = Signal(str)
    wants_past = Signal(str)
    """The path of a repeated group: the keyboard goes on after it."""
    wants_back = Signal(str)
    """The path of a repeated group: the keyboard goes back from its end."""
    conclusion_written = Signal(str)

    def __init__(self, state: FormState, page: Group, earlier_on: str, parent: QWidget) -> None:
        # everything is made inside its parent: moving it there later would style it twice
        super().__init__(parent)
        self.page = page
        self.cards: dict[str, QuestionCard] = {}
        self.blocks: list[RepeatBlock] = []
        self.conclusion: Conclusion | None = None
        self._state = state
        self._earlier_on = earlier_on
        self._headings: list[tuple[PlainLabel, Group]] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(page.label)
        self._content = content = QWidget(self)
        self._layout = QVBoxLayout(content)
        em = self.fontMetrics().height()
        self._layout.setContentsMargins(em, em // 2, em, em)
        self._layout.setSpacing(max(6, round(em * 0.6)))
        self._single_keys = state.sheet.single_keys
        self._layout.addWidget(PlainLabel(page.label, content, role="heading"))
        if page.hint and not page.repeat:
            self._layout.addWidget(PlainLabel(page.hint, content, role="hint"))
        if page.repeat:
            self._add_block(page)
        else:
            self._add_items(page)
        self._layout.addStretch(1)
        self.setWidget(content)
        self.show_relevant()

    def _add_items(self, group: Group) -> None:
        for item in group.items:
            if isinstance(item, Group) and item.repeat:
                self._add_block(item)
            elif isinstance(item, Group):
                heading = PlainLabel(item.label, self._content, role="strong")
                self._layout.addWidget(heading)
                self._headings.append((heading, item))
                self._add_items(item)
            elif item.kind is not QuestionKind.HIDDEN:
                self._add_card(item)

    def _add_card(self, question: Question) -> None:
        card = self._make_card(question, self._content)
        self.cards[question.path] = card
        self._layout.addWidget(card)

    def _make_card(self, question: Question, parent: QWidget) -> QuestionCard:
        card = QuestionCard(self._state, question, self._earlier_on, parent)
        card.single_keys = self._single_keys
        card.entered.connect(self.entered)
        card.wants_next.connect(lambda path=question.path: self.wants_next.emit(path))
        card.wants_previous.connect(lambda path=question.path: self.wants_previous.emit(path))
        return card

    def _add_block(self, group: Group) -> None:
        roads = Roads(self.wants_past.emit, self.wants_back.emit)
        block = RepeatBlock(self._state, group, self._make_card, roads, self._content)
        self.blocks.append(block)
        self._layout.addWidget(block)
        put_in_order(block, block.add)
        self._gather()

    def _gather(self) -> None:
        """Knows the cards and buttons of rows, after some came or went."""
        own = {path: card for path, card in self.cards.items() if not rows_around(path)}
        self.cards = own | {card.question.path: card for block in self.blocks for card in block.all_cards()}

    def sync_rows(self, only: str = "") -> None:
        """Shows as many rows as there are, each with its own answers."""
        for block in self.blocks:
            group = self._state.rows.at(block.path)
            if group is not None:
                block.sync(group)
                put_in_order(block, block.add)
        self._gather()
        for card in self.cards.values():
            if rows_around(card.question.path):
                card.refresh()
        self.show_relevant(only)

    def add_button(self, group: str) -> AddRow | None:
        """The button that adds a row to a group, where it is shown."""
        blocks = (inner for block in self.blocks for inner in block.all_blocks())
        return next((block.add for block in blocks if block.path == group and not block.add.isHidden()), None)

    def add_conclusion(self, text: str) -> None:
        """Adds the box for the written conclusion after the last question."""
        self.conclusion = Conclusion(self.page.label, text, read_only=self._state.read_only)
        self.conclusion.written.connect(self.conclusion_written)
        self._layout.insertWidget(self._layout.count() - 1, self.conclusion)

    def show_relevant(self, only: str = "") -> None:
        """Shows the questions that are asked now, or in one-question mode `only` that one."""
        for path, card in self.cards.items():
            card.setVisible(self._state.relevant(path) and (not only or path == only))
        for block in self.blocks:
            block.show_relevant(only)
        for heading, group in self._headings:
            asked = any(self._state.relevant(q.path) for q in group.questions() if q.path in self.cards)
            heading.setVisible(bool(group.label) and asked and not only)
        if self.conclusion is not None:
            # with one question at a time the conclusion comes with the last one
            asked = [question.path for question in self._state.asked(self._state.rows.at(self.page.path) or self.page)]
            self.conclusion.setVisible(not only or only == (asked or [""])[-1])

    def mark_current(self, path: str) -> None:
        """Marks the question the keyboard is in."""
        for other, card in self.cards.items():
            card.set_current(current=other == path)

    def refresh(self, paths: frozenset[str], only: str = "") -> int:
        """Redraws the cards of these paths and shows or hides follow-up questions; how many came."""
        still = next((card for card in self.cards.values() if card.current), None)
        before = {path for path, card in self.cards.items() if not card.isHidden()}
        top = top_of(still, self._content) if still else 0
        for path, card in self.cards.items():
            if path in paths:
                card.refresh()
            else:
                card.refresh_words()
        came = [path for path in self.cards if self._state.relevant(path) and path not in before]
        gone = [path for path in before if not self._state.relevant(path)]
        if came or gone:
            self.show_relevant(only)
            if still and still.question.path not in gone:
                self._keep_still(still, top)
        return len(came)

    def _keep_still(self, card: QuestionCard, top: int) -> None:
        # a follow-up question that appears above must not push the current one away
        self._lay_out()
        moved = top_of(card, self._content) - top
        if moved:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def _lay_out(self) -> None:
        # a question that has just been shown gets its place now, not after the next event
        content = self.widget()
        self._layout.activate()
        QCoreApplication.sendPostedEvents(content, QEvent.Type.LayoutRequest.value)

    def reveal(self, path: str) -> None:
        """Scrolls so that the whole question is seen, moving as little as possible."""
        card = self.cards.get(path)
        if card is None:
            return
        self._lay_out()
        bar, height, em = self.verticalScrollBar(), self.viewport().height(), self.fontMetrics().height()
        top, bottom = top_of(card, self._content) - em, top_of(card, self._content) + card.height() + em
        if bottom - top > height or top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            # the next question goes to the top third, so that several answers pass without moving
            bar.setValue(max(bottom - height, top - height // 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are for the answers; only the page keys scroll."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def flush(self) -> None:
        """Gives everything that was typed and not given yet."""
        for card in self.cards.values():
            card.answer.flush()
        if self.conclusion is not None:
            self.conclusion.flush()
