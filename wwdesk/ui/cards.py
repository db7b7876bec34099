# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A card in the middle of the window: how the start, lock and first-run pages are laid out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wwdesk.ui.theme import scale_of

CARD_WIDTH = 520


class CardPage(QScrollArea):
    """A page with one card of readable width that scrolls where the text is large."""

    def __init__(self, name: str, width: int = CARD_WIDTH) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._width = width
        ground = QWidget()
        ground.setProperty("role", "page")
        self.card = QFrame()
        self.card.setProperty("role", "card")
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(36, 32, 36, 30)
        self.column.setSpacing(12)
        middle = QVBoxLayout()
        middle.addStretch(2)
        middle.addWidget(self.card)
        middle.addStretch(3)
        row = QHBoxLayout(ground)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addLayout(middle, 10)
        row.addStretch(1)
        self.setWidget(ground)
        self.fit()

    def fit(self) -> None:
        """Makes the card as wide as the letters ask."""
        self.card.setMaximumWidth(round(self._width * max(1.0, scale_of(self))))
        self.card.setMinimumWidth(min(round(self._width * 0.8), self.card.maximumWidth()))


def primary(text: str) -> QPushButton:
    """The button for what people mostly do here; Enter presses it while it has the focus."""
    button = QPushButton(text)
    button.setProperty("role", "primary")
    button.setAutoDefault(True)
    return button


def plain(text: str) -> QPushButton:
    """A button for the other thing people do here."""
    button = QPushButton(text)
    button.setAutoDefault(True)
    return button


def link(text: str) -> QPushButton:
    """A button that reads as a link."""
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setAutoDefault(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


def row_of(widgets: Iterable[QWidget], *, right: bool = False) -> QHBoxLayout:
    """Widgets side by side, to the left or to the right."""
    row = QHBoxLayout()
    row.setSpacing(10)
    if right:
        row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    if not right:
        row.addStretch(1)
    return row
