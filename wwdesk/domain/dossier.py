# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier: how the guidance of one client started and what happened since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DossierStatus(StrEnum):
    """Where a dossier stands (texts `dossier.status`)."""

    OPEN = "open"
    CLOSED = "closed"


TRANSITIONS: frozenset[tuple[DossierStatus, DossierStatus]] = frozenset(
    {(DossierStatus.OPEN, DossierStatus.CLOSED), (DossierStatus.CLOSED, DossierStatus.OPEN)}
)
"""The allowed changes of status; working methods add their own steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDetails:
    """Who sent the client, when and why. Codes come from `forms/shared/lists.toml`."""

    on: date
    source: str = ""
    organisation_id: str | None = None
    reason: str = ""
    previous_living_situation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierDetails:
    """What a worker decides when a dossier is opened."""

    opened_on: date
    target_group: str = ""
    worker_id: str | None = None
    referral: ReferralDetails | None = None
