# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One home beside the map: who lives there, and what is noted of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.dwellings import DwellingDetails, DwellingKind, DwellingRow, Stay
from wwdesk.domain.overviews import Organisation
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import housing
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import AskUnsaved, Columns, Editor, TroubleNote, Unsaved, ask_unsaved
from wwdesk.ui.fields import ChoiceField, LongTextField, SuggestField, TextField
from wwdesk.ui.housing_words import stay_words
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context, Place
from wwdesk.ui.pages.dossier_tab import button
from wwdesk.ui.rows import Row, RowList
from wwdesk.ui.sheet import Card
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.wrapping import WrappingRow

NEW = ""
"""Stands for the id of a home that is not kept yet."""


class DwellingCard(Card):
    """A home with its stays and its form."""

    kept = Signal(str)
    """The id of the home that was saved."""
    put_away = Signal()
    """Nothing typed is open any more."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(t("housing.new"))
        self.context = context
        self.ask = ask
        self.row: DwellingRow | None = None
        self._organisations: tuple[Organisation, ...] = ()
        self.stays = RowList(t("housing.stays"))
        self.stays.show_bare()
        self.stays.chosen.connect(self._to_dossier)
        self.nobody = PlainLabel(t("housing.nobody"), role="hint")
        self.trouble = TroubleNote()
        self.editor = Editor()
        self._fields()
        self.save_button = button(t("people.save"), self.save, role="primary")
        self.discard_button = button(t("fields.unsaved.discard"), self.discard)
        self.remove_button = button(t("housing.remove"), self.remove)
        self.foot = QWidget()
        self.foot.setLayout(WrappingRow(self.save_button, self.discard_button, self.remove_button))
        self.editor.changed.connect(self._follow)
        for part in (self.stays, self.nobody, self.trouble, self.editor, self.foot):
            self.column.addWidget(part)

    def _today(self) -> date:
        return self.context.desk.clock.today()

    def _fields(self) -> None:
        know = self.editor.know
        self.name = know("name", TextField(t("housing.field.name"), t("housing.field.name_hint"), max_length=100))
        self.name.required = True
        kinds = [(kind.value, t(f"housing.kind.{kind}")) for kind in DwellingKind]
        self.kind = know("kind", ChoiceField(t("housing.field.kind"), kinds, empty=""))
        self.capacity = know("capacity", TextField(t("housing.field.capacity"), max_length=3))
        self.site = know("site", SuggestField(t("housing.field.site"), t("housing.field.site_hint")))
        self.floor = know("floor", TextField(t("housing.field.floor"), max_length=40))
        self.owner = know("owner", SuggestField(t("housing.field.owner"), t("housing.field.owner_hint")))
        self.counts_for = know("counts_for", ChoiceField(t("housing.field.counts_for"), (), empty=t("housing.none")))
        self.street = know("street", TextField(t("people.field.street"), max_length=300))
        self.postcode = know("postcode", TextField(t("people.field.postcode"), tidy=str.strip, max_length=20))
        self.municipality = know("municipality", TextField(t("people.field.municipality")))
        self.profile = know(
            "profile", LongTextField(t("housing.field.profile"), t("housing.field.profile_hint"), lines=1)
        )
        self.available = know("available_from", DateField(t("housing.field.available"), self._today))
        self.withdrawn = know("withdrawn_on", DateField(t("housing.field.withdrawn"), self._today))
        self.note = know("note", LongTextField(t("housing.field.note"), lines=2))
        for part in (
            self.name,
            Columns((self.kind, 2), (self.capacity, 1), characters=36),
            Columns((self.site, 2), (self.floor, 1), characters=36),
            self.owner,
            self.counts_for,
            self.street,
            Columns((self.postcode, 1), (self.municipality, 3), characters=30),
            self.profile,
            Columns((self.available, 1), (self.withdrawn, 1), characters=44),
            self.note,
        ):
            self.editor.column.addWidget(part)

    def set_choices(
        self, organisations: Sequence[Organisation], capacities: Sequence[tuple[str, str]], sites: Sequence[str]
    ) -> None:
        """What owner, method and site can be."""
        self._organisations = tuple(organisations)
        self.owner.set_suggestions(one.details.name for one in organisations)
        self.counts_for.set_choices(capacities)
        self.site.set_suggestions(sites)

    @property
    def dirty(self) -> bool:
        """Whether something typed is not stored."""
        return not self.isHidden() and self.editor.dirty

    def show_row(self, row: DwellingRow | None) -> None:
        """Shows a home, or an empty form; typed text of the same home stays."""
        same = row is not None and self.row is not None and self.row.id == row.id
        self.row = row
        if same and self.editor.dirty:
            self.editor.rebase(_texts(row))
        else:
            self.trouble.clear()
            self.editor.load(_texts(row))
        self.heading.setText(row.details.name if row else t("housing.new"))
        stays = row.stays if row else ()
        self.stays.set_rows([_stay_row(stay, self._today()) for stay in stays])
        self.stays.setVisible(bool(stays))
        self.nobody.setVisible(row is not None and not stays)
        self._follow()
        self.show()

    def _follow(self) -> None:
        may = self.context.desk.worker.may(Permission.EDIT_PEOPLE)
        for field in self.editor.fields.values():
            field.setEnabled(may)
        self.foot.setVisible(may)
        self.save_button.setEnabled(self.editor.dirty)
        self.discard_button.setEnabled(self.editor.dirty or self.row is None)
        self.remove_button.setVisible(self.row is not None)

    def _details(self) -> DwellingDetails:
        typed = {name: field.text().strip() for name, field in self.editor.fields.items()}
        owner = next((one.id for one in self._organisations if one.details.name == typed["owner"]), None)
        if owner is None and self.row is not None and typed["owner"] == self.row.owner_name:
            owner = self.row.details.owner_id
        return DwellingDetails(
            name=typed["name"],
            kind=typed["kind"],
            site=typed["site"],
            floor=typed["floor"],
            street=typed["street"],
            postcode=typed["postcode"],
            municipality=typed["municipality"],
            owner_id=owner,
            capacity=int(typed["capacity"]),
            profile=typed["profile"],
            counts_for=typed["counts_for"],
            note=typed["note"],
            available_from=self.available.day(),
            withdrawn_on=self.withdrawn.day(),
        )

    def _is_right(self) -> bool:
        wrong: dict[str, str] = {}
        places, owner = self.capacity.text().strip(), self.owner.text().strip()
        if not (places.isascii() and places.isdigit() and 1 <= int(places) <= 500):
            wrong["capacity"] = t("housing.wrong.capacity")
        known = {one.details.name for one in self._organisations} | {self.row.owner_name if self.row else ""}
        if owner and owner not in known:
            wrong["owner"] = t("housing.wrong.owner")
        return self.editor.check(wrong)

    def save(self) -> None:
        """Stores what was typed if it can be right."""
        if not self._is_right():
            return
        details, row = self._details(), self.row
        typed = self.editor.texts()

        def action(desk: Desk) -> Changes:
            if row is None:
                return housing.add_dwelling(desk, details)
            return housing.change_dwelling(desk, row.id, row.revision, details)

        def done(changes: Changes) -> None:
            self.trouble.clear()
            self.editor.stored(typed)
            self.context.say(t("housing.saved", name=details.name))
            self.kept.emit(changes.made or (row.id if row else NEW))

        self.context.act(action, self, done, self.trouble.tell_error)

    def discard(self) -> None:
        """Puts back what is stored; a new home is put away."""
        row = self.row
        self.editor.load(_texts(row))
        self.show_row(row)
        self.put_away.emit()

    def remove(self) -> None:
        """Moves the home to the bin and offers to undo it."""
        row = self.row
        if row is None:
            return

        def done(_changes: Changes) -> None:
            self.context.offer_undo(
                t("housing.removed", name=row.details.name), lambda desk: housing.restore_dwelling(desk, row.id)
            )

        self.context.act(lambda desk: housing.remove_dwelling(desk, row.id), self, done, self.trouble.tell_error)

    def leave(self) -> bool:
        """Whether the worker may go: typed text is saved or thrown away as the worker says."""
        if not self.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self.editor.load(_texts(self.row))
            return True
        if answer is Unsaved.SAVE:
            self.save()
        return False

    def _to_dossier(self, value: object) -> None:
        if isinstance(value, Stay):
            self.context.go(Place("dossier", value.dossier_id, "trajectory"))


def _texts(row: DwellingRow | None) -> dict[str, str]:
    """What stands in each field."""
    details = row.details if row else DwellingDetails(name="")
    return {
        "name": details.name,
        "kind": details.kind,
        "capacity": str(details.capacity),
        "site": details.site,
        "floor": details.floor,
        "owner": row.owner_name if row else "",
        "counts_for": details.counts_for,
        "street": details.street,
        "postcode": details.postcode,
        "municipality": details.municipality,
        "profile": details.profile,
        "available_from": show_date(details.available_from),
        "withdrawn_on": show_date(details.withdrawn_on),
        "note": details.note,
    }


def _stay_row(stay: Stay, today: date) -> Row:
    overdue = stay.overdue(today)
    return Row(
        title=stay.client_name,
        detail=f"{stay_words(stay, today)} · {stay.dossier_number}",
        side=t("housing.too_long") if overdue else "",
        icon="person",
        tone="warning" if overdue else "quiet",
        value=stay,
    )
