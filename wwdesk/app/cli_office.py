# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The verbs of the command line that look after an office: `check` and `backup`."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from pathlib import Path

from wwdesk.domain.clock import SystemClock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.services import office
from wwdesk.services.backups import BackupRow
from wwdesk.storage import office_file

_LONGEST_KEY_FILE = 4096


def run(asked: argparse.Namespace) -> int:
    """Runs one of the verbs and gives its exit code."""
    path = office_file.real_path(asked.office)
    if asked.verb == "check":
        return _check(path, asked)
    if asked.action == "list":
        return _list(path, as_json=asked.json)
    if asked.action == "make":
        return _make(path, asked)
    return _restore(asked.backup.absolute(), path, as_json=asked.json)


def _check(path: Path, asked: argparse.Namespace) -> int:
    office_file.key_file_for(path)  # says what is wrong with the file before anybody types a password
    key = office_file.unlock_with(path, secret(asked.key_file), asked.worker)[2]
    problems = office.check(path, key)
    if asked.json:
        _say_json({"office": str(path), "whole": not problems, "problems": list(problems)})
    else:
        _say(t("cli.whole", file=path.name) if not problems else t("cli.problems", n=len(problems)))
        for problem in problems:
            _say(f"- {problem}")
    return 1 if problems else 0


def _list(path: Path, *, as_json: bool) -> int:
    rows = office.backups_of(path)
    if as_json:
        _say_json([_as_json(row) for row in rows])
    elif not rows:
        _say(t("cli.no_backups", file=path.name))
    for row in () if as_json else rows:
        _say(f"{row.at.astimezone():%d/%m/%Y %H:%M}  {_megabytes(row.size):>10}  {row.path}")
    return 0


def _make(path: Path, asked: argparse.Namespace) -> int:
    office_file.key_file_for(path)
    key = secret(asked.key_file)
    slot = office_file.unlock_with(path, key, asked.worker)[1]
    if not slot.worker_id:
        raise DeskError("worker_password_needed")
    desk = office.open_office(path, slot.id, key, SystemClock())
    try:
        made = office.back_up(desk)
    finally:
        desk.database.close()
    if asked.json:
        _say_json(_as_json(made))
    else:
        _say(t("cli.backup_made", file=made.path, size=_megabytes(made.size)))
    return 0


def _restore(backup: Path, path: Path, *, as_json: bool) -> int:
    kept = office.restore_backup(backup, path)
    if as_json:
        _say_json({"office": str(path), "backup": str(backup), "kept": str(kept) if kept else None})
        return 0
    _say(t("cli.restored", file=path, backup=backup.name))
    if kept:
        _say(t("cli.kept", file=kept))
    return 0


def secret(file: Path | None) -> str:
    """A password or recovery key: the first line of a file, or what is typed at the prompt."""
    if file is None:
        try:
            return getpass.getpass(t("cli.password"))
        except EOFError:
            raise DeskError("no_password_given") from None
    try:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST_KEY_FILE)
        return content.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, ValueError) as error:
        raise DeskError("password_file_unreadable", file=file) from error


def _as_json(row: BackupRow) -> dict[str, object]:
    return {"path": str(row.path), "at": row.at.isoformat(), "size": row.size}


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _say_json(value: object) -> None:
    _say(json.dumps(value, ensure_ascii=False, indent=2))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
