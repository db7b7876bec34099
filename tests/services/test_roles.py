# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every service, done for real by every role: it works or it is refused, and a refusal keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, TypedDict

import pypdfium2
import pytest

from tests.house.test_permissions import public_functions, service_modules
from tests.services.housing_facts import CALLS as HOUSING
from tests.services.housing_facts import Housed, housed
from tests.services.method_facts import begun, met
from tests.services.test_waiting_list import senior
from tests.storage.offices import BERT, NOON, Office, copy_of
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.meetings import ItemDetails, MeetingDetails
from wwdesk.domain.overviews import OfficeSettings
from wwdesk.domain.people import HouseholdMemberDetails, NetworkContactDetails, OrganisationDetails, PersonDetails
from wwdesk.domain.roles import ALLOWED, Permission, Role
from wwdesk.domain.trajectories import StepTry
from wwdesk.services import (
    agenda,
    answers_in,
    answers_out,
    backups,
    dossiers,
    instruments,
    intake,
    library,
    meetings,
    merging,
    method_library,
    network,
    office_settings,
    organisations,
    papers,
    people,
    printing,
    screening,
    today,
    trajectories,
    waiting_list,
    workers,
)
from wwdesk.services.desk import Desk
from wwdesk.services.dossier_timeline import print_timeline, whole_dossier

FORM = "woonvaardigheden"
DAY = NOON.date()


@dataclass(frozen=True)
class Facts:
    """What is in the office: the id of one of everything, some of them in the bin."""

    file: Path
    person: str
    other: str
    merged: str
    free: str
    volunteer: str
    dossier: str
    closed: str
    referral: str
    note: str
    binned_note: str
    attachment: str
    binned_attachment: str
    member: str
    binned_member: str
    contact: str
    binned_contact: str
    organisation: str
    binned_organisation: str
    running: str
    binned_running: str
    bert: str
    form_version: str
    waiting: str
    binned_version: str
    read_workbook: library.Incoming
    with_file: str
    file_path: str
    file_name: str
    paper: str
    scan: Path
    counted: str
    sent: Path
    submission: answers_in.Submission
    followed: str
    trajectory: str
    waiting_first: str
    waiting_second: str
    meeting: str
    meeting_item: str
    binned_meeting: str
    housed: Housed


BOOK = "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_id | form_title | version |\n"
PHOTOS = BOOK.replace("| | text | a | A |", "| | image | foto | Foto |")


def workbook(folder: Path, form_id: str, version: str, text: str = BOOK) -> Path:
    """A small questionnaire in a file of its own."""
    file = folder / f"{form_id}-{version}.md"
    file.write_text(f"{text}| | {form_id} | {form_id} | {version} |\n", "utf-8")
    return file


class FormFacts(TypedDict):
    """What is there of questionnaires, files in answers and forms on paper."""

    form_version: str
    waiting: str
    binned_version: str
    read_workbook: library.Incoming
    with_file: str
    file_path: str
    file_name: str
    paper: str
    scan: Path
    counted: str
    sent: Path
    submission: answers_in.Submission


def forms_in(desk: Desk, folder: Path, dossier: str) -> FormFacts:
    """Takes a few questionnaires in, starts a screening with a file in it, prints a form and files its scan."""

    def taken_in(form_id: str, version: str, text: str = BOOK) -> str:
        incoming = library.read_workbook(desk, workbook(folder, form_id, version, text))
        return str(library.take_in(desk, incoming).made)

    library.activate(desk, taken_in("fotos", "1", PHOTOS))
    with_file = str(screening.start(desk, dossier, "fotos").made)
    binned_version = taken_in("proef", "2")
    library.discard(desk, binned_version)
    scan = folder / "scan.png"
    page: Any = pypdfium2.PdfDocument(papers.print_for_dossier(desk, dossier, FORM))[0]
    page.render(scale=2.5).to_pil().save(scan)
    counted = taken_in("geteld", "1")
    library.activate(desk, counted)
    answered = str(screening.start(desk, dossier, "geteld").made)
    screening.submit(desk, answered, "Jo")
    sent = folder / "kobo.json"
    sent.write_text('[{"_uuid": "u1", "a": "x"}]', "utf-8")
    return FormFacts(
        form_version=library.versions(desk, FORM)[0].id,
        waiting=taken_in("proef", "1"),
        binned_version=binned_version,
        read_workbook=library.read_workbook(desk, workbook(folder, "nieuw", "1")),
        with_file=with_file,
        file_path="/data/foto",
        file_name=screening.attach_file(desk, with_file, "/data/foto", "foto.png", b"x"),
        paper=papers.file_scan(desk, scan)[0].paper_id,
        scan=scan,
        counted=counted,
        sent=sent,
        submission=answers_in.preview(desk, "geteld", sent).submissions[0],
    )


