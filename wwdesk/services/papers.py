# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Forms on paper: printed for a dossier with a code on every page, filed again when they come back as a scan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wwdesk.documents.facts import DocumentFacts
from wwdesk.documents.page_code import new_code
from wwdesk.documents.press import blank_form
from wwdesk.documents.scans import read_codes
from wwdesk.domain.changes import Changes, Subject, changed
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission
from wwdesk.services import dossiers, screening
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.instruments import active_version, form_of, freeze_built_in
from wwdesk.services.printing import letterhead
from wwdesk.storage.reads import papers as reads
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.screenings import PaperRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One form that was found in a scan. `pages` counts the pages of the scan that are of it."""

    paper_id: str
    dossier_id: str
    dossier_number: str
    client_name: str
    form_id: str
    form_title: str
    pages: int
    typed_in: bool
    """Whether a screening was typed in from it before."""


@permitted(Permission.PRINT)
def print_for_dossier(desk: Desk, dossier_id: str, form_id: str, language: str = "") -> bytes:
    """A blank form for the client of a dossier, with a code on each page by which its scan is filed."""
    freeze_built_in(desk, form_id)
    with desk.work("paper.print") as work:
        dossier = work.get(DossierRecord, dossier_id)
        version = active_version(work.session, form_id)
        form = form_of(work.session, version.id, language)
        record = work.add(
            PaperRecord(code=new_code(), dossier_id=dossier_id, form_version_id=version.id, screening_id=None)
        )
        work.about(record)
        client, number, code = reads.client_name(work.session, dossier), dossier.number, record.code
    facts = DocumentFacts(
        code=f"{form.form_id}-{form.version}".upper(),
        printed_on=desk.clock.today(),
        client_name=client,
        dossier_number=number,
        worker=desk.worker.name,
        page_code=code,
    )
    return blank_form(form, letterhead(desk), facts)


@permitted(Permission.EDIT_DOSSIER)
def file_scan(desk: Desk, file: Path) -> tuple[Filed, ...]:
    """Puts a scan with the documents of every dossier its pages belong to; what was found in it.

    Takes seconds. Raises DeskError for a file that cannot be read or has no code of this office.
    """
    content = dossiers.read_file(file)
    counted = Counter(code.code for page in read_codes(content) for code in page)
    with desk.reading() as session:
        found = reads.with_codes(session, counted)
    if not found:
        raise DeskError("scan_without_code")
    for dossier_id in dict.fromkeys(row.dossier_id for row in found):
        attached = str(dossiers.attach(desk, dossier_id, file).made)
        with desk.work("paper.file") as work:
            for row in found:
                if row.dossier_id == dossier_id:
                    record = work.get(PaperRecord, row.paper_id)
                    record.attachment_id = attached
                    work.touch(record)
                    work.about(record)
    return tuple(
        Filed(
            paper_id=row.paper_id,
            dossier_id=row.dossier_id,
            dossier_number=row.dossier_number,
            client_name=row.client_name,
            form_id=row.form_id,
            form_title=row.form_title,
            pages=counted[row.code],
            typed_in=row.typed_in,
        )
        for row in found
    )


@permitted(Permission.FILL_SCREENING)
def type_in(desk: Desk, paper_id: str, on: date) -> Changes:
    """Starts a screening to type a paper form in, with the version that was printed; `made` is its id.

    `on` is the day on the paper. A running screening with the same form is continued.
    """
    with desk.reading() as session:
        paper = reads.paper(session, paper_id)
        dossier_id, version_id = paper.dossier_id, paper.form_version_id
    running = screening.running_with(desk, dossier_id, version_id)
    if running is None:
        running = str(screening.start_version(desk, dossier_id, version_id, on).made)
    with desk.work("paper.type") as work:
        record = work.get(PaperRecord, paper_id)
        record.screening_id = running
        work.touch(record)
        work.about(record)
    return changed(Subject.SCREENING, Subject.DOSSIER, Subject.TODAY, ids=(dossier_id, running), made=running)
