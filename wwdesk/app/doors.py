# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What the window may ask before an office is open, answered by the services.

Loaded after the first paint (see `bootstrap`): importing it brings in the services, the database
library and the pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from wwdesk.app import paths
from wwdesk.app.demo_office import DEMO_PASSWORD, make_demo_office
from wwdesk.documents.press import recovery_sheet
from wwdesk.domain.clock import Clock, SystemClock
from wwdesk.domain.errors import DeskError
from wwdesk.services import office
from wwdesk.services.desk import Desk
from wwdesk.ui.doors import Backup, Demo, Holder, NewDesk, OpenDesk, Surroundings, WorkArea
from wwdesk.ui.errands import Errands
from wwdesk.ui.more_ways import MoreWays
from wwdesk.ui.workspace import Workspace

_DEMO_FILE = f"voorbeeld{paths.OFFICE_SUFFIX}"


class ServiceDoors:
    """The services behind the functions of `ui.doors.Doors`."""

    def __init__(self, clock: Clock | None = None, demo_folder: Path | None = None) -> None:
        self._clock = clock or SystemClock()
        self._demo_folder = demo_folder

    def key_holders(self, path: Path) -> Sequence[Holder]:
        """See Doors."""
        return office.key_holders(path)

    def load(self) -> None:
        """Importing this module was the work."""

    def open(self, path: Path, slot_id: str, password: str) -> OpenDesk:
        """See Doors."""
        return office.open_office(path, slot_id, password, self._clock)

    def recover(self, path: Path, recovery_key: str, new_password: str) -> OpenDesk:
        """See Doors."""
        return office.open_with_recovery_key(path, recovery_key, new_password, self._clock)

    def create(self, path: Path, name: str, worker: str, password: str) -> NewDesk:
        """See Doors."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:  # a file in the way, a folder of somebody else
            raise DeskError("cannot_write_there", folder=path.parent) from error
        new = office.create_office(path, name, worker, password, self._clock)
        return NewDesk(desk=new.desk, recovery_key=new.recovery_key)

    def close(self, desk: OpenDesk) -> None:
        """See Doors."""
        office.close_office(cast("Desk", desk))

    def folder_warning(self, path: Path) -> str:
        """See Doors."""
        return office.sync_folder_warning(path)

    def recovery_sheet(self, office_name: str, worker: str, recovery_key: str) -> bytes:
        """See Doors."""
        return recovery_sheet(office_name, worker, recovery_key, self._clock.today())

    def backups(self, path: Path) -> Sequence[Backup]:
        """See Doors."""
        return office.backups_of(path)

    def restore(self, backup: Path, path: Path) -> None:
        """See Doors."""
        office.restore_backup(backup, path)

    def demo(self) -> Demo:
        """See Doors. An example office that was left behind half made is made anew."""
        path = self._demo_folder / _DEMO_FILE if self._demo_folder else paths.demo_office()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            office.close_office(make_demo_office(path, self._clock))
        return Demo(path=path, password=DEMO_PASSWORD)

    def more_ways(self, errands: object, folder: Path) -> MoreWays:
        """See Doors."""
        return MoreWays(self, cast("Errands", errands), folder)

    def workspace(self, desk: OpenDesk, surroundings: Surroundings) -> WorkArea:
        """See Doors."""
        return Workspace(cast("Desk", desk), surroundings)
