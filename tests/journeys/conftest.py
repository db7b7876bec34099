# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""People and places of the journeys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wwdesk.domain.clock import FixedClock
from wwdesk.services import office
from wwdesk.services.desk import Desk

PASSWORD = "koffie om vier uur"
"""The password of An, who starts the office in every journey."""


@pytest.fixture
def clock() -> FixedClock:
    """A Monday morning in November."""
    return FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the office of this journey lives."""
    return tmp_path / "CAW De Brug.wwdesk"


@pytest.fixture
def an(file: Path, clock: FixedClock) -> Iterator[Desk]:
    """An, administrator, at her new office."""
    desk = office.create_office(file, "CAW De Brug", "An Peeters", PASSWORD, clock).desk
    yield desk
    desk.database.close()
