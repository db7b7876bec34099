# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The way of one client through a method, told through the services a worker uses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import PersonDetails
from wwdesk.domain.trajectories import StepTry, TrajectoryOverview
from wwdesk.services import agenda, dossiers, people, trajectories
from wwdesk.services.desk import Desk


class Story:
    """One client, one trajectory; the clock goes with the story."""

    def __init__(self, desk: Desk, method: str, start: date, name: str = "Lina Verzonnen", profile: str = "") -> None:
        self.desk = desk
        self.on(start)
        given, _, family = name.partition(" ")
        person = str(people.add_person(desk, PersonDetails(given_name=given, family_name=family)).made)
        opened = DossierDetails(opened_on=start, worker_id=desk.worker.id)
        self.dossier = str(dossiers.open_dossier(desk, person, opened).made)
        self.id = str(trajectories.start(desk, self.dossier, method, start, profile).made)

    @property
    def now(self) -> TrajectoryOverview:
        """Where the client stands."""
        (found,) = [one for one in trajectories.trajectories(self.desk, self.dossier) if one.id == self.id]
        return found

    @property
    def can(self) -> set[str]:
        """What can be done now."""
        return {step.id for step in self.now.steps if not step.always}

    def on(self, day: date) -> Story:
        """It is another day."""
        clock = self.desk.clock
        assert isinstance(clock, FixedClock)
        clock.moment = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        return self

    def does(self, step: str, outcome: str = "", reason: str = "", **facts: Any) -> Story:
        """Somebody notes today that a step was done."""
        now = self.now
        trajectories.record_step(self.desk, self.id, now.revision, self._try(step, outcome, reason, facts))
        return self

    def cannot(self, step: str, outcome: str = "", *, says: str, reason: str = "", **facts: Any) -> Story:
        """A step is refused with these words, whatever reason is given, and nothing changes."""
        before = self.now
        tried = self._try(step, outcome, reason, facts)
        with pytest.raises(DeskError) as refused:
            trajectories.record_step(self.desk, self.id, before.revision, tried)
        assert says in refused.value.sentence, refused.value.sentence
        assert self.now == before
        return self

    def needs_a_reason(self, step: str, outcome: str = "", *, says: str, reason: str, **facts: Any) -> Story:
        """A step asks for a reason; with one it goes on, and the reason is there for the report."""
        self.cannot(step, outcome, says=says, **facts)
        self.does(step, outcome, reason, **facts)
        assert self.now.done[-1].reason == reason
        assert self.now.done[-1].passed
        return self

    def date_of(self, limit: str) -> date:
        """The last day of a time limit or duty, with its reasoning there to read."""
        found = next(one for one in self.now.deadlines if one.id == limit)
        assert found.why
        return found.latest

    def due(self) -> set[str]:
        """What Vandaag shows of this client."""
        return {row.limit_id for row in agenda.due_now(self.desk)[0] if row.trajectory_id == self.id}

    def closed(self, outcome: str) -> None:
        """The trajectory is closed with this outcome, and the dossier can be closed too."""
        assert self.now.outcome == outcome
        assert self.due() == set()
        dossiers.close_dossier(self.desk, self.dossier, self.desk.clock.today())

    def _try(self, step: str, outcome: str, reason: str, facts: dict[str, object]) -> StepTry:
        values = {
            name: Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value
            for name, value in facts.items()
        }
        return StepTry(step=step, on=self.desk.clock.today(), outcome=outcome, facts=values, reason=reason)
