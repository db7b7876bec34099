# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What happened in a dossier: a picture on one axis of time, and the same as a list in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from wwdesk.domain.dates import add_months, show_date
from wwdesk.domain.overviews import EventKind, TimelineEvent
from wwdesk.domain.texts import t
from wwdesk.ui.tables import Column, ListTable, RowsModel
from wwdesk.ui.theme import scale_of, theme_of

_ROWS = (
    (EventKind.REFERRED, EventKind.OPENED, EventKind.CLOSED),
    (EventKind.SCREENING_STARTED, EventKind.SCREENING_SUBMITTED),
    (EventKind.NOTE, EventKind.ATTACHMENT),
)
"""The lanes of the picture, from the top: the dossier itself, screenings, what was written."""


def kind_label(kind: EventKind) -> str:
    """What an event is called."""
    return t(f"dossier.event.{kind}")


def in_words(events: Sequence[TimelineEvent]) -> str:
    """The picture as one sentence."""
    if not events:
        return ""
    days = [event.on for event in events]
    counted = Counter(event.kind for event in events)
    parts = [
        t("dossier.overview.timeline_count", n=counted[kind], kind=kind_label(kind))
        for kind in EventKind
        if counted[kind]
    ]
    return t(
        "dossier.overview.timeline_picture",
        first=show_date(min(days)),
        last=show_date(max(days)),
        counts=", ".join(parts),
    )


class TimelinePicture(QWidget):
    """Marks on an axis of time. Each kind has its own shape, so that colour is never needed to tell them apart."""

    def __init__(self) -> None:
        super().__init__()
        self._events: tuple[TimelineEvent, ...] = ()
        self._today = date(2000, 1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_events(self, events: Sequence[TimelineEvent], today: date) -> None:
        """Draws what happened up to today."""
        self._events = tuple(events)
        self._today = today
        told = in_words(events)
        self.setAccessibleName(told)
        self.setVisible(bool(events))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Three lanes and the names of the months."""
        scale = scale_of(self)
        return QSize(200, round(3 * 22 * scale + self.fontMetrics().lineSpacing() + 14 * scale))

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(60, self.sizeHint().height())

    def _span(self) -> tuple[date, date]:
        first = min(event.on for event in self._events)
        last = max(self._today, *(event.on for event in self._events))
        # A young dossier would put every mark on one spot.
        return (min(first, add_months(last, -1)), last)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws axis, months and marks."""
        if not self._events:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale = theme_of(self), scale_of(self)
        first, last = self._span()
        days = max(1, (last - first).days)
        margin = 12 * scale
        width = self.width() - 2 * margin

        def place(day: date) -> float:
            return margin + width * (day - first).days / days

        base = self.height() - self.fontMetrics().lineSpacing() - 6 * scale
        self._paint_months(painter, first, last, place, base)
        painter.setPen(QPen(theme.colour("outline"), 1.2 * scale))
        painter.drawLine(QPointF(margin, base), QPointF(margin + width, base))
        if self._today <= last:
            painter.setPen(QPen(theme.colour("accent"), 1.4 * scale, Qt.PenStyle.DashLine))
            here = place(self._today)
            painter.drawLine(QPointF(here, 4 * scale), QPointF(here, base))
        for happened in reversed(self._events):
            lane = next(number for number, kinds in enumerate(_ROWS) if happened.kind in kinds)
            middle = QPointF(place(happened.on), (14 + lane * 22) * scale)
            _mark(painter, happened.kind, middle, 6 * scale, theme.colour("accent"), theme.colour("surface"))
        painter.end()

    def _paint_months(
        self, painter: QPainter, first: date, last: date, place: Callable[[date], float], base: float
    ) -> None:
        """Names as many months (or years) as there is room for."""
        theme, scale = theme_of(self), scale_of(self)
        metrics = self.fontMetrics()
        need = metrics.horizontalAdvance("00/0000") + 18 * scale
        months = max(1, (last.year - first.year) * 12 + last.month - first.month)
        room = max(1, int((self.width() - 24 * scale) // need))
        step = next(size for size in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months // size <= room)
        day = date(first.year, first.month, 1)
        while day <= last:
            if day >= first and (day.year * 12 + day.month - 1) % step == 0:
                at = place(day)
                painter.setPen(QPen(theme.colour("line"), 1))
                painter.drawLine(QPointF(at, 4 * scale), QPointF(at, base))
                words = str(day.year) if step >= 12 else f"{day.month:02}/{day.year}"
                half = metrics.horizontalAdvance(words) / 2
                left = min(max(at, half + 2), self.width() - half - 2)
                painter.setPen(theme.colour("quiet"))
                area = QRectF(left - half - 2, base + 2 * scale, 2 * half + 4, metrics.lineSpacing())
                painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, words)
            day = add_months(day, 1)


def _mark(painter: QPainter, kind: EventKind, at: QPointF, size: float, colour: QColor, ground: QColor) -> None:
    """One mark: bars for the dossier, diamonds for screenings (open while running), dots and squares for the rest."""
    painter.setPen(QPen(colour, max(1.5, size / 4)))
    painter.setBrush(ground if kind in (EventKind.SCREENING_STARTED, EventKind.NOTE) else colour)
    box = QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)
    if kind in (EventKind.SCREENING_STARTED, EventKind.SCREENING_SUBMITTED):
        points = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x * size, at.y() + y * size) for x, y in points]))
    elif kind is EventKind.NOTE:
        painter.drawEllipse(box.adjusted(size / 4, size / 4, -size / 4, -size / 4))
    elif kind is EventKind.ATTACHMENT:
        painter.drawRect(box.adjusted(size / 3, size / 3, -size / 3, -size / 3))
    elif kind is EventKind.REFERRED:
        points = [(-0.8, -1.0), (1.0, 0.0), (-0.8, 1.0)]
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x * size, at.y() + y * size) for x, y in points]))
    else:
        painter.drawRect(QRectF(at.x() - size / 4, at.y() - size, size / 2, 2 * size))


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
    _mark(painter, kind, middle, 6 * scale, theme.colour("accent"), theme.colour("surface"))
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
    """The same events in words, newest first."""

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
