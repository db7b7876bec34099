# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Overleg: series and meetings at the left, the chosen meeting with its agenda beside them."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import show_date
from wwdesk.domain.meetings import MeetingOverview, MeetingRow, SeriesRow
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import meetings
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import AskUnsaved, Columns, Editor, InlineForm, TroubleNote, Unsaved, ask_unsaved
from wwdesk.ui.fields import TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.pages.meeting_card import MeetingCard
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, Sheet, SideBySide
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.wrapping import WrappingRow

_Found = tuple[tuple[SeriesRow, ...], tuple[MeetingRow, ...]]


class MeetingsPage(Page):
    """Plan a meeting from its series; write its minutes; print its report."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(context)
        self.ask = ask
        self._chosen = ""
        self._series = ""
        self._sheet = Sheet(t("meetings.title"))
        self._sheet.say_below(t("meetings.subtitle"))
        self._sheet.filling(self)
        self.series = RowList(t("meetings.series"))
        self.list = RowList(t("meetings.list"))
        for rows in (self.series, self.list):
            rows.show_bare()
            rows.always_marked = True
        self.series.chosen.connect(self._start_plan)
        self.list.chosen.connect(self._choose)
        self.no_series = PlainLabel(t("meetings.no_series"), role="hint")
        self.no_meetings = PlainLabel(t("meetings.no_meetings"), role="hint")
        self.trouble = TroubleNote()
        self.planning = Editor()
        self.on = self.planning.know("on", DateField(t("meetings.plan_on"), self._today))
        self.place_field = self.planning.know("place", TextField(t("meetings.plan_place")))
        self.on.required = True
        self.planning.column.addWidget(Columns((self.on, 1), (self.place_field, 1), characters=40))
        self.plan_form = InlineForm()
        self.plan_form.escaped.connect(self.plan_form.hide)
        self.plan_do = button(t("meetings.plan_do"), self.plan, role="primary")
        self.card = MeetingCard(self)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.plan_form)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.addWidget(self.planning)
        inside.addLayout(WrappingRow(self.plan_do, button(t("dossier.cancel"), self.plan_form.hide)))
        self.plan_form.hide()
        coming, held = Card(t("meetings.series")), Card(t("meetings.list"))
        for part in (self.no_series, self.series, self.trouble, self.plan_form):
            coming.column.addWidget(part)
        for part in (self.no_meetings, self.list):
            held.column.addWidget(part)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(coming)
        left.addWidget(held)
        left.addStretch(1)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = SideBySide(900)
        self._beside.addLayout(left, 2)
        self._beside.addLayout(right, 3)
        self._sheet.column.addLayout(self._beside)
        self._sheet.column.addStretch(1)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where letters are large."""
        super().resizeEvent(event)
        self._beside.fit(event.size().width(), self)

    def show_place(self, place: Place) -> None:
        """See Page; the record is the id of a meeting."""
        self._chosen = place.record_id or self._chosen
        super().show_place(place)
        (self.list if self._chosen else self.series).setFocus()

    def reload(self) -> None:
        """See Page."""

        def read(desk: Desk) -> _Found:
            return meetings.series(desk), meetings.meetings(desk)

        self.context.read(read, self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return any(changes.concerns(subject) for subject in (Subject.MEETINGS, Subject.TRAJECTORY, Subject.METHODS))

    def leave(self) -> bool:
        """See Page: typed minutes ask."""
        if not self.card.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.SAVE:
            self.card.save()
            return False
        if answer is Unsaved.DISCARD:
            self.card.forget()
            return True
        return False

    def finish(self) -> None:
        """See Page."""
        self.card.save()

    def print_here(self) -> None:
        """See Page."""
        self.card.print_report()

    def new_here(self) -> None:
        """See Page: plans a meeting of the series the cursor is on."""
        self.series.choose()

    def _show(self, found: _Found) -> None:
        series, rows = found
        self.series.set_rows([_series_row(row) for row in series])
        self.series.setVisible(bool(series))
        self.no_series.setVisible(not series)
        self.list.set_rows([_meeting_row(row) for row in rows])
        self.list.setVisible(bool(rows))
        self.no_meetings.setVisible(not rows)
        names = [row.id for row in rows]
        if rows and self._chosen not in names:
            self._chosen = names[0]
        if rows:
            self.list.step(names.index(self._chosen) - self.list.currentIndex().row())
            self._read()
        else:
            self._chosen = ""
            self.card.hide()

    def _choose(self, value: object) -> None:
        if str(value) != self._chosen and self.leave():
            self._chosen = str(value)
            self._read()

    def _read(self) -> None:
        chosen = self._chosen
        self.context.read(lambda desk: meetings.meeting(desk, chosen), self, self._arrived)

    def _arrived(self, found: MeetingOverview) -> None:
        if found.id == self._chosen:
            self.card.show_meeting(found)

    def _start_plan(self, value: object) -> None:
        if not self.context.desk.worker.may(Permission.EDIT_DOSSIER):
            return
        self._series = str(value)
        self.trouble.clear()
        self.planning.load({"on": show_date(self._today())})
        self.plan_form.show()
        self.planning.go_to("on")

    def plan(self) -> None:
        """Plans a meeting of the chosen series."""
        on, key, place = self.on.day(), self._series, self.place_field.text()
        if not self.planning.check() or on is None or not self.leave():
            return

        def done(changes: Changes) -> None:
            self.plan_form.hide()
            self._chosen = changes.made or self._chosen
            self.reload()
            self.list.setFocus()

        self.context.act(lambda desk: meetings.plan(desk, key, on, place), self, done, self.trouble.tell_error)


def _series_row(row: SeriesRow) -> Row:
    parts = [row.method]
    if row.interval:
        parts.append(row.interval)
    if row.last_on is not None:
        parts.append(t("meetings.last", day=show_date(row.last_on)))
    if row.planned_on is not None:
        parts.append(t("meetings.planned", day=show_date(row.planned_on)))
    elif row.due_on is not None:
        parts.append(t("meetings.due", day=show_date(row.due_on)))
    side = t("meetings.waiting", n=row.waiting) if row.waiting else ""
    return Row(
        title=row.label,
        detail=" · ".join(parts),
        side=side,
        icon="people",
        tone="warning" if row.waiting else "quiet",
        value=row.key,
    )


def _meeting_row(row: MeetingRow) -> Row:
    return Row(
        title=f"{show_date(row.on)} · {row.label}",
        detail=" · ".join((row.method, t("meetings.items", n=row.items))),
        side=t("meetings.held") if row.held else t("meetings.coming"),
        icon="agenda",
        tone="quiet" if row.held else "accent_text",
        value=row.id,
    )
