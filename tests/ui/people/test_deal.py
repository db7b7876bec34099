# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""In the library: the submissions of one file each get their dossier, by keyboard alone, and are taken in once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.exchange.zips import zip_of
from tests.ui.people.conftest import Window
from tests.ui.people.test_exchange import FORM, Show, good, phone
from tests.ui.shell.office import names_missing
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, people, screening
from wwdesk.services.answers_in import DossierChoice, Submission
from wwdesk.ui.page import Place
from wwdesk.ui.pages.library import LibraryPage
from wwdesk.ui.pages.library_deal import DealDialog, Dealing, Dealt

AMINA, BRAM = "Amina El Amrani", "Bram Peeters"


def opened(window: Window, given: str, family: str) -> str:
    desk = window.desk
    person = str(people.add_person(desk, PersonDetails(given_name=given, family_name=family)).made)
    return str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=desk.clock.today())).made)


@pytest.fixture
def two(window: Window) -> tuple[str, str]:
    return opened(window, "Amina", "El Amrani"), opened(window, "Bram", "Peeters")


@pytest.fixture
def page(window: Window, show: Show) -> LibraryPage:
    return cast("LibraryPage", show(LibraryPage(window.context), Place("library", FORM)))


Story = Callable[[DealDialog], None]
Read = Callable[[Path, Story], None]


