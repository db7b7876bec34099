# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Partner organisations: who refers, who cares, who rents out."""

from __future__ import annotations

from wwdesk.domain.changes import Changes
from wwdesk.domain.overviews import Organisation
from wwdesk.domain.people import OrganisationDetails
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted


@permitted(Permission.READ_PEOPLE)
def organisations(desk: Desk) -> tuple[Organisation, ...]:
    """All partner organisations by name."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def add_organisation(desk: Desk, details: OrganisationDetails) -> Changes:
    """Adds an organisation; `made` is its id."""
    raise NotImplementedError


@permitted(Permission.EDIT_PEOPLE)
def change_organisation(desk: Desk, organisation_id: str, revision: int, details: OrganisationDetails) -> Changes:
    """Changes an organisation."""
    raise NotImplementedError
