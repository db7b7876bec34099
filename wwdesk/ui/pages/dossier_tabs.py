# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The tabs of a dossier: each is made when somebody first looks at it, and filled when it is shown."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.texts import t
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_documents import DocumentsTab
from wwdesk.ui.pages.dossier_network import NetworkTab
from wwdesk.ui.pages.dossier_notes import NotesTab
from wwdesk.ui.pages.dossier_overview import OverviewTab
from wwdesk.ui.pages.dossier_referral import ReferralTab
from wwdesk.ui.pages.dossier_screenings import ScreeningsTab
from wwdesk.ui.pages.dossier_tab import DossierTab
from wwdesk.ui.pages.dossier_trajectory import TrajectoryTab
from wwdesk.ui.pages.person_tab import PersonTab

PARTS = ("overview", "trajectory", "screening", "notes", "network", "documents", "referral", "details")
"""The tabs in their order; a Place names one as its part."""


class DossierTabs(QTabWidget):
    """Owns the tabs. Those made stay alive, so that typed text is there again after locking or a look elsewhere."""

    start_wanted = Signal()
    """The worker wants to start a screening."""
    print_wanted = Signal()
    """The worker wants on paper what the tab shows: the timeline, the chosen screening."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._dossier: DossierOverview | None = None
        self._made: dict[str, DossierTab] = {}
        self._stale: set[str] = set()
        self._holders: list[QWidget] = []
        self.setDocumentMode(True)
        self.setAccessibleName(t("dossier.tabs"))
        self.tabBar().setAccessibleName(t("dossier.tabs"))
        # With large letters not all tabs fit: the two arrows need room of their own.
        self.tabBar().setStyleSheet("QTabBar::scroller { width: 4em; } QToolButton { padding: 0; margin: 2px; }")
        for part in PARTS:
            label = t(f"dossier.tab.{part}")
            holder = QWidget()
            holder.setAccessibleName(label)
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self._holders.append(holder)
            self.addTab(holder, label)
        self.currentChanged.connect(self._fill_current)

    def _place(self, part: str, tab: DossierTab) -> None:
        self._made[part] = tab
        self._stale.add(part)
        layout = self._holders[PARTS.index(part)].layout()
        if layout is not None:
            layout.addWidget(tab)

    @cached_property
    def overview(self) -> OverviewTab:
        """Overzicht."""
        tab = OverviewTab(self.context)
        tab.part_wanted.connect(self.show_part)
        tab.start_wanted.connect(self.start_wanted)
        tab.print_wanted.connect(self.print_wanted)
        self._place("overview", tab)
        return tab

    @cached_property
    def trajectory(self) -> TrajectoryTab:
        """Traject."""
        tab = TrajectoryTab(self.context)
        tab.part_wanted.connect(self.show_part)
        self._place("trajectory", tab)
        return tab

    @cached_property
    def screenings(self) -> ScreeningsTab:
        """Screening."""
        tab = ScreeningsTab(self.context)
        self._place("screening", tab)
        tab.start_wanted.connect(self.start_wanted)
        tab.print_wanted.connect(self.print_wanted)
        return tab

    @cached_property
    def notes(self) -> NotesTab:
        """Notities."""
        tab = NotesTab(self.context)
        self._place("notes", tab)
        return tab

    @cached_property
    def network(self) -> NetworkTab:
        """Netwerk."""
        tab = NetworkTab(self.context)
        self._place("network", tab)
        return tab

    @cached_property
    def documents(self) -> DocumentsTab:
        """Documenten."""
        tab = DocumentsTab(self.context)
        self._place("documents", tab)
        return tab

    @cached_property
    def referral(self) -> ReferralTab:
        """Aanmelding."""
        tab = ReferralTab(self.context)
        self._place("referral", tab)
        return tab

    @cached_property
    def person(self) -> PersonTab:
        """Gegevens."""
        tab = PersonTab(self.context)
        self._place("details", tab)
        return tab

    @property
    def part(self) -> str:
        """The name of the tab shown."""
        return PARTS[max(0, self.currentIndex())]

    @property
    def current(self) -> DossierTab:
        """The tab shown."""
        name = {"screening": "screenings", "details": "person"}.get(self.part, self.part)
        tab: DossierTab = getattr(self, name)
        return tab

    @property
    def dirty(self) -> tuple[str, ...]:
        """The tabs with typed text that is not stored."""
        return tuple(part for part in PARTS if part in self._made and self._made[part].dirty)

    def show_part(self, part: str) -> None:
        """Shows a tab by name."""
        if part in PARTS:
            self.setCurrentIndex(PARTS.index(part))

    def show_dossier(self, dossier: DossierOverview) -> None:
        """Fills the tab shown; the others when somebody looks at them."""
        self._dossier = dossier
        self._stale = set(self._made)
        self._fill_current()

    def clear_copies(self) -> None:
        """Removes the copies of documents that were opened."""
        tab = self._made.get("documents")
        if isinstance(tab, DocumentsTab):
            tab.clear_copies()

    def _fill_current(self) -> None:
        if self._dossier is None:
            return
        tab = self.current
        if self.part in self._stale:
            self._stale.discard(self.part)
            tab.show_dossier(self._dossier)
