# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Filling a screening, its profile beside the earlier one, and printing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wwdesk.domain.changes import Changes
from wwdesk.domain.overviews import FormRow, ScreeningRow, ScreeningStatus
from wwdesk.domain.roles import Permission
from wwdesk.forms.model import Form
from wwdesk.forms.profile import Comparison
from wwdesk.services.desk import Desk, permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningWork:
    """A screening as the page that fills it needs it.

    `answers` holds the saved answer per path in XForm spelling (choice name, `2026-11-23`, `1.5`,
    choices of a select_multiple separated by a space). `earlier` are the answers of the screening
    this one updates, and `confirmed` the paths answered or confirmed anew in this one.
    """

    id: str
    dossier_id: str
    client_name: str
    dossier_number: str
    form: Form
    status: ScreeningStatus
    started_on: date
    submitted_on: date | None
    present: str
    answers: Mapping[str, str]
    earlier: Mapping[str, str]
    earlier_on: date | None
    confirmed: frozenset[str]
    conclusions: Mapping[str, str]
    """The written conclusion per life domain name."""
    saved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The receipt of an autosave: everything sent is on disk. Broadcast only when a page is left."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileOverview:
    """A submitted (or running) screening's profile beside the earlier one of the same dossier."""

    screening: ScreeningRow
    dossier_number: str
    present: str
    comparison: Comparison
    conclusions: Mapping[str, str]
    earlier_screenings: tuple[ScreeningRow, ...]
    """Submitted screenings of this dossier that may be chosen as the earlier one, newest first."""


@permitted(Permission.READ_SCREENING)
def forms(desk: Desk) -> tuple[FormRow, ...]:
    """The instruments that a screening can be started with."""
    raise NotImplementedError


@permitted(Permission.READ_SCREENING)
def screenings(desk: Desk, *, running_only: bool = False, only_mine: bool = False) -> tuple[ScreeningRow, ...]:
    """Screenings of the office, newest first."""
    raise NotImplementedError


@permitted(Permission.FILL_SCREENING)
def start(desk: Desk, dossier_id: str, form_id: str) -> Changes:
    """Starts a screening with the active version of a form; `made` is its id.

    An earlier submitted screening with the same form in the dossier makes it an update screening:
    it starts from those answers where question name and type are equal, none of them confirmed.
    A running one with the same form is continued instead of starting a second.
    """
    raise NotImplementedError


@permitted(Permission.READ_SCREENING)
def load(desk: Desk, screening_id: str) -> ScreeningWork:
    """A screening with the form version it was started with."""
    raise NotImplementedError


@permitted(Permission.FILL_SCREENING)
def save_answers(
    desk: Desk, screening_id: str, answers: Mapping[str, str], taken_over: frozenset[str] = frozenset()
) -> Saved:
    """Keeps answers (path -> value, empty = wiped) given or confirmed just now; on disk when this returns.

    The paths in `taken_over` are not confirmed by this: undo has put the earlier answer back.
    Raises DeskError `already_submitted` for a submitted screening.
    """
    raise NotImplementedError


@permitted(Permission.FILL_SCREENING)
def save_conclusion(desk: Desk, screening_id: str, domain: str, text: str) -> Saved:
    """Keeps the written conclusion of one life domain."""
    raise NotImplementedError


@permitted(Permission.FILL_SCREENING)
def submit(desk: Desk, screening_id: str, present: str) -> Changes:
    """Submits a screening: scores are fixed, answers of questions not asked are dropped.

    Raises DeskError `answers_with_problems` where an answer breaks a rule of the form, and
    `present_missing` where nobody is named as present.
    """
    raise NotImplementedError


@permitted(Permission.FILL_SCREENING)
def discard(desk: Desk, screening_id: str) -> Changes:
    """Moves a running screening to the bin."""
    raise NotImplementedError


@permitted(Permission.FILL_SCREENING)
def restore(desk: Desk, screening_id: str) -> Changes:
    """Takes a screening out of the bin: the undo of discarding."""
    raise NotImplementedError


@permitted(Permission.READ_SCREENING)
def profile(desk: Desk, screening_id: str, earlier_id: str | None = None) -> ProfileOverview:
    """The profile of a screening beside an earlier one (by default the one before it)."""
    raise NotImplementedError


@permitted(Permission.PRINT)
def print_blank(desk: Desk, form_id: str) -> bytes:
    """The active version of a form as a PDF to fill on paper."""
    raise NotImplementedError


@permitted(Permission.PRINT)
def print_filled(desk: Desk, screening_id: str) -> bytes:
    """A screening with its answers as a PDF; marked ONTWERP until it is submitted."""
    raise NotImplementedError


@permitted(Permission.PRINT)
def print_profile(desk: Desk, screening_id: str, earlier_id: str | None = None) -> bytes:
    """The profile beside the earlier one as a PDF."""
    raise NotImplementedError
