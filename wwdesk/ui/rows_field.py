# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A list as rows to fill in: add one, move it, take it away and put it back, all by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.cards import link
from wwdesk.ui.fields import Field, LongTextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.wrapping import WrappingRow

MOST = 60
"""Rows: more would not fit a document somebody signs."""


class _Row(QFrame):
    """The fields of one row below each other, with its number and what can be done with it.

    Alt with the up or down key moves it from any of its fields.
    """

    def __init__(self, columns: Sequence[tuple[str, str]], changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.number = PlainLabel("", role="field")
        self.up, self.down, self.away = (link(t(f"templates.rows.button.{what}")) for what in ("up", "down", "away"))
        self.fields = {name: LongTextField(label, lines=1) for name, label in columns}
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        head = QWidget()
        head.setLayout(WrappingRow(self.number, self.up, self.down, self.away))
        column.addWidget(head)
        for field in self.fields.values():
            field.changed.connect(changed)
            column.addWidget(field)

    @property
    def first(self) -> QWidget:
        """Where typing begins."""
        return next(iter(self.fields.values())).control

    def values(self) -> dict[str, str]:
        """What is typed, by column."""
        return {name: field.text().strip() for name, field in self.fields.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Puts values in the row."""
        for name, field in self.fields.items():
            field.set_text(values.get(name, ""))

    def place(self, at: int, count: int) -> None:
        """Says which row this is, counted from 0; a screen reader hears it with every field and button."""
        self.number.setText(t("templates.rows.number", number=at + 1))
        for what, button in (("up", self.up), ("down", self.down), ("away", self.away)):
            button.setAccessibleName(t(f"templates.rows.spoken.{what}", number=at + 1))
        for field in self.fields.values():
            field.control.setAccessibleName(t("templates.rows.field_name", label=field.label, number=at + 1))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at + 1 < count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the row; every other key goes on to the dialog."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            button = {Qt.Key.Key_Up: self.up, Qt.Key.Key_Down: self.down}.get(Qt.Key(event.key()))
            if button is not None:
                button.click()
                return
        super().keyPressEvent(event)


class RowsField(Field):
    """Rows of a list. Its text is JSON, a list of objects by column; empty where nothing is typed."""

    def __init__(self, label: str, columns: Sequence[tuple[str, str]], hint: str = "") -> None:
        """`columns` are (id, words)."""
        super().__init__(label, hint)
        self._columns = tuple(columns)
        self.rows: list[_Row] = []
        self._gone: tuple[int, dict[str, str]] | None = None
        self._body = body = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add: QPushButton = link(t("templates.rows.add"))
        self.add.clicked.connect(self._add_at_end)
        self.back: QPushButton = link(t("templates.rows.back"))
        self.back.clicked.connect(self._put_back)
        self.back.hide()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        foot = QWidget()
        foot.setLayout(WrappingRow(self.add, self.back))
        column.addWidget(foot)
        self.place_control(body)
        self._make(0)
        self._settle()

    def values(self) -> list[dict[str, str]]:
        """The rows in which something is typed."""
        return [values for row in self.rows if any((values := row.values()).values())]

    def text(self) -> str:
        """See Field."""
        found = self.values()
        return json.dumps(found, ensure_ascii=False) if found else ""

    def set_text(self, text: str) -> None:
        """See Field."""
        wanted: list[dict[str, str]] = json.loads(text) if text else []
        while self.rows:
            self._drop(self.rows[-1])
        for values in wanted or [{}]:
            self._make(len(self.rows)).fill(values)
        self._settle()

    def trouble(self) -> str:
        """A row that is only half filled in, beside what every field finds."""
        for number, row in enumerate(self.rows, 1):
            values = row.values()
            empty = [label for name, label in self._columns if not values[name]]
            if empty and len(empty) < len(self._columns):
                return t("templates.rows.half", number=number, fields=", ".join(empty))
        return super().trouble()

    def _make(self, at: int) -> _Row:
        row = _Row(self._columns, self._on_changed)
        row.up.clicked.connect(lambda: self._move(row, -1))
        row.down.clicked.connect(lambda: self._move(row, 1))
        row.away.clicked.connect(lambda: self._take_away(row))
        self.rows.insert(at, row)
        self._list.insertWidget(at, row)
        return row

    def _drop(self, row: _Row) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()

    def _add_at_end(self) -> None:
        row = self._make(len(self.rows))
        self._settle()
        row.first.setFocus()

    def _move(self, row: _Row, by: int) -> None:
        at = self.rows.index(row) + by
        inside = next((one for one in row.findChildren(QWidget) if one.hasFocus()), None)
        self.rows.remove(row)
        self.rows.insert(at, row)
        self._list.removeWidget(row)
        self._list.insertWidget(at, row)
        self._settle()
        if inside is not None:
            # a button that can go no further gives the focus to the field it stands above
            (inside if inside.isEnabled() else row.first).setFocus()
        self._on_changed()

    def _take_away(self, row: _Row) -> None:
        at = self.rows.index(row)
        self._gone = (at, row.values()) if any(row.values().values()) else None
        self._drop(row)
        if not self.rows:
            self._make(0)
        self._settle()
        self.back.setVisible(self._gone is not None)
        (self.back if self._gone else self.add).setFocus()
        self._on_changed()

    def _put_back(self) -> None:
        if self._gone is None:
            return
        at, values = self._gone
        self._gone = None
        row = self._make(min(at, len(self.rows)))
        row.fill(values)
        self._settle()
        row.first.setFocus()
        self.back.hide()

    def _settle(self) -> None:
        """Numbers the rows again and puts the keyboard's way through them in their order."""
        before: QWidget | None = None
        for at, row in enumerate(self.rows):
            row.place(at, len(self.rows))
            for stop in (row.up, row.down, row.away, *(field.control for field in row.fields.values())):
                if before is not None:
                    QWidget.setTabOrder(before, stop)
                before = stop
        if before is not None:
            QWidget.setTabOrder(before, self.add)
        QWidget.setTabOrder(self.add, self.back)
        self._body.setFocusProxy(self.rows[0].first)
        self.add.setEnabled(len(self.rows) < MOST)

    def _on_changed(self) -> None:
        if self.problem() and not self.trouble():
            self.set_problem("")
        self.changed.emit()
