# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Fields for things with a shape of their own: typed dates, the rijksregisternummer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPushButton

from wwdesk.domain.dates import age_on, parse_date, show_date, show_long_date
from wwdesk.domain.rijksregisternummer import (
    LENGTH,
    NumberProblem,
    digits_of,
    mask_number,
    read_number,
    show_number,
)
from wwdesk.domain.texts import t
from wwdesk.ui.fields import Field, FocusWatcher, TextField


class DateField(TextField):
    """A date typed the Flemish way; it is written out in full below while typing."""

    def __init__(
        self,
        label: str,
        today: Callable[[], date],
        *,
        birth: bool = False,
        past: bool = False,
        hint: str | None = None,
    ) -> None:
        """`birth` shows the age and refuses the future; `past` only refuses the future."""
        default = t("fields.date.hint") if birth else t("fields.date.hint_day")
        super().__init__(
            label, default if hint is None else hint, tidy=self._laid_out, check=self._wrong, max_length=40
        )
        self._today = today
        self._birth = birth
        self._past = past or birth
        self.changed.connect(self._say)

    def day(self) -> date | None:
        """The day meant; None for nothing or for text that is no date."""
        return parse_date(self.text(), self._today(), birth=self._birth) if self.text().strip() else None

    def _laid_out(self, typed: str) -> str:
        day = parse_date(typed, self._today(), birth=self._birth) if typed.strip() else None
        return show_date(day) if day else typed

    def _wrong(self, typed: str) -> str:
        day = self.day()
        if day is None:
            return t("fields.date.unreadable", typed=typed)
        if self._past and day > self._today():
            return t("fields.date.future")
        return ""

    def _say(self) -> None:
        day = self.day()
        if day is None or (self._past and day > self._today()):
            self.set_note("")
        elif self._birth:
            self.set_note(f"{show_long_date(day)} · {t('fields.age', n=age_on(day, self._today()))}")
        else:
            weekday = t("fields.date.weekdays").split()[day.weekday()]
            self.set_note(t("fields.date.read", weekday=weekday, date=show_long_date(day)))


class NumberField(Field):
    """The rijksregisternummer: covered unless asked for, checked while it is typed."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label, hint)
        self._digits = ""
        self._open = True
        self.line = QLineEdit()
        self.line.setMaxLength(20)
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self._on_left)
        self.button = QPushButton(t("fields.show"))
        self.button.setAccessibleName(t("fields.show_name", field=label))
        self.button.clicked.connect(self._toggle)
        self.place_control(self.line, self.button)
        self._watcher = FocusWatcher(self.line)
        self._show()

    def text(self) -> str:
        """The digits, or what was typed where that is no number yet."""
        return self._digits

    def set_text(self, text: str) -> None:
        """See Field; a number that is already known starts covered."""
        self._digits = text
        self._open = not text
        self._show()
        self.changed.emit()

    def shown_text(self, text: str) -> str:
        """See Field."""
        return mask_number(digits_of(text))

    def trouble(self) -> str:
        """See Field."""
        found = read_number(self._digits) if self._digits.strip() else None
        return t(f"checks.number_{found}") if isinstance(found, NumberProblem) else super().trouble()

    def _on_typed(self, typed: str) -> None:
        digits = digits_of(typed)
        self._digits = digits if len(digits) == LENGTH and not isinstance(read_number(typed), NumberProblem) else typed
        if len(digits) >= LENGTH or not typed:
            self.set_problem(self.trouble())
            self.set_note("")
        else:
            self.set_problem("")
            self.set_note(t("fields.number_left", n=LENGTH - len(digits)))
        self.button.setVisible(bool(self._digits))
        self.changed.emit()

    def _on_left(self) -> None:
        if self._digits and not self.trouble() and self._open:
            self._open = False
            self._show()

    def _toggle(self) -> None:
        self._open = not self._open
        self._show()
        if self._open:
            self.line.setFocus()

    def _show(self) -> None:
        shown = show_number(self._digits) if self._open else mask_number(digits_of(self._digits))
        self.line.setText(shown)
        self.line.setReadOnly(not self._open)
        self.button.setVisible(bool(self._digits))
        self.button.setText(t("fields.hide") if self._open else t("fields.show"))
        name = t("fields.hide_name", field=self.label) if self._open else t("fields.show_name", field=self.label)
        self.button.setAccessibleName(name)
