# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What every table has: identity, revision, author and time."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, MetaData, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Named constraints, so that a migration can change them on every database.
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

ID = String(36)


class Base(DeclarativeBase):
    """The tables of an office."""

    metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; always with its time zone in Python, without one in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a moment without time zone, because nobody could tell which one was meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Gives the time zone back."""
        return value.replace(tzinfo=UTC) if value is not None else None


class Tracked:
    """Columns of every record a worker can change: what merging and the journal need.

    `revision` counts the changes of the record, from 1. `binned_at` is set while the record lies
    in the bin: it is then shown nowhere but can be taken out again.
    """

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[str] = mapped_column(ID)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(ID)
    binned_at: Mapped[datetime | None] = mapped_column(Moment)
