# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Homes and what is owed for them: dwellings, stays, arrears per month."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


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


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def _dwelling() -> None:
    op.create_table(
        "dwelling",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("floor", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("counts_for", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        *_tracked(),
        _to("dwelling", "owner_id", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dwelling")),
    )
    op.create_index(op.f("ix_dwelling_counts_for"), "dwelling", ["counts_for"], unique=False)


def _stay() -> None:
    op.create_table(
        "stay",
        sa.Column("dwelling_id", sa.String(length=36), nullable=False),
        sa.Column("dossier_id", sa.String(length=36), nullable=False),
        sa.Column("trajectory_id", sa.String(length=36), nullable=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("planned", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_tracked(),
        _to("stay", "dwelling_id", "dwelling"),
        _to("stay", "dossier_id", "dossier"),
        _to("stay", "trajectory_id", "trajectory"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
    )
    for column in ("dwelling_id", "dossier_id", "trajectory_id"):
        op.create_index(op.f(f"ix_stay_{column}"), "stay", [column], unique=False)


def upgrade() -> None:
    """Makes the tables."""
    _dwelling()
    _stay()
    op.create_table(
        "arrears_line",
        sa.Column("trajectory_id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_tracked(),
        _to("arrears_line", "trajectory_id", "trajectory"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrears_line")),
    )
    op.create_index(op.f("ix_arrears_line_trajectory_id"), "arrears_line", ["trajectory_id"], unique=False)
