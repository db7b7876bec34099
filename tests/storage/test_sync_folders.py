# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Folders where a live office would lose work are known by name, by mark and by mount."""

from __future__ import annotations

from pathlib import Path

import pytest

from wwdesk.services import office
from wwdesk.storage.sync_folders import Danger, DangerKind, danger


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (CAW De Brug)/Dossiers", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - CAW De Brug/Bureaublad", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-an@voorbeeld.be/Mijn Drive", "Google Drive"),
        ("Nextcloud/kantoor", "Nextcloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Box", "Box"),
        ("Sync", "Syncthing"),
        ("pCloudDrive", "pCloud"),
        ("MEGAsync", "MEGA"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, name: str) -> None:
    assert danger(tmp_path / folder / "k.wwdesk", {}) == Danger(DangerKind.SYNCHRONISED, name)


@pytest.mark.parametrize(
    "folder", ["Documenten", "Mailbox", "Boxen", "Boekendropbox", "Oud OneDrive-archief", "synchroon", "Drive"]
)
def test_an_ordinary_folder_is_fine(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    assert danger(tmp_path / folder / "k.wwdesk", {}) is None
    assert office.sync_folder_warning(tmp_path / folder / "k.wwdesk") == ""


@pytest.mark.parametrize(
    ("mark", "name"), [(".stfolder", "Syncthing"), (".sync_nextcloud.db", "Nextcloud"), (".dropbox", "Dropbox")]
)
def test_a_synchroniser_is_known_by_what_it_leaves(tmp_path: Path, mark: str, name: str) -> None:
    deep = tmp_path / "werk" / "kantoor"
    deep.mkdir(parents=True)
    (tmp_path / "werk" / mark).mkdir()
    assert danger(deep / "k.wwdesk", {}) == Danger(DangerKind.SYNCHRONISED, name)


def test_a_link_to_a_synchronised_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "kantoor").symlink_to(tmp_path / "Dropbox")
    assert danger(tmp_path / "kantoor" / "k.wwdesk", {}) == Danger(DangerKind.SYNCHRONISED, "Dropbox")


def test_windows_says_where_onedrive_is(tmp_path: Path) -> None:
    (tmp_path / "wolk").mkdir()
    found = danger(tmp_path / "wolk" / "k.wwdesk", {"OneDrive": str(tmp_path / "wolk")})
    assert found == Danger(DangerKind.SYNCHRONISED, "OneDrive")


@pytest.mark.parametrize("path", ["\\\\server\\share\\k.wwdesk", "//server/share/k.wwdesk"])
def test_a_network_path_of_windows_is_seen(path: str) -> None:
    found = danger(Path(path), {})
    # On Linux a path that begins with two slashes is written with one of them kept.
    assert found is None or found.kind is DangerKind.NETWORK
    assert found == Danger(DangerKind.NETWORK, "UNC")


def test_a_network_mount_is_seen_and_the_nearest_mount_counts(tmp_path: Path) -> None:
    share = tmp_path / "groeps map"
    local = share / "lokaal"
    local.mkdir(parents=True)
    mounts = tmp_path / "mounts"
    octal = str(share).replace(" ", "\\040")
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\n//server/x {octal} cifs rw 0 0\n/dev/sdb1 {octal}/lokaal ext4 rw 0 0\nrubbish\n",
        "utf-8",
    )
    assert danger(share / "k.wwdesk", {}, mounts) == Danger(DangerKind.NETWORK, "cifs")
    assert danger(local / "k.wwdesk", {}, mounts) is None
    assert danger(tmp_path / "k.wwdesk", {}, mounts) is None
    assert danger(share / "k.wwdesk", {}, tmp_path / "no such file") is None


def test_the_warning_names_the_synchroniser(tmp_path: Path) -> None:
    warning = office.sync_folder_warning(tmp_path / "Nextcloud" / "k.wwdesk")
    assert "Nextcloud" in warning
    assert "reservekopieën" in warning
