# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: roles of workers and the permissions each has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The role of a worker in this office (labels in texts `roles`)."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    WORKER = "worker"
    TRAINEE = "trainee"
    READER = "reader"


class Permission(StrEnum):
    """One thing a worker may or may not do."""

    READ_PEOPLE = "read_people"
    EDIT_PEOPLE = "edit_people"
    MERGE_PEOPLE = "merge_people"
    READ_DOSSIER = "read_dossier"
    EDIT_DOSSIER = "edit_dossier"
    READ_SCREENING = "read_screening"
    FILL_SCREENING = "fill_screening"
    PRINT = "print"
    MANAGE_FORMS = "manage_forms"
    MANAGE_WORKERS = "manage_workers"
    MANAGE_OFFICE = "manage_office"
    OWN_ACCOUNT = "own_account"
    BACKUP = "backup"


_READ = frozenset({Permission.READ_PEOPLE, Permission.READ_DOSSIER, Permission.READ_SCREENING, Permission.OWN_ACCOUNT})
_FILL = _READ | {Permission.EDIT_DOSSIER, Permission.FILL_SCREENING, Permission.PRINT}
_WORK = _FILL | {Permission.EDIT_PEOPLE, Permission.BACKUP}
_COORDINATE = _WORK | {Permission.MERGE_PEOPLE, Permission.MANAGE_FORMS}

ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.COORDINATOR: _COORDINATE,
    Role.WORKER: _WORK,
    Role.TRAINEE: _FILL,
    Role.READER: _READ,
}
"""The permissions of each role: what is not named here is refused."""


@dataclass(frozen=True, slots=True)
class Worker:
    """The person at the desk."""

    id: str
    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether this worker's role has the permission."""
        return permission in ALLOWED[self.role]
