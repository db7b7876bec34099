# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A form of fields that knows what changed, lists what is wrong and never drops what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.fields import Field
from wwdesk.ui.labels import PlainLabel

F = TypeVar("F", bound=Field)


class ProblemList(QFrame):
    """The problems of a form in reading order; each line leads to its field."""

    chosen = Signal(str)
    """The name of the field to go to."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "problem-list")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._title = PlainLabel("", role="problem-title")
        self._safe = PlainLabel(t("fields.summary.safe"), role="hint")
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.addWidget(self._title)
        column.addLayout(self._lines)
        column.addWidget(self._safe)
        self.buttons: list[QPushButton] = []
        self._words: list[PlainLabel] = []
        self.hide()

    def show_problems(self, problems: Iterable[tuple[str, str, str]]) -> None:
        """Shows (name, label, sentence) per field and takes the keyboard; none hides the list."""
        for old in (*self.buttons, *self._words):
            old.hide()
            self._lines.removeWidget(old)
            old.deleteLater()
        self.buttons, self._words = [], []
        for name, label, sentence in problems:
            button = QPushButton(label.replace("&", "&&"))
            button.setProperty("role", "link")
            button.setAccessibleName(t("fields.summary.line_name", field=label, problem=sentence))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            words = PlainLabel(sentence)
            row = len(self.buttons)
            self._lines.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._lines.addWidget(words, row, 1)
            self.buttons.append(button)
            self._words.append(words)
        self._title.setText(t("fields.summary", n=len(self.buttons)))
        self.setAccessibleName(self._title.text())
        self.setVisible(bool(self.buttons))
        if self.buttons:
            self.buttons[0].setFocus()


class TroubleNote(QFrame):
    """What went wrong above a form: what happened, what is safe, what to do. It covers nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "problem-list")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._what = PlainLabel("", role="problem-title")
        self._rest = PlainLabel("")
        column = QVBoxLayout(self)
        column.addWidget(self._what)
        column.addWidget(self._rest)
        self.hide()

    @property
    def told(self) -> str:
        """Everything it says."""
        return " ".join(part for part in (self._what.text(), self._rest.text()) if part)

    def tell(self, what: str, *rest: str) -> None:
        """Shows trouble and brings it into view."""
        self._what.setText(what)
        self._rest.setText(" ".join(part for part in rest if part))
        self._rest.setVisible(bool(self._rest.text()))
        self.setAccessibleName(self.told)
        self.show()
        show_in_view(self)

    def tell_error(self, trouble: BaseException) -> bool:
        """Shows a DeskError and returns True; other trouble is a mistake in the program and not for here."""
        if not isinstance(trouble, DeskError):
            return False
        self.tell(trouble.part("what"), trouble.part("safe"), trouble.part("do"))
        return True

    def clear(self) -> None:
        """Takes the note away."""
        self.hide()


class Editor(QWidget):
    """Named fields with one summary of problems, and the texts they had when they were last in step with the office.

    Fields live where a form puts them; the editor only needs to know them. `base` is what is
    stored, `texts` what stands on the screen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._base: dict[str, str] = {}
        self.problems = ProblemList()
        self.problems.chosen.connect(self.go_to)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.problems)

    def know(self, name: str, field: F) -> F:
        """Makes `field` part of the form under `name` and returns it."""
        self.fields[name] = field
        self._base[name] = field.text()
        field.changed.connect(self.changed)
        return field

    def texts(self) -> dict[str, str]:
        """What stands in each field."""
        return {name: field.text() for name, field in self.fields.items()}

    @property
    def dirty(self) -> bool:
        """Whether something typed is not stored."""
        return any(field.text().strip() != self._base[name].strip() for name, field in self.fields.items())

    def load(self, texts: Mapping[str, str]) -> None:
        """Fills the fields with what is stored; what was typed before is gone."""
        for name, field in self.fields.items():
            field.set_text(texts.get(name, ""))
            field.set_problem("")
            field.set_other("")
            self._base[name] = field.text()
        self.problems.show_problems(())
        self.changed.emit()

    def stored(self, texts: Mapping[str, str] | None = None) -> None:
        """`texts` (or what stands on the screen) is stored now; typing went on while it was being saved."""
        self._base = {**self._base, **(self.texts() if texts is None else texts)}
        for field in self.fields.values():
            field.set_other("")
        self.changed.emit()

    def put(self, texts: Mapping[str, str]) -> None:
        """Types texts into the fields, over what is stored: a draft brought back."""
        for name, text in texts.items():
            if name in self.fields:
                self.fields[name].set_text(text)

    def rebase(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Takes over what another worker stored meanwhile, except where something was typed here.

        A field changed on both sides keeps what was typed and shows the other text below it.
        Returns the names of those fields.
        """
        both: list[str] = []
        for name, field in self.fields.items():
            theirs, typed = texts.get(name, ""), field.text()
            if typed == self._base[name]:
                field.set_text(theirs)
            elif theirs not in (self._base[name], typed):
                shown = field.shown_text(theirs)
                field.set_other(t("fields.other_value", value=shown) if theirs else t("fields.other_empty"))
                both.append(name)
            self._base[name] = theirs
        self.changed.emit()
        return tuple(both)

    def check(self, more: Mapping[str, str] | None = None) -> bool:
        """Shows everything that is wrong, at the fields and in the list on top; True when nothing is.

        `more` are sentences by field name that the fields cannot know by themselves.
        """
        problems: list[tuple[str, str, str]] = []
        for name, field in self.fields.items():
            # A field that is put away (the name of an anonymous person) is not asked for.
            sentence = "" if field.isHidden() else (field.trouble() or (more or {}).get(name, ""))
            field.set_problem(sentence)
            if sentence:
                problems.append((name, field.label, sentence))
        self.problems.show_problems(problems)
        return not problems

    def go_to(self, name: str) -> None:
        """Puts the keyboard in a field."""
        field = self.fields[name]
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        show_in_view(field)


