# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Large offices of invented people, made straight in the tables because services would take minutes."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from bench.made_up import make_people
from wwdesk.domain.clock import SystemClock
from wwdesk.domain.dates import show_date
from wwdesk.domain.ids import new_id
from wwdesk.domain.people import PersonDetails
from wwdesk.services import office
from wwdesk.services.desk import Desk
from wwdesk.storage.reads.people import fill_person
from wwdesk.storage.records.dossiers import DossierRecord, NoteRecord
from wwdesk.storage.records.people import PersonRecord
from wwdesk.storage.search import SearchEntryRecord

PASSWORD = "een lang wachtwoord voor de maat"  # noqa: S105 - of invented offices only
_FIRST_DAY = date(2020, 1, 2)
_BATCH = 5000


def big_office(dossiers: int, folder: Path | None = None) -> Desk:
    """An open office with so many clients, each with a dossier and a note."""
    folder = folder or Path(tempfile.mkdtemp(prefix="wwdesk-bench-"))
    desk = office.create_office(folder / "groot.wwdesk", "Groot Voorbeeld", "An Meter", PASSWORD, SystemClock()).desk
    people = list(make_people(dossiers, seed=1))
    for start in range(0, dossiers, _BATCH):
        with desk.database.writing() as session:
            _add(session, desk.worker.id, people[start : start + _BATCH], start)
    return desk


def _add(session: Session, worker_id: str, people: list[PersonDetails], start: int) -> None:
    now = datetime.now(UTC)
    tracked = {"revision": 1, "created_at": now, "changed_at": now, "created_by": worker_id, "changed_by": worker_id}
    persons, dossiers, notes, entries = [], [], [], []
    words: dict[str, list[dict[str, object]]] = {"dossier": [], "note": []}
    for place, details in enumerate(people, start):
        record = PersonRecord()
        fill_person(record, details)
        fields = {column.key: getattr(record, column.key) for column in PersonRecord.__table__.columns}
        person_id, dossier_id, note_id = new_id(), new_id(), new_id()
        opened = _FIRST_DAY + timedelta(days=place % 2000)
        number = f"{opened.year}-{place:06}"
        persons.append({**fields, **tracked, "id": person_id, "merged_into_id": None})
        dossiers.append(
            {
                **tracked,
                "id": dossier_id,
                "number": number,
                "client_id": person_id,
                "worker_id": worker_id if place % 20 == 0 else None,
                "status": "open" if place % 4 == 0 else "closed",
                "opened_on": opened,
                "target_group": "",
            }
        )
        note = f"Huisbezoek bij {details.given_name}: de woning is proper, de huur van deze maand is betaald."
        notes.append({**tracked, "id": note_id, "dossier_id": dossier_id, "on": opened, "text": note})
        shown = f"{number} · {show_date(details.birth_date)} · {details.municipality}"
        for kind, subject, title, detail, findable in (
            ("dossier", person_id, details.shown_name, shown, f"{details.shown_name} {details.municipality} {number}"),
            ("note", note_id, details.shown_name, note, note),
        ):
            entry_id = 2 * place + (1 if kind == "dossier" else 2)
            entries.append(
                {
                    "id": entry_id,
                    "kind": kind,
                    "subject_id": subject,
                    "target_id": dossier_id,
                    "title": title,
                    "detail": detail,
                }
            )
            words[kind].append({"id": entry_id, "words": findable})
    for table, rows in (
        (PersonRecord, persons),
        (DossierRecord, dossiers),
        (NoteRecord, notes),
        (SearchEntryRecord, entries),
    ):
        session.execute(insert(table), rows)
    session.execute(text("INSERT INTO search_names(rowid, words) VALUES (:id, :words)"), words["dossier"])
    session.execute(text("INSERT INTO search_notes(rowid, words) VALUES (:id, :words)"), words["note"])
