# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Trajectories: frozen methods, steps that were done, dates that follow, waiting lists, meetings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _tracked() -> tuple[sa.Column[object], ...]:
    """The columns of every record a worker can change."""
    return (
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.Column("binned_at", sa.DateTime(), nullable=True),
    )


def _method_text() -> None:
    op.create_table(
        "method_text",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("method_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_method_text")),
    )
    op.create_index(op.f("ix_method_text_method_id"), "method_text", ["method_id"], unique=False)


def _trajectory() -> None:
    op.create_table(
        "trajectory",
        sa.Column("dossier_id", sa.String(length=36), nullable=False),
        sa.Column("method_sha256", sa.String(length=64), nullable=False),
        sa.Column("method_id", sa.Text(), nullable=False),
        sa.Column("method_label", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_trajectory_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["method_sha256"], ["method_text.sha256"], name=op.f("fk_trajectory_method_sha256_method_text")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajectory")),
    )
    op.create_index(op.f("ix_trajectory_dossier_id"), "trajectory", ["dossier_id"], unique=False)
    op.create_index("ix_trajectory_method_id_status", "trajectory", ["method_id", "status"], unique=False)


def _step_done() -> None:
    op.create_table(
        "step_done",
        sa.Column("trajectory_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("passed", sa.Text(), nullable=False),
        *_tracked(),
        sa.ForeignKeyConstraint(
            ["trajectory_id"], ["trajectory.id"], name=op.f("fk_step_done_trajectory_id_trajectory")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_done")),
    )
    op.create_index(op.f("ix_step_done_trajectory_id"), "step_done", ["trajectory_id"], unique=False)


def _deadline() -> None:
    op.create_table(
        "deadline",
        sa.Column("trajectory_id", sa.String(length=36), nullable=False),
        sa.Column("limit_id", sa.String(length=100), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("sense", sa.String(length=20), nullable=False),
        sa.Column("near_from", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column("snooze_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trajectory_id"], ["trajectory.id"], name=op.f("fk_deadline_trajectory_id_trajectory")
        ),
        sa.PrimaryKeyConstraint("trajectory_id", "limit_id", name=op.f("pk_deadline")),
    )
    op.create_index("ix_deadline_sense_near_from", "deadline", ["sense", "near_from", "latest"], unique=False)


def _to_trajectory(table: str, column: str = "trajectory_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["trajectory.id"], name=op.f(f"fk_{table}_{column}_trajectory"))


def _waiting() -> None:
    op.create_table(
        "waiting_skip",
        sa.Column("trajectory_id", sa.String(length=36), nullable=False),
        sa.Column("in_favour_of_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_tracked(),
        _to_trajectory("waiting_skip"),
        _to_trajectory("waiting_skip", "in_favour_of_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_skip")),
    )
    op.create_index(op.f("ix_waiting_skip_trajectory_id"), "waiting_skip", ["trajectory_id"], unique=False)
    op.create_index(op.f("ix_waiting_skip_in_favour_of_id"), "waiting_skip", ["in_favour_of_id"], unique=False)
    op.create_table(
        "waiting_park",
        sa.Column("trajectory_id", sa.String(length=36), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_tracked(),
        _to_trajectory("waiting_park"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_park")),
    )
    op.create_index(op.f("ix_waiting_park_trajectory_id"), "waiting_park", ["trajectory_id"], unique=False)


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("method_id", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        *_tracked(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_on"), "meeting", ["on"], unique=False)
    op.create_index("ix_meeting_method_id_series", "meeting", ["method_id", "series", "on"], unique=False)
    op.create_table(
        "meeting_item",
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column("trajectory_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("consensus", sa.Boolean(), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("task_by", sa.Date(), nullable=True),
        sa.Column("task_done_on", sa.Date(), nullable=True),
        *_tracked(),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id_meeting")),
        _to_trajectory("meeting_item"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
    )
    op.create_index(op.f("ix_meeting_item_meeting_id"), "meeting_item", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meeting_item_trajectory_id"), "meeting_item", ["trajectory_id"], unique=False)


def upgrade() -> None:
    """Makes the tables."""
    _method_text()
    _trajectory()
    _step_done()
    _deadline()
    _waiting()
    _meeting()
