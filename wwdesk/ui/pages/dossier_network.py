# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The people around a client: household and network, each a list with a form below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wwdesk.domain.belgian_format import show_phone
from wwdesk.domain.changes import Changes
from wwdesk.domain.dates import show_date
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import DossierOverview, HouseholdMember, NetworkContact, Organisation
from wwdesk.domain.people import HouseholdMemberDetails, NetworkContactDetails
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services import network, organisations
from wwdesk.services.desk import Desk
from wwdesk.ui.code_choices import choices, label_of
from wwdesk.ui.editor import AskUnsaved, Columns, Editor, InlineForm, Section, Unsaved, ask_unsaved
from wwdesk.ui.fields import CodedField, LongTextField, TextField
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Context
from wwdesk.ui.pages.dossier_tab import DossierTab, button, focused, in_a_row
from wwdesk.ui.pages.organisation_field import OrganisationChoice
from wwdesk.ui.special_fields import DateField
from wwdesk.ui.tables import Column, ListTable, RowsModel

Row = TypeVar("Row", HouseholdMember, NetworkContact)

_SIDE_BY_SIDE = 56


class AroundSection(Section, Generic[Row]):
    """A list of people around the client; the form to add or change one opens below the list."""

    def __init__(self, tab: DossierTab, title: str, hint: str, empty: str, columns: Sequence[Column[Row]]) -> None:
        super().__init__(title, hint)
        self.tab = tab
        self.row: Row | None = None
        self.model = RowsModel[Row](columns)
        self.table = ListTable(self.model, title)
        self.table.opened.connect(self.change)
        self.table.remove_asked.connect(self.remove)
        self.table.picked.connect(self._follow)
        self.empty = PlainLabel(empty, role="hint")
        self.form_title = PlainLabel("", role="heading")
        self.editor = Editor()
        self.form = InlineForm()
        self.form.escaped.connect(self.cancel)
        inside = QVBoxLayout(self.form)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.form_title)
        inside.addWidget(self.editor)
        inside.addLayout(
            in_a_row(
                button(t("dossier.save"), self.save, role="primary"),
                button(t("dossier.cancel"), self.cancel),
            )
        )
        self.add_button = button(self.words_add(), self.start_new)
        self.change_button = button(t("dossier.edit"), self._change_current)
        self.remove_button = button(t("dossier.remove"), self._remove_current)
        for part in (self.empty, self.table):
            self.add(part)
        self.column.addLayout(in_a_row(self.add_button, self.change_button, self.remove_button))
        self.add(self.form)
        self.form.hide()

    def words_add(self) -> str:
        """What the button to add somebody says."""
        raise NotImplementedError

    def words_change(self) -> str:
        """The title of the form that changes somebody."""
        raise NotImplementedError

    def texts_of(self, row: Row) -> dict[str, str]:
        """What stands in each field for a row."""
        raise NotImplementedError

    def begins_with(self, row: Row | None) -> None:
        """Called before the form is filled with a row, or emptied for a new one."""

    def more_problems(self) -> dict[str, str]:
        """Sentences by field that the fields cannot know."""
        return {}

    def action(self) -> Callable[[Desk], Changes]:
        """The service call that keeps what was typed."""
        raise NotImplementedError

    def take_out(self, row: Row) -> tuple[str, Callable[[Desk], Changes], Callable[[Desk], Changes]]:
        """Name, the service call that removes a row, and the one that brings it back."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Fills the list; a form that is open stays open with what was typed."""
        focus = focused(self)
        loses = not rows and (focus is self.table or focus in (self.change_button, self.remove_button))
        self.model.set_rows(rows)
        if loses:
            self.add_button.setFocus()
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.table.fit_height(8)
        if self.row is not None:
            fresh = next((row for row in rows if row.id == self.row.id), None) if self.row else None
            if fresh is not None and fresh.revision != self.row.revision:
                self.editor.rebase(self.texts_of(fresh))
                self.row = fresh
        self._follow()

    def start_new(self) -> None:
        """Opens an empty form."""
        self._open(None, self.words_add(), {})

    def change(self, row: Row) -> None:
        """Opens the form with a row."""
        if self._may():
            self._open(row, self.words_change(), self.texts_of(row))

    def _open(self, row: Row | None, title: str, texts: dict[str, str]) -> None:
        if self.form.isVisible() and self.editor.dirty and self.tab.ask(self) is not Unsaved.DISCARD:
            return
        self.row = row
        self.begins_with(row)
        self.form_title.setText(title)
        self.editor.load(texts)
        self.form.show()
        first = next(iter(self.editor.fields))
        self.editor.go_to(first)

    def cancel(self) -> None:
        """Puts the form away, after a question where something was typed."""
        if not self.editor.dirty or self.tab.ask(self) is Unsaved.DISCARD:
            self.close_form()

    def close_form(self) -> None:
        """Puts the form away with what was typed."""
        focus = focused(self)
        had_focus = focus is not None and self.form.isAncestorOf(focus)
        self.row = None
        self.editor.load({})
        self.form.hide()
        if had_focus:
            self.add_button.setFocus()

    def save(self) -> None:
        """Keeps what was typed."""
        if not self.editor.check(self.more_problems()):
            return

        def done(_changes: Changes) -> None:
            self.tab.trouble.clear()
            self.close_form()
            self.add_button.setFocus()

        def failed(trouble: BaseException) -> bool:
            if isinstance(trouble, DeskError) and trouble.key == "changed_meanwhile":
                # The page reads the dossier anew; show_rows then takes over what the other wrote.
                self.tab.ask_again()
            return self.tab.trouble.tell_error(trouble)

        self.tab.context.act(self.action(), self.tab, done, failed)

    def remove(self, row: Row) -> None:
        """Removes a row and offers to undo it."""
        if not self._may():
            return
        name, out, back = self.take_out(row)

        def done(_changes: Changes) -> None:
            self.tab.context.offer_undo(t("dossier.network.removed", name=name), back)

        self.tab.context.act(out, self.tab, done, self.tab.trouble.tell_error)

    def _may(self) -> bool:
        return self.tab.context.desk.worker.may(Permission.EDIT_PEOPLE)

    def _follow(self) -> None:
        chosen, may = self.table.current() is not None, self._may()
        self.add_button.setVisible(may)
        for key in (self.change_button, self.remove_button):
            key.setVisible(may and self.model.rowCount() > 0)
            key.setEnabled(chosen)

    def _change_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.change(row)

    def _remove_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.remove(row)