class InlineForm(QWidget):
    """A form that opens inside a page; Esc asks to put it away instead of leaving the page."""

    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no control wanted for itself."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class Columns(QWidget):
    """Widgets side by side where there is room for them, below each other where the font is large."""

    def __init__(
        self, *widgets: tuple[QWidget, int], characters: int = 60, spacing: int = 16, last_on_top: bool = False
    ) -> None:
        """`characters` is the width, in average characters, from which the widgets stand side by side.

        With `last_on_top` the last widget comes first where they stand below each other.
        """
        super().__init__()
        self._widgets = tuple(widget for widget, _ in widgets)
        self._narrow = QBoxLayout.Direction.BottomToTop if last_on_top else QBoxLayout.Direction.TopToBottom
        self._characters = characters
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for widget, stretch in widgets:
            self._box.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest widget: side by side is a choice, never a need."""
        width = max((widget.minimumSizeHint().width() for widget in self._widgets if not widget.isHidden()), default=0)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turns the row into a column, or back."""
        wide = self.width() >= self.fontMetrics().averageCharWidth() * self._characters
        direction = QBoxLayout.Direction.LeftToRight if wide else self._narrow
        if self._box.direction() != direction:
            self._box.setDirection(direction)


class Section(QFrame):
    """A titled group of fields."""

    def __init__(self, title: str = "", hint: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setSpacing(12)
        self.column.setContentsMargins(16, 12, 16, 16)
        if title:
            self.column.addWidget(PlainLabel(title, role="heading"))
            self.setAccessibleName(title)
        if hint:
            self.column.addWidget(PlainLabel(hint, role="hint"))

    def add(self, widget: QWidget) -> None:
        """Adds a widget below the others."""
        self.column.addWidget(widget)


def show_in_view(widget: QWidget) -> None:
    """Scrolls every area around a widget so that it can be seen, once what was just shown has its place."""
    QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 24, 48)
        parent = parent.parentWidget()


class FollowingScroll(QScrollArea):
    """A scroll area without a frame that brings the focused control into view and never scrolls sideways."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)


class Unsaved(Enum):
    """What a worker wants with typed text that is not stored."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class UnsavedDialog(QDialog):
    """Asks what to do with typed text that is not stored. Esc stays, so that nothing gets lost by accident."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("fields.unsaved.title"))
        self.answer = Unsaved.STAY
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(PlainLabel(t("fields.unsaved.question"), role="heading"))
        column.addWidget(PlainLabel(t("fields.unsaved.detail"), role="hint"))
        row = QHBoxLayout()
        column.addLayout(row)
        self.save = self._button(t("fields.unsaved.save"), Unsaved.SAVE, row)
        self.save.setDefault(True)
        self.save.setProperty("role", "primary")
        row.addStretch(1)
        self.discard = self._button(t("fields.unsaved.discard"), Unsaved.DISCARD, row)
        self.stay = self._button(t("fields.unsaved.stay"), Unsaved.STAY, row)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 56)

    def _button(self, label: str, answer: Unsaved, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(label)
        # Enter presses the button that has the keyboard, never another one.
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._decide(answer))
        row.addWidget(button)
        return button

    def _decide(self, answer: Unsaved) -> None:
        self.answer = answer
        self.accept()


def ask_unsaved(parent: QWidget) -> Unsaved:
    """Asks the worker; the answer when the window is closed otherwise is to stay."""
    dialog = UnsavedDialog(parent)
    dialog.exec()
    return dialog.answer


AskUnsaved = Callable[[QWidget], Unsaved]
"""How a page asks; tests answer without a window."""
