# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of screenings: frozen form versions, answers, conclusions, scores."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wwdesk.storage.records.base import ID, Base, Moment, Tracked


class FormVersionRecord(Tracked, Base):
    """One version of a questionnaire, frozen: source as it came, XForm, our own sheets as JSON.

    `source_sha256` is the hash of the source, by which a built-in form that changed with a new
    release is recognised; `sha256` the hash of the XForm that every screening names.
    """

    __tablename__ = "form_version"

    form_id: Mapped[str] = mapped_column(String(100), index=True)
    title: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    scoring_version: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    source_sha256: Mapped[str] = mapped_column(String(64))
    xform: Mapped[str] = mapped_column(Text)
    tables: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    questions: Mapped[int] = mapped_column()
    domains: Mapped[int] = mapped_column()
    active: Mapped[bool] = mapped_column(default=True)


class ScreeningRecord(Tracked, Base):
    """A filling of a questionnaire about the client of a dossier.

    `answered` and `asked` count questions as last saved; answers taken over from `earlier_id` count
    once they are confirmed or changed.
    """

    __tablename__ = "screening"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"), index=True)
    form_version_id: Mapped[str] = mapped_column(ForeignKey("form_version.id"))
    earlier_id: Mapped[str | None] = mapped_column(ForeignKey("screening.id"))
    status: Mapped[str] = mapped_column(String(20))
    started_on: Mapped[date] = mapped_column()
    submitted_on: Mapped[date | None] = mapped_column()
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    saved_at: Mapped[datetime | None] = mapped_column(Moment)
    present: Mapped[str] = mapped_column(Text, default="")
    answered: Mapped[int] = mapped_column(default=0)
    asked: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ix_screening_status_changed_at", "status", "changed_at"),)


class AnswerRecord(Base):
    """One saved answer. `confirmed` is False while it was only taken over from the earlier screening."""

    __tablename__ = "answer"

    screening_id: Mapped[str] = mapped_column(ID, ForeignKey("screening.id"), primary_key=True)
    path: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    confirmed: Mapped[bool] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(ID)


class ConclusionRecord(Base):
    """The written conclusion of one life domain in a screening."""

    __tablename__ = "conclusion"

    screening_id: Mapped[str] = mapped_column(ID, ForeignKey("screening.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(100), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str] = mapped_column(ID)


class ScoreRecord(Base):
    """The score of one life domain as fixed when the screening was submitted.

    `score` is an exact fraction (`17/4`), empty where too few questions were answered; `band` is
    the label of the band at that moment.
    """

    __tablename__ = "score"

    screening_id: Mapped[str] = mapped_column(ID, ForeignKey("screening.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(100), primary_key=True)
    score: Mapped[str] = mapped_column(String(40))
    band: Mapped[str] = mapped_column(Text)
    weak: Mapped[bool] = mapped_column()
    answered: Mapped[int] = mapped_column()
    asked: Mapped[int] = mapped_column()
    not_discussed: Mapped[int] = mapped_column()
