# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every method in `forms/`: it is right, its examples come out, and no order of events breaks its rules."""

from __future__ import annotations

import pytest

from tests.methods.random_events import tried
from wwdesk.methods.cases import CaseResult, read_cases, run_case
from wwdesk.methods.folders import FoundMethod, built_in_methods
from wwdesk.methods.progress import Rulebook

METHODS = built_in_methods()


@pytest.fixture(params=METHODS, ids=[method.folder.name for method in METHODS])
def method(request: pytest.FixtureRequest) -> FoundMethod:
    found: FoundMethod = request.param
    return found


def rulebook(method: FoundMethod) -> Rulebook:
    assert method.rulebook is not None, [str(problem) for problem in method.problems]
    return method.rulebook


def test_it_is_right(method: FoundMethod) -> None:
    assert [str(problem) for problem in method.problems] == []
    assert rulebook(method).method.method.id == method.folder.name


def test_its_examples_come_out(method: FoundMethod) -> None:
    results: list[CaseResult] = [run_case(rulebook(method), case) for case in read_cases(method.folder)]
    assert [(one.case.id, one.differences) for one in results if one.differences] == []
    assert len(results) >= 5


def test_a_thousand_random_orders_never_reach_a_forbidden_state(method: FoundMethod) -> None:
    book = rulebook(method)
    assert book.method.never
    reached = [tried(book, seed) for seed in range(1000)]
    done = {event.step for progress in reached for event in progress.events}
    shown = {event.step for case in read_cases(method.folder) for event in case.event if not event.refused}
    assert done | shown == set(book.steps), "a step that nothing ever reaches"


def test_every_guard_has_an_example(method: FoundMethod) -> None:
    cases = read_cases(method.folder)
    shown = {name for case in cases for event in case.event for name in (event.refused, event.asks, event.notes)}
    assert {guard.id for guard in rulebook(method).method.guard} - shown == set()


def test_every_date_has_an_example(method: FoundMethod) -> None:
    cases = read_cases(method.folder)
    shown = {name for case in cases for name in case.expect.dates}
    book = rulebook(method).method
    assert {one.id for one in (*book.time_limit, *book.duty)} - shown == set()
