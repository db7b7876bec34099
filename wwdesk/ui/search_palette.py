# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Find anything with Ctrl+K: people, dossiers, notes, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from wwdesk.domain.names import fold
from wwdesk.domain.overviews import SearchHit
from wwdesk.domain.texts import t
from wwdesk.services import people
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Place
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.theme import scale_of

PAUSE = 60
"""Milliseconds after the last letter before the office is searched."""
MOST = 12


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done, by the name of its command (texts `window.action`)."""

    command: str
    icon: str


ACTIONS = (
    Action("new_client", "add"),
    Action("new_screening", "draft"),
    Action("go_today", "today"),
    Action("go_people", "people"),
    Action("go_organisations", "home"),
    Action("go_screenings", "screenings"),
    Action("go_agenda", "agenda"),
    Action("go_methods", "methods"),
    Action("go_housing", "housing"),
    Action("go_arrears", "note"),
    Action("go_meetings", "people"),
    Action("go_settings", "settings"),
    Action("larger", "settings"),
    Action("smaller", "settings"),
    Action("normal_size", "settings"),
    Action("scheme_light", "settings"),
    Action("scheme_dark", "settings"),
    Action("keys", "help"),
    Action("help", "help"),
    Action("lock", "lock"),
)


class SearchPalette(QFrame):
    """A field and a list over the page. Letters search, arrows choose, Enter opens, Escape closes."""

    opened = Signal(Place)
    commanded = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName(t("window.search.name"))
        self._context = context
        self._around = parent
        self._before: QWidget | None = None
        self._asked = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(t("window.search.field"))
        self.line.setPlaceholderText(t("window.search.placeholder"))
        self.line.installEventFilter(self)
        self.list = RowList(t("window.search.results"))
        self.list.always_marked = True
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.chosen.connect(self._choose)
        self._foot = PlainLabel(t("window.search.foot"), role="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        for widget in (self.line, self.list, self._foot):
            column.addWidget(widget, 1 if widget is self.list else 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._restart)
        self.hide()

    def open(self) -> None:
        """Shows the palette, empty, with the keyboard in it."""
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.place()
        self.line.clear()
        self._asked = ""
        self._show(())
        self.show()
        self.raise_()
        self.line.setFocus()

    def place(self) -> None:
        """Puts the palette in the upper middle of its parent."""
        around = self._around.size()
        width = min(around.width() - 32, round(680 * scale_of(self)))
        height = min(around.height() - 32, round(470 * scale_of(self)))
        self.setGeometry((around.width() - width) // 2, min(56, (around.height() - height) // 2), width, height)

    def dismiss(self, *, give_back: bool = True) -> None:
        """Closes it; the keyboard goes back to where it was."""
        self._pause.stop()
        self.hide()
        if give_back and self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the letters go to the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            if event.key() in steps:
                self.list.step(steps[Qt.Key(event.key())])
                self._say_current()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self.dismiss(give_back=False)
        return super().eventFilter(watched, event)

    def _restart(self) -> None:
        self._pause.start()

    def _enter(self) -> None:
        # Whoever types fast presses Enter before the list has caught up: search first, then open.
        if self._pause.isActive():
            self._pause.stop()
            self._search(then_open=True)
        else:
            self.list.choose()

    def _search(self, *, then_open: bool = False) -> None:
        text = self.line.text().strip()
        self._asked = text
        if not text:
            self._show(())
            return

        def arrived(hits: tuple[SearchHit, ...]) -> None:
            if self._asked != text or self.isHidden():
                return
            self._show(hits)
            if then_open:
                self.list.choose()

        self._context.read(lambda desk: people.search(desk, text, MOST), self, arrived)

    def _show(self, hits: tuple[SearchHit, ...]) -> None:
        text = fold(self._asked)
        rows = [
            Row(
                title=hit.title,
                detail=hit.detail,
                icon=hit.kind if hit.kind in ("person", "dossier", "note") else "search",
                side=t(f"window.search.kind.{hit.kind}"),
                value=Place("person" if hit.kind == "person" else "dossier", hit.record_id),
            )
            for hit in hits
        ]
        rows += [
            Row(title=t(f"window.action.{action.command}"), icon=action.icon, tone="accent_text", value=action.command)
            for action in ACTIONS
            if text in fold(t(f"window.action.{action.command}"))
        ]
        self.list.set_rows(rows)
        self.list.step(-len(rows))
        self._foot.setText(t("window.search.foot") if rows else t("window.search.nothing", text=self._asked))
        self._say_current()

    def _say_current(self) -> None:
        """The keyboard stays in the field, so the field tells which row is chosen."""
        at = self.list.currentIndex().row()
        rows = self.list.rows
        self.line.setAccessibleDescription(rows[at].sentence if 0 <= at < len(rows) else self._foot.text())

    def _choose(self, value: object) -> None:
        self.dismiss()
        if isinstance(value, Place):
            self.opened.emit(value)
        elif isinstance(value, str):
            self.commanded.emit(value)
