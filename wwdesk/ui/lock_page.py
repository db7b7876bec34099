# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The locked window: who you are, your password, and the ways in when it does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QVBoxLayout

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.ui.cards import CardPage, link, primary, row_of
from wwdesk.ui.doors import Holder
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.password_field import PasswordField


class LockPage(CardPage):
    """Asks for the password of one of the key holders of an office."""

    opened = Signal(str, str)
    """Slot and password, to open the office with."""
    recovery_wanted = Signal()
    restore_wanted = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("lock")
        self._title = PlainLabel("", role="title")
        self._reason = PlainLabel("", role="subtitle")
        self._demo = PlainLabel("", role="note-demo")
        self._demo.hide()
        self.message = MessageBar()
        self.who = QComboBox()
        self.who.setObjectName("who")
        self.who.setAccessibleName(t("start.lock.who"))
        who_label = PlainLabel(t("start.lock.who"), role="field")
        who_label.setBuddy(self.who)
        self.password = PasswordField(t("start.lock.password"))
        self.password.submitted.connect(self.submit)
        self.open = primary(t("start.lock.open"))
        self.open.clicked.connect(self.submit)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(t("start.lock.opening"))
        self._busy = PlainLabel("", role="quiet")
        self._progress.hide()
        self._links = [link(t("start.lock.recovery")), link(t("start.lock.restore")), link(t("start.lock.other"))]
        for button, signal in zip(
            self._links, (self.recovery_wanted, self.restore_wanted, self.other_wanted), strict=True
        ):
            button.clicked.connect(signal)
        for widget in (self._title, self._reason, self._demo, self.message):
            self.column.addWidget(widget)
        self.column.addSpacing(6)
        who = QVBoxLayout()
        who.setSpacing(5)
        who.addWidget(who_label)
        who.addWidget(self.who)
        self.column.addLayout(who)
        self.column.addWidget(self.password)
        self.column.addLayout(row_of((self.open, self._busy)))
        self.column.addWidget(self._progress)
        self.column.addSpacing(8)
        for button in self._links:
            self.column.addWidget(button)

    def show_office(self, name: str, reason: str, demo_password: str = "") -> None:
        """Names the office and why the window is locked; an example office tells its password."""
        self._title.setText(name)
        self._reason.setText(reason)
        self._demo.setText(t("start.lock.demo", password=demo_password) if demo_password else "")
        self._demo.setVisible(bool(demo_password))
        self.message.clear()
        self.password.clear()
        self.set_busy("")

    def show_holders(self, holders: Sequence[Holder], last: str) -> None:
        """Fills the list of people who can open the office; the one of last time stands ready."""
        self.who.clear()
        for holder in holders:
            self.who.addItem(holder.name, holder.slot_id)
        self.who.setCurrentIndex(max(0, self.who.findData(last)))
        self.open.setEnabled(bool(holders))
        (self.password if holders else self._links[0]).setFocus()

    def submit(self) -> None:
        """Opens the office with what was filled in."""
        slot_id = self.who.currentData()
        if not self.open.isEnabled() or not isinstance(slot_id, str):
            return
        if not self.password.text():
            self.message.show_warning(t("start.lock.password_missing"))
            self.password.setFocus()
            return
        self.message.clear()
        self.opened.emit(slot_id, self.password.text())

    def set_busy(self, sentence: str) -> None:
        """Shows that something is going on, in words; an empty sentence ends it."""
        busy = bool(sentence)
        self._busy.setText(sentence)
        self._progress.setVisible(busy)
        for widget in (self.who, self.password, self.open, *self._links):
            widget.setEnabled(not busy)

    def show_trouble(self, trouble: DeskError) -> None:
        """Shows why the office did not open and lets the worker try again."""
        self.set_busy("")
        self.message.show_error(trouble)
        self.password.line.selectAll()
        self.password.setFocus()
