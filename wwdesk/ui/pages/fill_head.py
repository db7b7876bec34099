# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The line above a form: whose screening it is, which one, and what can be done with it as a whole."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.domain.texts import t
from wwdesk.services.screening import ScreeningWork
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.sheet import SideBySide


class FillHead(QWidget):
    """Name, facts and three buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.title = PlainLabel(role="heading", wrap=False)
        self.about = PlainLabel(role="quiet")
        self.one = QPushButton(t("screening.one"))
        self.one.setProperty("role", "quiet")
        self.one.setToolTip(t("screening.one_key"))
        self.print_button = QPushButton(t("screening.print"))
        self.print_button.setProperty("role", "quiet")
        self.print_button.setToolTip(t("screening.print_key"))
        self.to_profile = QPushButton(t("screening.to_profile"))
        self._words = SideBySide(900)
        self._words.addWidget(self.title)
        self._words.addWidget(self.about, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 6)
        row.setSpacing(8)
        row.addLayout(self._words, 1)
        for button in (self.one, self.print_button, self.to_profile):
            row.addWidget(button)
            button.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The facts stand below the name, and a long name wraps, where letters are large."""
        super().resizeEvent(event)
        self._words.fit(event.size().width(), self)
        below = self._words.direction() == QBoxLayout.Direction.TopToBottom
        self._words.setSpacing(2 if below else 16)
        self.title.setWordWrap(below)

    def show_work(self, work: ScreeningWork, *, may_print: bool) -> None:
        """Shows whose screening this is."""
        self.title.setText(work.client_name)
        parts = [work.form.title, t("screening.about_dossier", number=work.dossier_number)]
        if work.earlier_on is not None:
            parts.append(t("screening.about_update", day=show_date(work.earlier_on)))
        if work.submitted_on is not None:
            parts.append(t("screening.about_submitted", day=show_date(work.submitted_on), present=work.present))
        self.about.setText(t("screening.about_and").join(parts))
        self.one.setText(t("screening.one"))
        self.one.show()
        self.to_profile.setVisible(work.status is ScreeningStatus.SUBMITTED)
        self.print_button.setVisible(may_print)

    def name_one(self, one: bool) -> None:
        """Says what the button does next: one question at a time, or all of a page."""
        self.one.setText(t("screening.all") if one else t("screening.one"))
