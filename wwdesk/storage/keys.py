# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The key file beside an office: who can open it, each with a password of their own.

`NAME.wwdesk.keys` holds the one random key of the office, wrapped once per worker and once for
the printed recovery key (Argon2id makes a key of the password, AES-GCM wraps with it). What a
slot is for is sealed with it, so that a slot cannot be moved to another office or worker. The
file is no secret: without a password it opens nothing. A checksum tells a damaged file from a
wrong password; the numbers for Argon2id are bounded, because the file may come from anywhere.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, cast

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wwdesk.domain.errors import DeskError
from wwdesk.domain.ids import new_id
from wwdesk.domain.office_names import LONGEST_NAME
from wwdesk.domain.passwords import normalised
from wwdesk.storage.files import Staged

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
WRAPPED_BYTES = KEY_BYTES + 16

FORMAT = "wwdesk-keys"
VERSION = 1
SUFFIX = ".keys"

LARGEST_FILE = 1 << 20
MOST_SLOTS = 500
LONGEST_FOLDER = 4096

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SlotKind(StrEnum):
    """Whose slot it is."""

    WORKER = "worker"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard Argon2id makes guessing: memory in KiB, passes over it, lanes side by side."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def is_sane(self) -> bool:
        """Whether an honest office asks this: enough to protect, never enough to choke a laptop."""
        return 8 * 1024 <= self.memory <= 512 * 1024 and 1 <= self.passes <= 10 and 1 <= self.lanes <= 16


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySlot:
    """The key of the office, wrapped for one password. `worker_id` and `name` are empty for the recovery key."""

    id: str
    kind: SlotKind
    worker_id: str
    name: str
    effort: Effort
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """Everything in a key file.

    `header` is how the office file begins (the SQLCipher salt, fixed for its life and in every
    backup): by it a key file of another office is told from a damaged office. `backup_folder`
    is repeated here so that the backups of an office that no longer opens are found.
    """

    office_id: str
    header: bytes
    slots: tuple[KeySlot, ...]
    backup_folder: str = ""

    def slot(self, slot_id: str) -> KeySlot:
        """One slot. Raises DeskError `no_such_key` where it was taken away."""
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise DeskError("no_such_key")

    def of_worker(self, worker_id: str) -> KeySlot | None:
        """The slot of a worker, if there is one."""
        return next((slot for slot in self.slots if slot.kind is SlotKind.WORKER and slot.worker_id == worker_id), None)

    def recovery(self) -> KeySlot:
        """The slot of the printed recovery key. Raises DeskError `no_such_key`."""
        for slot in self.slots:
            if slot.kind is SlotKind.RECOVERY:
                return slot
        raise DeskError("no_such_key")

    def with_slot(self, new: KeySlot) -> KeyFile:
        """The same with one slot more, in the place of an earlier one of the same worker (or recovery key)."""
        others = tuple(slot for slot in self.slots if (slot.kind, slot.worker_id) != (new.kind, new.worker_id))
        return replace(self, slots=(*others, new))

    def without_worker(self, worker_id: str) -> KeyFile:
        """The same without the slot of a worker."""
        kept = tuple(slot for slot in self.slots if slot.kind is SlotKind.RECOVERY or slot.worker_id != worker_id)
        return replace(self, slots=kept)


STANDARD = Effort()
"""The effort of every new key."""


def key_file_of(office: Path) -> Path:
    """Where the key file of an office lies."""
    return office.with_name(office.name + SUFFIX)


def header_of(office_id: str) -> bytes:
    """The first bytes of the file of an office: they name the office and keep nothing secret."""
    return hashlib.sha256(f"wwdesk office {office_id}".encode()).digest()[:SALT_BYTES]


# -- wrapping ---------------------------------------------------------------------------------


def new_key() -> bytes:
    """A random key for an office."""
    return os.urandom(KEY_BYTES)


