# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing a worker typed is lost, and "bewaard" is only said of what is on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt

from tests.journeys.steps import fill, start_screening
from tests.ui.filling.conftest import Window, press, type_text
from wwdesk.domain.changes import Subject
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.services import screening
from wwdesk.services.desk import Desk
from wwdesk.services.screening import Saved
from wwdesk.ui.form_autosave import Autosave
from wwdesk.ui.form_view import FormView
from wwdesk.ui.page import Place
from wwdesk.ui.pages.fill import FillPage

GENDER, HUISHOUDEN, LEEFTIJD = (f"/data/situatie/{name}" for name in ("gender", "huishouden", "leeftijd"))
POETSEN = "/data/huis/huis_poetsen"


def view_of(page: FillPage) -> FormView:
    assert page.view is not None
    return page.view


def saved_words(page: FillPage) -> str:
    return view_of(page).foot._saved.text()


def test_an_answer_is_on_disk_when_the_foot_says_so(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    press("1")
    assert saved_words(page) == "bewaren…"
    window.settle()
    assert saved_words(page).startswith("bewaard ")
    assert screening.load(window.desk, screening_id).answers[GENDER] == "man"


def test_the_last_answer_wins_however_fast_they_come(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    view = view_of(page)
    for digit in "12312":
        view.go_to(GENDER)
        press(digit)
    window.settle()
    assert screening.load(window.desk, screening_id).answers[GENDER] == "vrouw"
    assert page.autosave is not None
    assert page.autosave.clean


def test_a_text_is_saved_when_the_page_is_left_at_once(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    view_of(page).go_to(LEEFTIJD)
    type_text("43")
    assert page.leave()
    window.settle()
    assert screening.load(window.desk, screening_id).answers[LEEFTIJD] == "43"
    assert any(told.concerns(Subject.SCREENING, screening_id) for told in window.told)


def test_a_conclusion_is_saved_too(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    form_page = view_of(page).page(1)
    assert form_page.conclusion is not None
    form_page.conclusion.edit.setPlainText("Het gaat beter.")
    page.leave()
    window.settle()
    assert screening.load(window.desk, screening_id).conclusions == {"huis": "Het gaat beter."}


def test_resume_later_starts_at_the_first_open_question(window: Window, screening_id: str) -> None:
    answered = fill(window.desk, screening_id, lambda _: 3, stop_after=10)
    page = window.fill_page(screening_id)
    view = view_of(page)
    assert view.current not in answered
    assert view.state.filling.progress()[0] == 10
    assert saved_words(page).startswith("bewaard ")


def test_coming_back_keeps_the_place_and_what_was_typed(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    view = view_of(page)
    view.go_to(POETSEN)
    page.leave()
    page.show_place(Place("fill", screening_id))
    window.settle()
    assert page.view is view
    assert view.current == POETSEN


class Disk:
    """A disk that can be full, in place of the service that saves answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        self.saves: list[Mapping[str, str]] = []
        self._save: Callable[..., Saved] = screening.save_answers
        monkeypatch.setattr(screening, "save_answers", self.save)

    def save(
        self,
        desk: Desk,
        screening_id: str,
        answers: Mapping[str, str],
        taken_over: frozenset[str] = frozenset(),
        progress: tuple[int, int] | None = None,
    ) -> Saved:
        if self.full:
            raise OSError(28, "vol")
        self.saves.append(dict(answers))
        return self._save(desk, screening_id, answers, taken_over, progress)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_a_full_disk_keeps_every_answer_and_says_so(window: Window, screening_id: str, disk: Disk) -> None:
    page = window.fill_page(screening_id)
    disk.full = True
    press("1")
    window.settle()
    assert saved_words(page) == "nog niet bewaard"
    assert "staan nog niet op de schijf" in page.message.sentence
    press("2")
    window.settle()
    disk.full = False
    assert page.autosave is not None
    page.autosave.flush()
    window.settle()
    work = screening.load(window.desk, screening_id)
    assert (work.answers[GENDER], work.answers[HUISHOUDEN]) == ("man", "een_kind")
    assert saved_words(page).startswith("bewaard ")
    assert page.message.sentence == ""
    assert len(window.troubles) == 1  # a mistake goes to the crash dialog once, not at every try


def test_after_a_failure_the_newer_answer_is_not_overwritten(window: Window, screening_id: str, disk: Disk) -> None:
    page = window.fill_page(screening_id)
    disk.full = True
    press("1")
    window.settle()
    view_of(page).go_to(GENDER)
    press("2")
    disk.full = False
    assert page.autosave is not None
    page.autosave.flush()
    window.settle()
    assert screening.load(window.desk, screening_id).answers[GENDER] == "vrouw"


def test_leaving_with_unsaved_answers_asks_once(window: Window, screening_id: str, disk: Disk) -> None:
    page = window.fill_page(screening_id)
    disk.full = True
    press("1")
    window.settle()
    assert not page.leave()
    assert "kun je ze verliezen" in page.message.sentence
    assert page.leave()


def test_answers_given_while_a_save_runs_go_before_handing_in(window: Window, screening_id: str, disk: Disk) -> None:
    autosave = Autosave(window.context, screening_id, window.background)
    autosave.put_answer(GENDER, "man", confirmed=True)
    autosave.put_answer(GENDER, "vrouw", confirmed=True)
    seen: list[str] = []
    window.background.run(
        lambda: screening.load(window.desk, screening_id).answers[GENDER], window.background, seen.append
    )
    window.settle()
    assert seen == ["vrouw"]
    assert disk.saves[-1] == {GENDER: "vrouw"}


def test_undo_of_a_confirmation_is_saved_as_taken_over(window: Window, dossier_id: str) -> None:
    first = start_screening(window.desk, dossier_id)
    fill(window.desk, first, lambda _: 2)
    screening.submit(window.desk, first, "cliënt")
    second = start_screening(window.desk, dossier_id)
    page = window.fill_page(second)
    press("=")
    window.settle()
    assert GENDER in screening.load(window.desk, second).confirmed
    view_of(page).undo()
    window.settle()
    work = screening.load(window.desk, second)
    assert GENDER not in work.confirmed
    assert work.answers[GENDER] == work.earlier[GENDER]


def test_handing_in_shows_the_profile_and_the_screening_stays_as_it_was(window: Window, screening_id: str) -> None:
    fill(window.desk, screening_id, lambda _: 3)
    page = window.fill_page(screening_id)
    page.finish()
    view = view_of(page)
    view.review.present.setText("  Zoë en haar zus ")
    page.finish()
    window.settle()
    assert window.went == [Place("profile", screening_id)]
    work = screening.load(window.desk, screening_id)
    assert (work.status, work.present) == (ScreeningStatus.SUBMITTED, "Zoë en haar zus")
    page.show_place(Place("fill", screening_id))
    window.settle()
    view = view_of(page)
    assert view.state.read_only
    before = view.state.value(POETSEN)
    view.go_to(POETSEN)
    view.state.answer(POETSEN, "1")
    assert view.state.value(POETSEN) == before
    assert page.autosave is None
    page.finish()
    assert not view.reviewing


def test_nobody_present_is_asked_before_handing_in(window: Window, screening_id: str) -> None:
    fill(window.desk, screening_id, lambda _: 3)
    page = window.fill_page(screening_id)
    page.finish()
    page.finish()
    window.settle()
    assert screening.load(window.desk, screening_id).status is ScreeningStatus.DRAFT
    assert view_of(page).review.present.hasFocus()
    type_text("Els")
    press(Qt.Key.Key_Return)
    window.settle()
    assert screening.load(window.desk, screening_id).present == "Els"


def test_a_refused_submission_says_why_and_keeps_the_page(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    screening.submit(window.desk, screening_id, "cliënt")  # a colleague was first
    page.finish()
    view_of(page).review.present.setText("cliënt")
    page.finish()
    window.settle()
    assert "al ingediend" in page.message.sentence
    assert window.went == []


def test_who_was_present_is_kept_while_the_screening_runs(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    page.finish()
    view_of(page).review.present.setText("Zoë")
    page.leave()
    window.settle()
    assert screening.load(window.desk, screening_id).present == "Zoë"


def test_locking_saves_at_once_what_is_being_typed(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    view_of(page).go_to(LEEFTIJD)
    type_text("43")
    page.suspend()
    window.context.lock()
    window.settle()
    assert screening.load(window.desk, screening_id).answers[LEEFTIJD] == "43"


def test_nothing_is_written_behind_the_lock_and_nothing_is_lost(window: Window, screening_id: str, disk: Disk) -> None:
    page = window.fill_page(screening_id)
    window.context.lock()
    view_of(page).state.answer(GENDER, "man")
    window.settle()
    assert disk.saves == []
    window.context.unlock(window.desk)
    assert page.autosave is not None
    page.autosave.flush()
    window.settle()
    assert screening.load(window.desk, screening_id).answers[GENDER] == "man"


def test_escape_leaves_the_review_first(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    page.finish()
    assert view_of(page).reviewing
    press(Qt.Key.Key_Escape)
    assert not view_of(page).reviewing
