# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of people, their households and networks, partner organisations and merges."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wwdesk.storage.records.base import Base, Tracked


class PersonRecord(Tracked, Base):
    """A person. `name_key` is the family name and given name folded for sorting and likeness."""

    __tablename__ = "person"

    given_name: Mapped[str] = mapped_column(Text, default="")
    family_name: Mapped[str] = mapped_column(Text, default="")
    alias: Mapped[str] = mapped_column(Text, default="")
    anonymous: Mapped[bool] = mapped_column(default=False)
    birth_date: Mapped[date | None] = mapped_column(index=True)
    gender: Mapped[str] = mapped_column(String(20), default="unknown")
    language: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    street: Mapped[str] = mapped_column(Text, default="")
    postcode: Mapped[str] = mapped_column(Text, default="")
    municipality: Mapped[str] = mapped_column(Text, default="")
    rijksregisternummer: Mapped[str] = mapped_column(String(11), default="", index=True)
    name_key: Mapped[str] = mapped_column(Text, default="")
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))

    # The list of people is read by name among those neither merged away nor binned.
    __table_args__ = (Index("ix_person_list", "merged_into_id", "binned_at", "name_key", "id"),)


class VolunteerRecord(Tracked, Base):
    """A person registered as volunteer; the binned ones have stopped."""

    __tablename__ = "volunteer"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[date] = mapped_column()


class OrganisationRecord(Tracked, Base):
    """A partner organisation."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    work_area: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    street: Mapped[str] = mapped_column(Text, default="")
    postcode: Mapped[str] = mapped_column(Text, default="")
    municipality: Mapped[str] = mapped_column(Text, default="")


class HouseholdMemberRecord(Tracked, Base):
    """Somebody who lives in the household of a person."""

    __tablename__ = "household_member"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    member_person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(Text)
    relation: Mapped[str] = mapped_column(Text, default="")
    birth_date: Mapped[date | None] = mapped_column()
    since: Mapped[date | None] = mapped_column()
    until: Mapped[date | None] = mapped_column()


class NetworkContactRecord(Tracked, Base):
    """Somebody around a person."""

    __tablename__ = "network_contact"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(Text)
    relation: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")


class MergeRecord(Tracked, Base):
    """A merge of two persons. `moved` lists, as JSON, what went over, so that it can go back."""

    __tablename__ = "merge"

    kept_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    gone_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    moved: Mapped[str] = mapped_column(Text)
    kept_before: Mapped[str] = mapped_column(Text, default="{}")
