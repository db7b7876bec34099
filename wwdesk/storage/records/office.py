# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of the office itself: workers, settings, journal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wwdesk.storage.records.base import ID, Base, Moment, Tracked


class WorkerRecord(Tracked, Base):
    """Somebody who works in this office. `slot_id` names the key slot, if there is one."""

    __tablename__ = "worker"

    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(default=True)
    slot_id: Mapped[str | None] = mapped_column(ID)


class SettingRecord(Base):
    """One setting of the office, as JSON. `office_id`, `office_name` and `created_at` live here too."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class JournalRecord(Base):
    """One line per action, append-only and hash-chained; never clinical text.

    `revision` is the revision the record got; comparing it with the record finds an old page put
    back under the journal. `hash` covers every other column and the hash before it (storage.work).
    """

    __tablename__ = "journal"

    sequence: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    worker_id: Mapped[str] = mapped_column(ID)
    action: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[str] = mapped_column(ID, index=True)
    revision: Mapped[int] = mapped_column()
    hash: Mapped[str] = mapped_column(String(64))
