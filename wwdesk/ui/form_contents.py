# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The list of contents of a form: every life domain with where it stands, in a mark and in words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.form_colours import FormColours
from wwdesk.ui.form_state import PageState, PageStatus

_WRAP = Qt.TextFlag.TextWordWrap


def status_words(state: PageState) -> str:
    """Where a page stands, in words."""
    return t(
        f"screening.page_status.{state.status}",
        answered=state.answered,
        asked=state.asked,
        n=state.problems if state.status is PageStatus.PROBLEM else state.to_confirm,
    )


class ContentsRow(QPushButton):
    """One page in the list."""

    moved = Signal(int)

    def __init__(self, number: int, label: str) -> None:
        # "&" in a name is a sign here, not the mark of a key
        super().__init__(label.replace("&", "&&"))
        self._number = number
        self._label = label
        self._state = PageState(PageStatus.NOT_STARTED, 0, 0, 0, 0)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, state: PageState) -> None:
        """Shows where the page stands."""
        self._state = state
        self.setAccessibleName(
            t("screening.contents_spoken", number=self._number, label=self._label, status=status_words(state))
        )
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """The form decides which page is current."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from page to page."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and not event.modifiers():
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
        else:
            event.ignore()

    # drawing -------------------------------------------------------------------------------

    def _fonts(self) -> tuple[QFont, QFont]:
        title, words = QFont(self.font()), QFont(self.font())
        title.setBold(True)
        words.setPointSizeF(max(7.5, words.pointSizeF() * 0.88))
        return title, words

    def _rooms(self, width: int) -> tuple[QRect, QRect, int]:
        title, words = self._fonts()
        em = QFontMetrics(title).height()
        mark = round(em * 1.1)
        left, pad = mark + round(em * 1.0), round(em * 0.3)
        room = QRect(left, pad, max(3 * em, width - left - round(em * 0.4)), 100_000)
        first = QFontMetrics(title).boundingRect(room, _WRAP, self._label)
        second = QFontMetrics(words).boundingRect(room.translated(0, first.height()), _WRAP, status_words(self._state))
        room_title = QRect(left, pad, room.width(), first.height())
        room_words = QRect(left, pad + first.height(), room.width(), second.height())
        return room_title, room_words, pad

    def hasHeightForWidth(self) -> bool:
        """A long name takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the row at a width."""
        _, words, pad = self._rooms(width)
        return words.bottom() + 1 + pad

    def sizeHint(self) -> QSize:
        """A row is about twelve letters high wide."""
        width = 12 * self.fontMetrics().height()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow lists wrap."""
        return QSize(6 * self.fontMetrics().height(), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws mark, name and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = FormColours(self)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.chosen if self.isChecked() else colours.hover)
            painter.drawRoundedRect(frame, 6, 6)
        if self.isChecked():
            painter.setBrush(colours.accent)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(1, 5, 4, self.height() - 10), 2, 2)
        title, words = self._fonts()
        room_title, room_words, _ = self._rooms(self.width())
        em = QFontMetrics(title).height()
        paint_mark(painter, QRectF(em * 0.55, room_title.top() + em * 0.06, em * 0.9, em * 0.9), self._state, colours)
        painter.setFont(title)
        painter.setPen(colours.text)
        painter.drawText(room_title, _WRAP, self._label)
        painter.setFont(words)
        painter.setPen(colours.text if self._state.status is PageStatus.PROBLEM else colours.muted)
        painter.drawText(room_words, _WRAP, status_words(self._state))
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 6, 6)


def paint_mark(painter: QPainter, box: QRectF, state: PageState, colours: FormColours) -> None:
    """Draws the mark of a page: an open circle, a filling one, a tick, or an exclamation mark."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.outline, 1.6))
    if state.status is PageStatus.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawEllipse(box)
        painter.setPen(QPen(colours.on_accent, max(1.6, box.width() * 0.13)))
        across, down = box.width(), box.height()
        points = [(0.26, 0.52), (0.44, 0.7), (0.76, 0.34)]
        spots = [box.topLeft() + type(box.topLeft())(x * across, y * down) for x, y in points]
        painter.drawPolyline(spots)
        return
    painter.drawEllipse(box)
    if state.status is PageStatus.PROBLEM:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colours.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!")
    elif state.asked:
        part = (state.answered - state.to_confirm if state.to_confirm else state.answered) / state.asked
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawPie(box, 90 * 16, -round(part * 360 * 16))


class Contents(QScrollArea):
    """All pages of a form under each other."""

    wanted = Signal(int)

    def __init__(self, labels: list[str]) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(t("screening.contents"))
        # Its bar is quiet: a dark one beside the questions looks like the edge between two panes.
        self.setProperty("role", "contents")
        content = QWidget()
        content.setAccessibleName(t("screening.contents"))
        layout = QVBoxLayout(content)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(1)
        self.rows: list[ContentsRow] = []
        for index, label in enumerate(labels):
            row = ContentsRow(index + 1, label)
            row.clicked.connect(lambda _=False, index=index: self.wanted.emit(index))
            row.moved.connect(partial(self._move, index))
            layout.addWidget(row)
            self.rows.append(row)
        layout.addStretch(1)
        self.setWidget(content)

    def _move(self, start: int, step: int) -> None:
        index = start + step
        if 0 <= index < len(self.rows):
            self.rows[index].setFocus(Qt.FocusReason.TabFocusReason)
            self._one_tab_stop(index)

    def _one_tab_stop(self, current: int) -> None:
        for index, row in enumerate(self.rows):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == current else Qt.FocusPolicy.ClickFocus)

    def show_current(self, current: int) -> None:
        """Marks the page that is shown."""
        for index, row in enumerate(self.rows):
            row.setChecked(index == current)
        if 0 <= current < len(self.rows):
            self.ensureWidgetVisible(self.rows[current], 0, 0)
            self._one_tab_stop(current)
