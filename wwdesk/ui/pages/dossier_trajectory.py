# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The tab Traject: where a client stands in a working method, what can be done now, and which dates come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import DossierStatus
from wwdesk.domain.overviews import DossierOverview
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import StepDone, StepOpen, TrajectoryOverview, TrajectoryStatus
from wwdesk.services import trajectories
from wwdesk.ui.editor import AskUnsaved, Columns, Section, Unsaved, ask_unsaved
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_tab import DossierTab, button, in_a_row
from wwdesk.ui.pages.trajectory_dates import DatesSection
from wwdesk.ui.pages.trajectory_start import StartSection
from wwdesk.ui.pages.trajectory_stay import StaySection
from wwdesk.ui.pages.trajectory_step import StepForm
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import EmptyState

_ICONS = {
    "fill": "screenings",
    "match": "people",
    "meet": "people",
    "letter": "print",
    "share": "forward",
    "close": "lock",
}
"""Per kind of step; the others get a pen."""


class TrajectoryTab(DossierTab):
    """One trajectory at a time, the running one first."""

    part_wanted = Signal(str)
    """The name of another tab to show."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(context, ask)
        self.found: tuple[TrajectoryOverview, ...] = ()
        self._chosen = ""
        self.empty = EmptyState(t("trajectory.empty.title"), t("trajectory.empty.hint"), t("trajectory.start"))
        self.empty.button.clicked.connect(self.start_method)
        self.starting = StartSection(context)
        self.starting.started.connect(self._started)
        self.head = PlainLabel("", role="strong")
        self.path = PlainLabel("", role="hint")
        self.now = Section(t("trajectory.now"))
        self.steps = RowList(t("trajectory.now"))
        self.form = StepForm(context)
        self.dates = DatesSection(context, may_edit=self.may_edit)
        self.homes = StaySection(context, may_edit=self.may_edit)
        self.log = Section(t("trajectory.log"))
        self.done = RowList(t("trajectory.log"))
        self.no_log = PlainLabel(t("trajectory.no_log"), role="hint")
        self.back_button = button(t("trajectory.take_back"), self.take_back)
        self.others = Section(t("trajectory.other"))
        self.other_rows = RowList(t("trajectory.other"))
        self.new_button = button(t("trajectory.start"), self.start_method)
        self._lay_out()

    def _lay_out(self) -> None:
        for rows, section in ((self.steps, self.now), (self.done, self.log), (self.other_rows, self.others)):
            rows.show_bare()
            section.add(rows)
        self.now.add(self.form)
        self.log.add(self.no_log)
        self.log.add(PlainLabel(t("trajectory.take_back_hint"), role="hint"))
        self.log.column.addLayout(in_a_row(self.back_button))
        self.steps.chosen.connect(self._open_step)
        self.other_rows.chosen.connect(self._show_other)
        self.form.noted.connect(self.steps.setFocus)
        self.form.put_away.connect(self._put_away)
        self.form.forms_wanted.connect(lambda: self.part_wanted.emit("screening"))
        self._beside = Columns((self.now, 3), (self.dates, 2), characters=90)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        for part in (self.empty, self.head, self.path, self.starting, self._beside, self.homes, self.log, self.others):
            inside.addWidget(part)
        inside.addLayout(in_a_row(self.new_button))
        self.scrolled(content)
        self.starting.hide()
        self._show()

    @property
    def dirty(self) -> bool:
        """See DossierTab."""
        return self.form.dirty or self.homes.dirty

    @property
    def shown(self) -> TrajectoryOverview | None:
        """The trajectory that is shown."""
        return next((one for one in self.found if one.id == self._chosen), None)

    def fill(self, dossier: DossierOverview) -> None:
        """See DossierTab."""
        self.context.read(
            lambda desk: trajectories.trajectories(desk, dossier.id),
            self,
            lambda found: self._arrived(dossier.id, found),
        )

    def forget(self) -> None:
        """See DossierTab."""
        self.found, self._chosen = (), ""
        self.form.close_step()
        self.starting.hide()
        self._show()

    def _arrived(self, dossier_id: str, found: tuple[TrajectoryOverview, ...]) -> None:
        if self.dossier is None or self.dossier.id != dossier_id:
            return
        self.found = found
        if self.shown is None and found:
            running = [one for one in found if one.status is TrajectoryStatus.RUNNING]
            self._chosen = (running or list(found))[0].id
        self._show()

    def _show(self) -> None:
        one = self.shown
        may_start = self.may_edit and self.dossier is not None and self.dossier.status is DossierStatus.OPEN
        nothing = one is None and self.starting.isHidden()
        self.empty.setVisible(nothing)
        self.empty.button.setVisible(may_start)
        for part in (self.head, self.path, self._beside, self.homes, self.log):
            part.setVisible(one is not None)
        others = [other for other in self.found if other.id != self._chosen]
        self.others.setVisible(bool(others))
        self.other_rows.set_rows([_trajectory_row(other) for other in others])
        self.new_button.setVisible(may_start and one is not None and self.starting.isHidden())
        if one is not None:
            self._fill(one)

    def _fill(self, one: TrajectoryOverview) -> None:
        if one.status is TrajectoryStatus.RUNNING:
            self.head.setText(t("trajectory.head", label=one.label, on=show_date(one.started_on), profile=one.profile))
        else:
            self.head.setText(t("trajectory.head_closed", label=one.label, outcome=one.outcome))
        self.path.setText("  ›  ".join(f"● {label}" if here else label for label, here in one.phases))
        self.now.setVisible(bool(one.steps) and self.may_edit)
        usual = sorted(one.steps, key=lambda step: step.always)
        self.steps.set_rows([_step_row(step) for step in usual])
        self.form.follow(one)
        if self.form.step is not None and self.form.step not in one.steps:
            self.form.close_step()
        self.dates.show_trajectory(one)
        if self.dossier is not None:
            self.homes.show_trajectory(self.dossier.id, one)
        self.done.set_rows([_done_row(done) for done in reversed(one.done)])
        self.done.setVisible(bool(one.done))
        self.no_log.setVisible(not one.done)
        self.back_button.setVisible(bool(one.done) and self.may_edit)

    def _open_step(self, value: object) -> None:
        one = self.shown
        if one is None or not isinstance(value, StepOpen):
            return
        if self.form.dirty and self.form.step != value and self.ask(self) is not Unsaved.DISCARD:
            return
        self.form.show_step(one, value)

    def _put_away(self) -> None:
        if not self.form.dirty or self.ask(self) is Unsaved.DISCARD:
            self.form.close_step()
            self.steps.setFocus()

    def _show_other(self, value: object) -> None:
        if self.leave():
            self._chosen = str(value)
            self._show()
            self.steps.setFocus()

    def start_method(self) -> None:
        """Opens the choice of a method."""
        if self.dossier is not None and self.may_edit:
            self.starting.open_for(self.dossier.id)
            self._show()

    def _started(self, made: str) -> None:
        self.starting.hide()
        if made:
            self._chosen = made
        self._show()

    def take_back(self) -> None:
        """Takes back the last step that was noted."""
        one = self.shown
        if one is None:
            return

        def done(_changes: Changes) -> None:
            self.trouble.clear()
            self.context.say(t("trajectory.taken_back"))
            self.steps.setFocus()

        self.context.act(
            lambda desk: trajectories.take_back(desk, one.id, one.revision), self, done, self.trouble.tell_error
        )

    def leave(self) -> bool:
        """See DossierTab."""
        if not self.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self.form.close_step()
            self.homes.put_away()
            return True
        if answer is Unsaved.SAVE:
            if self.form.dirty:
                self.form.save()
            self.homes.save()
        return False

    def new_here(self) -> bool:
        """See DossierTab: a method where there is none yet, else the first step that can be done."""
        if self.shown is None:
            self.start_method()
        elif self.steps.rows:
            self.steps.choose()
        return True

    def finish(self) -> None:
        """See DossierTab."""
        if self.form.step is not None:
            self.form.save()
        elif not self.starting.isHidden():
            self.starting.start()


def _step_row(step: StepOpen) -> Row:
    return Row(
        title=step.label,
        detail=t("trajectory.step.detail", phase=t("trajectory.always") if step.always else step.phase, role=step.role),
        side=t(f"trajectory.kind.{step.kind}"),
        icon=_ICONS.get(step.kind, "draft"),
        tone="quiet" if step.always else "accent_text",
        value=step,
    )


def _done_row(done: StepDone) -> Row:
    label = t("trajectory.log_line.outcome", label=done.label, outcome=done.outcome) if done.outcome else done.label
    facts = [f"{name}: {value}" for name, value in done.facts]
    passed = [t("trajectory.log_line.passed", reason=done.reason, said=" ".join(done.passed))] if done.passed else []
    line = t("trajectory.log_line.line", on=show_date(done.on), by=done.by)
    return Row(
        title=label,
        detail=" · ".join((line, *facts, *passed)),
        icon="note",
        tone="warning" if done.passed else "quiet",
        value=done.id,
    )


def _trajectory_row(one: TrajectoryOverview) -> Row:
    status = t(f"trajectory.status.{one.status}")
    return Row(
        title=one.label,
        detail=" · ".join(part for part in (show_date(one.started_on), one.outcome) if part),
        side=status,
        icon="dossier",
        value=one.id,
    )
