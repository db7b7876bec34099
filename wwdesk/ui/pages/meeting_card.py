# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One meeting: what is noted of it as a whole, its agenda, and what is noted of the file the cursor is on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.meetings import ItemDetails, MeetingDetails, MeetingItem, MeetingOverview
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import meetings
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import AskUnsaved, Columns, Editor, InlineForm, TroubleNote, Unsaved
from wwdesk.ui.fields import LongTextField, SwitchField, TextField
from wwdesk.ui.file_saving import save_file_from
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.wrapping import WrappingRow


class MeetingHost(Protocol):
    """The page a card stands on."""

    context: Context
    ask: AskUnsaved


class MeetingCard(Card):
    """Minutes of a meeting."""

    def __init__(self, page: MeetingHost) -> None:
        super().__init__()
        self.page = page
        self.meeting: MeetingOverview | None = None
        self._item = ""
        self.about = PlainLabel("", role="hint")
        self.trouble = TroubleNote()
        self.editor = Editor()
        know = self.editor.know
        self.on = know("on", DateField(t("meetings.on"), self._today))
        self.place = know("place", TextField(t("meetings.place")))
        self.present = know("present", LongTextField(t("meetings.present"), t("meetings.present_hint"), lines=2))
        self.minutes = know("minutes", LongTextField(t("meetings.minutes"), lines=2))
        self.on.required = True
        for field in (Columns((self.on, 1), (self.place, 1), characters=40), self.present, self.minutes):
            self.editor.column.addWidget(field)
        self.save_button = button(t("meetings.save"), self.save, role="primary")
        self.hold_button = button(t("meetings.hold"), self.hold)
        self.refill_button = button(t("meetings.refill"), self.refill)
        self.print_button = button(t("meetings.print"), self.print_report)
        self.remove_button = button(t("meetings.remove"), self.remove)
        self.agenda = RowList(t("meetings.agenda"))
        self.agenda.show_bare()
        self.agenda.always_marked = True
        self.agenda.chosen.connect(self._open_item)
        self.no_items = PlainLabel(t("meetings.no_items"), role="hint")
        self._build_item()
        for part in (self.about, self.trouble, self.editor):
            self.column.addWidget(part)
        keys = (self.save_button, self.hold_button, self.refill_button, self.print_button, self.remove_button)
        self.column.addLayout(WrappingRow(*keys))
        self.column.addWidget(PlainLabel(t("meetings.agenda"), role="heading"))
        for part in (self.no_items, self.agenda, self.item_form):
            self.column.addWidget(part)
        self.hide()

    def _build_item(self) -> None:
        self.item_editor = Editor()
        know = self.item_editor.know
        self.item_title = PlainLabel("", role="strong")
        know("minutes", LongTextField(t("meetings.item_minutes"), lines=3))
        know("advice", LongTextField(t("meetings.item_advice"), lines=2))
        know("decided_by", TextField(t("meetings.item_by")))
        know("consensus", SwitchField(t("meetings.item_consensus")))
        know("dissent", TextField(t("meetings.item_dissent")))
        know("task", TextField(t("meetings.item_task")))
        know("task_by", DateField(t("meetings.item_task_by"), self._today))
        fields = self.item_editor.fields
        for part in (
            fields["minutes"],
            fields["advice"],
            Columns((fields["decided_by"], 1), (fields["dissent"], 1), characters=40),
            fields["consensus"],
            Columns((fields["task"], 2), (fields["task_by"], 1), characters=40),
        ):
            self.item_editor.column.addWidget(part)
        self.item_form = InlineForm()
        self.item_form.escaped.connect(self._close_item)
        self.item_save = button(t("meetings.save"), self.save_item, role="primary")
        self.task_button = button(t("meetings.task_finish"), self.finish_task)
        self.open_button = button(t("meetings.item_open"), self._open_dossier)
        inside = QVBoxLayout(self.item_form)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.addWidget(self.item_title)
        inside.addWidget(self.item_editor)
        close = button(t("dossier.cancel"), self._close_item)
        inside.addLayout(WrappingRow(self.item_save, self.task_button, self.open_button, close))
        self.item_form.hide()

    def _today(self) -> date:
        return self.page.context.desk.clock.today()

    @property
    def dirty(self) -> bool:
        """Whether something typed is not kept."""
        return self.meeting is not None and (self.editor.dirty or self._item_dirty)

    @property
    def _item_dirty(self) -> bool:
        return bool(self._item) and self.item_editor.dirty

    def forget(self) -> None:
        """Drops what was typed."""
        if self.meeting is not None:
            self.editor.load(_texts(self.meeting))
        self._item = ""
        self.item_form.hide()

    def show_meeting(self, found: MeetingOverview) -> None:
        """Shows a meeting; typed text of the same one stays."""
        other = self.meeting is None or self.meeting.id != found.id
        if other:
            self._item = ""
            self.item_form.hide()
            self.trouble.clear()
        if other or not self.editor.dirty:
            self.editor.load(_texts(found))
        else:
            self.editor.rebase(_texts(found))
        self.meeting = found
        self.heading.setText(found.label)
        self.heading.setVisible(True)
        flags = (
            t("meetings.members", members=", ".join(found.members)) if found.members else "",
            t("meetings.flag_decides") if found.decides else "",
            t("meetings.flag_consensus") if found.consensus else "",
            t("meetings.flag_anonymous") if found.anonymous else "",
        )
        self.about.setText(" · ".join((found.method, *(flag for flag in flags if flag))))
        may = self.page.context.desk.worker.may(Permission.EDIT_DOSSIER)
        for key in (self.save_button, self.refill_button, self.remove_button, self.item_save):
            key.setVisible(may)
        self.hold_button.setVisible(may and not found.held)
        self.print_button.setVisible(self.page.context.desk.worker.may(Permission.PRINT))
        self.agenda.set_rows([_item_row(item) for item in found.items])
        self.agenda.setVisible(bool(found.items))
        self.no_items.setVisible(not found.items)
        self.show()

    @property
    def item(self) -> MeetingItem | None:
        """The file whose minutes are open."""
        items = self.meeting.items if self.meeting else ()
        return next((item for item in items if item.id == self._item), None)

    def _open_item(self, value: object) -> None:
        if self._item_dirty and str(value) != self._item and self.page.ask(self) is not Unsaved.DISCARD:
            return
        self._item = str(value)
        item = self.item
        if item is None:
            return
        details = item.details
        self.item_title.setText(item.shown_name)
        self.item_editor.load(
            {
                "minutes": details.minutes,
                "advice": details.advice,
                "decided_by": details.decided_by,
                "consensus": "1" if details.consensus else "",
                "dissent": details.dissent,
                "task": details.task,
                "task_by": show_date(details.task_by) if details.task_by else "",
            }
        )
        self.task_button.setVisible(bool(details.task) and item.task_done_on is None)
        self.item_form.show()
        self.item_editor.go_to("minutes")

    def _close_item(self) -> None:
        if not self._item_dirty or self.page.ask(self) is Unsaved.DISCARD:
            self._item = ""
            self.item_form.hide()
            self.agenda.setFocus()

    def save(self) -> None:
        """Keeps what is noted of the meeting, and of the file that is open."""
        found, on = self.meeting, self.on.day()
        if self._item_dirty:
            self.save_item()
        if found is None or not self.editor.check() or on is None or not self.editor.dirty:
            return
        typed = self.editor.texts()
        details = MeetingDetails(on=on, place=typed["place"], present=typed["present"], minutes=typed["minutes"])
        self._do(
            lambda desk: meetings.save_meeting(desk, found.id, found.revision, details),
            t("meetings.saved"),
            lambda: self.editor.stored(typed),
        )

    def save_item(self) -> None:
        """Keeps what is noted of the file that is open."""
        item = self.item
        if item is None or not self.item_editor.check():
            return
        typed = self.item_editor.texts()
        by = self.item_editor.fields["task_by"]
        details = ItemDetails(
            minutes=typed["minutes"],
            advice=typed["advice"],
            decided_by=typed["decided_by"],
            consensus=bool(typed["consensus"]),
            dissent=typed["dissent"],
            task=typed["task"],
            task_by=by.day() if isinstance(by, DateField) else None,
        )

        def kept() -> None:
            self.item_editor.stored(typed)
            self._item = ""
            self.item_form.hide()
            self.agenda.setFocus()

        self._do(lambda desk: meetings.save_item(desk, item.id, item.revision, details), t("meetings.saved"), kept)

    def hold(self) -> None:
        """Says that the meeting took place."""
        found = self.meeting
        if found is not None and not self.editor.dirty:
            self._do(lambda desk: meetings.hold(desk, found.id, found.revision), t("meetings.held_said"))
        elif found is not None:
            self.save()

    def refill(self) -> None:
        """Adds files that have become open."""
        found = self.meeting
        if found is not None:
            self._do(lambda desk: meetings.fill_agenda(desk, found.id), t("meetings.refilled"))

    def finish_task(self) -> None:
        """Says that the task of the file is done."""
        item = self.item
        if item is not None:
            self._do(
                lambda desk: meetings.finish_task(desk, item.id), t("meetings.task_finished"), self.task_button.hide
            )

    def remove(self) -> None:
        """Puts the meeting in the bin, with a way back."""
        found = self.meeting
        if found is None:
            return
        told = t("meetings.removed", day=show_date(found.details.on))

        def done(_changes: Changes) -> None:
            self.page.context.offer_undo(told, lambda desk: meetings.restore_meeting(desk, found.id))

        self.page.context.act(lambda desk: meetings.remove_meeting(desk, found.id), self, done, self.trouble.tell_error)

    def print_report(self) -> None:
        """Saves the report as a PDF."""
        found = self.meeting
        if found is None or not self.page.context.desk.worker.may(Permission.PRINT):
            return
        name = t("meetings.file_name", day=found.details.on.isoformat())

        def tell(trouble: DeskError) -> None:
            self.trouble.tell_error(trouble)

        save_file_from(
            self,
            self.page.context,
            name,
            t("meetings.kinds"),
            lambda desk: meetings.print_report(desk, found.id),
            tell,
        )

    def _open_dossier(self) -> None:
        if self.item is not None:
            self.page.context.go(Place("dossier", self.item.dossier_id, "trajectory"))

    def _do(self, action: Callable[[Desk], Changes], said: str, then: Callable[[], object] = lambda: None) -> None:
        def done(_changes: Changes) -> None:
            self.trouble.clear()
            then()
            self.page.context.say(said)

        self.page.context.act(action, self, done, self.trouble.tell_error)


def _texts(found: MeetingOverview) -> dict[str, str]:
    details = found.details
    return {
        "on": show_date(details.on),
        "place": details.place,
        "present": details.present,
        "minutes": details.minutes,
    }


def _item_row(item: MeetingItem) -> Row:
    details = item.details
    said = details.advice or details.minutes
    finished = t("meetings.item_done", day=show_date(item.task_done_on)) if item.task_done_on else ""
    task = f"{details.task}: {finished}" if finished else details.task
    return Row(
        title=item.shown_name,
        detail=" · ".join(part for part in (item.about, " ".join(said.split()), task) if part),
        side=details.decided_by,
        icon="note" if said else "draft",
        tone="quiet" if said else "accent_text",
        value=item.id,
    )
