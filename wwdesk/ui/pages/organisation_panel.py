# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading, adding, changing and removing one partner organisation, beside the list of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.errors import DeskError
from wwdesk.domain.names import fold
from wwdesk.domain.overviews import OrganisationRow
from wwdesk.domain.people import OrganisationDetails
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import organisations
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import AskUnsaved, Section, TroubleNote, Unsaved, ask_unsaved
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_tab import button, in_a_row
from wwdesk.ui.pages.organisation_editor import OrganisationEditor, texts_of

NEW = ""
"""Stands for the id of an organisation that is not kept yet."""


class OrganisationPanel(Section):
    """The card of one organisation with its buttons; nothing typed is lost but by "Weggooien"."""

    kept = Signal(str)
    """The id of the organisation that was saved."""
    come_back = Signal(str)
    """Saving failed once the worker had left: the id of what has to be shown again."""
    settled = Signal()
    """Nothing typed is open any more."""
    read_anew = Signal()
    """The list has to be read again before going on."""
    removed = Signal()
    """The organisation shown went to the bin."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__()
        self.context = context
        self.ask = ask
        self.shown: str | None = None
        self._revision = 0
        self._rows: tuple[OrganisationRow, ...] = ()
        self._drafts: dict[str, dict[str, str]] = {}
        self._meanwhile = False
        self.title = PlainLabel("", role="heading")
        self.named = PlainLabel("", role="hint")
        self.hint = PlainLabel(t("organisations.choose"), role="hint")
        self.read_only = PlainLabel(t("people.person.read_only"), role="hint")
        self.trouble = TroubleNote()
        self.editor = OrganisationEditor()
        self.editor.changed.connect(self._follow_dirty)
        self.save_button = button(t("people.save"), self.save, role="primary")
        self.discard_button = button(t("fields.unsaved.discard"), self.discard)
        self.remove_button = button(t("organisations.remove"), self.remove)
        self.form = QWidget()
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        self.foot = QWidget()
        row = in_a_row(self.save_button, self.discard_button, self.remove_button)
        row.setContentsMargins(0, 4, 0, 0)
        self.foot.setLayout(row)
        for part in (self.named, self.read_only, self.trouble, self.editor, self.foot):
            inside.addWidget(part)
        for part in (self.title, self.hint, self.form):
            self.add(part)
        self.column.addStretch(1)
        self._show(None)

    @property
    def dirty(self) -> bool:
        """Whether something typed is not stored."""
        return self.shown is not None and self.editor.dirty

    def set_rows(self, rows: Sequence[OrganisationRow]) -> None:
        """Takes in the list as it is now; typed text stays."""
        self._rows = tuple(rows)
        row = self._row(self.shown)
        if row is not None:
            self.show_row(row)
        elif self.shown not in (None, NEW):
            self._lost()

    def show_row(self, row: OrganisationRow) -> None:
        """Shows an organisation, or the same one again after a change; typed text stays."""
        organisation = row.organisation
        same = self.shown == organisation.id
        self._revision = organisation.revision
        if same and self.editor.dirty:
            both = self.editor.rebase(texts_of(organisation.details))
            if self._meanwhile:
                self._tell_meanwhile(both)
        else:
            self.trouble.clear()
            self.editor.load_details(organisation.details)
        self._meanwhile = False
        self._show(organisation.id)

    def show_new(self) -> None:
        """Shows an empty form; what was typed in it before stays."""
        if self.shown != NEW:
            self.trouble.clear()
            self.editor.load_details(OrganisationDetails(name=""))
        self._show(NEW)

    def show_nothing(self) -> None:
        """Shows only what comes here."""
        self.trouble.clear()
        self._show(None)

    def leave(self) -> bool:
        """Whether the worker may go: typed text is saved or thrown away as the worker says."""
        if not self.dirty or self.shown is None:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self.discard()
            return True
        if answer is Unsaved.SAVE and self._is_right():
            self._save(leaving=True)
            return True
        return False

    def discard(self) -> None:
        """Puts back what is stored; a new organisation is put away."""
        row = self._row(self.shown)
        self.trouble.clear()
        self.editor.load_details(row.organisation.details if row else OrganisationDetails(name=""))
        self._show(self.shown if row else None)
        self.settled.emit()

    def save(self) -> None:
        """Stores what was typed if it can be right; otherwise says what is wrong."""
        if self.shown is not None and self._may() and self._is_right():
            self._save(leaving=False)

    def remove(self) -> None:
        """Moves the organisation to the bin and offers to undo it."""
        row = self._row(self.shown)
        if row is None or not self._may():
            return
        if self.dirty and self.ask(self) is not Unsaved.DISCARD:
            return
        organisation = row.organisation

        def done(_changes: Changes) -> None:
            self.context.offer_undo(
                t("organisations.removed", name=organisation.details.name),
                lambda desk: organisations.restore_organisation(desk, organisation.id),
            )
            self.removed.emit()

        # What was thrown away must not stand in the way of the list that comes back without this row.
        self.discard()
        self.context.act(
            lambda desk: organisations.remove_organisation(desk, organisation.id), self, done, self.trouble.tell_error
        )

    def _save(self, *, leaving: bool) -> None:
        self.trouble.clear()
        saved, revision, details = self.shown or NEW, self._revision, self.editor.details()
        # What is kept is laid out: the screen shows it the same way, so that it is no change.
        self.editor.put(texts_of(details))
        typed = self.editor.texts()
        if leaving:
            self._drafts[saved] = typed

        def action(desk: Desk) -> Changes:
            if saved == NEW:
                return organisations.add_organisation(desk, details)
            return organisations.change_organisation(desk, saved, revision, details)

        def done(changes: Changes) -> None:
            self._drafts.pop(saved, None)
            if self.shown == saved:
                self.editor.stored(typed)
                self._show(changes.made or saved)
            self.context.say(t("organisations.saved", name=details.name))
            if not leaving:
                self.kept.emit(changes.made or saved)

        def failed(trouble: BaseException) -> bool:
            if leaving:
                self.come_back.emit(saved)
            if isinstance(trouble, DeskError) and trouble.key in ("changed_meanwhile", "not_found"):
                # The list tells what a colleague wrote, or that the organisation is gone.
                self._meanwhile = trouble.key == "changed_meanwhile"
                self.read_anew.emit()
                return True
            return self.trouble.tell_error(trouble)

        self.context.act(action, self, done, failed)

    def _is_right(self) -> bool:
        name = fold(self.editor.name.text())
        others = (row.organisation for row in self._rows if row.organisation.id != self.shown)
        twice = any(fold(other.details.name) == name for other in others)
        return self.editor.is_right({"name": t("organisations.name_twice")} if twice else {})

    def _row(self, organisation_id: str | None) -> OrganisationRow | None:
        return next((row for row in self._rows if row.organisation.id == organisation_id), None)

    def _may(self) -> bool:
        return self.context.desk.worker.may(Permission.EDIT_PEOPLE)

    def _lost(self) -> None:
        """Somebody removed what is shown: typed text goes on as a new organisation."""
        if self.dirty:
            self._show(NEW)
            self.trouble.tell(t("organisations.gone.what"), t("organisations.gone.safe"), t("organisations.gone.do"))
        else:
            self.show_nothing()

    def _tell_meanwhile(self, both: tuple[str, ...]) -> None:
        do = t("people.meanwhile.do_both") if both else t("people.meanwhile.do_clean")
        self.trouble.tell(t("organisations.meanwhile"), t("people.meanwhile.safe"), do)
        if both:
            self.editor.go_to(both[0])

    def _show(self, organisation_id: str | None) -> None:
        self.shown = organisation_id
        if organisation_id is not None and organisation_id in self._drafts:
            self.editor.put(self._drafts.pop(organisation_id))
        row, may = self._row(organisation_id), self._may()
        self.title.setText(row.organisation.details.name if row else t("organisations.new"))
        self.title.setVisible(organisation_id is not None)
        self.named.setText(_named(row) if row else "")
        self.named.setVisible(row is not None)
        self.hint.setVisible(organisation_id is None)
        self.form.setVisible(organisation_id is not None)
        self.editor.set_read_only(read_only=not may)
        self.read_only.setVisible(not may)
        self.foot.setVisible(may)
        self.remove_button.setVisible(row is not None)
        self._follow_dirty()

    def _follow_dirty(self) -> None:
        self.save_button.setEnabled(self.editor.dirty)
        self.discard_button.setEnabled(self.editor.dirty or self.shown == NEW)


def _named(row: OrganisationRow) -> str:
    """How many referrals and contacts name an organisation, in words."""
    referrals = t("organisations.referrals", n=row.referrals) if row.referrals else ""
    contacts = t("organisations.contacts", n=row.contacts) if row.contacts else ""
    if referrals and contacts:
        return t("organisations.named", where=t("organisations.both", first=referrals, second=contacts))
    where = referrals or contacts
    return t("organisations.named", where=where) if where else t("organisations.named_nowhere")
