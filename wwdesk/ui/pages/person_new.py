# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A new client: the person and the dossier in one form, with the warning for somebody already known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import DuplicateHit, OfficeSettings, Organisation, PersonRow, WorkerRow
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.texts import t
from wwdesk.services import intake, office, organisations, people
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import AskUnsaved, Columns, FollowingScroll, Section, TroubleNote, Unsaved, ask_unsaved
from wwdesk.ui.fields import SwitchField
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_fields import DossierFields, ReferralFields
from wwdesk.ui.pages.person_duplicates import DuplicatePanel
from wwdesk.ui.pages.person_editor import PersonEditor, texts_of

DUPLICATE_PAUSE = 300
"""Milliseconds without a key before the office is searched for somebody alike."""


class NewClient(QWidget):
    """The form of a new client. It keeps what was typed until it is saved or thrown away."""

    finished = Signal(object)
    """The Place to go to once the client is there."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__()
        self.context = context
        self.ask = ask
        self._checked: PersonDetails | None = None
        self._saving = False
        self.editor = PersonEditor(self._today)
        self.dossier = DossierFields(self.editor, self._today)
        self.referral = ReferralFields(self.editor, self._today)
        self.with_dossier = self.editor.know("with_dossier", SwitchField(t("people.person.with_dossier")))
        self.duplicates = DuplicatePanel()
        self.duplicates.open_person.connect(self._open_known)
        self.duplicates.set_aside.connect(self._go_on)
        self.trouble = TroubleNote()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DUPLICATE_PAUSE)
        self._timer.timeout.connect(self.look_for_duplicates)
        self._build()
        self.reset()
        self.editor.changed.connect(self._timer.start)
        self.editor.municipality.changed.connect(self._follow_municipality)
        self.with_dossier.changed.connect(self._follow_switch)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def _build(self) -> None:
        self.opening = Section(t("people.section.dossier"))
        self.opening.add(self.with_dossier)
        self._dossier_rows = (*self.dossier.rows(), *self.referral.rows())
        for row in self._dossier_rows:
            self.opening.add(row)
        self.editor.column.addWidget(self.opening)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(Columns((self.editor, 5), (self.duplicates, 3), characters=100, last_on_top=True))
        inside.addStretch(1)
        self.save_button = QPushButton()
        self.save_button.setProperty("role", "primary")
        self.save_button.clicked.connect(self.save)
        self.back_button = QPushButton(t("people.back"))
        self.back_button.clicked.connect(lambda: self.finished.emit(Place("people")))
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(self.save_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.trouble)
        column.addWidget(FollowingScroll(content), 1)
        column.addLayout(row)

    @property
    def dirty(self) -> bool:
        """Whether something typed is not stored."""
        return self.editor.dirty

    def reset(self) -> None:
        """An empty form: today, the worker at the desk, with a dossier."""
        worker = self.context.desk.worker
        self.dossier.worker.set_choices([(worker.id, worker.name)])
        today = show_date(self._today())
        start = {"with_dossier": "1", "opened_on": today, "referred_on": today, "worker": worker.id}
        self.editor.load({**texts_of(PersonDetails()), **start})
        self._checked = None
        self.duplicates.forget()
        self.trouble.clear()
        self._follow_switch()

    def start(self) -> None:
        """Called when the form is shown: loads the lists to choose from; the keyboard starts in the first field."""

        def fill(found: tuple[OfficeSettings, tuple[WorkerRow, ...], tuple[Organisation, ...]]) -> None:
            self.editor.use_number(allowed=found[0].use_rijksregisternummer)
            self.dossier.set_workers(found[1])
            self.referral.set_organisations(found[2])

        self.context.read(_lists, self, fill)
        self.editor.given_name.control.setFocus()

    def look_for_duplicates(self) -> None:
        """Searches for somebody alike once there is a name."""
        details = self.editor.details()
        if details == self._checked:
            return
        self._checked = details
        if details.anonymous or not details.shown_name.strip():
            self.duplicates.show_hits(())
            return
        self.context.read(lambda desk: people.likely_duplicates(desk, details), self, self.duplicates.show_hits)

    def leave(self) -> bool:
        """Whether the worker may go: typed text is saved or thrown away as the worker says."""
        if not self.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self.reset()
            return True
        if answer is Unsaved.SAVE:
            self.save()
        return False

    def save(self) -> None:
        """Checks the form, asks about somebody alike, then keeps person and dossier together."""
        if self._saving or not self._is_right():
            return
        self.trouble.clear()
        self._timer.stop()
        details = self.editor.details()
        self._checked = details
        if details.anonymous:
            self._keep(details)
            return
        self._saving = True
        self.context.read(
            lambda desk: people.likely_duplicates(desk, details),
            self,
            lambda hits: self._keep_unless_known(hits, details),
        )

    def _is_right(self) -> bool:
        more: dict[str, str] = {}
        if self.with_dossier.text() and not self.dossier.opened_on.text().strip():
            more["opened_on"] = t("fields.required")
        return self.editor.person_is_right(more)

    def _keep_unless_known(self, hits: tuple[DuplicateHit, ...], details: PersonDetails) -> None:
        self._saving = False
        self.duplicates.show_hits(hits)
        if self.duplicates.open_question:
            self.duplicates.take_keyboard()
            return
        self._keep(details)

    def _keep(self, details: PersonDetails) -> None:
        self._saving = True
        with_dossier = bool(self.with_dossier.text())
        referral = self.referral.details() if self.referral.said else None
        dossier, new_organisation = self.dossier.details(referral), self.referral.new_organisation()

        def action(desk: Desk) -> Changes:
            if with_dossier:
                return intake.new_client(desk, details, dossier, new_organisation)
            return people.add_person(desk, details)

        def done(changes: Changes) -> None:
            self._saving = False
            self.reset()
            self.context.say(t("people.saved", name=details.shown_name))
            self.finished.emit(Place("dossier" if with_dossier else "person", changes.made))

        def failed(trouble: BaseException) -> bool:
            self._saving = False
            return self.trouble.tell_error(trouble)

        self.context.act(action, self, done, failed)

    def _go_on(self) -> None:
        self.context.say(t("people.duplicates.gone_on"))
        self.save_button.setFocus()

    def _open_known(self, row: PersonRow) -> None:
        if self._only_asked_who():
            # The person is known: what was typed to find that out needs no keeping, and no question about it.
            self.reset()
        self.finished.emit(Place("dossier", row.dossier_id) if row.dossier_id else Place("person", row.id))

    def _only_asked_who(self) -> bool:
        typed = replace(self.editor.details(), given_name="", family_name="", birth_date=None)
        return typed == PersonDetails() and not self.referral.said

    def _follow_municipality(self) -> None:
        self.referral.set_municipality(self.editor.municipality.text())

    def _follow_switch(self) -> None:
        with_dossier = bool(self.with_dossier.text())
        for row in self._dossier_rows:
            row.setVisible(with_dossier)
        self.save_button.setText(t("people.person.save_new") if with_dossier else t("people.person.save_only"))


def _lists(desk: Desk) -> tuple[OfficeSettings, tuple[WorkerRow, ...], tuple[Organisation, ...]]:
    return office.settings(desk), office.workers(desk), organisations.organisations(desk)
