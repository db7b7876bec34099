# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Labelled input fields: a label that leads to its control, how the input was read, and what is wrong.

Every field has one text (`text`, `set_text`), whatever its control is. An editor compares those
texts to know what changed, so a field never throws away what was typed because it cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wwdesk.domain.names import fold
from wwdesk.domain.texts import t
from wwdesk.ui.labels import PlainLabel


def repolish(widget: QWidget) -> None:
    """Lets the style sheet look again at the properties of a widget."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Field(QWidget):
    """A label, a control, a note on how the input was read, and a sentence on what is wrong."""

    changed = Signal()
    """The worker (or `set_text`) changed the input."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__()
        self.label = label
        self.required = False
        self._hint = hint
        self._label = PlainLabel(label, role="field")
        self._note = PlainLabel("", role="field-note")
        self._problem = PlainLabel("", role="problem")
        self._other = PlainLabel("", role="field-note")
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addWidget(self._label)
        self._column.addLayout(self._row)
        for part in (self._note, self._problem, self._other):
            part.hide()
            self._column.addWidget(part)
        self._control: QWidget = self
        self.set_note("")

    def place_control(self, control: QWidget, *beside: QWidget) -> None:
        """Puts the control below the label; called once by each kind of field."""
        self._control = control
        control.setAccessibleName(self.label)
        self._label.setBuddy(control)
        self.setFocusProxy(control)
        self._row.addWidget(control, 1)
        for widget in beside:
            self._row.addWidget(widget)
        self._describe()

    @property
    def control(self) -> QWidget:
        """The widget that takes the input."""
        return self._control

    def text(self) -> str:
        """The input as text, exactly as it would be typed."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Fills the field."""
        raise NotImplementedError

    def shown_text(self, text: str) -> str:
        """`text` as people read it; differs where the field keeps codes."""
        return text

    def trouble(self) -> str:
        """What is wrong with the input as a Dutch sentence; empty when it is right."""
        return t("fields.required") if self.required and not self.text().strip() else ""

    def set_label(self, label: str) -> None:
        """Gives the field another name."""
        self.label = label
        self._label.setText(label)
        self._control.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Changes the hint that stands below the control while there is no note."""
        self._hint = hint
        self.set_note("")

    def set_note(self, note: str) -> None:
        """Says below the control how the input was read; without a note the hint stands there."""
        shown = note or self._hint
        self._note.setText(shown)
        self._note.setVisible(bool(shown) and not self._problem.text())
        self._describe()

    def set_problem(self, sentence: str) -> None:
        """Says below the control what is wrong; empty takes it away."""
        if sentence == self._problem.text() and bool(sentence) == bool(self._control.property("invalid")):
            return
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._note.setVisible(bool(self._note.text()) and not sentence)
        self._control.setProperty("invalid", bool(sentence))
        repolish(self._control)
        self._describe()

    def problem(self) -> str:
        """The sentence shown at the field now."""
        return self._problem.text()

    def set_other(self, sentence: str) -> None:
        """Says below the control what another worker wrote meanwhile."""
        self._other.setText(sentence)
        self._other.setVisible(bool(sentence))
        self._describe()

    def _describe(self) -> None:
        parts = (self._note.text(), self._problem.text(), self._other.text())
        self._control.setAccessibleDescription(" ".join(part for part in parts if part))


class TextField(Field):
    """One line of text; `check` gives a sentence for text that cannot be right."""

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        tidy: Callable[[str], str] | None = None,
        check: Callable[[str], str] | None = None,
        max_length: int = 200,
    ) -> None:
        super().__init__(label, hint)
        self._tidy = tidy
        self._check = check
        self.line = QLineEdit()
        self.line.setMaxLength(max_length)
        self.line.textChanged.connect(self._on_changed)
        self.line.editingFinished.connect(self._on_left)
        self.place_control(self.line)

    def text(self) -> str:
        """See Field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """See Field."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def trouble(self) -> str:
        """See Field."""
        typed = self.text().strip()
        if typed and self._check is not None:
            return self._check(typed)
        return super().trouble()

    def _on_changed(self) -> None:
        # A sentence that is no longer true goes at once; a new one waits until the worker is done.
        if self.problem() and not self.trouble():
            self.set_problem("")
        self.changed.emit()

    def _on_left(self) -> None:
        typed = self.line.text()
        tidied = self._tidy(typed) if self._tidy else " ".join(typed.split())
        if tidied != typed:
            # Selecting and inserting keeps the step in the field's own undo.
            self.line.selectAll()
            self.line.insert(tidied)


class _GrowingText(QPlainTextEdit):
    """Several lines that leave Tab to the form and grow with what is typed."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fits again when the font grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits again when lines wrap elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        shown = round(self.document().size().height())  # in lines, wrapped ones too: so a plain text document counts
        lines = max(self._lines, min(max(4, self._lines * 3), shown + (self._lines > 1)))
        margins = self.contentsMargins()
        frame = round(self.document().documentMargin() * 2) + self.frameWidth() * 2
        height = self.fontMetrics().lineSpacing() * lines + frame + margins.top() + margins.bottom()
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)


