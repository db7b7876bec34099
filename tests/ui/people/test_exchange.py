# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""In a dossier: answers from a phone are read in, and a screening is kept as FHIR."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.services import answers_in, dossiers, people, screening
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.dossier_screenings import ScreeningsTab
from wwdesk.ui.pages.screening_exchange import SubmissionsDialog

Show = Callable[[Page, Place], Page]
FORM = "evaluatie"


@pytest.fixture
def dossier_id(window: Window) -> str:
    desk = window.desk
    person = str(people.add_person(desk, PersonDetails(given_name="Amina", family_name="El Amrani")).made)
    return str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=desk.clock.today())).made)


@pytest.fixture
def tab(window: Window, show: Show, dossier_id: str) -> ScreeningsTab:
    page = cast("DossierPage", show(DossierPage(window.context), Place("dossier", dossier_id)))
    found = page.tabs.screenings
    found.show_dossier(dossiers.dossier(window.desk, dossier_id))
    return found


def phone(folder: Path, *entries: dict[str, Any]) -> Path:
    file = folder / "kobo.json"
    file.write_text(json.dumps(list(entries)), "utf-8")
    return file


def good(number: int) -> dict[str, Any]:
    return {"_uuid": f"u{number}", "_submission_time": f"2026-11-0{number}T10:00:00", "soort/soort_evaluatie": "tussen"}


def test_one_of_two_submissions_is_taken_in(
    tab: ScreeningsTab, window: Window, dossier_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[SubmissionsDialog] = []

    def choose(dialog: SubmissionsDialog) -> int:
        seen.append(dialog)
        assert not dialog.go.isEnabled()
        assert [row.title for row in dialog.rows.rows] == ["Inzending 1, 01/11/2026", "Inzending 2, 02/11/2026"]
        assert [row.side for row in dialog.rows.rows] == ["in orde", "1 opmerking"]
        dialog.rows.chosen.emit(1)
        assert "schoenmaat" in dialog.told.text()
        assert "moeten een antwoord krijgen" in dialog.told.text()
        assert names_missing(dialog) == []
        dialog.go.click()
        return dialog.result()

    monkeypatch.setattr(SubmissionsDialog, "exec", choose)
    tab.exchange.read(dossier_id, FORM, phone(tmp_path, good(1), good(2) | {"schoenmaat": "43"}))
    assert len(seen) == 1
    made = window.gone[-1].record_id
    assert window.gone[-1].page == "fill"
    assert screening.load(window.desk, made or "").answers["/data/soort/soort_evaluatie"] == "tussen"


def test_what_is_marked_is_what_is_shown_and_taken_in(
    tab: ScreeningsTab,
    window: Window,
    dossier_id: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    """The arrows used to move the mark on while the answers of the one before were taken in."""

    def choose(dialog: SubmissionsDialog) -> int:
        dialog.show()
        assert dialog.detail.isHidden()
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Return)
        assert dialog.title.text().startswith("Inzending 1")
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Down)
        assert dialog.title.text().startswith("Inzending 2")
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Down)
        assert "versie 9" in dialog.told.text()
        assert not dialog.go.isEnabled(), "it cannot be taken in"
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Up)
        dialog.go.click()
        return dialog.result()

    monkeypatch.setattr(SubmissionsDialog, "exec", choose)
    second = good(2) | {"soort/soort_evaluatie": "eind"}
    tab.exchange.read(dossier_id, FORM, phone(tmp_path, good(1), second, good(3) | {"__version__": "9"}))
    made = window.gone[-1].record_id or ""
    assert screening.load(window.desk, made).answers["/data/soort/soort_evaluatie"] == "eind"


@pytest.mark.usefixtures("large_letters")
def test_at_200_percent_the_words_about_a_submission_and_the_buttons_are_in_view(
    tab: ScreeningsTab, dossier_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[SubmissionsDialog] = []

    def choose(dialog: SubmissionsDialog) -> int:
        seen.append(dialog)
        dialog.show()
        dialog.rows.chosen.emit(1)
        qtbot.waitUntil(lambda: dialog.told.visibleRegion().boundingRect() == dialog.told.rect())
        qtbot.waitUntil(lambda: dialog.go.width() >= dialog.go.sizeHint().width())
        return dialog.result()

    monkeypatch.setattr(SubmissionsDialog, "exec", choose)
    entries = [good(number) | {"schoenmaat": "43"} for number in range(1, 10)]
    tab.exchange.read(dossier_id, FORM, phone(tmp_path, *entries))
    assert len(seen) == 1


def test_a_submission_that_was_read_in_before_is_refused_in_words(
    tab: ScreeningsTab, window: Window, dossier_id: str, tmp_path: Path
) -> None:
    (one,) = answers_in.preview(window.desk, FORM, phone(tmp_path, good(1))).submissions
    tab.exchange.take_in(dossier_id, FORM, one)
    tab.exchange.take_in(dossier_id, FORM, one)
    assert "eerder al ingelezen" in tab.trouble.told


def test_a_file_that_is_no_submission_is_a_sentence(
    tab: ScreeningsTab, window: Window, dossier_id: str, tmp_path: Path
) -> None:
    file = tmp_path / "brief.json"
    file.write_text("Beste", "utf-8")
    tab.exchange.read(dossier_id, FORM, file)
    assert "brief.json" in tab.trouble.told


def test_the_menu_offers_what_the_worker_may(
    tab: ScreeningsTab, window: Window, dossier_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    tab.more.click()
    assert [action.text() for action in tab.exchange.menu.actions()] == ["Antwoorden van een telefoon inlezen"]
    screening.start(window.desk, dossier_id, FORM)
    tab.ask_again()
    tab.more.click()
    assert tab.exchange.menu.actions()[-1].text() == "Gekozen screening bewaren als FHIR…"


def test_a_screening_is_kept_as_fhir(
    tab: ScreeningsTab, window: Window, dossier_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = str(screening.start(window.desk, dossier_id, FORM).made)
    screening.save_answers(window.desk, made, {"/data/soort/soort_evaluatie": "eind"})
    tab.ask_again()
    target = tmp_path / "uit.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    row = tab.table.current()
    assert row is not None
    tab.exchange.save_as_fhir(row)
    assert json.loads(target.read_text())["questionnaire"].startswith("urn:wwdesk:form:evaluatie|")
    assert target.stat().st_mode & 0o777 == 0o600
