# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What is opened: only a whole office, with its own key, and never an empty one by accident."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.offices import AN, NOON, Office, make, refused
from wwdesk.domain.clock import FixedClock
from wwdesk.services import office, people
from wwdesk.storage import keys
from wwdesk.storage.database import connect

CLOCK = FixedClock(NOON)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_an_office_opens_and_leaves_nothing_beside_it_but_its_key(brug: Office) -> None:
    desk = brug.open()
    assert people.people(desk).total == 8
    assert brug.path.with_name("De Brug.wwdesk.lock").exists()
    desk.database.close()
    desk.database.close()
    left = {path.name for path in brug.path.parent.iterdir()}
    assert left - {"De Brug.wwdesk-journal"} == {"De Brug.wwdesk", "De Brug.wwdesk.keys"}


def test_the_file_is_encrypted_and_private(brug: Office) -> None:
    content = brug.path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    for word in (b"Voorbeeld", b"balie", b"CREATE TABLE", b"An Peeters"):
        assert word not in content
    assert len(content) % 4096 == 0
    if sys.platform != "win32":
        assert stat.S_IMODE(brug.path.stat().st_mode) == 0o600
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(brug.path).execute("SELECT count(*) FROM sqlite_master")


def test_the_cipher_is_the_one_we_mean(brug: Office) -> None:
    connection = connect(brug.path, brug.key())
    settings = {
        name: connection.execute(f"PRAGMA {name}").fetchone()
        for name in (
            *("cipher_version", "cipher_page_size", "journal_mode", "synchronous", "secure_delete", "temp_store"),
            *("foreign_keys", "trusted_schema", "cell_size_check", "recursive_triggers"),
        )
    }
    connection.close()
    version = settings.pop("cipher_version")
    assert version
    assert str(version[0]).startswith("4.")
    assert {name: str(row[0]) for name, row in settings.items() if row} == {
        "cipher_page_size": "4096",
        "journal_mode": "truncate",
        "synchronous": "2",
        "secure_delete": "1",
        "temp_store": "2",
        "foreign_keys": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "recursive_triggers": "1",
    }


def test_a_wrong_password_says_so_and_touches_nothing(brug: Office) -> None:
    before = files(brug.path.parent)
    with refused("wrong_password"):
        brug.open(password="koffie om vijf uur")
    assert files(brug.path.parent) == before


def plain_sqlite(path: Path) -> None:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE person (name TEXT)")
    connection.close()


