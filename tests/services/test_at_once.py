# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Two things at once: saving while a backup runs, saving from several threads, closing under a running action."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.storage.offices import NOON, Office
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, office, people
from wwdesk.services.desk import Desk
from wwdesk.storage import backup

DAY = NOON.date()


pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def an(brug: Office) -> Iterator[Desk]:
    desk = brug.open()
    yield desk
    desk.database.close()


@pytest.fixture
def dossier(an: Desk) -> str:
    client = str(people.add_person(an, PersonDetails(given_name="Noor")).made)
    return str(dossiers.open_dossier(an, client, DossierDetails(opened_on=DAY)).made)


def test_a_backup_made_while_notes_are_saved_is_good(
    an: Desk, dossier: str, brug: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One note just before the copy and one just after it: the copy is like neither count around it."""
    count = backup._contents
    counted = 0

    def with_notes_around(connection: backup.Connection) -> backup._Contents:
        nonlocal counted
        counted += 1
        if counted == 2:
            dossiers.add_note(an, dossier, DAY, "na de kopie")
        found = count(connection)
        if counted == 1:
            dossiers.add_note(an, dossier, DAY, "voor de kopie")
        return found

    monkeypatch.setattr(backup, "_contents", with_notes_around)
    made = office.back_up(an)
    an.database.close()
    office.restore_backup(made.path, brug.path)
    desk = brug.open()
    assert [note.text for note in dossiers.dossier(desk, dossier).notes] == ["voor de kopie"]
    desk.database.close()


def test_notes_from_many_threads_and_backups_in_between_all_arrive(an: Desk, dossier: str, brug: Office) -> None:
    with ThreadPoolExecutor(4) as threads:
        notes = [threads.submit(dossiers.add_note, an, dossier, DAY, f"merel {number}") for number in range(40)]
        made = [threads.submit(office.back_up, an) for _ in range(3)]
        for running in (*notes, *made):
            running.result()
    texts = sorted(note.text for note in dossiers.dossier(an, dossier).notes)
    assert texts == sorted(f"merel {number}" for number in range(40))
    office.close_office(an)
    assert office.check(brug.path, brug.key()) == ()


def test_closing_under_running_work_keeps_what_was_said_to_be_saved(an: Desk, dossier: str, brug: Office) -> None:
    def save(number: int) -> str:
        try:
            dossiers.add_note(an, dossier, DAY, f"merel {number}")
        except DeskError as closed:
            assert closed.key == "office_closed"  # noqa: PT017 - the other good outcome
            return ""
        return f"merel {number}"

    with ThreadPoolExecutor(4) as threads:
        running = [threads.submit(save, number) for number in range(30)]
        running[3].result()
        an.database.close()
        saved = {text for task in running if (text := task.result())}
    desk = brug.open()
    assert {note.text for note in dossiers.dossier(desk, dossier).notes} == saved
    desk.database.close()
    assert office.check(brug.path, brug.key()) == ()
