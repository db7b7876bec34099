# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The verb `agreement` of the command line: a letter or agreement of a dossier as a PDF, and its signatures.

`verify PDF [--trust CERT.pem ...] [--json]` needs no office and gives exit code 0 only when all is well. Its
JSON has `outcome` (`well`, `untrusted`, `unsigned`, `changed`, `encrypted`, `unreadable`, `too_large`), `words`
(Dutch sentences), `behind` (bytes after the last signature) and `signatures`, each with `field`, `name`,
`issuer`, `at` (ISO or null), `stamped`, `certifies`, `intact`, `whole`, `later_allowed` and `trust` (`trusted`,
`unknown`, `expired`, `not_yet`).
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from wwdesk.app.cli_office import secret
from wwdesk.app.whole_file import is_pdf, write_whole
from wwdesk.documents import verifying
from wwdesk.domain.clock import SystemClock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.services import letters, office, trajectories
from wwdesk.services.desk import Desk
from wwdesk.services.letters import Asked, LetterTyped
from wwdesk.services.people import search
from wwdesk.storage import office_file

_LARGEST = 1_000_000


def run(asked: argparse.Namespace) -> int:
    """Makes the document, or looks at the signatures of one, and gives the exit code."""
    if asked.action == "verify":
        return _verified(asked)
    path = office_file.real_path(asked.office)
    office_file.key_file_for(path)
    key = secret(asked.key_file)
    slot = office_file.unlock_with(path, key, asked.worker)[1]
    if not slot.worker_id:
        raise DeskError("worker_password_needed")
    desk = office.open_office(path, slot.id, key, SystemClock())
    try:
        content = _made(desk, asked)
    finally:
        desk.database.close()
    write_whole(asked.out, content, is_pdf, t("cli.form.no_pdf_there"))
    sys.stdout.write(f"{t('cli.form.printed', file=asked.out)}\n")
    return 0


def _verified(asked: argparse.Namespace) -> int:
    trusted = [one for file in asked.trust for one in verifying.read_certificates(_read(file, _LARGEST))]
    found = verifying.verify(_read(asked.pdf, verifying.LARGEST + 1), trusted, at=SystemClock().now())
    if asked.json:
        told = {**asdict(found), "words": found.words()}
        sys.stdout.write(f"{json.dumps(told, ensure_ascii=False, indent=2, default=datetime.isoformat)}\n")
    else:
        sys.stdout.writelines(f"{sentence}\n" for sentence in found.words())
    return 0 if found.outcome is verifying.Outcome.WELL else 1


def _read(file: Path, most: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as wrong:
        raise DeskError("sign_file_unreadable", file=file.name) from wrong


def _made(desk: Desk, asked: argparse.Namespace) -> bytes:
    dossier_id = _dossier(desk, asked.dossier)
    told = _told(asked.values)
    for one in trajectories.trajectories(desk, dossier_id):
        try:
            wanted = letters.asks(desk, one.id, asked.template)
        except DeskError as trouble:
            if trouble.key != "template_none":
                raise
            continue
        values = {field.id: _value(field, told[field.id]) for field in wanted.fields if field.id in told}
        out = {name for name, _ in wanted.choices if told.get(name) is False}
        free = {name: str(told.get(name, proposal)) for name, _, proposal in wanted.free}
        typed = LetterTyped(values=values, without=frozenset(out), free=free)
        return letters.print_letter(desk, one.id, asked.template, typed)
    raise DeskError("template_none")


def _dossier(desk: Desk, named: str) -> str:
    """The id of a dossier by its number, or the id itself."""
    found = [hit.record_id for hit in search(desk, named) if hit.kind == "dossier"]
    return found[0] if found else named


def _told(file: Path | None) -> dict[str, Any]:
    """What a JSON file says: a value per field, false for a clause that stays out, text for a free one."""
    if file is None:
        return {}
    try:
        with file.open("rb") as opened:
            found = json.loads(opened.read(_LARGEST).decode("utf-8-sig"))
    except (OSError, ValueError) as wrong:
        raise DeskError("values_unreadable", file=file.name) from wrong
    if not isinstance(found, dict):
        raise DeskError("values_unreadable", file=file.name)
    return cast("dict[str, Any]", found)


def _value(field: Asked, told: object) -> object:
    """A value as its field wants it; days are in ISO form."""
    try:
        if field.kind == "date":
            return date.fromisoformat(str(told))
        if field.kind == "euro":
            return Fraction(str(told))
    except ValueError as wrong:
        raise DeskError("fact_wrong", fact=field.label) from wrong
    return told
