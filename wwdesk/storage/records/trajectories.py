# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of trajectories: the frozen text of a method, what was done, and the dates that follow."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wwdesk.storage.records.base import ID, Base, Tracked


class MethodTextRecord(Base):
    """The text of a method as trajectories started with it; `sha256` of the text."""

    __tablename__ = "method_text"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    method_id: Mapped[str] = mapped_column(Text, index=True)
    text: Mapped[str] = mapped_column(Text)


class TrajectoryRecord(Tracked, Base):
    """The way of a client through a method. `profile` is the dated profile it runs under.

    `status` is a TrajectoryStatus; `outcome` the label of how it was closed.
    """

    __tablename__ = "trajectory"

    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossier.id"), index=True)
    method_sha256: Mapped[str] = mapped_column(ForeignKey("method_text.sha256"))
    method_id: Mapped[str] = mapped_column(Text)
    method_label: Mapped[str] = mapped_column(Text)
    profile: Mapped[str] = mapped_column(Text)
    started_on: Mapped[date] = mapped_column()
    status: Mapped[str] = mapped_column(String(20))
    closed_on: Mapped[date | None] = mapped_column()
    outcome: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_trajectory_method_id_status", "method_id", "status"),)


class StepDoneRecord(Tracked, Base):
    """A step that was done; `sequence` counts within the trajectory, in the order it was noted.

    `facts` is JSON with a kind beside each value; `passed` names the guards that `reason` passed,
    separated by spaces. What was taken back lies in the bin.
    """

    __tablename__ = "step_done"

    trajectory_id: Mapped[str] = mapped_column(ForeignKey("trajectory.id"), index=True)
    sequence: Mapped[int] = mapped_column()
    step: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column()
    outcome: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[str] = mapped_column(Text, default="{}")
    reason: Mapped[str] = mapped_column(Text, default="")
    passed: Mapped[str] = mapped_column(Text, default="")


class DeadlineRecord(Base):
    """A date of a trajectory that is still open, as computed after its last event, so that "Vandaag" need not compute.

    `near_from` is the day from which it asks attention, `due` from when it may be done, `latest` the last day.
    `snoozed_until` and `snooze_reason` are set while a worker put it off; a new date wakes it again.
    """

    __tablename__ = "deadline"

    trajectory_id: Mapped[str] = mapped_column(ID, ForeignKey("trajectory.id"), primary_key=True)
    limit_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    sense: Mapped[str] = mapped_column(String(20))
    near_from: Mapped[date] = mapped_column()
    due: Mapped[date] = mapped_column()
    latest: Mapped[date] = mapped_column()
    why: Mapped[str] = mapped_column(Text)
    step: Mapped[str] = mapped_column(Text, default="")
    snoozed_until: Mapped[date | None] = mapped_column()
    snooze_reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_deadline_sense_near_from", "sense", "near_from", "latest"),)


class WaitingSkipRecord(Tracked, Base):
    """Why a candidate was passed over in favour of another; `reason` is a code of the method's list."""

    __tablename__ = "waiting_skip"

    trajectory_id: Mapped[str] = mapped_column(ForeignKey("trajectory.id"), index=True)
    in_favour_of_id: Mapped[str] = mapped_column(ForeignKey("trajectory.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")


class WaitingParkRecord(Tracked, Base):
    """A candidate who does not count on the waiting list until a day, with the reason."""

    __tablename__ = "waiting_park"

    trajectory_id: Mapped[str] = mapped_column(ForeignKey("trajectory.id"), index=True)
    until: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)


class MeetingRecord(Tracked, Base):
    """A meeting, planned or held. `series` is the id of its series in the method, empty for one that stands alone.

    `present` are names as typed; `anonymous` that candidates are presented without their name.
    """

    __tablename__ = "meeting"

    method_id: Mapped[str] = mapped_column(Text, default="")
    series: Mapped[str] = mapped_column(Text, default="")
    label: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(Text, default="")
    present: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[str] = mapped_column(Text, default="")
    anonymous: Mapped[bool] = mapped_column(default=False)
    held: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_meeting_method_id_series", "method_id", "series", "on"),)


class MeetingItemRecord(Tracked, Base):
    """A file on the agenda: what was said, advised or decided and by whom; `dissent` is who saw it otherwise."""

    __tablename__ = "meeting_item"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    trajectory_id: Mapped[str] = mapped_column(ForeignKey("trajectory.id"), index=True)
    position: Mapped[int] = mapped_column()
    minutes: Mapped[str] = mapped_column(Text, default="")
    advice: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str] = mapped_column(Text, default="")
    consensus: Mapped[bool] = mapped_column(default=True)
    dissent: Mapped[str] = mapped_column(Text, default="")
    task: Mapped[str] = mapped_column(Text, default="")
    task_by: Mapped[date | None] = mapped_column()
    task_done_on: Mapped[date | None] = mapped_column()
