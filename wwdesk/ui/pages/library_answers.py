# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of many phones read in at the questionnaire they belong to, each into the dossier somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog

from wwdesk.domain.changes import Changes
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.services import answers_in
from wwdesk.services.answers_in import Incoming, Submission, TakenIn
from wwdesk.services.desk import Desk
from wwdesk.ui.file_places import documents_folder
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Page
from wwdesk.ui.pages.library_deal import DealDialog, Dealing
from wwdesk.ui.pages.submission_words import submission_name


class LibraryAnswers(QObject):
    """What the button "Antwoorden inlezen…" of the questionnaire shown does."""

    def __init__(self, page: Page, message: MessageBar) -> None:
        super().__init__(page)
        self._page = page
        self._message = message

    def ask(self, form_id: str) -> None:
        """Chooses a file and reads it."""
        title, kinds = t("library.answers"), t("exchange.odk_kinds")
        name, _ = QFileDialog.getOpenFileName(self._page.window(), title, str(documents_folder()), kinds)
        if name:
            self.read(form_id, Path(name))

    def read(self, form_id: str, file: Path) -> None:
        """Reads a file of submissions in the background and shows what is in it."""
        context = self._page.context
        desk = context.desk
        self._message.clear()
        context.say(t("exchange.reading", file=file.name))

        def work() -> tuple[Incoming, Dealing]:
            incoming = answers_in.preview(desk, form_id, file)
            return incoming, Dealing(incoming.submissions, answers_in.dossiers_for(desk, form_id))

        context.background.run(
            work, self._page, lambda found: self._show(form_id, file.name, found[0], found[1]), self._refused
        )

    def take_in(self, form_id: str, incoming: Incoming, chosen: Sequence[tuple[int, str]]) -> None:
        """Takes submissions, by their place in the file, into dossiers, and tells what came of each."""
        pairs: list[tuple[str, Submission]] = [(dossier, incoming.submissions[place]) for place, dossier in chosen]
        taken: list[TakenIn] = []

        def work(desk: Desk) -> Changes:
            taken.append(answers_in.take_in_several(desk, form_id, pairs))
            return taken[-1].changes

        def done(_changes: Changes) -> None:
            refused = [
                t("exchange.deal.refused", name=submission_name(chosen[at][0], pairs[at][1]), why=trouble.part("what"))
                for at, trouble in taken[-1].refused.items()
            ]
            self._tell(len(taken[-1].made), refused)
            self._page.reload()

        self._page.context.act(work, self._page, done, self._refused)

    def _show(self, form_id: str, file: str, incoming: Incoming, dealing: Dealing) -> None:
        dialog = DealDialog(self._page, file, incoming, dealing)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.take_in(form_id, incoming, dialog.chosen())

    def _tell(self, made: int, refused: list[str]) -> None:
        what = t("exchange.deal.done", n=made) if made else t("exchange.deal.done_none")
        if refused:
            self._message.show_warning(what, " ".join((*refused, *([t("exchange.deal.next")] if made else []))))
        else:
            self._message.show_fine(what, t("exchange.deal.next"))

    def _refused(self, trouble: BaseException) -> bool:
        if isinstance(trouble, DeskError):
            self._message.show_error(trouble)
        return isinstance(trouble, DeskError)
