# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Backups: made while working, verified, found when the office is not, and put back without losing anything."""

from __future__ import annotations

import json
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.offices import AN, BERT, NOON, Office, make, refused
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.roles import Role
from wwdesk.services import office, people
from wwdesk.services.backups import back_up_if_changed
from wwdesk.services.office import BackupRow
from wwdesk.storage import backup, keys
from wwdesk.storage.database import connect


def make_backup(brug: Office, clock: FixedClock | None = None) -> BackupRow:
    desk = brug.open(clock=clock)
    try:
        return office.back_up(desk)
    finally:
        desk.database.close()


def add(desk: office.Desk, name: str) -> None:
    people.add_person(desk, PersonDetails(given_name=name))


def names(brug: Office) -> set[str]:
    desk = brug.open()
    try:
        return {row.name.partition(" ")[0] for row in people.people(desk).rows}
    finally:
        desk.database.close()


def test_a_backup_is_whole_encrypted_private_and_alone(brug: Office) -> None:
    made = make_backup(brug)
    assert made.path.parent == brug.path.parent / "backups"
    assert made.path.name.startswith("De Brug-20261123-")
    assert made.size == made.path.stat().st_size
    content = made.path.read_bytes()
    assert not content.startswith(b"SQLite")
    assert b"Voorbeeld" not in content
    names = {path.name.removeprefix(made.path.name) for path in made.path.parent.iterdir()}
    assert names == {"", ".keys", ".slip"}
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in made.path.parent.iterdir()} == {0o600}
    assert b"Voorbeeld" not in made.path.with_name(made.path.name + ".slip").read_bytes()
    connection = connect(made.path, brug.key())
    assert connection.execute("SELECT count(*) FROM person").fetchall() == [(8,)]
    connection.close()


def test_a_backup_opens_by_itself_as_an_office(brug: Office) -> None:
    made = make_backup(brug)
    desk = office.open_office(made.path, office.key_holders(made.path)[0].slot_id, AN, FixedClock(NOON))
    assert people.people(desk).total == 8
    desk.database.close()


def test_closing_backs_up_what_changed_and_only_then(brug: Office) -> None:
    office.close_office(brug.open())
    assert len(office.backups_of(brug.path)) == 1
    office.close_office(brug.open())
    assert len(office.backups_of(brug.path)) == 1
    desk = brug.open()
    add(desk, "Nieuw")
    office.close_office(desk)
    assert len(office.backups_of(brug.path)) == 2
    desk = brug.open()
    office.change_password(desk, AN, "een ander wachtwoord")
    office.close_office(desk)
    assert len(office.backups_of(brug.path)) == 3


def test_every_half_hour_of_work_is_kept_once(brug: Office) -> None:
    clock = FixedClock(NOON)
    desk = brug.open(clock=clock)
    assert back_up_if_changed(desk) is not None
    assert back_up_if_changed(desk) is None
    add(desk, "Nieuw")
    clock.moment += timedelta(minutes=30)
    made = back_up_if_changed(desk)
    assert made is not None
    assert made.at == clock.moment
    assert office.backups(desk)[0] == made
    desk.database.close()


def test_old_backups_are_thinned_out_and_others_are_left_alone(brug: Office, tmp_path: Path) -> None:
    (tmp_path / "ander").mkdir()
    other = make_backup(make(tmp_path / "ander"))
    folder = brug.path.parent / "backups"
    folder.mkdir()
    for end in ("", ".keys", ".slip"):
        shutil.copy(other.path.with_name(other.path.name + end), folder)
    (folder / "notitie.txt").write_text("van An", "utf-8")
    clock = FixedClock(NOON)
    desk = brug.open(clock=clock)
    for _ in range(12):
        for _ in range(3):
            clock.moment += timedelta(hours=1)
            office.back_up(desk)
        clock.moment += timedelta(days=1, hours=-3)
    rows = office.backups(desk)
    desk.database.close()
    assert rows[0].at == max(row.at for row in rows)
    assert 9 <= len(rows) <= 15
    assert len({row.at.date() for row in rows}) >= 7
    left = {path.name for path in folder.iterdir()}
    assert {other.path.name, "notitie.txt"} <= left
    assert len(left) == 3 * len(rows) + 4


