# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers chosen from a list: one or several, as big rows with a key, or a drop-down for long lists."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.forms.model import Question
from wwdesk.ui.answers.base import AnswerWidget
from wwdesk.ui.answers.option import CheckOption, RadioOption
from wwdesk.ui.form_keys import keys_of

LONG_LIST = 12
"""Above this number of choices rows no longer fit a screen."""


class SelectAnswer(AnswerWidget):
    """Rows of choices; subclasses say what picking one does."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self._keys = keys_of(question.choices)
        self._rows: dict[str, RadioOption | CheckOption] = {}
        self._here = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for index, choice in enumerate(question.choices):
            key = self._keys.get(choice.name)
            row = self._make_row(choice.label, "" if key is None else str(key))
            row.picked.connect(partial(self._space, choice.name))
            row.turned.connect(partial(self._turned, choice.name))
            row.moved.connect(partial(self._move, index))
            layout.addWidget(row)
            self._rows[choice.name] = row
        self._one_tab_stop()

    def _make_row(self, label: str, key: str) -> RadioOption | CheckOption:
        raise NotImplementedError

    def _pick(self, name: str) -> None:
        raise NotImplementedError

    def _turned(self, name: str) -> None:
        # Qt has turned the row already; picking turns it again
        row = self._rows[name]
        row.choose(not row.isChecked())
        if not self._read_only:
            self._pick(name)

    def _space(self, name: str) -> None:
        if not self._read_only:
            self._pick(name)

    def set_read_only(self, read_only: bool) -> None:
        """The rows keep the keyboard, so that a screen reader reads them too."""
        self._read_only = read_only
        for row in self._rows.values():
            row.look.fixed = read_only

    def _move(self, start: int, step: int) -> None:
        rows = list(self._rows.values())
        order = [(start + step * count) % len(rows) for count in range(1, len(rows) + 1)]
        self._here = next((place for place in order if not rows[place].isHidden()), start)
        self._one_tab_stop()
        rows[self._here].setFocus(Qt.FocusReason.TabFocusReason)

    def _one_key(self, name: str) -> None:
        self._pick(name)

    def _one_tab_stop(self) -> None:
        # Tab goes from question to question; arrows go from row to row
        for index, row in enumerate(self._rows.values()):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == self._here else Qt.FocusPolicy.ClickFocus)

    def _step_to(self, names: list[str]) -> None:
        order = list(self._rows)
        self._here = order.index(names[0]) if names and names[0] in self._rows else 0
        self._one_tab_stop()

    def reachable(self) -> QWidget | None:
        """The chosen row, or the first that can be chosen now."""
        here = list(self._rows.values())[self._here]
        return super().reachable() if here.isHidden() else here

    def controls(self) -> list[QWidget]:
        """The rows."""
        return list(self._rows.values())

    def digit(self, number: int) -> bool:
        """Picks the row with this key."""
        for name, key in self._keys.items():
            if key == number and not self._read_only and not self._rows[name].isHidden():
                self._step_to([name])
                self._one_key(name)
                return True
        return False

    def show_earlier(self, value: str, words: str) -> None:
        """Marks the rows chosen in the earlier screening."""
        names = value.split()
        for name, row in self._rows.items():
            row.look.earlier = name in names
            row.updateGeometry()
            row.update()

    def allow(self, names: frozenset[str]) -> None:
        """Hides the rows that an earlier answer rules out."""
        for name, row in self._rows.items():
            row.setVisible(name in names)

    def describe(self, description: str) -> None:
        """Adds to each row its key and, on the row chosen before, that it was."""
        for row in self._rows.values():
            parts = [t("screening.key_is", key=row.look.key)] if row.look.key else []
            if row.look.earlier:
                parts.append(t("screening.earlier_row"))
            row.setAccessibleDescription(" ".join([*parts, description]).strip())


class SelectOne(SelectAnswer):
    """One choice out of a few."""

    def _make_row(self, label: str, key: str) -> RadioOption:
        return RadioOption(label, key, self)

    def _move(self, start: int, step: int) -> None:
        # as radio buttons do everywhere an arrow chooses, but only once something is chosen here,
        # so that reading the levels one by one neither answers nor changes the earlier answer
        answered = any(row.isChecked() and not row.look.carried for row in self._rows.values())
        super()._move(start, step)
        if answered and not self._read_only:
            self._pick(list(self._rows)[self._here])

    def _pick(self, name: str) -> None:
        for other, row in self._rows.items():
            row.choose(other == name)
        self._step_to([name])
        self.given.emit(name)

    def _one_key(self, name: str) -> None:
        self._pick(name)
        self.completed.emit()

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Chooses the row of an answer."""
        for name, row in self._rows.items():
            row.look.carried = carried
            row.choose(name == value)
            row.update()
        self._step_to([value])


class SelectMultiple(SelectAnswer):
    """Any number of choices; "niet besproken" stands alone."""

    def _make_row(self, label: str, key: str) -> CheckOption:
        return CheckOption(label, key, self)

    def _pick(self, name: str) -> None:
        row = self._rows[name]
        row.choose(not row.isChecked())
        chosen = [other for other, each in self._rows.items() if each.isChecked()]
        if row.isChecked():
            alone = [other for other in chosen if self._keys.get(other) == 0]
            chosen = [name] if name in alone else [other for other in chosen if other not in alone]
        for other, each in self._rows.items():
            each.choose(other in chosen)
        self._here = list(self._rows).index(name)
        self._one_tab_stop()
        self.given.emit(" ".join(chosen))

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Ticks the rows of an answer."""
        names = value.split()
        for name, row in self._rows.items():
            row.look.carried = carried
            row.choose(name in names)
            row.update()
        if not any(row.hasFocus() for row in self._rows.values()):
            self._step_to(names)


class SelectList(AnswerWidget):
    """One choice out of a long list, as a drop-down that is searched by typing."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self._box = QComboBox(self)
        self._box.setAccessibleName(question.label)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(20)
        self._box.addItem(t("screening.nothing_chosen"), "")
        for choice in question.choices:
            self._box.addItem(choice.label, choice.name)
        self._box.activated.connect(lambda: self.given.emit(self._box.currentData()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._box)

    def controls(self) -> list[QWidget]:
        """The drop-down."""
        return [self._box]

    def takes_text(self) -> bool:
        """Typing searches the list."""
        return True

    def allow(self, names: frozenset[str]) -> None:
        """Offers only these choices and what is chosen."""
        chosen = self._box.currentData()
        self._box.clear()
        self._box.addItem(t("screening.nothing_chosen"), "")
        for choice in self.question.choices:
            if choice.name in names or choice.name == chosen:
                self._box.addItem(choice.label, choice.name)
        self._box.setCurrentIndex(max(0, self._box.findData(chosen)))

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows an answer of the list."""
        self._box.setCurrentIndex(max(0, self._box.findData(value)))