def fill(desk: Desk, folder: Path) -> Facts:
    """Puts one of everything in an office."""
    file = folder / "scan.pdf"
    file.write_bytes(b"%PDF")
    names = ("Een", "Twee", "Drie", "Vier", "Vijf", "Zes")
    one, two, three, four, five, six = (
        str(people.add_person(desk, PersonDetails(given_name=name, family_name="Test")).made) for name in names
    )
    opened = DossierDetails(opened_on=DAY)
    dossier, closed = (str(dossiers.open_dossier(desk, one, opened).made) for _ in "ab")
    dossiers.close_dossier(desk, closed, DAY)
    notes = [str(dossiers.add_note(desk, dossier, DAY, "merel").made) for _ in "ab"]
    files = [str(dossiers.attach(desk, dossier, file).made) for _ in "ab"]
    members = [str(network.add_household_member(desk, one, HouseholdMemberDetails(name="Kind")).made) for _ in "ab"]
    contacts = [str(network.add_network_contact(desk, one, NetworkContactDetails(name="Buur")).made) for _ in "ab"]
    dossiers.remove_note(desk, notes[1])
    dossiers.remove_attachment(desk, files[1])
    network.remove_household_member(desk, members[1])
    network.remove_network_contact(desk, contacts[1])
    partners = [
        str(organisations.add_organisation(desk, OrganisationDetails(name=name)).made) for name in ("OCMW", "Oud CAW")
    ]
    organisations.remove_organisation(desk, partners[1])
    people.make_volunteer(desk, six)
    elsewhere = str(dossiers.open_dossier(desk, six, DossierDetails(opened_on=DAY)).made)
    followed = str(dossiers.open_dossier(desk, six, DossierDetails(opened_on=DAY)).made)
    binned = str(screening.start(desk, elsewhere, FORM).made)
    screening.discard(desk, binned)
    return Facts(
        **forms_in(desk, folder, dossier),
        file=file,
        person=one,
        other=two,
        merged=str(merging.merge(desk, three, four).made),
        free=five,
        volunteer=six,
        dossier=dossier,
        closed=closed,
        referral=str(dossiers.record_referral(desk, dossier, ReferralDetails(on=DAY)).made),
        note=notes[0],
        binned_note=notes[1],
        attachment=files[0],
        binned_attachment=files[1],
        member=members[0],
        binned_member=members[1],
        contact=contacts[0],
        binned_contact=contacts[1],
        organisation=partners[0],
        binned_organisation=partners[1],
        running=str(screening.start(desk, dossier, FORM).made),
        binned_running=binned,
        followed=followed,
        trajectory=begun(desk, followed),
        **met(desk),
        housed=housed(desk, elsewhere, followed),
        waiting_first=senior(desk, "Zeven", DAY),
        waiting_second=senior(desk, "Acht", DAY),
        bert=next(row.id for row in workers.workers(desk) if row.name.startswith("Bert")),
    )


LATER = DAY + timedelta(days=9)
TALK = StepTry(step="driegesprek", on=DAY)
CHILD, NEIGHBOUR = HouseholdMemberDetails(name="Dochter"), NetworkContactDetails(name="Buurvrouw")
SOMEBODY, OPENED = PersonDetails(given_name="Nieuw"), DossierDetails(opened_on=DAY)
Call = Callable[[Desk, Facts], object]

