# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one dossier: a name line with what matters, and a tab per kind of work."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import DossierOverview, ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits.recurring import Light
from wwdesk.services import printing
from wwdesk.services.dossier_timeline import print_timeline, whole_dossier
from wwdesk.ui.editor import TroubleNote
from wwdesk.ui.fields import repolish
from wwdesk.ui.form_pdf import save_pdf
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.dossier_screenings import ScreeningStarter
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.pages.dossier_tabs import DossierTabs
from wwdesk.ui.sheet import SideBySide
from wwdesk.ui.wrapping import WrappingRow

FIRST = "overview"
"""The tab a dossier opens with."""


class DossierPage(Page):
    """The page Dossier."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.dossier: DossierOverview | None = None
        self.name = PlainLabel("", role="title")
        self.age = PlainLabel("", wrap=False, role="pill")
        self.status = PlainLabel("", wrap=False, role="pill")
        self.next_date = PlainLabel("", wrap=False, role="pill")
        self.facts = PlainLabel("", role="hint")
        self.start = button(
            t("dossier.start.new_key"), self.start_screening, role="primary", name=t("dossier.start.new")
        )
        self.trouble = TroubleNote()
        self.starter = ScreeningStarter(context, self.trouble)
        self.starter.setParent(self)
        self.tabs = DossierTabs(context)
        self.tabs.start_wanted.connect(self.start_screening)
        self.tabs.print_wanted.connect(self.print_here)
        self._lay_out()

    def _lay_out(self) -> None:
        # with large letters, or a time limit with a long name, they go on below each other
        keys = QWidget()
        keys.setLayout(WrappingRow(self.age, self.status, self.next_date, self.start))
        self._head = SideBySide(760)
        self._head.setSpacing(12)
        self._head.addWidget(self.name, 1)
        self._head.addWidget(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self.facts)
        column.addSpacing(6)
        column.addWidget(self.trouble)
        column.addWidget(self.tabs, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Marks and button stand below the name where letters are large."""
        super().resizeEvent(event)
        self._head.fit(event.size().width(), self)

    def show_place(self, place: Place) -> None:
        """See Page; a part names a tab."""
        other = self.dossier is None or self.dossier.id != place.record_id
        super().show_place(place)
        if place.part or other:
            self.tabs.show_part(place.part or FIRST)
        self.tabs.tabBar().setFocus()

    def reload(self) -> None:
        """See Page."""
        dossier_id = self.place.record_id
        if dossier_id is not None:
            self.context.read(lambda desk: whole_dossier(desk, dossier_id), self, self._show)

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
        for part in self.tabs.dirty:
            self.tabs.show_part(part)
            if not self.tabs.current.leave():
                return False
        return True

    def new_here(self) -> None:
        """See Page: what is new in the tab that is shown, else a screening."""
        if not self.tabs.current.new_here():
            self.start_screening()

    def finish(self) -> None:
        """See Page."""
        self.tabs.current.finish()

    def suspend(self) -> None:
        """See Page: copies of documents do not stay behind a lock."""
        self.tabs.clear_copies()

    def print_here(self) -> None:
        """See Page: the timeline, or the screening that is chosen in its tab, as a PDF."""
        dossier = self.dossier
        if dossier is None or not self.context.desk.worker.may(Permission.PRINT):
            return

        def tell(trouble: DeskError) -> None:
            self.trouble.tell_error(trouble)

        if self.tabs.part == FIRST:
            name = t("dossier.timeline.file", number=dossier.number)
            save_pdf(self, name, lambda desk: print_timeline(desk, dossier.id), tell)
        row = self.tabs.screenings.table.current() if self.tabs.part == "screening" else None
        if row is None:
            return
        number, day = dossier.number, row.on.isoformat()
        if row.status is ScreeningStatus.SUBMITTED:
            name = t("screening.pdf.profile_name", number=number, day=day)
            save_pdf(self, name, lambda desk: printing.print_profile(desk, row.id), tell)
        else:
            name = t("screening.pdf.filled_name", number=number, day=day)
            save_pdf(self, name, lambda desk: printing.print_filled(desk, row.id), tell)

    def start_screening(self) -> None:
        """Starts a screening from whichever tab."""
        if self.dossier is not None and self.context.desk.worker.may(Permission.FILL_SCREENING):
            self.trouble.clear()
            self.starter.start(self.dossier.id, self.start)

    def _show(self, dossier: DossierOverview) -> None:
        if dossier.id != self.place.record_id:
            return
        self.dossier = dossier
        details = dossier.client.details
        self.name.setText(details.shown_name)
        self.age.setText(t("dossier.age", n=dossier.age) if dossier.age is not None else t("dossier.anonymous"))
        self.age.setVisible(dossier.age is not None or details.anonymous)
        self.status.setText(t(f"dossier.status.{dossier.status}"))
        self.status.setProperty("role", "pill" if dossier.status is DossierStatus.OPEN else "pill-warning")
        repolish(self.status)
        self._show_next_date(dossier)
        living = sum(member.details.until is None for member in dossier.client.household)
        household = t("dossier.household", n=living) if living else t("dossier.alone")
        worker = dossier.worker_name or t("dossier.no_worker")
        self.facts.setText(" · ".join((t("dossier.title", number=dossier.number), worker, household)))
        self.start.setVisible(self.context.desk.worker.may(Permission.FILL_SCREENING))
        self.tabs.show_dossier(dossier)

    def _show_next_date(self, dossier: DossierOverview) -> None:
        coming = dossier.next_date
        self.next_date.setVisible(coming is not None)
        if coming is not None:
            late = coming.light is Light.OVERDUE
            key = "dossier.timeline.next_date_late" if late else "dossier.timeline.next_date"
            self.next_date.setText(t(key, label=coming.label, day=show_date(coming.latest)))
            self.next_date.setProperty("role", "pill" if coming.light is Light.CALM else "pill-warning")
            repolish(self.next_date)
