# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A list typed as rows: by keyboard, in the order somebody wants, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.services.test_letters import OFFICE
from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, letters, people, printing, trajectories
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages import letter_dialog
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.letter_dialog import LetterDialog
from wwdesk.ui.rows_field import MOST, RowsField

Show = Callable[[Page, Place], Page]
COLUMNS = (("wie", "Wie doet wat"), ("tegen", "Tegen wanneer"))


@pytest.fixture(autouse=True)
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever closes a dialog at the end of a test is sure."""
    monkeypatch.setattr(letter_dialog, "ask", lambda *_: True)


@pytest.fixture
def field(qtbot: QtBot) -> RowsField:
    made = RowsField("Doelen", COLUMNS)
    qtbot.addWidget(made)
    made.show()
    return made


def _type(field: RowsField, *rows: str) -> None:
    for at, words in enumerate(rows):
        if at == len(field.rows):
            field.add.click()
        field.rows[at].fields["wie"].set_text(words)
        field.rows[at].fields["tegen"].set_text("morgen")


def _who(field: RowsField) -> list[str]:
    return [values["wie"] for values in field.values()]


def test_an_empty_row_waits_and_counts_for_nothing(field: RowsField) -> None:
    assert len(field.rows) == 1
    assert field.text() == ""
    assert field.values() == []
    field.required = True
    assert field.trouble()


def test_every_button_and_field_says_its_row(field: RowsField) -> None:
    _type(field, "An", "Bert")
    assert names_missing(field) == []
    assert field.rows[1].away.accessibleName() == "Rij 2 weg"
    assert field.rows[1].fields["wie"].control.accessibleName() == "Wie doet wat, rij 2"


def test_the_arrows_move_a_row_and_keep_the_keyboard_in_it(field: RowsField, qtbot: QtBot) -> None:
    _type(field, "An", "Bert", "Chris")
    moved = field.rows[2]
    moved.first.setFocus()
    qtbot.keyClick(moved.first, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _who(field) == ["An", "Chris", "Bert"]
    assert QApplication.focusWidget() is moved.first
    qtbot.keyClick(moved.first, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(moved.first, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _who(field) == ["Chris", "An", "Bert"]
    assert not moved.up.isEnabled()


def test_a_row_taken_away_can_be_put_back_where_it_was(field: RowsField) -> None:
    _type(field, "An", "Bert", "Chris")
    field.rows[1].away.click()
    assert _who(field) == ["An", "Chris"]
    field.back.click()
    assert _who(field) == ["An", "Bert", "Chris"]
    assert field.back.isHidden()


def test_the_last_row_leaves_an_empty_one(field: RowsField) -> None:
    field.rows[0].away.click()
    assert len(field.rows) == 1
    assert field.back.isHidden(), "nothing was typed, so there is nothing to put back"


def test_a_half_filled_row_is_told_with_its_number(field: RowsField) -> None:
    _type(field, "An", "Bert")
    field.rows[1].fields["tegen"].set_text("")
    assert field.trouble() == "Rij 2 is nog niet volledig: Tegen wanneer."


def test_there_is_a_most(field: RowsField) -> None:
    for _ in range(MOST + 5):
        field.add.click()
    assert len(field.rows) == MOST


@given(st.lists(st.fixed_dictionaries({"wie": st.text(), "tegen": st.text()}), max_size=4))
def test_what_was_typed_comes_back(qapp: QApplication, rows: list[dict[str, str]]) -> None:
    field = RowsField("Doelen", COLUMNS)
    for at, row in enumerate(rows):
        if at == len(field.rows):
            field.add.click()
        field.rows[at].fill(row)
    other = RowsField("Doelen", COLUMNS)
    other.set_text(field.text())
    assert other.values() == field.values()
    field.deleteLater()
    other.deleteLater()


def test_goals_of_a_plan_stand_in_their_order_in_the_document(
    window: Window, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (letters, printing):
        monkeypatch.setattr(module, "settings", lambda _desk: OFFICE)
    desk = window.desk
    person = str(people.add_person(desk, PersonDetails(given_name="Youssef", family_name="Verzonnen")).made)
    today = desk.clock.today()
    dossier = str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=today)).made)
    trajectory = str(trajectories.start(desk, dossier, "hrp", today).made)
    page = show(DossierPage(window.context), Place("dossier", dossier, "trajectory"))
    file = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    asked = letters.asks(desk, trajectory, "handelingsplan")
    dialog = LetterDialog(page, window.context, (trajectory, "handelingsplan"), asked)
    qtbot.addWidget(dialog)
    dialog.show()
    fields = dialog.editor.fields
    goals = fields["field.doelen"]
    assert isinstance(goals, RowsField)
    for at, domain in enumerate(("Administratie", "Huishouden")):
        if at:
            goals.add.click()
        goals.rows[at].fill(dict.fromkeys(goals.rows[at].fields, f"iets | over {domain}") | {"domein": domain})
    goals.rows[1].up.click()
    fields["field.volgende_keer"].set_text("1/12/2026")
    fields["field.wooncoach"].set_text("Bea")
    dialog.make()
    assert dialog.trouble.told == ""
    said = PdfReader(file).pages[0].extract_text()
    assert said.index("Huishouden") < said.index("Administratie")
    assert "iets | over Huishouden" in said
