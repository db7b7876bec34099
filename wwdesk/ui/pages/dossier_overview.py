# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The first tab of a dossier: what to do, the latest profile in short, what happened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import DossierOverview, ScreeningRow, ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits.recurring import Light
from wwdesk.domain.timeline import LANE_OF, EventKind, Lane, TimelineEvent
from wwdesk.services import screening
from wwdesk.services.screening import ProfileOverview
from wwdesk.ui.editor import AskUnsaved, Columns, Section, ask_unsaved
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_tab import DossierTab, button, in_a_row
from wwdesk.ui.timeline import TimelineList
from wwdesk.ui.timeline_picture import TimelinePicture

MOST_EVENTS = 60
"""Events shown at full height; a longer list scrolls within itself."""
_PART_OF = {
    Lane.PERSON: "referral",
    Lane.TRAJECTORY: "trajectory",
    Lane.CONTRACT: "trajectory",
    Lane.DATES: "trajectory",
    Lane.WRITTEN: "notes",
}


class OverviewTab(DossierTab):
    """What matters at a glance."""

    part_wanted = Signal(str)
    """The name of another tab to show."""
    print_wanted = Signal()
    """The worker wants the timeline on paper."""
    start_wanted = Signal()
    """The worker wants to start a screening."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(context, ask)
        self._profile_of: str | None = None
        self.todo = Section(t("dossier.overview.todo"))
        self._todo = QVBoxLayout()
        self._todo.setSpacing(6)
        self.todo.column.addLayout(self._todo)
        self.profile = Section(t("dossier.overview.profile"))
        self.profile_words = PlainLabel("")
        self.profile_weak = PlainLabel("", role="strong")
        self.profile_button = button(t("dossier.overview.show_profile"), self._show_profile)
        self.profile.add(self.profile_words)
        self.profile.add(self.profile_weak)
        self.profile.column.addLayout(in_a_row(self.profile_button))
        self.events = Section(t("dossier.overview.timeline"), t("dossier.overview.timeline_hint"))
        self.picture = TimelinePicture()
        self.timeline = TimelineList()
        self.timeline.opened.connect(self._open_event)
        self.picture.pointed.connect(self._point_out)
        self.print_timeline = button(t("dossier.timeline.print"), self.print_wanted.emit)
        self.events.add(self.picture)
        self.events.add(self.timeline)
        self.events.column.addLayout(in_a_row(self.print_timeline))
        # Only after it has a place: a widget without one would be a window of its own.
        self.print_timeline.setVisible(context.desk.worker.may(Permission.PRINT))
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(Columns((self.todo, 1), (self.profile, 1), characters=80))
        inside.addWidget(self.events)
        self.scrolled(content)

    def fill(self, dossier: DossierOverview) -> None:
        """See DossierTab."""
        self._fill_todo(dossier)
        self._fill_profile(dossier)
        self.picture.show_events(dossier.timeline, dossier.bars, self.context.desk.clock.today())
        self.timeline.rows.set_rows(dossier.timeline)
        self.timeline.fit_height(MOST_EVENTS)

    def _fill_todo(self, dossier: DossierOverview) -> None:
        while (item := self._todo.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        running = [row for row in dossier.screenings if row.status is ScreeningStatus.DRAFT]
        may_fill = self.context.desk.worker.may(Permission.FILL_SCREENING)
        for row in running:
            label = t("dossier.overview.continue", form=row.form_title, answered=row.answered, asked=row.asked)
            self._put(button(label, lambda row=row: self.context.go(Place("fill", row.id))))
        coming = dossier.next_date
        asks = coming is not None and coming.light is not Light.CALM
        if coming is not None and asks:
            key = "dossier.timeline.next_date_late" if coming.light is Light.OVERDUE else "dossier.timeline.next_date"
            label = t(key, label=coming.label, day=show_date(coming.latest))
            self._put(button(label, lambda: self.part_wanted.emit("trajectory")))
        if not dossier.screenings and may_fill:
            self._todo.addWidget(PlainLabel(t("dossier.overview.first")))
            self._put(button(t("dossier.start.new_key"), self.start_wanted.emit, name=t("dossier.start.new")))
        elif not running and not asks:
            self._todo.addWidget(PlainLabel(t("dossier.overview.nothing"), role="hint"))

    def _put(self, key: QPushButton) -> None:
        holder = QWidget()
        row = in_a_row(key)
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self._todo.addWidget(holder)

    def _fill_profile(self, dossier: DossierOverview) -> None:
        latest = next((row for row in dossier.screenings if row.status is ScreeningStatus.SUBMITTED), None)
        self._profile_of = latest.id if latest else None
        self.profile_button.setVisible(latest is not None)
        self.profile_weak.setVisible(False)
        if latest is None:
            self.profile_words.setText(t("dossier.overview.no_profile"))
            return
        self.profile_words.setText(t("dossier.overview.profile_line", form=latest.form_title, on=show_date(latest.on)))
        self.context.read(
            lambda desk: screening.profile(desk, latest.id), self, lambda found: self._show_weak(latest, found)
        )

    def _show_weak(self, latest: ScreeningRow, found: ProfileOverview) -> None:
        if latest.id != self._profile_of:
            return
        weak = [result.domain.label for result in found.comparison.now.weak_domains()]
        told = t("dossier.overview.weak", domains=", ".join(weak)) if weak else t("dossier.overview.no_weak")
        self.profile_weak.setText(told)
        self.profile_weak.show()

    def _show_profile(self) -> None:
        if self._profile_of is not None:
            self.context.go(Place("profile", self._profile_of))

    def _point_out(self, event: TimelineEvent) -> None:
        if self.dossier is not None and event in self.dossier.timeline:
            self.timeline.choose(self.dossier.timeline.index(event))
            self.timeline.setFocus()

    def _open_event(self, event: TimelineEvent) -> None:
        if event.kind is EventKind.SCREENING_STARTED:
            self.context.go(Place("fill", event.record_id))
        elif event.kind is EventKind.SCREENING_SUBMITTED:
            self.context.go(Place("profile", event.record_id))
        elif event.kind is EventKind.MEETING:
            self.context.go(Place("meetings", event.record_id))
        elif event.kind is EventKind.ATTACHMENT:
            self.part_wanted.emit("documents")
        else:
            self.part_wanted.emit(_PART_OF[LANE_OF[event.kind]])
