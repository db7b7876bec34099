# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""After handing in: pictures, words and tables that say the same, beside the screening before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.journeys.steps import fill, start_screening
from tests.offices import wait
from tests.ui.filling.conftest import Window
from wwdesk.domain.roles import Role
from wwdesk.forms.profile import AnswerStatus
from wwdesk.services import screening
from wwdesk.ui.chart_words import domain_lines, spoken
from wwdesk.ui.labels import PlainLabel
from wwdesk.ui.page import Place
from wwdesk.ui.pages.profile import ProfilePage


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel) if label.isVisibleTo(widget)]


def submitted(window: Window, dossier_id: str, level: int) -> str:
    screening_id = start_screening(window.desk, dossier_id)
    fill(window.desk, screening_id, lambda _: level)
    screening.submit(window.desk, screening_id, "cliënt")
    wait(window.desk, days=90)
    return screening_id


@pytest.fixture
def two(window: Window, dossier_id: str) -> tuple[str, str]:
    """A first screening on level 2, and an update in which one domain went up to 5."""
    first = submitted(window, dossier_id, 2)
    second = start_screening(window.desk, dossier_id)
    work = screening.load(window.desk, second)
    better = {q.path: "5" for q in work.form.questions() if "/huis/" in q.path and q.scored}
    screening.save_answers(window.desk, second, better)
    screening.save_conclusion(window.desk, second, "huis", "Poetshulp <b>helpt</b>.")
    screening.submit(window.desk, second, "cliënt en zus")
    return first, second


def shown(window: Window, screening_id: str) -> ProfilePage:
    page = ProfilePage(window.context)
    window.show(page, Place("profile", screening_id))
    return page


def test_a_first_profile_shows_scores_weak_domains_and_places(window: Window, dossier_id: str) -> None:
    page = shown(window, submitted(window, dossier_id, 2))
    overview = page.overview
    assert overview is not None
    assert page.title.text() == "Zoë Voorbeeld"
    for weak in overview.comparison.now.weak_domains():
        assert any(text.startswith(f"{weak.domain.label}: 2,0") for text in texts(page.attention))
        assert weak.band is not None
        assert weak.band.advice in texts(page.attention)
    assert "advies, geen beslissing" in " ".join(texts(page.locations))
    assert not page.answers.isVisibleTo(page)
    assert not page.choose.isVisibleTo(page)
    assert page.scores.table.isColumnHidden(2)


def test_the_update_stands_beside_the_earlier_one(window: Window, two: tuple[str, str]) -> None:
    page = shown(window, two[1])
    overview = page.overview
    assert overview is not None
    comparison = overview.comparison
    assert comparison.earlier is not None
    rows = [page.scores.table.rows.row_at(place) for place in range(page.scores.table.rows.rowCount())]
    assert tuple(rows) == domain_lines(comparison)
    assert rows[0] is not None
    assert rows[0].difference == "3,0 beter"
    assert page.pictures.dots.accessibleDescription() == spoken(comparison)
    assert page.pictures.radar.accessibleDescription() == spoken(comparison)
    assert "in 1 domeinen beter" in page.summary.text() or "1 domein" in page.summary.text()
    assert "Poetshulp <b>helpt</b>." in texts(page.conclusions)


def test_only_what_changed_is_listed_until_all_is_asked(window: Window, two: tuple[str, str]) -> None:
    page = shown(window, two[1])
    table = page.answers.table

    def statuses() -> set[AnswerStatus]:
        rows = [table.rows.row_at(place) for place in range(table.rows.rowCount())]
        return {row.status for row in rows if row is not None}

    assert statuses() == {AnswerStatus.CHANGED}
    page.answers.only_changed.setChecked(False)
    assert AnswerStatus.NOT_CONFIRMED in statuses()
    assert table.height() >= table.rows.rowCount() * 20


def test_another_earlier_screening_can_be_chosen(window: Window, dossier_id: str, two: tuple[str, str]) -> None:
    wait(window.desk, days=30)
    third = submitted(window, dossier_id, 4)
    page = shown(window, third)
    assert page.overview is not None
    assert [page.choose.itemData(place) for place in range(page.choose.count())] == [two[1], two[0]]
    page.choose.setCurrentIndex(1)
    page.choose.activated.emit(1)
    window.settle()
    earlier = page.overview.comparison.earlier
    assert earlier is not None
    assert earlier.on == screening.load(window.desk, two[0]).submitted_on


def test_other_ways_of_counting_are_not_compared(window: Window, two: tuple[str, str]) -> None:
    page = shown(window, two[1])
    overview = page.overview
    assert overview is not None
    old = replace(
        overview.comparison,
        domains=tuple(replace(change, comparable=False, difference=None) for change in overview.comparison.domains),
    )
    page._show(replace(overview, comparison=old))
    assert "niet vergelijkbaar" in page.pictures.refused.text()
    assert {line.difference for line in domain_lines(old)} == {"niet vergelijkbaar"}
    assert "Sinds" not in page.summary.text()


def test_too_few_answers_give_no_picture_but_a_sentence(window: Window, screening_id: str) -> None:
    page = shown(window, screening_id)
    assert "te weinig antwoorden" in page.empty.text()
    assert not page.pictures.isVisibleTo(page)
    assert "nog bezig" in page.about.text()


def test_no_screening_at_all_names_the_next_step(window: Window) -> None:
    page = ProfilePage(window.context)
    window.show(page, Place("profile"))
    assert "Start een screening" in page.empty.text()


def test_the_answers_can_be_read(window: Window, two: tuple[str, str]) -> None:
    page = shown(window, two[1])
    page.read_button.click()
    assert window.went == [Place("fill", two[1])]


def test_the_pdf_goes_where_the_worker_wants(
    window: Window, two: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(window, two[1])
    suggested: list[str] = []

    def choose(_: object, __: str, name: str, ___: str) -> tuple[str, str]:
        suggested.append(Path(name).name)
        return str(tmp_path / "profiel"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    page.print_here()
    window.settle()
    written = tmp_path / "profiel.pdf"
    assert written.read_bytes().startswith(b"%PDF")
    assert written.stat().st_mode & 0o077 == 0
    assert window.said == [f"De PDF staat in {written}."]
    assert "Voorbeeld" not in suggested[0]
    assert suggested[0].startswith("profiel-2026-0001-")


def test_a_folder_that_refuses_the_pdf_says_so(
    window: Window, two: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(window, two[1])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "weg" / "p.pdf"), ""))
    page.print_here()
    window.settle()
    assert "p.pdf kon niet bewaard worden" in page.message.sentence


def test_who_may_not_print_sees_no_button(window: Window, two: tuple[str, str]) -> None:
    window.context.desk = replace(window.desk, worker=replace(window.desk.worker, role=Role.READER))
    page = shown(window, two[1])
    assert not page.print_button.isVisibleTo(page)


def test_anybody_can_follow_how_a_score_came_about(window: Window, two: tuple[str, str]) -> None:
    page = shown(window, two[1])
    assert texts(page.reckoning)[1:] == []
    page.reckoning.button.click()
    window.settle()
    told = texts(page.reckoning)
    overview = page.overview
    assert overview is not None
    assert [text for text in told if text in {r.domain.label for r in overview.comparison.now.domains}] == [
        result.domain.label for result in overview.comparison.now.domains
    ]
    assert any("telt 2 keer" in text for text in told)
    assert any("Gemiddelde: (" in text for text in told)
    window.show(page, Place("profile", two[0]))
    assert page.reckoning.button.isVisibleTo(page), "another screening starts closed again"
