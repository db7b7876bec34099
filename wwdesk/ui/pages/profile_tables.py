# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of a profile page that show all their rows with wrapped text, so that only the page scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from wwdesk.ui.tables import Column, RowsModel

Row = TypeVar("Row")
PAD = 6
"""Room around the text of a cell, in pixels at 100 %."""


class _Wrapping(QStyledItemDelegate):
    """Cells as high as their text at the width of the column."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of a cell."""
        metrics = self._table.fontMetrics()
        text = str(index.data() or "")
        pad = metrics.height()
        room = QRect(0, 0, max(20, self._table.columnWidth(index.column()) - pad - 4), 100_000)
        height = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        return QSize(room.width(), height + round(pad * 0.9))


class WholeTable(QTableView, Generic[Row]):
    """A table without its own scroll bars; arrows walk the rows, Tab leaves."""

    def __init__(self, name: str, columns: Sequence[Column[Row]], shares: Sequence[int]) -> None:
        super().__init__()
        self.rows: RowsModel[Row] = RowsModel(columns)
        self._shares = tuple(shares)
        self.setModel(self.rows)
        self.setItemDelegate(_Wrapping(self))
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replaces the rows and takes the height they need."""
        self.rows.set_rows(rows)
        self.fit()

    def fit(self) -> None:
        """Shares out the width and takes the height of all rows."""
        width = self.viewport().width()
        whole = sum(self._shares)
        for place, share in enumerate(self._shares):
            self.setColumnWidth(place, width * share // whole)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rows.rowCount()))
        height = self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits again at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self.fit)

    def changeEvent(self, event: QEvent) -> None:
        """Fits again when the letters grow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self.fit)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the table."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """At the first and last row the arrows scroll the page."""
        row, last = self.currentIndex().row(), self.rows.rowCount() - 1
        at_edge = (event.key() == Qt.Key.Key_Up and row <= 0) or (event.key() == Qt.Key.Key_Down and row >= last)
        if at_edge or event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)
