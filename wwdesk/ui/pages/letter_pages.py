# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The document itself, drawn again while somebody fills it in, and what is still missing in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.services.letters import LetterPreview, LetterTyped, preview_letter
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.paper_preview import PaperPreview

_PAUSE = 150
"""Milliseconds without a key before the pages are drawn again: with drawing, within 300."""


class LetterPages(QWidget):
    """Draws in the background, one at a time; hidden, it draws nothing."""

    def __init__(
        self,
        context: Context,
        which: tuple[str, str],
        typed: Callable[[], LetterTyped],
        refused: Callable[[BaseException], bool],
    ) -> None:
        """`which` are the ids of the trajectory and of the document; `typed` says what is filled in now."""
        super().__init__()
        self._context, self._which, self._typed, self._refused = context, which, typed, refused
        self._drawing = self._again = False
        self.said = PlainLabel("", role="hint")
        self.preview = PaperPreview()
        self.said.setFixedWidth(self.preview.width())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.preview, 1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._draw)

    def soon(self) -> None:
        """Draws after a moment without another key."""
        self._pause.start()

    def _draw(self) -> None:
        """Draws what is typed now; what is typed meanwhile is drawn after it."""
        if self.isHidden() or self._drawing:
            self._again = self._drawing
            return
        self._drawing = True
        desk, typed, width = self._context.desk, self._typed(), self.preview.page_width
        trajectory_id, document_id = self._which
        self._context.background.run(
            lambda: preview_letter(desk, trajectory_id, document_id, typed, width), self, self._drawn, self._not_drawn
        )

    def _drawn(self, found: LetterPreview) -> None:
        self.preview.show_pages(found.pages)
        missing = t("templates.preview.missing", fields=", ".join(found.missing))
        self.said.setText(missing if found.missing else t("templates.preview.complete"))
        self._settle()

    def _not_drawn(self, trouble: BaseException) -> bool:
        self._settle()
        return self._refused(trouble)

    def _settle(self) -> None:
        self._drawing = False
        if self._again:
            self._again = False
            self._draw()
