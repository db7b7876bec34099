# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Messages in the window itself: what happened, what is safe, what to do; never over what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.announce import announce
from wwdesk.ui.labels import PlainLabel


class MessageBar(QFrame):
    """One message above the page. It stays until it is closed, replaced, or the page is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._what = PlainLabel("", role="strong")
        self._rest = PlainLabel("")
        for label in (self._what, self._rest):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._what)
        words.addWidget(self._rest)
        self._close = QPushButton(t("window.message.close"))
        self._close.setProperty("role", "quiet")
        self._close.setAccessibleName(t("window.message.close_name"))
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def sentence(self) -> str:
        """Everything the bar says now."""
        return " ".join(part for part in (self._what.text(), self._rest.text()) if part) if not self.isHidden() else ""

    def show_error(self, trouble: DeskError) -> None:
        """Shows a DeskError in its three parts."""
        rest = " ".join(part for name in ("safe", "do") if (part := trouble.part(name)))
        self._show("message-error", trouble.part("what"), rest, urgent=True)

    def show_warning(self, what: str, rest: str = "") -> None:
        """Shows something to look out for."""
        self._show("message-warning", what, rest)

    def show_fine(self, what: str, rest: str = "") -> None:
        """Shows that something that does not show itself went well."""
        self._show("message-fine", what, rest)

    def clear(self) -> None:
        """Takes the message away."""
        if not self.isHidden():
            if self.isAncestorOf(focus) if (focus := self.window().focusWidget()) else False:
                self.window().focusNextChild()
            self.hide()

    def _show(self, role: str, what: str, rest: str, *, urgent: bool = False) -> None:
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)
        self._what.setText(what)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.show()
        announce(self, f"{what} {rest}".strip(), urgent=urgent)
