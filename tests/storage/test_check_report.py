# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`check` finds what somebody with the key and bad intentions would do, and calls a good office good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from tests.storage.offices import Office, refused
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, merging, office, people
from wwdesk.storage import check_report
from wwdesk.storage.check_report import ProblemKind
from wwdesk.storage.checks import PAGE
from wwdesk.storage.database import Connection, DriverError, connect

FREE = ("DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete")


def problems(brug: Office) -> list[ProblemKind]:
    found = check_report.problems_in(brug.path, brug.key())
    sentences = office.check(brug.path, brug.key())
    assert len(sentences) == len(found)
    assert all(sentence.endswith(".") for sentence in sentences)
    assert not any("Voorbeeld" in sentence for sentence in sentences)
    return [problem.kind for problem in found]


def meddle(brug: Office, *statements: str) -> None:
    """What somebody who has the key does with another program, putting the triggers back after it."""
    connection = connect(brug.path, brug.key())
    triggers = [
        str(row[0]) for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    ]
    for statement in (*FREE, *statements, *triggers):
        connection.execute(statement)
    connection.close()


def test_a_good_office_is_called_good(brug: Office) -> None:
    before = brug.path.read_bytes()
    assert problems(brug) == []
    assert brug.path.read_bytes() == before


def test_every_ordinary_action_leaves_it_good(brug: Office) -> None:
    desk = brug.open()
    first, second = (str(people.add_person(desk, PersonDetails(given_name=name)).made) for name in ("Lina", "Line"))
    merge = str(merging.merge(desk, first, second).made)
    merging.undo_merge(desk, merge)
    dossier_id = next(hit.record_id for hit in people.search(desk, "zoe3") if hit.kind == "dossier")
    note = dossiers.dossier(desk, dossier_id).notes[0]
    dossiers.change_note(desk, note.id, note.revision, date(2026, 11, 4), "Anders.")
    dossiers.remove_note(desk, note.id)
    dossiers.restore_note(desk, note.id)
    office.change_settings(desk, office.settings(desk))
    office.new_recovery_key(desk)
    office.close_office(desk)
    assert problems(brug) == []


MEDDLING: dict[str, tuple[tuple[str, ...], ProblemKind]] = {
    "a line changed": (("UPDATE journal SET action = 'note.read' WHERE sequence = 3",), ProblemKind.JOURNAL_CHANGED),
    "another worker": (("UPDATE journal SET worker_id = 'x' WHERE sequence = 9",), ProblemKind.JOURNAL_CHANGED),
    "another time": (("UPDATE journal SET at = '2020-01-01 00:00:00.000000'",), ProblemKind.JOURNAL_CHANGED),
    "the first line gone": (("DELETE FROM journal WHERE sequence = 1",), ProblemKind.JOURNAL_GAP),
    "a line gone": (("DELETE FROM journal WHERE sequence = 5",), ProblemKind.JOURNAL_GAP),
    "two lines swapped": (
        (
            "UPDATE journal SET sequence = 0 WHERE sequence = 4",
            "UPDATE journal SET sequence = 4 WHERE sequence = 5",
            "UPDATE journal SET sequence = 5 WHERE sequence = 0",
        ),
        ProblemKind.JOURNAL_CHANGED,
    ),
    "a line gone and closed up": (
        ("DELETE FROM journal WHERE sequence = 5", "UPDATE journal SET sequence = sequence - 1 WHERE sequence > 5"),
        ProblemKind.JOURNAL_CHANGED,
    ),
    "a line added in front": (
        ("INSERT INTO journal SELECT 0, at, worker_id, action, kind, record_id, revision, hash FROM journal LIMIT 1",),
        ProblemKind.JOURNAL_GAP,
    ),
    "a record removed": (
        ("PRAGMA foreign_keys = OFF", "DELETE FROM note WHERE id = (SELECT min(id) FROM note)"),
        ProblemKind.RECORD_GONE,
    ),
    "a record put back to before": (
        ("UPDATE note SET revision = 0 WHERE id = (SELECT min(id) FROM note)",),
        ProblemKind.RECORD_OLDER,
    ),
    "a record changed without a line": (
        ("UPDATE note SET text = 'x', revision = 2, changed_at = '2026-11-23 13:00:00.000000'",),
        ProblemKind.RECORD_UNKNOWN_CHANGE,
    ),
    "a reference to nobody": (
        ("PRAGMA foreign_keys = OFF", "UPDATE dossier SET client_id = 'nobody'"),
        ProblemKind.REFERENCES,
    ),
    "a trigger of somebody else": (
        ("CREATE TRIGGER spy AFTER INSERT ON note BEGIN DELETE FROM note; END", "DROP TRIGGER IF EXISTS none"),
        ProblemKind.SCHEMA,
    ),
    "a view": (("CREATE VIEW everything AS SELECT * FROM note",), ProblemKind.SCHEMA),
    "a column more": (("ALTER TABLE note ADD COLUMN secret TEXT",), ProblemKind.SCHEMA),
    "an index gone": (("DROP INDEX ix_note_dossier_id",), ProblemKind.SCHEMA),
}


