# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A coordinator in the library: tries a form, reads a workbook in, sees what changes, puts it to use."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.shell.office import Window, names_missing
from wwdesk.domain.form_versions import FormStatus
from wwdesk.forms.built_in import built_in_forms
from wwdesk.services import instruments, library
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Place
from wwdesk.ui.pages.library import LibraryPage

FORM = "woonvaardigheden"


@pytest.fixture
def page(window: Window) -> LibraryPage:
    window.show()
    window.log_in()
    window.work.go(Place("library", FORM))
    window.rest()
    return cast("LibraryPage", window.work.navigator.page)


def changed(
    folder: Path, old: str = "Hoe oud is de cliënt?", new: str = "Welke leeftijd?", version: str = "eigen"
) -> Path:
    text = built_in_forms()[FORM].read().decode()
    assert old in text
    file = folder / "eigen.md"
    file.write_text(
        text.replace("| Woonvaardigheden | 2026.1 |", f"| Woonvaardigheden | {version} |").replace(old, new)
    )
    return file


def words(page: LibraryPage) -> str:
    return "\n".join(label.text() for label in page.incoming.findChildren(PlainLabel) if label.isVisible())


def test_a_form_is_tried_out_and_nothing_is_kept(page: LibraryPage, window: Window) -> None:
    assert page.detail.heading.text() == "Woonvaardigheden"
    view = page.trial.view
    assert view is not None
    view.state.answer("/data/situatie/leeftijd", "40")
    assert view.foot.finish.isHidden()
    desk = window.work.context.desk
    assert [row.status for row in instruments.library(desk) if row.form_id == FORM] == [None]
    assert names_missing(page) == []


def test_a_changed_workbook_is_read_compared_and_put_to_use(page: LibraryPage, window: Window, tmp_path: Path) -> None:
    page.read(changed(tmp_path))
    window.rest()
    assert "versie eigen" in words(page)
    assert "Eerst: Hoe oud is de cliënt? Nu: Welke leeftijd?" in words(page)
    page.incoming.use.click()
    window.rest()
    assert page.incoming.isHidden()
    assert page.detail.heading.text() == "Woonvaardigheden"
    assert "Versie eigen" in page.detail.facts.text()
    assert [row.title for row in page.detail.versions.rows] == ["Versie eigen", "Versie 2026.1"]
    page.detail.compare.click()
    window.rest()
    assert "Welke leeftijd?" in page.detail.told.text()


def test_a_workbook_with_mistakes_shows_every_cell(page: LibraryPage, window: Window, tmp_path: Path) -> None:
    page.read(changed(tmp_path, "${huisdieren} = 'ja'", "${huisdiren} = 'ja' en ${x}"))
    window.rest()
    assert "Bedoel je 'huisdieren'?" in words(page)
    assert "'x'" in words(page)
    assert page.incoming.use.isHidden()
    page.incoming.drop.click()
    assert page.incoming.isHidden()


def test_an_instrument_is_retired_and_comes_back(page: LibraryPage, window: Window) -> None:
    page.detail.retire.click()
    window.rest()
    assert "buiten gebruik" in page.detail.facts.text()
    assert page.detail.retire.isHidden()
    page.detail.use.click()
    window.rest()
    desk = window.work.context.desk
    assert library.versions(desk, FORM)[0].status is FormStatus.ACTIVE


def test_a_built_in_form_goes_out_to_excel(
    page: LibraryPage, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "uit.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.detail.workbook.click()
    window.rest()
    assert target.read_bytes().startswith(b"PK")
    page.begin.click()
    window.rest()
    page.read(target)
    window.rest()
    assert "Mijn vragenlijst" in words(page)


def test_answers_and_the_form_itself_go_out(
    page: LibraryPage, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instruments.freeze_built_in(window.work.context.desk, FORM)
    page.reload()
    window.rest()
    assert page.detail.excel.isHidden(), "nobody answered yet"
    target = tmp_path / "vragenlijst.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.detail.fhir.click()
    window.rest()
    assert '"resourceType": "Questionnaire"' in target.read_text()
    assert names_missing(page) == []
