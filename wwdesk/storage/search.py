# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Finding people, dossiers and notes by the start of words, newest first.

One FTS5 table holds the words; its rowid is the id of `search_entry`, which says what the words
belong to. Never ranked while typing: ranking a frequent word costs 44 ms over 100,000 dossiers,
newest first 0.06 ms (docs/decisions/008).
"""

from __future__ import annotations

import unicodedata

from sqlalchemy import Integer, String, Text, delete, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wwdesk.domain.overviews import SearchHit
from wwdesk.storage.records.base import ID, Base

CREATE_WORDS = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, prefix='2 3 4 5', tokenize='unicode61 remove_diacritics 2')"
)
SECURE_DELETE = "INSERT INTO search_words(search_words, rank) VALUES('secure-delete', 1)"
"""Without it FTS5 keeps the words of an erased person in its index; a contentless table would
keep them even with it."""
FTS_TABLES = frozenset(
    {
        "search_words",
        "search_words_content",
        "search_words_data",
        "search_words_idx",
        "search_words_docsize",
        "search_words_config",
    }
)
"""What SQLite makes for the virtual table: not in the models, so the schema test leaves them out."""


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


def remember(
    session: Session, *, kind: str, subject_id: str, target_id: str, title: str, detail: str, words: str
) -> None:
    """Makes a subject findable by `words`, replacing what it was findable by."""
    forget(session, subject_id)
    entry = SearchEntryRecord(kind=kind, subject_id=subject_id, target_id=target_id, title=title, detail=detail)
    session.add(entry)
    session.flush()
    session.execute(
        text("INSERT INTO search_words(rowid, words) VALUES (:id, :words)"), {"id": entry.id, "words": words}
    )


def forget(session: Session, subject_id: str) -> None:
    """Makes a subject unfindable."""
    entry_id = session.scalar(select(SearchEntryRecord.id).where(SearchEntryRecord.subject_id == subject_id))
    if entry_id is not None:
        session.execute(text("DELETE FROM search_words WHERE rowid = :id"), {"id": entry_id})
        session.execute(delete(SearchEntryRecord).where(SearchEntryRecord.id == entry_id))


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


_FIND = text(
    "SELECT e.kind, e.target_id, e.title, e.detail FROM search_words w JOIN search_entry e ON e.id = w.rowid"
    " WHERE search_words MATCH :query ORDER BY w.rowid DESC LIMIT :limit"
)


_FIND_PEOPLE = text(_FIND.text.replace(" ORDER BY", " AND e.kind <> 'note' ORDER BY"))
"""For the list of people: in a busy office the newest thousand hits of "an" would all be notes."""


def find(session: Session, typed: str, limit: int, *, notes: bool = True) -> tuple[SearchHit, ...]:
    """What matches every typed word, newest first; people and dossiers only without `notes`."""
    query = match_expression(typed)
    if not query:
        return ()
    rows = session.execute(_FIND if notes else _FIND_PEOPLE, {"query": query, "limit": limit})
    return tuple(SearchHit(kind=row[0], record_id=row[1], title=row[2], detail=row[3]) for row in rows)
