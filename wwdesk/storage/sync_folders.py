# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Folders where a live office does not belong: those that are synchronised, and those on a network.

A synchroniser copies a file while it is being written and mixes versions of two machines; network
disks do not lock reliably. Both lose work without anybody noticing (measured: decision 006).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_NAMES = {
    "Dropbox": re.compile(r"dropbox( \(.+\))?"),
    "OneDrive": re.compile(r"onedrive( ?[-–] ?.+)?"),
    "Google Drive": re.compile(r"google ?drive( streaming)?|googledrive-.+|my drive|mijn drive|gdrive"),
    "Nextcloud": re.compile(r"nextcloud\d*"),
    "ownCloud": re.compile(r"owncloud\d*"),
    "iCloud": re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents"),
    "Box": re.compile(r"box|box sync|box-box"),
    "Syncthing": re.compile(r"syncthing|sync"),
    "pCloud": re.compile(r"pcloud ?drive|pcloudsync"),
    "MEGA": re.compile(r"mega( ?sync)?"),
    "Seafile": re.compile(r"seafile|seadrive"),
    "SharePoint": re.compile(r"sharepoint"),
    "Proton Drive": re.compile(r"proton ?drive"),
    "Tresorit": re.compile(r"tresorit|tresors"),
}
"""How the folders of known synchronisers are called, in small letters."""

_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".sync_nextcloud.db": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
    ".resilio": "Resilio Sync",
}
"""What synchronisers leave in the folders they look after."""

_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
"""Where Windows says that OneDrive is."""

_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs"),
        *("fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.google-drive-ocamlfuse"),
        *("fuse.glusterfs", "fuse.s3fs", "fuse.onedriver", "fuse.kio-fuse"),
    }
)
_MOUNTS = Path("/proc/mounts")


class DangerKind(StrEnum):
    """Why a folder is no place for an office."""

    SYNCHRONISED = "synchronised"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Danger:
    """A folder that is no place for an office; `name` is the synchroniser or the kind of network disk."""

    kind: DangerKind
    name: str


def danger(office: Path, environment: Mapping[str, str] = os.environ, mounts: Path = _MOUNTS) -> Danger | None:
    """What is wrong with the folder of an office, if anything is."""
    folder = office.absolute().parent
    text = str(office)
    if text.startswith(("\\\\", "//")) and not text.startswith(("\\\\?\\", "\\\\.\\")):
        return Danger(DangerKind.NETWORK, "UNC")
    for place in (folder, _resolved(folder)):
        if name := _synchroniser(place, environment):
            return Danger(DangerKind.SYNCHRONISED, name)
    if kind := _network_disk(_resolved(folder), mounts):
        return Danger(DangerKind.NETWORK, kind)
    return None


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder


def _synchroniser(folder: Path, environment: Mapping[str, str]) -> str:
    for place in (folder, *folder.parents):
        for name, pattern in _NAMES.items():
            if pattern.fullmatch(place.name.casefold()):
                return name
        for mark, name in _MARKS.items():
            if os.path.lexists(place / mark) and not (mark == ".dropbox" and place == Path.home()):
                return name
        for variable, name in _VARIABLES.items():
            if environment.get(variable) and place == Path(environment[variable]):
                return name
    return ""


def _network_disk(folder: Path, mounts: Path) -> str:
    """The kind of network disk a folder is on, where the system tells (Linux)."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        fields = line.split()
        if len(fields) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1])
        if (str(folder) + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind if kind in _NETWORK else ""
