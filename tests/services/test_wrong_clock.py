# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A laptop whose clock is set back a year halfway: the order of things stays what it was."""

from __future__ import annotations

from tests.journeys.steps import an_answer, new_client, start_screening
from tests.offices import wait
from wwdesk.services import dossiers, office, people, screening, today
from wwdesk.services.desk import Desk


def test_an_update_screening_is_compared_with_the_one_it_updates(desk: Desk) -> None:
    dossier = new_client(desk)
    done: list[str] = []
    for level in (2, 4):
        running = start_screening(desk, dossier)
        questions = screening.load(desk, running).form.questions()
        answers = {question.path: an_answer(question, level, desk.clock.today()) for question in questions}
        screening.save_answers(desk, running, answers)
        screening.submit(desk, running, "Zoë")
        done.append(running)
        wait(desk, days=-365)
    first, second = (screening.profile(desk, found) for found in done)
    assert [row.id for row in second.earlier_screenings] == [done[0]]
    assert second.comparison.earlier is not None
    assert first.earlier_screenings == ()


def test_the_journal_stays_whole_and_the_pages_open(desk: Desk) -> None:
    dossier = new_client(desk)
    wait(desk, days=-400)
    dossiers.add_note(desk, dossier, desk.clock.today(), "merel")
    dossiers.close_dossier(desk, dossier, dossiers.dossier(desk, dossier).opened_on)
    assert today.today(desk, only_mine=False).open_dossiers == 0
    assert len(people.search(desk, "merel")) == 1
    path, key = desk.database.path, desk.database.key
    desk.database.close()
    assert office.check(path, key) == ()
