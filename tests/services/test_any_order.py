# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever workers do, in whatever order: nothing is lost, nothing is doubled, everybody is found."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.journeys.steps import an_answer
from tests.offices import MORNING, TestOffices, wait
from wwdesk.domain.changes import Changes
from wwdesk.domain.clock import FixedClock
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import Gender, HouseholdMemberDetails, NetworkContactDetails, PersonDetails
from wwdesk.domain.roles import Role
from wwdesk.forms.model import Form
from wwdesk.services import dossiers, instruments, intake, merging, network, office, people, screening
from wwdesk.services.desk import Desk
from wwdesk.storage.database import Database

FORM = "woonvaardigheden"
TODAY = MORNING.date()
NAMES = st.sampled_from(
    ["Éloïse", "d'Hondt", "Van den Broeck", "O’Neill", "İsmail", "Müller", "Jean-Pierre", "Łukasz", "", "张伟", "Bß"]
)
PERSONS = st.builds(
    PersonDetails,
    given_name=NAMES,
    family_name=NAMES,
    alias=st.sampled_from(["", "Jo", "Zwaluw 12"]),
    gender=st.sampled_from(Gender),
    birth_date=st.sampled_from([None, date(2000, 2, 29), date(1980, 1, 12)]),
    phone=st.sampled_from(["", "0470 12 34 56"]),
)
ANYBODY = st.sampled_from([Role.COORDINATOR, Role.WORKER, Role.TRAINEE, Role.READER])
PLACE = st.integers(0, 11)


@dataclass
class Template:
    """An empty office with its questionnaire, made once per run and copied for every story."""

    path: Path
    key: bytes
    worker: Any


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    desk = TestOffices(tmp_path_factory.mktemp("volgorde")).fresh()
    instruments.freeze_built_in(desk, FORM)
    made = Template(desk.database.path, desk.database.key, desk.worker)
    desk.database.close()
    return made


@dataclass
class Merged:
    """What a merge moved, as the worker expects to get it back."""

    id: str
    kept: str
    gone: str
    moved: set[str]
    undone: bool = False


@dataclass
class Expected:
    """What should be in the office, kept beside it in plain dictionaries."""

    people: dict[str, PersonDetails] = field(default_factory=dict[str, PersonDetails])
    gone: dict[str, str] = field(default_factory=dict[str, str])
    owner: dict[str, str] = field(default_factory=dict[str, str])
    """Whose each dossier, household member and contact is."""
    kind: dict[str, str] = field(default_factory=dict[str, str])
    binned: set[str] = field(default_factory=set[str])
    merges: list[Merged] = field(default_factory=list[Merged])
    notes: dict[str, str] = field(default_factory=dict[str, str])
    """The dossier of each note."""
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    screenings: dict[str, str] = field(default_factory=dict[str, str])
    submitted: dict[str, object] = field(default_factory=dict[str, object])

    def alive(self) -> list[str]:
        return [person for person in self.people if person not in self.gone]

    def owned(self, person: str, kind: str) -> set[str]:
        return {
            record
            for record, owner in self.owner.items()
            if owner == person and self.kind[record] == kind and record not in self.binned
        }

    def of_kind(self, kind: str) -> list[str]:
        return [record for record, found in self.kind.items() if found == kind]


@contextmanager
def closing(desk: Desk, folder: Path) -> Generator[None]:
    try:
        yield
    finally:
        desk.database.close()
        shutil.rmtree(folder, ignore_errors=True)


def pick(values: list[str], place: int) -> str:
    return values[place % len(values)] if values else "0192d0c0-0000-7000-8000-000000000000"


