# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The foot of a form: how far, whether it is saved, and the buttons to go on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from wwdesk.domain.texts import t
from wwdesk.ui.labels import PlainLabel


class Foot(QFrame):
    """One line under the questions; in a narrow window the buttons get short names."""

    def __init__(self, *, read_only: bool) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(t("screening.progress_name"))
        self._progress = PlainLabel(wrap=False)
        self._saved = PlainLabel(wrap=False, role="hint")
        self.previous, self.next, self.finish = QPushButton(), QPushButton(), QPushButton()
        self._names = (
            (self.previous, t("screening.previous_page"), t("screening.previous_page_short")),
            (self.next, t("screening.next_page"), t("screening.next_page_short")),
            (self.finish, t("screening.to_review"), t("screening.to_review_short")),
        )
        tips = (t("screening.previous_page_key"), t("screening.next_page_key"), t("screening.to_review_key"))
        self._words, self._buttons = QHBoxLayout(), QHBoxLayout()
        self._words.addWidget(self._progress)
        self._words.addWidget(self._saved)
        self._words.addStretch(1)
        for (button, name, _), tip in zip(self._names, tips, strict=True):
            button.setText(name)
            button.setAccessibleName(name)
            button.setAccessibleDescription(tip)
            button.setToolTip(tip)
            self._buttons.addWidget(button)
        if read_only:
            self.finish.hide()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(self._row)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        em = metrics.height()
        self._words.setSpacing(em)
        self._buttons.setSpacing(em // 2)
        self._row.setContentsMargins(em, em // 3, em, em // 3)
        self._row.setSpacing(em // 3)
        # room for every word it can say, so that nothing moves while somebody types
        self._saved.setMinimumWidth(metrics.horizontalAdvance(t("screening.not_saved")) + em // 2)

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        em = metrics.height()
        words = self._progress.sizeHint().width() + self._saved.minimumWidth() + 4 * em
        wide = sum(metrics.horizontalAdvance(name) + round(2.6 * em) for _, name, _ in self._names)
        narrow = words + wide > self.width()
        for button, name, short in self._names:
            text = short if narrow else name
            if button.text() != text:
                button.setText(text)
        stacked = narrow and words + self._buttons.sizeHint().width() > self.width()
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction != self._row.direction():
            self._row.setDirection(direction)

    def minimumSizeHint(self) -> QSize:
        """A narrow window shortens the names of the buttons."""
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the names of the buttons to the width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
            self._arrange()

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
        self._bar.setAccessibleDescription(t("screening.progress_spoken", answered=answered, asked=asked))
        if to_confirm:
            words = t("screening.progress_confirm", words=words, n=to_confirm)
        if words != self._progress.text():
            self._progress.setText(words)
            self._arrange()

    def show_saved(self, words: str) -> None:
        """Says quietly what is on disk."""
        self._saved.setText(words)
