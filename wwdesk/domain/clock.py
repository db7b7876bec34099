# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The time, passed in rather than asked for, so that tests choose their own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The moment in UTC, with its time zone."""
        ...

    def today(self) -> date:
        """The day on the wall calendar of the office."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """See Clock."""
        return datetime.now(UTC)

    def today(self) -> date:
        """See Clock."""
        return datetime.now().astimezone().date()


@dataclass
class FixedClock:
    """A clock that stands still until it is moved; for tests and the demo."""

    moment: datetime

    def now(self) -> datetime:
        """See Clock."""
        return self.moment

    def today(self) -> date:
        """See Clock."""
        return self.moment.astimezone().date()
