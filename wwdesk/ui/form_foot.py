# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The foot of a form: how far, whether it is saved, and the buttons to go on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from wwdesk.domain.texts import t
from wwdesk.ui.labels import PlainLabel


class Foot(QFrame):
    """One line under the questions."""

    def __init__(self, *, read_only: bool) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(t("screening.progress_name"))
        self._progress = PlainLabel(wrap=False)
        self._saved = PlainLabel(wrap=False, role="hint")
        self.previous = QPushButton(t("screening.previous_page"))
        self.previous.setToolTip(t("screening.previous_page_key"))
        self.next = QPushButton(t("screening.next_page"))
        self.next.setToolTip(t("screening.next_page_key"))
        self.finish = QPushButton(t("screening.to_review"))
        self.finish.setToolTip(t("screening.to_review_key"))
        self.finish.setVisible(not read_only)
        em = self.fontMetrics().height()
        self._words = words = QHBoxLayout()
        self._buttons = buttons = QHBoxLayout()
        words.setSpacing(em)
        words.addWidget(self._progress)
        words.addWidget(self._saved)
        words.addStretch(1)
        buttons.setSpacing(em // 2)
        for button in (self.previous, self.next, self.finish):
            buttons.addWidget(button)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(em, em // 3, em, em // 3)
        row.setSpacing(em // 3)
        row.addLayout(words, 1)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        """A narrow window may put the words above the buttons."""
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the words above the buttons where both do not fit beside each other."""
        super().resizeEvent(event)
        parts = [part.sizeHint().width() for part in (self._words, self._buttons)]
        narrow = sum(parts) + 3 * self.fontMetrics().height() > event.size().width()
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._row.direction():
            self._row.setDirection(direction)

    def show_place(self, index: int, pages: int, *, reviewing: bool) -> None:
        """Offers only the ways that lead somewhere."""
        self.previous.setEnabled(index > 0 and not reviewing)
        self.next.setEnabled(index < pages - 1 and not reviewing)
        self.finish.setEnabled(not reviewing)

    def show_progress(self, answered: int, asked: int, to_confirm: int) -> None:
        """Says how far the form is."""
        self._bar.setMaximum(max(1, asked))
        self._bar.setValue(answered - to_confirm)
        words = t("screening.progress", answered=answered, asked=asked)
        if to_confirm:
            words = t("screening.progress_confirm", words=words, n=to_confirm)
        self._progress.setText(words)

    def show_saved(self, words: str) -> None:
        """Says quietly what is on disk."""
        self._saved.setText(words)
