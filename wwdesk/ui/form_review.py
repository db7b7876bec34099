# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page "Kijk je antwoorden na": what is wrong, what is open, who was present, and handing in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wwdesk.domain.texts import t
from wwdesk.forms.model import Question
from wwdesk.ui.form_colours import FormColours
from wwdesk.ui.form_repeat import row_title
from wwdesk.ui.form_rows import rows_around
from wwdesk.ui.form_state import FormState
from wwdesk.ui.labels import PlainLabel

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class JumpRow(QPushButton):
    """A line that leads to a question; the text wraps."""

    def __init__(self, text: str) -> None:
        # "&" in a text is a sign here, not the mark of a key
        super().__init__(text.replace("&", "&&"))
        self._words = text
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _room(self, width: int) -> QRect:
        em = self.fontMetrics().height()
        return QRect(em // 2, 0, max(4 * em, width - 2 * em - em // 2), 100_000)

    def hasHeightForWidth(self) -> bool:
        """A long question takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the line at a width."""
        em = self.fontMetrics().height()
        return max(28, self.fontMetrics().boundingRect(self._room(width), _WRAP, self._words).height() + em // 2)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        width = 30 * self.fontMetrics().height()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows wrap."""
        return QSize(10 * self.fontMetrics().height(), 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the text as a link with an arrow at the end."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = FormColours(self)
        frame, em = QRectF(self.rect()).adjusted(1, 1, -1, -1), self.fontMetrics().height()
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(frame, 6, 6)
        painter.setPen(colours.text)
        room = self._room(self.width())
        room.setHeight(self.height())
        painter.drawText(room, _WRAP, self._words)
        painter.setPen(QPen(colours.accent, 1.8))
        tip = QPoint(self.width() - em, self.height() // 2)
        painter.drawPolyline([tip + QPoint(-em // 4, -em // 4), tip, tip + QPoint(-em // 4, em // 4)])
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 6, 6)


class Review(QScrollArea):
    """The last look before a screening is handed in."""

    jump = Signal(str)
    back = Signal()
    hand_in = Signal(str)
    present_written = Signal(str)

    def __init__(self, state: FormState, present: str) -> None:
        super().__init__()
        self._state = state
        self._present = present
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("screening.review.title"))
        content = QWidget()
        self._layout = QVBoxLayout(content)
        em = self.fontMetrics().height()
        self._layout.setContentsMargins(em, em // 2, em, em)
        self._title = PlainLabel(t("screening.review.title"), role="heading")
        self._summary = PlainLabel()
        self._trouble = PlainLabel(role="problem")
        self._trouble.hide()
        self._must, self._may = QWidget(), QWidget()
        for part in (self._title, self._summary, self._trouble, self._must):
            self._layout.addWidget(part)
        self._add_present(present)
        self._layout.addWidget(self._may)
        self._layout.addStretch(1)
        self.setWidget(content)
        self._first_problem: JumpRow | None = None

    def _add_present(self, present: str) -> None:
        label = PlainLabel(t("screening.review.present"), role="field")
        self.present = QLineEdit(present)
        self.present.setAccessibleName(t("screening.review.present"))
        self.present.setAccessibleDescription(t("screening.review.present_hint"))
        self.present.setMaxLength(300)
        label.setBuddy(self.present)
        self.present.returnPressed.connect(self.try_hand_in)
        # the reproach goes as soon as somebody answers it
        self.present.textEdited.connect(self._trouble.hide)
        self.present.editingFinished.connect(self.flush)
        self._layout.addSpacing(self.fontMetrics().height())
        self._layout.addWidget(label)
        self._layout.addWidget(PlainLabel(t("screening.review.present_hint"), role="hint"))
        self._layout.addWidget(self.present)
        buttons = QHBoxLayout()
        back = QPushButton(t("screening.review.back"))
        back.clicked.connect(self.back)
        self.submit = QPushButton(t("screening.review.submit"))
        self.submit.setProperty("role", "primary")
        self.submit.setDefault(True)
        self.submit.clicked.connect(self.try_hand_in)
        buttons.addWidget(self.submit)
        buttons.addWidget(back)
        buttons.addStretch(1)
        self._layout.addSpacing(self.fontMetrics().height() // 2)
        self._layout.addLayout(buttons)

    def reload(self) -> None:
        """Looks again at everything that is open or wrong."""
        wrong, required, open_, unconfirmed = self._sort()
        self._first_problem = None
        self._must = self._fresh(self._must)
        self._add_list(self._must, t("screening.review.wrong", n=len(wrong)), wrong)
        self._add_list(self._must, t("screening.review.required", n=len(required)), required)
        first_problem = self._first_problem
        self._may = self._fresh(self._may)
        self._add_list(self._may, t("screening.review.unconfirmed", n=len(unconfirmed)), unconfirmed)
        self._add_list(self._may, t("screening.review.open", n=len(open_)), open_)
        self._first_problem = first_problem
        answered, asked = self._state.filling.progress()
        everything = not (wrong or required or open_ or unconfirmed)
        key = "complete" if everything else "incomplete"
        self._summary.setText(t(f"screening.review.{key}", answered=answered, asked=asked))
        self._trouble.hide()

    def _sort(self) -> tuple[list[tuple[str, str]], ...]:
        wrong: list[tuple[str, str]] = []
        required: list[tuple[str, str]] = []
        open_: list[tuple[str, str]] = []
        unconfirmed: list[tuple[str, str]] = []
        for index, question in self._state.all_asked():
            problem = self._state.problem(question.path)
            line = self._line(index, question)
            if problem:
                wrong.append((question.path, t("screening.review.line_problem", line=line, problem=problem)))
            elif not self._state.value(question.path):
                (required if self._state.filling.required(question.path) else open_).append((question.path, line))
            elif self._state.carried(question.path):
                unconfirmed.append((question.path, line))
        return wrong, required, open_, unconfirmed

    def _line(self, index: int, question: Question) -> str:
        page = self._state.rows.pages[index].label
        return t(
            "screening.review.line",
            page=page,
            number=self._state.number(question.path),
            label=self._where(question),
        )

    def _where(self, question: Question) -> str:
        """The words of a question, and which row it stands in."""
        words = self._state.label(question.path)
        rows = rows_around(question.path)
        return t("filling.in_row", label=words, row=row_title(self._state, rows[0])) if rows else words

    def _fresh(self, old: QWidget) -> QWidget:
        # the rows of the last look go with the widget that held them
        new = QWidget()
        column = QVBoxLayout(new)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._layout.replaceWidget(old, new)
        old.deleteLater()
        return new

    def _add_list(self, place: QWidget, title: str, rows: list[tuple[str, str]]) -> None:
        column = place.layout()
        if not rows or not isinstance(column, QVBoxLayout):
            return
        heading = PlainLabel(title, role="strong")
        column.addSpacing(self.fontMetrics().height() // 2)
        column.addWidget(heading)
        for path, text in rows:
            row = JumpRow(text)
            row.clicked.connect(lambda _=False, path=path: self.jump.emit(path))
            column.addWidget(row)
            self._first_problem = self._first_problem or row

    def flush(self) -> None:
        """Gives who was present, where that changed."""
        present = self.present.text().strip()
        if present != self._present:
            self._present = present
            self.present_written.emit(present)

    def try_hand_in(self) -> None:
        """Hands in, or says what has to be done first and goes there."""
        wrong, required, _, _ = self._sort()
        if wrong or required:
            self.tell(t("screening.review.blocked", n=len(wrong) + len(required)))
            if self._first_problem is not None:
                self._first_problem.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.present.text().strip():
            self.tell(t("screening.review.present_missing"))
            self.present.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.flush()
            self.hand_in.emit(self.present.text().strip())

    def tell(self, sentence: str) -> None:
        """Shows on top why handing in did not happen."""
        self._trouble.setText(t("screening.problem_line", problem=sentence))
        self._trouble.show()
        self.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Puts the keyboard where the worker has to act first."""
        target: QAbstractButton | QLineEdit = self.present
        if self._first_problem is not None:
            target = self._first_problem
        elif self.present.text().strip():
            target = self.submit
        target.setFocus(Qt.FocusReason.OtherFocusReason)