@pytest.mark.parametrize(("statements", "expected"), MEDDLING.values(), ids=MEDDLING.keys())
def test_meddling_is_found(brug: Office, statements: tuple[str, ...], expected: ProblemKind) -> None:
    meddle(brug, *statements)
    assert expected in problems(brug)


def test_a_journal_without_its_triggers_is_found(brug: Office) -> None:
    connection = connect(brug.path, brug.key())
    for statement in FREE:
        connection.execute(statement)
    connection.close()
    assert problems(brug) == [ProblemKind.SCHEMA, ProblemKind.SCHEMA]


def damage(brug: Office, page: int, at: int) -> None:
    """What a bad disk does: one bit of one page, counted from 1."""
    content = bytearray(brug.path.read_bytes())
    content[(page - 1) * PAGE + at] ^= 1
    brug.path.write_bytes(content)


def test_a_damaged_file_is_found_and_nothing_is_read_from_it(brug: Office) -> None:
    connection = connect(brug.path, brug.key())
    row = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'note'").fetchone()
    connection.close()
    assert row is not None
    damage(brug, int(str(row[0])), at=PAGE // 2)
    assert set(problems(brug)) == {ProblemKind.FILE}


def test_where_even_the_list_of_tables_is_damaged_the_file_is_refused(brug: Office) -> None:
    damage(brug, page=1, at=PAGE // 2)
    with refused("damaged_file"):
        problems(brug)


def test_no_page_can_be_damaged_unnoticed(brug: Office) -> None:
    """Which page holds what differs from office to office, and with it how damage is told: but always told."""
    good = brug.path.read_bytes()
    key = brug.key()
    for page in range(1, len(good) // PAGE + 1):
        damage(brug, page, at=page * 997 % PAGE)
        try:
            found = {problem.kind for problem in check_report.problems_in(brug.path, key)}
        except DeskError as refusal:
            found = {refusal.key}
        assert found in ({ProblemKind.FILE}, {"damaged_file"}), page
        brug.path.write_bytes(good)
    assert len(good) > 100 * PAGE
    assert check_report.problems_in(brug.path, key) == ()


def test_an_office_in_use_is_not_checked_under_somebody_s_hands(brug: Office) -> None:
    desk = brug.open()
    with refused("office_in_use"):
        check_report.problems_in(brug.path, brug.key())
    desk.database.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.execute("UPDATE journal SET action = 'x'"),
        lambda c: c.execute("DELETE FROM journal"),
        lambda c: c.execute("INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 2"),
        lambda c: c.execute("REPLACE INTO journal(sequence, at, worker_id, action, kind, record_id, revision, hash)"
                            " VALUES (2, '', '', '', '', '', 1, '')"),
    ],
    ids=["update", "delete", "insert or replace", "replace"],
)  # fmt: skip
def test_the_journal_only_grows(brug: Office, change: Callable[[Connection], object]) -> None:
    desk = brug.open()
    with pytest.raises((DBAPIError, DriverError), match="append-only"), desk.database.plain() as connection:
        change(connection)
    desk.database.close()
    assert problems(brug) == []
