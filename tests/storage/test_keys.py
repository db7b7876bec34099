# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The key file: passwords of many people, one key, and nothing a hostile file can ask for."""

from __future__ import annotations

import base64
import hashlib
import json
import stat
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.offices import refused
from wwdesk.domain.ids import new_id
from wwdesk.storage import keys
from wwdesk.storage.keys import Effort, KeyFile, SlotKind

QUICK = Effort(memory=8 * 1024, passes=1, lanes=1)
OFFICE = new_id()
AN, BERT = new_id(), new_id()


@pytest.fixture(scope="module")
def key() -> bytes:
    return keys.new_key()


@pytest.fixture(scope="module")
def key_file(key: bytes) -> KeyFile:
    return KeyFile(
        office_id=OFFICE,
        header=keys.header_of(OFFICE),
        slots=(
            keys.wrap(key, "koffie om vier uur", OFFICE, worker_id=AN, name="An Peeters", effort=QUICK),
            keys.wrap(key, "fietsen langs de Maas", OFFICE, worker_id=BERT, name="Bert Maes", effort=QUICK),
            keys.wrap(key, "R" * 32, OFFICE, effort=QUICK),
        ),
    )


def test_everybody_opens_with_a_password_of_their_own(key: bytes, key_file: KeyFile) -> None:
    an, bert, paper = key_file.slots
    assert keys.unwrap(an, "koffie om vier uur", OFFICE) == key
    assert keys.unwrap(bert, "fietsen langs de Maas", OFFICE) == key
    assert keys.unwrap(paper, "R" * 32, OFFICE) == key
    assert len({slot.wrapped for slot in key_file.slots}) == 3


def test_a_wrong_password_and_a_wrong_recovery_key_are_told_apart(key_file: KeyFile) -> None:
    an, _, paper = key_file.slots
    with refused("wrong_password"):
        keys.unwrap(an, "fietsen langs de Maas", OFFICE)
    with refused("wrong_recovery_key"):
        keys.unwrap(paper, "S" * 32, OFFICE)


@pytest.mark.parametrize("password", ["crème brûlée", "été à Liège", "wachtwoord Å ⅷ", "\ud83d lone"])
def test_a_password_is_the_same_on_every_keyboard(key: bytes, password: str) -> None:
    slot = keys.wrap(key, unicodedata.normalize("NFD", password), OFFICE, worker_id=AN, effort=QUICK)
    assert keys.unwrap(slot, unicodedata.normalize("NFC", password), OFFICE) == key


def test_capitals_and_spaces_count(key: bytes) -> None:
    slot = keys.wrap(key, "Koffie om vier", OFFICE, worker_id=AN, effort=QUICK)
    for other in ("koffie om vier", "Koffie om vier ", "Koffieomvier", ""):
        with refused("wrong_password"):
            keys.unwrap(slot, other, OFFICE)


@pytest.mark.parametrize(
    "move",
    [
        lambda slot: (slot, new_id()),
        lambda slot: (replace(slot, id=new_id()), OFFICE),
        lambda slot: (replace(slot, worker_id=BERT), OFFICE),
        lambda slot: (replace(slot, effort=replace(QUICK, passes=2)), OFFICE),
    ],
    ids=["another office", "another slot", "another worker", "another effort"],
)
def test_a_slot_cannot_be_moved(key_file: KeyFile, move: Callable[..., Any]) -> None:
    slot, office = move(key_file.slots[0])
    with refused("wrong_password"):
        keys.unwrap(slot, "koffie om vier uur", office)


def test_the_name_in_the_list_may_change_without_the_password(key: bytes, key_file: KeyFile) -> None:
    married = replace(key_file.slots[0], name="An Maes")
    assert keys.unwrap(married, "koffie om vier uur", OFFICE) == key


def test_new_keys_cost_a_thief_what_we_promise(key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "STANDARD", Effort())
    slot = keys.wrap(key, "koffie om vier uur", OFFICE, worker_id=AN)
    assert slot.effort == Effort(memory=64 * 1024, passes=3, lanes=4)
    assert slot.salt != keys.wrap(key, "koffie om vier uur", OFFICE, worker_id=AN).salt


def test_the_file_is_private_and_reads_back(tmp_path: Path, key_file: KeyFile) -> None:
    office = tmp_path / "De Brug.wwdesk"
    keys.write(office, key_file)
    written = keys.key_file_of(office)
    assert written.name == "De Brug.wwdesk.keys"
    assert keys.read(written) == key_file
    if sys.platform != "win32":
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [written.name]
    assert b"koffie" not in written.read_bytes()


def test_what_fails_inside_leaves_the_old_file(tmp_path: Path, key_file: KeyFile) -> None:
    office = tmp_path / "De Brug.wwdesk"
    keys.write(office, key_file)
    with pytest.raises(RuntimeError, match="commit failed"), keys.changing(office, key_file.without_worker(AN)):
        raise RuntimeError("commit failed")
    assert keys.read(keys.key_file_of(office)) == key_file
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_could_not_be_read_back_is_never_written(tmp_path: Path, key_file: KeyFile) -> None:
    office = tmp_path / "De Brug.wwdesk"
    keys.write(office, key_file)
    with refused("key_file_damaged"):
        keys.write(office, replace(key_file, backup_folder="/media/\udcffstick"))
    assert keys.read(keys.key_file_of(office)) == key_file


