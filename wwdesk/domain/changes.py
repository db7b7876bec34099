# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What an action touched, so that every open page that shows it can reload."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """The kinds of things pages show."""

    OFFICE = "office"
    WORKERS = "workers"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    DOSSIER = "dossier"
    SCREENING = "screening"
    FORMS = "forms"
    TODAY = "today"
    TRAJECTORY = "trajectory"
    METHODS = "methods"
    MEETINGS = "meetings"
    HOUSING = "housing"
    ARREARS = "arrears"


@dataclass(frozen=True, slots=True)
class Changes:
    """The result of one user action.

    `subjects` are the kinds of things that changed, `ids` the records (persons, dossiers,
    screenings ...) concerned, `made` the record the action made, if it made one.
    """

    subjects: frozenset[Subject]
    ids: frozenset[str] = frozenset()
    made: str | None = None

    def concerns(self, subject: Subject, record_id: str | None = None) -> bool:
        """Whether a page on `subject` (about one record, if given) has to reload."""
        return subject in self.subjects and (record_id is None or not self.ids or record_id in self.ids)


def changed(*subjects: Subject, ids: tuple[str, ...] = (), made: str | None = None) -> Changes:
    """Shorthand for services: what changed, about which records."""
    return Changes(frozenset(subjects), frozenset(ids), made)


NOTHING = Changes(frozenset())
"""The result of an action that turned out to change nothing."""
