# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A client is made whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.offices import TestOffices
from wwdesk.domain.dossier import DossierDetails, ReferralDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.people import OrganisationDetails, PersonDetails
from wwdesk.domain.roles import Role, Worker
from wwdesk.services import dossiers, intake, organisations, people
from wwdesk.services.desk import Desk

AMINA = PersonDetails(given_name="Amina", family_name="El Amrani")
OPENED = DossierDetails(opened_on=date(2026, 11, 2), referral=ReferralDetails(on=date(2026, 11, 1), reason="Schulden"))
CAW = OrganisationDetails(name="CAW Limburg")


def test_person_organisation_and_dossier_come_together(desk: Desk) -> None:
    made = intake.new_client(desk, AMINA, OPENED, CAW).made or ""
    overview = dossiers.dossier(desk, made)
    assert overview.client.details == AMINA
    assert overview.referrals[0].organisation_name == "CAW Limburg"
    assert people.search(desk, "el amr")


def test_nothing_is_kept_when_something_cannot_be_right(desk: Desk) -> None:
    with pytest.raises(DeskError, match="naam"):
        intake.new_client(desk, PersonDetails(), OPENED, CAW)
    with pytest.raises(DeskError, match="niet meer te vinden"):
        intake.new_client(desk, AMINA, replace(OPENED, worker_id="niemand"), CAW)
    assert people.people(desk).total == 0
    assert organisations.organisations(desk) == ()


def test_somebody_known_gets_a_second_dossier(desk: Desk) -> None:
    first = intake.new_client(desk, AMINA, OPENED).made or ""
    client = dossiers.dossier(desk, first).client
    second = dossiers.open_dossier(desk, client.id, OPENED, CAW).made or ""
    assert dossiers.dossier(desk, second).client.id == client.id
    assert len(people.person(desk, client.id).dossiers) == 2


def test_a_trainee_makes_no_clients(offices: TestOffices) -> None:
    desk = offices.fresh()
    trainee = Desk(desk.database, desk.clock, Worker(desk.worker.id, "Stagiair", Role.TRAINEE), desk.office_name)
    with pytest.raises(DeskError):
        intake.new_client(trainee, AMINA, OPENED)
    desk.database.close()
