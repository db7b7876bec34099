# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Finding, adding, changing and merging people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.offices import TestOffices
from wwdesk.domain.changes import Changes
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import HouseholdMemberDetails, NetworkContactDetails, OrganisationDetails, PersonDetails
from wwdesk.domain.roles import Role
from wwdesk.services import dossiers, merging, network, organisations, people
from wwdesk.services.desk import Desk
from wwdesk.storage.records.office import JournalRecord

ZOE = PersonDetails(given_name="Zoë", family_name="D'Haese", birth_date=date(1984, 3, 7), municipality="Genk")


def made(changes: Changes) -> str:
    assert changes.made is not None
    return changes.made


def journal(desk: Desk) -> list[str]:
    with desk.reading() as session:
        return [line.action for line in session.query(JournalRecord).order_by(JournalRecord.sequence)]


def test_a_person_is_found_by_the_start_of_any_word_without_accents(desk: Desk) -> None:
    person_id = made(people.add_person(desk, ZOE))
    for typed in ("zoe", "hae zo", "ZOË", "d'haese", "genk zoe", "zoe*)", '"zoe'):
        assert [hit.record_id for hit in people.search(desk, typed)] == [person_id], typed
    for typed in ("", "  ", "oe", "zoe antwerpen", '"', "zoe OR an", "NEAR(zoe)"):
        assert people.search(desk, typed) == (), typed


def test_search_shows_the_newest_first_and_leads_to_the_open_dossier(desk: Desk) -> None:
    first, second = (made(people.add_person(desk, replace(ZOE, given_name=name))) for name in ("Zoë", "Zora"))
    assert [hit.record_id for hit in people.search(desk, "zo")] == [second, first]
    dossier_id = made(dossiers.open_dossier(desk, first, DossierDetails(opened_on=date(2026, 11, 23))))
    hit = people.search(desk, "2026-0001")[0]
    assert (hit.kind, hit.record_id) == ("dossier", dossier_id)


def test_the_list_is_by_name_and_in_stretches(desk: Desk) -> None:
    for family in ("Van de Velde", "Ünal", "Claes", "De Smet"):
        people.add_person(desk, PersonDetails(given_name="An", family_name=family))
    page = people.people(desk, limit=3)
    assert page.total == 4
    assert [row.name for row in page.rows] == ["An Claes", "An De Smet", "An Ünal"]
    assert [row.name for row in people.people(desk, offset=3).rows] == ["An Van de Velde"]
    assert [row.name for row in people.people(desk, text="vel").rows] == ["An Van de Velde"]


def test_my_clients_only(desk: Desk, offices: TestOffices) -> None:
    colleague = offices.colleague(desk)
    for worker, family in ((desk, "Claes"), (colleague, "Ünal")):
        client = made(people.add_person(worker, PersonDetails(family_name=family)))
        dossiers.open_dossier(worker, client, DossierDetails(opened_on=date(2026, 11, 23), worker_id=worker.worker.id))
    assert [row.name for row in people.people(colleague, only_mine=True).rows] == ["Ünal"]


def test_a_change_is_refused_when_a_colleague_was_first(desk: Desk) -> None:
    person_id = made(people.add_person(desk, ZOE))
    before = people.person(desk, person_id)
    people.change_person(desk, person_id, before.revision, replace(ZOE, municipality="Hasselt"))
    with pytest.raises(DeskError) as refused:
        people.change_person(desk, person_id, before.revision, replace(ZOE, municipality="Bree"))
    assert refused.value.key == "changed_meanwhile"
    assert people.person(desk, person_id).details.municipality == "Hasselt"
    assert people.search(desk, "hasselt")
    assert not people.search(desk, "genk")


def test_what_cannot_be_right_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(DeskError) as refused:
        people.add_person(desk, replace(ZOE, email="zoe"))
    assert "e-mailadres" in refused.value.sentence
    assert people.people(desk).total == 0
    assert journal(desk) == ["worker.add"]


def test_an_anonymous_client_is_known_by_alias_only(desk: Desk) -> None:
    person_id = made(people.add_person(desk, PersonDetails(alias="Blauwe Jas", anonymous=True)))
    assert people.person(desk, person_id).details.shown_name == "Blauwe Jas"
    assert [hit.title for hit in people.search(desk, "blauwe")] == ["Blauwe Jas"]


def test_markup_and_odd_text_come_back_as_typed(desk: Desk) -> None:
    odd = "<img src=x> \u202e€ 'é' \U0001f600"
    person_id = made(people.add_person(desk, PersonDetails(given_name=odd)))
    assert people.person(desk, person_id).details.given_name == odd


def test_a_possible_duplicate_is_named_with_its_reason(desk: Desk) -> None:
    known = made(people.add_person(desk, ZOE))
    people.add_person(desk, PersonDetails(given_name="Griet", family_name="Claes", birth_date=date(1984, 3, 7)))
    typed = PersonDetails(given_name="Zoe", family_name="Dhaese", birth_date=date(1984, 7, 3))
    hits = people.likely_duplicates(desk, typed)
    assert [hit.person.id for hit in hits] == [known]
    assert "omgewisseld" in hits[0].why
    assert people.likely_duplicates(desk, ZOE, except_id=known) == ()


