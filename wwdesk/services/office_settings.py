# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of the office: its name and address, when it locks, where backups go."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, cast

from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.office_names import clean_name
from wwdesk.domain.overviews import OfficeSettings
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage import keys
from wwdesk.storage import settings as stored

SHORTEST_LOCK, LONGEST_LOCK = 1, 30
"""Minutes without input before the window locks."""
_STORED_AS = {field.name: field.name for field in fields(OfficeSettings)} | {"name": "office_name"}
_REVISION = "revision"


@permitted(Permission.OWN_ACCOUNT)
def settings(desk: Desk) -> OfficeSettings:
    """The settings of the office."""
    with desk.reading() as session:
        return _settings_in(stored.load(session))


@permitted(Permission.MANAGE_OFFICE)
def change_settings(desk: Desk, settings: OfficeSettings) -> Changes:
    """Keeps new settings of the office.

    Raises DeskError `name_missing`, `lock_minutes_out_of_range`, `backup_folder_not_there`.
    """
    wanted = _checked(settings)
    office = desk.database.path
    key_file = replace(keys.read(keys.key_file_of(office)), backup_folder=wanted.backup_folder)
    with keys.changing(office, key_file), desk.work("settings.change") as work:
        known = stored.load(work.session)
        revision = cast("int", known.get(_REVISION, 0)) + 1
        values = {_STORED_AS[name]: value for name, value in asdict(wanted).items()}
        stored.save(work.session, {**values, _REVISION: revision})
        work.about_settings(key_file.office_id, revision)
    return changed(Subject.OFFICE)


def _settings_in(known: dict[str, object]) -> OfficeSettings:
    """What is stored, with the default for what is not, or is of another type than this version knows."""
    default = OfficeSettings(name="")
    values = {
        name: known[key]
        for name, key in _STORED_AS.items()
        if key in known and type(known[key]) is type(getattr(default, name))
    }
    return OfficeSettings(**cast("dict[str, Any]", {**asdict(default), **values}))


def _checked(wanted: OfficeSettings) -> OfficeSettings:
    if not SHORTEST_LOCK <= wanted.lock_minutes <= LONGEST_LOCK:
        raise DeskError("lock_minutes_out_of_range", shortest=SHORTEST_LOCK, longest=LONGEST_LOCK)
    folder = wanted.backup_folder.strip()
    if folder and not (folder.isprintable() and Path(folder).is_absolute() and Path(folder).is_dir()):
        raise DeskError("backup_folder_not_there", folder=folder)
    return replace(wanted, name=clean_name(wanted.name), backup_folder=folder)
