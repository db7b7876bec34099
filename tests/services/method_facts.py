# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A trajectory that runs and meetings about it, for tests that need one of everything."""

from __future__ import annotations

from fractions import Fraction
from typing import TypedDict

from tests.storage.offices import NOON
from wwdesk.domain.meetings import MeetingDetails
from wwdesk.domain.trajectories import StepTry
from wwdesk.services import meetings, trajectories
from wwdesk.services.desk import Desk

DAY = NOON.date()


def begun(desk: Desk, dossier: str) -> str:
    """A trajectory with a client in the home, so that its dates run."""
    trajectory = str(trajectories.start(desk, dossier, "hrp", DAY).made)
    steps = (
        StepTry(step="aanmelding", on=DAY),
        StepTry(step="koppeling", on=DAY, outcome="voorgesteld", facts={"halve_dagen_wooncoach": Fraction(3)}),
        StepTry(step="kennismaking", on=DAY, outcome="ja"),
        StepTry(step="plan", on=DAY, facts={"getekend_door": "alle_drie"}),
        StepTry(step="afsprakennota", on=DAY, facts={"getekend_door": "alle_drie"}),
        StepTry(step="intrek_stap", on=DAY, facts={"intrek": DAY}),
    )
    for revision, step in enumerate(steps, 1):
        trajectories.record_step(desk, trajectory, revision, step)
    return trajectory


class Met(TypedDict):
    """A meeting with a file on its agenda, and one in the bin."""

    meeting: str
    meeting_item: str
    binned_meeting: str


def met(desk: Desk) -> Met:
    """Plans two meetings; somebody was at the first."""
    first, second = (str(meetings.plan(desk, "hrp/driegesprekken", DAY).made) for _ in "ab")
    meetings.save_meeting(desk, first, 1, MeetingDetails(on=DAY, present="An"))
    meetings.remove_meeting(desk, second)
    return Met(meeting=first, meeting_item=meetings.meeting(desk, first).items[0].id, binned_meeting=second)
