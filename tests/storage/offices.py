# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A whole office with people in it, made once through the services and copied for every test."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.roles import Role
from wwdesk.services import dossiers, office, people
from wwdesk.services.desk import Desk
from wwdesk.storage import keys

AN = "koffie om vier uur"
BERT = "fietsen langs de Maas"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """An office on disk that nobody has open: An is its administrator, Bert works there."""

    path: Path
    recovery_key: str

    @property
    def key_path(self) -> Path:
        return keys.key_file_of(self.path)

    def slot_id(self, name: str = "An Peeters") -> str:
        return next(holder.slot_id for holder in office.key_holders(self.path) if holder.name == name)

    def open(self, name: str = "An Peeters", password: str = AN, clock: FixedClock | None = None) -> Desk:
        return office.open_office(self.path, self.slot_id(name), password, clock or FixedClock(NOON))

    def key(self) -> bytes:
        key_file = keys.read(self.key_path)
        return keys.unwrap(key_file.slot(self.slot_id()), AN, key_file.office_id)

    def refusal(self) -> str:
        """The key of the error with which this office refuses to open; empty if it opens."""
        try:
            self.open().database.close()
        except DeskError as refusal:
            return refusal.key
        return ""


def make(folder: Path) -> Office:
    path = folder / "De Brug.wwdesk"
    clock = FixedClock(NOON)
    new = office.create_office(path, "CAW De Brug", "An Peeters", AN, clock)
    office.add_worker(new.desk, "Bert Maes", Role.WORKER, "", BERT)
    for number in range(8):
        details = PersonDetails(
            given_name=f"Zoë{number}", family_name="Voorbeeld", birth_date=date(1980 + number, 3, 7)
        )
        person = people.add_person(new.desk, details).made
        assert person
        dossier = dossiers.open_dossier(new.desk, person, DossierDetails(opened_on=date(2026, 11, 2))).made
        assert dossier
        dossiers.add_note(new.desk, dossier, date(2026, 11, 3), "Kwam langs aan de balie. " * 40)
    new.desk.database.close()
    return Office(path, new.recovery_key)


def copy_of(made: Office, folder: Path) -> Office:
    folder.mkdir(parents=True, exist_ok=True)
    for file in made.path.parent.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    return Office(folder / made.path.name, made.recovery_key)


def refused(key: str) -> pytest.RaisesExc[DeskError]:
    """Expects a DeskError of one key with a whole sentence."""
    return pytest.RaisesExc(DeskError, check=lambda error: error.key == key and bool(error.sentence))
