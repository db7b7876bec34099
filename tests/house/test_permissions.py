# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every service asks for a permission; the few that cannot are named here, with the reason."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType

import wwdesk.services
from wwdesk.domain.roles import ALLOWED, Permission
from wwdesk.services.desk import Desk, permitted

WITHOUT_PERMISSION = {
    # Before an office is open there is no worker whose role could be asked; closing is always allowed.
    "wwdesk.services.office": {
        "create_office",
        "key_holders",
        "open_office",
        "open_with_recovery_key",
        "close_office",
        "sync_folder_warning",
        "check",
        "backups_of",
        "restore_backup",
    },
    # Says what a permission is.
    "wwdesk.services.desk": {"permitted"},
    # Shared by services: they take a session, a running action or a file, which a page never holds.
    "wwdesk.services.instruments": {"form_of", "active_version", "freeze", "put_to_use"},
    "wwdesk.services.screening": {"begin"},
    "wwdesk.services.dossiers": {"read_file"},
    "wwdesk.services.method_folders": {"own_folder", "every_method", "method"},
    "wwdesk.services.trajectory_progress": {"progress_of", "progresses_of", "running_with_arrears"},
    "wwdesk.services.waiting_list": {"progresses_by_id", "office_numbers"},
    "wwdesk.services.trajectory_overviews": {"overview_of"},
    "wwdesk.services.housing": {"follow_contract"},
    "wwdesk.services.arrears": {"known_facts"},
    "wwdesk.services.letters": {"field_labels", "template_problems"},
}


def service_modules() -> list[ModuleType]:
    names = pkgutil.walk_packages(wwdesk.services.__path__, "wwdesk.services.")
    return [importlib.import_module(found.name) for found in names]


def public_functions(module: ModuleType) -> dict[str, object]:
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_") and inspect.isfunction(value) and value.__module__ == module.__name__
    }


def unmarked(module: ModuleType, allowed: set[str]) -> list[str]:
    found: list[str] = []
    for name, function in public_functions(module).items():
        marked = isinstance(getattr(function, "permission", None), Permission)
        if not marked and name not in allowed:
            found.append(f"{module.__name__}.{name} asks for no permission")
        if marked and name in allowed:
            found.append(f"{module.__name__}.{name} asks for a permission: take it off the list")
    return found


def test_every_service_asks_for_a_permission() -> None:
    problems = [
        problem
        for module in service_modules()
        for problem in unmarked(module, WITHOUT_PERMISSION.get(module.__name__, set()))
    ]
    assert problems == []


def test_the_list_of_exceptions_names_existing_functions() -> None:
    for name, functions in WITHOUT_PERMISSION.items():
        assert functions <= set(public_functions(importlib.import_module(name)))


def test_every_permission_is_asked_for_and_given_to_somebody() -> None:
    asked = {
        getattr(function, "permission", None)
        for module in service_modules()
        for function in public_functions(module).values()
    }
    assert {permission for permission in Permission if permission not in asked} == set[Permission]()
    assert frozenset[Permission]().union(*ALLOWED.values()) == set(Permission)


def test_an_unmarked_service_is_seen() -> None:
    def erase_everything(desk: Desk) -> None: ...

    def hello(desk: Desk) -> None: ...

    module = ModuleType("planted")
    for function in (erase_everything, hello):
        function.__module__ = "planted"
    vars(module).update(erase_everything=erase_everything, hello=permitted(Permission.PRINT)(hello))
    assert unmarked(module, set()) == ["planted.erase_everything asks for no permission"]
    assert unmarked(module, {"erase_everything", "hello"}) == [
        "planted.hello asks for a permission: take it off the list"
    ]
