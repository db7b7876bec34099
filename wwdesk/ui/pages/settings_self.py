# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The settings that are about this computer and about yourself: looks and password."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox

from wwdesk.domain.texts import t
from wwdesk.services.workers import change_password
from wwdesk.ui.cards import plain, row_of
from wwdesk.ui.doors import Surroundings
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.settings_card import SettingsCard
from wwdesk.ui.password_field import PasswordField
from wwdesk.ui.theme import SCALES, Scheme


class LooksCard(SettingsCard):
    """Light or dark and the size of the letters; shown at once, remembered on this computer."""

    def __init__(self, context: Context, around: Surroundings) -> None:
        super().__init__(context, t("settings.looks.title"))
        self._around = around
        self.scheme = QComboBox()
        self.scheme.setObjectName("scheme")
        for scheme in Scheme:
            self.scheme.addItem(t(f"settings.scheme.{scheme}"), scheme)
        self.letters = QComboBox()
        self.letters.setObjectName("text-size")
        for percent in SCALES:
            self.letters.addItem(t("settings.looks.percent", n=percent), percent)
        for name, combo in ((t("settings.looks.scheme"), self.scheme), (t("settings.looks.size"), self.letters)):
            combo.setAccessibleName(name)
            label = PlainLabel(name, role="field")
            label.setBuddy(combo)
            self.column.addWidget(label)
            self.column.addWidget(combo)
            combo.activated.connect(self._apply)
        self.column.addWidget(PlainLabel(t("settings.looks.hint"), role="quiet"))
        self.refresh()

    def refresh(self) -> None:
        """Shows the preferences in force; keys may have changed them."""
        now = self._around.remembered.now
        self.scheme.setCurrentIndex(self.scheme.findData(now.scheme))
        self.letters.setCurrentIndex(max(0, self.letters.findData(now.text_percent)))

    def changeEvent(self, event: QEvent) -> None:
        """A key or the menu may change the looks while the card is on screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self.refresh()

    def _apply(self) -> None:
        now = self._around.remembered.now
        scheme, percent = self.scheme.currentData(), self.letters.currentData()
        self._around.remembered.change(replace(now, scheme=Scheme(scheme), text_percent=int(percent)))
        self._around.relook()


class PasswordCard(SettingsCard):
    """Your own password."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, t("settings.password.title"))
        self.old = PasswordField(t("settings.password.old"))
        self.new = PasswordField(t("settings.password.new"), judge=True)
        self.new.submitted.connect(self._change)
        self.old.submitted.connect(self.new.setFocus)
        self.button = plain(t("settings.password.change"))
        self.button.clicked.connect(self._change)
        self.column.addWidget(self.old)
        self.column.addWidget(self.new)
        self.column.addLayout(row_of((self.button,)))

    def _change(self) -> None:
        old, new = self.old.text(), self.new.text()
        if not old or not new:
            self.message.show_warning(t("settings.password.missing"))
            (self.new if old else self.old).setFocus()
            return
        self.act(lambda desk: change_password(desk, old, new), self._changed)

    def _changed(self) -> None:
        self.old.clear()
        self.new.clear()
        self.message.show_fine(t("settings.password.changed"))