class LongTextField(Field):
    """Several lines of plain text."""

    def __init__(self, label: str, hint: str = "", *, lines: int = 4) -> None:
        super().__init__(label, hint)
        self.area = _GrowingText(lines)
        self.area.textChanged.connect(self._on_changed)
        self.place_control(self.area)

    def text(self) -> str:
        """See Field."""
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        """See Field."""
        self.area.setPlainText(text)

    def _on_changed(self) -> None:
        if self.problem() and not self.trouble():
            self.set_problem("")
        self.changed.emit()


class _CalmCombo(QComboBox):
    """A list to choose from that leaves the mouse wheel to the page and takes back a choice on Ctrl+Z."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._before: list[int] = []
        self._now = -1
        self.currentIndexChanged.connect(self._remember)

    def forget(self) -> None:
        """Makes the present choice the first one."""
        self._before.clear()
        self._now = self.currentIndex()

    def _remember(self, index: int) -> None:
        if self._now >= 0:
            self._before.append(self._now)
        self._now = index

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change an answer the pointer happens to pass."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z chooses what was chosen before."""
        if event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier and self._before:
            earlier = self._before.pop()
            self._now = -1
            self.setCurrentIndex(earlier)
            self._now = earlier
            return
        super().keyPressEvent(event)


class ChoiceField(Field):
    """One of a list of codes, shown by their labels. The first choice is "not known" unless told otherwise."""

    def __init__(
        self, label: str, choices: Iterable[tuple[str, str]], hint: str = "", *, empty: str | None = None
    ) -> None:
        super().__init__(label, hint)
        self.combo = _CalmCombo()
        self.combo.view().setAccessibleName(label)
        self._empty = t("fields.not_chosen") if empty is None else empty
        self._fill(choices)
        self.combo.currentIndexChanged.connect(self._on_changed)
        self.place_control(self.combo)

    def _fill(self, choices: Iterable[tuple[str, str]]) -> None:
        if self._empty:
            self.combo.addItem(self._empty, "")
        for code, shown in choices:
            self.combo.addItem(shown, code)
        self.combo.forget()

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Replaces the choices; what is chosen stays chosen."""
        chosen = self.text()
        blocker = QSignalBlocker(self.combo)
        self.combo.clear()
        self._fill(choices)
        self.set_text(chosen)
        blocker.unblock()

    def text(self) -> str:
        """The code chosen."""
        return str(self.combo.currentData() or "")

    def set_text(self, text: str) -> None:
        """Chooses a code; one that left the list stays choosable, so that old data is kept."""
        index = self.combo.findData(text)
        if index < 0 and not text:
            index = 0
        elif index < 0:
            self.combo.addItem(text, text)
            index = self.combo.count() - 1
        self.combo.setCurrentIndex(index)
        self.combo.forget()

    def shown_text(self, text: str) -> str:
        """See Field."""
        index = self.combo.findData(text)
        return self.combo.itemText(index) if index >= 0 else text

    def _on_changed(self) -> None:
        if self.problem() and not self.trouble():
            self.set_problem("")
        self.changed.emit()


class SwitchField(Field):
    """Yes or no, as one check box whose own words are the label."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label, hint)
        self.box = QCheckBox(label.replace("&", "&&"))
        self._label.hide()
        self.box.toggled.connect(self.changed)
        self.place_control(self.box)

    def text(self) -> str:
        """`1` for yes, empty for no."""
        return "1" if self.box.isChecked() else ""

    def set_text(self, text: str) -> None:
        """See Field."""
        self.box.setChecked(bool(text))

    def shown_text(self, text: str) -> str:
        """See Field."""
        return t("fields.yes") if text else t("fields.no")


class SuggestField(TextField):
    """One line of text with suggestions from a list while typing; other text is fine too."""

    def __init__(self, label: str, hint: str = "", *, suggestions: Iterable[str] = ()) -> None:
        super().__init__(label, hint)
        self.set_suggestions(suggestions)

    def set_suggestions(self, suggestions: Iterable[str]) -> None:
        """Replaces the suggestions."""
        completer = QCompleter(list(suggestions), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            popup.setAccessibleName(self.label)
        self.line.setCompleter(completer)


class CodedField(SuggestField):
    """One line of text that keeps the code of a list where its label is typed, and other text as it is."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]], hint: str = "") -> None:
        self._labels = dict(choices)
        self._codes = {fold(shown): code for code, shown in self._labels.items()}
        super().__init__(label, hint, suggestions=self._labels.values())

    def text(self) -> str:
        """The code, or the text that is no label."""
        typed = " ".join(self.line.text().split())
        return self._codes.get(fold(typed), typed)

    def set_text(self, text: str) -> None:
        """Shows a code by its label."""
        super().set_text(self.shown_text(text))

    def shown_text(self, text: str) -> str:
        """See Field."""
        return self._labels.get(text, text)


class FocusWatcher(QObject):
    """Tells when a widget gets or loses the keyboard."""

    entered = Signal()
    left = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject; never keeps an event."""
        if isinstance(event, QFocusEvent):
            (self.entered if event.gotFocus() else self.left).emit()
        return super().eventFilter(watched, event)
