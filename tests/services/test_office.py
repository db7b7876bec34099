# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""An office from the first day on: workers come and go, forget passwords, and change settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.offices import AN, BERT, NOON, Office, refused
from wwdesk.domain.changes import Subject
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.overviews import OfficeSettings, WorkerRow
from wwdesk.domain.roles import Role
from wwdesk.services import office, people
from wwdesk.services.desk import Desk
from wwdesk.storage import keys
from wwdesk.storage.files import Staged

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def an(brug: Office) -> Iterator[Desk]:
    desk = brug.open()
    yield desk
    desk.database.close()


def worker(desk: Desk, name: str) -> WorkerRow:
    return next(row for row in office.workers(desk) if row.name == name)


# -- passwords --------------------------------------------------------------------------------


def test_a_new_password_replaces_the_old_one(brug: Office, an: Desk) -> None:
    slot_id = brug.slot_id()
    changes = office.change_password(an, AN, "nieuw en beter zo")
    assert changes.concerns(Subject.WORKERS, an.worker.id)
    an.database.close()
    with refused("wrong_password"):
        brug.open()
    brug.open(password="nieuw en beter zo").database.close()
    assert brug.slot_id() == slot_id, "the name she chose last time stays chosen"


def test_the_old_password_is_asked_first(brug: Office, an: Desk) -> None:
    before = brug.key_path.read_bytes()
    with refused("wrong_password"):
        office.change_password(an, "iets heel anders", "nieuw en beter zo")
    with refused("password_too_short"):
        office.change_password(an, AN, "kort")
    with refused("password_too_common"):
        office.change_password(an, AN, "An Peeters 1")
    assert brug.key_path.read_bytes() == before


def test_a_new_password_rewrites_no_data(brug: Office, an: Desk) -> None:
    pages_before = brug.path.read_bytes()
    office.change_password(an, AN, "nieuw en beter zo")
    pages = brug.path.read_bytes()
    changed = sum(pages[at : at + 4096] != pages_before[at : at + 4096] for at in range(0, len(pages), 4096))
    assert changed <= 8  # the worker, the journal, their indexes


def test_unlocking_asks_for_the_password_of_who_sits_here(an: Desk) -> None:
    office.require_password(an, AN)
    with refused("wrong_password"):
        office.require_password(an, BERT)


