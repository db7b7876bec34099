# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Making two records of one person into one: pick the other, see what will happen, do it, undo it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import DuplicateHit, PeoplePage, PersonOverview, PersonRow
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.rijksregisternummer import mask_number
from wwdesk.domain.texts import t
from wwdesk.services import merging, people
from wwdesk.ui.code_choices import label_of
from wwdesk.ui.editor import FollowingScroll, Section, TroubleNote
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.person_editor import labels, texts_of
from wwdesk.ui.tables import Column, ListTable, RowsModel

MOST = 30
"""People shown to pick from."""


@dataclass(frozen=True)
class Compared:
    """One field of both persons and what stands there afterwards."""

    label: str
    keep: str
    gone: str
    result: str

    @property
    def lost(self) -> bool:
        """Whether the text of the other person does not come along."""
        return bool(self.gone) and self.gone != self.result


def compare_fields(keep: PersonDetails, gone: PersonDetails) -> tuple[Compared, ...]:
    """Each field that says something, in the order of the form: the kept text wins, gaps are filled."""
    mine, theirs = texts_of(keep), texts_of(gone)
    rows: list[Compared] = []
    for name, label in labels().items():
        first, second = _shown(name, mine[name]), _shown(name, theirs[name])
        if first or second:
            result = first or ("" if keep.anonymous else second)
            rows.append(Compared(label, first, second, result))
    return tuple(rows)


def _shown(name: str, text: str) -> str:
    if name == "gender":
        return "" if text == "unknown" else t(f"people.gender.{text}")
    if name == "language":
        return label_of("contact_language", text)
    return mask_number(text) if name == "rijksregisternummer" else text


class MergePanel(QWidget):
    """Picks the other person, then shows both beside each other with the outcome."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._person: PersonOverview | None = None
        self._keep: PersonOverview | None = None
        self._gone: PersonOverview | None = None
        self._generation = 0
        self.trouble = TroubleNote()
        self.pick = self._build_pick()
        self.result = self._build_result()
        self.cancel = QPushButton(t("people.merge.cancel"))
        self.cancel.clicked.connect(self.closed)
        self.do = QPushButton(t("people.merge.do"))
        self.do.setProperty("role", "primary")
        self.do.clicked.connect(self._merge)
        self.swap = QPushButton(t("people.merge.swap"))
        self.swap.clicked.connect(self._swap)
        row = QHBoxLayout()
        for button in (self.do, self.swap, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(PlainLabel(t("people.merge.title"), role="heading"))
        column.addWidget(self.trouble)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.pick, 1)
        inside.addWidget(self.result, 1)
        column.addWidget(FollowingScroll(content), 1)
        column.addLayout(row)

    def _build_pick(self) -> QWidget:
        section = Section(t("people.merge.pick"), t("people.merge.pick_hint"))
        self.search = QLineEdit()
        self.search.setAccessibleName(t("people.merge.pick"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(self._find)
        self.search.textChanged.connect(self._restart_timer)
        self.search.returnPressed.connect(self._enter)
        self.search.installEventFilter(self)
        self.found = RowsModel[PersonRow](
            (
                Column(t("people.column.name"), lambda row: row.name),
                Column(t("people.column.born"), lambda row: show_date(row.birth_date), 12),
                Column(t("people.column.municipality"), lambda row: row.municipality, 18),
                Column(t("people.column.dossier"), lambda row: row.dossier_number, 11),
            )
        )
        self.table = ListTable(self.found, t("people.merge.pick"))
        self.table.opened.connect(self._choose)
        section.add(self.search)
        section.add(self.table)
        return section

    def _build_result(self) -> QWidget:
        section = Section()
        self._moves = PlainLabel("")
        self._loses = PlainLabel("")
        self.compared = RowsModel[Compared](
            (
                Column(t("people.merge.column_field"), lambda row: row.label, 20),
                Column(t("people.merge.keep"), lambda row: row.keep or t("people.merge.empty"), 18),
                Column(t("people.merge.gone"), lambda row: row.gone or t("people.merge.empty"), 18),
                Column(t("people.merge.result"), lambda row: row.result, least=14),
            )
        )
        section.add(self._moves)
        self.comparison = ListTable(self.compared, t("people.merge.result"))
        section.add(self.comparison)
        section.add(self._loses)
        section.add(PlainLabel(t("people.merge.safe"), role="hint"))
        section.column.addStretch(1)
        return section

    def set_person(self, person: PersonOverview) -> None:
        """The person who may be there twice."""
        self._person = person

    def start(self) -> None:
        """Asks who the other one is; people who are alike stand there already."""
        self._keep = self._gone = None
        self.trouble.clear()
        self.search.clear()
        self._show_step()
        self.search.setFocus()
        self._find()

    def _restart_timer(self) -> None:
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the name that is typed to the people found."""
        down = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and watched is self.search and self.found.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Enter searches at once, and where the list is up to date goes to it: nobody is merged unseen."""
        if not self._timer.isActive() and self.found.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._find()

    def _find(self) -> None:
        person, text = self._person, self.search.text().strip()
        if person is None:
            return
        self._timer.stop()
        self._generation += 1
        generation = self._generation

        def show_hits(hits: tuple[DuplicateHit, ...]) -> None:
            if generation == self._generation:
                self.found.set_rows([hit.person for hit in hits])

        def show_found(found: PeoplePage) -> None:
            if generation == self._generation:
                self.found.set_rows([row for row in found.rows if row.id != person.id])

        if text:
            self.context.read(lambda desk: people.people(desk, text=text, limit=MOST), self, show_found)
        else:
            self.context.read(
                lambda desk: people.likely_duplicates(desk, person.details, except_id=person.id), self, show_hits
            )

    def _choose(self, row: PersonRow) -> None:
        def show(other: PersonOverview) -> None:
            self._keep, self._gone = self._person, other
            self._show_step()
            self.do.setFocus()

        self.context.read(lambda desk: people.person(desk, row.id), self, show)

    def _swap(self) -> None:
        self._keep, self._gone = self._gone, self._keep
        self._show_step()

    def _show_step(self) -> None:
        keep, gone = self._keep, self._gone
        chosen = keep is not None and gone is not None
        for widget in (self.result, self.do, self.swap):
            widget.setVisible(chosen)
        self.pick.setVisible(not chosen)
        if keep is None or gone is None:
            return
        rows = compare_fields(keep.details, gone.details)
        self.compared.set_rows(rows)
        self.comparison.fit_height(14)
        names = {"keep": keep.details.shown_name, "gone": gone.details.shown_name}
        self._moves.setText(f"{t('people.merge.moves', **names)} {t('people.merge.fills')}")
        lost = [t("people.merge.loses_line", field=row.label, value=row.gone) for row in rows if row.lost]
        self._loses.setText("\n".join([t("people.merge.loses", **names), *lost]) if lost else "")
        self._loses.setVisible(bool(lost))

    def _merge(self) -> None:
        keep, gone = self._keep, self._gone
        if keep is None or gone is None:
            return

        def done(changes: Changes) -> None:
            merge_id = changes.made or ""
            told = t("people.merge.done", keep=keep.details.shown_name, gone=gone.details.shown_name)
            self.context.offer_undo(told, lambda desk: merging.undo_merge(desk, merge_id))
            self.closed.emit()
            self.context.go(Place("person", keep.id))

        self.context.act(lambda desk: merging.merge(desk, keep.id, gone.id), self, done, self.trouble.tell_error)
