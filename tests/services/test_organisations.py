# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Partner organisations: adding, changing, removing, and who names them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from tests.journeys.steps import new_client
from tests.offices import TestOffices
from wwdesk.domain.changes import Changes, Subject
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import NetworkContactDetails, OrganisationDetails, OrganisationKind, PersonDetails
from wwdesk.domain.roles import Role
from wwdesk.services import dossiers, intake, network, organisations
from wwdesk.services.desk import Desk
from wwdesk.storage.records.office import JournalRecord

CAW = OrganisationDetails(name="CAW Voorbeeld", kind=OrganisationKind.CAW, work_area="Genk, As", phone="089 12 34 56")
TODAY = date(2026, 11, 23)


def made(changes: Changes) -> str:
    assert changes.made is not None
    return changes.made


@contextmanager
def refused(key: str) -> Generator[None]:
    with pytest.raises(DeskError) as trouble:
        yield
    assert trouble.value.key == key


@pytest.fixture
def caw(desk: Desk) -> str:
    return made(organisations.add_organisation(desk, CAW))


def names(desk: Desk) -> list[str]:
    return [one.details.name for one in organisations.organisations(desk)]


def journal(desk: Desk) -> list[str]:
    with desk.reading() as session:
        return [line.action for line in session.query(JournalRecord).order_by(JournalRecord.sequence)]


def client_sent_by(desk: Desk, organisation_id: str | None, new: OrganisationDetails | None = None) -> str:
    referral = ReferralDetails(on=TODAY, organisation_id=organisation_id)
    details = DossierDetails(opened_on=TODAY, referral=referral)
    return made(intake.new_client(desk, PersonDetails(given_name="Amina"), details, new))


def test_everything_typed_is_kept_and_laid_out(desk: Desk, caw: str) -> None:
    whole = replace(CAW, phone="+32471123456", email="info@caw.example", street="Kerkstraat 1", postcode="3600")
    organisations.change_organisation(desk, caw, 1, whole)
    (kept,) = organisations.organisations(desk)
    assert kept.details == replace(whole, phone="0471 12 34 56")
    assert kept.revision == 2


def test_a_change_is_refused_when_a_colleague_was_first(desk: Desk, caw: str) -> None:
    organisations.change_organisation(desk, caw, 1, replace(CAW, phone="011 22 33 44"))
    with refused("changed_meanwhile"):
        organisations.change_organisation(desk, caw, 1, replace(CAW, phone="011 55 66 77"))
    assert organisations.organisations(desk)[0].details.phone == "011 22 33 44"


@pytest.mark.parametrize(
    "wrong", [OrganisationDetails(name=" "), replace(CAW, email="geen adres"), replace(CAW, postcode="36")]
)
def test_no_way_in_keeps_what_cannot_be_right(desk: Desk, caw: str, wrong: OrganisationDetails) -> None:
    dossier = client_sent_by(desk, None)
    client = dossiers.dossier(desk, dossier).client.id
    before = journal(desk)
    for way in (
        lambda: organisations.add_organisation(desk, wrong),
        lambda: organisations.change_organisation(desk, caw, 1, wrong),
        lambda: client_sent_by(desk, None, wrong),
        lambda: dossiers.open_dossier(
            desk, client, DossierDetails(opened_on=TODAY, referral=ReferralDetails(on=TODAY)), wrong
        ),
    ):
        with refused("organisation_not_right"):
            way()
    assert organisations.organisations(desk)[0].details == CAW
    assert journal(desk) == before


def test_two_organisations_never_have_one_name(desk: Desk, caw: str) -> None:
    other = made(organisations.add_organisation(desk, OrganisationDetails(name="OCMW")))
    same = OrganisationDetails(name="caw VÓÓRBEELD")
    for way in (
        lambda: organisations.add_organisation(desk, same),
        lambda: organisations.change_organisation(desk, other, 1, same),
        lambda: client_sent_by(desk, None, same),
    ):
        with refused("organisation_exists"):
            way()
    assert names(desk) == ["CAW Voorbeeld", "OCMW"]
    organisations.change_organisation(desk, caw, 1, replace(CAW, name="CAW VOORBEELD"))
    assert names(desk) == ["CAW VOORBEELD", "OCMW"]


