# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Everybody can work here: every control has a name, everything fits with large letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import Window
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import HouseholdMemberDetails, OrganisationDetails, PersonDetails
from wwdesk.services import dossiers, intake, network, organisations
from wwdesk.ui.editor import Unsaved, UnsavedDialog
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.organisations import OrganisationsPage
from wwdesk.ui.pages.people import PeoplePage
from wwdesk.ui.pages.person import PersonPage

Show = Callable[[Page, Place], Page]

LONG = "Anne-Sophie Wilhelmina van der Straeten-Ponthoz de la Fontaine-Verbruggen"
PARTS = ("overview", "screening", "notes", "network", "documents", "referral", "details")


@pytest.fixture
def dossier_id(window: Window) -> str:
    person = PersonDetails(given_name=LONG, family_name="Janssens", birth_date=date(1984, 3, 12))
    made = intake.new_client(window.desk, person, DossierDetails(opened_on=date(2026, 3, 5))).made or ""
    client = dossiers.dossier(window.desk, made).client
    network.add_household_member(window.desk, client.id, HouseholdMemberDetails(name=LONG))
    dossiers.add_note(window.desk, made, date(2026, 11, 1), "Woord " * 200)
    return made


def controls(page: QWidget) -> list[QWidget]:
    """Everything that takes the keyboard."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea)
    ]


def nameless(page: QWidget) -> list[str]:
    found: list[str] = []
    for widget in controls(page):
        text = getattr(widget, "text", None)
        name = widget.accessibleName() or (text() if callable(text) and not hasattr(widget, "setReadOnly") else "")
        if not str(name).strip() and widget.objectName() != "qt_tabwidget_tabbar":
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_every_control_of_the_list_and_of_a_person_has_a_name(window: Window, show: Show, dossier_id: str) -> None:
    people = show(PeoplePage(window.context), Place("people"))
    assert nameless(people) == []
    person = PersonPage(window.context)
    show(person, Place("person", None, "new"))
    assert nameless(person) == []
    client = dossiers.dossier(window.desk, dossier_id).client
    person.show_place(Place("person", client.id))
    person._start_merge()
    assert nameless(person) == []


def test_every_control_of_a_dossier_has_a_name(window: Window, show: Show, dossier_id: str) -> None:
    page = DossierPage(window.context)
    show(page, Place("dossier", dossier_id))
    for part in PARTS:
        page.tabs.show_part(part)
        if part in ("notes", "network", "referral"):
            page.new_here()
        assert nameless(page) == [], part


@pytest.mark.usefixtures("large_letters")
@pytest.mark.parametrize("part", PARTS)
def test_at_200_percent_nothing_of_a_dossier_is_wider_than_the_window(
    window: Window, show: Show, dossier_id: str, qtbot: QtBot, part: str
) -> None:
    page = DossierPage(window.context)
    show(page, Place("dossier", dossier_id, part))
    if part in ("notes", "network", "referral"):
        page.new_here()
    fits(page, qtbot)


@pytest.mark.usefixtures("large_letters")
def test_at_200_percent_a_dossier_needs_no_more_width_than_a_small_laptop_has(
    window: Window, show: Show, dossier_id: str
) -> None:
    beside_the_folded_sidebar = 1000
    page = DossierPage(window.context)
    show(page, Place("dossier", dossier_id))
    page.resize(beside_the_folded_sidebar, 600)
    QApplication.processEvents()
    page.resize(beside_the_folded_sidebar, 601)
    assert page.minimumSizeHint().width() <= beside_the_folded_sidebar


@pytest.mark.usefixtures("large_letters")
def test_at_200_percent_the_forms_of_a_person_fit(window: Window, show: Show, dossier_id: str, qtbot: QtBot) -> None:
    page = PersonPage(window.context)
    show(page, Place("person", None, "new"))
    page.new.editor.given_name.set_text(LONG)
    page.new.editor.family_name.set_text("Janssens")
    page.new.look_for_duplicates()
    assert page.new.duplicates.isVisible()
    fits(page, qtbot)
    client = dossiers.dossier(window.desk, dossier_id).client
    page.show_place(Place("person", client.id))
    fits(page, qtbot)


@pytest.mark.usefixtures("large_letters")
def test_at_200_percent_the_organisations_fit(window: Window, show: Show, qtbot: QtBot) -> None:
    area = ", ".join(["Herk-de-Stad"] * 60)
    organisations.add_organisation(window.desk, OrganisationDetails(name=LONG * 2, work_area=area))
    page = OrganisationsPage(window.context)
    show(page, Place("organisations"))
    fits(page, qtbot)
    page.list.table.choose(0)
    page.panel.editor.email.set_text("geen adres")
    page.finish()
    fits(page, qtbot)


def fits(page: QWidget, qtbot: QtBot) -> None:
    """Everything shown lies within the width of its scroll area, and the page within the window."""
    page.resize(1146, 700)
    qtbot.waitExposed(page)
    qtbot.wait(30)
    assert page.minimumSizeHint().width() <= 1146
    assert page.minimumSizeHint().height() <= 700
    for area in page.findChildren(QScrollArea):
        content = area.widget()
        if content is not None and area.isVisible():
            assert content.width() <= area.viewport().width() + 1, content.findChildren(QWidget)[:1]


def test_a_long_name_is_told_in_full(window: Window, show: Show, dossier_id: str) -> None:
    page = DossierPage(window.context)
    show(page, Place("dossier", dossier_id))
    assert page.name.accessibleName() == f"{LONG} Janssens"


@pytest.mark.parametrize(
    ("tabs", "answer"), [(0, Unsaved.SAVE), (1, Unsaved.DISCARD), (2, Unsaved.STAY)], ids=["save", "discard", "stay"]
)
def test_enter_answers_with_the_button_that_has_the_keyboard(qtbot: QtBot, tabs: int, answer: Unsaved) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    dialog = UnsavedDialog(page)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.save.hasFocus)
    for _ in range(tabs):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.answer is answer


def test_escape_keeps_what_was_typed(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    dialog = UnsavedDialog(page)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.answer is Unsaved.STAY
