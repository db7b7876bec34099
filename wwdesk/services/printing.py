# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Screenings on paper: the blank form, the filled one, the profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.press import blank_form, filled_form, profile_report
from wwdesk.domain.belgian_format import show_postcode_line
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.forms.filling import Filling
from wwdesk.services import screening
from wwdesk.services.desk import Desk, permitted
from wwdesk.services.instruments import form_in_use
from wwdesk.services.office_settings import settings
from wwdesk.storage.records.screenings import ScreeningRecord


@permitted(Permission.PRINT)
def print_blank(desk: Desk, form_id: str, language: str = "") -> bytes:
    """The active version of a form as a PDF to fill on paper, by default in the form's own language.

    Raises DeskError `form_unknown`.
    """
    form = form_in_use(desk, form_id, language)
    facts = DocumentFacts(code=f"{form.form_id}-{form.version}".upper(), printed_on=desk.clock.today())
    return blank_form(form, letterhead(desk), facts)


@permitted(Permission.PRINT)
def print_filled(desk: Desk, screening_id: str) -> bytes:
    """A screening with its answers as a PDF, in the language it is filled in; marked ONTWERP until it is submitted."""
    work = screening.load(desk, screening_id)
    overview = screening.profile(desk, screening_id)
    scores = screening.score_logs(desk, screening_id, as_filled=True)
    _remember(desk, "screening.print_filled", screening_id)
    filling = Filling(work.form, work.answers, work.submitted_on or desk.clock.today())
    asked = frozenset(path for path in filling.paths() if filling.relevant(path))
    return filled_form(
        work.form,
        work.answers,
        letterhead(desk),
        replace(_facts(desk, overview, work.started_on, "A"), pictures=screening.pictures(desk, screening_id)),
        work.conclusions,
        asked=asked,
        labels={path: filling.label(path) for path in asked},
        scores=scores,
    )


@permitted(Permission.PRINT)
def print_profile(desk: Desk, screening_id: str, earlier_id: str | None = None) -> bytes:
    """The profile beside the earlier one as a PDF."""
    overview = screening.profile(desk, screening_id, earlier_id)
    started_on = screening.load(desk, screening_id).started_on
    scores = screening.score_logs(desk, screening_id)
    _remember(desk, "screening.print_profile", screening_id)
    facts = _facts(desk, overview, started_on, "P")
    return profile_report(overview.comparison, letterhead(desk), facts, overview.conclusions, scores)


def _remember(desk: Desk, action: str, screening_id: str) -> None:
    """Writes in the journal that somebody took these answers out of the office: who saw what must be told later."""
    with desk.work(action) as work:
        work.about(work.get(ScreeningRecord, screening_id))


@permitted(Permission.PRINT)
def letterhead(desk: Desk) -> Letterhead:
    """The office as it stands on top of a document."""
    office = settings(desk)
    place = show_postcode_line(office.postcode, office.municipality)
    return Letterhead(
        office=office.name or desk.office_name,
        address=tuple(line for line in (office.street, place) if line),
        phone=office.phone,
        email=office.email,
    )


def _facts(desk: Desk, overview: screening.ProfileOverview, started_on: date, kind: str) -> DocumentFacts:
    """What stands around the content; the code names dossier, screening day and kind of document."""
    row = overview.screening
    submitted = row.status is ScreeningStatus.SUBMITTED
    return DocumentFacts(
        code=f"SCR-{overview.dossier_number}-{row.on:%y%m%d}-{kind}",
        printed_on=desk.clock.today(),
        client_name=row.client_name,
        dossier_number=overview.dossier_number,
        started_on=started_on,
        submitted_on=row.on if submitted else None,
        present=overview.present,
        worker=row.worker_name,
        draft=not submitted,
    )
