# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Choices put in order: by keyboard or by dragging."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wwdesk.domain.texts import t
from wwdesk.forms.model import Question
from wwdesk.ui.answers.base import AnswerWidget
from wwdesk.ui.labels import PlainLabel


class RankAnswer(AnswerWidget):
    """A list whose order is the answer; until somebody orders it there is none."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self._value = ""
        self._allowed: frozenset[str] | None = None
        self.list = QListWidget(self)
        self.list.setAccessibleName(f"{question.label}: {t('filling.rank.list')}")
        self.list.setAccessibleDescription(t("filling.rank.hint"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.model().rowsMoved.connect(self._give)
        self.list.installEventFilter(self)
        self.good = QPushButton(t("filling.rank.good"), self)
        self.good.setAccessibleName(f"{question.label}: {t('filling.rank.good')}")
        self.good.clicked.connect(self._give)
        self._state = PlainLabel(parent=self, role="hint")
        line = QHBoxLayout()
        line.addWidget(self.good)
        line.addWidget(self._state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._hint = PlainLabel(t("filling.rank.hint"), self, role="hint")
        column.addWidget(self._hint)
        column.addWidget(self.list)
        column.addLayout(line)
        self._fill([choice.name for choice in question.choices])
        self._fit()

    def controls(self) -> list[QWidget]:
        """The list and the button that says it is right."""
        return [self.list, self.good]

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows the order given, or the one of the form."""
        self._value = value
        names = [choice.name for choice in self.question.choices]
        wanted = [*value.split(), *(name for name in names if name not in value.split())] if value else names
        if wanted != self._order():
            self._fill(wanted)
        self._hint.setVisible(not self._read_only)
        self.good.setVisible(not value and not self._read_only)
        self._state.setText("" if value else t("filling.rank.open"))

    def allow(self, names: frozenset[str]) -> None:
        """Hides what can no longer be chosen."""
        self._allowed = names
        self._hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and an arrow move a line."""
        if watched is self.list and isinstance(event, QKeyEvent) and not self._read_only:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            moves = step is not None and event.modifiers() == Qt.KeyboardModifier.AltModifier
            if moves and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # elsewhere in a form the same keys turn pages
                return True
            if step is not None and moves and event.type() == QEvent.Type.KeyPress:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters and the looks."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The height of a line is only sure once it is shown."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = max(self.list.sizeHintForRow(0), self.fontMetrics().height())
        self.list.setFixedHeight(line * min(10, max(2, self.list.count())) + 10)

    def _fill(self, names: list[str]) -> None:
        labels = {choice.name: choice.label for choice in self.question.choices}
        row = self.list.currentRow()
        here = self._order()[row] if row >= 0 else ""
        self.list.clear()
        for name in names:
            item = QListWidgetItem(labels.get(name, name))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.list.setCurrentRow(names.index(here) if here in names else 0)
        self._hide()

    def _hide(self) -> None:
        """Hides what cannot be chosen; the line the keyboard is on is always one that is seen."""
        hidden = [self._allowed is not None and name not in self._allowed for name in self._order()]
        for row, away in enumerate(hidden):
            self.list.item(row).setHidden(away)
        if hidden and hidden[self.list.currentRow()] and False in hidden:
            self.list.setCurrentRow(hidden.index(False))

    def _order(self) -> list[str]:
        return [str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.list.count())]

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        goal = row + step
        # a choice that cannot be chosen now is not seen: a line moves past it
        while 0 <= goal < self.list.count() and self.list.item(goal).isHidden():
            goal += step
        if 0 <= goal < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(goal, item)
            self.list.setCurrentRow(goal)
            self._give()

    def _give(self) -> None:
        visible = [
            str(self.list.item(row).data(Qt.ItemDataRole.UserRole))
            for row in range(self.list.count())
            if not self.list.item(row).isHidden()
        ]
        value = " ".join(visible)
        if value != self._value and not self._read_only:
            self._value = value
            self.given.emit(value)
