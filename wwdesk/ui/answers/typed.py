# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that are typed: text, numbers, dates and times.

Typed text is given after two seconds of rest and when the field is left, so that a fallen
machine costs at most the words of the last two seconds.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.ui.answers.base import AnswerWidget
from wwdesk.ui.answers.spelling import shown, spell, understood
from wwdesk.ui.answers.words import answer_words
from wwdesk.ui.labels import PlainLabel

REST = 2000
"""Milliseconds without a key before typed text is given."""

_WIDTHS = {
    QuestionKind.INTEGER: 9,
    QuestionKind.DECIMAL: 9,
    QuestionKind.DATE: 14,
    QuestionKind.TIME: 8,
    QuestionKind.DATETIME: 18,
}
"""Widths of fields in letters: a field as wide as its answer says what is expected."""


class LineAnswer(AnswerWidget):
    """One line: a short text, a number, a date or a time."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self._given = ""
        self._edit = QLineEdit(self)
        self._edit.setAccessibleName(question.label)
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._typed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.flush)
        self._reading = PlainLabel(parent=self, role="hint")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._edit)
        if question.kind in _WIDTHS:
            letters = _WIDTHS[question.kind]
            self._edit.setFixedWidth(letters * self.fontMetrics().horizontalAdvance("0") + 24)
            row.addWidget(self._reading, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        if event.type() == QEvent.Type.FontChange and self.question.kind in _WIDTHS:
            letters = _WIDTHS[self.question.kind]
            self._edit.setFixedWidth(letters * self.fontMetrics().horizontalAdvance("0") + 24)
        super().changeEvent(event)

    def controls(self) -> list[QWidget]:
        """The field."""
        return [self._edit]

    def takes_text(self) -> bool:
        """Digits typed here are text."""
        return True

    def untouched(self) -> bool:
        """Whether nothing was typed since the answer was shown; a text must be selected or empty as well."""
        text = self._edit.text()
        whole = self.question.kind in _WIDTHS or self._edit.selectedText() == text
        return whole and text == shown(self.question.kind, self._given)

    def set_read_only(self, read_only: bool) -> None:
        """The text can still be selected and copied."""
        self._read_only = read_only
        self._edit.setReadOnly(read_only)

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows an answer as people write it, unless that is what stands there."""
        self._given = value
        kind = self.question.kind
        if spell(kind, self._edit.text(), self.today) != value or not self._edit.hasFocus():
            words = shown(kind, value)
            if words != self._edit.text():
                self._edit.setText(words)
        self._tell_reading(value)

    def flush(self) -> None:
        """Gives what stands in the field, read where it can be read and as typed where not."""
        self._rest.stop()
        typed = self._edit.text()
        value = spell(self.question.kind, typed, self.today)
        value = typed.strip() if value is None else value
        if value != self._given and not self._read_only:
            self._given = value
            self.given.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gives the answer when the field is left, and shows it as it was read."""
        if watched is self._edit and event.type() == QEvent.Type.FocusOut:
            self.flush()
            words = shown(self.question.kind, self._given)
            if words != self._edit.text():
                self._edit.setText(words)
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._rest.start()
        self._tell_reading(spell(self.question.kind, text, self.today) or "")

    def _tell_reading(self, value: str) -> None:
        self._reading.setText(understood(self.question.kind, value))


class GrowingText(QPlainTextEdit):
    """A text field of several lines that is as high as its text; Tab leaves it."""

    def __init__(self, name: str, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = max(self._lines, min(14, int(self.document().size().height()) + 1))
        margins = self.contentsMargins()
        room = 2 * self.document().documentMargin() + margins.top() + margins.bottom() + 2
        self.setFixedHeight(round(lines * self.fontMetrics().lineSpacing() + room))

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys with Ctrl or Alt that are no text go to the form."""
        super().keyPressEvent(event)


class BlockAnswer(AnswerWidget):
    """A text of several lines."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self._given = ""
        self._edit = GrowingText(question.label, self)
        self._edit.installEventFilter(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.flush)
        self._edit.textChanged.connect(self._typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._edit)
        layout.addWidget(PlainLabel(t("screening.block_keys"), role="hint"))

    def controls(self) -> list[QWidget]:
        """The field."""
        return [self._edit]

    def takes_text(self) -> bool:
        """Digits typed here are text."""
        return True

    def set_read_only(self, read_only: bool) -> None:
        """The text can still be selected and copied."""
        self._read_only = read_only
        self._edit.setReadOnly(read_only)

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows a text without moving the cursor of somebody who is typing it."""
        self._given = value
        if self._edit.toPlainText().strip() != value:
            self._edit.setPlainText(value)
            self._rest.stop()

    def flush(self) -> None:
        """Gives the text."""
        self._rest.stop()
        value = self._edit.toPlainText().strip()
        if value != self._given and not self._read_only:
            self._given = value
            self.given.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gives the text when the field is left."""
        if watched is self._edit and event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._rest.start()


class NoteAnswer(AnswerWidget):
    """A line of explanation between questions, or a value the form calculates: nothing to answer."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self._shown = PlainLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._shown)
        self._shown.hide()

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows the value that was calculated, if there is one."""
        self._shown.setText(answer_words(self.question, value))
        self._shown.setVisible(bool(value))
