# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of rows: a model that loads as it is scrolled, one that holds its rows, and the table both are shown in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QTableView

from wwdesk.domain.texts import t

Row = TypeVar("Row")

CHUNK = 200
"""Rows asked for at once: a few screens."""

_NONE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its title, the text of a row in it, and its width in average characters.

    A column of width 0 takes what is left, at the least `least` characters; beyond that the
    table scrolls sideways.
    """

    title: str
    text: Callable[[Row], str]
    width: int = 0
    least: int = 16


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows held in memory."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replaces the rows; where their number is the same the view keeps its place."""
        same = len(rows) == len(self._rows)
        if not same:
            self.beginResetModel()
        self._rows = tuple(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))

    def row_at(self, row: int) -> Row | None:
        """A row, or None where it is not loaded."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: _Index = _NONE) -> int:
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; for a screen reader the first cell tells the whole row."""
        roles = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if role not in roles:
            return None
        row = self.row_at(index.row())
        if row is None:
            return t("fields.list.loading") if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.sentence(row)
        text = self.columns[index.column()].text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt reads a tip that looks like markup as markup: text that could is shown without one.
            return None if "<" in text or "&" in text else text
        return text

    def sentence(self, row: Row) -> str:
        """A whole row in words."""
        cells = ((column.title, column.text(row)) for column in self.columns)
        told = [
            text if place == 0 else t("fields.list.cell", column=title, value=text)
            for place, (title, text) in enumerate(cells)
            if text
        ]
        return ", ".join(told)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class LazyModel(RowsModel[Row]):
    """Rows loaded in chunks when they come into view; knows how many there are in all.

    `fetch(offset, limit)` is called for a chunk that is missing and answers later through
    `deliver`. Old rows stay on the screen until new ones arrive, so a list never flickers.
    """

    def __init__(self, columns: Sequence[Column[Row]], fetch: Callable[[int, int], None]) -> None:
        super().__init__(columns)
        self._fetch = fetch
        self._total = 0
        self._chunks: dict[int, tuple[Row, ...]] = {}
        self._asked: set[int] = set()

    @property
    def loaded(self) -> int:
        """How many rows are in memory."""
        return sum(len(chunk) for chunk in self._chunks.values())

    def start(self, rows: Sequence[Row], total: int) -> None:
        """Shows the first rows of another list, or of the same list after a change."""
        if total == self._total:
            self._chunks, self._asked = {0: tuple(rows)}, {0}
            if total:
                self.dataChanged.emit(self.index(0, 0), self.index(total - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._chunks, self._asked, self._total = {0: tuple(rows)}, {0}, total
        self.endResetModel()

    def deliver(self, offset: int, rows: Sequence[Row]) -> None:
        """Takes in a chunk that was asked for."""
        self._chunks[offset // CHUNK] = tuple(rows)
        if rows:
            self.dataChanged.emit(self.index(offset, 0), self.index(offset + len(rows) - 1, len(self.columns) - 1))

    def set_rows(self, rows: Sequence[Row]) -> None:
        """See RowsModel."""
        self.start(rows, len(rows))

    def row_at(self, row: int) -> Row | None:
        """See RowsModel; asks for the chunk of a row that is not there yet."""
        chunk = row // CHUNK
        found = self._chunks.get(chunk)
        if found is not None:
            place = row - chunk * CHUNK
            return found[place] if 0 <= place < len(found) else None
        if 0 <= row < self._total and chunk not in self._asked:
            self._asked.add(chunk)
            self._fetch(chunk * CHUNK, CHUNK)
        return None

    def rowCount(self, parent: _Index = _NONE) -> int:
        """See QAbstractTableModel."""
        return 0 if parent.isValid() else self._total


class ListTable(QTableView, Generic[Row]):
    """A table of whole rows: Enter or a double click opens, Tab leaves, nothing is edited in place."""

    opened = Signal(object)
    """The row that is opened."""
    remove_asked = Signal(object)
    """The row on which Delete was pressed."""
    picked = Signal()
    """Another row is the current one."""

    def __init__(self, model: RowsModel[Row], name: str) -> None:
        super().__init__()
        self.rows = model
        self._most = 0
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        self.setAlternatingRowColors(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(self._open_index)
        self.selectionModel().currentRowChanged.connect(self.picked)
        self._before_reset = -1
        if not isinstance(model, LazyModel):
            model.modelAboutToBeReset.connect(self._remember_row)
            model.modelReset.connect(self._choose_again)
        self._fit()

    def current(self) -> Row | None:
        """The row the keyboard is on."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def choose(self, row: int) -> None:
        """Makes a row the current one."""
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, 0))

    def _remember_row(self) -> None:
        self._before_reset = self.currentIndex().row()

    def _choose_again(self) -> None:
        """After a row was removed its neighbour is chosen, so that the keyboard goes on where it was."""
        if self._before_reset >= 0:
            self.choose(min(self._before_reset, self.rows.rowCount() - 1))

    def fit_height(self, most: int = 12) -> None:
        """Makes the table as high as its rows, up to `most`; for short lists inside a page that scrolls."""
        self._most = most
        self._apply_height()

    def _apply_height(self) -> None:
        if not self._most:
            return
        rows = max(1, min(self._most, self.rows.rowCount()))
        # The ring around a table that has the keyboard takes two points on each side.
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 6
        if self.horizontalHeader().length() > self.viewport().width() > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
            self.setMaximumHeight(height)

    def showEvent(self, event: QShowEvent) -> None:
        """Fits once the style is known."""
        super().showEvent(event)
        self._apply_height()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Keeps the row in sight where the page around the table scrolls."""
        super().currentChanged(current, previous)
        if not self._most or not current.isValid():
            return
        middle = self.visualRect(current).center()
        parent = self.parentWidget()
        while parent is not None:
            content = parent.widget() if isinstance(parent, QScrollArea) else None
            if isinstance(parent, QScrollArea) and content is not None:
                at = self.viewport().mapTo(content, middle)
                parent.ensureVisible(0, at.y(), 0, 3 * self.verticalHeader().defaultSectionSize())
            parent = parent.parentWidget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Delete asks to remove it."""
        row = self.current()
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if row is not None:
                self.opened.emit(row)
            return
        if event.key() == Qt.Key.Key_Delete and row is not None:
            self.remove_asked.emit(row)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in by the keyboard lands on a row, so that the arrows and Enter mean something."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(0)

    def changeEvent(self, event: QEvent) -> None:
        """Fits rows and columns again when the font grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(metrics.lineSpacing() + 14)
        header = self.horizontalHeader()
        for place, column in enumerate(self.rows.columns):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(place, metrics.averageCharWidth() * (column.width or column.least) + 18)
        self._stretch()
        self._apply_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the room that is left to the column that can use it."""
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        columns = self.rows.columns
        wide = next((place for place, column in enumerate(columns) if not column.width), None)
        if wide is None:
            return
        others = sum(self.columnWidth(place) for place in range(len(columns)) if place != wide)
        least = self.fontMetrics().averageCharWidth() * columns[wide].least
        self.setColumnWidth(wide, max(least, self.viewport().width() - others))

    def _open_index(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index.row())
        if row is not None:
            self.opened.emit(row)