def test_a_full_disk_leaves_the_old_password(brug: Office, an: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wwdesk.storage.files.os.fsync", _full)
    with refused("disk_full"):
        office.change_password(an, AN, "nieuw en beter zo")
    monkeypatch.undo()
    office.require_password(an, AN)
    assert sorted(path.name for path in brug.path.parent.glob("*.new-*")) == []


def test_a_power_cut_between_record_and_key_file_leaves_the_old_password(
    an: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_staged: Staged) -> None:
        raise SystemExit

    monkeypatch.setattr(Staged, "replace", cut)
    with pytest.raises(SystemExit):
        office.change_password(an, AN, "nieuw en beter zo")
    monkeypatch.undo()
    office.require_password(an, AN)


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


# -- the recovery key -------------------------------------------------------------------------


def test_the_printed_key_opens_when_the_password_is_gone(brug: Office) -> None:
    desk = office.open_with_recovery_key(brug.path, brug.recovery_key, "nooit meer vergeten", FixedClock(NOON))
    assert (desk.worker.name, desk.worker.role) == ("An Peeters", Role.ADMINISTRATOR)
    assert people.people(desk).total == 8
    desk.database.close()
    brug.open(password="nooit meer vergeten").database.close()
    brug.open("Bert Maes", BERT).database.close()
    with refused("wrong_password"):
        brug.open()


def test_a_typing_mistake_an_old_sheet_and_a_short_password_are_told_apart(brug: Office, an: Desk) -> None:
    newer = office.new_recovery_key(an)
    an.database.close()
    clock = FixedClock(NOON)
    with refused("recovery_key_typo"):
        office.open_with_recovery_key(brug.path, newer[:-1], "nooit meer vergeten", clock)
    with refused("wrong_recovery_key"):
        office.open_with_recovery_key(brug.path, brug.recovery_key, "nooit meer vergeten", clock)
    with refused("password_too_short"):
        office.open_with_recovery_key(brug.path, newer, "kort", clock)
    brug.open().database.close()
    office.open_with_recovery_key(brug.path, newer, "nooit meer vergeten", clock).database.close()


# -- workers ----------------------------------------------------------------------------------


def test_a_new_worker_gets_a_key(brug: Office, an: Desk) -> None:
    changes = office.add_worker(an, "  Cas\tde Smet ", Role.TRAINEE, " cas@voorbeeld.be ", "de eerste werkdag")
    row = worker(an, "Cas de Smet")
    assert (row.id, row.role, row.email, row.active, row.has_key) == (
        changes.made,
        Role.TRAINEE,
        "cas@voorbeeld.be",
        True,
        True,
    )
    an.database.close()
    desk = brug.open("Cas de Smet", "de eerste werkdag")
    assert desk.worker.role is Role.TRAINEE
    desk.database.close()


def test_two_people_of_one_name_cannot_be_told_apart(an: Desk) -> None:
    with refused("name_taken"):
        office.add_worker(an, "bert maes", Role.WORKER, "", "de eerste werkdag")
    bert = worker(an, "Bert Maes")
    with refused("name_taken"):
        office.change_worker(an, bert.id, bert.revision, name="An Peeters", role=bert.role, email="", active=True)
    assert [row.name for row in office.workers(an)] == ["An Peeters", "Bert Maes"]


def test_a_worker_who_leaves_loses_the_key_and_can_come_back(brug: Office, an: Desk) -> None:
    bert = worker(an, "Bert Maes")
    office.change_worker(an, bert.id, bert.revision, name=bert.name, role=bert.role, email="", active=False)
    assert not worker(an, "Bert Maes").has_key
    assert [holder.name for holder in office.key_holders(brug.path)] == ["An Peeters"]
    with refused("works_here_no_longer"):
        office.reset_password(an, bert.id, "welkom terug Bert")
    bert = worker(an, "Bert Maes")
    office.change_worker(an, bert.id, bert.revision, name=bert.name, role=Role.READER, email="", active=True)
    assert not worker(an, "Bert Maes").has_key
    office.reset_password(an, bert.id, "fijn om er weer te zijn")
    an.database.close()
    desk = brug.open("Bert Maes", "fijn om er weer te zijn")
    assert desk.worker.role is Role.READER
    desk.database.close()


def test_a_key_that_outlived_its_worker_opens_nothing(brug: Office, an: Desk) -> None:
    """A power cut between the record and the key file: the record decides."""
    key_file = brug.key_path.read_bytes()
    slot_id = brug.slot_id("Bert Maes")
    bert = worker(an, "Bert Maes")
    office.change_worker(an, bert.id, bert.revision, name=bert.name, role=bert.role, email="", active=False)
    an.database.close()
    brug.key_path.write_bytes(key_file)
    with refused("works_here_no_longer"):
        office.open_office(brug.path, slot_id, BERT, FixedClock(NOON))
    assert [holder.name for holder in office.key_holders(brug.path)] == ["An Peeters"]


def test_a_new_name_shows_in_the_log_in_list(brug: Office, an: Desk) -> None:
    bert = worker(an, "Bert Maes")
    office.change_worker(an, bert.id, bert.revision, name="Bert Maes-Aerts", role=bert.role, email="", active=True)
    an.database.close()
    brug.open("Bert Maes-Aerts", BERT).database.close()


def test_somebody_can_always_manage_the_office(brug: Office, an: Desk) -> None:
    me = worker(an, "An Peeters")
    before = brug.key_path.read_bytes()
    for role, active in ((Role.WORKER, True), (Role.ADMINISTRATOR, False)):
        with refused("last_administrator"):
            office.change_worker(an, me.id, me.revision, name=me.name, role=role, email="", active=active)
    assert brug.key_path.read_bytes() == before
    assert worker(an, "An Peeters") == me
    bert = worker(an, "Bert Maes")
    office.change_worker(an, bert.id, bert.revision, name=bert.name, role=Role.ADMINISTRATOR, email="", active=True)
    office.change_worker(an, me.id, me.revision, name=me.name, role=Role.WORKER, email="", active=True)


def test_two_changes_at_once_are_noticed(an: Desk) -> None:
    bert = worker(an, "Bert Maes")
    office.change_worker(an, bert.id, bert.revision, name=bert.name, role=Role.READER, email="", active=True)
    with refused("changed_meanwhile"):
        office.change_worker(an, bert.id, bert.revision, name=bert.name, role=Role.WORKER, email="", active=True)


def test_only_an_administrator_manages_workers(brug: Office) -> None:
    desk = brug.open("Bert Maes", BERT)
    me = worker(desk, "Bert Maes")
    for refused_action in (
        lambda: office.add_worker(desk, "Cas", Role.WORKER, "", "de eerste werkdag"),
        lambda: office.reset_password(desk, me.id, "een twee drie vier"),
        lambda: office.change_worker(desk, me.id, 1, name="B", role=Role.ADMINISTRATOR, email="", active=True),
        lambda: office.new_recovery_key(desk),
        lambda: office.change_settings(desk, OfficeSettings(name="x")),
    ):
        with refused("not_allowed"):
            refused_action()
    desk.database.close()


def test_reset_gives_a_key_and_the_old_password_is_gone(brug: Office, an: Desk) -> None:
    office.reset_password(an, worker(an, "Bert Maes").id, "nieuw voor Bert hier")
    an.database.close()
    with refused("wrong_password"):
        brug.open("Bert Maes", BERT)
    brug.open("Bert Maes", "nieuw voor Bert hier").database.close()


# -- settings ---------------------------------------------------------------------------------


def test_settings_stay(brug: Office, an: Desk, tmp_path: Path) -> None:
    wanted = OfficeSettings(
        name="CAW De Nieuwe Brug",
        street="Kaai 1",
        postcode="3600",
        municipality="Genk",
        lock_minutes=5,
        use_rijksregisternummer=True,
        backup_folder=str(tmp_path),
        single_key_answers=False,
    )
    changes = office.change_settings(an, wanted)
    assert changes.concerns(Subject.OFFICE)
    an.database.close()
    desk = brug.open()
    assert office.settings(desk) == wanted
    assert desk.office_name == "CAW De Nieuwe Brug"
    assert keys.read(brug.key_path).backup_folder == str(tmp_path)
    desk.database.close()
    assert office.check(brug.path, brug.key()) == ()


def test_a_new_office_has_quiet_defaults(an: Desk) -> None:
    assert office.settings(an) == OfficeSettings(name="CAW De Brug")


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"lock_minutes": 0}, "lock_minutes_out_of_range"),
        ({"lock_minutes": 31}, "lock_minutes_out_of_range"),
        ({"name": " "}, "name_missing"),
        ({"backup_folder": "/bestaat/niet"}, "backup_folder_not_there"),
        ({"backup_folder": "backups"}, "backup_folder_not_there"),
    ],
)
def test_settings_that_cannot_be_right_are_refused(an: Desk, wrong: dict[str, object], expected: str) -> None:
    before = office.settings(an)
    with refused(expected):
        office.change_settings(an, replace(before, **wrong))  # type: ignore[arg-type]
    assert office.settings(an) == before
