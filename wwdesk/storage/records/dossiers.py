# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of dossiers: referrals, notes, attachments."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wwdesk.storage.records.base import ID, Base, Tracked


class DossierRecord(Tracked, Base):
    """A dossier of one client. `number` is `<year>-<follow-up number>`, given once."""

    __tablename__ = "dossier"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    worker_id: Mapped[str | None] = mapped_column(ForeignKey("worker.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    opened_on: Mapped[date] = mapped_column()
    closed_on: Mapped[date | None] = mapped_column()
    target_group: Mapped[str] = mapped_column(Text, default="")

    # "Vandaag" asks for the open dossiers of one worker or of the office, last worked on or oldest first.
    __table_args__ = (
        Index("ix_dossier_status_worker", "status", "worker_id", "changed_at"),
        Index("ix_dossier_status_changed", "status", "changed_at"),
        Index("ix_dossier_status_opened", "status", "opened_on"),
    )


class ReferralRecord(Tracked, Base):
    """A referral of the client of a dossier."""

    __tablename__ = "referral"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"), index=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    on: Mapped[date] = mapped_column()
    source: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    previous_living_situation: Mapped[str] = mapped_column(Text, default="")


class NoteRecord(Tracked, Base):
    """A note in a dossier."""

    __tablename__ = "note"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"), index=True)
    on: Mapped[date] = mapped_column()
    text: Mapped[str] = mapped_column(Text)


class AttachmentRecord(Tracked, Base):
    """A file kept in a dossier; `sha256` of its content."""

    __tablename__ = "attachment"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64))


class AttachmentContentRecord(Base):
    """The bytes of an attachment, apart so that a list never reads them."""

    __tablename__ = "attachment_content"

    attachment_id: Mapped[str] = mapped_column(ID, ForeignKey("attachment.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
