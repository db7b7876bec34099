# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The page Overleg: planned from a series, minutes written, report printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.services.test_meetings import TEAM, candidate
from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.meetings import MeetingsPage

Show = Callable[[Page, Place], Page]


@pytest.fixture
def page(window: Window, show: Show) -> MeetingsPage:
    candidate(window.desk, "Jos")
    candidate(window.desk, "Mia")
    made = MeetingsPage(window.context, window.ask)
    show(made, Place("meetings"))
    return made


def plan(page: MeetingsPage) -> None:
    page.series.chosen.emit(TEAM)
    page.plan_do.click()


def test_a_meeting_is_planned_from_its_series(page: MeetingsPage) -> None:
    assert page.series.rows[0].side == "2 dossiers wachten"
    assert page.no_meetings.isVisibleTo(page)
    plan(page)
    assert [row.side for row in page.list.rows] == ["gepland"]
    assert [row.title for row in page.card.agenda.rows] == ["Kandidaat 1", "Kandidaat 2"]
    assert names_missing(page) == []


def test_minutes_are_written_and_the_meeting_held(page: MeetingsPage, window: Window) -> None:
    plan(page)
    page.card.hold_button.click()
    assert "wie er was" in page.card.trouble.told
    page.card.present.set_text("An\nBert")
    page.card.save_button.click()
    assert not page.card.dirty
    page.card.hold_button.click()
    assert [row.side for row in page.list.rows] == ["gehouden"]
    page.card.agenda.choose()
    fields = page.card.item_editor.fields
    fields["advice"].set_text("toewijzen")
    page.card.item_save.click()
    assert "van wie" in page.card.trouble.told
    assert fields["advice"].text() == "toewijzen"
    fields["decided_by"].set_text("overleg")
    page.finish()
    assert page.card.item_form.isHidden()
    assert page.card.agenda.rows[0].side == "overleg"


def test_typed_minutes_are_not_lost_by_going_elsewhere(page: MeetingsPage, window: Window) -> None:
    plan(page)
    page.card.minutes.set_text("begin om negen uur")
    window.answer = Unsaved.STAY
    assert not page.leave()
    window.answer = Unsaved.SAVE
    assert not page.leave()
    assert not page.card.dirty
    page.card.agenda.choose()
    page.card.item_editor.fields["minutes"].set_text("iets")
    window.answer = Unsaved.DISCARD
    assert page.leave()
    assert page.card.item_form.isHidden()


def test_the_report_is_saved(page: MeetingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(page)
    target = tmp_path / "verslag.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.print_here()
    assert target.read_bytes().startswith(b"%PDF")


def test_a_removed_meeting_comes_back_with_undo(page: MeetingsPage, window: Window) -> None:
    plan(page)
    page.card.remove_button.click()
    assert page.list.rows == ()
    assert page.card.isHidden()
    window.undo()
    assert len(page.list.rows) == 1
