# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Where trajectories stand: from the method each started with and what was done since."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from wwdesk.methods.guards import replay
from wwdesk.methods.progress import Event, Progress, Rulebook, begin
from wwdesk.methods.reading import frozen_method
from wwdesk.storage.database import Session
from wwdesk.storage.reads import trajectories as reads
from wwdesk.storage.records.trajectories import StepDoneRecord, TrajectoryRecord


def progress_of(session: Session, record: TrajectoryRecord) -> Progress:
    """Where one trajectory stands."""
    rulebook = _rulebook(reads.method_text(session, record.method_sha256))
    return _replayed(rulebook, record, reads.steps_done(session, record.id))


def progresses_of(session: Session, method_id: str) -> list[tuple[TrajectoryRecord, Progress]]:
    """Where every running trajectory of a method stands, oldest first."""
    texts = {sha256: _rulebook(text) for sha256, text in reads.method_texts(session, method_id)}
    steps = reads.steps_by_trajectory(session, method_id)
    return [
        (record, _replayed(texts[record.method_sha256], record, steps.get(record.id, ())))
        for record in reads.running(session, method_id)
    ]


def running_with_arrears(session: Session) -> tuple[str, ...]:
    """The methods of running trajectories that have a board of arrears."""
    return tuple(
        method_id
        for method_id in sorted(reads.running_by_method(session))
        if any(_rulebook(text).method.arrears for _, text in reads.method_texts(session, method_id))
    )


def _replayed(rulebook: Rulebook, record: TrajectoryRecord, steps: Sequence[StepDoneRecord]) -> Progress:
    events = tuple(
        Event(step=step.step, on=step.on, outcome=step.outcome, facts=reads.facts_of(step.facts), reason=step.reason)
        for step in steps
    )
    passed = tuple(tuple(step.passed.split()) for step in steps)
    return replay(begin(rulebook, record.started_on, record.profile), events, passed)


@lru_cache(maxsize=64)
def _rulebook(text: str) -> Rulebook:
    """Reading a method takes a hundredth of a second; an office uses a few over and over."""
    return frozen_method(text)
