# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The notes of a dossier: write at the top, change in place, bin with undo."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import DossierOverview, Note
from wwdesk.domain.texts import t
from wwdesk.services import dossiers
from wwdesk.ui.editor import AskUnsaved, Columns, Editor, InlineForm, Section, Unsaved, ask_unsaved
from wwdesk.ui.fields import LongTextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_tab import DossierTab, button, focused, in_a_row
from wwdesk.ui.special_fields import DateField

AT_ONCE = 40
"""Notes drawn before the worker asks for more."""


class NoteEditor(Editor):
    """Date and text of one note."""

    def __init__(self, context: Context, label: str, hint: str, lines: int) -> None:
        super().__init__()
        self._context = context
        self.text_field = self.know("text", LongTextField(label, hint, lines=lines))
        self.on = self.know("on", DateField(t("dossier.notes.on"), self._today, past=True))
        self.column.addWidget(Columns((self.text_field, 4), (self.on, 1), characters=70))

    def _today(self) -> date:
        return self._context.desk.clock.today()

    def right(self) -> bool:
        """Whether the note can be kept; says why not."""
        more: dict[str, str] = {}
        if not self.text_field.text().strip():
            more["text"] = t("dossier.notes.missing")
        if not self.on.text().strip():
            more["on"] = t("fields.required")
        return self.check(more)


class NoteCard(QFrame):
    """One note, with the ways to change or remove it; while it is changed it shows fields instead."""

    def __init__(self, note: Note, tab: NotesTab) -> None:
        super().__init__()
        self.note = note
        self._tab = tab
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 10, 16, 10)
        self.column.setSpacing(6)
        on = show_date(note.on)
        self.head = PlainLabel(t("dossier.notes.line", on=on, author=note.author), role="hint")
        self.words = PlainLabel(note.text)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.keys = QWidget()
        self.edit_button = button(t("dossier.edit"), self.edit, role="link", name=t("dossier.notes.edit_name", on=on))
        row = in_a_row(
            self.edit_button,
            button(t("dossier.remove"), self._remove, role="link", name=t("dossier.notes.remove_name", on=on)),
        )
        row.setContentsMargins(0, 0, 0, 0)
        self.keys.setLayout(row)
        self.editor: NoteEditor | None = None
        for part in (self.head, self.words, self.keys):
            self.column.addWidget(part)
        self.keys.setVisible(tab.may_edit)

    def edit(self) -> None:
        """Turns the card into fields."""
        if self.editor is not None:
            return
        editor = NoteEditor(self._tab.context, t("dossier.notes.text"), "", 4)
        editor.load({"text": self.note.text, "on": show_date(self.note.on)})
        self.editor = editor
        self.form = InlineForm()
        self.form.escaped.connect(self.cancel)
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(editor)
        inside.addLayout(
            in_a_row(
                button(t("dossier.save"), self.save, role="primary"),
                button(t("dossier.cancel"), self.cancel),
            )
        )
        self.column.addWidget(self.form)
        self.words.hide()
        self.keys.hide()
        editor.text_field.control.setFocus()

    def cancel(self) -> None:
        """Shows the note again, after a question where something was typed."""
        if self.editor is not None and (not self.editor.dirty or self._tab.ask(self) is Unsaved.DISCARD):
            self.stop_editing()

    def stop_editing(self) -> None:
        """Shows the note as it is stored."""
        if self.editor is None:
            return
        self.form.hide()
        self.form.deleteLater()
        self.editor = None
        self.words.show()
        self.keys.show()

    def save(self) -> None:
        """Keeps the changed note."""
        editor, note = self.editor, self.note
        if editor is None or not editor.right():
            return
        on, text = editor.on.day(), editor.text_field.text()
        if on is None:
            return

        def done(_changes: Changes) -> None:
            self.stop_editing()
            self._tab.trouble.clear()
            self._tab.refill()

        self._tab.context.act(
            lambda desk: dossiers.change_note(desk, note.id, note.revision, on, text), self, done, self._failed
        )

    def meanwhile(self, note: Note) -> None:
        """Takes in what somebody else stored while this card is being changed."""
        if note.revision == self.note.revision or self.editor is None:
            return
        self.note = note
        self.editor.text_field.set_other(t("dossier.notes.meanwhile_do", text=note.text))

    def _failed(self, trouble: BaseException) -> bool:
        if isinstance(trouble, DeskError) and trouble.key == "changed_meanwhile":
            self._tab.trouble.tell(t("dossier.notes.meanwhile"), t("dossier.safe_typed"))
            self._tab.ask_again()
            return True
        return self._tab.trouble.tell_error(trouble)

    def _remove(self) -> None:
        self._tab.remove(self.note)


