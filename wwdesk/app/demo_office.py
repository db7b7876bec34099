# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the demo office: visibly made-up people, through the same services a worker uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import cast

from wwdesk.app.demo_answers import Tendency, made_up_answers
from wwdesk.app.demo_data import (
    ClientData,
    DwellingData,
    MeetingData,
    NoteData,
    OfficeData,
    PersonData,
    ScreeningData,
    StayData,
    StepData,
    TrajectoryData,
    demo_data,
)
from wwdesk.domain.clock import Clock, FixedClock
from wwdesk.domain.dates import add_months, age_on
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.dwellings import DwellingDetails, DwellingKind
from wwdesk.domain.meetings import ItemDetails, MeetingDetails
from wwdesk.domain.overviews import OfficeSettings
from wwdesk.domain.people import (
    Gender,
    HouseholdMemberDetails,
    NetworkContactDetails,
    OrganisationDetails,
    OrganisationKind,
    PersonDetails,
)
from wwdesk.domain.roles import Role, Worker
from wwdesk.domain.trajectories import StepTry
from wwdesk.forms.filling import Filling
from wwdesk.services import (
    arrears,
    dossiers,
    housing,
    meetings,
    network,
    office,
    organisations,
    people,
    screening,
    trajectories,
)
from wwdesk.services.desk import Desk
from wwdesk.services.office_settings import change_settings

DEMO_PASSWORD = "dit is een voorbeeld"  # noqa: S105  # public on purpose
"""Of every worker of the demo office; the lock page tells it."""
FORM = "woonvaardigheden"
BEFORE = 30
"""Days between making the office and the first thing that happens in it."""


def make_demo_office(path: Path, clock: Clock) -> Desk:
    """Makes the demo office in a new file and opens it as its administrator.

    Everything happens in the order of its date, on a clock that walks from then to now, so that
    journal and timeline read as if the office had been at work all that time.
    """
    data = demo_data()
    history = _History(data, clock)
    moves = sorted(history.moves(), key=lambda move: -move.ago)
    first = max(move.ago for move in moves) + BEFORE
    past = FixedClock(clock.now() - timedelta(days=first))
    admin = data["worker"][0]
    desk = office.create_office(path, data["office"]["name"], admin["name"], DEMO_PASSWORD, past).desk
    history.open_doors(desk)
    for move in moves:
        past.moment = clock.now() - timedelta(days=move.ago)
        move.make()
    return replace(desk, clock=clock)


@dataclass(frozen=True, slots=True)
class _Move:
    """Something that happens `ago` days before now."""

    ago: int
    make: Callable[[], object]


