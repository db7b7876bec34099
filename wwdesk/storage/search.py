# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Finding people, dossiers and notes by the start of words: people first, then notes, each newest first.

The words stand in two FTS5 tables, one for people (with their dossiers) and one for notes: in one
table the notes of a busy office would push every client called An out of sight. A rowid is the id
of `search_entry`, which says what the words belong to. Never ranked while typing: ranking a
frequent word costs 44 ms over 100,000 dossiers, newest first 0.06 ms (docs/decisions/008).
"""

from __future__ import annotations

import unicodedata

from sqlalchemy import Integer, String, Text, delete, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wwdesk.domain.overviews import SearchHit
from wwdesk.storage.records.base import ID, Base

NOTE = "note"
"""The kind of an entry whose words stand in the table of notes."""
_NAMES, _NOTES = "search_names", "search_notes"
WORD_TABLES = (_NAMES, _NOTES)
CREATE_WORDS = {
    table: f"CREATE VIRTUAL TABLE {table} USING fts5(words, prefix='2 3 4 5', tokenize='unicode61 remove_diacritics 2')"
    for table in WORD_TABLES
}
SECURE_DELETE = tuple(f"INSERT INTO {table}({table}, rank) VALUES('secure-delete', 1)" for table in WORD_TABLES)
"""Without it FTS5 keeps the words of an erased person in its index; a contentless table would
keep them even with it."""
FTS_TABLES = frozenset(
    f"{table}{part}" for table in WORD_TABLES for part in ("", "_content", "_data", "_idx", "_docsize", "_config")
)
"""What SQLite makes for the virtual tables: not in the models, so the schema test leaves them out."""


class SearchEntryRecord(Base):
    """What can be found: one row per person, dossier or note."""

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(ID, unique=True)
    """The person, dossier or note whose words these are."""
    target_id: Mapped[str] = mapped_column(ID)
    """The person or dossier that is opened."""
    title: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)


# The only names that go into these statements are our own two.
_INSERT = {t: text(f"INSERT INTO {t}(rowid, words) VALUES (:id, :words)") for t in WORD_TABLES}  # noqa: S608
_DELETE = {t: text(f"DELETE FROM {t} WHERE rowid = :id") for t in WORD_TABLES}  # noqa: S608
_FIND = {
    table: text(
        f"SELECT e.kind, e.target_id, e.title, e.detail FROM {table} w JOIN search_entry e ON e.id = w.rowid"  # noqa: S608
        f" WHERE {table} MATCH :query ORDER BY w.rowid DESC LIMIT :limit"
    )
    for table in WORD_TABLES
}


def _table_of(kind: str) -> str:
    return _NOTES if kind == NOTE else _NAMES


def remember(
    session: Session, *, kind: str, subject_id: str, target_id: str, title: str, detail: str, words: str
) -> None:
    """Makes a subject findable by `words`, replacing what it was findable by."""
    forget(session, subject_id)
    entry = SearchEntryRecord(kind=kind, subject_id=subject_id, target_id=target_id, title=title, detail=detail)
    session.add(entry)
    session.flush()
    session.execute(_INSERT[_table_of(kind)], {"id": entry.id, "words": words})


def forget(session: Session, subject_id: str) -> None:
    """Makes a subject unfindable."""
    entry = session.scalar(select(SearchEntryRecord).where(SearchEntryRecord.subject_id == subject_id))
    if entry is not None:
        session.execute(_DELETE[_table_of(entry.kind)], {"id": entry.id})
        session.execute(delete(SearchEntryRecord).where(SearchEntryRecord.id == entry.id))


def rename(session: Session, subject_id: str, title: str) -> None:
    """Shows a subject under another title, findable by the same words and as new as it was."""
    session.execute(update(SearchEntryRecord).where(SearchEntryRecord.subject_id == subject_id).values(title=title))


def match_expression(typed: str) -> str:
    """What was typed as an FTS5 query: every word as the start of a word; empty if there is no word.

    Quotes and operators typed by a person are just separators: nothing typed is ever syntax.
    """
    folded = unicodedata.normalize("NFC", typed)
    words = "".join(char if char.isalnum() else " " for char in folded).split()
    return " ".join(f'"{word}"*' for word in words[:12])


def find(session: Session, typed: str, limit: int, *, notes: bool = True) -> tuple[SearchHit, ...]:
    """What matches every typed word: people and dossiers, then notes unless `notes` is False."""
    query = match_expression(typed)
    hits: list[SearchHit] = []
    for table in WORD_TABLES if notes else (_NAMES,):
        if query and len(hits) < limit:
            rows = session.execute(_FIND[table], {"query": query, "limit": limit - len(hits)})
            hits += [SearchHit(kind=row[0], record_id=row[1], title=row[2], detail=row[3]) for row in rows]
    return tuple(hits)
