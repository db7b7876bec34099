# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of screenings: frozen form versions, answers, conclusions, scores."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wwdesk.storage.records.base import ID, Base, Moment, Tracked


class FormVersionRecord(Tracked, Base):
    """One version of a questionnaire, frozen: XForm, and our own sheets as JSON.

    `about` is empty for a client, or `volunteer`; `status` is a FormStatus; `file_name` what the file
    was called that it was read from. `sha256` is the hash of the XForm that every screening names,
    `source_sha256` that of the file, by which a form that was read in before is recognised.
    `languages` are codes separated by a space.
    """

    __tablename__ = "form_version"

    form_id: Mapped[str] = mapped_column(String(100), index=True)
    title: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    scoring_version: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20))
    built_in: Mapped[bool] = mapped_column()
    file_name: Mapped[str] = mapped_column(Text)
    source_sha256: Mapped[str] = mapped_column(String(64))
    xform: Mapped[str] = mapped_column(Text)
    tables: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    languages: Mapped[str] = mapped_column(Text)
    questions: Mapped[int] = mapped_column()
    domains: Mapped[int] = mapped_column()
    activated_at: Mapped[datetime | None] = mapped_column(Moment)


class FormSourceRecord(Base):
    """The file of a form version byte for byte, apart so that a list never reads it."""

    __tablename__ = "form_source"

    form_version_id: Mapped[str] = mapped_column(ID, ForeignKey("form_version.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ScreeningRecord(Tracked, Base):
    """A filling of a questionnaire about the client of a dossier.

    `answered` and `asked` count questions as last saved; answers taken over from `earlier_id` count
    once they are confirmed or changed. `language` is the code of the one it is filled in (empty: the
    form's own), `from_paper` that it is typed in from paper, with `started_on` as the day on the paper.
    `origin` names the submission it was read in from, so that the same one is not read in twice.
    """

    __tablename__ = "screening"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"), index=True)
    form_version_id: Mapped[str] = mapped_column(ForeignKey("form_version.id"), index=True)
    earlier_id: Mapped[str | None] = mapped_column(ForeignKey("screening.id"))
    status: Mapped[str] = mapped_column(String(20))
    started_on: Mapped[date] = mapped_column()
    submitted_on: Mapped[date | None] = mapped_column()
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    saved_at: Mapped[datetime | None] = mapped_column(Moment)
    present: Mapped[str] = mapped_column(Text, default="")
    answered: Mapped[int] = mapped_column(default=0)
    asked: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(String(20), default="")
    from_paper: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[str] = mapped_column(Text, default="", index=True)

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


class AnswerFileRecord(Tracked, Base):
    """A photo, signature or other file that answers a question; the answer is its `name`."""

    __tablename__ = "answer_file"

    screening_id: Mapped[str] = mapped_column(ForeignKey("screening.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64))


class AnswerFileContentRecord(Base):
    """The bytes of a file that answers a question."""

    __tablename__ = "answer_file_content"

    answer_file_id: Mapped[str] = mapped_column(ID, ForeignKey("answer_file.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PaperRecord(Tracked, Base):
    """A blank form printed for a dossier: the code on its pages says where a scan of them belongs."""

    __tablename__ = "paper"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"), index=True)
    form_version_id: Mapped[str] = mapped_column(ForeignKey("form_version.id"))
    screening_id: Mapped[str | None] = mapped_column(ForeignKey("screening.id"))
    """The screening it was typed into, once it is."""
    attachment_id: Mapped[str | None] = mapped_column(ForeignKey("attachment.id"))
    """The last scan of it."""


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