def test_a_folder_of_the_office_s_own_choice(brug: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = brug.open()
    settings = office.settings(desk)
    office.change_settings(desk, replace(settings, backup_folder=str(stick)))
    office.close_office(desk)
    (row,) = office.backups_of(brug.path)
    assert row.path.parent == stick
    # The office no longer opens; its backups are found all the same.
    brug.path.write_bytes(b"")
    assert office.backups_of(brug.path) == (row,)
    office.restore_backup(row.path, brug.path)
    assert len(names(brug)) == 8
    # The stick is taken out: work is kept, and closing says that there is no backup.
    desk = brug.open()
    add(desk, "Nieuw")
    shutil.rmtree(stick)
    with refused("backup_folder_not_there"):
        office.close_office(desk)
    assert "Nieuw" in names(brug)


def test_a_bad_copy_never_becomes_a_backup(brug: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = brug.open()
    monkeypatch.setattr(backup, "damage_in", lambda _connection: object())
    with refused("backup_not_good"):
        office.back_up(desk)
    monkeypatch.undo()
    assert office.backups(desk) == ()
    assert list((brug.path.parent / "backups").iterdir()) == []
    desk.database.close()


def test_a_backup_folder_that_takes_no_files_is_named(brug: Office) -> None:
    (brug.path.parent / "backups").write_text("geen map", "utf-8")
    desk = brug.open()
    with refused("cannot_write_there"):
        office.back_up(desk)
    desk.database.close()


# -- putting back -----------------------------------------------------------------------------


def test_restoring_keeps_what_was_there(brug: Office) -> None:
    made = make_backup(brug)
    desk = brug.open()
    add(desk, "Later")
    desk.database.close()
    later = brug.path.read_bytes()
    kept = office.restore_backup(made.path, brug.path)
    assert kept
    assert kept.read_bytes() == later
    assert "Later" not in names(brug)
    # The file that was kept is still an office that opens.
    desk = office.open_office(kept, office.key_holders(kept)[0].slot_id, AN, FixedClock(NOON))
    assert people.people(desk).total == 9
    desk.database.close()


def test_a_journal_left_by_a_crash_goes_with_the_file_it_belongs_to(brug: Office) -> None:
    made = make_backup(brug)
    journal = brug.path.with_name(brug.path.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"half a transaction" * 100)
    wal = brug.path.with_name(brug.path.name + "-wal")
    wal.write_bytes(b"x")
    kept = office.restore_backup(made.path, brug.path)
    assert kept
    assert kept.with_name(kept.name + "-journal").exists()
    assert kept.with_name(kept.name + "-wal").exists()
    assert not wal.exists()
    assert len(names(brug)) == 8


def test_the_passwords_of_today_stay(brug: Office) -> None:
    made = make_backup(brug)
    desk = brug.open()
    office.change_password(desk, AN, "een ander wachtwoord")
    desk.database.close()
    office.restore_backup(made.path, brug.path)
    with refused("wrong_password"):
        brug.open()
    brug.open(password="een ander wachtwoord").database.close()


def test_a_worker_of_after_the_backup_is_told_and_loses_the_key(brug: Office) -> None:
    made = make_backup(brug)
    desk = brug.open()
    office.add_worker(desk, "Cas Nieuw", Role.WORKER, "", "net begonnen hier")
    desk.database.close()
    office.restore_backup(made.path, brug.path)
    with refused("works_here_no_longer"):
        brug.open("Cas Nieuw", "net begonnen hier")
    assert [holder.name for holder in office.key_holders(brug.path)] == ["An Peeters", "Bert Maes"]
    brug.open("Bert Maes", BERT).database.close()


def test_where_the_key_file_is_gone_the_backup_brings_its_own(brug: Office) -> None:
    made = make_backup(brug)
    brug.path.unlink()
    brug.key_path.unlink()
    assert office.backups_of(brug.path) == (made,)
    assert office.restore_backup(made.path, brug.path) is None
    assert len(names(brug)) == 8


def test_a_backup_of_another_office_is_refused(brug: Office, tmp_path: Path) -> None:
    (tmp_path / "ander").mkdir()
    other = make_backup(make(tmp_path / "ander"))
    before = brug.path.read_bytes()
    with refused("backup_other_office"):
        office.restore_backup(other.path, brug.path)
    assert brug.path.read_bytes() == before


def test_an_open_office_is_not_replaced(brug: Office) -> None:
    desk = brug.open()
    made = office.back_up(desk)
    with refused("office_in_use"):
        office.restore_backup(made.path, brug.path)
    desk.database.close()


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def slip_with(**values: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        slip = path.with_name(path.name + ".slip")
        slip.write_text(json.dumps({**json.loads(slip.read_text("utf-8")), **values}), "utf-8")

    return change


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "one wrong bit": (flip, "backup_damaged"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:-4096]), "backup_damaged"),
    "empty": (lambda path: path.write_bytes(b""), "backup_damaged"),
    "gone": (lambda path: path.unlink(), "backup_not_found"),
    "slip gone": (lambda path: path.with_name(path.name + ".slip").unlink(), "backup_not_found"),
    "slip empty": (lambda path: path.with_name(path.name + ".slip").write_bytes(b""), "backup_damaged"),
    "slip cut": (lambda path: path.with_name(path.name + ".slip").write_bytes(b'{"format":'), "backup_damaged"),
    "slip deep": (lambda path: path.with_name(path.name + ".slip").write_bytes(b"[" * 60_000), "backup_damaged"),
    "slip without zone": (slip_with(at="2026-11-23T09:00:00"), "backup_damaged"),
    "slip of a later version": (slip_with(version=2), "backup_damaged"),
    "slip with a wrong size": (slip_with(size=-1), "backup_damaged"),
    "slip with a list": (slip_with(office_file=[]), "backup_damaged"),
    "slip with more": (slip_with(more="x"), "backup_damaged"),
    "slip of another office": (slip_with(office_id="01970000-0000-7000-8000-000000000000"), "backup_damaged"),
    "key file gone": (lambda path: keys.key_file_of(path).unlink(), "backup_damaged"),
    "key file damaged": (lambda path: flip(keys.key_file_of(path)), "backup_damaged"),
}


