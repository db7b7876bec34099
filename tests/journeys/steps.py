# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Steps that several journeys share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from wwdesk.domain.changes import Changes
from wwdesk.domain.clock import Clock
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.people import PersonDetails
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Question, QuestionKind
from wwdesk.services import dossiers, instruments, office, people, screening
from wwdesk.services.desk import Desk

ZOE = PersonDetails(given_name="Zoë", family_name="Voorbeeld", birth_date=date(1984, 3, 7), municipality="Genk")
FORM = "woonvaardigheden"


def made(changes: Changes) -> str:
    """The id of what an action made."""
    assert changes.made is not None
    return changes.made


def log_in(file: Path, name: str, password: str, clock: Clock) -> Desk:
    """A worker chooses the name on the lock page and types the password."""
    slot = next(holder.slot_id for holder in office.key_holders(file) if holder.name == name)
    return office.open_office(file, slot, password, clock)


def new_client(desk: Desk, details: PersonDetails = ZOE) -> str:
    """A worker makes a client with a dossier; the dossier's id."""
    client = made(people.add_person(desk, details))
    referral = ReferralDetails(on=date(2026, 11, 16), source="ocmw", reason="Huurachterstal")
    opening = DossierDetails(opened_on=date(2026, 11, 23), worker_id=desk.worker.id, referral=referral)
    return made(dossiers.open_dossier(desk, client, opening))


def start_screening(desk: Desk, dossier_id: str) -> str:
    """A worker starts a screening with the built-in instrument; its id."""
    instruments.freeze_built_in(desk, FORM)
    return made(screening.start(desk, dossier_id, FORM))


def an_answer(question: Question, level: int, today: date) -> str:
    """An answer a worker could give to any question; scored ones get `level`."""
    if question.scored:
        return str(level)
    if question.choices:
        return next((c.name for c in question.choices if c.name not in ("nb", "geen", "niemand")), "nb")
    by_kind: Mapping[QuestionKind, str] = {
        QuestionKind.INTEGER: "40",
        QuestionKind.DECIMAL: "12.5",
        QuestionKind.DATE: today.isoformat(),
        QuestionKind.TEXT: "0470 12 34 56",
    }
    return by_kind[question.kind]


def fill(
    desk: Desk,
    screening_id: str,
    level: Callable[[Question], int],
    stop_after: int | None = None,
) -> list[str]:
    """A worker answers question after question as the window would: one save per answer; the paths answered."""
    work = screening.load(desk, screening_id)
    today = desk.clock.today()
    filling = Filling(work.form, work.answers, today)
    answered: list[str] = []
    while (left := [q for q in filling.unanswered() if q.path not in answered]) and len(answered) != stop_after:
        question = left[0]
        value = an_answer(question, level(question), today)
        filling.answer(question.path, value)
        screening.save_answers(desk, screening_id, {question.path: value}, progress=filling.progress(None))
        answered.append(question.path)
    return answered
