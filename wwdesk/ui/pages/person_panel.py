# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading and changing what is known of one person; used by the page of a person and of a dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import PersonOverview
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import office, people
from wwdesk.ui.editor import AskUnsaved, Columns, FollowingScroll, TroubleNote, Unsaved, ask_unsaved
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.person_editor import PersonEditor, texts_of


class PersonPanel(QWidget):
    """The form of one known person with its buttons.

    What was typed survives everything but "Weggooien": another worker's change (taken over field
    by field), a save that fails, a reload, locking.
    """

    def __init__(
        self,
        context: Context,
        come_back: Callable[[], None],
        ask: AskUnsaved = ask_unsaved,
        beside: QWidget | None = None,
    ) -> None:
        """`come_back` shows this panel again after a save that failed once the worker had left.

        `beside` stands next to the form, or below it where the letters are large.
        """
        super().__init__()
        self.context = context
        self.ask = ask
        self._come_back = come_back
        self._person: PersonOverview | None = None
        self._drafts: dict[str, dict[str, str]] = {}
        self._meanwhile = False
        self.editor = PersonEditor(self._today)
        self.trouble = TroubleNote()
        self.read_only = PlainLabel(t("people.person.read_only"), role="hint")
        self.save_button = QPushButton(t("people.save"))
        self.save_button.setProperty("role", "primary")
        self.save_button.clicked.connect(self._on_save)
        self.discard_button = QPushButton(t("fields.unsaved.discard"))
        self.discard_button.clicked.connect(self.discard)
        self.editor.changed.connect(self._follow_dirty)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        parts = [(self.editor, 5), (beside, 3)] if beside is not None else [(self.editor, 1)]
        inside.addWidget(Columns(*parts, characters=100))
        inside.addStretch(1)
        self.foot = QWidget()
        self.foot_row = QHBoxLayout(self.foot)
        self.foot_row.setContentsMargins(0, 8, 0, 0)
        self.foot_row.addWidget(self.save_button)
        self.foot_row.addWidget(self.discard_button)
        self.foot_row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.read_only)
        column.addWidget(self.trouble)
        column.addWidget(FollowingScroll(content), 1)
        column.addWidget(self.foot)
        self._follow_dirty()

    @property
    def dirty(self) -> bool:
        """Whether something typed is not stored."""
        return self.editor.dirty

    def show_person(self, person: PersonOverview) -> None:
        """Shows a person, or the same person again after a change; typed text stays."""
        same = self._person is not None and self._person.id == person.id
        self._person = person
        if same and self.editor.dirty:
            both = self.editor.rebase(texts_of(person.details))
            if self._meanwhile:
                self._tell_meanwhile(both)
        else:
            self.trouble.clear()
            self.editor.load_person(person.details)
        self._meanwhile = False
        if person.id in self._drafts:
            self.editor.put(self._drafts.pop(person.id))
        self._follow_role()
        self.context.read(
            office.settings, self, lambda found: self.editor.use_number(allowed=found.use_rijksregisternummer)
        )

    def leave(self) -> bool:
        """Whether the worker may go: typed text is saved or thrown away as the worker says."""
        if not self.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self.discard()
            return True
        if answer is Unsaved.SAVE and self._person is not None and self.editor.person_is_right():
            self._drafts[self._person.id] = self.editor.texts()
            self.save(leaving=True)
            return True
        return False

    def discard(self) -> None:
        """Puts back what is stored."""
        if self._person is not None:
            self.trouble.clear()
            self.editor.load_person(self._person.details)

    def save(self, *, leaving: bool = False) -> None:
        """Stores what was typed if it can be right; otherwise says what is wrong."""
        person = self._person
        if person is None or not self.editor.person_is_right():
            return
        self.trouble.clear()
        details, typed = self.editor.details(), self.editor.texts()

        def done(_changes: Changes) -> None:
            self._drafts.pop(person.id, None)
            if self._person is not None and self._person.id == person.id:
                self.editor.stored(typed)
                self._follow_dirty()
            self.context.say(t("people.saved", name=details.shown_name))

        def failed(trouble: BaseException) -> bool:
            if leaving:
                self._drafts[person.id] = typed
                self._come_back()
            if isinstance(trouble, DeskError) and trouble.key == "changed_meanwhile":
                self._meanwhile = True
                self.context.read(lambda desk: people.person(desk, person.id), self, self.show_person)
                return True
            return self.trouble.tell_error(trouble)

        revision = person.revision
        self.context.act(lambda desk: people.change_person(desk, person.id, revision, details), self, done, failed)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def _on_save(self) -> None:
        self.save()

    def _tell_meanwhile(self, both: tuple[str, ...]) -> None:
        do = t("people.meanwhile.do_both") if both else t("people.meanwhile.do_clean")
        self.trouble.tell(t("people.meanwhile.title"), t("people.meanwhile.safe"), do)
        if both:
            self.editor.go_to(both[0])

    def _follow_role(self) -> None:
        may = self.context.desk.worker.may(Permission.EDIT_PEOPLE)
        self.editor.set_read_only(read_only=not may)
        self.read_only.setVisible(not may)
        self.foot.setVisible(may)

    def _follow_dirty(self) -> None:
        self.save_button.setEnabled(self.editor.dirty)
        self.discard_button.setEnabled(self.editor.dirty)