def wrap(
    key: bytes,
    secret: str,
    office_id: str,
    *,
    slot_id: str = "",
    worker_id: str = "",
    name: str = "",
    effort: Effort | None = None,
) -> KeySlot:
    """A slot in which `secret` opens `key`: of a worker, or of the recovery key where no worker is named.

    `slot_id` keeps the identity of the slot that this one replaces.
    """
    blank = KeySlot(
        id=slot_id or new_id(),
        kind=SlotKind.WORKER if worker_id else SlotKind.RECOVERY,
        worker_id=worker_id,
        name=name,
        effort=effort or STANDARD,
        salt=os.urandom(SALT_BYTES),
        nonce=os.urandom(NONCE_BYTES),
        wrapped=b"",
    )
    sealed = AESGCM(_stretch(secret, blank)).encrypt(blank.nonce, key, _sealed_with(blank, office_id))
    return replace(blank, wrapped=sealed)


def unwrap(slot: KeySlot, secret: str, office_id: str) -> bytes:
    """The key of the office. Raises DeskError `wrong_password` or `wrong_recovery_key`."""
    try:
        return AESGCM(_stretch(secret, slot)).decrypt(slot.nonce, slot.wrapped, _sealed_with(slot, office_id))
    except InvalidTag:
        raise DeskError("wrong_password" if slot.kind is SlotKind.WORKER else "wrong_recovery_key") from None


def _stretch(secret: str, slot: KeySlot) -> bytes:
    return hash_secret_raw(
        normalised(secret).encode("utf-8", "surrogatepass"),
        slot.salt,
        time_cost=slot.effort.passes,
        memory_cost=slot.effort.memory,
        parallelism=slot.effort.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _sealed_with(slot: KeySlot, office_id: str) -> bytes:
    """What the seal also covers. Not the name: it changes when a worker marries, without the password."""
    effort = (slot.effort.memory, slot.effort.passes, slot.effort.lanes)
    return json.dumps([FORMAT, VERSION, office_id, slot.id, slot.kind, slot.worker_id, *effort]).encode()


# -- the file ---------------------------------------------------------------------------------


@contextmanager
def changing(office: Path, key_file: KeyFile) -> Generator[None]:
    """Gives an office a new key file after what happens inside, if that succeeds.

    The file is on the disk under a spare name before, so that afterwards only a rename is left.
    It is read back first: a key file that cannot be read would lock everybody out.
    """
    path = key_file_of(office)
    content = serialise(key_file)
    if parse(content, path.name) != key_file:
        raise DeskError("key_file_damaged", file=path.name)
    staged = Staged(path, content)
    try:
        yield
    except BaseException:
        staged.discard()
        raise
    staged.replace()


def write(office: Path, key_file: KeyFile) -> None:
    """Gives an office a key file."""
    with changing(office, key_file):
        pass


def read(path: Path) -> KeyFile:
    """The key file at `path`. Raises DeskError `key_file_missing`, `key_file_damaged` or `newer_version`."""
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            raise DeskError("key_file_damaged", file=path.name)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise DeskError("key_file_missing", file=path.name) from None
    except OSError as error:
        raise DeskError("key_file_damaged", file=path.name) from error
    return parse(content, path.name)


def serialise(key_file: KeyFile) -> bytes:
    """A key file as bytes."""
    body: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "office": key_file.office_id,
        "header": key_file.header.hex(),
        "backup_folder": key_file.backup_folder,
        "slots": [_slot_out(slot) for slot in key_file.slots],
    }
    return json.dumps({**body, "sum": _sum(body)}, indent=1, ensure_ascii=True).encode()


def fingerprint(key_file: KeyFile) -> str:
    """A checksum by which two key files are told apart."""
    return hashlib.sha256(serialise(key_file)).hexdigest()


def parse(content: bytes, name: str) -> KeyFile:
    """The key file in `content`; `name` is what an error calls it. Anything unexpected is refused."""
    if len(content) > LARGEST_FILE:
        raise DeskError("key_file_damaged", file=name)
    try:
        return _key_file_in(json.loads(content.decode("utf-8"), object_pairs_hook=_no_twins, parse_constant=_refuse))
    except (_BadKeyFileError, ValueError, RecursionError) as error:
        raise DeskError("key_file_damaged", file=name) from error


