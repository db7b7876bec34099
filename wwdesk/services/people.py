# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Finding, adding and changing people, their households and networks; duplicates and merging."""

from __future__ import annotations

from wwdesk.domain.changes import Changes
from wwdesk.domain.overviews import DuplicateHit, PeoplePage, PersonOverview, SearchHit
from wwdesk.domain.people import HouseholdMemberDetails, NetworkContactDetails, PersonDetails
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted


@permitted(Permission.READ_PEOPLE)
def search(desk: Desk, text: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """People, dossiers and notes with every word of `text` as the start of a word, newest first."""
    raise NotImplementedError


@permitted(Permission.READ_PEOPLE)
def people(desk: Desk, *, text: str = "", only_mine: bool = False, offset: int = 0, limit: int = 200) -> PeoplePage:
    """A stretch of the list of people, by family name, or found by `text`."""
    raise NotImplementedError


@permitted(Permission.READ_PEOPLE)
def person(desk: Desk, person_id: str) -> PersonOverview:
    """Everything known of one person. Raises DeskError `not_found`."""
    raise NotImplementedError


@permitted(Permission.READ_PEOPLE)
def likely_duplicates(desk: Desk, details: PersonDetails, except_id: str | None = None) -> tuple[DuplicateHit, ...]:
    """People already known who may be the same person, likeliest first (name likeness x birth date)."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def add_person(desk: Desk, details: PersonDetails) -> Changes:
    """Adds a person. `made` is the person's id. Raises DeskError where a field cannot be right."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def change_person(desk: Desk, person_id: str, revision: int, details: PersonDetails) -> Changes:
    """Replaces what is known of a person. Raises DeskError `changed_meanwhile` on another revision."""
    raise NotImplementedError


@permitted(Permission.MERGE_PEOPLE)
def merge(desk: Desk, keep_id: str, gone_id: str) -> Changes:
    """Makes two records of one person into one; `made` is the id of the merge, for undo_merge."""
    raise NotImplementedError


@permitted(Permission.MERGE_PEOPLE)
def undo_merge(desk: Desk, merge_id: str) -> Changes:
    """Takes a merge apart again: each person gets back what was theirs."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def add_household_member(desk: Desk, person_id: str, details: HouseholdMemberDetails) -> Changes:
    """Adds somebody to the household of a person."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def change_household_member(desk: Desk, member_id: str, revision: int, details: HouseholdMemberDetails) -> Changes:
    """Changes a household member."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def remove_household_member(desk: Desk, member_id: str) -> Changes:
    """Moves a household member to the bin."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def restore_household_member(desk: Desk, member_id: str) -> Changes:
    """Takes a household member out of the bin: the undo of removing."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def add_network_contact(desk: Desk, person_id: str, details: NetworkContactDetails) -> Changes:
    """Adds somebody to the network of a person."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def change_network_contact(desk: Desk, contact_id: str, revision: int, details: NetworkContactDetails) -> Changes:
    """Changes a network contact."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def remove_network_contact(desk: Desk, contact_id: str) -> Changes:
    """Moves a network contact to the bin."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def restore_network_contact(desk: Desk, contact_id: str) -> Changes:
    """Takes a network contact out of the bin: the undo of removing."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def make_volunteer(desk: Desk, person_id: str) -> Changes:
    """Registers a person as volunteer (the basis; matching adds the rest)."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def end_volunteer(desk: Desk, person_id: str) -> Changes:
    """Ends the registration as volunteer."""
    raise NotImplementedError