class HouseholdSection(AroundSection[HouseholdMember]):
    """Who lives with the client."""

    def __init__(self, tab: DossierTab) -> None:
        columns = (
            Column[HouseholdMember](t("dossier.network.name"), lambda row: row.details.name),
            Column[HouseholdMember](
                t("dossier.network.relation"), lambda row: label_of("relation", row.details.relation), 30
            ),
            Column[HouseholdMember](t("dossier.network.born"), lambda row: show_date(row.details.birth_date), 12),
            Column[HouseholdMember](t("dossier.network.period"), _period, 26),
        )
        super().__init__(
            tab,
            t("dossier.network.household"),
            t("dossier.network.household_hint"),
            t("dossier.network.household_empty"),
            columns,
        )
        today = self._today
        self.name = self.editor.know("name", TextField(t("dossier.network.name")))
        self.name.required = True
        self.relation = self.editor.know("relation", _relation())
        self.born = self.editor.know("birth_date", DateField(t("dossier.network.birth_date"), today, birth=True))
        self.since = self.editor.know("since", DateField(t("dossier.network.since"), today))
        self.until = self.editor.know("until", DateField(t("dossier.network.until"), today))
        for row in (
            Columns((self.name, 1), (self.relation, 1), characters=_SIDE_BY_SIDE),
            Columns((self.born, 1), (self.since, 1), (self.until, 1), characters=_SIDE_BY_SIDE + 14),
        ):
            self.editor.column.addWidget(row)

    def _today(self) -> date:
        return self.tab.context.desk.clock.today()

    def words_add(self) -> str:
        """See AroundSection."""
        return t("dossier.network.add_member")

    def words_change(self) -> str:
        """See AroundSection."""
        return t("dossier.network.change_member")

    def texts_of(self, row: HouseholdMember) -> dict[str, str]:
        """See AroundSection."""
        details = row.details
        return {
            "name": details.name,
            "relation": details.relation,
            "birth_date": show_date(details.birth_date),
            "since": show_date(details.since),
            "until": show_date(details.until),
        }

    def more_problems(self) -> dict[str, str]:
        """See AroundSection."""
        since, until = self.since.day(), self.until.day()
        return {"until": t("dossier.network.until_before")} if since and until and until < since else {}

    def action(self) -> Callable[[Desk], Changes]:
        """See AroundSection."""
        row, dossier = self.row, self.tab.dossier
        details = HouseholdMemberDetails(
            name=self.name.text().strip(),
            relation=self.relation.text(),
            birth_date=self.born.day(),
            person_id=row.details.person_id if row else None,
            since=self.since.day(),
            until=self.until.day(),
        )
        if row is not None:
            return lambda desk: network.change_household_member(desk, row.id, row.revision, details)
        client_id = dossier.client.id if dossier else ""
        return lambda desk: network.add_household_member(desk, client_id, details)

    def take_out(self, row: HouseholdMember) -> tuple[str, Callable[[Desk], Changes], Callable[[Desk], Changes]]:
        """See AroundSection."""
        return (
            row.details.name,
            lambda desk: network.remove_household_member(desk, row.id),
            lambda desk: network.restore_household_member(desk, row.id),
        )


