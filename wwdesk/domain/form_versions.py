# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The life of a version of a questionnaire: read in, in use, replaced by a newer one, retired."""

from __future__ import annotations

from enum import StrEnum


class FormStatus(StrEnum):
    """Where a version stands (texts `library.status`)."""

    IMPORTED = "imported"
    """Read in and frozen; nothing can be filled with it before somebody puts it to use."""
    ACTIVE = "active"
    """New screenings start with it; at most one version of a questionnaire."""
    REPLACED = "replaced"
    """A later version took its place; what was filled with it stays readable."""
    RETIRED = "retired"
    """Put out of use by a person; no version of the questionnaire is offered any more."""


TRANSITIONS: frozenset[tuple[FormStatus, FormStatus]] = frozenset(
    {
        (FormStatus.IMPORTED, FormStatus.ACTIVE),
        (FormStatus.ACTIVE, FormStatus.REPLACED),
        (FormStatus.ACTIVE, FormStatus.RETIRED),
        (FormStatus.REPLACED, FormStatus.ACTIVE),
        (FormStatus.RETIRED, FormStatus.ACTIVE),
    }
)
"""The allowed changes of status."""
