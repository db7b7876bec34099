# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that are a file: chosen from a folder or dropped here, or drawn on the screen."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from wwdesk.domain.answer_files import wrong_kind, wrong_size
from wwdesk.domain.texts import t
from wwdesk.forms.model import Question
from wwdesk.ui.answers.base import AnswerWidget
from wwdesk.ui.form_colours import FormColours
from wwdesk.ui.labels import PlainLabel

MOST_PIXELS = 50_000_000
THUMBNAIL = QSize(320, 200)


def picture(data: bytes) -> QImage:
    """The picture in some bytes, small enough to show; null where there is none or it is too large to open."""
    kept = QByteArray(data)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if size.width() > THUMBNAIL.width() or size.height() > THUMBNAIL.height():
        reader.setScaledSize(size.scaled(THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class FileAnswer(AnswerWidget):
    """A photo or another file. Its bytes go out by `file_given`; the answer is the name they are kept under."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self._value = ""
        self._nothing = t("filling.file.none")
        self.choose = QPushButton(t("filling.file.choose"), self)
        self.choose.setAccessibleName(f"{question.label}: {t('filling.file.choose')}")
        self.choose.clicked.connect(self._ask)
        self.clear = QPushButton(t("filling.file.clear"), self)
        self.clear.setProperty("role", "link")
        self.clear.setAccessibleName(f"{question.label}: {t('filling.file.clear')}")
        self.clear.clicked.connect(lambda: self.given.emit(""))
        self.name = PlainLabel(parent=self, role="hint")
        self.trouble = PlainLabel(parent=self, role="problem")
        self.shown = PlainLabel(parent=self)
        line = QHBoxLayout()
        for widget in (self.choose, self.clear):
            line.addWidget(widget)
        line.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.trouble)
        column.addWidget(self.shown)
        for part in (self.trouble, self.shown):
            part.hide()
        self.setAcceptDrops(True)
        self.show_answer("", carried=False)

    def controls(self) -> list[QWidget]:
        """The two buttons."""
        return [self.choose, self.clear]

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows the name of the file, and asks for the file itself."""
        if value != self._value or not value:
            self.shown.hide()
        self._value = value
        self.name.setText(t("filling.file.kept", name=value) if value else self._nothing)
        self.choose.setText(t("filling.file.change") if value else t("filling.file.choose"))
        self.choose.setVisible(not self._read_only)
        self.clear.setVisible(bool(value) and not self._read_only)

    def show_file(self, data: bytes) -> None:
        """Shows the picture in a file, if it is one."""
        image = picture(data)
        self.shown.setVisible(not image.isNull())
        if not image.isNull():
            self.shown.setPixmap(QPixmap.fromImage(image))
            self.shown.setAccessibleName(self._value)

    def take(self, file: Path) -> None:
        """Takes a file, or says why not."""
        try:
            problem = wrong_kind(file.name, self.question.accept) or wrong_size(file.stat().st_size)
            if problem:
                self._refuse(problem)
            else:
                self._give(file.name, file.read_bytes())
        except OSError:
            self._refuse(t("filling.file.unreadable"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped here."""
        if not self._read_only and len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the file dropped here."""
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, t("filling.file.choose"))
        if name:
            self.take(Path(name))

    def _give(self, name: str, data: bytes) -> None:
        self.trouble.hide()
        self.file_given.emit(name, data)

    def _refuse(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()


class Pad(QWidget):
    """A place to draw with mouse, pen or finger."""

    drawn = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.strokes: list[QPolygonF] = []
        self.setAccessibleName(t("filling.signature.pad"))
        self.setAccessibleDescription(t("filling.signature.hint"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(9 * self.fontMetrics().height()))
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, on=False)  # Qt then makes mouse moves of touches

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a stroke."""
        self.strokes.append(QPolygonF([event.position()]))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws on."""
        if self.strokes:
            self.strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a stroke; a dot is a stroke too."""
        if self.strokes:
            self.strokes[-1].append(event.position() + QPointF(0.1, 0.1))
            self.update()
            self.drawn.emit()

    def clear(self) -> None:
        """Begins again."""
        self.strokes.clear()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the frame, the line to sign on, and the strokes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = FormColours(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(QPen(colours.focus if self.hasFocus() else colours.outline, 2 if self.hasFocus() else 1))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        line = round(self.height() * 0.75)
        painter.drawLine(self.height() // 4, line, self.width() - self.height() // 4, line)
        self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        painter.setPen(QPen(Qt.GlobalColor.black, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for stroke in self.strokes:
            painter.drawPolyline(stroke)

    def png(self) -> bytes:
        """The strokes on white as PNG, cut to what was drawn, at most 1200 by 400."""
        image = QImage(self.size() * 2, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(2, 2)
        self._draw(painter)
        painter.end()
        around = QRect()
        for stroke in self.strokes:
            around = around.united(stroke.boundingRect().toAlignedRect())
        cut = image.copy(QRect(around.topLeft() * 2, around.size() * 2).adjusted(-12, -12, 12, 12) & image.rect())
        if cut.width() > 1200 or cut.height() > 400:
            cut = cut.scaled(1200, 400, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        kept = QBuffer()
        kept.open(QIODevice.OpenModeFlag.WriteOnly)
        cut.save(kept, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType] - its types name bytes only
        return bytes(kept.data().data())


class SignatureAnswer(FileAnswer):
    """Drawn on the screen and kept as a picture; or, without a mouse, a picture of one on paper."""

    def __init__(self, question: Question, today: date, parent: QWidget | None = None) -> None:
        super().__init__(question, today, parent)
        self.pad = Pad(self)
        self.keep = QPushButton(t("filling.signature.keep"), self)
        self.keep.setAccessibleName(f"{question.label}: {t('filling.signature.keep')}")
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self._keep)
        self.again = QPushButton(t("filling.signature.again"), self)
        self.again.setProperty("role", "link")
        self.again.setAccessibleName(f"{question.label}: {t('filling.signature.again')}")
        self.again.clicked.connect(self._again)
        self.pad.drawn.connect(lambda: self.keep.setEnabled(True))
        line = QHBoxLayout()
        line.addWidget(self.keep)
        line.addWidget(self.again)
        line.addStretch(1)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self.pad)
            column.insertLayout(1, line)
        for one, other in pairwise((self.pad, self.keep, self.again, self.choose, self.clear)):
            QWidget.setTabOrder(one, other)
        self._nothing = t("filling.signature.hint")
        self.show_answer("", carried=False)

    def controls(self) -> list[QWidget]:
        """The pad and its buttons."""
        return (
            [self.pad, self.keep, self.again, self.choose, self.clear] if hasattr(self, "pad") else super().controls()
        )

    def show_answer(self, value: str, *, carried: bool) -> None:
        """Shows the kept signature instead of the pad."""
        super().show_answer(value, carried=carried)
        if hasattr(self, "pad"):
            for widget in (self.pad, self.keep, self.again, self.choose):
                widget.setVisible(not value and not self._read_only)

    def set_read_only(self, read_only: bool) -> None:
        """Nothing can be kept before something is drawn."""
        super().set_read_only(read_only)
        self.keep.setEnabled(bool(self.pad.strokes) and not read_only)
        self.show_answer(self._value, carried=False)

    def _keep(self) -> None:
        if self.pad.strokes:
            self._give(t("filling.signature.name"), self.pad.png())

    def _again(self) -> None:
        self.pad.clear()
        self.keep.setEnabled(False)
