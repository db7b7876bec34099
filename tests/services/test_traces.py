# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What people typed stands in the office and nowhere else; what was wiped is gone from the search words too."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.offices import NOON, Office
from wwdesk.app.crash import crash_text
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, office, people
from wwdesk.services.desk import Desk
from wwdesk.storage.records.dossiers import NoteRecord

pytestmark = pytest.mark.usefixtures("quick_keys")

CANARY = "Kanariepiet"


def tables_with(desk: Desk, word: bytes) -> list[str]:
    """The tables in which a word stands, in whatever spelling the table keeps it."""
    found: list[str] = []
    with desk.database.plain() as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            values = (value for row in rows for value in row)
            if any(word in (v if isinstance(v, bytes) else str(v).encode()).lower() for v in values):
                found.append(str(name))
    return sorted(found)


def test_a_name_and_a_note_stand_in_no_file_beside_the_office(brug: Office, tmp_path: Path) -> None:
    desk = brug.open()
    client = str(people.add_person(desk, PersonDetails(given_name=CANARY)).made)
    dossier = str(dossiers.open_dossier(desk, client, DossierDetails(opened_on=NOON.date())).made)
    dossiers.add_note(desk, dossier, NOON.date(), f"{CANARY} belde")
    office.back_up(desk)
    office.close_office(desk)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) >= 5
    for file in files:
        assert CANARY.encode() not in file.read_bytes(), file.name
        if file.parent.name == "backups":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_an_office_with_its_keys_lock_and_backups_is_private(tmp_path: Path) -> None:
    desk = office.create_office(tmp_path / "a.wwdesk", "Kantoor", "An", "koffie om vier uur", FixedClock(NOON)).desk
    office.back_up(desk)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {file.suffix for file in files} >= {".wwdesk", ".keys", ".lock", ".slip"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    desk.database.close()


def test_what_was_wiped_is_gone_from_every_table(desk: Desk) -> None:
    client = str(people.add_person(desk, PersonDetails(given_name=CANARY, alias="Zwaluw")).made)
    dossier = str(dossiers.open_dossier(desk, client, DossierDetails(opened_on=NOON.date())).made)
    note = str(dossiers.add_note(desk, dossier, NOON.date(), f"{CANARY} belde").made)
    assert "search_names_content" in tables_with(desk, CANARY.lower().encode())
    now = people.person(desk, client)
    people.change_person(desk, client, now.revision, replace(now.details, given_name="", anonymous=True))
    dossiers.change_note(desk, note, 1, NOON.date(), "Zwaluw belde")
    assert tables_with(desk, CANARY.lower().encode()) == []


def test_a_mistake_in_the_program_tells_nothing_of_what_was_typed(desk: Desk) -> None:
    """An error of the database carries the statement, never its values; the crash text neither."""
    with pytest.raises(Exception, match="NOT NULL") as mistake, desk.work("person.add") as work:
        work.add(NoteRecord(dossier_id=None, on=NOON.date(), text=CANARY))
    assert CANARY not in str(mistake.value)
    assert CANARY not in crash_text(mistake.value)
