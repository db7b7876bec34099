# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of the office itself: name, address, locking, numbers, keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFileDialog, QSpinBox

from wwdesk.domain.overviews import OfficeSettings
from wwdesk.domain.texts import t
from wwdesk.services.office_settings import change_settings
from wwdesk.ui.cards import plain, primary, row_of
from wwdesk.ui.fields import SwitchField, TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.settings_card import SettingsCard

SHORTEST_LOCK, LONGEST_LOCK = 1, 30


class OfficeCard(SettingsCard):
    """What the whole office shares; saved with one key."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, t("settings.office.title"))
        self._now = OfficeSettings(name="")
        self.name = TextField(t("settings.office.name"))
        self.street = TextField(t("settings.office.street"))
        self.postcode = TextField(t("settings.office.postcode"), max_length=10)
        self.municipality = TextField(t("settings.office.municipality"))
        self.phone = TextField(t("settings.office.phone"), max_length=40)
        self.email = TextField(t("settings.office.email"))
        self.minutes = QSpinBox()
        self.minutes.setRange(SHORTEST_LOCK, LONGEST_LOCK)
        self.minutes.setSuffix(t("settings.office.minutes_suffix"))
        self.minutes.setAccessibleName(t("settings.office.lock_minutes"))
        label = PlainLabel(t("settings.office.lock_minutes"), role="field")
        label.setBuddy(self.minutes)
        self.number = SwitchField(t("settings.office.number"), t("settings.office.number_hint"))
        self.single_key = SwitchField(t("settings.office.single_key"), t("settings.office.single_key_hint"))
        self.folder = TextField(t("settings.office.folder"), t("settings.office.folder_hint"), max_length=4000)
        self._choose = plain(t("settings.office.choose_folder"))
        self._choose.clicked.connect(self._choose_folder)
        for field in (self.name, self.street, self.postcode, self.municipality, self.phone, self.email):
            self.column.addWidget(field)
        self.column.addWidget(label)
        self.column.addWidget(self.minutes)
        for field in (self.number, self.single_key, self.folder):
            self.column.addWidget(field)
        self.column.addLayout(row_of((self._choose,)))
        self.save_button = primary(t("settings.save"))
        self.save_button.clicked.connect(self.save)
        self.column.addLayout(row_of((self.save_button,)))

    @property
    def dirty(self) -> bool:
        """Whether something typed is not kept yet."""
        return self._typed() != self._now

    def show_settings(self, now: OfficeSettings) -> None:
        """Fills the fields, unless something typed is not kept yet."""
        if self._now.name and self.dirty:
            return
        self._fill(now)

    def forget(self) -> None:
        """Puts back what is kept."""
        self._fill(self._now)

    def save(self) -> None:
        """Keeps the settings."""
        typed = self._typed()

        def kept() -> None:
            self._fill(typed)
            self.message.show_fine(t("settings.office.kept"))

        self.act(lambda desk: change_settings(desk, typed), kept)

    def _fill(self, now: OfficeSettings) -> None:
        self.name.set_text(now.name)
        self.street.set_text(now.street)
        self.postcode.set_text(now.postcode)
        self.municipality.set_text(now.municipality)
        self.phone.set_text(now.phone)
        self.email.set_text(now.email)
        self.minutes.setValue(now.lock_minutes)
        self.number.box.setChecked(now.use_rijksregisternummer)
        self.single_key.box.setChecked(now.single_key_answers)
        self.folder.set_text(now.backup_folder)
        self._now = now

    def _typed(self) -> OfficeSettings:
        return replace(
            self._now,
            name=self.name.text().strip(),
            street=self.street.text().strip(),
            postcode=self.postcode.text().strip(),
            municipality=self.municipality.text().strip(),
            phone=self.phone.text().strip(),
            email=self.email.text().strip(),
            lock_minutes=self.minutes.value(),
            use_rijksregisternummer=self.number.box.isChecked(),
            single_key_answers=self.single_key.box.isChecked(),
            backup_folder=self.folder.text().strip(),
        )

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("settings.office.folder"), self.folder.text())
        if chosen:
            self.folder.set_text(chosen)
