# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A repeated group on screen: a box per row, with a button to take it away, and one to add another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.forms.model import Group, Question, QuestionKind
from wwdesk.ui.form_question import QuestionCard
from wwdesk.ui.form_state import FormState
from wwdesk.ui.labels import PlainLabel

MakeCard = Callable[[Question, QWidget], QuestionCard]


@dataclass(frozen=True, slots=True)
class Roads:
    """Where the keyboard goes from the end of the rows of the group at a path: on after them, or back into them."""

    on: Callable[[str], None]
    back: Callable[[str], None]


def row_title(state: FormState, row: str) -> str:
    """What a row is called: the group and its number."""
    group = state.rows.at(row)
    number = row[row.rindex("[") + 1 : -1]
    return t("filling.row", group=(state.label(row) or group.label or group.name) if group else "", number=number)


class RowButton(QPushButton):
    """A button about rows, which Enter presses too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, also that of the number pad."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
        else:
            super().keyPressEvent(event)


class AddRow(RowButton):
    """Adds a row; Down goes on to what follows, and Up or the keys of a question go back."""

    wants_next = Signal()
    wants_previous = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a question that make sense here."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.wants_previous.emit()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.wants_next.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Backspace) and not event.modifiers():
            self.wants_previous.emit()
        else:
            super().keyPressEvent(event)


class RowBox(QFrame):
    """One row: its title, its questions, and groups within it."""

    def __init__(self, state: FormState, row: Group, make: MakeCard, roads: Roads, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = row.path
        self.cards: dict[str, QuestionCard] = {}
        self.blocks: list[RepeatBlock] = []
        self._state = state
        self._make = make
        self._roads = roads
        self._headings: list[tuple[PlainLabel, Group]] = []
        self.setProperty("role", "row")
        self._layout = QVBoxLayout(self)
        em = self.fontMetrics().height()
        self._layout.setContentsMargins(em, em // 2, 0, em // 2)
        self._layout.setSpacing(max(6, em // 2))
        head = QHBoxLayout()
        self.title = PlainLabel(parent=self, role="strong")
        self.remove = RowButton(t("filling.remove"), self)
        self.remove.setProperty("role", "link")
        self.remove.setToolTip(t("filling.remove_key"))
        self.remove.setVisible(state.rows.can_remove(row.path))
        self.remove.clicked.connect(lambda: state.rows.remove(self.path))
        head.addWidget(self.title, 1)
        head.addWidget(self.remove)
        self._layout.addLayout(head)
        self._add(row)
        self.name()

    def name(self) -> None:
        """Says which row this is, after the answers in its words or its number changed."""
        words = row_title(self._state, self.path)
        self.title.setText(words)
        self.setAccessibleName(words)
        self.remove.setAccessibleName(t("filling.remove_name", row=words))

    def _add(self, group: Group) -> None:
        for item in group.items:
            if isinstance(item, Group) and item.repeat:
                block = RepeatBlock(self._state, item, self._make, self._roads, self)
                self.blocks.append(block)
                self._layout.addWidget(block)
            elif isinstance(item, Group):
                heading = PlainLabel(item.label, self, role="strong")
                self._headings.append((heading, item))
                self._layout.addWidget(heading)
                self._add(item)
            elif item.kind is not QuestionKind.HIDDEN:
                card = self._make(item, self)
                self.cards[item.path] = card
                self._layout.addWidget(card)

    def all_cards(self) -> Iterator[QuestionCard]:
        """Every card in the row, also in rows within it."""
        yield from self.cards.values()
        for block in self.blocks:
            yield from block.all_cards()

    def show_relevant(self, only: str) -> None:
        """Shows what is asked now, or only one question."""
        for path, card in self.cards.items():
            card.setVisible(self._state.relevant(path) and (not only or path == only))
        for block in self.blocks:
            block.show_relevant(only)
        for heading, group in self._headings:
            heading.setVisible(bool(group.label) and not only and self._state.relevant(group.path))
        self.setVisible(not only or any(card.question.path == only for card in self.all_cards()))


class RepeatBlock(QWidget):
    """All rows of one repeated group. Box number n always shows row n, so rows move by showing other answers."""

    def __init__(self, state: FormState, group: Group, make: MakeCard, roads: Roads, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = group.path
        self.boxes: list[RowBox] = []
        self._state = state
        self._make = make
        self._roads = roads
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(max(6, self.fontMetrics().height() // 2))
        label = group.label or group.name
        self._title = PlainLabel(label, self, role="strong")
        self._hint = PlainLabel(group.hint, self, role="hint")
        self._hint.setVisible(bool(group.hint))
        self._none = PlainLabel(t("filling.none_counted" if group.counted else "filling.none"), self, role="hint")
        self.add = AddRow(t("filling.add", group=label), self)
        self.add.setAccessibleName(t("filling.add", group=label))
        self.add.setToolTip(t("filling.add_key"))
        self.add.clicked.connect(lambda: state.rows.add(self.path))
        self.add.wants_next.connect(lambda: self._roads.on(self.path))
        self.add.wants_previous.connect(lambda: self._roads.back(self.path))
        for widget in (self._title, self._hint, self._none):
            self._layout.addWidget(widget)
        self._rows = QVBoxLayout()
        self._layout.addLayout(self._rows)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        self._layout.addLayout(line)
        self.sync(group)

    def sync(self, group: Group) -> None:
        """Makes or takes away boxes until there is one per row."""
        rows = [item for item in group.items if isinstance(item, Group)]
        while len(self.boxes) > len(rows):
            box = self.boxes.pop()
            self._rows.removeWidget(box)
            box.hide()
            box.setParent(None)
            box.deleteLater()
        for row in rows[len(self.boxes) :]:
            box = RowBox(self._state, row, self._make, self._roads, self)
            self.boxes.append(box)
            self._rows.addWidget(box)
        for box, row in zip(self.boxes, rows, strict=True):
            inner = {item.path: item for item in _repeats(row)}
            for block in box.blocks:
                block.sync(inner[block.path])
            box.name()

    def all_cards(self) -> Iterator[QuestionCard]:
        """Every card of every row, in order."""
        for box in self.boxes:
            yield from box.all_cards()

    def all_blocks(self) -> Iterator[RepeatBlock]:
        """This block and those within its rows."""
        yield self
        for box in self.boxes:
            for block in box.blocks:
                yield from block.all_blocks()

    def show_relevant(self, only: str = "") -> None:
        """Shows what is asked now; with one question at a time only its row."""
        asked = self._state.relevant(self.path)
        for box in self.boxes:
            box.show_relevant(only)
        here = any(card.question.path == only for card in self.all_cards())
        self.setVisible(asked and (not only or here))
        self._title.setVisible(not only)
        self._none.setVisible(not self.boxes and not only)
        self.add.setVisible(self._state.rows.can_add(self.path))

    def place_in(self, content: QWidget) -> int:
        """Where the button to add stands, from the top of the page."""
        return self.add.mapTo(content, QPoint(0, 0)).y()


def _repeats(group: Group) -> Iterator[Group]:
    """The repeated groups directly in a row, also inside its other groups."""
    for item in group.items:
        if isinstance(item, Group) and item.repeat:
            yield item
        elif isinstance(item, Group):
            yield from _repeats(item)


def place_of(widget: QWidget | None) -> str:
    """Where a widget stands: the path of its row with a slash, or of the group a button adds to; else empty."""
    while widget is not None:
        if isinstance(widget, RowBox):
            return f"{widget.path}/"
        if isinstance(widget, RepeatBlock):
            return widget.path
        widget = widget.parentWidget()
    return ""
