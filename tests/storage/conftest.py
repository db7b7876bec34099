# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One office per run, a copy of it per test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.offices import Office, copy_of, make
from wwdesk.storage import keys


@pytest.fixture(scope="session", autouse=True)
def quick_keys() -> Iterator[None]:
    """Weak keys for tests that open an office a hundred times; the samples keep the real ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "STANDARD", keys.Effort(memory=8 * 1024, passes=1, lanes=1))
        yield


@pytest.fixture(scope="session")
def made(quick_keys: None, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return make(tmp_path_factory.mktemp("kantoor"))


@pytest.fixture
def brug(made: Office, tmp_path: Path) -> Office:
    return copy_of(made, tmp_path / "kantoor")
