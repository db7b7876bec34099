# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The warning beside a new person: who is already known and may be the same."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import DuplicateHit, PersonRow
from wwdesk.domain.texts import t
from wwdesk.ui.labels import PlainLabel


class DuplicatePanel(QFrame):
    """Likely duplicates with the reason; each can be opened, or all be set aside.

    Somebody set aside is not asked about again while this form is open.
    """

    open_person = Signal(object)
    """The PersonRow to open."""
    set_aside = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "message-warning")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(t("people.duplicates.title"))
        self._hits: tuple[DuplicateHit, ...] = ()
        self._aside: set[str] = set()
        self._box = QVBoxLayout(self)
        self._box.setSpacing(8)
        self._box.setContentsMargins(14, 12, 14, 14)
        self._box.addWidget(PlainLabel(t("people.duplicates.title"), role="heading"))
        self._box.addWidget(PlainLabel(t("people.duplicates.first"), role="hint"))
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._box.addLayout(self._list)
        self.go_on = QPushButton(t("people.duplicates.go_on"))
        self.go_on.setAutoDefault(True)
        self.go_on.clicked.connect(self._put_aside)
        self._box.addWidget(self.go_on)
        self._cards: list[QFrame] = []
        self.open_buttons: list[QPushButton] = []
        self.hide()

    @property
    def open_question(self) -> bool:
        """Whether somebody alike has not been looked at yet."""
        return any(hit.person.id not in self._aside for hit in self._hits)

    def forget(self) -> None:
        """Starts anew for another person."""
        self._aside.clear()
        self.show_hits(())

    def show_hits(self, hits: tuple[DuplicateHit, ...]) -> None:
        """Shows who is alike; the panel hides when there is nobody left to ask about."""
        if hits == self._hits and self.isVisible() == self.open_question:
            return
        self._hits = hits
        for card in self._cards:
            self._list.removeWidget(card)
            card.deleteLater()
        self._cards, self.open_buttons = [], []
        for hit in hits:
            self._add_card(hit)
        self.setVisible(self.open_question)

    def take_keyboard(self) -> None:
        """Puts the keyboard on the first choice."""
        (self.open_buttons[0] if self.open_buttons else self.go_on).setFocus()

    def _add_card(self, hit: DuplicateHit) -> None:
        row = hit.person
        card = QFrame()
        card.setProperty("role", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(10, 8, 10, 10)
        box.setSpacing(4)
        box.addWidget(PlainLabel(row.name, role="strong"))
        facts = (show_date(row.birth_date), row.municipality, row.dossier_number)
        told = " · ".join(fact for fact in facts if fact)
        if told:
            box.addWidget(PlainLabel(told))
        box.addWidget(PlainLabel(hit.why, role="hint"))
        button = QPushButton(t("people.duplicates.open", name=_short(row)).replace("&", "&&"))
        button.setAccessibleName(t("people.duplicates.open", name=row.name))
        button.setAccessibleDescription(f"{told}. {hit.why}. {t('people.duplicates.open_hint')}")
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self.open_person.emit(row))
        box.addWidget(button)
        self._list.addWidget(card)
        self._cards.append(card)
        self.open_buttons.append(button)

    def _put_aside(self) -> None:
        self._aside |= {hit.person.id for hit in self._hits}
        self.hide()
        self.set_aside.emit()


def _short(row: PersonRow) -> str:
    """A name that fits on a button."""
    return row.name if len(row.name) <= 26 else f"{row.name[:25]}…"
