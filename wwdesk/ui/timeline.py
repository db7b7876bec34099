# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What happened in a dossier and what is coming: the picture's marks, and the same as a list in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from wwdesk.domain.dates import show_date
from wwdesk.domain.texts import t
from wwdesk.domain.timeline import HOLLOW, MARKS, ROUND, EventKind, TimelineBar, TimelineEvent
from wwdesk.ui.tables import Column, ListTable, RowsModel
from wwdesk.ui.theme import scale_of, theme_of


def kind_label(kind: EventKind) -> str:
    """What an event is called."""
    return t(f"dossier.event.{kind}")


def in_words(events: Sequence[TimelineEvent], bars: Sequence[TimelineBar] = ()) -> str:
    """The picture in sentences: what there is of everything, and each thing that lasts."""
    if not events:
        return ""
    days = [event.on for event in events]
    counted = Counter(event.kind for event in events)
    parts = [
        t("dossier.overview.timeline_count", n=counted[kind], kind=kind_label(kind))
        for kind in EventKind
        if counted[kind]
    ]
    told = t(
        "dossier.overview.timeline_picture",
        first=show_date(min(days)),
        last=show_date(max(days)),
        counts=", ".join(parts),
    )
    return ". ".join((told, *(bar_in_words(bar) for bar in bars if not bar.inner)))


def bar_in_words(bar: TimelineBar) -> str:
    """What a bar says: since when, until when."""
    first, last = show_date(bar.parts[0][0]), show_date(bar.parts[-1][1])
    if not bar.runs:
        return t("dossier.timeline.bar_ended", label=bar.label, first=first, last=last)
    if bar.planned:
        return t("dossier.timeline.bar_planned", label=bar.label, first=first, planned=show_date(bar.planned))
    return t("dossier.timeline.bar_runs", label=bar.label, first=first)


def paint_mark(painter: QPainter, kind: EventKind, at: QPointF, size: float, colour: QColor, ground: QColor) -> None:
    """One mark, as `domain.timeline` shapes it."""
    painter.setPen(QPen(colour, max(1.5, size / 4)))
    painter.setBrush(ground if kind in HOLLOW else colour)
    if kind in ROUND:
        painter.drawEllipse(at, ROUND[kind] * size, ROUND[kind] * size)
    else:
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x * size, at.y() + y * size) for x, y in MARKS[kind]]))


def mark_icon(widget: QWidget, kind: EventKind) -> QIcon:
    """The mark of a kind as it stands in the picture, so that the list explains it."""
    scale, theme = scale_of(widget), theme_of(widget)
    size = round(16 * scale)
    drawn = QPixmap(2 * size, 2 * size)
    drawn.setDevicePixelRatio(2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(size / 2, size / 2)
    paint_mark(painter, kind, middle, 6 * scale, theme.colour("accent"), theme.colour("surface"))
    painter.end()
    return QIcon(drawn)


class TimelineModel(RowsModel[TimelineEvent]):
    """The events as rows, each with its mark."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(t("dossier.overview.on"), lambda row: show_date(row.on), 12),
                Column(t("dossier.overview.what"), lambda row: kind_label(row.kind), 24),
                Column(t("dossier.overview.detail"), _detail, least=20),
            )
        )
        self.icons: dict[EventKind, QIcon] = {}

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See RowsModel."""
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            row = self.row_at(index.row())
            return self.icons.get(row.kind) if row else None
        return super().data(index, role)


class TimelineList(ListTable[TimelineEvent]):
    """The same events in words, newest first; what is coming stands on top."""

    def __init__(self) -> None:
        model = TimelineModel()
        super().__init__(model, t("dossier.overview.timeline"))
        self._marked = model

    def changeEvent(self, event: QEvent) -> None:
        """Draws the marks anew in another theme or size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            size = round(16 * scale_of(self))
            self.setIconSize(QSize(size, size))
            self._marked.icons = {kind: mark_icon(self, kind) for kind in EventKind}


def _detail(row: TimelineEvent) -> str:
    return " · ".join(part for part in (row.title, " ".join(row.detail.split())) if part)