LEAST: dict[Role, dict[str, Call]] = {
    Role.READER: {
        **HOUSING[Role.READER],
        "dossier_timeline.whole_dossier": lambda desk, has: whole_dossier(desk, has.followed),
        "screening.calculated": lambda desk, has: screening.calculated(desk, has.running),
        "screening.pictures": lambda desk, has: screening.pictures(desk, has.with_file),
        "answers_out.answers_name": lambda desk, has: answers_out.answers_name(desk, has.counted, as_csv=True),
        "answers_out.form_as_fhir": lambda desk, has: answers_out.form_as_fhir(desk, has.form_version),
        "agenda.due_now": lambda desk, _: agenda.due_now(desk),
        "agenda.dates_between": lambda desk, _: agenda.dates_between(desk, DAY, LATER),
        "method_library.method_detail": lambda desk, _: method_library.method_detail(desk, "hrp"),
        "waiting_list.waiting": lambda desk, _: waiting_list.waiting(desk, "thu"),
        "meetings.series": lambda desk, _: meetings.series(desk),
        "meetings.meetings": lambda desk, _: meetings.meetings(desk),
        "meetings.meeting": lambda desk, has: meetings.meeting(desk, has.meeting),
        "meetings.open_tasks": lambda desk, _: meetings.open_tasks(desk),
        "trajectories.methods": lambda desk, _: trajectories.methods(desk),
        "trajectories.trajectories": lambda desk, has: trajectories.trajectories(desk, has.followed),
        "trajectories.told": lambda desk, has: trajectories.told(desk, has.trajectory, TALK),
        "dossiers.dossier": lambda desk, has: dossiers.dossier(desk, has.dossier),
        "dossiers.attachment_content": lambda desk, has: dossiers.attachment_content(desk, has.attachment),
        "instruments.forms": lambda desk, _: instruments.forms(desk),
        "instruments.library": lambda desk, _: instruments.library(desk),
        "instruments.freeze_built_in": lambda desk, _: instruments.freeze_built_in(desk, FORM),
        "instruments.form_in_use": lambda desk, _: instruments.form_in_use(desk, FORM),
        "instruments.form_version": lambda desk, has: instruments.form_version(desk, has.form_version),
        "library.versions": lambda desk, _: library.versions(desk, FORM),
        "library.compare": lambda desk, has: library.compare(desk, has.waiting),
        "library.source_file": lambda desk, has: library.source_file(desk, has.waiting),
        "library.as_workbook": lambda desk, _: library.as_workbook(desk, FORM),
        "library.starter": lambda desk, _: library.starter(desk),
        "screening.score_logs": lambda desk, has: screening.score_logs(desk, has.running),
        "screening.form_in": lambda desk, has: screening.form_in(desk, has.running, "nl"),
        "screening.file_content": lambda desk, has: screening.file_content(desk, has.with_file, has.file_name),
        "screening.running_with": lambda desk, has: screening.running_with(desk, has.dossier, has.form_version),
        "office_settings.settings": lambda desk, _: office_settings.settings(desk),
        "organisations.organisations": lambda desk, _: organisations.organisations(desk),
        "organisations.organisation_rows": lambda desk, _: organisations.organisation_rows(desk),
        "people.search": lambda desk, _: people.search(desk, "test"),
        "people.people": lambda desk, _: people.people(desk),
        "people.person": lambda desk, has: people.person(desk, has.person),
        "people.likely_duplicates": lambda desk, _: people.likely_duplicates(desk, SOMEBODY),
        "screening.screenings": lambda desk, _: screening.screenings(desk),
        "screening.load": lambda desk, has: screening.load(desk, has.running),
        "screening.profile": lambda desk, has: screening.profile(desk, has.running),
        "today.today": lambda desk, _: today.today(desk),
        "workers.workers": lambda desk, _: workers.workers(desk),
        "workers.require_password": lambda desk, _: workers.require_password(desk, BERT),
        "workers.change_password": lambda desk, _: workers.change_password(desk, BERT, "wandelen in het bos"),
    },
    Role.TRAINEE: {
        **HOUSING[Role.TRAINEE],
        "dossier_timeline.print_timeline": lambda desk, has: print_timeline(desk, has.followed),
        "agenda.calendar_file": lambda desk, _: agenda.calendar_file(desk),
        "trajectories.start": lambda desk, has: trajectories.start(desk, has.dossier, "hrp", DAY),
        "trajectories.record_step": lambda desk, has: trajectories.record_step(desk, has.trajectory, 7, TALK),
        "trajectories.take_back": lambda desk, has: trajectories.take_back(desk, has.trajectory, 7),
        "trajectories.snooze": lambda desk, has: trajectories.snooze(
            desk, has.trajectory, "einde_verblijf", LATER, "vakantie"
        ),
        "waiting_list.skip": lambda desk, has: waiting_list.skip(desk, has.waiting_first, has.waiting_second, "groep"),
        "waiting_list.park": lambda desk, has: waiting_list.park(desk, has.waiting_first, LATER, "ziek"),
        "waiting_list.unpark": lambda desk, has: waiting_list.unpark(desk, has.waiting_first),
        "meetings.plan": lambda desk, _: meetings.plan(desk, "hrp/driegesprekken", DAY),
        "meetings.fill_agenda": lambda desk, has: meetings.fill_agenda(desk, has.meeting),
        "meetings.save_meeting": lambda desk, has: meetings.save_meeting(desk, has.meeting, 2, MeetingDetails(on=DAY)),
        "meetings.save_item": lambda desk, has: meetings.save_item(desk, has.meeting_item, 1, ItemDetails(task="x")),
        "meetings.hold": lambda desk, has: meetings.hold(desk, has.meeting, 2),
        "meetings.remove_meeting": lambda desk, has: meetings.remove_meeting(desk, has.meeting),
        "meetings.restore_meeting": lambda desk, has: meetings.restore_meeting(desk, has.binned_meeting),
        "meetings.finish_task": lambda desk, has: meetings.finish_task(desk, has.meeting_item),
        "meetings.print_report": lambda desk, has: meetings.print_report(desk, has.meeting),
        "trajectories.wake": lambda desk, has: trajectories.wake(desk, has.trajectory, "einde_verblijf"),
        "answers_out.screening_as_fhir": lambda desk, has: answers_out.screening_as_fhir(desk, has.running),
        "answers_in.preview": lambda desk, has: answers_in.preview(desk, "geteld", has.sent),
        "answers_in.take_in": lambda desk, has: answers_in.take_in(desk, has.dossier, "geteld", has.submission),
        "answers_in.dossiers_for": lambda desk, _: answers_in.dossiers_for(desk, "geteld"),
        "answers_in.take_in_several": lambda desk, has: answers_in.take_in_several(
            desk, "geteld", [(has.dossier, has.submission)]
        ),
        "dossiers.open_dossier": lambda desk, has: dossiers.open_dossier(desk, has.other, OPENED),
        "dossiers.change_dossier": lambda desk, has: dossiers.change_dossier(
            desk, has.dossier, 1, target_group="", worker_id=has.bert
        ),
        "dossiers.close_dossier": lambda desk, has: dossiers.close_dossier(desk, has.dossier, DAY),
        "dossiers.reopen_dossier": lambda desk, has: dossiers.reopen_dossier(desk, has.closed),
        "dossiers.record_referral": lambda desk, has: dossiers.record_referral(
            desk, has.dossier, ReferralDetails(on=DAY)
        ),
        "dossiers.change_referral": lambda desk, has: dossiers.change_referral(
            desk, has.referral, 1, ReferralDetails(on=DAY)
        ),
        "dossiers.add_note": lambda desk, has: dossiers.add_note(desk, has.dossier, DAY, "mees"),
        "dossiers.change_note": lambda desk, has: dossiers.change_note(desk, has.note, 1, DAY, "mees"),
        "dossiers.remove_note": lambda desk, has: dossiers.remove_note(desk, has.note),
        "dossiers.restore_note": lambda desk, has: dossiers.restore_note(desk, has.binned_note),
        "dossiers.attach": lambda desk, has: dossiers.attach(desk, has.dossier, has.file),
        "dossiers.remove_attachment": lambda desk, has: dossiers.remove_attachment(desk, has.attachment),
        "dossiers.restore_attachment": lambda desk, has: dossiers.restore_attachment(desk, has.binned_attachment),
        "printing.print_blank": lambda desk, _: printing.print_blank(desk, FORM),
        "printing.print_filled": lambda desk, has: printing.print_filled(desk, has.running),
        "printing.print_profile": lambda desk, has: printing.print_profile(desk, has.running),
        "printing.letterhead": lambda desk, _: printing.letterhead(desk),
        "papers.print_for_dossier": lambda desk, has: papers.print_for_dossier(desk, has.dossier, FORM),
        "papers.file_scan": lambda desk, has: papers.file_scan(desk, has.scan),
        "papers.type_in": lambda desk, has: papers.type_in(desk, has.paper, DAY),
        "screening.start_version": lambda desk, has: screening.start_version(desk, has.closed, has.form_version, DAY),
        "screening.choose_language": lambda desk, has: screening.choose_language(desk, has.running, "fr"),
        "screening.attach_file": lambda desk, has: screening.attach_file(
            desk, has.with_file, has.file_path, "nog.png", b"x"
        ),
        "screening.start": lambda desk, has: screening.start(desk, has.closed, FORM),
        "screening.save_answers": lambda desk, has: screening.save_answers(desk, has.running, {}),
        "screening.save_conclusion": lambda desk, has: screening.save_conclusion(desk, has.running, "geld", "goed"),
        "screening.save_present": lambda desk, has: screening.save_present(desk, has.running, "Jo"),
        "screening.submit": lambda desk, has: screening.submit(desk, has.running, "Jo"),
        "screening.discard": lambda desk, has: screening.discard(desk, has.running),
        "screening.restore": lambda desk, has: screening.restore(desk, has.binned_running),
    },
    Role.WORKER: {
        **HOUSING[Role.WORKER],
        "backups.back_up": lambda desk, _: backups.back_up(desk),
        "backups.back_up_if_changed": lambda desk, _: backups.back_up_if_changed(desk),
        "backups.backups": lambda desk, _: backups.backups(desk),
        "intake.new_client": lambda desk, _: intake.new_client(desk, SOMEBODY, OPENED),
        "network.add_household_member": lambda desk, has: network.add_household_member(desk, has.person, CHILD),
        "network.change_household_member": lambda desk, has: network.change_household_member(
            desk, has.member, 1, CHILD
        ),
        "network.remove_household_member": lambda desk, has: network.remove_household_member(desk, has.member),
        "network.restore_household_member": lambda desk, has: network.restore_household_member(desk, has.binned_member),
        "network.add_network_contact": lambda desk, has: network.add_network_contact(desk, has.person, NEIGHBOUR),
        "network.change_network_contact": lambda desk, has: network.change_network_contact(
            desk, has.contact, 1, NEIGHBOUR
        ),
        "network.remove_network_contact": lambda desk, has: network.remove_network_contact(desk, has.contact),
        "network.restore_network_contact": lambda desk, has: network.restore_network_contact(desk, has.binned_contact),
        "organisations.add_organisation": lambda desk, _: organisations.add_organisation(
            desk, OrganisationDetails(name="CAW")
        ),
        "organisations.change_organisation": lambda desk, has: organisations.change_organisation(
            desk, has.organisation, 1, OrganisationDetails(name="OCMW Genk")
        ),
        "organisations.remove_organisation": lambda desk, has: organisations.remove_organisation(
            desk, has.organisation
        ),
        "organisations.restore_organisation": lambda desk, has: organisations.restore_organisation(
            desk, has.binned_organisation
        ),
        "people.add_person": lambda desk, _: people.add_person(desk, SOMEBODY),
        "people.change_person": lambda desk, has: people.change_person(desk, has.other, 1, SOMEBODY),
        "people.make_volunteer": lambda desk, has: people.make_volunteer(desk, has.free),
        "people.end_volunteer": lambda desk, has: people.end_volunteer(desk, has.volunteer),
    },
    Role.COORDINATOR: {
        "answers_out.answers_as_workbook": lambda desk, has: answers_out.answers_as_workbook(desk, has.counted),
        "answers_out.answers_as_csv": lambda desk, has: answers_out.answers_as_csv(desk, has.counted),
        "library.read_workbook": lambda desk, has: library.read_workbook(desk, workbook(has.scan.parent, "x", "1")),
        "library.take_in": lambda desk, has: library.take_in(desk, has.read_workbook),
        "library.activate": lambda desk, has: library.activate(desk, has.waiting),
        "library.retire": lambda desk, _: library.retire(desk, FORM),
        "library.discard": lambda desk, has: library.discard(desk, has.waiting),
        "library.restore": lambda desk, has: library.restore(desk, has.binned_version),
        "method_library.copy_method": lambda desk, _: method_library.copy_method(desk, "hrp", "eigen", "Eigen"),
        "merging.merge": lambda desk, has: merging.merge(desk, has.person, has.other),
        "merging.undo_merge": lambda desk, has: merging.undo_merge(desk, has.merged),
    },
    Role.ADMINISTRATOR: {
        "office_settings.change_settings": lambda desk, _: office_settings.change_settings(
            desk, OfficeSettings(name="Ander kantoor")
        ),
        "workers.new_recovery_key": lambda desk, _: workers.new_recovery_key(desk),
        "workers.add_worker": lambda desk, _: workers.add_worker(desk, "Chris", Role.READER, "", "zwemmen in de zee"),
        "workers.change_worker": lambda desk, has: workers.change_worker(
            desk, has.bert, 1, name="Bert Maes", role=Role.TRAINEE, email="", active=True
        ),
        "workers.reset_password": lambda desk, has: workers.reset_password(desk, has.bert, "zwemmen in de zee"),
    },
}
"""Who may at least do it; whoever stands higher in this list may too."""
RISING = tuple(LEAST)
CASES = [
    pytest.param(call, role, RISING.index(role) >= RISING.index(least), id=f"{name}-{role}")
    for least, calls in LEAST.items()
    for name, call in calls.items()
    for role in RISING
]


