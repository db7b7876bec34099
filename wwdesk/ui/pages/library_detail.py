# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One instrument in the library: what it is, what can be done with it, its versions, and a trial beside them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.dates import show_date
from wwdesk.domain.form_versions import FormStatus
from wwdesk.domain.overviews import FormVersionRow, InstrumentRow
from wwdesk.domain.texts import t
from wwdesk.forms.model import Form
from wwdesk.ui.cards import plain
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.form_view import FormView
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card
from wwdesk.ui.wrapping import WrappingRow


def status_words(row: InstrumentRow) -> str:
    """Where an instrument stands, in words."""
    if row.skeleton:
        return t("library.skeleton")
    if row.status is None:
        return t("library.built_in")
    return t(f"library.status.{row.status}")


class Detail(Card):
    """Title, facts and buttons of one instrument, and its versions."""

    print_wanted = Signal()
    answers_wanted = Signal()
    workbook_wanted = Signal()
    retire_wanted = Signal()
    use_wanted = Signal(str)
    compare_wanted = Signal(str)
    file_wanted = Signal(str)
    discard_wanted = Signal(str)
    excel_wanted = Signal(str)
    csv_wanted = Signal(str)
    fhir_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ")
        self.facts = PlainLabel(role="quiet")
        self.print = plain(t("library.print"))
        self.answers = plain(t("library.answers"))
        self.workbook = plain(t("library.workbook"))
        self.retire = plain(t("library.retire"))
        self.print.clicked.connect(self.print_wanted)
        self.answers.clicked.connect(self.answers_wanted)
        self.workbook.clicked.connect(self.workbook_wanted)
        self.retire.clicked.connect(self.retire_wanted)
        self.versions = RowList(t("library.versions"))
        self.versions.show_bare()
        self.versions.chosen.connect(self._pick)
        self._title = PlainLabel(t("library.versions"), role="strong")
        self.use = plain(t("library.button.use"))
        self.compare = plain(t("library.button.compare"))
        self.file = plain(t("library.button.file"))
        self.discard = plain(t("library.button.discard"))
        self.excel = plain(t("library.button.excel"))
        self.csv = plain(t("library.button.csv"))
        self.fhir = plain(t("library.button.fhir"))
        for button, signal in (
            (self.use, self.use_wanted),
            (self.compare, self.compare_wanted),
            (self.file, self.file_wanted),
            (self.discard, self.discard_wanted),
            (self.excel, self.excel_wanted),
            (self.csv, self.csv_wanted),
            (self.fhir, self.fhir_wanted),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self._chosen))
        self.told = PlainLabel()
        self.column.addWidget(self.facts)
        self.column.addLayout(WrappingRow(self.print, self.answers, self.workbook, self.retire))
        self.column.addWidget(self._title)
        self.column.addWidget(self.versions)
        self.column.addLayout(WrappingRow(self.use, self.compare, self.file, self.discard))
        self.column.addLayout(WrappingRow(self.excel, self.csv, self.fhir))
        self.column.addWidget(self.told)
        self.told.hide()
        self._chosen = ""
        self._manages = False
        self._rows: dict[str, FormVersionRow] = {}

    def show_row(self, row: InstrumentRow, *, manages: bool, prints: bool, fills: bool) -> None:
        """Shows an instrument."""
        self._manages = manages
        self.heading.setText(row.title)
        languages = ", ".join(row.languages)
        self.facts.setText(
            t(
                "library.facts",
                version=row.version,
                questions=row.questions,
                domains=row.domains,
                uses=row.uses,
                languages=languages,
                status=status_words(row),
            )
        )
        self.print.setVisible(prints)
        self.answers.setVisible(fills and row.offered)
        in_use = row.status is FormStatus.ACTIVE or (row.status is None and not row.skeleton)
        self.retire.setVisible(manages and in_use)

    def show_versions(self, versions: tuple[FormVersionRow, ...]) -> None:
        """Lists the versions, and keeps the one that was chosen."""
        self._rows = {row.id: row for row in versions}
        self.versions.set_rows([_version(row) for row in versions])
        for widget in (self._title, self.versions):
            widget.setVisible(bool(versions))
        self.told.hide()
        self._pick(self._chosen if self._chosen in self._rows else next(iter(self._rows), ""))

    def tell(self, lines: list[str]) -> None:
        """Shows what a version changes."""
        self.told.setText("\n".join(f"• {line}" for line in lines))
        self.told.show()

    def _pick(self, version_id: object) -> None:
        self._chosen = str(version_id)
        row = self._rows.get(self._chosen)
        usable = row is not None and row.status is not FormStatus.ACTIVE
        self.use.setVisible(self._manages and usable)
        self.compare.setVisible(row is not None and len(self._rows) > 1)
        self.file.setVisible(row is not None)
        self.discard.setVisible(self._manages and row is not None and row.status is FormStatus.IMPORTED)
        answered = self._manages and row is not None and row.uses > 0
        self.excel.setVisible(answered)
        self.csv.setVisible(answered)
        self.fhir.setVisible(row is not None)
        if row is not None:
            for button in (self.use, self.compare, self.file, self.discard, self.excel, self.csv, self.fhir):
                button.setAccessibleName(t("library.of_version", action=button.text(), version=row.version))


def _version(row: FormVersionRow) -> Row:
    return Row(
        title=t("library.version", version=row.version),
        detail=t(
            "library.version_detail",
            file=row.file_name,
            on=show_date(row.read_in_at.date()),
            by=row.read_in_by,
            uses=row.uses,
        ),
        side=t(f"library.status.{row.status}"),
        icon="screenings",
        value=row.id,
    )


class Trial(QWidget):
    """An instrument to try out: as when it is filled, but nothing is kept."""

    language_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.view: FormView | None = None

    def show_form(self, form: Form, today: date) -> None:
        """Begins a trial."""
        self.clear()
        self.view = FormView(Sheet(form=form, answers={}, today=today, trial=True))
        self.view.language_wanted.connect(self.language_wanted)
        self.view.file_given.connect(self._keep_name)
        self._column.addWidget(self.view)
        self.view.show()
        self.view.pages.turn_to(0)

    def _keep_name(self, path: str, name: str, _data: bytes) -> None:
        if self.view is not None:
            self.view.state.answer(path, name)

    def speak(self, form: Form) -> None:
        """Goes on in another language."""
        if self.view is not None:
            self.view.speak(form)

    def clear(self) -> None:
        """Ends the trial."""
        if self.view is not None:
            self.view.hide()
            self._column.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None
