# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""200 flipped bits, files cut off and junk: every damage is reported before anybody works in it."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.storage.offices import AN, NOON, Office
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.errors import DeskError
from wwdesk.services import office
from wwdesk.storage import keys, office_file
from wwdesk.storage.lock_file import OfficeLock

REPORTED = {"damaged_file", "not_an_office", "key_file_other_office"}


class Patient:
    """An office that is damaged in many ways; its key is unwrapped once."""

    def __init__(self, brug: Office) -> None:
        self.office = brug
        self.key_file = keys.read(brug.key_path)
        self.key = brug.key()
        self.whole = brug.path.read_bytes()

    def outcome(self, content: bytes) -> str:
        """How an office with this content opens: the key of the refusal, or `opened`."""
        self.office.path.write_bytes(content)
        lock = OfficeLock(self.office.path)
        try:
            office_file.open_database(self.office.path, self.key, self.key_file, lock).close()
        except DeskError as refused:
            return refused.key
        finally:
            lock.release()
        return "opened"


@pytest.fixture
def patient(brug: Office) -> Patient:
    return Patient(brug)


def test_the_whole_office_opens(patient: Patient) -> None:
    assert patient.outcome(patient.whole) == "opened"


def test_200_flipped_bits_are_found(patient: Patient) -> None:
    chance = random.Random(1)  # noqa: S311 - places, no secrets
    outcomes: dict[str, int] = {}
    for _ in range(200):
        content = bytearray(patient.whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        outcome = patient.outcome(bytes(content))
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    assert outcomes == {"damaged_file": 200}


def test_every_byte_of_the_start_counts(patient: Patient) -> None:
    for place in range(100):
        content = bytearray(patient.whole)
        content[place] ^= 0xFF
        assert patient.outcome(bytes(content)) == "damaged_file"


def test_cut_anywhere_is_found(patient: Patient) -> None:
    size = len(patient.whole)
    cuts = {0, 1, 15, 16, 511, 512, 4095, 4096, 8192, size - 4096, size - 1} | {size * part // 50 for part in range(50)}
    outcomes = {cut: patient.outcome(patient.whole[:cut]) for cut in sorted(cuts)}
    assert {cut: outcome for cut, outcome in outcomes.items() if outcome != "damaged_file"} == {}


def test_pages_swapped_or_wiped_are_found(patient: Patient) -> None:
    chance = random.Random(2)  # noqa: S311 - places, no secrets
    pages = [patient.whole[at : at + 4096] for at in range(0, len(patient.whole), 4096)]
    for _ in range(40):
        here, there = chance.sample(range(len(pages)), 2)
        swapped = list(pages)
        swapped[here], swapped[there] = swapped[there], swapped[here]
        assert patient.outcome(b"".join(swapped)) in REPORTED
        wiped = list(pages)
        wiped[here] = bytes(4096)
        assert patient.outcome(b"".join(wiped)) in REPORTED


@pytest.mark.parametrize("junk", [b"x", b"\x00" * 4096, os.urandom(4096), os.urandom(100_000), b"SQLite format 3\x00"])
def test_junk_behind_it_is_found(patient: Patient, junk: bytes) -> None:
    assert patient.outcome(patient.whole + junk) in REPORTED


@pytest.mark.parametrize(
    "content",
    [os.urandom(300_000), b"\x00" * 300_000, b"SQLite format 3\x00" + bytes(8176), b"Beste,\n" * 50_000],
    ids=["noise", "zeros", "plain SQLite", "text"],
)
def test_something_else_is_found(patient: Patient, content: bytes) -> None:
    assert patient.outcome(content) in REPORTED


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("what", ["empty", "noise", "of a plain database", "the office itself"])
def test_a_strange_file_beside_it_never_opens_something_wrong(patient: Patient, end: str, what: str) -> None:
    beside = patient.office.path.with_name(patient.office.path.name + end)
    beside.write_bytes(
        {
            "empty": b"",
            "noise": os.urandom(40_000),
            "of a plain database": bytes.fromhex("d9d505f920a163d7000000010000000000000008") + os.urandom(8192),
            "the office itself": patient.whole,
        }[what]
    )
    outcome = patient.outcome(patient.whole)
    assert outcome in {"opened", "damaged_file"}
    if outcome == "opened":
        assert office.check(patient.office.path, patient.key) == ()
        desk = office.open_office(patient.office.path, patient.office.slot_id(), AN, FixedClock(NOON))
        office.close_office(desk)


def test_a_damaged_office_is_put_right_by_its_backup(patient: Patient) -> None:
    office.close_office(patient.office.open())
    content = bytearray(patient.office.path.read_bytes())
    content[-2000] ^= 4
    patient.office.path.write_bytes(content)
    assert patient.office.refusal() == "damaged_file"
    kept = office.restore_backup(office.backups_of(patient.office.path)[0].path, patient.office.path)
    assert patient.office.refusal() == ""
    assert Path(str(kept)).read_bytes() == bytes(content)
