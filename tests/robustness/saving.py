# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The office that is worked in while everything goes wrong."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from wwdesk.domain.clock import SystemClock
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, instruments, office, people, screening
from wwdesk.services.desk import Desk

PASSWORD = "koffie om vier uur"
WORKER = "An Peeters"
FORM = "woonvaardigheden"


@dataclass(frozen=True)
class Work:
    """What is worked on: a screening and its questions with five levels."""

    dossier_id: str
    screening_id: str
    paths: tuple[str, ...]

    def write(self, file: Path) -> None:
        file.with_suffix(".work").write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, file: Path) -> Work:
        found = json.loads(file.with_suffix(".work").read_text("utf-8"))
        return cls(found["dossier_id"], found["screening_id"], tuple(found["paths"]))


def open_again(file: Path, password: str = PASSWORD) -> Desk:
    slot = next(holder.slot_id for holder in office.key_holders(file) if holder.name == WORKER)
    return office.open_office(file, slot, password, SystemClock())


def make_work(file: Path) -> Work:
    desk = office.create_office(file, "CAW De Brug", WORKER, PASSWORD, SystemClock()).desk
    client = str(people.add_person(desk, PersonDetails(given_name="Zoë", family_name="Voorbeeld")).made)
    dossier = str(dossiers.open_dossier(desk, client, DossierDetails(opened_on=date(2026, 11, 23))).made)
    instruments.freeze_built_in(desk, FORM)
    running = str(screening.start(desk, dossier, FORM).made)
    form = screening.load(desk, running).form
    work = Work(dossier, running, tuple(question.path for question in form.questions() if question.scored))
    desk.database.close()
    work.write(file)
    return work
