# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A scan comes back at the desk: it is filed from the page with screenings, and typed in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest

from tests.ui.shell.office import Window, names_missing
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, papers, people
from wwdesk.ui.page import Place
from wwdesk.ui.pages.fill import FillPage
from wwdesk.ui.pages.paper_card import DayDialog
from wwdesk.ui.pages.screenings import ScreeningsPage


@pytest.fixture
def page(window: Window) -> ScreeningsPage:
    window.show()
    window.log_in()
    window.work.go(Place("screenings"))
    window.rest()
    return cast("ScreeningsPage", window.work.navigator.page)


def a_scan(window: Window, folder: Path) -> Path:
    desk = window.work.context.desk
    person = str(people.add_person(desk, PersonDetails(given_name="Zoë", family_name="Test")).made)
    dossier = str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=desk.clock.today())).made)
    paper: Any = pypdfium2.PdfDocument(papers.print_for_dossier(desk, dossier, "woonvaardigheden"))
    file = folder / "scan.png"
    paper[0].render(scale=2.5).to_pil().save(file)
    return file


def test_a_scan_is_filed_and_typed_in(page: ScreeningsPage, window: Window, tmp_path: Path) -> None:
    card = page.paper
    card.file(a_scan(window, tmp_path))
    window.rest()
    assert [row.title for row in card.found.rows] == ["Zoë Test"]
    assert "Woonvaardigheden" in card.found.rows[0].detail
    filed = card._filed[str(card.found.rows[0].value)]
    today = window.work.context.desk.clock.today()
    dialog = DayDialog(page, filed, today)
    dialog.try_accept()
    assert dialog.day.problem()
    dialog.day.set_text(f"{today + timedelta(days=2):%d/%m/%Y}")
    dialog.try_accept()
    assert dialog.day.problem()
    dialog.day.set_text(f"{today - timedelta(days=2):%d/%m/%Y}")
    dialog.try_accept()
    assert dialog.result() == DayDialog.DialogCode.Accepted.value
    assert names_missing(dialog) == []
    card.type_in(filed, dialog.day.day() or today)
    window.rest()
    filling = cast("FillPage", window.work.navigator.page)
    assert filling.work is not None
    assert filling.work.from_paper
    assert filling.view is not None
    assert "papier" in filling.view.top.note.text()


def test_what_is_no_scan_is_told(page: ScreeningsPage, window: Window, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"%PDF-1.4 stuk")
    page.paper.file(file)
    window.rest()
    assert "kan niet gelezen worden" in page.message.sentence
    assert page.paper.found.isHidden()
