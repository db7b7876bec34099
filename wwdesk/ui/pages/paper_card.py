# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Forms that come back on paper: a scan is filed in its dossiers, and each form in it can be typed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.services import papers
from wwdesk.services.papers import Filed
from wwdesk.ui.cards import plain, primary, row_of
from wwdesk.ui.file_places import documents_folder
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.messages import MessageBar
from wwdesk.ui.page import Context, Place
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card
from wwdesk.ui.special_fields import DateField


class DayDialog(QDialog):
    """Asks for the day that stands on the paper."""

    def __init__(self, parent: QWidget, filed: Filed, today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("papers.day.window"))
        self.setMinimumWidth(440)
        self.day = DateField(t("papers.day.field"), lambda: today, past=True, hint=t("papers.day.hint"))
        go = primary(t("papers.day.go"))
        go.setDefault(True)
        go.clicked.connect(self.try_accept)
        cancel = plain(t("window.question.no"))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        title = t("papers.day.title", form=filed.form_title, client=filed.client_name)
        column.addWidget(PlainLabel(title, role="heading"))
        column.addWidget(self.day)
        column.addLayout(row_of((go, cancel)))
        self.day.control.setFocus()

    def try_accept(self) -> None:
        """Goes on with a day of the past or today; else says what is wrong."""
        problem = self.day.trouble() or ("" if self.day.day() else t("papers.day.missing"))
        if problem:
            self.day.set_problem(problem)
            self.day.control.setFocus()
        else:
            self.accept()


class PaperCard(Card):
    """Files scans and starts typing them in."""

    def __init__(self, context: Context, message: MessageBar) -> None:
        super().__init__(t("papers.title"))
        self._context = context
        self._message = message
        self._filed: dict[str, Filed] = {}
        self.hint = PlainLabel(t("papers.hint"), role="quiet")
        self.choose = plain(t("papers.choose"))
        self.choose.clicked.connect(self.choose_scan)
        self.found = RowList(t("papers.found"))
        self.found.show_bare()
        self.found.chosen.connect(self._ask_day)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.choose)
        self.column.addWidget(self.found)
        self.found.hide()

    def choose_scan(self) -> None:
        """Asks for a scan and files it."""
        name, _ = QFileDialog.getOpenFileName(self, t("papers.choose"), str(documents_folder()), t("papers.kinds"))
        if name:
            self.file(Path(name))

    def file(self, scan: Path) -> None:
        """Files a scan; takes seconds, in the background."""
        self._message.clear()
        self._context.say(t("papers.reading", file=scan.name))
        desk = self._context.desk

        def arrived(filed: tuple[Filed, ...]) -> None:
            ids = tuple(one.dossier_id for one in filed)
            self._context.broadcast(changed(Subject.DOSSIER, Subject.TODAY, ids=ids))
            self._context.say(t("papers.filed", n=len(filed)))
            self.show_filed(filed)

        def refused(trouble: BaseException) -> bool:
            if isinstance(trouble, DeskError):
                self._message.show_error(trouble)
            return isinstance(trouble, DeskError)

        self._context.background.run(lambda: papers.file_scan(desk, scan), self, arrived, refused)

    def show_filed(self, filed: tuple[Filed, ...]) -> None:
        """Lists the forms that were found; each can be typed in."""
        self._filed = {one.paper_id: one for one in filed}
        self.found.set_rows([_row(one) for one in filed])
        self.found.setVisible(bool(filed))
        self.hint.setText(t("papers.type_in") if filed else t("papers.hint"))
        if filed:
            self.found.setFocus()

    def _ask_day(self, paper_id: object) -> None:
        filed = self._filed.get(str(paper_id))
        if filed is None:
            return
        dialog = DayDialog(self, filed, self._context.desk.clock.today())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.type_in(filed, dialog.day.day() or self._context.desk.clock.today())

    def type_in(self, filed: Filed, day: date) -> None:
        """Starts a screening with what is on the paper, and goes to its first question."""

        def done(changes: Changes) -> None:
            self._context.go(Place("fill", changes.made))

        def refused(trouble: BaseException) -> bool:
            if isinstance(trouble, DeskError):
                self._message.show_error(trouble)
            return isinstance(trouble, DeskError)

        self._context.act(lambda desk: papers.type_in(desk, filed.paper_id, day), self, done, refused)


def _row(filed: Filed) -> Row:
    return Row(
        title=filed.client_name,
        detail=t("papers.row", form=filed.form_title, number=filed.dossier_number),
        side=t("papers.typed") if filed.typed_in else t("papers.pages", n=filed.pages),
        icon="screenings",
        value=filed.paper_id,
    )
