# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Merges that are undone late, in another order, or while somebody still looks at the person who went."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.offices import MORNING
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import HouseholdMemberDetails, NetworkContactDetails, PersonDetails
from wwdesk.services import dossiers, merging, network, people
from wwdesk.services.desk import Desk

TODAY = MORNING.date()


def person(desk: Desk, given: str, family: str = "Voorbeeld") -> str:
    return str(people.add_person(desk, PersonDetails(given_name=given, family_name=family)).made)


def dossier(desk: Desk, client: str) -> str:
    return str(dossiers.open_dossier(desk, client, DossierDetails(opened_on=TODAY)).made)


def dossier_ids(desk: Desk, person_id: str) -> set[str]:
    return {row.id for row in people.person(desk, person_id).dossiers}


def change(desk: Desk, person_id: str, **fields: object) -> None:
    now = people.person(desk, person_id)
    people.change_person(desk, person_id, now.revision, replace(now.details, **fields))  # type: ignore[arg-type]


def test_a_later_merge_is_undone_first(desk: Desk) -> None:
    """Else the first person would come back without the dossier, which lies with a third by then."""
    one, two, three = (person(desk, name) for name in ("Een", "Twee", "Drie"))
    of_two = dossier(desk, two)
    first, later = str(merging.merge(desk, one, two).made), str(merging.merge(desk, three, one).made)
    with pytest.raises(DeskError, match="eerst die latere"):
        merging.undo_merge(desk, first)
    assert dossier_ids(desk, three) == {of_two}
    merging.undo_merge(desk, later)
    merging.undo_merge(desk, first)
    assert [dossier_ids(desk, who) for who in (one, two, three)] == [set(), {of_two}, set()]


def test_who_took_over_a_name_is_never_left_without_any(desk: Desk) -> None:
    alias = str(people.add_person(desk, PersonDetails(alias="Zwaluw")).made)
    merge = str(merging.merge(desk, alias, person(desk, "Noor")).made)
    change(desk, alias, alias="")
    merging.undo_merge(desk, merge)
    assert people.person(desk, alias).details.shown_name == "Noor Voorbeeld"
    assert len(people.people(desk, text="Noor").rows) == 2


def test_two_volunteers_merged_stop_at_once(desk: Desk) -> None:
    one, two = person(desk, "Een"), person(desk, "Twee")
    for who in (one, two):
        people.make_volunteer(desk, who)
    merging.merge(desk, one, two)
    people.end_volunteer(desk, one)
    assert not people.person(desk, one).is_volunteer


def test_what_is_added_to_somebody_merged_away_comes_with_who_was_kept(desk: Desk) -> None:
    """A page that was open all the while still names the person who went."""
    kept, gone = person(desk, "Blijft"), person(desk, "Gaat")
    stale = people.person(desk, gone)
    merging.merge(desk, kept, gone)
    network.add_household_member(desk, gone, HouseholdMemberDetails(name="Kind"))
    network.add_network_contact(desk, gone, NetworkContactDetails(name="Buur"))
    people.make_volunteer(desk, gone)
    found = people.person(desk, kept)
    assert (len(found.household), len(found.network), found.is_volunteer) == (1, 1, True)
    assert dossier(desk, gone) in dossier_ids(desk, kept)
    for revision in (stale.revision, stale.revision + 1):
        with pytest.raises(DeskError):
            people.change_person(desk, gone, revision, stale.details)


def test_notes_are_shown_under_the_name_of_today(desk: Desk) -> None:
    """Also for somebody who asks to be anonymous from now on: no list shows the old name."""
    client, other = person(desk, "Oude", "Naam"), person(desk, "Andere")
    dossiers.add_note(desk, dossier(desk, client), TODAY, "Kwam met de merel")

    def shown() -> list[str]:
        return [hit.title for hit in people.search(desk, "merel")]

    change(desk, client, given_name="", family_name="", alias="Zwaluw 12", anonymous=True)
    assert shown() == ["Zwaluw 12"]
    merge = str(merging.merge(desk, other, client).made)
    assert shown() == ["Andere Voorbeeld"]
    merging.undo_merge(desk, merge)
    assert shown() == ["Zwaluw 12"]


def test_a_thousand_notes_hide_nobody_from_the_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_MOST_FOUND", 5)
    client = person(desk, "An")
    of_an = dossier(desk, client)
    for number in range(6):
        dossiers.add_note(desk, of_an, TODAY, f"andere afspraak {number}")
    assert [row.id for row in people.people(desk, text="an").rows] == [client]


def test_what_lies_in_the_bin_is_not_binned_again_nor_taken_out_twice(desk: Desk) -> None:
    note = str(dossiers.add_note(desk, dossier(desk, person(desk, "An")), TODAY, "merel").made)
    with pytest.raises(DeskError, match="niet meer te vinden"):
        dossiers.restore_note(desk, note)
    dossiers.remove_note(desk, note)
    with pytest.raises(DeskError, match="niet meer te vinden"):
        dossiers.remove_note(desk, note)
    assert people.search(desk, "merel") == ()