class _History:
    """Turns the written-down office into moves; remembers the ids that the services hand out."""

    def __init__(self, data: OfficeData, clock: Clock) -> None:
        self._data = data
        self._today = clock.today()
        self._desks: dict[str, Desk] = {}
        self._organisations: dict[str, str] = {}
        self._dossiers: dict[int, str] = {}
        self._ways: dict[tuple[int, int], str] = {}
        self._dwellings: dict[str, str] = {}

    def open_doors(self, desk: Desk) -> None:
        """The first day: settings, workers and partners."""
        change_settings(desk, OfficeSettings(**self._data["office"]))
        first, *others = self._data["worker"]
        self._desks[first["key"]] = desk
        for worker in others:
            role = Role(worker["role"])
            made = office.add_worker(desk, worker["name"], role, worker.get("email", ""), DEMO_PASSWORD).made or ""
            self._desks[worker["key"]] = replace(desk, worker=Worker(made, worker["name"], role))
        for partner in self._data["organisation"]:
            details = OrganisationDetails(
                name=partner["name"],
                kind=OrganisationKind(partner["kind"]),
                work_area=partner["work_area"],
                phone=partner["phone"],
            )
            self._organisations[partner["key"]] = organisations.add_organisation(desk, details).made or ""
        for home in self._data["dwelling"]:
            self._dwellings[home["key"]] = housing.add_dwelling(desk, self._dwelling(home)).made or ""
        for volunteer in self._data["volunteer"]:
            person_id = people.add_person(desk, self._person(volunteer)).made or ""
            people.make_volunteer(desk, person_id)

    def moves(self) -> list[_Move]:
        """Everything that happens after the first day, in the order it is written."""
        found: list[_Move] = []
        for number, client in enumerate(self._data["client"]):
            found.append(_Move(client["opened"], partial(self._welcome, number, client)))
            found += [_Move(note["ago"], partial(self._write, number, note)) for note in client.get("notes", [])]
            found += [
                _Move(filled["ago"], partial(self._screen, number, client, filled))
                for filled in client.get("screening", [])
            ]
            for place, way in enumerate(client.get("trajectory", [])):
                found += self._way(number, place, way)
            if (closed := client.get("closed")) is not None:
                found.append(_Move(closed, partial(self._close, number, client["worker"], closed)))
        for meeting in self._data["meeting"]:
            found.append(_Move(max(0, meeting["ago"]), partial(_meet, meeting, self._desks, self._today)))
        return found

    def _way(self, number: int, place: int, way: TrajectoryData) -> list[_Move]:
        """A trajectory from its start, with the home and what is owed."""
        found = [_Move(self._ago(way), partial(self._start, number, place, way))]
        found += [_Move(self._ago(step), partial(self._do, number, place, way, step)) for step in way["steps"]]
        if (home := way.get("home")) is not None:
            found.append(_Move(home["ago"], partial(self._live, number, place, way, home)))
        if way.get("owed"):
            found.append(_Move(self._ago(way), partial(self._owe, number, place, way)))
        return found

    def _day(self, ago: int) -> date:
        return self._today - timedelta(days=ago)

    def _month(self, months: int, day: int) -> date:
        """A day of so many months before this one."""
        return add_months(self._today.replace(day=1), -months).replace(day=day)

    def _ago(self, told: TrajectoryData | StepData) -> int:
        """How many days ago something was."""
        at = told.get("at")
        return told.get("ago", 0) if at is None else (self._today - self._month(at["months"], at["day"])).days

    def _dwelling(self, data: DwellingData) -> DwellingDetails:
        return DwellingDetails(
            name=data["name"],
            kind=data.get("kind", DwellingKind.STUDIO),
            site=data["site"],
            floor=data.get("floor", ""),
            capacity=data.get("capacity", 1),
            counts_for=data.get("counts_for", ""),
            owner_id=self._organisations[data["owner"]] if "owner" in data else None,
            profile=data.get("profile", ""),
            available_from=self._day(data["available"]["ago"]) if "available" in data else None,
            postcode=self._data["office"]["postcode"],
            municipality=self._data["office"]["municipality"],
        )

    def _person(self, data: PersonData) -> PersonDetails:
        family = data.get("family_name", "")
        anonymous = data.get("anonymous", False)
        return PersonDetails(
            given_name=data.get("given_name", ""),
            family_name=family + self._data["marker"] if family else "",
            alias=data.get("alias", ""),
            anonymous=anonymous,
            birth_date=data.get("birth_date"),
            gender=Gender(data.get("gender", "unknown")),
            language=data.get("language", "nl"),
            phone=data.get("phone", ""),
            postcode="" if anonymous else self._data["office"]["postcode"],
            municipality="" if anonymous else self._data["office"]["municipality"],
        )

    def _welcome(self, number: int, client: ClientData) -> None:
        """Adds a client with household and network, and opens the dossier."""
        desk = self._desks["griet"]
        person_id = people.add_person(desk, self._person(client)).made or ""
        for member in client.get("household", []):
            network.add_household_member(
                desk,
                person_id,
                HouseholdMemberDetails(
                    name=member["name"], relation=member["relation"], birth_date=member.get("birth_date")
                ),
            )
        for contact in client.get("network", []):
            network.add_network_contact(
                desk,
                person_id,
                NetworkContactDetails(
                    name=contact["name"],
                    relation=contact["relation"],
                    organisation_id=self._organisations[contact["by"]] if "by" in contact else None,
                    phone=contact.get("phone", ""),
                    note=contact.get("note", ""),
                ),
            )
        self._dossiers[number] = dossiers.open_dossier(desk, person_id, self._dossier(client)).made or ""

    def _dossier(self, client: ClientData) -> DossierDetails:
        opened, referral = self._day(client["opened"]), client["referral"]
        return DossierDetails(
            opened_on=opened,
            target_group=client["target_group"],
            worker_id=self._desks[client["worker"]].worker.id,
            referral=ReferralDetails(
                on=opened - timedelta(days=6),
                source=referral["source"],
                organisation_id=self._organisations[referral["by"]] if "by" in referral else None,
                reason=referral["reason"],
                previous_living_situation=referral.get("situation", ""),
            ),
        )

    def _write(self, number: int, note: NoteData) -> None:
        dossiers.add_note(self._desks[note["by"]], self._dossiers[number], self._day(note["ago"]), note["text"])

    def _start(self, number: int, place: int, way: TrajectoryData) -> None:
        desk = self._desks[way["by"]]
        made = trajectories.start(desk, self._dossiers[number], way["method"], self._day(self._ago(way))).made
        self._ways[number, place] = made or ""

    def _do(self, number: int, place: int, way: TrajectoryData, step: StepData) -> None:
        """Notes a step as its worker would."""
        desk, trajectory = self._desks[way["by"]], self._ways[number, place]
        found = trajectories.trajectories(desk, self._dossiers[number])
        revision = next(one.revision for one in found if one.id == trajectory)
        tried = StepTry(
            step=step["step"],
            on=self._day(self._ago(step)),
            outcome=step.get("outcome", ""),
            facts={name: self._fact(value) for name, value in step.get("facts", {}).items()},
            reason=step.get("reason", ""),
        )
        trajectories.record_step(desk, trajectory, revision, tried)

    def _fact(self, value: object) -> object:
        """A fact of a step: a day counted from today, a number, or what is written."""
        if isinstance(value, dict):
            told = cast("dict[str, int]", value)
            return self._day(told["ago"]) if "ago" in told else self._month(told["months"], told["day"])
        return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def _live(self, number: int, place: int, way: TrajectoryData, home: StayData) -> None:
        """Notes where the client of a trajectory lives; the contract says until when."""
        dwelling, first = self._dwellings[home["dwelling"]], self._day(home["ago"])
        desk, way_id = self._desks[way["by"]], self._ways[number, place]
        housing.move_in(desk, dwelling, self._dossiers[number], first, trajectory_id=way_id)

    def _owe(self, number: int, place: int, way: TrajectoryData) -> None:
        for owed in way.get("owed", []):
            month, note = self._month(owed["months"], 1), owed.get("note", "")
            arrears.add_line(
                self._desks[way["by"]], self._ways[number, place], month, owed["source"], owed["cents"], note
            )

    def _close(self, number: int, worker: str, ago: int) -> None:
        dossiers.close_dossier(self._desks[worker], self._dossiers[number], self._day(ago))

    def _screen(self, number: int, client: ClientData, filled: ScreeningData) -> None:
        """Fills a screening as its tendency says, and submits it unless it is still running."""
        desk = self._desks[filled["by"]]
        screening_id = screening.start(desk, self._dossiers[number], FORM).made or ""
        work = screening.load(desk, screening_id)
        on = self._day(filled["ago"])
        facts = self._data["facts"] | self._known(client, on) | client.get("facts", {}) | filled.get("facts", {})
        name = self._person(client).shown_name
        tendency = Tendency(client=name, turn=filled["ago"], on=on, levels=filled["levels"], facts=facts)
        answers = made_up_answers(work.form, tendency)
        pages = [page for page in work.form.pages if page.name in filled.get("confirmed", [page.name])]
        paths = [question.path for page in pages for question in page.questions()]
        given = {path: answers.get(path, "") for path in paths if path in answers or path in work.answers}
        filling = Filling(work.form, {**work.answers, **given}, on)
        answered, asked = filling.progress()
        taken_over = sum(bool(value) and path not in given for path, value in filling.answers().items())
        screening.save_answers(desk, screening_id, given, progress=(max(0, answered - taken_over), asked))
        for domain, text in filled.get("conclusions", {}).items():
            screening.save_conclusion(desk, screening_id, domain, text)
        if not filled.get("running", False):
            screening.submit(desk, screening_id, filled.get("present", ""))

    def _known(self, client: ClientData, on: date) -> dict[str, str]:
        """Answers that follow from what the dossier says already."""
        genders = {Gender.MAN: "man", Gender.WOMAN: "vrouw", Gender.OTHER: "anders", Gender.UNKNOWN: "nb"}
        known = {"gender": genders[Gender(client.get("gender", "unknown"))]}
        if "birth_date" in client:
            known["leeftijd"] = str(age_on(client["birth_date"], on))
        return known


