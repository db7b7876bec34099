# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What the tabs of a dossier have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.roles import Permission
from wwdesk.services.dossier_timeline import whole_dossier
from wwdesk.ui.editor import AskUnsaved, FollowingScroll, TroubleNote, ask_unsaved
from wwdesk.ui.page import Context


class DossierTab(QWidget):
    """One tab. The page fills it with `show_dossier` each time the dossier changes; typed text stays."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__()
        self.context = context
        self.ask = ask
        self.dossier: DossierOverview | None = None
        self.trouble = TroubleNote()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 12, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(self.trouble)

    @property
    def may_edit(self) -> bool:
        """Whether the worker may change the dossier."""
        return self.context.desk.worker.may(Permission.EDIT_DOSSIER)

    @property
    def dirty(self) -> bool:
        """Whether something typed in this tab is not stored."""
        return False

    def show_dossier(self, dossier: DossierOverview) -> None:
        """Fills the tab; another dossier than before starts it anew."""
        other = self.dossier is None or self.dossier.id != dossier.id
        self.dossier = dossier
        if other:
            self.trouble.clear()
            self.forget()
        self.fill(dossier)

    def fill(self, dossier: DossierOverview) -> None:
        """Shows a dossier."""

    def forget(self) -> None:
        """Empties what was typed for another dossier."""

    def leave(self) -> bool:
        """Whether the worker may go to another page."""
        return True

    def new_here(self) -> bool:
        """What Ctrl+N does in this tab; False where it has nothing of its own."""
        return False

    def finish(self) -> None:
        """What Ctrl+Enter does in this tab."""

    def ask_again(self) -> None:
        """Reads the dossier anew and shows it."""
        dossier = self.dossier
        if dossier is not None:
            self.context.read(lambda desk: whole_dossier(desk, dossier.id), self, self.show_dossier)

    def scrolled(self, content: QWidget) -> None:
        """Puts the content in a scroll area that takes the rest of the tab."""
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 8, 8)
        inside.addWidget(content)
        inside.addStretch(1)
        self.column.addWidget(FollowingScroll(holder), 1)


def button(label: str, do: Callable[[], object], *, role: str = "", name: str = "") -> QPushButton:
    """A button; `name` is what a screen reader says where the label is too short."""
    made = QPushButton(label.replace("&", "&&"))
    made.setAccessibleName(name or label)
    made.setAutoDefault(True)
    if role:
        made.setProperty("role", role)
    made.clicked.connect(lambda _checked=False: do())
    return made


def focused(widget: QWidget) -> QWidget | None:
    """The control of the same window that has the keyboard."""
    return cast("QWidget | None", widget.window().focusWidget())


def in_a_row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets beside each other, from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
