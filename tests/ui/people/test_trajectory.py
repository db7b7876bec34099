# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The tab Traject: a method is started, steps are noted, guards speak, dates are explained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF

from tests.ui.people.conftest import Window
from tests.ui.shell.office import names_missing
from wwdesk.domain.dates import show_date
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.timeline import EventKind
from wwdesk.domain.trajectories import StepOpen, TrajectoryOverview
from wwdesk.services import dossiers, people
from wwdesk.ui.editor import Unsaved
from wwdesk.ui.page import Page, Place
from wwdesk.ui.pages.dossier import DossierPage
from wwdesk.ui.pages.dossier_trajectory import TrajectoryTab

Show = Callable[[Page, Place], Page]
TODAY = date(2026, 11, 23)
EARLIER = TODAY - timedelta(days=210)


@pytest.fixture
def dossier_id(window: Window) -> str:
    desk = window.context.desk
    person = people.add_person(desk, PersonDetails(given_name="Youssef", family_name="Verzonnen")).made
    assert person
    opened = DossierDetails(opened_on=EARLIER, worker_id=desk.worker.id)
    made = dossiers.open_dossier(desk, person, opened).made
    assert made
    return made


@pytest.fixture
def page(window: Window, show: Show, dossier_id: str) -> DossierPage:
    made = DossierPage(window.context)
    made.tabs.trajectory.ask = window.ask
    show(made, Place("dossier", dossier_id, "trajectory"))
    return made


@pytest.fixture
def tab(page: DossierPage) -> TrajectoryTab:
    return page.tabs.trajectory


def begin(tab: TrajectoryTab, method: str = "hrp") -> None:
    """Starts a method some months ago."""
    if tab.empty.isVisibleTo(tab):
        tab.empty.button.click()
    else:
        tab.new_button.click()
    tab.starting.method.set_text(method)
    tab.starting.on.set_text(show_date(EARLIER))
    tab.starting.start_button.click()


def note(tab: TrajectoryTab, step: str, outcome: str = "", **facts: str) -> None:
    """Notes a step on the day the trajectory started."""
    row = next(row for row in tab.steps.rows if isinstance(row.value, StepOpen) and row.value.id == step)
    tab.steps.chosen.emit(row.value)
    fields = tab.form.editor.fields
    fields["on"].set_text(facts.pop("on", show_date(EARLIER)))
    if outcome:
        fields["outcome"].set_text(outcome)
    for name, text in facts.items():
        fields[f"fact.{name}"].set_text(text)
    tab.form.save_button.click()


def titles(tab: TrajectoryTab) -> list[str]:
    return [row.title for row in tab.steps.rows]


def shown(tab: TrajectoryTab) -> TrajectoryOverview:
    assert tab.shown is not None
    return tab.shown


def moved_in(tab: TrajectoryTab) -> None:
    begin(tab)
    note(tab, "aanmelding")
    note(tab, "koppeling", "voorgesteld", halve_dagen_wooncoach="3")
    note(tab, "kennismaking", "ja")
    note(tab, "plan", getekend_door="client_medewerker")
    note(tab, "afsprakennota", getekend_door="alle_drie")
    note(tab, "intrek_stap", intrek=show_date(EARLIER))


def test_without_a_trajectory_the_tab_says_what_comes_here(tab: TrajectoryTab) -> None:
    assert tab.empty.isVisibleTo(tab)
    assert not tab.now.isVisibleTo(tab)
    tab.empty.button.click()
    assert tab.starting.isVisibleTo(tab)
    assert not tab.empty.isVisibleTo(tab)
    tab.starting.start_button.click()
    assert tab.starting.method.problem()


def test_a_method_is_started_and_its_steps_noted(tab: TrajectoryTab, window: Window) -> None:
    begin(tab)
    assert "Schakelwoonst met buddy" in tab.head.text()
    assert "Huidig recht" in tab.head.text()
    assert titles(tab) == ["Aanmelding", "Stopt vroeger dan gepland"]
    note(tab, "aanmelding", vorige_woonsituatie="detention")
    assert titles(tab)[0] == "Wooncoach voorstellen"
    assert "Vorige woonsituatie: Gevangenis" in tab.done.rows[0].detail
    assert window.said[-1] == "Vastgelegd: Aanmelding."
    assert tab.form.isHidden()


def test_what_is_missing_is_asked_before_anything_is_kept(tab: TrajectoryTab) -> None:
    begin(tab)
    note(tab, "aanmelding")
    note(tab, "koppeling")
    assert tab.form.editor.fields["outcome"].problem()
    assert len(shown(tab).done) == 1
    tab.form.editor.fields["on"].set_text("morgen of zo")
    tab.form.save_button.click()
    assert tab.form.editor.fields["on"].problem()
    assert tab.form.editor.fields["on"].text() == "morgen of zo"