def _workday(day: date, today: date) -> date:
    """The day itself, or where it is in a weekend the Friday before, the Monday after one that is to come."""
    over = max(0, day.weekday() - 4)
    return day if not over else day + timedelta(days=3 - over if day > today else -over)


def _meet(told: MeetingData, desks: Mapping[str, Desk], today: date) -> None:
    """Plans a meeting, and holds it where somebody was there."""
    desk = desks[told["by"]]
    on = _workday(today - timedelta(days=told["ago"]), today)
    made = meetings.plan(desk, told["series"], on, told["place"]).made or ""
    present = told.get("present", [])
    if not present:
        return
    details = MeetingDetails(on=on, place=told["place"], present="\n".join(present), minutes=told.get("minutes", ""))
    meetings.save_meeting(desk, made, meetings.meeting(desk, made).revision, details)
    for item in meetings.meeting(desk, made).items[:1]:
        said = ItemDetails(
            minutes=told.get("said", ""),
            advice=told.get("advice", ""),
            decided_by=told.get("decided_by", ""),
            task=told.get("task", ""),
            task_by=today + timedelta(days=7) if told.get("task") else None,
        )
        meetings.save_item(desk, item.id, item.revision, said)
    meetings.hold(desk, made, meetings.meeting(desk, made).revision)
