# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A fresh office for every test of a service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.offices import TestOffices
from wwdesk.services.desk import Desk


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> TestOffices:
    """One maker of offices per run."""
    return TestOffices(tmp_path_factory.mktemp("kantoren"))


@pytest.fixture
def desk(offices: TestOffices) -> Iterator[Desk]:
    """An administrator at an empty office."""
    desk = offices.fresh()
    yield desk
    desk.database.close()
