# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Where the program keeps what is its own on this machine. Offices lie where their workers put them."""

from __future__ import annotations

from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("wwdesk", appauthor=False)

OFFICE_SUFFIX = ".wwdesk"
"""How the names of offices end."""


def private_folder(folder: Path) -> Path:
    """The folder, made where it is not there, readable by this user only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def data_folder() -> Path:
    """For the demo office."""
    return private_folder(Path(_DIRS.user_data_dir))


def config_folder() -> Path:
    """For what the window remembers: its size, the office of last time. Nothing about clients."""
    return private_folder(Path(_DIRS.user_config_dir))


def log_folder() -> Path:
    """For logs, which hold no personal data."""
    return private_folder(Path(_DIRS.user_log_dir))


def demo_office() -> Path:
    """Where the demo office lies."""
    return private_folder(data_folder() / "demo") / f"voorbeeld{OFFICE_SUFFIX}"


def documents_folder() -> Path:
    """Where a new office is proposed."""
    return Path(_DIRS.user_documents_dir)