def _sum(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _slot_out(slot: KeySlot) -> dict[str, object]:
    return {
        "id": slot.id,
        "kind": str(slot.kind),
        "worker": slot.worker_id,
        "name": slot.name,
        "memory": slot.effort.memory,
        "passes": slot.effort.passes,
        "lanes": slot.effort.lanes,
        "salt": base64.b64encode(slot.salt).decode(),
        "nonce": base64.b64encode(slot.nonce).decode(),
        "wrapped": base64.b64encode(slot.wrapped).decode(),
    }


class _BadKeyFileError(Exception):
    """The file is not what a key file looks like."""


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise _BadKeyFileError
    return values


def _refuse(_constant: str) -> NoReturn:
    raise _BadKeyFileError


class _Fields:
    """The fields of one JSON object, each asked for by its type."""

    def __init__(self, values: object) -> None:
        if not isinstance(values, dict):
            raise _BadKeyFileError
        self.values = cast("dict[str, object]", values)

    def only(self, *names: str) -> None:
        """Refuses fields that this version does not know, and missing ones."""
        if set(self.values) != set(names):
            raise _BadKeyFileError

    def text(self, name: str, longest: int = 40) -> str:
        """A text without control characters."""
        value = self.values.get(name)
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            raise _BadKeyFileError
        return value

    def number(self, name: str) -> int:
        """A whole number."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise _BadKeyFileError
        return value

    def identity(self, name: str) -> str:
        """A UUID."""
        value = self.text(name)
        if not _UUID.fullmatch(value):
            raise _BadKeyFileError
        return value

    def blob(self, name: str, length: int) -> bytes:
        """Bytes of a known length."""
        try:
            value = base64.b64decode(self.text(name, 200), validate=True)
        except (binascii.Error, ValueError):
            raise _BadKeyFileError from None
        if len(value) != length:
            raise _BadKeyFileError
        return value


def _key_file_in(values: object) -> KeyFile:
    document = _Fields(values)
    if document.text("format") != FORMAT:
        raise _BadKeyFileError
    if document.number("version") > VERSION:
        raise DeskError("newer_version")
    body = {key: value for key, value in document.values.items() if key != "sum"}
    if document.text("sum", 64) != _sum(body):
        raise _BadKeyFileError
    document.only("format", "version", "office", "header", "backup_folder", "slots", "sum")
    entries = document.values["slots"]
    if not isinstance(entries, list):
        raise _BadKeyFileError
    slots = tuple(_slot_in(_Fields(entry)) for entry in cast("list[object]", entries)[: MOST_SLOTS + 1])
    owners = [(slot.kind, slot.worker_id) for slot in slots]
    if len(slots) > MOST_SLOTS or len({slot.id for slot in slots}) < len(slots) or len(set(owners)) < len(owners):
        raise _BadKeyFileError
    header = bytes.fromhex(document.text("header"))
    if len(header) != SALT_BYTES:
        raise _BadKeyFileError
    return KeyFile(
        office_id=document.identity("office"),
        header=header,
        slots=slots,
        backup_folder=document.text("backup_folder", LONGEST_FOLDER),
    )


def _slot_in(entry: _Fields) -> KeySlot:
    entry.only("id", "kind", "worker", "name", "memory", "passes", "lanes", "salt", "nonce", "wrapped")
    kind = SlotKind(entry.text("kind"))
    effort = Effort(entry.number("memory"), entry.number("passes"), entry.number("lanes"))
    if not effort.is_sane():
        raise _BadKeyFileError
    return KeySlot(
        id=entry.identity("id"),
        kind=kind,
        worker_id=entry.identity("worker") if kind is SlotKind.WORKER else "",
        name=entry.text("name", LONGEST_NAME),
        effort=effort,
        salt=entry.blob("salt", SALT_BYTES),
        nonce=entry.blob("nonce", NONCE_BYTES),
        wrapped=entry.blob("wrapped", WRAPPED_BYTES),
    )