class NotesTab(DossierTab):
    """The notes, newest first."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(context, ask)
        self._shown = AT_ONCE
        self._drafts: dict[str, dict[str, str]] = {}
        self.composer = NoteEditor(context, t("dossier.notes.new"), t("dossier.notes.new_hint"), 3)
        self.save_button = button(t("dossier.notes.save"), self.finish, role="primary")
        self.writing = Section()
        self.writing.add(self.composer)
        self.writing.column.addLayout(in_a_row(self.save_button))
        self.cards: list[NoteCard] = []
        self.list = QWidget()
        self._list = QVBoxLayout(self.list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self.more = button(t("dossier.notes.more"), self._show_more)
        self.empty = PlainLabel(t("dossier.notes.empty"), role="hint")
        self.bin = QFrame()
        self._bin = QVBoxLayout(self.bin)
        self._bin.setContentsMargins(0, 8, 0, 0)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        for part in (self.writing, self.empty, self.list, self.more, self.bin):
            inside.addWidget(part)
        self.scrolled(content)
        self._start_note()

    @property
    def dirty(self) -> bool:
        """See DossierTab."""
        changing = any(card.editor is not None and card.editor.dirty for card in self.cards)
        return self.composer.dirty or changing

    def forget(self) -> None:
        """See DossierTab."""
        self._shown = AT_ONCE
        self._start_note()
        for card in self.cards:
            card.stop_editing()
        if self.dossier is not None and self.dossier.id in self._drafts:
            self.composer.put(self._drafts.pop(self.dossier.id))

    def _start_note(self) -> None:
        self.composer.load({"text": "", "on": show_date(self.context.desk.clock.today())})

    def fill(self, dossier: DossierOverview) -> None:
        """See DossierTab; cards being changed stay as they are."""
        self.writing.setVisible(self.may_edit)
        focus = focused(self)
        here = next((n for n, card in enumerate(self.cards) if focus and card.isAncestorOf(focus)), None)
        in_bin = focus is not None and self.bin.isAncestorOf(focus)
        kept = {card.note.id: card for card in self.cards if card.editor is not None}
        notes = dossier.notes[: self._shown]
        for card in self.cards:
            self._list.removeWidget(card)
            if card.note.id not in kept:
                card.hide()
                card.deleteLater()
        self.cards = []
        for note in notes:
            card = kept.pop(note.id, None) or NoteCard(note, self)
            card.meanwhile(note)
            self._list.addWidget(card)
            self.cards.append(card)
        for card in kept.values():
            # Somebody removed a note that is being changed here: the typed text stays where it can be read.
            self._list.insertWidget(0, card)
            self.cards.insert(0, card)
        self.more.setVisible(len(dossier.notes) > len(notes))
        self.empty.setVisible(not dossier.notes)
        self._fill_bin(dossier.binned_notes)
        if in_bin or here is not None:
            self._keep_keyboard(here)

    def _keep_keyboard(self, here: int | None) -> None:
        """Puts the keyboard where a card stood that has gone, or back in the field for a new note."""
        if here is not None and self.cards:
            card = self.cards[min(here, len(self.cards) - 1)]
            target = card.edit_button if card.editor is None else card.editor.text_field.control
            if card.editor is None or not card.isAncestorOf(focused(self) or self):
                target.setFocus()
        else:
            self.composer.text_field.control.setFocus()

    def refill(self) -> None:
        """Shows again what is known, after a card was closed."""
        if self.dossier is not None:
            self.fill(self.dossier)

    def _fill_bin(self, notes: tuple[Note, ...]) -> None:
        while (item := self._bin.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.bin.setVisible(bool(notes) and self.may_edit)
        if not notes:
            return
        self._bin.addWidget(PlainLabel(t("dossier.notes.bin", n=len(notes)), role="heading"))
        for note in notes[:AT_ONCE]:
            on = show_date(note.on)
            first = note.text.splitlines()[0] if note.text.splitlines() else ""
            told = PlainLabel(f"{t('dossier.notes.line', on=on, author=note.author)} · {first[:120]}", role="hint")
            back = button(
                t("dossier.notes.restore"),
                lambda note_id=note.id: self._restore(note_id),
                role="link",
                name=t("dossier.notes.restore_name", on=on),
            )
            self._bin.addWidget(Columns((told, 1), (back, 0), characters=60))

    def new_here(self) -> bool:
        """See DossierTab."""
        self.composer.text_field.control.setFocus()
        return True

    def finish(self) -> None:
        """Keeps the new note, or the note being changed that has the keyboard."""
        focus = focused(self)
        for card in self.cards:
            if card.editor is not None and focus is not None and card.isAncestorOf(focus):
                card.save()
                return
        self._save_new()

    def _save_new(self, *, leaving: bool = False) -> None:
        dossier = self.dossier
        if dossier is None or not self.may_edit or not self.composer.right():
            return
        on, text = self.composer.on.day(), self.composer.text_field.text()
        if on is None:
            return
        typed = self.composer.texts()

        def done(_changes: Changes) -> None:
            self.trouble.clear()
            if self.composer.texts() == typed:
                self._start_note()
            self.context.say(t("dossier.notes.saved"))

        def failed(trouble: BaseException) -> bool:
            if leaving:
                self._drafts[dossier.id] = typed
                self.context.go(Place("dossier", dossier.id, "notes"))
            return self.trouble.tell_error(trouble)

        self.context.act(lambda desk: dossiers.add_note(desk, dossier.id, on, text), self, done, failed)

    def leave(self) -> bool:
        """See DossierTab."""
        if not self.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self.forget()
            return True
        if answer is Unsaved.SAVE:
            changing = [card for card in self.cards if card.editor is not None and card.editor.dirty]
            for card in changing:
                card.save()
            if self.composer.dirty:
                right = self.composer.right()
                self._save_new(leaving=not changing)
                return right and not changing
        return False

    def remove(self, note: Note) -> None:
        """Bins a note and offers to undo it."""
        told = t("dossier.notes.removed", on=show_date(note.on))

        def done(_changes: Changes) -> None:
            self.context.offer_undo(told, lambda desk: dossiers.restore_note(desk, note.id))

        self.context.act(lambda desk: dossiers.remove_note(desk, note.id), self, done, self.trouble.tell_error)

    def _restore(self, note_id: str) -> None:
        def done(_changes: Changes) -> None:
            self.context.say(t("dossier.notes.restored"))

        self.context.act(lambda desk: dossiers.restore_note(desk, note_id), self, done, self.trouble.tell_error)

    def _show_more(self) -> None:
        self._shown += AT_ONCE
        self.refill()
