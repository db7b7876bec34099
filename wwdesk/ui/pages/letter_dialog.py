# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Before a document is made: its own fields, the clauses that may stay out, and those somebody writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wwdesk.domain.belgian_format import parse_number
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.services.desk import Desk
from wwdesk.services.letters import Asked, LetterAsks, LetterTyped, asks, print_letter
from wwdesk.ui.cards import plain, primary
from wwdesk.ui.editor import Editor, FollowingScroll, TroubleNote
from wwdesk.ui.fields import ChoiceField, Field, LongTextField, TextField
from wwdesk.ui.form_pdf import save_pdf_from
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.letter_pages import LetterPages
from wwdesk.ui.questions import ask
from wwdesk.ui.rows_field import RowsField
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.theme import scale_of
from wwdesk.ui.wrapping import WrappingRow

_FIELD, _CHOICE, _FREE = "field.", "choice.", "free."


class LetterDialog(QDialog):
    """Asks, makes the PDF, and stays open with everything typed where something is missing."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        which: tuple[str, str],
        asked: LetterAsks,
        given: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        """`which` are the ids of the trajectory and of the document, `given` facts that are typed and not noted yet."""
        super().__init__(parent)
        self.context = context
        self.ask: Callable[..., bool] = ask
        self._given = given
        self.asked = asked
        self._trajectory_id, self._document_id = which
        self.setWindowTitle(asked.title)
        self.editor = Editor()
        self.trouble = TroubleNote()
        for one in asked.fields:
            self._know(_FIELD + one.id, self._field(one)).required = one.required
        for name, label in asked.choices:
            words = (("yes", t("templates.dialog.keep")), ("no", t("templates.dialog.leave_out")))
            self._know(_CHOICE + name, ChoiceField(label, words, empty=""))
        for name, label, _ in asked.free:
            self._know(_FREE + name, LongTextField(label, t("templates.dialog.free_hint"), lines=4))
        given = {_CHOICE + name: "yes" for name, _ in asked.choices}
        given |= {_FREE + name: proposal for name, _, proposal in asked.free}
        self.editor.load(given)
        self.go = primary(t("templates.dialog.make"))
        self.cancel = plain(t("window.question.no"))
        self.go.clicked.connect(self.make)
        self.cancel.clicked.connect(self.reject)
        self.form = FollowingScroll(self.editor)
        self.look = plain("")
        self.look.setCheckable(True)
        self.pages = LetterPages(context, which, self.typed, self._refused)
        self.editor.changed.connect(self.pages.soon)
        self._lay_out()
        self.look.toggled.connect(self._show_pages)
        self.look.setChecked(self._both)
        self._show_pages(self._both)

    def _lay_out(self) -> None:
        room, scale = self.screen().availableSize(), scale_of(self)
        # Where there is no room for both, the pages take the place of the form while somebody looks.
        self._both = room.width() >= round(560 * scale) + self.pages.preview.width() + 60
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.asked.title, role="heading"))
        column.addWidget(PlainLabel(t("templates.dialog.about"), role="quiet"))
        column.addWidget(self.trouble)
        column.addWidget(self.form, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(26, 22, 26, 20)
        both.setSpacing(18)
        both.addLayout(column, 1)
        if self._both:
            both.addWidget(self.pages)
        else:
            column.addWidget(self.pages, 1)
        keys = QWidget()
        keys.setLayout(WrappingRow(self.go, self.cancel, self.look))
        column.addWidget(keys)
        wide = round(640 * scale) + (self.pages.preview.width() + 18 if self._both else 0)
        self.resize(min(wide, room.width() - 40), min(round(680 * scale), room.height() - 60))

    def _show_pages(self, looking: bool) -> None:
        self.form.setVisible(self._both or not looking)
        self.pages.setVisible(looking)
        self.look.setText(t("templates.preview.look_away" if looking else "templates.preview.look"))
        self.pages.soon()

    def reject(self) -> None:
        """Closes without a document; what was typed goes only when somebody says so."""
        sure = (
            t("templates.dialog.away"),
            t("templates.dialog.away_text"),
            t("fields.unsaved.discard"),
            t("fields.unsaved.stay"),
        )
        if not self.editor.dirty or self.ask(self, *sure):
            super().reject()

    def _know(self, name: str, field: Field) -> Field:
        self.editor.column.addWidget(self.editor.know(name, field))
        return field

    def _field(self, one: Asked) -> Field:
        if one.kind == "date":
            return DateField(one.label, self._today, hint=one.hint or None)
        if one.kind == "euro":
            return TextField(one.label, one.hint, check=_no_amount, max_length=20)
        if one.kind == "list":
            return RowsField(one.label, one.columns, one.hint or t("templates.rows.hint"))
        if one.kind == "long":
            return LongTextField(one.label, one.hint, lines=3)
        return TextField(one.label, one.hint, max_length=300)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def typed(self) -> LetterTyped:
        """What was filled in."""
        fields = {one.id: one for one in self.asked.fields}
        values: dict[str, object] = dict(self._given)
        for name, one in fields.items():
            value = _value(one, self.editor.fields[_FIELD + name])
            if value not in (None, "", []):
                values[name] = value
        out = frozenset(name for name, _ in self.asked.choices if self.editor.fields[_CHOICE + name].text() == "no")
        free = {name: self.editor.fields[_FREE + name].text() for name, _, _ in self.asked.free}
        return LetterTyped(values=values, without=out, free=free)

    def make(self) -> None:
        """Makes the document where everything it needs is there."""
        if not self.editor.check():
            return
        typed = self.typed()
        self.trouble.clear()

        def work(desk: Desk) -> bytes:
            return print_letter(desk, self._trajectory_id, self._document_id, typed)

        def made(content: bytes) -> None:
            # It is made first: what is missing is told before somebody chooses where to keep it.
            # Closed only once it is kept: a full disk or a change of mind loses nothing that was typed.
            name, tell = self._document_id, self.trouble.tell_error
            save_pdf_from(self, self.context, name, lambda _desk: content, tell, self.accept)

        desk = self.context.desk
        self.context.background.run(lambda: work(desk), self, made, self._refused)

    def _refused(self, trouble: BaseException) -> bool:
        return isinstance(trouble, DeskError) and self.trouble.tell_error(trouble)


def offer_letter(
    owner: QWidget,
    context: Context,
    which: tuple[str, str],
    given: Mapping[str, object],
    refused: Callable[[BaseException], bool],
) -> None:
    """Reads what a document asks, and asks it; see LetterDialog for `which` and `given`."""
    desk = context.desk
    trajectory_id, document_id = which

    def show(asked: LetterAsks) -> None:
        LetterDialog(owner, context, which, asked, given).exec()

    context.background.run(lambda: asks(desk, trajectory_id, document_id), owner, show, refused)


def _value(one: Asked, field: Field) -> object:
    if one.kind == "date":
        return field.day() if isinstance(field, DateField) else None
    if one.kind == "euro":
        return parse_number(field.text())
    return field.values() if isinstance(field, RowsField) else field.text().strip()


def _no_amount(typed: str) -> str:
    return "" if parse_number(typed) is not None else t("arrears.wrong.amount")
