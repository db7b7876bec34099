# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of every table, once, without behaviour. Importing this room knows all tables."""

from wwdesk.storage.records import dossiers, housing, office, people, screenings, trajectories
from wwdesk.storage.records.base import Base

__all__ = ["Base", "dossiers", "housing", "office", "people", "screenings", "trajectories"]
