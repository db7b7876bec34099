# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A document made from the step it belongs to: asked, refused with what is missing, kept as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.services.test_arrears import OWED
from tests.services.test_letters import OFFICE
from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.trajectories import FactAsked, StepTry
from wwdesk.services import dossiers, letters, people, printing, trajectories
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.letter_dialog import LetterDialog

Show = Callable[[Page, Place], Page]
TODAY = date(2026, 11, 23)


@pytest.fixture
def page(window: Window, show: Show, monkeypatch: pytest.MonkeyPatch) -> DossierPage:
    for module in (letters, printing):
        monkeypatch.setattr(module, "settings", lambda _desk: OFFICE)
    desk, earlier = window.desk, TODAY - timedelta(days=20)
    details = PersonDetails(given_name="Youssef", family_name="Verzonnen", street="Vaartkaai 3")
    details = replace(details, postcode="3600", municipality="Genk")
    person = str(people.add_person(desk, details).made)
    dossier = str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=earlier)).made)
    trajectory = str(trajectories.start(desk, dossier, "lac", earlier).made)
    trajectories.record_step(desk, trajectory, 1, StepTry(step="achterstal", on=earlier, facts=dict(OWED)))
    made = DossierPage(window.context)
    made.tabs.trajectory.ask = window.ask
    show(made, Place("dossier", dossier, "trajectory"))
    return made


def test_a_reminder_is_made_from_its_step(
    page: DossierPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = page.tabs.trajectory
    letter = next(step for step in tab.found[0].steps if step.id == "brief_een")
    tab.form.show_step(tab.found[0], letter)
    assert tab.form.letter_button.isVisibleTo(page)
    file = tmp_path / "brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))

    def story(dialog: LetterDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.show()
        assert names_missing(dialog) == []
        dialog.make()
        assert not file.exists(), "a field that must be filled is empty"
        dialog.editor.fields["field.rekening"].set_text("BE68 5390 0754 7034")
        dialog.editor.fields["field.betalen_voor"].set_text("1/12/2026")
        dialog.editor.fields["free.extra"].set_text("Tot **donderdag**.")
        dialog.make()
        assert dialog.result() == LetterDialog.DialogCode.Accepted
        return dialog.result()

    monkeypatch.setattr(LetterDialog, "exec", story)
    tab.form.letter_button.click()
    said = " ".join(PdfReader(BytesIO(file.read_bytes())).pages[0].extract_text().split())
    assert "1 december 2026" in said
    assert "Tot donderdag." in said
    assert "Youssef Verzonnen" in said


def test_what_is_typed_in_the_step_goes_along(
    page: DossierPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = page.tabs.trajectory
    one = tab.found[0]
    told = replace(FactAsked(id="bedrag", label="Bedrag", kind="number", required=False), decimals=2)
    letter = replace(next(step for step in one.steps if step.id == "brief_een"), facts=(told,))
    tab.form.show_step(one, letter)
    tab.form.editor.fields["fact.bedrag"].set_text("999,50")
    file = tmp_path / "brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))

    def story(dialog: LetterDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.editor.fields["field.rekening"].set_text("BE68 5390 0754 7034")
        dialog.editor.fields["field.betalen_voor"].set_text("1/12/2026")
        dialog.make()
        return dialog.result()

    monkeypatch.setattr(LetterDialog, "exec", story)
    tab.form.letter_button.click()
    assert "999,50 euro" in PdfReader(BytesIO(file.read_bytes())).pages[0].extract_text()


def test_what_the_office_does_not_know_is_told_and_nothing_typed_is_lost(
    page: DossierPage, window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (letters, printing):
        monkeypatch.setattr(module, "settings", lambda _desk: replace(OFFICE, phone="", email=""))
    tab = page.tabs.trajectory
    file = tmp_path / "brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    asked = letters.asks(window.desk, tab.found[0].id, "aanmaning_een")
    dialog = LetterDialog(page, window.context, (tab.found[0].id, "aanmaning_een"), asked)
    qtbot.addWidget(dialog)
    dialog.editor.fields["field.rekening"].set_text("BE68 5390 0754 7034")
    dialog.editor.fields["field.betalen_voor"].set_text("1/12/2026")
    dialog.make()
    assert "Telefoon van het kantoor, E-mail van het kantoor" in dialog.trouble.told
    assert dialog.editor.fields["field.rekening"].text() == "BE68 5390 0754 7034"
    assert not file.exists()


def test_the_pages_follow_what_is_typed(page: DossierPage, window: Window, qtbot: QtBot) -> None:
    one = page.tabs.trajectory.found[0].id
    dialog = LetterDialog(page, window.context, (one, "aanmaning_een"), letters.asks(window.desk, one, "aanmaning_een"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look.setChecked(True)
    pages = dialog.pages
    qtbot.waitUntil(lambda: len(pages.preview.pages) == 1)
    assert "Rekeningnummer van de verhuurder" in pages.said.text()
    assert names_missing(dialog) == []
    before = pages.preview.pages[0].pixmap().toImage()
    dialog.editor.fields["field.rekening"].set_text("BE68 5390 0754 7034")
    dialog.editor.fields["field.betalen_voor"].set_text("1/12/2026")
    qtbot.waitUntil(lambda: pages.said.text() == "Zo komt het op papier. Alles is ingevuld.")
    assert pages.preview.pages[0].pixmap().toImage() != before
    dialog.look.setChecked(False)
    assert dialog.form.isVisible()
    assert not pages.isVisible()


def test_thinking_better_of_the_place_keeps_what_was_typed(
    page: DossierPage, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    one = page.tabs.trajectory.found[0].id
    dialog = LetterDialog(page, window.context, (one, "aanmaning_een"), letters.asks(window.desk, one, "aanmaning_een"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.editor.fields["field.rekening"].set_text("BE68 5390 0754 7034")
    dialog.editor.fields["field.betalen_voor"].set_text("1/12/2026")
    dialog.make()
    assert dialog.isVisible()
    assert dialog.editor.fields["field.rekening"].text() == "BE68 5390 0754 7034"


def test_a_step_without_a_template_offers_none(page: DossierPage) -> None:
    tab = page.tabs.trajectory
    step = next(step for step in tab.found[0].steps if step.id == "achterstal_bijwerken")
    tab.form.show_step(tab.found[0], step)
    assert not tab.form.letter_button.isVisibleTo(page)
