# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that come into a dossier from a phone, and a screening that goes out as FHIR: a button with a menu."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPushButton, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.overviews import FormRow, ScreeningRow
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import answers_in, answers_out, instruments
from wwdesk.services.answers_in import Incoming, Submission
from wwdesk.ui.editor import TroubleNote, show_in_view
from wwdesk.ui.file_places import documents_folder
from wwdesk.ui.file_saving import save_file_from
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.submission_dialog import SubmissionDialog
from wwdesk.ui.pages.submission_words import submission_row


class SubmissionsDialog(SubmissionDialog):
    """One of the submissions can be taken in: the one that is looked at, once somebody has chosen."""

    def __init__(self, parent: QWidget, file: str, incoming: Incoming) -> None:
        super().__init__(parent, file, incoming, t("exchange.submissions.about"))
        self.chosen: Submission | None = None
        self.rows.set_rows([submission_row(number, one) for number, one in enumerate(incoming.submissions)])
        self.rows.always_marked = False
        self.rows.chosen.connect(self._take)
        self.rows.selectionModel().currentChanged.connect(self._follow)
        self.go.setText(t("exchange.submissions.take"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.accept)
        self.detail.hide()
        count = len(incoming.submissions)
        if count == 1:
            self._take(0)
        (self.go if self.go.isEnabled() else self.rows).setFocus()

    def look_at(self, place: int) -> None:
        """Shows the submission that the button would take in."""
        super().look_at(place)
        self.chosen = self.incoming.submissions[place]
        self.go.setEnabled(bool(self.chosen.answers))
        self.detail.show()

    def _take(self, number: object) -> None:
        self.rows.always_marked = True
        self.mark(int(str(number)))
        self.look_at(int(str(number)))
        self.go.setDefault(True)
        show_in_view(self.told)

    def _follow(self, now: QModelIndex) -> None:
        """What is marked is what is shown and taken in: never one person's answers under another's name."""
        if self.chosen is not None and now.isValid():
            self.look_at(now.row())


class ScreeningExchange(QWidget):
    """The menu behind the button `at` of a dossier's screenings."""

    def __init__(self, context: Context, trouble: TroubleNote, at: QPushButton) -> None:
        super().__init__()
        self.hide()
        self.context = context
        self._trouble = trouble
        self._at = at
        self.menu = QMenu(self)
        self.menu.setAccessibleName(t("exchange.menu"))

    def offer(self, dossier_id: str, row: ScreeningRow | None) -> None:
        """Opens the menu for a dossier and the screening that is chosen in it, if there is one."""
        self.context.read(instruments.forms, self, lambda forms: self._open(dossier_id, row, forms))

    def read(self, dossier_id: str, form_id: str, file: Path) -> None:
        """Reads a file of submissions in the background and shows what is in it."""
        desk = self.context.desk
        self._trouble.clear()
        self.context.say(t("exchange.reading", file=file.name))
        self.context.background.run(
            lambda: answers_in.preview(desk, form_id, file),
            self,
            lambda incoming: self._show(dossier_id, form_id, file.name, incoming),
            self._trouble.tell_error,
        )

    def take_in(self, dossier_id: str, form_id: str, submission: Submission) -> None:
        """Makes a screening of a submission and goes to it, to finish it."""

        def done(changes: Changes) -> None:
            self.context.go(Place("fill", changes.made))

        self.context.act(
            lambda desk: answers_in.take_in(desk, dossier_id, form_id, submission), self, done, self._trouble.tell_error
        )

    def save_as_fhir(self, row: ScreeningRow) -> None:
        """Saves a screening as a QuestionnaireResponse."""
        name = t("exchange.fhir_file", day=row.on.isoformat())
        save_file_from(
            self,
            self.context,
            name,
            t("exchange.json_kind"),
            lambda desk: answers_out.screening_as_fhir(desk, row.id),
            self._trouble.tell_error,
        )

    def _open(self, dossier_id: str, row: ScreeningRow | None, forms: Sequence[FormRow]) -> None:
        self.menu.clear()
        worker = self.context.desk.worker
        if worker.may(Permission.FILL_SCREENING):
            inner = self.menu.addMenu(t("exchange.read"))
            for form in forms:
                action = inner.addAction(form.title.replace("&", "&&"))
                action.triggered.connect(lambda _=False, form_id=form.form_id: self._ask_file(dossier_id, form_id))
        if row is not None and worker.may(Permission.PRINT):
            self.menu.addAction(t("exchange.as_fhir")).triggered.connect(lambda _=False: self.save_as_fhir(row))
        self.menu.popup(self._at.mapToGlobal(QPoint(0, self._at.height())))
        if self.menu.actions():
            self.menu.setActiveAction(self.menu.actions()[0])

    def _ask_file(self, dossier_id: str, form_id: str) -> None:
        kinds = t("exchange.odk_kinds")
        name, _ = QFileDialog.getOpenFileName(self.window(), t("exchange.read"), str(documents_folder()), kinds)
        if name:
            self.read(dossier_id, form_id, Path(name))

    def _show(self, dossier_id: str, form_id: str, file: str, incoming: Incoming) -> None:
        dialog = SubmissionsDialog(self._at, file, incoming)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
            self.take_in(dossier_id, form_id, dialog.chosen)
