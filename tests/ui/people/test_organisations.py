# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the list of partner organisations, by keyboard and without losing a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import Window
from tests.ui.people.test_access import nameless
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import Organisation
from wwdesk.domain.people import NetworkContactDetails, OrganisationDetails, OrganisationKind, PersonDetails
from wwdesk.domain.roles import Role, Worker
from wwdesk.services import dossiers, intake, network, organisations
from wwdesk.services.desk import Desk
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.organisations import OrganisationsPage
from wwdesk.ui.pages.people import PeoplePage
from wwdesk.ui.pages.person import PersonPage

Show = Callable[[Page, Place], Page]

CAW = OrganisationDetails(name="CAW Voorbeeld", kind=OrganisationKind.CAW, work_area="Genk, As", phone="089 12 34 56")
OCMW = OrganisationDetails(name="OCMW Genk", kind=OrganisationKind.OCMW, work_area="Genk")
SVK = OrganisationDetails(name="Het Dak", kind=OrganisationKind.SVK)
HERE = Place("organisations")
TODAY = date(2026, 11, 23)


@pytest.fixture
def known(window: Window) -> dict[str, str]:
    """The ids of three organisations by name."""
    return {each.name: organisations.add_organisation(window.desk, each).made or "" for each in (CAW, OCMW, SVK)}


@pytest.fixture
def page(window: Window, show: Show, known: dict[str, str]) -> OrganisationsPage:
    return opened(window, show)


def opened(window: Window, show: Show) -> OrganisationsPage:
    made = OrganisationsPage(window.context)
    made.panel.ask = window.ask
    return cast("OrganisationsPage", show(made, HERE))


def stored(window: Window, name: str) -> Organisation:
    return next(one for one in organisations.organisations(window.desk) if one.details.name == name)


def rows(page: OrganisationsPage) -> list[str]:
    found = (page.list.model.row_at(n) for n in range(page.list.model.rowCount()))
    return [row.organisation.details.name for row in found if row]


def pick(page: OrganisationsPage, name: str) -> None:
    """Walks to a row with the arrows."""
    page.list.table.choose(rows(page).index(name))


def client(window: Window, municipality: str, organisation_id: str | None = None) -> str:
    referral = ReferralDetails(on=TODAY, organisation_id=organisation_id)
    person = PersonDetails(given_name="Amina", municipality=municipality)
    return intake.new_client(window.desk, person, DossierDetails(opened_on=TODAY, referral=referral)).made or ""


def test_the_page_of_people_leads_here(window: Window, show: Show) -> None:
    people = cast("PeoplePage", show(PeoplePage(window.context), Place("people")))
    assert people.partners.text() == "Organisaties"
    people.partners.click()
    assert window.gone == [HERE]


def test_an_organisation_is_given_everything_by_keyboard(page: OrganisationsPage, window: Window, qtbot: QtBot) -> None:
    assert page.list.field.hasFocus() or page.focusWidget() is page.list.field
    qtbot.keyClicks(page.list.field, "dak")
    assert rows(page) == ["Het Dak"]
    qtbot.keyClick(page.list.field, Qt.Key.Key_Return)
    editor = page.panel.editor
    assert page.focusWidget() is editor.name.line
    assert page.panel.title.text() == "Het Dak"
    assert editor.kind.combo.currentText() == "SVK (vroeger)"
    assert not page.panel.save_button.isEnabled()
    typed = {
        editor.kind.combo: "Woonm",
        editor.work_area.area: "Genk,As",
        editor.phone.line: "+3289987654",
        editor.email.line: "dak@voorbeeld.be",
        editor.street.line: "Kerkstraat 1",
        editor.postcode.line: "3600",
        editor.municipality.line: "Genk",
    }
    for control, words in typed.items():
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is control
        qtbot.keyClicks(control, words)
    page.finish()
    assert stored(window, "Het Dak").details == OrganisationDetails(
        name="Het Dak",
        kind=OrganisationKind.HOUSING,
        work_area="Genk, As",
        phone="089 98 76 54",
        email="dak@voorbeeld.be",
        street="Kerkstraat 1",
        postcode="3600",
        municipality="Genk",
    )
    assert editor.work_area.text() == "Genk, As"
    assert not page.panel.dirty
    assert window.said == ["Het Dak is bewaard."]


