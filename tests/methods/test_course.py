# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The course of a trajectory over time: phases and contracts, counted apart (A23)."""

from __future__ import annotations

from datetime import date

import pytest

from wwdesk.methods.cases import Case, play, read_cases
from wwdesk.methods.course import Course, Turn, course
from wwdesk.methods.folders import built_in_methods
from wwdesk.methods.progress import Progress, Rulebook, begin

BOOKS = {found.id: (found.rulebook, found.folder) for found in built_in_methods() if found.rulebook}


def played(rulebook: Rulebook, case: Case) -> Progress:
    progress = begin(rulebook, case.start, case.profile)
    for event in case.event:
        progress = play(progress, event)
    return progress


def of_case(method: str, case_id: str, today: date) -> tuple[Progress, Course]:
    rulebook, folder = BOOKS[method]
    progress = played(rulebook, next(case for case in read_cases(folder) if case.id == case_id))
    return progress, course(progress, today)


def turns(progress: Progress, found: Course) -> list[tuple[str, Turn, int]]:
    return [(progress.events[place].step, turn, number) for place, (turn, number) in sorted(found.turns.items())]


def test_one_person_and_one_trajectory_can_have_two_trial_contracts() -> None:
    progress, found = of_case("bru", "tweede-kans", date(2026, 9, 10))
    first, second = found.contracts
    assert (first.first, first.planned, first.ended) == (date(2026, 2, 1), date(2026, 9, 30), date(2026, 7, 24))
    assert (second.first, second.planned, second.ended) == (date(2026, 9, 1), date(2027, 2, 28), None)
    assert turns(progress, found) == [
        ("proefcontract", Turn.SIGNED, 0),
        ("verlenging", Turn.EXTENDED, 0),
        ("proefcontract", Turn.SIGNED, 1),
    ]


def test_an_ordinary_lease_follows_the_trial_contract() -> None:
    _, found = of_case("bru", "verlengd-en-eenzijdig", date(2026, 11, 15))
    trial, lease = found.contracts
    assert (trial.planned, trial.ended) == (date(2026, 10, 31), date(2026, 10, 26))
    assert (lease.label, lease.first, lease.planned, lease.ended) == (
        "Gewone huurovereenkomst",
        date(2026, 10, 26),
        None,
        None,
    )


def test_a_phase_that_came_back_has_two_stretches() -> None:
    _, found = of_case("bru", "tweede-kans", date(2026, 9, 10))
    trial = next(phase for phase in found.phases if phase.label.startswith("Proef"))
    assert len(trial.parts) == 2
    assert trial.parts[0] == (date(2026, 1, 28), date(2026, 7, 20))
    assert trial.parts[1][1] == date(2026, 9, 10)
    assert trial.running


def test_notice_is_of_the_contract_that_runs() -> None:
    rulebook, folder = BOOKS["mwv"]
    seen = 0
    for case in read_cases(folder):
        progress = played(rulebook, case)
        for place, (turn, number) in course(progress, case.start).turns.items():
            if turn is Turn.NOTICE:
                seen += 1
                assert number >= 0, case.id
                assert "opzeg_verstuurd" in progress.events[place].facts
    assert seen


@pytest.mark.parametrize("method", BOOKS)
def test_in_every_example_time_runs_forward_and_each_contract_is_signed_once(method: str) -> None:
    rulebook, folder = BOOKS[method]
    for case in read_cases(folder):
        progress = played(rulebook, case)
        today = max((event.on for event in progress.events), default=case.start)
        found = course(progress, today)
        signed = [number for turn, number in found.turns.values() if turn is Turn.SIGNED]
        assert sorted(signed) == list(range(len(found.contracts))), case.id
        for contract in found.contracts:
            assert contract.ended is None or contract.first <= contract.ended, case.id
        for phase in found.phases:
            days = [day for part in phase.parts for day in part]
            assert days == sorted(days), (case.id, phase)
            assert case.start <= days[0], (case.id, phase)
            assert days[-1] <= today, (case.id, phase)
            assert not (phase.running and progress.closed), case.id