@pytest.mark.parametrize("key_file", [True, False], ids=["with its key file", "alone"])
@pytest.mark.parametrize(
    ("what", "expected", "expected_alone"),
    [
        ("empty", "damaged_file", "not_an_office"),
        ("one byte", "damaged_file", "not_an_office"),
        ("half a page", "damaged_file", "not_an_office"),
        ("text", "damaged_file", "not_an_office"),
        ("zeros", "damaged_file", "not_an_office"),
        ("plain SQLite", "not_an_office", "not_an_office"),
        ("a photo", "damaged_file", "not_an_office"),
        ("a folder", "not_an_office", "not_an_office"),
        ("nothing", "office_not_found", "office_not_found"),
        ("half an office", "damaged_file", "key_file_missing"),
        ("an office", "", "key_file_missing"),
    ],
)
def test_what_is_not_a_whole_office_never_shows_an_empty_one(
    brug: Office, what: str, expected: str, expected_alone: str, key_file: bool
) -> None:
    whole = brug.path.read_bytes()
    content = {
        "empty": b"",
        "one byte": whole[:1],
        "half a page": whole[:2048],
        "text": b"Beste collega, hierbij het verslag. " * 400,
        "zeros": bytes(len(whole)),
        "a photo": b"\xff\xd8\xff\xe0" + os.urandom(20_000),
        "half an office": whole[: len(whole) // 8192 * 4096],
        "an office": whole,
    }
    slot_id = brug.slot_id()
    if what == "plain SQLite":
        plain_sqlite(brug.path)
    elif what in ("a folder", "nothing"):
        brug.path.unlink()
        if what == "a folder":
            brug.path.mkdir()
    else:
        brug.path.write_bytes(content[what])
    if not key_file:
        brug.key_path.unlink()
    before = files(brug.path.parent)
    if key_file and not expected:
        brug.open().database.close()
        return
    with refused(expected if key_file else expected_alone):
        office.open_office(brug.path, slot_id, AN, CLOCK)
    if not key_file:
        with refused(expected_alone):
            office.key_holders(brug.path)
    assert files(brug.path.parent) == before


def test_a_file_that_vanished_is_not_made_anew(brug: Office) -> None:
    key = brug.key()
    brug.path.unlink()
    with pytest.raises(Exception, match="unable to open database file"):
        connect(brug.path, key)
    assert not brug.path.exists()


def test_a_damaged_key_file_is_named_and_not_the_password(brug: Office) -> None:
    slot_id = brug.slot_id()
    content = bytearray(brug.key_path.read_bytes())
    content[len(content) // 2] ^= 1
    brug.key_path.write_bytes(content)
    with refused("key_file_damaged"):
        office.open_office(brug.path, slot_id, AN, CLOCK)


def test_the_key_file_of_another_office_is_told_from_damage(brug: Office, tmp_path: Path) -> None:
    (tmp_path / "ander").mkdir()
    other = make(tmp_path / "ander")
    shutil.copy(other.key_path, brug.key_path)
    assert brug.refusal() == "key_file_other_office"


def test_an_office_with_another_identity_inside_is_refused(brug: Office) -> None:
    connection = connect(brug.path, brug.key())
    connection.execute("UPDATE setting SET value = '\"0197\"' WHERE key = 'office_id'")
    connection.close()
    assert brug.refusal() == "key_file_other_office"


def test_a_few_wrong_bytes_at_the_very_start_are_damage(brug: Office) -> None:
    content = bytearray(brug.path.read_bytes())
    content[3] ^= 0xFF
    brug.path.write_bytes(content)
    assert brug.refusal() == "damaged_file"


def test_a_second_program_is_told_who_has_it(brug: Office) -> None:
    desk = brug.open()
    script = (
        "import sys\nfrom pathlib import Path\nfrom wwdesk.domain.clock import SystemClock\n"
        "from wwdesk.domain.errors import DeskError\nfrom wwdesk.services import office\npath = Path(sys.argv[1])\n"
        "try:\n    office.open_office(path, office.key_holders(path)[0].slot_id, sys.argv[2], SystemClock())\n"
        "except DeskError as refused:\n    print(refused.key, refused.values['process'])\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, str(brug.path), AN], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["office_in_use", str(os.getpid())]
    assert people.people(desk).total == 8
    desk.database.close()


def test_a_link_leads_to_the_same_lock(brug: Office, tmp_path: Path) -> None:
    link = tmp_path / "snelkoppeling.wwdesk"
    link.symlink_to(brug.path)
    desk = brug.open()
    with refused("office_in_use"):
        office.open_office(link, brug.slot_id(), AN, CLOCK)
    desk.database.close()


# -- making -----------------------------------------------------------------------------------


def test_a_new_office_never_overwrites(brug: Office) -> None:
    before = files(brug.path.parent)
    with refused("office_exists"):
        office.create_office(brug.path, "Nieuw", "Cas", "een lang wachtwoord", CLOCK)
    assert files(brug.path.parent) == before


@pytest.mark.parametrize("there", ["text", "link to nowhere", "folder"])
def test_nothing_of_that_name_is_replaced(tmp_path: Path, there: str) -> None:
    path = tmp_path / "k.wwdesk"
    if there == "text":
        path.write_text("iets anders", "utf-8")
    elif there == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nergens")
    with refused("office_exists"):
        office.create_office(path, "Nieuw", "Cas", "een lang wachtwoord", CLOCK)
    assert [found.name for found in tmp_path.iterdir()] == ["k.wwdesk"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with refused("cannot_write_there"):
        office.create_office(tmp_path / "weg" / "k.wwdesk", "Nieuw", "Cas", "een lang wachtwoord", CLOCK)


@pytest.mark.parametrize(
    ("office_name", "worker", "password", "expected"),
    [
        ("", "Cas", "een lang wachtwoord", "name_missing"),
        ("Brug", " \t\n", "een lang wachtwoord", "name_missing"),
        ("Brug", "C" * 201, "een lang wachtwoord", "name_too_long"),
        ("Brug", "Cas", "kort", "password_too_short"),
        ("Brug", "Cas", "wachtwoord123", "password_too_common"),
    ],
)
def test_what_cannot_be_right_makes_no_file(
    tmp_path: Path, office_name: str, worker: str, password: str, expected: str
) -> None:
    with refused(expected):
        office.create_office(tmp_path / "k.wwdesk", office_name, worker, password, CLOCK)
    assert list(tmp_path.iterdir()) == []


def test_a_lonely_key_file_is_set_aside_not_lost(brug: Office) -> None:
    only_key = brug.key_path.read_bytes()
    brug.path.rename(brug.path.with_name("verplaatst.wwdesk"))
    office.create_office(brug.path, "Nieuw", "Cas", "een lang wachtwoord", CLOCK).desk.database.close()
    assert any(content == only_key for name, content in files(brug.path.parent).items() if ".keys.oud-" in name)
    assert keys.read(brug.key_path).slots[0].name == "Cas"


def test_a_failure_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wwdesk.storage.office_file.rename_new", full)
    with refused("disk_full"):
        office.create_office(tmp_path / "k.wwdesk", "Nieuw", "Cas", "een lang wachtwoord", CLOCK)
    assert [path.name for path in tmp_path.iterdir()] in ([], ["k.wwdesk.keys"])
    monkeypatch.undo()
    office.create_office(tmp_path / "k.wwdesk", "Nieuw", "Cas", "een lang wachtwoord", CLOCK).desk.database.close()


@pytest.mark.parametrize(
    "name", ["Kantoor d'Eik & co.wwdesk", "été 100%.wwdesk", 'quote".wwdesk', "vraag?teken#1.wwdesk", "kantoor"]
)
def test_any_file_name_works(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    office.create_office(path, "Nieuw", "Cas", "een lang wachtwoord", CLOCK).desk.database.close()
    desk = office.open_office(path, office.key_holders(path)[0].slot_id, "een lang wachtwoord", CLOCK)
    office.back_up(desk)
    office.close_office(desk)
    office.restore_backup(office.backups_of(path)[0].path, path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_office_is_refused(brug: Office) -> None:
    brug.path.chmod(0o400)
    assert brug.refusal() == "disk_refuses"
