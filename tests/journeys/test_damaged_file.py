# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The disk was bad: the office is damaged, and the backup of yesterday saves the day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import PASSWORD
from tests.journeys.steps import log_in, new_client
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.services import office, people


def test_a_damaged_office_is_named_and_yesterday_comes_back(file: Path, clock: FixedClock) -> None:
    # Monday: closing makes a backup.
    an = office.create_office(file, "CAW De Brug", "An Peeters", PASSWORD, clock).desk
    new_client(an)
    office.close_office(an)

    # Tuesday night the disk breaks a few bytes in the middle.
    clock.moment += timedelta(days=1)
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 16] = bytes(byte ^ 0xFF for byte in content[middle : middle + 16])
    file.write_bytes(content)

    # Wednesday: the window says so and shows nothing; it is not called a wrong password.
    with pytest.raises(DeskError) as refused:
        log_in(file, "An Peeters", PASSWORD, clock)
    assert refused.value.key == "damaged_file"

    # She restores the newest backup; the damaged file is kept beside it.
    newest = office.backups_of(file)[0]
    office.restore_backup(newest.path, file)
    an = log_in(file, "An Peeters", PASSWORD, clock)
    assert [row.name for row in people.people(an).rows] == ["Zoë Voorbeeld"]
    assert any(other.read_bytes() == bytes(content) for other in file.parent.iterdir() if other.is_file())

    # And work goes on.
    people.add_person(an, PersonDetails(given_name="Nieuw"))
    office.close_office(an)