class OfficeInAnyOrder(RuleBasedStateMachine):
    """One office, several workers, any order of actions."""

    template: Template

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="wwdesk-volgorde-"))
        path = self.folder / "kantoor.wwdesk"
        shutil.copyfile(self.template.path, path)
        self.admin = Desk(Database(path, self.template.key), FixedClock(MORNING), self.template.worker, "Kantoor")
        self.expected = Expected()

    # -- acting -------------------------------------------------------------------------------

    def desk(self, role: Role) -> Desk:
        return replace(self.admin, worker=replace(self.admin.worker, role=role))

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        with self.admin.database.plain() as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                str(name): connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
                for (name,) in tables
                if name != "form_version"
            }

    def act(self, action: Callable[..., Any], *words: Any, role: Role = Role.COORDINATOR, **more: Any) -> Any:
        """Does something: one line in the journal, or a sentence and nothing kept. None where refused."""
        wait(self.admin, seconds=1)
        before = self.content()
        try:
            done = action(self.desk(role), *words, **more)
        except DeskError as refused:
            assert refused.part("what"), refused.key  # noqa: PT017 - being refused is one of the two good outcomes
            assert self.content() == before, f"{action.__name__} was refused and kept something"
            return None
        lines = len(self.content()["journal"]) - len(before["journal"])
        continued = action is screening.start and lines == 0
        assert lines == 1 or continued, f"{action.__name__} wrote {lines} lines"
        if isinstance(done, Changes) and done.made:
            return done.made
        return done

    def own(self, record: str, person: str, kind: str) -> None:
        assert record not in self.expected.owner
        while person in self.expected.gone:
            person = self.expected.gone[person]
        self.expected.owner[record], self.expected.kind[record] = person, kind

    def toggle(self, action: Callable[..., Any], record: str, *, back: bool) -> None:
        if self.act(action, record):
            assert (record in self.expected.binned) == back, "moved to where it was already"
            (self.expected.binned.discard if back else self.expected.binned.add)(record)

    def teardown(self) -> None:
        if not hasattr(self, "admin"):
            return
        with closing(self.admin, self.folder):
            path, key = self.admin.database.path, self.admin.database.key
            self.admin.database.close()
            assert office.check(path, key) == ()


class PeopleInAnyOrder(OfficeInAnyOrder):
    """What is done with people."""

    @rule(details=PERSONS, role=ANYBODY)
    def add_person(self, details: PersonDetails, role: Role) -> None:
        if made := self.act(people.add_person, details, role=role):
            self.expected.people[made] = details

    @rule(details=PERSONS)
    def new_client(self, details: PersonDetails) -> None:
        made = self.act(intake.new_client, details, DossierDetails(opened_on=TODAY))
        if made:
            client = dossiers.dossier(self.admin, made).client.id
            self.expected.people[client] = details
            self.own(made, client, "dossier")

    @rule(place=PLACE, details=PERSONS, anonymous=st.booleans())
    def change_person(self, place: int, details: PersonDetails, anonymous: bool) -> None:
        person = pick(self.expected.alive(), place)
        if anonymous:
            details = PersonDetails(alias=details.alias, anonymous=True, gender=details.gender)
        revision = people.person(self.admin, person).revision if self.expected.people else 1
        if self.act(people.change_person, person, revision, details):
            self.expected.people[person] = details

    @rule(place=PLACE, details=PERSONS)
    def change_somebody_merged_away(self, place: int, details: PersonDetails) -> None:
        assert self.act(people.change_person, pick(list(self.expected.gone), place), 2, details) is None

    @rule(one=PLACE, two=PLACE, role=ANYBODY)
    def merge(self, one: int, two: int, role: Role) -> None:
        kept, gone = pick(list(self.expected.people), one), pick(list(self.expected.people), two)
        if made := self.act(merging.merge, kept, gone, role=role):
            moved = {record for record, owner in self.expected.owner.items() if owner == gone}
            self.expected.owner.update(dict.fromkeys(moved, kept))
            self.expected.gone[gone] = kept
            self.expected.merges.append(Merged(made, kept, gone, moved))
            self.expected.people[kept] = people.person(self.admin, kept).details

    @rule(place=PLACE)
    def undo_merge(self, place: int) -> None:
        merges = self.expected.merges
        if not merges:
            return
        merge = merges[place % len(merges)]
        if self.act(merging.undo_merge, merge.id):
            assert not merge.undone
            merge.undone = True
            back = {record for record in merge.moved if self.expected.owner[record] == merge.kept}
            assert back == merge.moved, "taken apart while what was theirs is with somebody else"
            self.expected.owner.update(dict.fromkeys(back, merge.gone))
            del self.expected.gone[merge.gone]
            self.expected.people[merge.kept] = people.person(self.admin, merge.kept).details

    @rule(place=PLACE, start=st.booleans(), role=ANYBODY)
    def volunteer(self, place: int, start: bool, role: Role) -> None:
        person = pick(list(self.expected.people), place)
        if self.act(people.make_volunteer if start else people.end_volunteer, person, role=role):
            assert people.person(self.admin, person).is_volunteer == start

    @rule(place=PLACE, other=st.none() | PLACE, role=ANYBODY)
    def add_member(self, place: int, other: int | None, role: Role) -> None:
        person = pick(list(self.expected.people), place)
        known = None if other is None or not self.expected.people else pick(list(self.expected.people), other)
        details = HouseholdMemberDetails(name="Kind", person_id=known)
        if made := self.act(network.add_household_member, person, details, role=role):
            self.own(made, person, "member")

    @rule(place=PLACE)
    def add_contact(self, place: int) -> None:
        person = pick(list(self.expected.people), place)
        if made := self.act(network.add_network_contact, person, NetworkContactDetails(name="Buur")):
            self.own(made, person, "contact")

    @rule(place=PLACE, kind=st.sampled_from(["member", "contact"]), back=st.booleans())
    def bin_around(self, place: int, kind: str, back: bool) -> None:
        removing = {
            ("member", False): network.remove_household_member,
            ("member", True): network.restore_household_member,
            ("contact", False): network.remove_network_contact,
            ("contact", True): network.restore_network_contact,
        }
        record = pick(self.expected.of_kind(kind), place)
        self.toggle(removing[kind, back], record, back=back)


