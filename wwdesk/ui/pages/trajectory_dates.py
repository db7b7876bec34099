# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The dates of a trajectory: each with how near it is, how it was found, and a way to put it off with a reason."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date, show_weekday_date
from wwdesk.domain.texts import t
from wwdesk.domain.time_limits.recurring import Light
from wwdesk.domain.trajectories import DeadlineRow, TrajectoryOverview
from wwdesk.services import trajectories
from wwdesk.ui.editor import Columns, Editor, InlineForm, Section, TroubleNote
from wwdesk.ui.fields import TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.wrapping import WrappingRow

_TONES = {Light.OVERDUE: "error", Light.DUE: "warning", Light.NEAR: "warning", Light.CALM: "quiet"}


class DatesSection(Section):
    """The dates, soonest first; choosing one tells how it was found."""

    def __init__(self, context: Context, *, may_edit: bool) -> None:
        super().__init__(t("trajectory.dates"))
        self.context = context
        self._may_edit = may_edit
        self._trajectory: TrajectoryOverview | None = None
        self._chosen = ""
        self.empty = PlainLabel(t("trajectory.no_dates"), role="hint")
        self.hint = PlainLabel(t("trajectory.pick_date"), role="hint")
        self.rows = RowList(t("trajectory.dates"))
        self.rows.show_bare()
        self.rows.chosen.connect(self._choose)
        self.why_title = PlainLabel(t("trajectory.date.why"), role="strong")
        self.why = PlainLabel("")
        self.trouble = TroubleNote()
        self.snooze_button = button(t("trajectory.date.snooze"), self._start_snooze)
        self.wake_button = button(t("trajectory.date.wake"), self._wake)
        self._build_snooze()
        for part in (self.empty, self.rows, self.hint, self.why_title, self.why, self.trouble):
            self.add(part)
        self.column.addLayout(WrappingRow(self.snooze_button, self.wake_button))
        self.add(self.form)
        self._show_chosen()

    def _build_snooze(self) -> None:
        self.editor = Editor()
        self.until = self.editor.know("until", DateField(t("trajectory.date.snooze_until"), self._today))
        self.reason = self.editor.know("reason", TextField(t("trajectory.date.snooze_reason")))
        self.until.required = self.reason.required = True
        self.editor.column.addWidget(Columns((self.until, 1), (self.reason, 2), characters=50))
        self.form = InlineForm()
        self.form.escaped.connect(self.form.hide)
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.editor)
        self.snooze_do = button(t("trajectory.date.snooze_do"), self.snooze, role="primary")
        inside.addLayout(WrappingRow(self.snooze_do, button(t("dossier.cancel"), self.form.hide)))
        self.form.hide()

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def show_trajectory(self, trajectory: TrajectoryOverview) -> None:
        """Shows the dates of a trajectory; the chosen one stays chosen."""
        self._trajectory = trajectory
        self.rows.set_rows([_row(one) for one in trajectory.deadlines])
        self.rows.setVisible(bool(trajectory.deadlines))
        self.empty.setVisible(not trajectory.deadlines)
        self._show_chosen()

    def _choose(self, value: object) -> None:
        self._chosen = str(value)
        self.form.hide()
        self.trouble.clear()
        self._show_chosen()

    @property
    def chosen(self) -> DeadlineRow | None:
        """The date whose reasoning is shown."""
        rows = self._trajectory.deadlines if self._trajectory else ()
        return next((one for one in rows if one.id == self._chosen), None)

    def _show_chosen(self) -> None:
        one = self.chosen
        self.hint.setVisible(one is None and bool(self.rows.rows))
        for part in (self.why_title, self.why):
            part.setVisible(one is not None)
        can = one is not None and one.settled_on is None and one.sense == "latest" and self._may_edit
        self.snooze_button.setVisible(can and one is not None and one.snoozed_until is None)
        self.wake_button.setVisible(can and one is not None and one.snoozed_until is not None)
        if one is not None:
            self.why_title.setText(f"{one.label}: {t('trajectory.date.why').casefold()}")
            self.why.setText("\n".join(one.why))

    def _start_snooze(self) -> None:
        self.editor.load({})
        self.form.show()
        self.editor.go_to("until")

    def snooze(self) -> None:
        """Puts the chosen date off."""
        trajectory, one, until = self._trajectory, self.chosen, self.until.day()
        if trajectory is None or one is None or not self.editor.check() or until is None:
            return
        reason = self.reason.text()

        def done(_changes: Changes) -> None:
            self.form.hide()
            self.trouble.clear()
            self.context.say(t("trajectory.date.snooze_done"))

        self.context.act(
            lambda desk: trajectories.snooze(desk, trajectory.id, one.id, until, reason),
            self,
            done,
            self.trouble.tell_error,
        )

    def _wake(self) -> None:
        trajectory, one = self._trajectory, self.chosen
        if trajectory is None or one is None:
            return

        def done(_changes: Changes) -> None:
            self.context.say(t("trajectory.date.woken"))

        self.context.act(
            lambda desk: trajectories.wake(desk, trajectory.id, one.id), self, done, self.trouble.tell_error
        )


def _row(one: DeadlineRow) -> Row:
    if one.settled_on is not None:
        detail, side, tone = t("trajectory.date.settled", day=show_date(one.settled_on)), "", "quiet"
    else:
        if one.due < one.latest:
            detail = t("trajectory.date.between", due=show_date(one.due), latest=show_weekday_date(one.latest))
        else:
            detail = t(f"trajectory.date.{one.sense}", day=show_weekday_date(one.latest))
        if one.snoozed_until is not None:
            told = t("trajectory.date.snoozed", day=show_date(one.snoozed_until), reason=one.snooze_reason)
            detail = f"{detail} · {told}"
        side = t(f"trajectory.light.{one.light}") if one.sense == "latest" else ""
        tone = _TONES[one.light]
    return Row(title=one.label, detail=detail, side=side, icon="bell", tone=tone, value=one.id)