@pytest.fixture
def read(page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Presses the button, chooses a file and does something in the dialog."""

    def run(file: Path, story: Story) -> None:
        def told(dialog: DealDialog) -> int:
            dialog.show()
            dialog.activateWindow()
            QApplication.processEvents()
            story(dialog)
            return dialog.result()

        monkeypatch.setattr(DealDialog, "exec", told)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
        page.detail.answers.click()

    return run


def keys(dialog: DealDialog, qtbot: QtBot, text: str) -> None:
    """Types a dossier where the keyboard is, and Enter."""
    line = dialog.field.line
    assert dialog.focusWidget() is line
    qtbot.keyClicks(line, text)
    completer = line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    popup.hide()
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_each_submission_goes_to_its_dossier_by_keyboard(
    page: LibraryPage, window: Window, two: tuple[str, str], read: Read, tmp_path: Path, qtbot: QtBot
) -> None:
    def story(dialog: DealDialog) -> None:
        assert not dialog.go.isEnabled()
        assert names_missing(dialog) == []
        keys(dialog, qtbot, "bram peeters")
        assert "Bram Peeters" in dialog.rows.rows[0].detail
        assert dialog.rows.currentIndex().row() == 1, "Enter goes on to the next"
        dialog.rows.setFocus()
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Down)
        assert dialog.title.text().startswith("Inzending 3"), "the second is skipped"
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Return)
        keys(dialog, qtbot, "amina")
        assert "geen open dossier" in dialog.field.problem()
        dialog.field.line.clear()
        keys(dialog, qtbot, f"{AMINA}")
        assert dialog.go.text() == "Neem 2 inzendingen over"
        assert dialog.focusWidget() is dialog.go
        qtbot.keyClick(dialog.go, Qt.Key.Key_Space)

    read(phone(tmp_path, good(1), good(2), good(3)), story)
    assert "2 inzendingen zijn overgenomen" in page.message.sentence
    assert "Screenings" in page.message.sentence
    made = {row.dossier_id: row.on.day for row in screening.screenings(window.desk)}
    assert made == {two[0]: 3, two[1]: 1}

    def again(dialog: DealDialog) -> None:
        assert [row.detail.startswith("kan niet") for row in dialog.rows.rows] == [True, False, True]
        assert dialog.title.text().startswith("Inzending 2"), "the first that can be taken in"
        dialog.rows.setFocus()
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Up)
        assert "eerder al ingelezen" in dialog.told.text()
        assert dialog.field.isHidden()
        dialog.reject()

    read(phone(tmp_path, good(1), good(2), good(3)), again)
    assert len(screening.screenings(window.desk)) == 2


def test_a_dossier_where_it_cannot_go_is_said_before_and_nothing_typed_is_lost(
    window: Window, two: tuple[str, str], read: Read, tmp_path: Path, qtbot: QtBot
) -> None:
    screening.start(window.desk, two[0], FORM)

    def story(dialog: DealDialog) -> None:
        keys(dialog, qtbot, AMINA)
        assert "loopt al een screening" in dialog.field.problem()
        dialog.field.line.clear()
        keys(dialog, qtbot, BRAM)
        keys(dialog, qtbot, BRAM)
        assert "krijgt al inzending 1" in dialog.field.problem()
        qtbot.keyClick(dialog.rows, Qt.Key.Key_Up)
        assert dialog.field.text() == BRAM
        dialog.go.click()
        assert dialog.isVisible(), "what was typed and is wrong is not skipped without a word"
        assert dialog.title.text().startswith("Inzending 2")
        dialog.field.line.clear()
        dialog.go.click()

    read(phone(tmp_path, good(1), good(2)), story)
    assert {row.dossier_id for row in screening.screenings(window.desk, running_only=True)} == set(two)


def test_what_a_colleague_took_in_meanwhile_is_told(
    page: LibraryPage, window: Window, two: tuple[str, str], read: Read, tmp_path: Path, qtbot: QtBot
) -> None:
    def story(dialog: DealDialog) -> None:
        keys(dialog, qtbot, AMINA)
        keys(dialog, qtbot, BRAM)
        screening.start(window.desk, two[0], FORM)
        dialog.go.click()

    read(phone(tmp_path, good(1), good(2)), story)
    assert "1 inzending is overgenomen" in page.message.sentence
    assert "Inzending 1, 01/11/2026 niet: In dit dossier loopt al een screening" in page.message.sentence


def test_without_an_open_dossier_the_dialog_says_what_to_do_first(read: Read, tmp_path: Path) -> None:
    def story(dialog: DealDialog) -> None:
        assert dialog.none.isVisible()
        assert dialog.field.isHidden()
        assert not dialog.go.isEnabled()
        assert dialog.focusWidget() is dialog.rows
        dialog.reject()

    read(phone(tmp_path, good(1)), story)


def test_a_file_that_cannot_be_read_is_a_sentence_on_the_page(page: LibraryPage, read: Read, tmp_path: Path) -> None:
    file = tmp_path / "kapot.zip"
    file.write_bytes(zip_of({"a.csv": "x,KEY\n1,2\n"})[:40])
    read(file, lambda _: None)
    assert "kapot.zip" in page.message.sentence
    assert "Er is niets veranderd" in page.message.sentence


@pytest.mark.parametrize("width", [460, 900])
def test_the_list_stands_beside_or_above(read: Read, two: tuple[str, str], tmp_path: Path, width: int) -> None:
    def story(dialog: DealDialog) -> None:
        dialog.resize(width, 600)
        QApplication.processEvents()
        beside = dialog.rows.geometry().right() < dialog.field.mapTo(dialog, dialog.field.rect().topLeft()).x()
        assert beside == (width > 800)
        assert dialog.minimumSizeHint().width() <= 460
        dialog.reject()

    read(phone(tmp_path, good(1) | {"schoenmaat": "43"}, good(2)), story)


def dossier(number: int, name: str = "Zoë Test", *, running: bool = False) -> DossierChoice:
    return DossierChoice(id=f"d{number}", number=f"2026-000{number}", client_name=name, running=running)


def test_a_name_of_two_clients_needs_a_number() -> None:
    found: list[Any] = [
        Submission(key="a", on=None, answers={"/a": "1"}),
        Submission(key="b", on=None, refused="Neen."),
    ]
    dealing = Dealing(found, [dossier(1), dossier(2), dossier(3, "Bo")])
    dealing.type(0, "zoe test")
    dealing.type(1, "Bo")
    assert "meer dossiers" in dealing.at(0).problem
    assert dealing.chosen() == []
    for typed, meant in (("2026-0002", "d2"), ("Zoë Test (2026-0001)", "d1"), (" bo ", "d3")):
        dealing.type(0, typed)
        assert dealing.chosen() == [(0, meant)]
    assert dealing.next_open(-1) is None


NAMES = ("Zoë Test", "zoe test", "Bo", "2026-0001", "2026-0003", "wie", " ", "")


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(NAMES)), max_size=20))
def test_whatever_is_typed_no_dossier_gets_two_and_nothing_typed_goes_unsaid(typed: list[tuple[int, str]]) -> None:
    found: list[Any] = [Submission(key=str(place), on=None, answers={"/a": "1"}) for place in range(5)]
    found.append(Submission(key="neen", on=None, refused="Neen."))
    dealing = Dealing(found, [dossier(1), dossier(2), dossier(3, "Bo"), dossier(4, "Wie", running=True)])
    for place, text in typed:
        dealing.type(place, text)
    chosen = dealing.chosen()
    assert len({meant for _, meant in chosen}) == len(chosen)
    assert {place for place, _ in chosen} == {place for place in range(6) if dealing.at(place).dossier}
    for place in range(5):
        dealt = dealing.at(place)
        assert bool(dealing.typed(place).strip()) == bool(dealt.dossier or dealt.problem)
    assert dealing.at(5) == Dealt()


@pytest.mark.usefixtures("large_letters")
def test_at_200_percent_what_is_wrong_with_a_dossier_is_in_view(
    two: tuple[str, str], read: Read, tmp_path: Path, qtbot: QtBot
) -> None:
    def story(dialog: DealDialog) -> None:
        keys(dialog, qtbot, BRAM)
        keys(dialog, qtbot, BRAM)
        assert "krijgt al inzending 1" in dialog.field.problem()
        qtbot.waitUntil(lambda: seen_whole(dialog.field))
        qtbot.waitUntil(lambda: dialog.go.width() >= dialog.go.sizeHint().width())
        dialog.reject()

    read(phone(tmp_path, good(1), good(2) | {"schoenmaat": "43"}, good(3)), story)


def seen_whole(widget: QWidget) -> bool:
    return widget.height() > 0 and widget.visibleRegion().boundingRect() == widget.rect()
