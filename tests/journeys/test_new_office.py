# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""An starts an office, Bert joins, a password is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import PASSWORD
from tests.journeys.steps import log_in, new_client
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Role
from wwdesk.services import office, people, workers


def test_an_starts_an_office_and_comes_back_the_next_day(file: Path, clock: FixedClock) -> None:
    # Monday: three steps, then the first client.
    monday = office.create_office(file, "CAW De Brug", "An Peeters", PASSWORD, clock)
    assert monday.recovery_key
    new_client(monday.desk)
    office.close_office(monday.desk)

    # Tuesday: her name is in the list, her password opens it, the client is there.
    tuesday = log_in(file, "An Peeters", PASSWORD, clock)
    assert [row.name for row in people.people(tuesday).rows] == ["Zoë Voorbeeld"]
    office.close_office(tuesday)

    # A wrong password says so, and shows nothing.
    with pytest.raises(DeskError) as refused:
        log_in(file, "An Peeters", "koffie om vijf uur", clock)
    assert refused.value.key == "wrong_password"


def test_bert_joins_with_a_password_of_his_own(file: Path, clock: FixedClock) -> None:
    an = office.create_office(file, "CAW De Brug", "An Peeters", PASSWORD, clock).desk
    dossier = new_client(an)
    workers.add_worker(an, "Bert Maes", Role.WORKER, "bert@voorbeeld.be", "eerste keer binnen")
    office.close_office(an)

    # Bert logs in, chooses his own password, and sees the client.
    bert = log_in(file, "Bert Maes", "eerste keer binnen", clock)
    workers.change_password(bert, "eerste keer binnen", "fietsen langs de Maas")
    assert people.search(bert, "zoe")[0].record_id == dossier
    # He is no administrator.
    with pytest.raises(DeskError) as refused:
        workers.add_worker(bert, "Cas", Role.WORKER, "", "nog iemand erbij")
    assert refused.value.key == "not_allowed"
    office.close_office(bert)

    # The old password no longer opens the office; both of theirs do.
    with pytest.raises(DeskError):
        log_in(file, "Bert Maes", "eerste keer binnen", clock)
    office.close_office(log_in(file, "Bert Maes", "fietsen langs de Maas", clock))
    office.close_office(log_in(file, "An Peeters", PASSWORD, clock))


def test_an_forgot_her_password_and_takes_the_paper_from_the_safe(file: Path, clock: FixedClock) -> None:
    made = office.create_office(file, "CAW De Brug", "An Peeters", PASSWORD, clock)
    new_client(made.desk)
    office.close_office(made.desk)

    typed = made.recovery_key.lower().replace("-", " ")
    desk = office.open_with_recovery_key(file, typed, "nooit meer vergeten", clock)
    assert people.people(desk).total == 1
    office.close_office(desk)
    office.close_office(log_in(file, "An Peeters", "nooit meer vergeten", clock))


def test_two_windows_on_one_office_are_told_apart(file: Path, clock: FixedClock) -> None:
    first = office.create_office(file, "CAW De Brug", "An Peeters", PASSWORD, clock).desk
    with pytest.raises(DeskError) as refused:
        log_in(file, "An Peeters", PASSWORD, clock)
    assert refused.value.key == "office_in_use"
    office.close_office(first)
    office.close_office(log_in(file, "An Peeters", PASSWORD, clock))