class DossiersInAnyOrder(PeopleInAnyOrder):
    """What is done in dossiers."""

    @rule(place=PLACE, years=st.integers(0, 2), role=ANYBODY, referred=st.booleans())
    def open_dossier(self, place: int, years: int, role: Role, referred: bool) -> None:
        person = pick(list(self.expected.people), place)
        day = TODAY - timedelta(days=365 * years)
        details = DossierDetails(opened_on=day, referral=ReferralDetails(on=day) if referred else None)
        if made := self.act(dossiers.open_dossier, person, details, role=role):
            self.own(made, person, "dossier")

    @rule(place=PLACE, close=st.booleans())
    def close_or_reopen(self, place: int, close: bool) -> None:
        dossier = pick(self.expected.of_kind("dossier"), place)
        if close:
            self.act(dossiers.close_dossier, dossier, TODAY - timedelta(days=100))
        else:
            self.act(dossiers.reopen_dossier, dossier)

    @rule(place=PLACE, role=ANYBODY)
    def write_note(self, place: int, role: Role) -> None:
        dossier = pick(self.expected.of_kind("dossier"), place)
        word = f"merel{len(self.expected.notes)}x"
        if made := self.act(dossiers.add_note, dossier, TODAY, f"Vandaag {word} gezien", role=role):
            self.expected.notes[made] = dossier

    @rule(place=PLACE, back=st.booleans())
    def bin_note(self, place: int, back: bool) -> None:
        note = pick(list(self.expected.notes), place)
        self.toggle(dossiers.restore_note if back else dossiers.remove_note, note, back=back)

    @rule(place=PLACE, size=st.integers(0, 3))
    def attach(self, place: int, size: int) -> None:
        file = self.folder / "scan.pdf"
        file.write_bytes(b"%" * size)
        if made := self.act(dossiers.attach, pick(self.expected.of_kind("dossier"), place), file):
            self.expected.files[made] = b"%" * size

    @rule(place=PLACE, back=st.booleans())
    def bin_file(self, place: int, back: bool) -> None:
        file = pick(list(self.expected.files), place)
        self.toggle(dossiers.restore_attachment if back else dossiers.remove_attachment, file, back=back)

    @rule(place=PLACE)
    def refer(self, place: int) -> None:
        self.act(dossiers.record_referral, pick(self.expected.of_kind("dossier"), place), ReferralDetails(on=TODAY))