class ContactsSection(AroundSection[NetworkContact]):
    """Who else is there: family, doctor, helpers of other services."""

    def __init__(self, tab: DossierTab) -> None:
        columns = (
            Column[NetworkContact](t("dossier.network.name"), lambda row: row.details.name),
            Column[NetworkContact](
                t("dossier.network.relation"), lambda row: label_of("relation", row.details.relation), 30
            ),
            Column[NetworkContact](t("dossier.network.organisation"), lambda row: row.organisation_name, 26),
            Column[NetworkContact](t("dossier.network.reach"), _reach, 20),
        )
        super().__init__(
            tab,
            t("dossier.network.contacts"),
            t("dossier.network.contacts_hint"),
            t("dossier.network.contacts_empty"),
            columns,
        )
        self.name = self.editor.know("name", TextField(t("dossier.network.name")))
        self.name.required = True
        self.relation = self.editor.know("relation", _relation())
        self.phone = self.editor.know("phone", TextField(t("dossier.network.phone"), tidy=show_phone))
        self.email = self.editor.know("email", TextField(t("dossier.network.email"), tidy=str.strip))
        self.organisation = OrganisationChoice(t("dossier.network.organisation"))
        self.editor.know("organisation", self.organisation.name)
        self.note = self.editor.know("note", LongTextField(t("dossier.network.note"), lines=2))
        for row in (
            Columns((self.name, 1), (self.relation, 1), characters=_SIDE_BY_SIDE),
            Columns((self.phone, 1), (self.email, 1), characters=_SIDE_BY_SIDE),
            self.organisation,
            self.note,
        ):
            self.editor.column.addWidget(row)

    def begins_with(self, row: NetworkContact | None) -> None:
        """See AroundSection; what a contact names stays known, also when it went to the bin."""
        self.organisation.set_named(row.details.organisation_id if row else None, row.organisation_name if row else "")

    def set_organisations(self, found: Sequence[Organisation]) -> None:
        """The organisations to choose from."""
        self.organisation.set_organisations(found)

    def words_add(self) -> str:
        """See AroundSection."""
        return t("dossier.network.add_contact")

    def words_change(self) -> str:
        """See AroundSection."""
        return t("dossier.network.change_contact")

    def texts_of(self, row: NetworkContact) -> dict[str, str]:
        """See AroundSection."""
        details = row.details
        return {
            "name": details.name,
            "relation": details.relation,
            "phone": details.phone,
            "email": details.email,
            "organisation": row.organisation_name,
            "note": details.note,
        }

    def action(self) -> Callable[[Desk], Changes]:
        """See AroundSection; an organisation that is new is added with the contact."""
        row, dossier = self.row, self.tab.dossier
        organisation_id, new = self.organisation.organisation_id(), self.organisation.new_organisation()
        typed = {name: field.text().strip() for name, field in self.editor.fields.items()}
        client_id = dossier.client.id if dossier else ""

        def keep(desk: Desk) -> Changes:
            details = NetworkContactDetails(
                name=typed["name"],
                relation=typed["relation"],
                organisation_id=organisation_id,
                phone=typed["phone"],
                email=typed["email"],
                note=typed["note"],
            )
            if row is not None:
                return network.change_network_contact(desk, row.id, row.revision, details, new)
            return network.add_network_contact(desk, client_id, details, new)

        return keep

    def take_out(self, row: NetworkContact) -> tuple[str, Callable[[Desk], Changes], Callable[[Desk], Changes]]:
        """See AroundSection."""
        return (
            row.details.name,
            lambda desk: network.remove_network_contact(desk, row.id),
            lambda desk: network.restore_network_contact(desk, row.id),
        )


class NetworkTab(DossierTab):
    """Household and network."""

    def __init__(self, context: Context, ask: AskUnsaved = ask_unsaved) -> None:
        super().__init__(context, ask)
        self.household = HouseholdSection(self)
        self.contacts = ContactsSection(self)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.household)
        inside.addWidget(self.contacts)
        self.scrolled(content)

    @property
    def dirty(self) -> bool:
        """See DossierTab."""
        return self.household.editor.dirty or self.contacts.editor.dirty

    def forget(self) -> None:
        """See DossierTab."""
        self.household.close_form()
        self.contacts.close_form()

    def fill(self, dossier: DossierOverview) -> None:
        """See DossierTab."""
        self.household.show_rows(dossier.client.household)
        self.contacts.show_rows(dossier.client.network)
        self.context.read(organisations.organisations, self, self.contacts.set_organisations)

    def new_here(self) -> bool:
        """See DossierTab: somebody of the list the keyboard is in, else of the network."""
        focus = focused(self)
        here = focus is not None and self.household.isAncestorOf(focus)
        (self.household if here else self.contacts).start_new()
        return True

    def finish(self) -> None:
        """See DossierTab."""
        for section in (self.household, self.contacts):
            if section.editor.dirty:
                section.save()
                return

    def leave(self) -> bool:
        """See DossierTab."""
        if not self.dirty:
            return True
        answer = self.ask(self)
        if answer is Unsaved.DISCARD:
            self.forget()
            return True
        if answer is Unsaved.SAVE:
            self.finish()
        return False


def _relation() -> CodedField:
    return CodedField(t("dossier.network.relation"), choices("relation"), t("dossier.network.relation_hint"))


def _period(row: HouseholdMember) -> str:
    since, until = show_date(row.details.since), show_date(row.details.until)
    if since and until:
        return t("dossier.network.period_both", since=since, until=until)
    if since:
        return t("dossier.network.period_since", since=since)
    return t("dossier.network.period_until", until=until) if until else ""


def _reach(row: NetworkContact) -> str:
    return row.details.phone or row.details.email
