# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Text nobody should be able to type: kept as typed, or refused in words with nothing half kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.offices import MORNING
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import HouseholdMemberDetails, NetworkContactDetails, OrganisationDetails, PersonDetails
from wwdesk.domain.roles import Role
from wwdesk.services import dossiers, instruments, network, office, organisations, people, screening
from wwdesk.services.desk import Desk

HALF = "half \ud83d teken"
TODAY = MORNING.date()
Typed = Callable[[Desk, str, str], object]

FIELDS: dict[str, Typed] = {
    "name": lambda desk, _dossier, text: people.add_person(desk, PersonDetails(given_name=text)),
    "note": lambda desk, dossier, text: dossiers.add_note(desk, dossier, TODAY, text),
    "reason": lambda desk, dossier, text: dossiers.record_referral(
        desk, dossier, ReferralDetails(on=TODAY, reason=text)
    ),
    "group": lambda desk, dossier, text: dossiers.change_dossier(desk, dossier, 1, target_group=text, worker_id=None),
    "member": lambda desk, dossier, text: network.add_household_member(
        desk, dossiers.dossier(desk, dossier).client.id, HouseholdMemberDetails(name=text)
    ),
    "contact": lambda desk, dossier, text: network.add_network_contact(
        desk, dossiers.dossier(desk, dossier).client.id, NetworkContactDetails(name="Buur", note=text)
    ),
    "organisation": lambda desk, _dossier, text: organisations.add_organisation(desk, OrganisationDetails(name=text)),
}


@pytest.fixture
def dossier(desk: Desk) -> str:
    client = str(people.add_person(desk, PersonDetails(given_name="An")).made)
    return str(dossiers.open_dossier(desk, client, DossierDetails(opened_on=date(2024, 2, 29))).made)


def lines(desk: Desk) -> int:
    with desk.database.plain() as connection:
        return len(connection.execute("SELECT 1 FROM journal").fetchall())


@pytest.mark.parametrize("name", FIELDS)
def test_half_a_character_is_refused_in_words(desk: Desk, dossier: str, name: str) -> None:
    before = lines(desk)
    with pytest.raises(DeskError) as refused:
        FIELDS[name](desk, dossier, HALF)
    assert refused.value.sentence.startswith("In de tekst zit een teken")
    assert lines(desk) == before


def test_half_a_character_in_an_answer_leaves_the_answers_that_were_there(desk: Desk, dossier: str) -> None:
    instruments.freeze_built_in(desk, "woonvaardigheden")
    running = str(screening.start(desk, dossier, "woonvaardigheden").made)
    path = next(question.path for question in screening.load(desk, running).form.questions() if question.scored)
    screening.save_answers(desk, running, {path: "3"})
    with pytest.raises(DeskError):
        screening.save_answers(desk, running, {path: HALF})
    with pytest.raises(DeskError):
        screening.save_conclusion(desk, running, "geld", HALF)
    with pytest.raises(DeskError):
        screening.save_present(desk, running, HALF)
    work = screening.load(desk, running)
    assert (work.answers[path], work.conclusions, work.present) == ("3", {}, "")


def test_searching_for_half_a_character_finds_nothing(desk: Desk) -> None:
    assert people.search(desk, HALF) == ()
    assert people.people(desk, text="\ud83d").total == 0


@pytest.mark.parametrize(
    "text",
    [
        "twee\nregels",
        "met\x00nul",
        "\u202eachterstevoren",
        "👩‍👩‍👧 gezin",
        "e\u0301e\u0301n",
        "x" * 1_000_000,
        "a\x0bb\ufeffc",
    ],
    ids=["lines", "nul", "rtl", "emoji", "combining", "megabyte", "control"],
)
def test_odd_notes_come_back_as_typed(desk: Desk, dossier: str, text: str) -> None:
    dossiers.add_note(desk, dossier, TODAY, text)
    assert [note.text for note in dossiers.dossier(desk, dossier).notes] == [text]


def test_a_name_of_a_megabyte_is_refused(desk: Desk) -> None:
    with pytest.raises(DeskError):
        people.add_person(desk, PersonDetails(given_name="x" * 1_000_000))


def test_a_file_with_a_name_from_another_alphabet_is_kept(desk: Desk, dossier: str, tmp_path: Path) -> None:
    """A zip from an old computer holds names that are no UTF-8."""
    file = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.pdf"))
    file.write_bytes(b"%PDF")
    dossiers.attach(desk, dossier, file)
    assert [kept.name for kept in dossiers.dossier(desk, dossier).attachments] == ["caf?.pdf"]


def test_a_pipe_or_device_is_no_attachment(desk: Desk, dossier: str, tmp_path: Path) -> None:
    pipe, loop = tmp_path / "pijp", tmp_path / "lus"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    for file in (pipe, loop, Path("/dev/zero"), Path("/dev/tty"), tmp_path / ("n" * 300), Path("met\x00nul")):
        with pytest.raises(DeskError):
            dossiers.attach(desk, dossier, file)


def test_a_huge_revision_is_a_change_by_somebody_else(desk: Desk, dossier: str) -> None:
    with pytest.raises(DeskError, match="Intussen"):
        dossiers.change_dossier(desk, dossier, 10**30, target_group="", worker_id=None)


def test_days_at_the_edge_of_the_calendar(desk: Desk, dossier: str) -> None:
    dossiers.add_note(desk, dossier, date.max, "ooit")
    dossiers.add_note(desk, dossier, date.min, "toen")
    dossiers.close_dossier(desk, dossier, date.max)
    assert dossiers.dossier(desk, dossier).timeline[-1].on == date.min


def test_what_names_a_record_that_is_no_more_is_refused_in_words(desk: Desk, dossier: str) -> None:
    with pytest.raises(DeskError, match="niet meer te vinden"):
        dossiers.change_dossier(desk, dossier, 1, target_group="", worker_id="niemand")


def test_an_action_that_waited_while_the_office_closed_is_told_so(desk: Desk, dossier: str) -> None:
    desk.database.close()
    for action in (lambda: dossiers.dossier(desk, dossier), lambda: dossiers.add_note(desk, dossier, TODAY, "laat")):
        with pytest.raises(DeskError, match="gesloten"):
            action()


def test_half_a_character_in_the_name_of_a_worker_never_reaches_the_key_file(desk: Desk) -> None:
    with pytest.raises(DeskError):
        office.add_worker(desk, "\ud83d", Role.WORKER, "", "een goed wachtwoord")
