# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The frame around the pages: a page that needs more room than the window has is scrolled, never cut off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget


class PageFrame(QScrollArea):
    """Gives the pages the whole room, or the page shown its least size with scroll bars where that is more.

    With letters of 200 % a page may be wider than a small screen. Without this frame the whole
    window would grow past the edge of the screen.
    """

    def __init__(self, inside: QStackedWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        self.setWidget(inside)
        inside.installEventFilter(self)
        inside.currentChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fits again when the page needs another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page = self._inside.currentWidget()
        least = page.minimumSizeHint() if page is not None else QSize()  # pyright: ignore[reportUnnecessaryComparison]
        self._inside.resize(self.viewport().size().expandedTo(least))