@pytest.mark.parametrize(("spoil", "expected"), BAD.values(), ids=BAD.keys())
def test_a_bad_backup_is_refused_and_the_office_stays(
    brug: Office, spoil: Callable[[Path], object], expected: str
) -> None:
    made = make_backup(brug)
    before = brug.path.read_bytes()
    spoil(made.path)
    with refused(expected):
        office.restore_backup(made.path, brug.path)
    assert brug.path.read_bytes() == before
    assert {path.name for path in brug.path.parent.iterdir()} - {"De Brug.wwdesk-journal"} == {
        *("De Brug.wwdesk", "De Brug.wwdesk.keys", "backups"),
    }
    assert office.backups_of(brug.path) in ((), (made,), office.backups_of(brug.path)[:1])


def test_a_disk_that_fills_up_while_restoring_leaves_the_office(brug: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_backup(brug)
    before = brug.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_whole", full)
    with refused("disk_full"):
        office.restore_backup(made.path, brug.path)
    assert brug.path.read_bytes() == before


def test_a_restore_that_fails_at_the_last_step_is_undone(brug: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_backup(brug)
    before, key_before = brug.path.read_bytes(), brug.key_path.read_bytes()
    replace_it = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == brug.path:
            raise OSError(5, "Input/output error")
        return replace_it(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with refused("cannot_write_there"):
        office.restore_backup(made.path, brug.path)
    monkeypatch.undo()
    assert brug.path.read_bytes() == before
    assert brug.key_path.read_bytes() == key_before
    assert len(names(brug)) == 8
