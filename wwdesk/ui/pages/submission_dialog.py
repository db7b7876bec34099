# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What every dialog about a file of submissions looks like: the list, and the one looked at beside or below it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.services.answers_in import Incoming
from wwdesk.ui.cards import plain, primary
from wwdesk.ui.editor import FollowingScroll
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.pages.submission_words import submission_name, submission_text, submission_told
from wwdesk.ui.rows import RowList
from wwdesk.ui.sheet import Card, SideBySide
from wwdesk.ui.theme import scale_of
from wwdesk.ui.wrapping import WrappingRow


class SubmissionDialog(QDialog):
    """The submissions of one file at one side; at the other the one that is looked at.

    Everything but the buttons scrolls as one, so that large letters hide nothing. `between` stand
    on the card between the name of a submission and what is said of it.
    """

    def __init__(self, parent: QWidget, file: str, incoming: Incoming, about: str, *between: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("exchange.submissions.window"))
        self.incoming = incoming
        self.rows = RowList(t("exchange.submissions.list"))
        self.rows.always_marked = True
        self.title = PlainLabel(role="heading")
        self.whose = PlainLabel()
        self.told = PlainLabel()
        self.detail = Card()
        for widget in (self.title, *between, self.whose, self.told):
            self.detail.column.addWidget(widget)
        self.detail.column.addStretch(1)
        self.go = primary("")
        self.cancel = plain(t("window.question.no"))
        self.cancel.clicked.connect(self.reject)
        scale = scale_of(self)
        self.rows.setMinimumHeight(round(160 * scale))
        self._sides = SideBySide(700)
        self._sides.addWidget(self.rows, 2)
        self._sides.addWidget(self.detail, 3)
        self._build(file, about)
        room = self.screen().availableSize()
        self.resize(min(round(820 * scale), room.width() - 40), min(round(580 * scale), room.height() - 60))

    def _build(self, file: str, about: str) -> None:
        inside = QWidget()
        above = QVBoxLayout(inside)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(12)
        count = len(self.incoming.submissions)
        above.addWidget(PlainLabel(t("exchange.submissions.title", file=file, n=count), role="heading"))
        above.addWidget(PlainLabel(about, role="quiet"))
        if self.incoming.remarks:
            above.addWidget(PlainLabel("\n".join(f"• {remark}" for remark in self.incoming.remarks)))
        above.addLayout(self._sides, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(FollowingScroll(inside), 1)
        column.addLayout(WrappingRow(self.go, self.cancel))

    def look_at(self, place: int) -> None:
        """Shows a submission, by its place in the file."""
        one = self.incoming.submissions[place]
        self.title.setText(submission_name(place, one))
        self.whose.setText(submission_told(one))
        self.whose.setVisible(bool(one.told))
        self.told.setText(submission_text(one))

    def mark(self, place: int) -> None:
        """Puts the cursor of the list on a submission."""
        self.rows.setCurrentIndex(self.rows.model().index(place, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stands above the rest where there is no room beside it."""
        super().resizeEvent(event)
        self._sides.fit(event.size().width(), self)
