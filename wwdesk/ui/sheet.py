# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Building blocks that pages share: a scrolling page with a title, cards, an empty state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.theme import scale_of


class Sheet(QScrollArea):
    """A page that scrolls as a whole: title and subtitle on top, buttons beside them, the rest below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        paper = QWidget()
        paper.setProperty("role", "page")
        self.title = PlainLabel(title, role="title")
        self.subtitle = PlainLabel("", role="subtitle")
        self.subtitle.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.keys = QHBoxLayout()
        self.keys.setSpacing(8)
        self._head = SideBySide(760)
        self._head.addLayout(words, 1)
        self._head.addLayout(self.keys)
        self.column = QVBoxLayout(paper)
        self.column.setContentsMargins(24, 20, 24, 24)
        self.column.setSpacing(16)
        self.column.addLayout(self._head)
        self.setWidget(paper)

    def say_below(self, sentence: str) -> None:
        """Shows a sentence below the title."""
        self.subtitle.setText(sentence)
        self.subtitle.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand below the title where there is no room beside it."""
        super().resizeEvent(event)
        self._head.fit(event.size().width(), self)
        beside = self._head.direction() == QBoxLayout.Direction.LeftToRight
        self.keys.setAlignment(Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft)

    def filling(self, page: QWidget) -> None:
        """Fills a page with this sheet."""
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)


class Card(QFrame):
    """A white card with a heading; what belongs together stands on one."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 16, 18, 16)
        self.column.setSpacing(8)
        self.heading = PlainLabel(heading, role="heading")
        self.column.addWidget(self.heading)
        # Only after it has a place: a widget without one would flash as a window of its own.
        self.heading.setVisible(bool(heading))


class SideBySide(QBoxLayout):
    """Widgets beside each other where there is room, below each other where letters are large."""

    def __init__(self, narrowest: int) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._narrowest = narrowest
        self.setSpacing(16)

    def fit(self, width: int, widget: QWidget) -> None:
        """Chooses the direction for a width."""
        beside = width >= self._narrowest * scale_of(widget)
        self.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


class EmptyState(QWidget):
    """One sentence on what comes here, and the button for the first step."""

    def __init__(self, title: str, hint: str, button: str = "") -> None:
        super().__init__()
        self.button = QPushButton(button)
        self.button.setProperty("role", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 10, 4, 10)
        column.setSpacing(8)
        self.title = PlainLabel(title, role="strong")
        self.hint = PlainLabel(hint, role="quiet")
        column.addWidget(self.title)
        column.addWidget(self.hint)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        self.button.setVisible(bool(button))
