# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The kitchen table: a screening without network, a killed laptop, an update after three months."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import PASSWORD
from tests.journeys.steps import FORM, fill, log_in, new_client, start_screening
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.forms.profile import AnswerStatus
from wwdesk.services import dossiers, office, printing, screening, today
from wwdesk.services.desk import Desk

AT_THE_TABLE = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tests.journeys.steps import fill, log_in
from wwdesk.domain.clock import FixedClock

file, password, screening_id, count = sys.argv[1:]
desk = log_in(Path(file), "An Peeters", password, FixedClock(datetime(2026, 11, 23, 14, 0, tzinfo=UTC)))
for path in fill(desk, screening_id, lambda _: 2, stop_after=int(count)):
    print(path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_laptop_dies_halfway_and_nothing_shown_as_saved_is_lost(file: Path, clock: FixedClock) -> None:
    an = office.create_office(file, "CAW De Brug", "An Peeters", PASSWORD, clock).desk
    screening_id = start_screening(an, new_client(an))
    office.close_office(an)

    # At the kitchen table; after 25 answers the laptop dies.
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_TABLE, str(file), PASSWORD, screening_id, "25"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    saved = done.stdout.split()
    assert len(saved) == 25

    # Back at the office: the lock of the dead laptop does not hold her up, every answer is there.
    an = log_in(file, "An Peeters", PASSWORD, clock)
    work = screening.load(an, screening_id)
    assert {path for path in saved if work.answers.get(path)} == set(saved)
    assert work.status is ScreeningStatus.DRAFT
    items = today.today(an).items
    assert [(item.kind, item.record_id) for item in items] == [("draft_screening", screening_id)]

    # She finishes it.
    fill(an, screening_id, lambda _: 4)
    screening.submit(an, screening_id, "cliënt en zus")
    profile = screening.profile(an, screening_id)
    assert all(result.score is not None for result in profile.comparison.now.domains)
    assert profile.present == "cliënt en zus"
    assert printing.print_filled(an, screening_id).startswith(b"%PDF")
    office.close_office(an)


def test_an_update_after_three_months_shows_what_changed(an: Desk, clock: FixedClock) -> None:
    dossier_id = new_client(an)
    first = start_screening(an, dossier_id)
    fill(an, first, lambda _: 2)
    screening.submit(an, first, "cliënt")

    # Three months later: it starts from the earlier answers, none of them confirmed yet.
    clock.moment += timedelta(days=92)
    second = start_screening(an, dossier_id)
    work = screening.load(an, second)
    assert work.earlier
    assert work.answers == work.earlier
    assert not work.confirmed
    assert [(row.answered, row.is_update) for row in screening.screenings(an, running_only=True)] == [(0, True)]

    # An confirms one answer as it was, and improves the whole of "huis".
    form = work.form
    house = [question for page in form.pages if page.name == "huis" for question in page.questions() if question.scored]
    money = next(q for page in form.pages if page.name == "geld" for q in page.questions() if q.scored)
    screening.save_answers(an, second, {question.path: "4" for question in house})
    screening.save_answers(an, second, {money.path: work.earlier[money.path]})
    screening.submit(an, second, "cliënt")

    overview = screening.profile(an, second)
    changes = {change.domain.name: change for change in overview.comparison.domains}
    assert changes["huis"].difference == 2
    assert changes["huis"].better
    assert changes["geld"].difference == 0
    statuses = {change.path: change.status for change in overview.comparison.answers}
    assert statuses[house[0].path] is AnswerStatus.CHANGED
    assert statuses[money.path] is AnswerStatus.CONFIRMED
    assert AnswerStatus.NOT_CONFIRMED in statuses.values()
    assert "geld" in {result.domain.name for result in overview.comparison.now.weak_domains()}
    assert "huis" not in {result.domain.name for result in overview.comparison.now.weak_domains()}
    assert [row.id for row in dossiers.dossier(an, dossier_id).screenings] == [second, first]
    assert printing.print_profile(an, second).startswith(b"%PDF")


def test_starting_twice_continues_the_running_one(an: Desk) -> None:
    dossier_id = new_client(an)
    assert start_screening(an, dossier_id) == start_screening(an, dossier_id)


def test_a_submitted_screening_stands_fast(an: Desk) -> None:
    screening_id = start_screening(an, new_client(an))
    fill(an, screening_id, lambda _: 3)
    with pytest.raises(DeskError) as refused:
        screening.submit(an, screening_id, "  ")
    assert refused.value.key == "present_missing"
    screening.submit(an, screening_id, "cliënt")
    before = screening.load(an, screening_id).answers
    for action in (
        lambda: screening.save_answers(an, screening_id, {next(iter(before)): "5"}),
        lambda: screening.submit(an, screening_id, "cliënt"),
        lambda: screening.discard(an, screening_id),
    ):
        with pytest.raises(DeskError) as refused:
            action()
        assert refused.value.key == "already_submitted"
    assert screening.load(an, screening_id).answers == before


def test_an_answer_that_breaks_a_rule_is_kept_but_not_submitted(an: Desk) -> None:
    screening_id = start_screening(an, new_client(an))
    fill(an, screening_id, lambda _: 3)
    work = screening.load(an, screening_id)
    age = next(question for question in work.form.questions() if question.name == "leeftijd")
    screening.save_answers(an, screening_id, {age.path: "400"})
    with pytest.raises(DeskError) as refused:
        screening.submit(an, screening_id, "cliënt")
    assert refused.value.key == "answers_with_problems"
    assert screening.load(an, screening_id).answers[age.path] == "400"


def test_a_screening_begun_by_mistake_goes_to_the_bin_and_back(an: Desk) -> None:
    dossier_id = new_client(an)
    screening_id = start_screening(an, dossier_id)
    fill(an, screening_id, lambda _: 3, stop_after=3)
    screening.discard(an, screening_id)
    assert dossiers.dossier(an, dossier_id).screenings == ()
    screening.restore(an, screening_id)
    screening.discard(an, screening_id)
    again = start_screening(an, dossier_id)
    with pytest.raises(DeskError) as refused:
        screening.restore(an, screening_id)
    assert refused.value.key == "screening_running"
    screening.discard(an, again)
    screening.restore(an, screening_id)
    assert len([value for value in screening.load(an, screening_id).answers.values() if value]) == 3


def test_the_blank_form_prints_for_the_table(an: Desk) -> None:
    assert printing.print_blank(an, FORM).startswith(b"%PDF")
