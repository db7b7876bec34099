# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The front door of this room: every document that can be printed, without loading reportlab before one is asked for.

The window imports services and services import this module; reportlab would add a quarter of a
second to the start of the program for something most sessions never do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import cast

from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.template_filling import Filled
from wwdesk.domain.meetings import MeetingOverview
from wwdesk.domain.overviews import DossierOverview
from wwdesk.forms.model import Form
from wwdesk.forms.profile import Comparison
from wwdesk.forms.score_log import DomainLog


def blank_form(form: Form, letterhead: Letterhead, facts: DocumentFacts) -> bytes:
    """A questionnaire to fill in with a pen (`documents.blank_form`)."""
    return _maker("blank_form")(form, letterhead, facts)


def filled_form(
    form: Form,
    answers: Mapping[str, str],
    letterhead: Letterhead,
    facts: DocumentFacts,
    conclusions: Mapping[str, str],
    *,
    asked: Collection[str] | None = None,
    labels: Mapping[str, str] | None = None,
    scores: Collection[DomainLog] = (),
) -> bytes:
    """A filled questionnaire: `asked` are the paths of the relevant questions (`documents.filled_form`)."""
    return _maker("filled_form")(
        form, answers, letterhead, facts, conclusions, asked=asked, labels=labels, scores=scores
    )


def profile_report(
    comparison: Comparison,
    letterhead: Letterhead,
    facts: DocumentFacts,
    conclusions: Mapping[str, str],
    scores: Collection[DomainLog] = (),
) -> bytes:
    """A profile beside the earlier one (`documents.profile_report`)."""
    return _maker("profile_report")(comparison, letterhead, facts, conclusions, scores)


def meeting_report(meeting: MeetingOverview, letterhead: Letterhead, facts: DocumentFacts) -> bytes:
    """The report of a meeting (`documents.meeting_report`)."""
    return _maker("meeting_report")(meeting, letterhead, facts)


def letter(filled: Filled, to: Sequence[str], place: str, letterhead: Letterhead, facts: DocumentFacts) -> bytes:
    """A letter or an agreement from a filled template (`documents.letter`)."""
    return _maker("letter")(filled, to, place, letterhead, facts)


def page_pictures(pdf: bytes, width: int) -> tuple[bytes, ...]:
    """The pages of a PDF as PNG pictures, `width` pixels wide (`documents.page_pictures`)."""
    return cast("tuple[bytes, ...]", _any_maker("page_pictures")(pdf, width))


def timeline_report(dossier: DossierOverview, letterhead: Letterhead, facts: DocumentFacts) -> bytes:
    """What happened in a dossier and what is coming (`documents.timeline_report`)."""
    return _maker("timeline_report")(dossier, letterhead, facts)


def recovery_sheet(office_name: str, worker: str, recovery_key: str, on: date) -> bytes:
    """The sheet with the key for the safe (`documents.recovery_sheet`)."""
    return _maker("recovery_sheet")(office_name, worker, recovery_key, on)


def _maker(name: str) -> Callable[..., bytes]:
    """The function of the module of the same name, which makes a file."""
    return cast("Callable[..., bytes]", _any_maker(name))


def _any_maker(name: str) -> Callable[..., object]:
    return cast("Callable[..., object]", getattr(import_module(f"wwdesk.documents.{name}"), name))
