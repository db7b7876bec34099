# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for attention today."""

from __future__ import annotations

from wwdesk.domain.overviews import TodayOverview
from wwdesk.domain.roles import Permission
from wwdesk.services.desk import Desk, permitted


@permitted(Permission.READ_DOSSIER)
def today(desk: Desk, *, only_mine: bool = True) -> TodayOverview:
    """Running screenings, dossiers without or with an old screening, and the dossiers last worked on."""
    raise NotImplementedError
