# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Wachtlijst: who waits in a method, in which order, and why somebody was passed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import show_date
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import waiting_list
from wwdesk.services.desk import Desk
from wwdesk.services.waiting_list import WaitingOverview, WaitingRow
from wwdesk.ui.editor import Columns, InlineForm, TroubleNote
from wwdesk.ui.fields import ChoiceField, TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.pages.inline_form import inline_form
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card, Sheet
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.wrapping import WrappingRow


class WaitingPage(Page):
    """The list of one method; what is done is done to the candidate the cursor is on."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.found: WaitingOverview | None = None
        self._sheet = Sheet(t("waiting.title"))
        self._sheet.filling(self)
        self._sheet.keys.addWidget(button(t("waiting.back"), self._back))
        self.list = RowList(t("waiting.list"))
        self.list.show_bare()
        self.list.always_marked = True
        self.list.chosen.connect(self.open_trajectory)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.empty = PlainLabel("", role="hint")
        self.trouble = TroubleNote()
        self.open_button = button(t("waiting.open"), self.open_trajectory)
        self.skip_button = button(t("waiting.skip"), self._start_skip)
        self.park_button = button(t("waiting.park"), self._start_park)
        self.unpark_button = button(t("waiting.unpark"), self.unpark)
        self.skipping, self.skip_form = inline_form(t("waiting.skip_do"), self.skip)
        self.favour = self.skipping.know("favour", ChoiceField(t("waiting.skip_favour"), ()))
        self.reason = self.skipping.know("reason", ChoiceField(t("waiting.skip_reason"), ()))
        self.note = self.skipping.know("note", TextField(t("waiting.skip_note")))
        self.parking, self.park_form = inline_form(t("waiting.park_do"), self.park)
        self.until = self.parking.know("until", DateField(t("waiting.park_until"), self._today))
        self.because = self.parking.know("because", TextField(t("waiting.park_reason")))
        for field in (self.favour, self.reason, self.until, self.because):
            field.required = True
        self.skipping.column.addWidget(Columns((self.favour, 1), (self.reason, 1), characters=56))
        self.skipping.column.addWidget(self.note)
        self.parking.column.addWidget(Columns((self.until, 1), (self.because, 2), characters=56))
        card = Card(t("waiting.list"))
        for part in (self.empty, self.list, self.trouble):
            card.column.addWidget(part)
        card.column.addLayout(WrappingRow(self.open_button, self.skip_button, self.park_button, self.unpark_button))
        card.column.addWidget(self.skip_form)
        card.column.addWidget(self.park_form)
        self._sheet.column.addWidget(card)
        self._sheet.column.addStretch(1)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def show_place(self, place: Place) -> None:
        """See Page; the record is the id of the method."""
        super().show_place(place)
        self.list.setFocus()

    def reload(self) -> None:
        """See Page."""
        method_id = self.place.record_id
        if method_id is not None:
            self.context.read(lambda desk: waiting_list.waiting(desk, method_id), self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return changes.concerns(Subject.TRAJECTORY) or changes.concerns(Subject.PEOPLE)

    @property
    def row(self) -> WaitingRow | None:
        """The candidate the cursor is on."""
        value = self.list.current_value()
        return value if isinstance(value, WaitingRow) else None

    def _show(self, found: WaitingOverview | None) -> None:
        self.found = found
        rows = found.rows if found else ()
        if found is not None:
            keys = ", ".join(label for label, _ in rows[0].order) if rows else ""
            parts = [found.label]
            if keys:
                parts.append(t("waiting.order", keys=keys))
            if found.free is not None and found.places is not None:
                parts.append(t("waiting.places", free=max(found.free, 0), places=found.places))
            self._sheet.say_below(" · ".join(parts))
        here = self.row.trajectory_id if self.row else ""
        self.list.set_rows([_row(row) for row in rows])
        at = next((number for number, row in enumerate(rows) if row.trajectory_id == here), 0)
        self.list.step(at - self.list.currentIndex().row())
        self.list.setVisible(bool(rows))
        self.empty.setText(t("waiting.empty") if found else t("waiting.none"))
        self.empty.setVisible(not rows)
        self._follow()

    def _follow(self) -> None:
        row, may = self.row, self.context.desk.worker.may(Permission.EDIT_DOSSIER)
        self.open_button.setVisible(row is not None)
        self.skip_button.setVisible(may and row is not None and len(self.found.rows if self.found else ()) > 1)
        self.park_button.setVisible(may and row is not None and row.parked_until is None)
        self.unpark_button.setVisible(may and row is not None and row.parked_until is not None)

    def open_trajectory(self) -> None:
        """Goes to the trajectory of the candidate."""
        if self.row is not None:
            self.context.go(Place("dossier", self.row.dossier_id, "trajectory"))

    def _back(self) -> None:
        self.context.go(Place("methods", self.place.record_id))

    def _start_skip(self) -> None:
        row, found = self.row, self.found
        if row is None or found is None:
            return
        self.favour.set_choices([(one.trajectory_id, one.client_name) for one in found.rows if one is not row])
        self.reason.set_choices(found.reasons)
        self.skipping.load({})
        self.park_form.hide()
        self.skip_form.show()
        self.skipping.go_to("favour")

    def skip(self) -> None:
        """Notes why the candidate is passed over."""
        row = self.row
        if row is None or not self.skipping.check():
            return
        favour, reason, note = self.favour.text(), self.reason.text(), self.note.text()
        self._do(
            lambda desk: waiting_list.skip(desk, row.trajectory_id, favour, reason, note),
            t("waiting.skip_done", client=row.client_name),
            self.skip_form,
        )

    def _start_park(self) -> None:
        self.parking.load({})
        self.skip_form.hide()
        self.park_form.show()
        self.parking.go_to("until")

    def park(self) -> None:
        """Lets the candidate not count until a day."""
        row, until = self.row, self.until.day()
        if row is None or not self.parking.check() or until is None:
            return
        because = self.because.text()
        self._do(
            lambda desk: waiting_list.park(desk, row.trajectory_id, until, because),
            t("waiting.park_done", client=row.client_name),
            self.park_form,
        )

    def unpark(self) -> None:
        """Lets the candidate count again."""
        row = self.row
        if row is not None:
            self._do(
                lambda desk: waiting_list.unpark(desk, row.trajectory_id),
                t("waiting.unpark_done", client=row.client_name),
                self.park_form,
            )

    def _do(self, action: Callable[[Desk], Changes], said: str, form: InlineForm) -> None:
        def done(_changes: Changes) -> None:
            form.hide()
            self.trouble.clear()
            self.context.say(said)
            self.list.setFocus()

        self.context.act(action, self, done, self.trouble.tell_error)


def _row(row: WaitingRow) -> Row:
    parts = [t("waiting.since", day=show_date(row.since)), t("waiting.heard", day=show_date(row.last_contact))]
    if row.screening_old and row.screening_on is not None:
        parts.append(t("waiting.old_screening", day=show_date(row.screening_on)))
    if row.parked_until is not None:
        parts.append(t("waiting.parked", day=show_date(row.parked_until), reason=row.parked_because))
    if row.skipped:
        parts.append(t("waiting.skipped", reasons="; ".join(row.skipped)))
    return Row(
        title=t("waiting.row", place=row.place, client=row.client_name),
        detail=" · ".join(parts),
        side=t("waiting.to_be_heard") if row.to_be_heard else "",
        icon="person",
        tone="warning" if row.to_be_heard else "quiet",
        value=row,
    )
