# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of homes and of what is owed for them: dwellings, who lives there, arrears per month."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wwdesk.storage.records.base import Base, Tracked


class DwellingRecord(Tracked, Base):
    """A home, a room, or a place a partner keeps free. `site` and `floor` are its place on the map of the office.

    `kind` is a DwellingKind; `profile` a code of the list of location profiles; `capacity` how many stays at one time;
    `counts_for` the capacity of a method (`method/capacity`) whose places it is one of, empty for none.
    """

    __tablename__ = "dwelling"

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    site: Mapped[str] = mapped_column(Text, default="")
    floor: Mapped[str] = mapped_column(Text, default="")
    street: Mapped[str] = mapped_column(Text, default="")
    postcode: Mapped[str] = mapped_column(Text, default="")
    municipality: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    capacity: Mapped[int] = mapped_column(default=1)
    profile: Mapped[str] = mapped_column(Text, default="")
    counts_for: Mapped[str] = mapped_column(Text, default="", index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    available_from: Mapped[date | None] = mapped_column()
    withdrawn_on: Mapped[date | None] = mapped_column()


class StayRecord(Tracked, Base):
    """Somebody lives in a dwelling from `first`; `planned` is the last day as agreed, `ended_on` the real one."""

    __tablename__ = "stay"

    dwelling_id: Mapped[str] = mapped_column(ForeignKey("dwelling.id"), index=True)
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"), index=True)
    trajectory_id: Mapped[str | None] = mapped_column(ForeignKey("trajectory.id"), index=True)
    first: Mapped[date] = mapped_column()
    planned: Mapped[date | None] = mapped_column()
    ended_on: Mapped[date | None] = mapped_column()


class ArrearsLineRecord(Tracked, Base):
    """What is owed for a month (its first day): euro cents, from a source of the method's list.

    A recalculation with hindsight is a line of its own; it may be negative.
    """

    __tablename__ = "arrears_line"

    trajectory_id: Mapped[str] = mapped_column(ForeignKey("trajectory.id"), index=True)
    month: Mapped[date] = mapped_column()
    source: Mapped[str] = mapped_column(Text)
    cents: Mapped[int] = mapped_column()
    note: Mapped[str] = mapped_column(Text, default="")
