# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The partner organisations of the office: the list, and the one chosen beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.overviews import OrganisationRow
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import organisations
from wwdesk.ui.editor import FollowingScroll
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.organisation_list import OrganisationList
from wwdesk.ui.pages.organisation_panel import NEW, OrganisationPanel
from wwdesk.ui.sheet import SideBySide

SIDE_BY_SIDE = 900
"""Points of width, at 100 %, from which the form stands beside the list instead of below it."""


class FormScroll(FollowingScroll):
    """Scrolls the form beside the list. Below the list it is as high as the form, and the page scrolls."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._below = False

    def place_below(self, *, below: bool) -> None:
        """Says whether the form stands below the list."""
        self._below = below
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fits again when the form needs another size."""
        handled = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width()
        needed = self._form.heightForWidth(width) if self._form.hasHeightForWidth() else 0
        self.setMinimumHeight(max(needed, self._form.minimumSizeHint().height()) if self._below else 0)
        self.setMinimumWidth(self._form.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())


class OrganisationsPage(Page):
    """The page Organisaties; a record is shown at once, the part `new` is an empty form."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted: str | None = None
        self._rows: tuple[OrganisationRow, ...] = ()
        self.list = OrganisationList()
        self.list.opened.connect(self._open)
        self.list.picked.connect(self._preview)
        self.list.clicked.connect(self._turn_to)
        self.list.remove_asked.connect(self._remove)
        self.list.new_wanted.connect(self.new_here)
        self.panel = OrganisationPanel(context)
        self.panel.kept.connect(self._show_kept)
        self.panel.settled.connect(self._settle)
        self.panel.read_anew.connect(self.reload)
        self.panel.removed.connect(self.list.take_keyboard)
        self.panel.come_back.connect(self._come_back)
        self.new = QPushButton(t("organisations.new_key"))
        self.new.setAccessibleName(t("organisations.new"))
        self.new.setProperty("role", "primary")
        self.new.clicked.connect(self.new_here)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(t("organisations.title"), wrap=False, role="title"), 1)
        head.addWidget(self.new)
        self._beside = FormScroll(self.panel)
        content = QWidget()
        self._sides = SideBySide(SIDE_BY_SIDE)
        content.setLayout(self._sides)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.addWidget(self.list, 3)
        self._sides.addWidget(self._beside, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(FollowingScroll(content), 1)

    def show_place(self, place: Place) -> None:
        """See Page; the keyboard starts in the field to find with, or in the form asked for."""
        self._wanted = NEW if place.part == "new" else place.record_id
        super().show_place(place)
        if place.part != "new" and place.record_id is None:
            self.list.field.setFocus()
            self.list.field.selectAll()

    def reload(self) -> None:
        """See Page."""
        self.new.setVisible(self._may())
        self.context.read(organisations.organisation_rows, self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """See Page; a referral or contact may name an organisation."""
        subjects = (Subject.ORGANISATIONS, Subject.DOSSIER, Subject.PEOPLE)
        return any(changes.concerns(subject) for subject in subjects)

    def leave(self) -> bool:
        """See Page."""
        return self.panel.leave()

    def new_here(self) -> None:
        """See Page: an empty form."""
        if self._may() and (self.panel.shown == NEW or self.panel.leave()):
            self.panel.show_new()
            self._beside.show()
            self.list.choose(None)
            self.panel.editor.go_to("name")

    def finish(self) -> None:
        """See Page: Ctrl+Enter saves."""
        self.panel.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts a new organisation away, after a question where something was typed; else the window goes back."""
        if event.key() == Qt.Key.Key_Escape and self.panel.shown == NEW:
            if self.panel.leave():
                self.panel.discard()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form stands below the list where letters are large."""
        super().resizeEvent(event)
        self._sides.fit(self.width(), self)
        self._beside.place_below(below=self._sides.direction() == SideBySide.Direction.TopToBottom)

    def _may(self) -> bool:
        return self.context.desk.worker.may(Permission.EDIT_PEOPLE)

    def _show(self, rows: tuple[OrganisationRow, ...]) -> None:
        self._rows = rows
        self.panel.set_rows(rows)
        self.list.set_rows(rows, self.panel.shown, may_add=self._may())
        self._follow_panel()
        wanted, self._wanted = self._wanted, None
        if wanted == NEW:
            self.new_here()
        elif self._row(wanted) is not None:
            self._show_kept(wanted or NEW)

    def _open(self, row: OrganisationRow) -> None:
        """Puts the keyboard in the form of an organisation."""
        if self._turn_to(row):
            self.panel.editor.go_to("name")

    def _turn_to(self, row: OrganisationRow) -> bool:
        """Shows another organisation, after a question where something was typed; False to stay."""
        if row.organisation.id == self.panel.shown:
            return True
        if not self.panel.leave():
            self.list.choose(self.panel.shown)
            return False
        self.panel.show_row(row)
        self.list.choose(row.organisation.id)
        return True

    def _preview(self, row: OrganisationRow) -> None:
        """Walking through the list shows each organisation; typed text stays where it is."""
        if not self.panel.dirty and row.organisation.id != self.panel.shown:
            self.panel.show_row(row)

    def _remove(self, row: OrganisationRow) -> None:
        if self._turn_to(row):
            self.panel.remove()

    def _show_kept(self, organisation_id: str) -> None:
        row = self._row(organisation_id)
        if row is None:
            # Just made: the list with it is on its way.
            self._wanted = organisation_id
            return
        self.panel.show_row(row)
        self.list.show_row_of(organisation_id)

    def _row(self, organisation_id: str | None) -> OrganisationRow | None:
        return next((row for row in self._rows if row.organisation.id == organisation_id), None)

    def _follow_panel(self) -> None:
        """An office without organisations shows only the first step."""
        self._beside.setVisible(bool(self._rows) or self.panel.shown is not None)

    def _settle(self) -> None:
        self._follow_panel()
        self.list.choose(self.panel.shown)
        self.list.take_keyboard()

    def _come_back(self, organisation_id: str) -> None:
        new = organisation_id == NEW
        self.context.go(Place("organisations", None if new else organisation_id, "new" if new else ""))
