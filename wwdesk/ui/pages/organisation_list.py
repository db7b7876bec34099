# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The list of partner organisations: it gets shorter while somebody types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wwdesk.domain.names import fold
from wwdesk.domain.overviews import OrganisationRow
from wwdesk.domain.texts import t
from wwdesk.ui.empty_state import EmptyState
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.tables import Column, ListTable, RowsModel

_LEAST_ROWS = 6
"""Rows that stay in sight where the form stands below the list."""


class OrganisationList(QWidget):
    """A field to find with, the rows that fit it, or what to do where there are none."""

    opened = Signal(object)
    """The OrganisationRow to work on: Enter or a double click."""
    picked = Signal(object)
    """The OrganisationRow the keyboard went to."""
    clicked = Signal(object)
    """The OrganisationRow the mouse chose."""
    remove_asked = Signal(object)
    """The OrganisationRow on which Delete was pressed."""
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[OrganisationRow, ...] = ()
        self._filling = False
        self._may_add = False
        self.model = RowsModel[OrganisationRow](_columns())
        self.field = QLineEdit()
        self.field.setAccessibleName(t("organisations.find"))
        self.field.setPlaceholderText(t("organisations.find"))
        self.field.textChanged.connect(self._follow)
        self.field.returnPressed.connect(self._open_first)
        self.field.installEventFilter(self)
        self.count = PlainLabel("", wrap=False, role="hint")
        self.table = ListTable(self.model, t("organisations.list_name"))
        self.table.opened.connect(self.opened)
        self.table.remove_asked.connect(self.remove_asked)
        self.table.picked.connect(self._tell_picked)
        self.table.clicked.connect(self._tell_clicked)
        self.empty = EmptyState()
        self.empty_clear = self.empty.add_button(t("people.empty.clear"))
        self.empty_clear.clicked.connect(self.clear)
        self.empty_new = self.empty.add_button(t("organisations.new_key"))
        self.empty_new.setAccessibleName(t("organisations.new"))
        self.empty_new.clicked.connect(self.new_wanted)
        self.empty.end_buttons()
        tools = QHBoxLayout()
        tools.setSpacing(16)
        tools.addWidget(self.field, 1)
        tools.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        # No stack: it would keep room for what is hidden, at the size of letters it was last shown in.
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()

    def set_rows(self, rows: Sequence[OrganisationRow], chosen: str | None, *, may_add: bool) -> None:
        """Fills the list; `chosen` is the id of the row to mark."""
        self._rows = tuple(rows)
        self._may_add = may_add
        self._fill(chosen)

    def choose(self, organisation_id: str | None) -> None:
        """Marks the row of an organisation, or none, without telling anybody."""
        self._filling = True
        shown = (self.model.row_at(place) for place in range(self.model.rowCount()))
        place = next((at for at, row in enumerate(shown) if row and row.organisation.id == organisation_id), -1)
        if place >= 0:
            self.table.choose(place)
        else:
            self.table.setCurrentIndex(QModelIndex())
        self._filling = False

    def show_row_of(self, organisation_id: str) -> None:
        """Marks an organisation, and wipes the word that hides it."""
        if self.field.text() and not any(
            row.organisation.id == organisation_id for row in self._rows if _fits(row, self.field.text())
        ):
            self.field.clear()
        self.choose(organisation_id)

    def clear(self) -> None:
        """Shows every organisation again."""
        self.field.clear()
        self.field.setFocus()

    def take_keyboard(self) -> None:
        """Puts the keyboard in the list, or in the field above it where the list is empty."""
        (self.table if self.model.rowCount() else self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field the arrow keys go to the list and Esc wipes the word."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) and self.model.rowCount():
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.clear()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps some rows in sight whatever stands below."""
        super().resizeEvent(event)
        rows = _LEAST_ROWS * self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(rows + self.table.horizontalHeader().sizeHint().height())

    def _follow(self) -> None:
        row = self.table.current()
        self._fill(row.organisation.id if row else None)

    def _fill(self, chosen: str | None) -> None:
        text = self.field.text().strip()
        found = tuple(row for row in self._rows if _fits(row, text))
        self._filling = True
        self.model.set_rows(found)
        if any(row.organisation.id == chosen for row in found) or not self.table.hasFocus():
            self.choose(chosen)
        # Else the row the keyboard was on is gone: the table chose its neighbour.
        self._filling = False
        key = "people.found" if text else "organisations.count"
        self.count.setText(t(key, n=len(found), count=len(found)) if found else "")
        self.count.setVisible(bool(found))
        new = (self.empty_new,) if self._may_add else ()
        if text:
            self.empty.say(t("people.empty.found", text=text), t("people.empty.found_hint"), self.empty_clear, *new)
        else:
            self.empty.say(t("organisations.empty"), t("organisations.empty_hint"), *new)
        if not found and self.table.hasFocus():
            self.field.setFocus()
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        row = self.table.current()
        if row is not None and row.organisation.id != chosen:
            self.picked.emit(row)

    def _open_first(self) -> None:
        row = self.table.current() or self.model.row_at(0)
        if row is not None and self.field.text().strip():
            self.opened.emit(row)

    def _tell_picked(self) -> None:
        row = self.table.current()
        if row is not None and not self._filling:
            self.picked.emit(row)

    def _tell_clicked(self) -> None:
        row = self.table.current()
        if row is not None:
            self.clicked.emit(row)


def _columns() -> tuple[Column[OrganisationRow], ...]:
    return (
        Column(t("organisations.column.name"), lambda row: row.organisation.details.name, least=20),
        Column(
            t("organisations.column.kind"),
            lambda row: t(f"people.organisation_kind.{row.organisation.details.kind}"),
            17,
        ),
        Column(t("organisations.column.work_area"), lambda row: row.organisation.details.work_area, 16),
        Column(t("organisations.column.phone"), lambda row: row.organisation.details.phone, 13),
    )


def _fits(row: OrganisationRow, text: str) -> bool:
    """Whether every word typed stands somewhere in the row; a phone number also without spaces."""
    details = row.organisation.details
    kind = t(f"people.organisation_kind.{details.kind}")
    parts = (details.name, kind, details.work_area, details.municipality, details.phone, details.email)
    digits = "".join(char for char in details.phone if char.isdigit())
    known = f"{fold(' '.join(parts))} {digits}"
    return all(word in known for word in fold(text).split())
