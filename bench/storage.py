# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What encryption costs: the same work on the same engine with and without a key."""

from __future__ import annotations

import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import sqlcipher3.dbapi2 as sqlcipher

from bench.figures import Figure
from wwdesk.storage.database import Connection, connect

ROWS = 100_000
_WORDS = ["huur", "woning", "sleutel", "gemeente", "afspraak", "energie", "buren", "rekening", "wasmachine", "bezoek"]


def measure() -> Iterator[Figure]:
    """Writes, full-text search and random reads, in turn on both files so that drift cancels out."""
    folder = Path(tempfile.mkdtemp(prefix="wwdesk-bench-"))
    plain = _plain(folder / "open.db")
    keyed = connect(folder / "dicht.db", secrets.token_bytes(32), create_with=secrets.token_bytes(16))
    fills = [(_timed(lambda c=c: _fill(c))) for c in (plain, keyed)]
    yield _figure(f"insert {ROWS:,} rows with full text", fills[1], fills[0], 1.2)
    commits = _in_turn(plain, keyed, _commit, 300)
    yield _figure("one small commit (TRUNCATE, FULL)", commits[1], commits[0], 1.2)
    texts = _in_turn(plain, keyed, _find, 200)
    yield _figure("full-text search, newest 50", texts[1], texts[0], 1.15)
    reads = _in_turn(plain, keyed, _read, 20)
    yield _figure("1,000 random reads by id", reads[1], reads[0], 2.0)
    plain.close()
    keyed.close()


def _figure(name: str, ours: float, plain: float, goal: float) -> Figure:
    return Figure(
        name=name, value=ours, unit="ms", reference=plain, reference_name="no key", goal=goal, goal_is_ratio=True
    )


def _plain(path: Path) -> Connection:
    connection = cast("Connection", cast("Any", sqlcipher).connect(str(path), isolation_level=None))
    for pragma in ("journal_mode = TRUNCATE", "synchronous = FULL", "temp_store = MEMORY", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def _in_turn(
    plain: Connection, keyed: Connection, action: Callable[[Connection, int], object], rounds: int
) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 5):
        for connection, into in zip((plain, keyed), times, strict=True):
            into.append(_timed(lambda c=connection, n=number: action(c, n)))
    return statistics.median(times[0][5:]), statistics.median(times[1][5:])


def _fill(connection: Connection) -> None:
    chance = random.Random(1)  # noqa: S311 - the same rows each run
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, owner TEXT, body TEXT)")
    connection.execute(
        "CREATE VIRTUAL TABLE words USING fts5(body, prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("BEGIN IMMEDIATE")
    for number in range(ROWS):
        body = " ".join(chance.choices(_WORDS, k=40)) + f" zaak{number}"
        connection.execute("INSERT INTO note VALUES (?, ?, ?)", (number, f"dossier {number % 997}", body))
        connection.execute("INSERT INTO words(rowid, body) VALUES (?, ?)", (number, body))
    connection.execute("COMMIT")


def _commit(connection: Connection, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE note SET owner = ? WHERE id = ?", (f"nieuw {number}", number * 311 % ROWS))
    connection.execute("COMMIT")


def _find(connection: Connection, number: int) -> None:
    word = _WORDS[number % len(_WORDS)][:3] if number % 2 else f"zaak{number * 37 % 1000}"
    query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 50"
    connection.execute(query, (f'"{word}"*',)).fetchall()


def _read(connection: Connection, number: int) -> None:
    chance = random.Random(number)  # noqa: S311 - the same reads on both files
    for _ in range(1000):
        connection.execute("SELECT * FROM note WHERE id = ?", (chance.randrange(ROWS),)).fetchone()
