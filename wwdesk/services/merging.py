# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Making two records of one person into one, and taking that apart again."""

from __future__ import annotations

import json
from datetime import date

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage import indexing
from wwdesk.storage.reads import people as reads
from wwdesk.storage.records.people import MergeRecord, PersonRecord
from wwdesk.storage.work import Work

_EMPTY = PersonDetails()


@permitted(Permission.MERGE_PEOPLE)
def merge(desk: Desk, keep_id: str, gone_id: str) -> Changes:
    """Makes two records of one person into one; `made` is the id of the merge, for undo_merge.

    Dossiers, household, network and volunteer work of the one go over to the other; fields that
    were empty in the kept record are filled. The other record stays, hidden, until undone.
    """
    if keep_id == gone_id:
        raise DeskError("merge_with_self")
    with desk.work("person.merge") as work:
        kept, gone = work.get(PersonRecord, keep_id), work.get(PersonRecord, gone_id)
        if kept.merged_into_id is not None or gone.merged_into_id is not None:
            raise DeskError("already_merged")
        moved = reads.belongings(work.session, gone_id)
        _move(work, moved, keep_id)
        filled = _fill_gaps(work, kept, gone)
        gone.merged_into_id = keep_id
        work.touch(gone)
        record = work.add(
            MergeRecord(kept_id=keep_id, gone_id=gone_id, moved=json.dumps(moved), kept_before=json.dumps(filled))
        )
        work.about(record)
        indexing.index_person(work.session, gone_id)
        indexing.index_person(work.session, keep_id)
    return changed(Subject.PEOPLE, Subject.DOSSIER, Subject.SCREENING, Subject.TODAY, made=record.id)


@permitted(Permission.MERGE_PEOPLE)
def undo_merge(desk: Desk, merge_id: str) -> Changes:
    """Takes a merge apart again: each person gets back what was theirs.

    What was changed by hand since the merge is left as it is now. Raises DeskError
    `merge_undone_before`, and `merge_undo_later_first` while the kept person is merged away: what
    was moved lies with somebody else then.
    """
    with desk.work("person.unmerge") as work:
        record = work.get(MergeRecord, merge_id)
        if record.binned_at is not None:
            raise DeskError("merge_undone_before")
        kept, gone = work.get(PersonRecord, record.kept_id), work.get(PersonRecord, record.gone_id)
        if kept.merged_into_id is not None:
            raise DeskError("merge_undo_later_first")
        _move(work, json.loads(record.moved), record.gone_id, only_from=record.kept_id)
        _empty_gaps(work, kept, json.loads(record.kept_before))
        gone.merged_into_id = None
        work.touch(gone)
        work.bin(record)
        work.about(record)
        indexing.index_person(work.session, gone.id)
        indexing.index_person(work.session, kept.id)
    return changed(Subject.PEOPLE, Subject.DOSSIER, Subject.SCREENING, Subject.TODAY)


def _move(work: Work, moved: dict[str, list[str]], to_id: str, only_from: str | None = None) -> None:
    """Gives records another person; `only_from` leaves alone what went to somebody else meanwhile."""
    for place, ids in moved.items():
        table, column = place.split(".")
        for record_id in ids:
            record = work.get(reads.OWNED_KINDS[table], record_id)
            if only_from is None or getattr(record, column) == only_from:
                setattr(record, column, to_id)
                work.touch(record)


def _fill_gaps(work: Work, kept: PersonRecord, gone: PersonRecord) -> dict[str, str]:
    """Fills empty fields of the kept person; returns what was filled in, as text, per field."""
    mine, theirs = reads.details_of(kept), reads.details_of(gone)
    values = {name: getattr(mine, name) for name in reads.PERSON_FIELDS}
    filled = {
        name: getattr(theirs, name)
        for name in reads.PERSON_FIELDS
        if values[name] == getattr(_EMPTY, name) != getattr(theirs, name) and not mine.anonymous and name != "anonymous"
    }
    reads.fill_person(kept, PersonDetails(**{**values, **filled}))
    work.touch(kept)
    return {name: _text(value) for name, value in filled.items()}


def _empty_gaps(work: Work, kept: PersonRecord, filled: dict[str, str]) -> None:
    now = reads.details_of(kept)
    values = {name: getattr(now, name) for name in reads.PERSON_FIELDS}
    unchanged = {name: getattr(_EMPTY, name) for name, text in filled.items() if _text(values[name]) == text}
    emptied = PersonDetails(**{**values, **unchanged})
    # Who took over the name and has since lost every other keeps it: nobody could find them without.
    reads.fill_person(kept, emptied if emptied.shown_name else now)
    work.touch(kept)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