def test_a_new_key_takes_the_place_of_the_old_one(key: bytes, key_file: KeyFile) -> None:
    old = key_file.of_worker(AN)
    assert old
    new = keys.wrap(key, "nieuw en lang", OFFICE, slot_id=old.id, worker_id=AN, name="An Peeters", effort=QUICK)
    changed = key_file.with_slot(new)
    assert len(changed.slots) == 3
    assert changed.slot(old.id) == new
    assert changed.without_worker(AN).of_worker(AN) is None
    assert changed.without_worker(AN).recovery() == key_file.recovery()
    with refused("no_such_key"):
        changed.without_worker(AN).slot(old.id)


# -- files from anywhere ----------------------------------------------------------------------


def signed(document: dict[str, Any]) -> bytes:
    """A document as a file whose checksum is right: what somebody with bad intentions would write."""
    body = {key: value for key, value in document.items() if key != "sum"}
    total = hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
    return json.dumps({**body, "sum": total}).encode()


def slot_with(**values: object) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["slots"][0].update(values)


def with_(**values: object) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.update(values)


HOSTILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "8 GiB of memory": slot_with(memory=8 * 1024 * 1024),
    "hardly any memory": slot_with(memory=8),
    "a million passes": slot_with(passes=1_000_000),
    "no passes": slot_with(passes=0),
    "negative lanes": slot_with(lanes=-1),
    "many lanes": slot_with(lanes=1 << 24),
    "memory as text": slot_with(memory="65536"),
    "memory as a fraction": slot_with(memory=65536.0),
    "memory as yes": slot_with(memory=True),
    "unknown field": slot_with(command="rm"),
    "unknown field above": with_(extra=1),
    "unknown kind": slot_with(kind="master"),
    "a slot without worker": slot_with(worker=""),
    "a path as worker": slot_with(worker="../../etc/passwd"),
    "short salt": slot_with(salt=base64.b64encode(b"abc").decode()),
    "salt not base64": slot_with(salt="%%%%"),
    "wrapped cut off": slot_with(wrapped=base64.b64encode(b"a" * 47).decode()),
    "a name that turns the line": slot_with(name="An\u202ereeteP"),
    "a name with a line end": slot_with(name="An\nBert"),
    "a name that never ends": slot_with(name="A" * 10_000),
    "header too short": with_(header="00"),
    "header not hexadecimal": with_(header="zz" * 16),
    "office as number": with_(office=5),
    "slots as object": with_(slots={}),
    "slots of text": with_(slots=["a"]),
    "one owner twice": lambda document: document["slots"].append({**document["slots"][0], "id": new_id()}),
    "one slot twice": lambda document: document["slots"].append({**document["slots"][0], "worker": new_id()}),
    "a crowd": lambda document: document["slots"].extend(
        [{**document["slots"][0], "id": new_id(), "worker": new_id()} for _ in range(keys.MOST_SLOTS)]
    ),
    "no slots field": lambda document: document.pop("slots"),
    "another format": with_(format="wwdesk-other"),
    "version as text": with_(version="1"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_before_it_costs_anything(key_file: KeyFile, change: Callable[..., object]) -> None:
    document = json.loads(keys.serialise(key_file))
    change(document)
    with refused("key_file_damaged"):
        keys.parse(signed(document), "x.keys")


def test_the_untouched_document_is_accepted(key_file: KeyFile) -> None:
    assert keys.parse(signed(json.loads(keys.serialise(key_file))), "x.keys") == key_file


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"\x00" * 4096,
        b"[" * 100_000,
        b'{"version":' + b"9" * 5000 + b"}",
        b'{"format":"wwdesk-keys","format":"wwdesk-keys"}',
        b'{"format":"wwdesk-keys","version":NaN}',
        b" " * (keys.LARGEST_FILE + 1),
    ],
    ids=["empty", "cut", "list", "null", "utf-16", "zeros", "deep", "long number", "twins", "nan", "huge"],
)
def test_what_is_no_key_file_is_called_damaged(content: bytes) -> None:
    with refused("key_file_damaged"):
        keys.parse(content, "x.keys")


def test_a_key_file_of_a_later_wwdesk_asks_for_a_newer_version(key_file: KeyFile) -> None:
    document = json.loads(keys.serialise(key_file))
    document["version"] = 2
    document["something_new"] = {}
    with refused("newer_version"):
        keys.parse(signed(document), "x.keys")


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    slot = keys.KeySlot(
        id=AN,
        kind=SlotKind.WORKER,
        worker_id=BERT,
        name="An",
        effort=QUICK,
        salt=b"s" * 16,
        nonce=b"n" * 12,
        wrapped=b"w" * 48,
    )
    whole = KeyFile(office_id=OFFICE, header=b"h" * 16, slots=(slot,))
    content = bytearray(keys.serialise(whole))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    try:
        read = keys.parse(bytes(content), "x.keys")
    except keys.DeskError as error:
        read = error.key
    assert read in (whole, "key_file_damaged", "newer_version")  # whole: a space became another kind of space