class ScreeningsInAnyOrder(DossiersInAnyOrder):
    """What is done with screenings."""

    @rule(place=PLACE, role=ANYBODY)
    def start(self, place: int, role: Role) -> None:
        dossier = pick(self.expected.of_kind("dossier"), place)
        if made := self.act(screening.start, dossier, FORM, role=role):
            assert self.expected.screenings.get(made, dossier) == dossier
            self.expected.screenings[made] = dossier

    @precondition(lambda self: self.expected.screenings)
    @rule(place=PLACE, question=st.integers(0, 50), level=st.sampled_from(["1", "3", "5", ""]), role=ANYBODY)
    def answer(self, place: int, question: int, level: str, role: Role) -> None:
        running = pick(list(self.expected.screenings), place)
        form = self.form()
        path = [asked.path for asked in form.questions() if asked.scored][question % 40]
        self.act(screening.save_answers, running, {path: level}, role=role)

    @rule(place=PLACE, level=st.integers(1, 5))
    def fill_and_hand_in(self, place: int, level: int) -> None:
        running = pick(list(self.expected.screenings), place)
        if running in self.expected.screenings and running not in self.expected.binned | set(self.expected.submitted):
            answers = {question.path: an_answer(question, level, TODAY) for question in self.form().questions()}
            self.act(screening.save_answers, running, {path: value for path, value in answers.items() if value})
            self.submit_it(running, Role.WORKER)

    def form(self) -> Form:
        with self.admin.reading() as session:
            return instruments.form_of(session, instruments.active_version(session, FORM).id)

    @rule(place=PLACE, role=ANYBODY)
    def submit(self, place: int, role: Role) -> None:
        self.submit_it(pick(list(self.expected.screenings), place), role)

    def submit_it(self, running: str, role: Role) -> None:
        if self.act(screening.submit, running, "An en Jo", role=role):
            assert running not in self.expected.submitted, "handed in twice"
            self.expected.submitted[running] = self.handed_in(running)

    def handed_in(self, running: str) -> object:
        work = screening.load(self.admin, running)
        now = screening.profile(self.admin, running).comparison.now
        return work.answers, work.conclusions, work.present, work.submitted_on, work.status, now.domains

    @rule(place=PLACE, back=st.booleans())
    def discard(self, place: int, back: bool) -> None:
        running = pick(list(self.expected.screenings), place)
        self.toggle(screening.restore if back else screening.discard, running, back=back)

    @rule(days=st.integers(-400, 40))
    def clock_moves(self, days: int) -> None:
        wait(self.admin, days=days)


class AnyOrder(ScreeningsInAnyOrder):
    """What holds after every action."""

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        for person in self.expected.alive():
            found = people.person(self.admin, person)
            assert found.id == person
            assert found.details.shown_name.strip(), "somebody without any name"
            for kind, rows in (("dossier", found.dossiers), ("member", found.household), ("contact", found.network)):
                ids = [row.id for row in rows]
                assert len(ids) == len(set(ids))
                assert set(ids) == self.expected.owned(person, kind), kind

    @invariant()
    def the_list_shows_everybody_once(self) -> None:
        page = people.people(self.admin, limit=1000)
        assert sorted(row.id for row in page.rows) == sorted(self.expected.alive())
        assert page.total == len(page.rows)

    @invariant()
    def everybody_is_found_by_every_word_of_the_name(self) -> None:
        for person, details in self.expected.people.items():
            targets = {person} | self.expected.owned(person, "dossier")
            for word in details.shown_name.split() if person in self.expected.alive() else ():
                hits = [hit for hit in people.search(self.admin, word, 1000) if hit.record_id in targets]
                assert [hit.title for hit in hits if hit.kind != "note"] == [details.shown_name], word
                assert person in {row.id for row in people.people(self.admin, text=word).rows}
            if person in self.expected.gone:
                names = people.search(self.admin, details.shown_name, 1000)
                assert person not in {hit.record_id for hit in names}

    @invariant()
    def notes_are_found_unless_binned_under_the_name_of_today(self) -> None:
        for number, (note, dossier) in enumerate(self.expected.notes.items()):
            hits = people.search(self.admin, f"merel{number}x")
            wanted = (
                [] if note in self.expected.binned else [self.expected.people[self.expected.owner[dossier]].shown_name]
            )
            assert [hit.title for hit in hits] == wanted

    @invariant()
    def numbers_are_given_once(self) -> None:
        numbers = [dossiers.dossier(self.admin, found).number for found in self.expected.of_kind("dossier")]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def files_come_back_whole(self) -> None:
        for file, content in self.expected.files.items():
            if file not in self.expected.binned:
                assert dossiers.attachment_content(self.admin, file)[1] == content

    @invariant()
    def what_is_handed_in_never_changes(self) -> None:
        for running, then in self.expected.submitted.items():
            assert self.handed_in(running) == then


def test_any_order_of_actions_keeps_everything_whole(template: Template) -> None:
    AnyOrder.template = template
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
