# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""One office, made once and copied for every test that opens it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shell.office import Window, make_office


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    make_office(folder / "brug.wwdesk")
    return folder


@pytest.fixture
def window(qtbot: QtBot, made_office: Path, tmp_path: Path) -> Iterator[Window]:
    folder = tmp_path / "kantoor"
    shutil.copytree(made_office, folder)
    window = Window(qtbot, folder / "brug.wwdesk")
    yield window
    window.close()
