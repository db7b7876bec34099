# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a document beside the form it is made with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.theme import scale_of


class PaperPreview(QScrollArea):
    """Pages below each other; stays where somebody scrolled to while they are drawn again."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("templates.preview.name"))
        self.pages: list[PlainLabel] = []
        ground = QWidget()
        ground.setProperty("role", "page")
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self.setWidget(ground)
        self.setFixedWidth(round(430 * min(1.4, scale_of(self))))

    @property
    def page_width(self) -> int:
        """How many pixels of the screen a page may be wide."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 10
        return round(room * self.devicePixelRatioF())

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Shows PNG pictures of pages."""
        while len(self.pages) > len(pictures):
            self.pages.pop().deleteLater()
        while len(self.pages) < len(pictures):
            page = PlainLabel()
            page.setFrameShape(QFrame.Shape.Box)
            self.pages.append(page)
            self._column.insertWidget(len(self.pages) - 1, page, 0, Qt.AlignmentFlag.AlignHCenter)
        for number, (page, picture) in enumerate(zip(self.pages, pictures, strict=True), 1):
            drawn = QPixmap()
            drawn.loadFromData(picture)
            drawn.setDevicePixelRatio(self.devicePixelRatioF())
            page.setPixmap(drawn)
            page.setAccessibleName(t("templates.preview.page", number=number, count=len(pictures)))