def test_merging_moves_everything_and_undoing_gives_it_back(desk: Desk) -> None:
    keep = made(people.add_person(desk, replace(ZOE, municipality="")))
    gone = made(people.add_person(desk, replace(ZOE, given_name="Zoe", phone="0470123456")))
    dossier_id = made(dossiers.open_dossier(desk, gone, DossierDetails(opened_on=date(2026, 11, 23))))
    network.add_household_member(desk, gone, HouseholdMemberDetails(name="Lou"))
    before = (people.person(desk, keep), people.person(desk, gone))

    merge_id = made(merging.merge(desk, keep, gone))
    merged = people.person(desk, gone)
    assert merged.id == keep
    assert merged.details.phone == "0470123456"
    assert merged.details.municipality == "Genk"
    assert merged.details.given_name == "Zoë"
    assert [row.id for row in merged.dossiers] == [dossier_id]
    assert [member.details.name for member in merged.household] == ["Lou"]
    assert people.people(desk).total == 1
    assert len(people.search(desk, "haese")) == 1

    merging.undo_merge(desk, merge_id)
    after = (people.person(desk, keep), people.person(desk, gone))
    assert [person.details for person in after] == [person.details for person in before]
    assert [len(person.dossiers) for person in after] == [0, 1]
    assert after[1].household[0].details == before[1].household[0].details
    assert len(people.search(desk, "haese")) == 2


def test_undoing_a_merge_keeps_what_was_typed_since(desk: Desk) -> None:
    keep = made(people.add_person(desk, replace(ZOE, municipality="")))
    gone = made(people.add_person(desk, ZOE))
    merge_id = made(merging.merge(desk, keep, gone))
    now = people.person(desk, keep)
    people.change_person(desk, keep, now.revision, replace(now.details, municipality="Bree"))
    merging.undo_merge(desk, merge_id)
    assert people.person(desk, keep).details.municipality == "Bree"
    with pytest.raises(DeskError):
        merging.undo_merge(desk, merge_id)


def test_nobody_is_merged_with_themselves_or_twice(desk: Desk) -> None:
    one, two = (made(people.add_person(desk, ZOE)) for _ in range(2))
    with pytest.raises(DeskError):
        merging.merge(desk, one, one)
    merging.merge(desk, one, two)
    with pytest.raises(DeskError):
        merging.merge(desk, one, two)


def test_household_and_network_come_and_go(desk: Desk) -> None:
    person_id = made(people.add_person(desk, ZOE))
    service = made(organisations.add_organisation(desk, OrganisationDetails(name="CAW Voorbeeld")))
    member = made(network.add_household_member(desk, person_id, HouseholdMemberDetails(name="Lou", relation="zoon")))
    network.add_network_contact(desk, person_id, NetworkContactDetails(name="Mia", organisation_id=service))
    overview = people.person(desk, person_id)
    assert overview.network[0].organisation_name == "CAW Voorbeeld"
    network.remove_household_member(desk, member)
    assert people.person(desk, person_id).household == ()
    network.restore_household_member(desk, member)
    assert [row.details.name for row in people.person(desk, person_id).household] == ["Lou"]


def test_a_volunteer_starts_and_stops(desk: Desk) -> None:
    person_id = made(people.add_person(desk, ZOE))
    people.make_volunteer(desk, person_id)
    assert people.person(desk, person_id).is_volunteer
    people.end_volunteer(desk, person_id)
    assert not people.person(desk, person_id).is_volunteer


def test_every_action_writes_one_line_without_clinical_text(desk: Desk) -> None:
    person_id = made(people.add_person(desk, ZOE))
    people.change_person(desk, person_id, 1, replace(ZOE, municipality="Bree"))
    assert journal(desk) == ["worker.add", "person.add", "person.change"]
    with desk.reading() as session:
        for line in session.query(JournalRecord):
            assert "Zoë" not in " ".join(map(str, (line.action, line.kind, line.record_id)))


def test_a_reader_may_look_but_not_touch(offices: TestOffices) -> None:
    reader = offices.fresh(Role.READER)
    assert people.people(reader).total == 0
    with pytest.raises(DeskError) as refused:
        people.add_person(reader, ZOE)
    assert refused.value.key == "not_allowed"


def test_a_name_is_found_before_the_notes_of_a_busy_office(desk: Desk) -> None:
    client = made(people.add_person(desk, PersonDetails(given_name="An", family_name="Claes")))
    dossier = made(dossiers.open_dossier(desk, client, DossierDetails(opened_on=date(2026, 11, 23))))
    for number in range(30):
        dossiers.add_note(desk, dossier, date(2026, 11, 23), f"Gebeld, ander nummer {number}")
    hits = people.search(desk, "an", limit=12)
    assert (hits[0].kind, hits[0].record_id) == ("dossier", dossier)
    assert [hit.kind for hit in hits[1:]] == ["note"] * 11
    assert len(people.search(desk, "gebeld", limit=12)) == 12
