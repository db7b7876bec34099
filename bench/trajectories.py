# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Methods: reading one, one event, one event through the office, and Vandaag of an office with 5,000 trajectories."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.big_office import big_office
from bench.figures import Figure, milliseconds
from wwdesk.domain.ids import new_id
from wwdesk.domain.trajectories import StepTry, TrajectoryStatus
from wwdesk.methods.folders import FoundMethod, built_in_methods
from wwdesk.methods.guards import apply
from wwdesk.methods.limits import Deadline, View
from wwdesk.methods.progress import Event, Progress, Rulebook, begin
from wwdesk.methods.reading import frozen_method
from wwdesk.services import agenda, today, trajectories, waiting_list
from wwdesk.services.desk import Desk
from wwdesk.storage.reads import trajectories as reads
from wwdesk.storage.records.dossiers import DossierRecord
from wwdesk.storage.records.trajectories import DeadlineRecord, MethodTextRecord, StepDoneRecord, TrajectoryRecord

TRAJECTORIES = 5000
_TODAY = date.today()  # noqa: DTZ011 the office of the bench runs on the clock of this machine


@dataclass(frozen=True)
class Made:
    """Where the trajectories of the bench stand, by how long ago they began."""

    method: FoundMethod
    rulebook: Rulebook


def measure() -> Iterator[Figure]:
    """A method alone, then an office full of them."""
    made = {found.id: Made(found, found.rulebook) for found in built_in_methods() if found.rulebook}
    yield Figure(
        name="read and check proefwonen", value=milliseconds(lambda: frozen_method(made["mwv"].method.text)), unit="ms"
    )
    progress = _renting(made["hrp"], _TODAY - timedelta(days=40))
    talk = Event(step="driegesprek", on=_TODAY)
    yield Figure(name="one event with its guards", value=milliseconds(lambda: apply(progress, talk), 50), unit="ms")
    yield Figure(
        name="all dates of a trajectory", value=milliseconds(lambda: View(progress, _TODAY).deadlines(), 50), unit="ms"
    )
    desk = big_office(TRAJECTORIES)
    with desk.database.writing() as session:
        first = _fill(session, desk, made["hrp"])
    shown = milliseconds(lambda: agenda.due_now(desk, only_mine=False))
    yield Figure(name=f"dates of Vandaag, {TRAJECTORIES:,} trajectories", value=shown, unit="ms", goal=200)
    whole = milliseconds(lambda: today.today(desk, only_mine=False))
    yield Figure(name=f"Vandaag whole, {TRAJECTORIES:,} trajectories", value=whole, unit="ms", goal=200)
    month = _TODAY.replace(day=1)
    days = milliseconds(lambda: agenda.dates_between(desk, month, month + timedelta(days=30), only_mine=False))
    yield Figure(name="a month of the agenda, the whole office", value=days, unit="ms")
    revision = count(1)
    noted = milliseconds(
        lambda: trajectories.record_step(desk, first, next(revision), StepTry(step="driegesprek", on=_TODAY)), 20
    )
    yield Figure(name="one event through the office, kept on disk", value=noted, unit="ms", goal=20)
    listed = milliseconds(lambda: waiting_list.waiting(desk, "hrp"), 1)
    yield Figure(name=f"where {TRAJECTORIES:,} trajectories stand", value=listed, unit="ms")
    desk.database.close()


def _renting(made: Made, on: date) -> Progress:
    """A client who moved in on a day."""
    progress = begin(made.rulebook, on)
    for event in _events(on):
        progress = apply(progress, event)
    return progress


def _events(on: date) -> tuple[Event, ...]:
    return (
        Event(step="aanmelding", on=on),
        Event(step="koppeling", on=on, outcome="voorgesteld", facts={"halve_dagen_wooncoach": Fraction(3)}),
        Event(step="kennismaking", on=on, outcome="ja"),
        Event(step="plan", on=on, facts={"getekend_door": "alle_drie"}),
        Event(step="afsprakennota", on=on, facts={"getekend_door": "alle_drie"}),
        Event(step="intrek_stap", on=on, facts={"intrek": on}),
    )


def _fill(session: Session, desk: Desk, made: Made) -> str:
    """A trajectory for every dossier, begun up to 200 days ago; gives the id of the first."""
    text = made.method.text
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    session.add(MethodTextRecord(sha256=sha256, method_id="hrp", text=text))
    session.flush()
    now, worker = datetime.now(UTC), desk.worker.id
    tracked: dict[str, object] = {
        "revision": 1,
        "created_at": now,
        "changed_at": now,
        "created_by": worker,
        "changed_by": worker,
    }
    dates = {ago: View(_renting(made, _TODAY - timedelta(days=ago)), _TODAY).deadlines() for ago in range(0, 200, 5)}
    rows: dict[type, list[Mapping[str, object]]] = {TrajectoryRecord: [], StepDoneRecord: [], DeadlineRecord: []}
    first = ""
    for place, dossier in enumerate(session.scalars(select(DossierRecord.id))):
        ago = place * 5 % 200
        on, trajectory = _TODAY - timedelta(days=ago), new_id()
        first = first or trajectory
        rows[TrajectoryRecord].append(
            {
                **tracked,
                "id": trajectory,
                "dossier_id": dossier,
                "method_sha256": sha256,
                "method_id": "hrp",
                "method_label": made.rulebook.method.method.label,
                "profile": made.rulebook.profile().id,
                "started_on": on,
                "status": TrajectoryStatus.RUNNING.value,
                "outcome": "",
            }
        )
        rows[StepDoneRecord] += [{**tracked, **line} for line in _steps(trajectory, on)]
        rows[DeadlineRecord] += [_date(trajectory, one) for one in dates[ago]]
    for kind, values in rows.items():
        session.execute(insert(kind), values)
    return first


def _steps(trajectory: str, on: date) -> Iterator[dict[str, object]]:
    """What was done in a trajectory, as rows."""
    for number, event in enumerate(_events(on), 1):
        yield {
            "id": new_id(),
            "trajectory_id": trajectory,
            "sequence": number,
            "step": event.step,
            "on": event.on,
            "outcome": event.outcome,
            "facts": reads.facts_text(event.facts),
            "reason": "",
            "passed": "",
        }


def _date(trajectory: str, one: Deadline) -> dict[str, object]:
    """A date of a trajectory, as a row."""
    return {
        "trajectory_id": trajectory,
        "limit_id": one.id,
        "label": one.label,
        "sense": one.sense.value,
        "near_from": one.near_from,
        "due": one.due,
        "latest": one.latest,
        "why": "\n".join(one.why),
        "step": "",
        "snooze_reason": "",
    }
