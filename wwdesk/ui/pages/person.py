# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One person: a new client, or somebody known with dossiers, volunteer work and merges."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dates import show_date
from wwdesk.domain.overviews import MergeRow, PersonOverview
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import merging, people
from wwdesk.ui.editor import Columns, Section
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.dossier_opening import DossierOpening
from wwdesk.ui.pages.person_merge import MergePanel
from wwdesk.ui.pages.person_new import NewClient
from wwdesk.ui.pages.person_panel import PersonPanel


class PersonPage(Page):
    """The page of a person; without a record it makes a new client."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._person: PersonOverview | None = None
        self._merge_when_read = False
        self.title = PlainLabel("", role="title")
        self.stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addLayout(self.stack, 1)

    @cached_property
    def new(self) -> NewClient:
        """The form of a new client; like the other views made when it is first needed."""
        view = NewClient(self.context)
        view.finished.connect(self.context.go)
        self.stack.addWidget(view)
        return view

    @cached_property
    def side(self) -> PersonSide:
        """What stands beside the form of a known person."""
        side = PersonSide(self.context)
        side.new_dossier.clicked.connect(self._start_dossier)
        side.start_merge.clicked.connect(self._start_merge)
        return side

    @cached_property
    def panel(self) -> PersonPanel:
        """The form of a known person."""
        view = PersonPanel(self.context, self._come_back, beside=self.side)
        self.stack.addWidget(view)
        return view

    @cached_property
    def merge_panel(self) -> MergePanel:
        """Making two records one."""
        view = MergePanel(self.context)
        view.closed.connect(self._show_details)
        self.stack.addWidget(view)
        return view

    @cached_property
    def opening(self) -> DossierOpening:
        """The form of a new dossier."""
        view = DossierOpening(self.context)
        view.finished.connect(self.context.go)
        view.cancelled.connect(self._show_details)
        self.stack.addWidget(view)
        return view

    def _view_is(self, name: str) -> bool:
        """Whether a view is made and shown."""
        return name in self.__dict__ and self.stack.currentWidget() is self.__dict__[name]

    def show_place(self, place: Place) -> None:
        """See Page; Place("person", None) makes a new client."""
        self._merge_when_read = False
        super().show_place(place)
        if place.record_id is None:
            self.title.setText(t("people.person.new_title"))
            self.stack.setCurrentWidget(self.new)
            self.new.start()
            return
        # Another person than before first has to be read: merging with the one still known would be a disaster.
        self._merge_when_read = place.part == "merge"
        self._show_details()
        if self._person is not None and self._person.id == place.record_id:
            self._merge_if_wanted()

    def reload(self) -> None:
        """See Page."""
        person_id = self.place.record_id
        if person_id is not None:
            self.context.read(lambda desk: people.person(desk, person_id), self, self._show)

    def concerned(self, changes: Changes) -> bool:
        """See Page."""
        return changes.concerns(Subject.PEOPLE, self.place.record_id) or changes.concerns(Subject.DOSSIER)

    def leave(self) -> bool:
        """See Page."""
        if self._view_is("new"):
            return self.new.leave()
        if self._view_is("opening"):
            return self.opening.leave()
        return self.panel.leave() if "panel" in self.__dict__ else True

    def finish(self) -> None:
        """See Page: Ctrl+Enter saves."""
        if self._view_is("new"):
            self.new.save()
        elif self._view_is("opening"):
            self.opening.save()
        elif self._view_is("panel"):
            self.panel.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in a step of its own goes back to the person; elsewhere the window goes back."""
        if event.key() == Qt.Key.Key_Escape and self._view_is("opening"):
            self.opening.cancel()
        elif event.key() == Qt.Key.Key_Escape and self._view_is("merge_panel"):
            self._show_details()
        else:
            super().keyPressEvent(event)

    def _show(self, person: PersonOverview) -> None:
        if person.id != self.place.record_id:
            return
        self._person = person
        self.title.setText(person.details.shown_name)
        self.panel.show_person(person)
        self.side.show_person(person)
        if self._view_is("merge_panel"):
            self.merge_panel.set_person(person)
        self._merge_if_wanted()

    def _merge_if_wanted(self) -> None:
        if self._merge_when_read:
            self._merge_when_read = False
            self._start_merge()

    def _show_details(self) -> None:
        self.stack.setCurrentWidget(self.panel)

    def _start_dossier(self) -> None:
        if self._person is not None and self.panel.leave():
            self.stack.setCurrentWidget(self.opening)
            self.opening.start(self._person.id, self._person.details.municipality)

    def _start_merge(self) -> None:
        if self.panel.leave():
            self.stack.setCurrentWidget(self.merge_panel)
            if self._person is not None:
                self.merge_panel.set_person(self._person)
                self.merge_panel.start()

    def _come_back(self) -> None:
        self.context.go(Place("person", self.place.record_id))