@pytest.fixture(scope="module")
def filled(made: Office, quick_keys: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Facts]:
    """An office with one of everything, copied for every case."""
    office = copy_of(made, tmp_path_factory.mktemp("rollen"))
    desk = office.open()
    facts = fill(desk, office.path.parent)
    desk.database.close()
    return office, facts


def everything(office: Office, desk: Desk) -> list[object]:
    """All that could have been kept: every row, the keys, the backups."""
    with desk.database.plain() as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        rows = [connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names]  # noqa: S608
    return [rows, office.key_path.read_bytes(), sorted(office.path.parent.rglob("*"))]


@pytest.mark.parametrize(("call", "role", "may"), CASES)
def test_a_service_works_or_is_refused_by_role(
    filled: tuple[Office, Facts], tmp_path: Path, call: Call, role: Role, may: bool
) -> None:
    office, facts = copy_of(filled[0], tmp_path / "kantoor"), filled[1]
    opened = office.open("Bert Maes", BERT)
    desk = replace(opened, worker=replace(opened.worker, role=role))
    before = everything(office, desk)
    try:
        if may:
            call(desk, facts)
        else:
            with pytest.raises(DeskError) as refusal:
                call(desk, facts)
            assert refusal.value.key == "not_allowed"
            assert everything(office, desk) == before
    finally:
        desk.database.close()


def test_every_service_stands_in_the_list_and_asks_what_that_role_has() -> None:
    listed = {name: least for least, calls in LEAST.items() for name in calls}
    found: dict[str, Role] = {}
    for module in service_modules():
        for name, function in public_functions(module).items():
            permission = getattr(function, "permission", None)
            if isinstance(permission, Permission):
                least = next(role for role in RISING if permission in ALLOWED[role])
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = least
    assert found.items() ^ listed.items() == set(), "a new service: add it above, under the least role that may"


def test_who_stands_higher_may_all_that_stands_below() -> None:
    for lower, higher in pairwise(RISING):
        assert ALLOWED[lower] < ALLOWED[higher]