def test_referrals_and_contacts_that_name_it_are_counted(desk: Desk, caw: str) -> None:
    organisations.add_organisation(desk, OrganisationDetails(name="OCMW"))
    dossier = client_sent_by(desk, caw)
    dossiers.record_referral(desk, dossier, ReferralDetails(on=TODAY, organisation_id=caw))
    client = dossiers.dossier(desk, dossier).client.id
    contacts = [
        made(network.add_network_contact(desk, client, NetworkContactDetails(name=name, organisation_id=caw)))
        for name in ("Mia", "Jos")
    ]
    network.remove_network_contact(desk, contacts[0])
    found = {
        row.organisation.details.name: (row.referrals, row.contacts) for row in organisations.organisation_rows(desk)
    }
    assert found == {"CAW Voorbeeld": (2, 1), "OCMW": (0, 0)}


def test_what_is_removed_keeps_its_name_in_old_referrals_and_comes_back(desk: Desk, caw: str) -> None:
    dossier = client_sent_by(desk, caw)
    changes = organisations.remove_organisation(desk, caw)
    assert changes.concerns(Subject.ORGANISATIONS)
    assert changes.concerns(Subject.DOSSIER)
    assert names(desk) == []
    assert dossiers.dossier(desk, dossier).referrals[0].organisation_name == "CAW Voorbeeld"
    with refused("not_found"):
        organisations.remove_organisation(desk, caw)
    with refused("not_found"):
        organisations.change_organisation(desk, caw, 2, CAW)
    organisations.restore_organisation(desk, caw)
    assert names(desk) == ["CAW Voorbeeld"]
    assert [line for line in journal(desk) if line.startswith("organisation.")] == [
        "organisation.add",
        "organisation.bin",
        "organisation.restore",
    ]


def test_it_does_not_come_back_beside_another_of_its_name(desk: Desk, caw: str) -> None:
    organisations.remove_organisation(desk, caw)
    organisations.add_organisation(desk, CAW)
    with refused("organisation_exists"):
        organisations.restore_organisation(desk, caw)
    assert names(desk) == ["CAW Voorbeeld"]


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.READER])
def test_who_may_not_change_people_reads_only(desk: Desk, offices: TestOffices, caw: str, role: Role) -> None:
    reader = offices.colleague(desk, role)
    assert names(reader) == ["CAW Voorbeeld"]
    for way in (
        lambda: organisations.add_organisation(reader, OrganisationDetails(name="X")),
        lambda: organisations.change_organisation(reader, caw, 1, CAW),
        lambda: organisations.remove_organisation(reader, caw),
        lambda: organisations.restore_organisation(reader, caw),
    ):
        with refused("not_allowed"):
            way()


def test_a_new_organisation_and_the_referral_that_names_it_are_kept_together_or_not_at_all(desk: Desk) -> None:
    dossier_id = new_client(desk)
    before = {row.details.name for row in organisations.organisations(desk)}
    referral = ReferralDetails(on=date(2026, 11, 23), source="ocmw", reason="Schulden")
    with pytest.raises(DeskError):
        dossiers.record_referral(desk, "bestaat niet", referral, OrganisationDetails(name="OCMW Nergens"))
    assert {row.details.name for row in organisations.organisations(desk)} == before

    dossiers.record_referral(desk, dossier_id, referral, OrganisationDetails(name="OCMW Ergens"))
    client = dossiers.dossier(desk, dossier_id).client
    network.add_network_contact(
        desk, client.id, NetworkContactDetails(name="Mia"), OrganisationDetails(name="Dokterspraktijk")
    )
    overview = dossiers.dossier(desk, dossier_id)
    assert "OCMW Ergens" in {row.organisation_name for row in overview.referrals}
    assert [row.organisation_name for row in overview.client.network] == ["Dokterspraktijk"]


def test_a_trainee_refers_by_a_known_organisation_but_adds_none(desk: Desk, offices: TestOffices) -> None:
    dossier_id = new_client(desk)
    trainee = offices.colleague(desk, Role.TRAINEE)
    referral = ReferralDetails(on=date(2026, 11, 23), source="ocmw")
    with refused("not_allowed"):
        dossiers.record_referral(trainee, dossier_id, referral, OrganisationDetails(name="OCMW Nieuw"))
    dossiers.record_referral(trainee, dossier_id, referral)
    assert len(dossiers.dossier(desk, dossier_id).referrals) == 2
    assert "OCMW Nieuw" not in {row.details.name for row in organisations.organisations(desk)}
