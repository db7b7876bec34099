# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one dossier: a name line with what matters, and a tab per kind of work."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import DossierOverview, ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import dossiers, printing
from wwdesk.ui.form_pdf import save_pdf
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.dossier_documents import DocumentsTab
from wwdesk.ui.pages.dossier_network import NetworkTab
from wwdesk.ui.pages.dossier_notes import NotesTab
from wwdesk.ui.pages.dossier_overview import OverviewTab
from wwdesk.ui.pages.dossier_referral import ReferralTab
from wwdesk.ui.pages.dossier_screenings import ScreeningsTab
from wwdesk.ui.pages.dossier_tab import DossierTab, button
from wwdesk.ui.pages.person_tab import PersonTab

FIRST = "overview"
"""The tab a dossier opens with."""


class DossierPage(Page):
    """The page Dossier. Its tabs stay alive, so that typed text is there again after locking or a look elsewhere."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.dossier: DossierOverview | None = None
        self.name = PlainLabel("", role="title")
        self.age = PlainLabel("", wrap=False, role="pill")
        self.status = PlainLabel("", wrap=False, role="pill")
        self.facts = PlainLabel("", role="hint")
        self.start = button(
            t("dossier.start.new_key"), self.start_screening, role="primary", name=t("dossier.start.new")
        )
        self.overview = OverviewTab(context)
        self.screenings = ScreeningsTab(context)
        self.network = NetworkTab(context)
        self.documents = DocumentsTab(context)
        self.notes = NotesTab(context)
        self.referral = ReferralTab(context)
        self.person = PersonTab(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(t("dossier.tabs"))
        self.tabs.tabBar().setAccessibleName(t("dossier.tabs"))
        self._parts: dict[str, DossierTab] = {
            "overview": self.overview,
            "screening": self.screenings,
            "notes": self.notes,
            "network": self.network,
            "documents": self.documents,
            "referral": self.referral,
            "details": self.person,
        }
        for part, tab in self._parts.items():
            label = t(f"dossier.tab.{part}")
            tab.setAccessibleName(label)
            self.tabs.addTab(tab, label)
        self.overview.part_wanted.connect(self.show_part)
        self.overview.start_wanted.connect(self.start_screening)
        self.screenings.print_wanted.connect(self.print_here)
        self._lay_out()

    def _lay_out(self) -> None:
        self.marks = QHBoxLayout()
        # Here a secrecy mark and the next time limit will stand.
        self.marks.setSpacing(8)
        self.marks.addWidget(self.age)
        self.marks.addWidget(self.status)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.name, 1)
        head.addLayout(self.marks)
        head.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addSpacing(6)
        column.addWidget(self.tabs, 1)

    def show_place(self, place: Place) -> None:
        """See Page; a part names a tab."""
        other = self.dossier is None or self.dossier.id != place.record_id
        super().show_place(place)
        if place.part or other:
            self.show_part(place.part or FIRST)
        self.tabs.tabBar().setFocus()

    def show_part(self, part: str) -> None:
        """Shows a tab by name."""
        tab = self._parts.get(part)
        if tab is not None:
            self.tabs.setCurrentWidget(tab)

    def reload(self) -> None:
        """See Page."""
        dossier_id = self.place.record_id
        if dossier_id is not None:
            self.context.read(lambda desk: dossiers.dossier(desk, dossier_id), self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        own = self.place.record_id
        client = self.dossier.client.id if self.dossier else None
        return (
            changes.concerns(Subject.DOSSIER, own)
            or changes.concerns(Subject.SCREENING, own)
            or changes.concerns(Subject.PEOPLE, client)
            or changes.concerns(Subject.ORGANISATIONS)
        )

    def leave(self) -> bool:
        """See Page: each tab with typed text asks, shown while it does."""
        for tab in self._parts.values():
            if not tab.dirty:
                continue
            self.tabs.setCurrentWidget(tab)
            if not tab.leave():
                return False
        return True

    def new_here(self) -> None:
        """See Page: what is new in the tab that is shown, else a screening."""
        if not self._current().new_here():
            self.start_screening()

    def finish(self) -> None:
        """See Page."""
        self._current().finish()

    def suspend(self) -> None:
        """See Page: copies of documents do not stay behind a lock."""
        self.documents.clear_copies()

    def print_here(self) -> None:
        """See Page: the screening that is chosen in its tab, as a PDF."""
        row = self.screenings.table.current()
        if self._current() is not self.screenings or row is None:
            return
        if not self.context.desk.worker.may(Permission.PRINT):
            return
        number, day = self.dossier.number if self.dossier else "", row.on.isoformat()

        def tell(trouble: DeskError) -> None:
            self.screenings.trouble.tell_error(trouble)

        if row.status is ScreeningStatus.SUBMITTED:
            name = t("screening.pdf.profile_name", number=number, day=day)
            save_pdf(self, name, lambda desk: printing.print_profile(desk, row.id), tell)
        else:
            name = t("screening.pdf.filled_name", number=number, day=day)
            save_pdf(self, name, lambda desk: printing.print_filled(desk, row.id), tell)

    def start_screening(self) -> None:
        """Starts a screening from whichever tab."""
        if self.dossier is not None and self.context.desk.worker.may(Permission.FILL_SCREENING):
            self.screenings.starter.start(self.dossier.id, self.start)

    def _current(self) -> DossierTab:
        return next(tab for tab in self._parts.values() if tab is self.tabs.currentWidget())

    def _show(self, dossier: DossierOverview) -> None:
        if dossier.id != self.place.record_id:
            return
        self.dossier = dossier
        details = dossier.client.details
        self.name.setText(details.shown_name)
        self.age.setText(t("dossier.age", n=dossier.age) if dossier.age is not None else t("dossier.anonymous"))
        self.age.setVisible(dossier.age is not None or details.anonymous)
        self.status.setText(t(f"dossier.status.{dossier.status}"))
        living = sum(member.details.until is None for member in dossier.client.household)
        household = t("dossier.household", n=living) if living else t("dossier.alone")
        worker = dossier.worker_name or t("dossier.no_worker")
        self.facts.setText(" · ".join((t("dossier.title", number=dossier.number), worker, household)))
        self.start.setVisible(self.context.desk.worker.may(Permission.FILL_SCREENING))
        for tab in self._parts.values():
            tab.show_dossier(dossier)
