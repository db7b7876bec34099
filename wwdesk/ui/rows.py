# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A list of rows with a title and a line below it: one Tab stop, arrows move, Enter opens.

Rows grow with the letters and wrap, and each tells a screen reader its whole sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from wwdesk.ui.icons import pixmap
from wwdesk.ui.theme import Theme, scale_of, theme_of

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. `side` stands at the right, `icon` names a drawing, `tone` colours the icon and the side."""

    title: str
    detail: str = ""
    side: str = ""
    icon: str = ""
    tone: str = "quiet"
    value: object = None
    """What the row stands for; comes back when it is chosen."""

    @property
    def sentence(self) -> str:
        """The row as it is said."""
        return ". ".join(part.rstrip(".") for part in (self.title, self.detail, self.side) if part)


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence
        return None


class _Painter(QStyledItemDelegate):
    """Paints a row and says how high it is at the width of its list."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._view.row_at(index.row())
        width = self._view.viewport().width()
        places = RowPlaces(row, self._view.font(), QRect(0, 0, width, 10_000), scale_of(self._view))
        return QSize(max(80, width - 2), places.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.row_at(index.row())
        theme = theme_of(self._view)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state, theme)
        paint_row(painter, row, RowPlaces(row, self._view.font(), rect, scale_of(self._view)), theme)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, theme: Theme) -> None:
        focused = self._view.hasFocus()
        chosen = bool(state & QStyle.StateFlag.State_Selected) and (focused or self._view.always_marked)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (chosen or over):
            return
        painter.setBrush(QColor(theme.accent_soft if chosen else theme.raised))
        painter.setPen(QPen(QColor(theme.ring), 2) if chosen and focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 7, 7)


class RowPlaces:
    """Where the parts of a row stand within a rectangle."""

    def __init__(self, row: Row, font: QFont, within: QRect, scale: float) -> None:
        pad, gap = round(11 * scale), round(12 * scale)
        self.plain = font
        self.bold = QFont(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        icon = round(20 * scale) if row.icon else 0
        left = within.left() + pad + (icon + gap if icon else 0)
        right = within.right() - pad
        small = QFontMetrics(self.plain)
        side = small.horizontalAdvance(row.side) + 2 if row.side else 0
        room = right - left
        below = side > room * 0.4
        width = max(60, room if below or not side else room - side - gap)
        wrap = Qt.TextFlag.TextWordWrap.value
        top = within.top() + pad
        big = QRect(left, top, width, 10_000)
        self.title = QFontMetrics(self.bold).boundingRect(big, wrap, row.title)
        self.title = QRect(left, top, width, self.title.height())
        at = self.title.bottom() + 1 + round(2 * scale)
        height = small.boundingRect(QRect(left, at, room, 10_000), wrap, row.detail).height() if row.detail else 0
        self.detail = QRect(left, at, max(60, room), height)
        bottom = self.detail.bottom() if row.detail else self.title.bottom()
        if below:
            self.side = QRect(left, bottom + 2, room, small.height())
            bottom = self.side.bottom()
        else:
            self.side = QRect(right - side, top, side, small.height())
        self.icon = QRect(within.left() + pad, top, icon, icon)
        self.height = bottom - within.top() + pad + 1


def paint_row(painter: QPainter, row: Row, places: RowPlaces, theme: Theme) -> None:
    """Paints icon, title, detail and side of a row."""
    if row.icon:
        painter.drawPixmap(places.icon.topLeft(), pixmap(row.icon, theme.colour(row.tone).name(), places.icon.width()))
    wrap = Qt.TextFlag.TextWordWrap.value
    painter.setPen(theme.colour("text"))
    painter.setFont(places.bold)
    painter.drawText(places.title, wrap, row.title)
    painter.setFont(places.plain)
    painter.setPen(theme.colour("quiet"))
    painter.drawText(places.detail, wrap, row.detail)
    painter.setPen(theme.colour(row.tone))
    painter.drawText(places.side, Qt.AlignmentFlag.AlignRight.value, row.side)


class RowButton(QPushButton):
    """A button that looks like a row: a title and a line below it."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row
        self.setProperty("role", "choice")
        self.setAutoDefault(True)
        self.setAccessibleName(row.title)
        self.setAccessibleDescription(row.detail)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As high as its words at a readable width."""
        width = round(420 * scale_of(self))
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """As high as its words at this width."""
        return self._places(QRect(0, 0, width, 10_000)).height + round(8 * scale_of(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a button with the words of a row."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, self.row, self._places(self.rect()), theme_of(self))

    def _places(self, within: QRect) -> RowPlaces:
        pad = round(4 * scale_of(self))
        return RowPlaces(self.row, self.font(), within.adjusted(pad, pad, -pad, -pad), scale_of(self))


class RowList(QListView):
    """Rows to choose from by mouse or keyboard."""

    chosen = Signal(object)
    """The `value` of a row that was opened."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _Rows()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(False)
        self.setTabKeyNavigation(False)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._whole = False
        self.always_marked = False
        """Whether the cursor shows while the keyboard is elsewhere, as under a search field."""

    def show_bare(self) -> None:
        """Shows the rows without a frame of their own, as on a card, as high as they are."""
        self.setProperty("role", "bare")
        self.show_whole()

    def show_whole(self) -> None:
        """Makes the list as high as its rows, so that the page scrolls and not the list in it."""
        self._whole = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; the choice stays on the same value where it is still there."""
        before = self.current_value()
        self._model.set_rows(rows)
        values = [row.value for row in rows]
        if rows:
            at = values.index(before) if before is not None and before in values else 0
            self.setCurrentIndex(self._model.index(at, 0))
        self._fit()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown now."""
        return self._model.rows

    def row_at(self, at: int) -> Row:
        """One row."""
        return self._model.rows[at]

    def current_value(self) -> object:
        """The value of the row the cursor is on."""
        at = self.currentIndex().row()
        return self._model.rows[at].value if 0 <= at < len(self._model.rows) else None

    def step(self, steps: int) -> None:
        """Moves the cursor some rows, stopping at both ends."""
        count = len(self._model.rows)
        if count:
            at = max(0, min(count - 1, self.currentIndex().row() + steps))
            self.setCurrentIndex(self._model.index(at, 0))

    def choose(self) -> None:
        """Opens the row the cursor is on."""
        value = self.current_value()
        if value is not None:
            self.chosen.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open a row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self.choose()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens a row."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as the rows where the list shows them whole."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._rows_height()) if self._whole else hint

    def _fit(self) -> None:
        if self._whole:
            self.setFixedHeight(self._rows_height())

    def _rows_height(self) -> int:
        delegate = self.itemDelegate()
        heights = (
            delegate.sizeHint(QStyleOptionViewItem(), self._model.index(at, 0)).height()
            for at in range(len(self._model.rows))
        )
        return sum(heights) + 2 * self.frameWidth() + 4