class PersonSide(QWidget):
    """Beside the form: dossiers, volunteer work, merges."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._person: PersonOverview | None = None
        self._rows: list[QWidget] = []
        self.dossiers = Section(t("people.person.dossiers"))
        self.new_dossier = QPushButton(t("people.person.new_dossier"))
        self.volunteer = Section(t("people.person.volunteer"))
        self.volunteer_button = QPushButton(t("people.person.make_volunteer"))
        self.volunteer_button.clicked.connect(self._change_volunteer)
        self.volunteer.add(self.volunteer_button)
        self.merges = Section(t("people.merge.history"))
        self.start_merge = QPushButton(t("people.merge.start"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.dossiers, self.volunteer, self.merges):
            column.addWidget(part)
        column.addStretch(1)

    def show_person(self, person: PersonOverview) -> None:
        """Fills the side for a person."""
        self._person = person
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        worker = self.context.desk.worker
        for dossier in person.dossiers:
            button = QPushButton(f"{dossier.number} · {t(f'dossier.status.{dossier.status}')}")
            button.setAccessibleName(f"{t('people.person.open_dossier')} {button.text()}")
            button.clicked.connect(lambda _=False, dossier_id=dossier.id: self.context.go(Place("dossier", dossier_id)))
            self._put(self.dossiers, button)
        if not person.dossiers:
            self._put(self.dossiers, PlainLabel(t("people.person.no_dossier"), role="hint"))
        self.dossiers.add(self.new_dossier)
        self.new_dossier.setVisible(worker.may(Permission.EDIT_DOSSIER))
        self.volunteer_button.setText(
            t("people.person.end_volunteer") if person.is_volunteer else t("people.person.make_volunteer")
        )
        self.volunteer.setVisible(worker.may(Permission.EDIT_PEOPLE) and not person.details.anonymous)
        for merge in person.merges:
            self._put(self.merges, self._merge_row(merge))
        self.merges.add(self.start_merge)
        self.merges.setVisible(worker.may(Permission.MERGE_PEOPLE))

    def _put(self, section: Section, row: QWidget) -> None:
        section.add(row)
        self._rows.append(row)

    def _merge_row(self, merge: MergeRow) -> QWidget:
        line = t("people.merge.history_line", name=merge.merged_name, on=show_date(merge.at.date()), by=merge.by)
        undo = QPushButton(t("people.merge.undo"))
        undo.setAccessibleName(f"{t('people.merge.undo')}: {line}")
        undo.clicked.connect(
            lambda: self.context.act(lambda desk: merging.undo_merge(desk, merge.id), self, self._undone)
        )
        return Columns((PlainLabel(line), 1), (undo, 0), characters=44)

    def _undone(self, _changes: Changes) -> None:
        self.context.say(t("people.merge.undone"))

    def _change_volunteer(self) -> None:
        person = self._person
        if person is None:
            return
        name = person.details.shown_name

        def done(_changes: Changes) -> None:
            said = (
                t("people.person.no_volunteer", name=name)
                if person.is_volunteer
                else t("people.person.now_volunteer", name=name)
            )
            self.context.say(said)

        change = people.end_volunteer if person.is_volunteer else people.make_volunteer
        self.context.act(lambda desk: change(desk, person.id), self, done)
