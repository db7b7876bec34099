# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a dossier for somebody already known."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import Organisation, WorkerRow
from wwdesk.domain.texts import t
from wwdesk.services import dossiers, office, organisations
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import AskUnsaved, Editor, FollowingScroll, Section, TroubleNote, Unsaved, ask_unsaved
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_fields import DossierFields, ReferralFields


class DossierOpening(QWidget):
    """The form of a new dossier for a known person."""

    finished = Signal(object)
    """The Place of the dossier made."""
    cancelled = Signal()

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__()
        self.context = context
        self.ask = ask
        self._person_id = ""
        self.editor = Editor()
        self.dossier = DossierFields(self.editor, self._today)
        self.referral = ReferralFields(self.editor, self._today)
        self.trouble = TroubleNote()
        section = Section(t("people.person.new_dossier"))
        for row in (*self.dossier.rows(), *self.referral.rows()):
            section.add(row)
        self.editor.column.addWidget(section)
        self.editor.column.addStretch(1)
        self.save_button = QPushButton(t("people.person.open_dossier"))
        self.save_button.setProperty("role", "primary")
        self.save_button.clicked.connect(self.save)
        self.cancel_button = QPushButton(t("dossier.cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.trouble)
        column.addWidget(FollowingScroll(self.editor), 1)
        column.addLayout(row)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def start(self, person_id: str, municipality: str = "") -> None:
        """An empty form for a person; what was typed for the same person stays."""
        self.referral.set_municipality(municipality)
        if person_id != self._person_id or not self.editor.dirty:
            self._reset()
        self._person_id = person_id

        def fill(found: tuple[tuple[WorkerRow, ...], tuple[Organisation, ...]]) -> None:
            self.dossier.set_workers(found[0])
            self.referral.set_organisations(found[1])

        self.context.read(_lists, self, fill)
        self.dossier.target_group.control.setFocus()

    def _reset(self) -> None:
        worker = self.context.desk.worker
        today = show_date(self._today())
        self.dossier.worker.set_choices([(worker.id, worker.name)])
        self.editor.load({"opened_on": today, "referred_on": today, "worker": worker.id})
        self.trouble.clear()

    def leave(self) -> bool:
        """Whether the worker may go."""
        if not self.editor.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self._reset()
            return True
        if answer is Unsaved.SAVE:
            self.save()
        return False

    def cancel(self) -> None:
        """Goes back to the person."""
        if self.leave():
            self.cancelled.emit()

    def save(self) -> None:
        """Opens the dossier if the form is right."""
        required = {} if self.dossier.opened_on.text().strip() else {"opened_on": t("fields.required")}
        if not self.editor.check(required):
            return
        self.trouble.clear()
        person_id = self._person_id
        referral = self.referral.details() if self.referral.said else None
        details, new_organisation = self.dossier.details(referral), self.referral.new_organisation()

        def done(changes: Changes) -> None:
            self._reset()
            self.finished.emit(Place("dossier", changes.made))

        self.context.act(
            lambda desk: dossiers.open_dossier(desk, person_id, details, new_organisation),
            self,
            done,
            self.trouble.tell_error,
        )


def _lists(desk: Desk) -> tuple[tuple[WorkerRow, ...], tuple[Organisation, ...]]:
    return office.workers(desk), organisations.organisations(desk)
