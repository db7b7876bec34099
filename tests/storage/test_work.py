# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One action: one transaction, one journal line, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError

from tests.offices import TestOffices
from wwdesk.domain.errors import DeskError
from wwdesk.services.desk import Desk
from wwdesk.storage import search
from wwdesk.storage.records.office import JournalRecord
from wwdesk.storage.records.people import PersonRecord
from wwdesk.storage.work import FIRST_HASH, journal_hash


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = TestOffices(tmp_path_factory.mktemp("kantoor")).fresh()
    yield desk
    desk.database.close()


def add(desk: Desk, name: str) -> str:
    with desk.work("person.add") as work:
        record = work.add(PersonRecord(given_name=name))
        work.about(record)
    return record.id


def lines(desk: Desk) -> list[JournalRecord]:
    with desk.reading() as session:
        found = list(session.scalars(select(JournalRecord).order_by(JournalRecord.sequence)))
        session.expunge_all()
    return found


def test_an_action_that_fails_halfway_leaves_nothing(desk: Desk) -> None:
    before = len(lines(desk))

    def fail() -> None:
        with desk.work("person.add") as work:
            work.about(work.add(PersonRecord(given_name="Half")))
            raise RuntimeError("the program stumbles here")

    with pytest.raises(RuntimeError):
        fail()
    with desk.reading() as session:
        assert session.scalars(select(PersonRecord)).all() == []
    assert len(lines(desk)) == before


def test_an_action_about_nothing_is_a_mistake_and_keeps_nothing(desk: Desk) -> None:
    def forget() -> None:
        with desk.work("person.add") as work:
            work.add(PersonRecord(given_name="Stil"))

    with pytest.raises(RuntimeError):
        forget()
    with desk.reading() as session:
        assert session.scalars(select(PersonRecord)).all() == []


def test_every_line_is_chained_to_the_one_before(desk: Desk) -> None:
    for name in ("Een", "Twee", "Drie"):
        add(desk, name)
    previous = FIRST_HASH
    for number, line in enumerate(lines(desk), 1):
        assert line.sequence == number
        assert line.hash == journal_hash(line, previous)
        previous = line.hash


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_journal_cannot_be_rewritten(desk: Desk, change: str) -> None:
    add(desk, "Een")
    before = [line.hash for line in lines(desk)]
    statement = update(JournalRecord).values(action="niets") if change == "update" else delete(JournalRecord)

    def rewrite() -> None:
        with desk.database.writing() as session:
            session.execute(statement)

    with pytest.raises((IntegrityError, DeskError)):
        rewrite()
    assert [line.hash for line in lines(desk)] == before


def test_a_record_knows_who_touched_it_and_how_often(desk: Desk) -> None:
    person_id = add(desk, "Een")
    with desk.work("person.change") as work:
        record = work.get(PersonRecord, person_id, 1)
        record.given_name = "Eén"
        work.touch(record)
        work.about(record)
    assert record.revision == 2
    assert record.changed_by == desk.worker.id
    assert lines(desk)[-1].revision == 2


def test_reading_keeps_nothing(desk: Desk) -> None:
    person_id = add(desk, "Een")
    with desk.reading() as session:
        session.get_one(PersonRecord, person_id).given_name = "Ander"
    with desk.reading() as session:
        assert session.get_one(PersonRecord, person_id).given_name == "Een"


def test_an_erased_word_leaves_no_trace_in_the_index(desk: Desk) -> None:
    with desk.database.writing() as session:
        search.remember(
            session, kind="note", subject_id="x", target_id="y", title="", detail="", words="zeldzaamwoord kelder"
        )
    with desk.database.writing() as session:
        search.forget(session, "x")
    with desk.reading() as session:
        blocks = b"".join(row[0] for row in session.execute(text("SELECT block FROM search_notes_data")))
        assert b"zeldzaamwoord" not in blocks
        assert search.find(session, "zeldzaam", 5) == ()


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", ""),
        ("  ", ""),
        ('"', ""),
        ("jan", '"jan"*'),
        ("Jan  De-Smet", '"Jan"* "De"* "Smet"*'),
        ("a OR b", '"a"* "OR"* "b"*'),
        ("2026-0001", '"2026"* "0001"*'),
        ("x\x00y", '"x"* "y"*'),
    ],
)
def test_what_is_typed_is_never_syntax(typed: str, query: str) -> None:
    assert search.match_expression(typed) == query
