# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The line above the questions: the language they are asked in, and what is special about this filling."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.labels import PlainLabel


class FormTop(QWidget):
    """Shown only where there is something to choose or to say."""

    language_wanted = Signal(str)
    number_wanted = Signal(int)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        key = "trial" if sheet.trial else "from_paper" if sheet.from_paper else ""
        self.note = PlainLabel(t(f"filling.{key}") if key else "", self, role="hint")
        self.language = QComboBox(self)
        self.language.setAccessibleName(t("filling.language"))
        for language in sheet.form.languages:
            self.language.addItem(language.name, language.code)
        self.language.setCurrentIndex(max(0, self.language.findData(sheet.form.language)))
        self.language.activated.connect(self._choose)
        label = PlainLabel(t("filling.language"), self, role="field", wrap=False)
        label.setBuddy(self.language)
        self._ask = PlainLabel(t("filling.go_to"), self, role="field", wrap=False)
        self.number = QLineEdit(self)
        self.number.setAccessibleName(t("filling.go_to"))
        self.number.setValidator(QIntValidator(1, 9999, self))
        self.number.setFixedWidth(4 * self.fontMetrics().height())
        self.number.returnPressed.connect(self._go)
        self._ask.setBuddy(self.number)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 6)
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        for widget in (self._ask, self.number, label, self.language):
            row.addWidget(widget)
        several = len(sheet.form.languages) > 1
        for widget in (label, self.language):
            widget.setVisible(several)
        for widget in (self._ask, self.number):
            widget.setVisible(sheet.from_paper)
        self.setVisible(several or bool(key))

    def ask_number(self) -> None:
        """Asks for the number of a question to go to."""
        self.show()
        self._ask.show()
        self.number.show()
        self.number.clear()
        self.number.setFocus()

    def _choose(self) -> None:
        self.language_wanted.emit(str(self.language.currentData()))

    def _go(self) -> None:
        if self.number.hasAcceptableInput():
            self.number_wanted.emit(int(self.number.text()))
