# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The desk a worker sits at: the open office, the clock and who is working. First argument of every service."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from wwdesk.domain.clock import Clock
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Permission, Worker
from wwdesk.storage.database import Database, Session
from wwdesk.storage.work import Work, work

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a service needs to act for one worker in one open office."""

    database: Database
    clock: Clock
    worker: Worker
    office_name: str

    def require(self, permission: Permission) -> None:
        """Raises DeskError `not_allowed` unless the worker has it: for the part of an action that asks more."""
        if not self.worker.may(permission):
            raise DeskError("not_allowed", worker=self.worker.name)

    def reading(self) -> AbstractContextManager[Session]:
        """A session to read with."""
        return self.database.reading()

    def work(self, action: str) -> AbstractContextManager[Work]:
        """One action of this worker: one transaction with one journal line called `action`."""
        return work(self.database, self.worker.id, self.clock.now(), action)


class Permitted(Protocol):
    """A service function that knows which permission it asks for."""

    permission: Permission


def permitted(
    permission: Permission,
) -> Callable[[Callable[Concatenate[Desk, P], R]], Callable[Concatenate[Desk, P], R]]:
    """Marks a service function: refused with a DeskError unless the worker has the permission.

    Every public function of a service module carries this mark; a test finds those that do not.
    """

    def mark(service: Callable[Concatenate[Desk, P], R]) -> Callable[Concatenate[Desk, P], R]:
        @wraps(service)
        def checked(desk: Desk, *args: P.args, **kwargs: P.kwargs) -> R:
            desk.require(permission)
            return service(desk, *args, **kwargs)

        cast("Permitted", checked).permission = permission
        return checked

    return mark
