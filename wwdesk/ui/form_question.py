# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One question on a card: its words, the help on demand, the answer, the earlier answer, and what is wrong."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QGroupBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.ui.answers.factory import answer_widget
from wwdesk.ui.answers.select import SelectAnswer
from wwdesk.ui.answers.words import answer_words
from wwdesk.ui.form_colours import FormColours
from wwdesk.ui.form_keys import digit_of, is_key_press
from wwdesk.ui.form_state import FormState
from wwdesk.ui.labels import PlainLabel


class QuestionCard(QGroupBox):
    """A question that is answered by keyboard: digits, Enter, =, Delete and U.

    A group box, so that a screen reader says the question when the keyboard enters it; the frame
    is drawn here.
    """

    entered = Signal(str)
    wants_next = Signal()
    wants_previous = Signal()

    def __init__(self, state: FormState, question: Question, earlier_on: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self.current = False
        self.single_keys = True
        self._state = state
        self._earlier_on = earlier_on
        self._number = state.number(question.path)
        self._words = ""
        self._fetched = ""
        self._allowed = frozenset(choice.name for choice in question.choices)
        self._layout = QVBoxLayout(self)
        self.answer = answer_widget(question, state.today, self)
        self._add_words()
        self._add_earlier()
        self._layout.addWidget(self.answer)
        self._problem = PlainLabel(parent=self, role="problem")
        self._problem.hide()
        self._layout.addWidget(self._problem)
        self.answer.given.connect(partial(state.answer, question.path))
        self.answer.completed.connect(self.wants_next)
        self.answer.file_given.connect(partial(state.file_given.emit, question.path))
        for control in self.answer.controls():
            control.installEventFilter(self)
        self.answer.set_read_only(state.read_only)
        self._fit()
        self.refresh()

    def _add_words(self) -> None:
        line = QHBoxLayout()
        self._label = PlainLabel(parent=self, role="strong" if self._state.is_question(self.question) else "hint")
        line.addWidget(self._label, 1)
        self._help = QPushButton(t("screening.help"), self)
        self._help.setProperty("role", "link")
        self._help.setCheckable(True)
        self._help.setToolTip(t("screening.help_key"))
        self._help.setAccessibleName(t("screening.help_of", label=self.question.label))
        self._help.setVisible(bool(self.question.guidance))
        line.addWidget(self._help, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(line)
        words = " ".join(part for part in (self.question.hint, _scale(self.question)) if part)
        hint = PlainLabel(words, self, role="hint")
        hint.setVisible(bool(words))
        self._layout.addWidget(hint)
        guidance = PlainLabel(self.question.guidance, self, role="guidance")
        guidance.hide()
        self._help.toggled.connect(guidance.setVisible)
        self._layout.addWidget(guidance)

    def _add_earlier(self) -> None:
        self._earlier_line = QWidget(self)
        line = QHBoxLayout(self._earlier_line)
        line.setContentsMargins(0, 0, 0, 0)
        self._earlier = PlainLabel(parent=self._earlier_line, role="hint")
        self._confirm = QPushButton(t("screening.confirm"), self._earlier_line)
        self._confirm.setAccessibleName(t("screening.confirm_of", label=self.question.label))
        self._confirm.clicked.connect(self._confirm_earlier)
        line.addWidget(self._earlier, 1)
        line.addWidget(self._confirm)
        self._layout.addWidget(self._earlier_line)
        value = self._state.earlier.get(self.question.path, "")
        self._earlier_words = answer_words(self.question, value)
        self.answer.show_earlier(value, self._earlier_words)

    def _fit(self) -> None:
        em = self.fontMetrics().height()
        self._layout.setContentsMargins(em, round(em * 0.7), em, round(em * 0.7))
        self._layout.setSpacing(max(4, em // 3))

    # showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Shows the answer, the earlier one and the problem as they are now."""
        path = self.question.path
        self.refresh_words()
        carried = self._state.carried(path)
        value = self._state.value(path)
        here = QApplication.focusWidget()
        inside = here is not None and self.isAncestorOf(here)
        self.answer.show_answer(value, carried=carried)
        self._let_reach(value)
        if value and self.question.kind in (QuestionKind.FILE, QuestionKind.SIGNATURE):
            self._fetch(value)
        problem = self._state.problem(path)
        self._problem.setText(t("screening.problem_line", problem=problem) if problem else "")
        self._problem.setVisible(bool(problem))
        self._show_earlier(carried=carried)
        parts = (self.question.hint, self._earlier.text() if self._earlier_words else "", problem)
        self.answer.describe(" ".join(part for part in parts if part))
        self.update()
        if inside and here is not None and here.isHidden():
            # the button that was pressed is gone: the keyboard stays in its question
            self.take_focus()

    def _let_reach(self, value: str) -> None:
        """Where nothing of the answer can have the keyboard, the question itself has it, so that it can be read."""
        bare = self._state.is_question(self.question) and self.answer.reachable() is None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if bare else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription(answer_words(self.question, value) if bare else "")

    def take_focus(self) -> None:
        """Puts the keyboard on the control that shows the answer."""
        (self.answer.reachable() or self).setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came into this question, which has nothing else to act on."""
        super().focusInEvent(event)
        self.entered.emit(self.question.path)

    def _fetch(self, name: str) -> None:
        """Asks for the file that is the answer, once per file."""
        if self._state.sheet.file_of is None or name == self._fetched:
            return
        self._fetched = name

        def arrived(data: bytes) -> None:
            if self._state.value(self.question.path) == name:
                self.answer.show_file(data)

        self._state.sheet.file_of(name, arrived)

    def refresh_words(self) -> None:
        """Follows answers elsewhere that are part of the question or rule choices out."""
        words = self._state.label(self.question.path)
        if words != self._words:
            self._words = words
            self.setAccessibleName(t("screening.question_spoken", number=self._number, label=words))
            shown = t("screening.question_line", number=self._number, label=words)
            self._label.setText(shown if self._state.is_question(self.question) else words)
        if self.question.choices:
            allowed = self._state.choices(self.question.path)
            if allowed != self._allowed:
                self._allowed = allowed
                self.answer.allow(allowed)

    def _show_earlier(self, *, carried: bool) -> None:
        words = self._earlier_words
        if not words or not self._state.is_question(self.question):
            self._earlier_line.hide()
            return
        same = self._state.value(self.question.path) == self._state.earlier.get(self.question.path, "")
        key = "to_confirm" if carried else "same" if same else "changed"
        # the rows of choices carry the mark "vorige keer" themselves
        marked = isinstance(self.answer, SelectAnswer)
        if carried and marked:
            key = "to_confirm_marked"
        self._earlier_line.setVisible(carried or not marked)
        self._earlier.setText(t(f"screening.earlier_line.{key}", day=self._earlier_on, words=words))
        self._confirm.setVisible(carried)

    def set_current(self, *, current: bool) -> None:
        """Marks the question the keyboard is in."""
        if current != self.current:
            self.current = current
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the card; the current one has a bar at its left, one with a problem a double line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = FormColours(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self._state.is_question(self.question):
            return
        painter.setPen(QPen(colours.accent if self.current else colours.line, 1.2))
        painter.setBrush(colours.paper)
        painter.drawRoundedRect(frame, 8, 8)
        if self.current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            painter.drawRoundedRect(QRectF(self.width() - 5 if mirrored else 0, 6, 5, self.height() - 12), 2.5, 2.5)
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    # keys ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notices that the keyboard came into this question, and that "=" confirms what a field shows."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.question.path)
        elif isinstance(event, QKeyEvent) and is_key_press(event) and self._confirmed_in_field(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys the answer itself has no use for."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self.answer.flush()
            (self.wants_previous if modifiers else self.wants_next).emit()
        elif self.answer.takes_text() or not self._answer_key(event):
            event.ignore()

    def _answer_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace:
            self.wants_previous.emit()
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._state.answer(self.question.path, "")
            return True
        return self.single_keys and self._single_key(event)

    def _single_key(self, event: QKeyEvent) -> bool:
        number = digit_of(event)
        if number is not None:
            return self.answer.digit(number)
        if event.text() == "=":
            return self._confirm_earlier()
        if event.text() in ("u", "U") and self.question.guidance:
            self._help.toggle()
            return True
        return False

    def _confirmed_in_field(self, event: QKeyEvent) -> bool:
        """In a field "=" would be typed; it confirms only while nobody has typed anything."""
        meant = event.text() == "=" and self.single_keys and self.answer.takes_text() and self.answer.untouched()
        return meant and self._confirm_earlier()

    def _confirm_earlier(self) -> bool:
        if not self._state.confirm(self.question.path):
            return False
        self.wants_next.emit()
        return True


def _scale(question: Question) -> str:
    """The ends of a scale, in words."""
    if question.limits is None:
        return ""
    lowest, highest = (f"{float(end):g}".replace(".", ",") for end in (question.limits.lowest, question.limits.highest))
    return t("filling.scale", lowest=lowest, highest=highest)