def test_a_guard_that_asks_for_a_reason_gets_one(tab: TrajectoryTab) -> None:
    moved_in(tab)
    note(tab, "vertrek", "stabiel", vertrokken=show_date(TODAY), waarheen="social_rent", nazorg_gewenst="yes",
         on=show_date(TODAY))  # fmt: skip
    assert "langer dan zes maanden" in tab.form.trouble.told
    reason = tab.form.editor.fields["reason"]
    assert reason.isVisibleTo(tab)
    assert len(shown(tab).done) == 6
    reason.set_text("de nieuwe woning was nog niet klaar")
    tab.form.save_button.click()
    assert "Toch gedaan: de nieuwe woning was nog niet klaar" in tab.done.rows[0].detail
    assert "Gesprek in de nabegeleiding" in titles(tab)


def test_a_block_is_told_and_what_was_typed_stays(tab: TrajectoryTab) -> None:
    moved_in(tab)
    note(tab, "vertrek", "stabiel", vertrokken=show_date(EARLIER - timedelta(days=1)), waarheen="family",
         nazorg_gewenst="no", on=show_date(TODAY))  # fmt: skip
    assert "vóór de dag van intrek" in tab.form.trouble.told
    assert not tab.form.isHidden()
    assert tab.form.editor.fields["fact.waarheen"].text() == "family"


def test_a_date_tells_how_it_was_found_and_can_be_put_off(tab: TrajectoryTab, window: Window) -> None:
    moved_in(tab)
    rows = {row.title: row for row in tab.dates.rows.rows}
    assert rows["Einde van het verblijf"].side == "te laat"
    tab.dates.rows.chosen.emit("einde_verblijf")
    assert "De termijn begint op" in tab.dates.why.text()
    tab.dates.snooze_button.click()
    tab.dates.snooze_do.click()
    assert tab.dates.reason.problem()
    tab.dates.until.set_text(show_date(TODAY + timedelta(days=5)))
    tab.dates.reason.set_text("ze vertrekt zaterdag")
    tab.dates.snooze_do.click()
    assert "ze vertrekt zaterdag" in next(row for row in tab.dates.rows.rows if row.value == "einde_verblijf").detail
    assert tab.dates.wake_button.isVisibleTo(tab)
    tab.dates.wake_button.click()
    assert "ze vertrekt zaterdag" not in tab.dates.rows.rows[-1].detail


def test_the_last_step_is_taken_back(tab: TrajectoryTab) -> None:
    moved_in(tab)
    tab.back_button.click()
    assert titles(tab)[0] == "Intrek"
    assert len(tab.done.rows) == 5


def test_a_second_trajectory_stands_beside_the_first(tab: TrajectoryTab) -> None:
    begin(tab)
    note(tab, "stopt", "wil_niet")
    assert "afgesloten, Wil geen begeleiding meer" in tab.head.text()
    assert not tab.now.isVisibleTo(tab)
    begin(tab)
    assert titles(tab)[0] == "Aanmelding"
    assert [row.side for row in tab.other_rows.rows] == ["Afgesloten"]
    tab.other_rows.chosen.emit(tab.other_rows.rows[0].value)
    assert "afgesloten" in tab.head.text()


def test_typed_text_is_not_lost_by_going_elsewhere(tab: TrajectoryTab, window: Window, page: DossierPage) -> None:
    begin(tab)
    tab.steps.choose()
    tab.form.editor.fields["fact.vorige_woonsituatie"].set_text("family")
    tab.ask = lambda _parent: Unsaved.STAY
    assert not page.leave()
    tab.steps.chosen.emit(tab.steps.rows[1].value)
    assert tab.form.step is not None
    assert tab.form.step.id == "aanmelding"
    tab.ask = lambda _parent: Unsaved.DISCARD
    assert page.leave()
    assert tab.form.isHidden()


def test_everything_has_a_name_and_ctrl_enter_notes(tab: TrajectoryTab, page: DossierPage) -> None:
    moved_in(tab)
    tab.steps.choose()
    tab.dates.rows.choose()
    assert names_missing(tab) == []
    page.finish()
    assert tab.done.rows[0].title == "Driegesprek"


def test_the_dossier_shows_its_trajectory_in_time_and_the_next_date(page: DossierPage, tab: TrajectoryTab) -> None:
    begin(tab)
    page.tabs.show_part("overview")
    page.reload()
    overview = page.tabs.overview
    told = overview.picture.accessibleName()
    assert "Persoon: dossier" in told
    assert "Traject: Schakelwoonst met buddy: sinds " in told
    assert page.dossier is not None
    assert page.next_date.isVisibleTo(page) == (page.dossier.next_date is not None)
    started = next(event for event in page.dossier.timeline if event.kind is EventKind.TRAJECTORY_STARTED)
    overview.picture.pointed.emit(started)
    assert overview.timeline.current() == started
    overview.timeline.opened.emit(started)
    assert page.tabs.current is tab


def test_a_click_on_a_mark_finds_it_and_beside_it_finds_nothing(page: DossierPage, tab: TrajectoryTab) -> None:
    begin(tab)
    page.tabs.show_part("overview")
    page.reload()
    picture = page.tabs.overview.picture
    image = picture.grab().toImage()
    found = {picture.at(QPointF(x, y)) for x in range(0, image.width(), 3) for y in range(0, image.height(), 5)}
    assert page.dossier is not None
    assert found >= {None, page.dossier.timeline[-1]}
    assert found - {None} <= set(page.dossier.timeline)
