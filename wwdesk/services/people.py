# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Finding, adding and changing people; duplicates; volunteers."""

from __future__ import annotations

from datetime import date

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.checks import checked_person
from wwdesk.domain.duplicates import Likeness, compare
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import DuplicateHit, PeoplePage, PersonOverview, SearchHit
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage import indexing
from wwdesk.storage import search as words
from wwdesk.storage.reads import people as reads
from wwdesk.storage.records.people import PersonRecord, VolunteerRecord

_MOST_FOUND = 1000
"""People shown in the list for one search; a worker types another letter long before."""


@permitted(Permission.READ_PEOPLE)
def search(desk: Desk, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """People, dossiers and notes with every word of `text` as the start of a word, newest first."""
    with desk.reading() as session:
        return words.find(session, text, limit)


@permitted(Permission.READ_PEOPLE)
def people(desk: Desk, *, text: str = "", only_mine: bool = False, offset: int = 0, limit: int = 200) -> PeoplePage:
    """A stretch of the list of people, by family name, or found by `text`."""
    with desk.reading() as session:
        ids: list[str] | None = None
        if words.match_expression(text):
            hits = words.find(session, text, _MOST_FOUND, notes=False)
            ids = reads.people_of_targets(session, (hit.record_id for hit in hits))
        worker_id = desk.worker.id if only_mine else None
        return reads.people_page(session, ids=ids, worker_id=worker_id, offset=offset, limit=limit)


@permitted(Permission.READ_PEOPLE)
def person(desk: Desk, person_id: str) -> PersonOverview:
    """Everything known of one person. Raises DeskError `not_found`."""
    with desk.reading() as session:
        return reads.person_overview(session, person_id)


@permitted(Permission.READ_PEOPLE)
def likely_duplicates(desk: Desk, details: PersonDetails, except_id: str | None = None) -> tuple[DuplicateHit, ...]:
    """People already known who may be the same person, likeliest first (name likeness x birth date)."""
    born = details.birth_date
    swapped = _swapped(born) if born else None
    with desk.reading() as session:
        candidates = reads.duplicate_candidates(session, details, [swapped] if swapped else [], except_id)
        alike = {record.id: compare(details, reads.details_of(record)) for record in candidates}
        likely = [record for record in candidates if alike[record.id].worth_asking]
        likely.sort(key=lambda record: (-alike[record.id].score, record.name_key))
        rows = reads.person_rows(session, likely[:8])
    return tuple(
        DuplicateHit(
            person=row,
            likeness=alike[row.id].score,
            why=_why(alike[row.id]),
        )
        for row in rows
    )


def _why(alike: Likeness) -> str:
    if alike.same_number:
        return t("services.duplicate.same_number")
    name = t("services.duplicate.same_name") if alike.same_name else t("services.duplicate.like_name")
    return t("services.duplicate.both", name=name, dates=t(f"services.duplicate.dates.{alike.birth_dates}"))


def _swapped(day: date) -> date | None:
    try:
        return date(day.year, day.day, day.month)
    except ValueError:
        return None


@permitted(Permission.EDIT_PEOPLE)
def add_person(desk: Desk, details: PersonDetails) -> Changes:
    """Adds a person. `made` is the person's id. Raises DeskError where a field cannot be right."""
    checked = checked_person(details, desk.clock.today())
    with desk.work("person.add") as work:
        record = PersonRecord()
        reads.fill_person(record, checked)
        work.about(work.add(record))
        indexing.index_person(work.session, record.id)
    return changed(Subject.PEOPLE, ids=(record.id,), made=record.id)


@permitted(Permission.EDIT_PEOPLE)
def change_person(desk: Desk, person_id: str, revision: int, details: PersonDetails) -> Changes:
    """Replaces what is known of a person. Raises DeskError `changed_meanwhile` on another revision."""
    checked = checked_person(details, desk.clock.today())
    with desk.work("person.change") as work:
        record = work.get(PersonRecord, person_id, revision)
        if record.merged_into_id is not None:
            raise DeskError("not_found")
        reads.fill_person(record, checked)
        work.touch(record)
        work.about(record)
        indexing.index_person(work.session, record.id)
    return changed(Subject.PEOPLE, Subject.DOSSIER, Subject.SCREENING, Subject.TODAY, made=None)


@permitted(Permission.EDIT_PEOPLE)
def make_volunteer(desk: Desk, person_id: str) -> Changes:
    """Registers a person as volunteer (the basis; matching adds the rest)."""
    with desk.work("volunteer.add") as work:
        person = reads.find_person(work.session, person_id)
        if reads.current_volunteer(work.session, person.id):
            raise DeskError("already_volunteer")
        work.about(work.add(VolunteerRecord(person_id=person.id, since=desk.clock.today())))
    return changed(Subject.PEOPLE, ids=(person.id,))


@permitted(Permission.EDIT_PEOPLE)
def end_volunteer(desk: Desk, person_id: str) -> Changes:
    """Ends the registration as volunteer; of somebody merged out of two volunteers, both."""
    with desk.work("volunteer.end") as work:
        person = reads.find_person(work.session, person_id)
        records = reads.current_volunteer(work.session, person.id)
        if not records:
            raise DeskError("not_found")
        for record in records:
            work.bin(record)
            work.about(record)
    return changed(Subject.PEOPLE, ids=(person.id,))
