# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Finding people while typing, among 100,000 dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlalchemy import text

from bench.big_office import big_office
from bench.figures import Figure, milliseconds
from wwdesk.domain.dates import parse_date
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, people, today
from wwdesk.services.desk import Desk
from wwdesk.storage.search import WORD_TABLES, match_expression

DOSSIERS = 100_000
_RAW = tuple(
    text(f"SELECT rowid FROM {table} WHERE {table} MATCH :query ORDER BY rowid DESC LIMIT 50")  # noqa: S608
    for table in WORD_TABLES
)


def _raw(desk: Desk, typed: str) -> None:
    with desk.reading() as session:
        for query in _RAW:
            session.execute(query, {"query": match_expression(typed)}).all()


def measure() -> Iterator[Figure]:
    """Each keystroke of a search beside the bare full-text query, and the lists of the first pages."""
    desk = big_office(DOSSIERS)
    for typed in ("jan", "pee", "huur", "jan pee", "zzzz"):
        yield Figure(
            name=f'type-ahead "{typed}", {DOSSIERS:,} dossiers',
            value=milliseconds(partial(people.search, desk, typed), rounds=30),
            unit="ms",
            reference=milliseconds(partial(_raw, desk, typed), rounds=30),
            reference_name="FTS5 prefix, newest 50, same file",
            goal=2.0,
        )
    first = people.people(desk).rows[0]
    born = parse_date("07/03/1984", desk.clock.today())
    alike = PersonDetails(given_name="Jan", family_name="Peeters", birth_date=born)
    for name, action, goal in (
        ("first page of the list by name", partial(people.people, desk), 100.0),
        ("list found by a usual name", partial(people.people, desk, text="jan"), 100.0),
        ("last page of the list", partial(people.people, desk, offset=DOSSIERS - 200), 100.0),
        ("duplicates of a usual name", partial(people.likely_duplicates, desk, alike), 100.0),
        ("first page: Vandaag of one worker", partial(today.today, desk), 100.0),
        ("first page: Vandaag of the office", partial(today.today, desk, only_mine=False), 200.0),
        ("open a dossier", partial(dossiers.dossier, desk, first.dossier_id or ""), 50.0),
    ):
        yield Figure(name=name, value=milliseconds(action, rounds=10), unit="ms", goal=goal)
    desk.database.close()
