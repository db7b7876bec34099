# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A number on a scale: typed in a field or chosen with a slider beside it, which say the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from wwdesk.domain.texts import t
from wwdesk.forms.model import Limits, Question
from wwdesk.ui.answers.slider import ScaleSlider
from wwdesk.ui.answers.spelling import shown, spell
from wwdesk.ui.answers.typed import REST, LineAnswer

SLIDE_REST = 600
"""Milliseconds after the last step before the number is given: holding an arrow is one answer, and one to undo."""


class ScaleAnswer(LineAnswer):
    """A field and a slider. A digit typed on the slider goes to the field; up and down in the field step."""

    def __init__(self, question: Question, limits: Limits, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self._description = ""
        lowest, highest = (shown(question.kind, _written(end)) for end in (limits.lowest, limits.highest))
        self.slider = ScaleSlider(limits, (lowest, highest), self._edit, self)
        self.slider.setAccessibleName(f"{question.label}: {t('filling.range.slider')}")
        self.slider.installEventFilter(self)
        self.slider.chosen.connect(self._slid)
        self.slider.let_go.connect(self.flush)
        self.slider.cleared.connect(self._wipe)
        self._row.setAlignment(self._edit, Qt.AlignmentFlag.AlignTop)
        self._row.insertWidget(1, self.slider, 100, Qt.AlignmentFlag.AlignTop)
        self._reading.hide()
        self._row.addStretch(1)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "slider"):
            self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().height()
        self._row.setSpacing(line // 2)
        self.slider.setMaximumWidth(26 * line)
        self.slider.updateGeometry()

    def controls(self) -> list[QWidget]:
        """The field, then the slider."""
        return [self._edit, self.slider]

    def set_read_only(self, read_only: bool) -> None:
        """The number can still be copied."""
        super().set_read_only(read_only)
        self.slider.setEnabled(not read_only)

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows the number in both; no knob without one."""
        super().show_answer(value, carried=carried)
        self._follow(self._edit.text())

    def describe(self, description: str) -> None:
        """The slider also says whether there is an answer, and a number that is not whole."""
        self._description = description
        self._edit.setAccessibleDescription(description)
        number = self.slider.number
        words = t("filling.range.open") if number is None else shown(self.question.kind, _written(number))
        self.slider.setAccessibleDescription(" ".join(part for part in (words, description) if part))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gives the number when the slider is left too."""
        if watched is self.slider and event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What neither the field nor the slider has a use for."""
        arrows = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        by = arrows.get(Qt.Key(event.key()))
        number = event.text() if event.text() in (*"0123456789-,.",) else ""
        if self._read_only or not plain:
            super().keyPressEvent(event)
        elif by is not None and self._edit.hasFocus():
            self.slider.step(by)
        elif number and self.slider.hasFocus():
            self._edit.setFocus()
            self._edit.selectAll()
            QApplication.sendEvent(self._edit, QKeyEvent(event))
        else:
            super().keyPressEvent(event)

    def _slid(self) -> None:
        if self.slider.number is not None:
            self._edit.setText(shown(self.question.kind, _written(self.slider.number)))
        self._rest.start(SLIDE_REST)
        self.describe(self._description)

    def _wipe(self) -> None:
        self._edit.clear()
        self._follow("")
        self.flush()

    def _typed(self, text: str) -> None:
        self._rest.setInterval(REST)
        super()._typed(text)
        self._follow(text)

    def _follow(self, text: str) -> None:
        """The slider goes where the field is, where that is a number."""
        self.slider.show_number(_number(spell(self.question.kind, text, self.today)))
        self.describe(self._description)


def _number(value: str | None) -> Fraction | None:
    try:
        return Fraction(value) if value else None
    except (ValueError, ZeroDivisionError):
        return None


def _written(number: Fraction) -> str:
    """A number of a scale as the questionnaire spells it; each has a finite decimal."""
    return f"{(Decimal(number.numerator) / Decimal(number.denominator)).normalize():f}"
