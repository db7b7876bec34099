# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The people who work in an office, their roles, and the keys they open it with.

A change of a key is written in this order: the new key file under a spare name, the record with
its journal line, then the rename. Whatever happens in between, the office opens with the old
password or with the new one.
"""

from __future__ import annotations

from dataclasses import replace

from wwdesk.domain.changes import NOTHING, Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.ids import new_id
from wwdesk.domain.office_names import clean_name
from wwdesk.domain.overviews import WorkerRow
from wwdesk.domain.passwords import require_good
from wwdesk.domain.roles import Permission, Role
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage import keys
from wwdesk.storage.keys import KeyFile, KeySlot
from wwdesk.storage.reads import office as reads
from wwdesk.storage.records.office import WorkerRecord
from wwdesk.storage.recovery_key import new_recovery_key as print_recovery_key
from wwdesk.storage.recovery_key import typed_recovery_key
from wwdesk.storage.work import Work


@permitted(Permission.OWN_ACCOUNT)
def require_password(desk: Desk, password: str) -> Changes:
    """Asks the worker at the desk for the password again: to unlock the window. Raises `wrong_password`."""
    key_file = _key_file(desk)
    keys.unwrap(_slot_of(key_file, desk.worker.id), password, key_file.office_id)
    return NOTHING


@permitted(Permission.OWN_ACCOUNT)
def change_password(desk: Desk, old_password: str, new_password: str) -> Changes:
    """Gives the worker at the desk a new password; no data is rewritten."""
    require_good(new_password, (desk.worker.name, desk.office_name))
    require_password(desk, old_password)
    _give_key(desk, "worker.change_password", desk.worker.id, new_password)
    return changed(Subject.WORKERS, ids=(desk.worker.id,))


@permitted(Permission.MANAGE_OFFICE)
def new_recovery_key(desk: Desk) -> str:
    """Makes a new printed recovery key; the old one no longer opens the office."""
    printed = print_recovery_key()
    key_file = _key_file(desk)
    slot = keys.wrap(desk.database.key, typed_recovery_key(printed), key_file.office_id)
    with keys.changing(desk.database.path, key_file.with_slot(slot)), desk.work("office.new_recovery_key") as work:
        record = work.get(WorkerRecord, desk.worker.id)
        work.touch(record)
        work.about(record)
    return printed


@permitted(Permission.READ_PEOPLE)
def workers(desk: Desk) -> tuple[WorkerRow, ...]:
    """The workers of this office by name."""
    with_key = {slot.worker_id for slot in _key_file(desk).slots if slot.worker_id}
    with desk.reading() as session:
        return reads.workers(session, with_key)


@permitted(Permission.MANAGE_WORKERS)
def add_worker(desk: Desk, name: str, role: Role, email: str, first_password: str) -> Changes:
    """Adds a worker with a key slot of their own; `made` is the worker's id."""
    name = clean_name(name)
    require_good(first_password, (name, desk.office_name))
    key_file = _key_file(desk)
    worker_id = new_id()
    slot = keys.wrap(desk.database.key, first_password, key_file.office_id, worker_id=worker_id, name=name)
    with keys.changing(desk.database.path, key_file.with_slot(slot)), desk.work("worker.add") as work:
        _require_free_name(work, name, worker_id)
        record = WorkerRecord(id=worker_id, name=name, role=role, email=email.strip(), slot_id=slot.id)
        work.about(work.add(record))
    return changed(Subject.WORKERS, ids=(worker_id,), made=worker_id)


@permitted(Permission.MANAGE_WORKERS)
def change_worker(
    desk: Desk, worker_id: str, revision: int, *, name: str, role: Role, email: str, active: bool
) -> Changes:
    """Changes a worker; one who is no longer active loses the key slot.

    Raises DeskError `last_administrator` rather than leave an office nobody can manage.
    """
    name = clean_name(name)
    key_file = _key_file(desk)
    slot = key_file.of_worker(worker_id)
    if slot is not None:
        key_file = key_file.with_slot(_renamed(slot, name)) if active else key_file.without_worker(worker_id)
    with keys.changing(desk.database.path, key_file), desk.work("worker.change") as work:
        _require_free_name(work, name, worker_id)
        record = work.get(WorkerRecord, worker_id, revision)
        record.name, record.role, record.email, record.active = name, role, email.strip(), active
        record.slot_id = slot.id if slot is not None and active else None
        work.touch(record)
        work.session.flush()
        if not reads.count_administrators(work.session):
            raise DeskError("last_administrator")
        work.about(record)
    return changed(Subject.WORKERS, ids=(worker_id,))


@permitted(Permission.MANAGE_WORKERS)
def reset_password(desk: Desk, worker_id: str, new_password: str) -> Changes:
    """Gives a worker who forgot the password a new one, or a worker without a key slot one."""
    require_good(new_password, (desk.office_name,))
    _give_key(desk, "worker.reset_password", worker_id, new_password)
    return changed(Subject.WORKERS, ids=(worker_id,))


# -- inside -----------------------------------------------------------------------------------


def _key_file(desk: Desk) -> KeyFile:
    return keys.read(keys.key_file_of(desk.database.path))


def _slot_of(key_file: KeyFile, worker_id: str) -> KeySlot:
    slot = key_file.of_worker(worker_id)
    if slot is None:
        raise DeskError("no_such_key")
    return slot


def _give_key(desk: Desk, action: str, worker_id: str, password: str) -> None:
    """Gives an active worker a key slot with a new password, in the place of the old one."""
    with desk.reading() as session:
        worker = reads.working_here(session, worker_id)
    if worker is None:
        raise DeskError("works_here_no_longer")
    require_good(password, (worker.name,))
    key_file = _key_file(desk)
    old = key_file.of_worker(worker_id)
    slot = keys.wrap(
        desk.database.key,
        password,
        key_file.office_id,
        slot_id=old.id if old else "",
        worker_id=worker_id,
        name=worker.name,
    )
    with keys.changing(desk.database.path, key_file.with_slot(slot)), desk.work(action) as work:
        changing = work.get(WorkerRecord, worker_id)
        changing.slot_id = slot.id
        work.touch(changing)
        work.about(changing)


def _renamed(slot: KeySlot, name: str) -> KeySlot:
    return replace(slot, name=name)


def _require_free_name(work: Work, name: str, worker_id: str) -> None:
    """Two workers of one name cannot be told apart in the log-in list."""
    taken = reads.worker_ids_named(work.session, name)
    if taken - {worker_id}:
        raise DeskError("name_taken", name=name)
