# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A field for a password: hidden or shown, paste allowed, a word about Caps Lock and about its strength."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.passwords import LONGEST
from wwdesk.domain.texts import t
from wwdesk.ui.labels import PlainLabel


def strength(password: str) -> str:
    """How strong a password is, as the last part of a text key: `none short weak fair good`.

    Length decides; many different characters help. Whether it may be used at all is a rule of
    `domain.passwords`, which the services ask.
    """
    if not password:
        return "none"
    if len(password) < 8:
        return "short"
    points = len(password) + 2 * len(set(password))
    if len(set(password)) < 5 or points < 26:
        return "weak"
    return "fair" if points < 38 else "good"


class PasswordField(QWidget):
    """A labelled password with a key to show it."""

    submitted = Signal()
    """Enter was pressed in the field."""
    changed = Signal()

    def __init__(self, label: str, *, judge: bool = False) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(label)
        self.line.returnPressed.connect(self.submitted)
        self.line.textChanged.connect(self._on_changed)
        self.line.installEventFilter(self)
        self._judge = judge
        self._label = PlainLabel(label, role="field")
        self._label.setBuddy(self.line)
        self._show = QPushButton(t("start.password.show"))
        # Else Enter in a dialog shows the password instead of doing what the dialog is for.
        self._show.setAutoDefault(False)
        self._show.setCheckable(True)
        self._show.setAccessibleName(t("start.password.show_name"))
        self._show.toggled.connect(self._on_show)
        self._note = PlainLabel("", role="field-note")
        self._note.hide()
        self._caps = PlainLabel(t("start.password.caps_lock"), role="warning")
        self._caps.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self._caps)
        column.addWidget(self._note)
        self.setFocusProxy(self.line)
        self._on_changed()

    def text(self) -> str:
        """The password as typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forgets what was typed and hides the next one again."""
        self.line.clear()
        self._show.setChecked(False)
        self._caps.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks at each letter for Caps Lock; Qt does not tell whether it is on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._caps.setVisible(letter.isupper() != shifted)
        return super().eventFilter(watched, event)

    def _on_show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.setText(t("start.password.hide") if shown else t("start.password.show"))
        self._show.setAccessibleName(t("start.password.hide_name") if shown else t("start.password.show_name"))

    def _on_changed(self) -> None:
        if self._judge:
            verdict = strength(self.text())
            self._note.setText(t(f"start.strength.{verdict}"))
            self._note.show()
            self.line.setAccessibleDescription(self._note.text())
        self.changed.emit()