def test_a_new_one_joins_the_list_and_is_the_one_chosen(page: OrganisationsPage, window: Window) -> None:
    page.list.field.setText("ocmw")
    page.new_here()
    page.panel.editor.name.set_text("Justitiehuis")
    page.panel.editor.kind.set_text("justice")
    page.finish()
    assert rows(page) == ["CAW Voorbeeld", "Het Dak", "Justitiehuis", "OCMW Genk"]
    row = page.list.table.current()
    assert row is not None
    assert row.organisation.details.name == "Justitiehuis"
    assert page.panel.named.text() == "Nog nergens genoemd."
    page.panel.editor.phone.set_text("089 11 22 33")
    page.finish()
    assert stored(window, "Justitiehuis").details.phone == "089 11 22 33"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("email", "geen adres", "geen volledig e-mailadres"),
        ("postcode", "36", "vier cijfers"),
        ("name", "  ", "naam van de organisatie"),
        ("name", "ocmw genk", "staat al in de lijst"),
        ("name", "N" * 250, "te lang"),
        ("work_area", "Genk, " * 400, "te lang"),
    ],
)
def test_what_cannot_be_right_is_said_at_the_field_and_stays_typed(
    page: OrganisationsPage, window: Window, field: str, typed: str, words: str
) -> None:
    pick(page, "CAW Voorbeeld")
    shown = page.panel.editor.fields[field]
    shown.set_text(typed)
    page.finish()
    assert words in shown.problem()
    assert words in shown.control.accessibleDescription()
    assert shown.text() == typed
    assert page.panel.editor.problems.isVisible()
    assert stored(window, "CAW Voorbeeld").details == CAW
    window.answer = Unsaved.SAVE
    assert not page.leave()


def test_words_narrow_the_list_and_a_phone_number_needs_no_spaces(page: OrganisationsPage, qtbot: QtBot) -> None:
    for typed, found in (
        ("as caw", ["CAW Voorbeeld"]),
        ("0891234", ["CAW Voorbeeld"]),
        ("089 12", ["CAW Voorbeeld"]),
        ("vroeger", ["Het Dak"]),
        ("GÉNK", ["CAW Voorbeeld", "OCMW Genk"]),
        ("zzz", []),
    ):
        page.list.field.setText(typed)
        assert rows(page) == found, typed
    assert page.list.empty.isVisible()
    qtbot.keyClick(page.list.field, Qt.Key.Key_Escape)
    assert page.list.field.text() == ""
    assert len(rows(page)) == 3


def test_an_office_without_organisations_says_what_comes_here(window: Window, show: Show) -> None:
    page = opened(window, show)
    assert page.list.empty.isVisible()
    assert not page.panel.isVisible()
    page.list.empty_new.click()
    page.panel.editor.name.set_text("OCMW Bree")
    page.finish()
    assert rows(page) == ["OCMW Bree"]


def test_what_a_colleague_changed_meanwhile_is_taken_over_and_nothing_typed_is_lost(
    page: OrganisationsPage, window: Window, known: dict[str, str]
) -> None:
    pick(page, "CAW Voorbeeld")
    editor = page.panel.editor
    editor.phone.set_text("089 99 99 99")
    editor.street.set_text("Stalenstraat 1")
    theirs = replace(CAW, phone="089 11 11 11", email="caw@voorbeeld.be")
    organisations.change_organisation(window.desk, known["CAW Voorbeeld"], 1, theirs)
    page.finish()
    assert page.panel.trouble.isVisible()
    assert editor.phone.text() == "089 99 99 99"
    assert "089 11 11 11" in editor.phone.control.accessibleDescription()
    assert editor.email.text() == "caw@voorbeeld.be"
    page.finish()
    kept = stored(window, "CAW Voorbeeld").details
    assert kept == replace(theirs, phone="089 99 99 99", street="Stalenstraat 1")
    assert not page.panel.trouble.isVisible()


