# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The first page where no office is known: make one, open one, or look at the example."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.cards import CardPage
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.preferences import RecentOffice
from wwdesk.ui.rows import Row, RowButton

SUFFIX = ".wwdesk"


def choose_office(parent: QWidget, folder: Path) -> Path | None:
    """Lets the worker point at an office file."""
    found, _ = QFileDialog.getOpenFileName(
        parent, t("start.open_title"), str(folder), f"{t('start.file_kind')} (*{SUFFIX});;{t('start.any_file')} (*)"
    )
    return Path(found) if found else None


class StartPage(CardPage):
    """Three ways to begin and the offices opened here before."""

    chosen = Signal(Path)
    new_office = Signal()
    open_office = Signal()
    demo_office = Signal()

    def __init__(self) -> None:
        super().__init__("start", 600)
        self.message = MessageBar()
        self.column.addWidget(PlainLabel(t("start.title"), role="title"))
        self.column.addWidget(PlainLabel(t("start.subtitle"), role="subtitle"))
        self.column.addWidget(self.message)
        self.column.addSpacing(8)
        self._recent_title = PlainLabel(t("start.recent"), role="heading")
        self._known: list[QPushButton] = []
        self._recent = QVBoxLayout()
        self._recent.setSpacing(6)
        self.column.addWidget(self._recent_title)
        self.column.addLayout(self._recent)
        self._new = self._choice("add", t("start.new"), t("start.new_hint"))
        self._new.clicked.connect(self.new_office)
        self._open = self._choice("dossier", t("start.open"), t("start.open_hint"))
        self._open.clicked.connect(self.open_office)
        self._demo = self._choice("people", t("start.demo"), t("start.demo_hint"))
        self._demo.clicked.connect(self.demo_office)
        self.column.addSpacing(4)
        for button in (self._new, self._open, self._demo):
            self.column.addWidget(button)

    def show_recent(self, offices: tuple[RecentOffice, ...]) -> None:
        """Lists the offices opened on this computer before and takes the focus."""
        for button in self._known:
            button.hide()
            button.deleteLater()
        self._known = []
        for office in offices:
            button = self._choice("home", office.name, str(office.path.parent))
            button.clicked.connect(lambda _=False, path=office.path: self.chosen.emit(path))
            self._recent.addWidget(button)
            self._known.append(button)
        self._recent_title.setVisible(bool(offices))
        (self._known[0] if self._known else self._new).setFocus()

    def propose_demo(self) -> None:
        """Asks whether to make the example office, the one time that it is not there yet."""
        self.message.show_fine(t("start.demo_ask"))
        self._demo.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Keeps people from choosing twice while the example office is made."""
        for button in (self._new, self._open, self._demo):
            button.setEnabled(not busy)
        if busy:
            self.message.show_fine(t("start.demo_making"))
        else:
            self.message.clear()

    @staticmethod
    def _choice(icon: str, title: str, hint: str) -> QPushButton:
        return RowButton(Row(title=title, detail=hint, icon=icon, tone="accent_text"))
