# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The bar at the left: search, the pages, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wwdesk.domain.texts import t
from wwdesk.ui.icons import put_icon
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.theme import scale_of

PLACES = ("today", "people", "screenings", "agenda", "methods", "housing", "settings")
"""The pages in the bar, in the order of Ctrl+1, Ctrl+2 ... (texts `window.place`)."""

UNDER = {
    "person": "people",
    "organisations": "people",
    "dossier": "people",
    "fill": "screenings",
    "profile": "screenings",
    "library": "screenings",
    "waiting": "methods",
    "arrears": "methods",
    "meetings": "agenda",
}
"""Which page of the bar the other pages belong to."""


NARROW = 760
"""Below this width, in points at 100 %, the bar shows icons only."""


class Sidebar(QFrame):
    """Icons with words; the page shown now is marked."""

    chosen = Signal(str)
    search_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, office: str, worker: str) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(t("window.sidebar.name"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self._office = PlainLabel(office, role="heading")
        self._search = QPushButton(t("window.sidebar.search"))
        self._search.setProperty("role", "search")
        self._search.setAccessibleName(t("window.sidebar.search_name"))
        self._search.clicked.connect(self.search_wanted)
        self.buttons: dict[str, QPushButton] = {}
        self._narrow = False
        inside = QWidget()
        inside.setObjectName("sidebar-inside")
        # At 200 % on a small screen the bar is higher than the window: it scrolls rather than squeezes.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 18, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._office)
        column.addSpacing(8)
        column.addWidget(self._search)
        column.addSpacing(10)
        for name in PLACES:
            if name == "settings":
                column.addStretch(1)
            column.addWidget(self._button(name))
        self._lock = QPushButton(t("window.sidebar.lock"))
        self._lock.setProperty("role", "place")
        self._lock.clicked.connect(self.lock_wanted)
        self._worker = PlainLabel(worker, role="quiet")
        column.addWidget(self._lock)
        column.addSpacing(6)
        column.addWidget(self._worker)
        self._words = {button: button.text() for button in (self._search, *self.buttons.values(), self._lock)}
        for button, words in self._words.items():
            if button is not self._search:
                button.setAccessibleName(words)
        self.restyle()

    def mark(self, page: str) -> None:
        """Marks the page shown now."""
        place = UNDER.get(page, page)
        for name, button in self.buttons.items():
            button.setChecked(name == place)

    def take_focus(self) -> None:
        """Puts the keyboard on the marked page."""
        marked = (button for button in self.buttons.values() if button.isChecked())
        next(marked, self._search).setFocus()

    def restyle(self) -> None:
        """Draws the icons anew in the theme of now."""
        for name, button in self.buttons.items():
            put_icon(button, name, "quiet")
        put_icon(self._lock, "lock", "quiet")
        put_icon(self._search, "search", "quiet")
        self._fit()

    def fit(self, width: int) -> None:
        """Shows only the icons where the window is narrow for its letters."""
        narrow = width < NARROW * scale_of(self)
        if narrow != self._narrow:
            self._narrow = narrow
            self._fit()

    def _fit(self) -> None:
        for button, words in self._words.items():
            button.setText("" if self._narrow else words)
            button.setToolTip(words if self._narrow else "")
        for label in (self._office, self._worker):
            label.setVisible(not self._narrow)
        wide = self.fontMetrics().horizontalAdvance("m") * 15
        self.setFixedWidth(round(76 * scale_of(self)) if self._narrow else wide)
        for label in (self._office, self._worker):
            label.setMaximumWidth(wide - 24)

    def set_office(self, name: str) -> None:
        """Shows another name of the office."""
        self._office.setText(name)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(t(f"window.place.{name}"))
        button.setProperty("role", "place")
        button.setCheckable(True)
        button.clicked.connect(lambda: self._choose(name))
        self.buttons[name] = button
        return button

    def _choose(self, name: str) -> None:
        # A second click must not take the mark away from the page that is shown.
        self.buttons[name].setChecked(True)
        self.chosen.emit(name)