def test_what_is_typed_outlives_an_organisation_that_is_gone(
    page: OrganisationsPage, window: Window, known: dict[str, str]
) -> None:
    pick(page, "CAW Voorbeeld")
    page.panel.editor.street.set_text("Stalenstraat 1")
    organisations.remove_organisation(window.desk, known["CAW Voorbeeld"])
    page.finish()
    assert "verwijderde" in page.panel.trouble.told
    assert page.panel.editor.street.text() == "Stalenstraat 1"
    page.finish()
    assert stored(window, "CAW Voorbeeld").details == replace(CAW, street="Stalenstraat 1")


def test_leaving_asks_about_typed_text(page: OrganisationsPage, window: Window) -> None:
    pick(page, "CAW Voorbeeld")
    assert page.leave()
    assert window.asked == 0
    page.panel.editor.street.set_text("Half getypt")
    assert not page.leave()
    pick(page, "OCMW Genk")
    assert page.panel.title.text() == "CAW Voorbeeld"
    page.list.table.opened.emit(page.list.table.current())
    assert page.panel.editor.street.text() == "Half getypt"
    assert window.asked == 2
    window.answer = Unsaved.DISCARD
    page.list.clicked.emit(page.list.model.row_at(rows(page).index("OCMW Genk")))
    assert page.panel.title.text() == "OCMW Genk"
    assert stored(window, "CAW Voorbeeld").details == CAW


def test_saving_while_leaving_comes_back_when_it_fails(
    page: OrganisationsPage, window: Window, known: dict[str, str]
) -> None:
    pick(page, "CAW Voorbeeld")
    page.panel.editor.street.set_text("Stalenstraat 1")
    window.answer = Unsaved.SAVE
    window.background.held = []
    assert page.leave()
    window.background.fails = DeskError("not_allowed", worker="An")
    window.background.release()
    back = Place("organisations", known["CAW Voorbeeld"])
    assert window.gone == [back]
    page.show_place(back)
    assert page.panel.editor.street.text() == "Stalenstraat 1"


def test_a_new_one_half_typed_comes_back_when_saving_fails(page: OrganisationsPage, window: Window) -> None:
    page.new_here()
    page.panel.editor.name.set_text("Justitiehuis")
    window.answer = Unsaved.SAVE
    window.background.fails = DeskError("not_allowed", worker="An")
    assert page.leave()
    assert window.gone == [Place("organisations", None, "new")]
    page.show_place(window.gone[-1])
    assert page.panel.editor.name.text() == "Justitiehuis"


def test_escape_puts_a_new_one_away(page: OrganisationsPage, window: Window, qtbot: QtBot) -> None:
    page.new_here()
    page.panel.editor.name.set_text("Justitiehuis")
    qtbot.keyClick(page.panel.editor.name.line, Qt.Key.Key_Escape)
    assert page.panel.editor.name.text() == "Justitiehuis"
    window.answer = Unsaved.DISCARD
    qtbot.keyClick(page.panel.editor.name.line, Qt.Key.Key_Escape)
    assert page.panel.title.text() != "Nieuwe organisatie"
    assert len(organisations.organisations(window.desk)) == 3


def test_what_is_removed_keeps_its_name_and_comes_back(
    page: OrganisationsPage, window: Window, known: dict[str, str], qtbot: QtBot
) -> None:
    dossier = client(window, "Genk", known["CAW Voorbeeld"])
    page.reload()
    page.list.table.setFocus()
    pick(page, "CAW Voorbeeld")
    assert page.panel.named.text() == "Genoemd in 1 aanmelding."
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    assert rows(page) == ["Het Dak", "OCMW Genk"]
    assert page.panel.title.text() in rows(page)
    assert window.undos[-1][0] == "CAW Voorbeeld is verwijderd."
    assert dossiers.dossier(window.desk, dossier).referrals[0].organisation_name == "CAW Voorbeeld"
    window.undo()
    assert rows(page) == ["CAW Voorbeeld", "Het Dak", "OCMW Genk"]


