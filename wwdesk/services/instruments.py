# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The instruments an office has: built-in questionnaires are frozen into its file, version by version."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from wwdesk.domain.content import content_folder
from wwdesk.domain.ids import new_id
from wwdesk.domain.overviews import FormRow
from wwdesk.domain.roles import Permission
from wwdesk.forms.load import load
from wwdesk.forms.model import Form
from wwdesk.forms.read_in import convert
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage.reads import screenings as reads
from wwdesk.storage.records.screenings import FormVersionRecord


@permitted(Permission.READ_SCREENING)
def forms(desk: Desk) -> tuple[FormRow, ...]:
    """The instruments that a screening can be started with."""
    install_built_in(desk)
    with desk.reading() as session:
        return reads.active_forms(session)


@permitted(Permission.READ_SCREENING)
def install_built_in(desk: Desk) -> None:
    """Freezes built-in questionnaires that this office does not have yet, each as a new version.

    The program does this by itself after a new release, whoever is at the desk; converting takes
    about a quarter of a second per new questionnaire, and nothing when all are there.
    """
    sources = {_hash(source): source for source in _built_in_sources()}
    with desk.reading() as session:
        missing = sources.keys() - reads.known_sources(session)
    for source_hash in sorted(missing):
        _install(desk, sources[source_hash], source_hash)


def _built_in_sources() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(content_folder("forms").glob("*/*/form.md"))]


def _hash(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def _install(desk: Desk, source: str, source_hash: str) -> None:
    converted = convert(source, "form.md")
    form = load(converted.xform, converted.tables)
    with desk.work("form.install") as work:
        for older in reads.versions_of(work.session, form.form_id):
            if older.active:
                older.active = False
                work.touch(older)
        record = work.add(
            FormVersionRecord(
                id=new_id(),
                form_id=form.form_id,
                title=form.title,
                version=form.version,
                scoring_version=form.scoring_version,
                source=source,
                source_sha256=source_hash,
                xform=converted.xform,
                tables=json.dumps(converted.tables, ensure_ascii=False),
                sha256=form.sha256,
                questions=sum(question.scored for question in form.questions()),
                domains=len(form.domains),
            )
        )
        work.about(record)


def form_of(record: FormVersionRecord) -> Form:
    """The frozen form of a version; kept ready, because a screening asks for it at every step."""
    return _loaded(record.sha256, record.xform, record.tables)


@lru_cache(maxsize=8)
def _loaded(_sha256: str, xform: str, tables: str) -> Form:
    return load(xform, json.loads(tables))