def test_a_referral_to_one_in_the_bin_is_changed_without_making_it_anew(
    window: Window, show: Show, known: dict[str, str]
) -> None:
    caw = known["CAW Voorbeeld"]
    dossier = client(window, "Genk", caw)
    person = dossiers.dossier(window.desk, dossier).client.id
    network.add_network_contact(window.desk, person, NetworkContactDetails(name="Mia", organisation_id=caw))
    organisations.remove_organisation(window.desk, caw)
    page = cast("DossierPage", show(DossierPage(window.context), Place("dossier", dossier, "referral")))
    section = page.tabs.referral.referrals
    section.change(dossiers.dossier(window.desk, dossier).referrals[0])
    assert not section.fields.organisation.kind.isVisible()
    section.fields.reason.set_text("Moet verhuizen")
    page.finish()
    page.tabs.show_part("network")
    contacts = page.tabs.network.contacts
    contacts.change(dossiers.dossier(window.desk, dossier).client.network[0])
    contacts.note.set_text("Belt graag")
    page.finish()
    kept = dossiers.dossier(window.desk, dossier)
    assert (kept.referrals[0].details.reason, kept.referrals[0].details.organisation_id) == ("Moet verhuizen", caw)
    assert (kept.client.network[0].details.note, kept.client.network[0].details.organisation_id) == ("Belt graag", caw)
    assert [one.details.name for one in organisations.organisations(window.desk)] == ["Het Dak", "OCMW Genk"]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("municipality", "warned"), [("Bree", True), ("genk", False), ("", False)])
def test_a_referral_warns_quietly_outside_the_work_area(
    window: Window, show: Show, municipality: str, warned: bool
) -> None:
    dossier = client(window, municipality)
    page = cast("DossierPage", show(DossierPage(window.context), Place("dossier", dossier, "referral")))
    section = page.tabs.referral.referrals
    section.start_new()
    choice = section.fields.organisation
    choice.name.set_text("OCMW Genk")
    assert ("werkgebied" in choice.name.control.accessibleDescription()) is warned
    assert choice.name.problem() == ""
    page.finish()
    assert len(dossiers.dossier(window.desk, dossier).referrals) == 2


@pytest.mark.usefixtures("known")
def test_a_new_client_is_told_too_while_the_municipality_is_typed(window: Window, show: Show) -> None:
    page = PersonPage(window.context)
    show(page, Place("person", None, "new"))
    page.new.referral.organisation.name.set_text("OCMW Genk")
    page.new.editor.municipality.set_text("Bree")
    told = page.new.referral.organisation.name.control
    assert "Bree staat niet in het werkgebied" in told.accessibleDescription()
    page.new.editor.municipality.set_text("Genk")
    assert "werkgebied" not in told.accessibleDescription()


def test_who_may_only_read_sees_no_button_that_refuses(window: Window, show: Show, known: dict[str, str]) -> None:
    desk = window.desk
    reader = Desk(desk.database, desk.clock, Worker(desk.worker.id, desk.worker.name, Role.READER), desk.office_name)
    window.context.desk = reader
    page = opened(window, show)
    pick(page, "CAW Voorbeeld")
    assert page.panel.read_only.isVisible()
    assert not page.panel.foot.isVisible()
    assert not page.new.isVisible()
    assert not page.panel.editor.name.isEnabled()
    page.new_here()
    page.finish()
    page.list.table.remove_asked.emit(page.list.table.current())
    assert rows(page) == ["CAW Voorbeeld", "Het Dak", "OCMW Genk"]
    assert window.undos == []


def test_what_looks_like_markup_stays_text(window: Window, show: Show) -> None:
    name = "<b>Vet</b> & co"
    organisations.add_organisation(window.desk, OrganisationDetails(name=name))
    page = opened(window, show)
    pick(page, name)
    assert page.panel.title.text() == name
    assert page.panel.title.textFormat() == Qt.TextFormat.PlainText
    labels = page.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_every_control_has_a_name(page: OrganisationsPage, window: Window) -> None:
    assert nameless(page) == []
    pick(page, "CAW Voorbeeld")
    assert nameless(page) == []
    page.list.field.setText("zzz")
    assert nameless(page) == []
    page.new_here()
    page.panel.editor.name.set_text("")
    page.finish()
    assert nameless(page) == []
