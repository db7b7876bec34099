# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what is owed for homes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from wwdesk.domain.arrears import ArrearsLine
from wwdesk.storage.records.housing import ArrearsLineRecord


def lines_of(session: Session, trajectory_ids: Collection[str]) -> dict[str, list[ArrearsLine]]:
    """What is owed per trajectory, the oldest month first."""
    query = (
        select(ArrearsLineRecord)
        .where(ArrearsLineRecord.trajectory_id.in_(trajectory_ids), ArrearsLineRecord.binned_at.is_(None))
        .order_by(ArrearsLineRecord.month, ArrearsLineRecord.id)
    )
    found: dict[str, list[ArrearsLine]] = {}
    for record in session.scalars(query):
        line = ArrearsLine(
            id=record.id,
            revision=record.revision,
            month=record.month,
            source=record.source,
            cents=record.cents,
            note=record.note,
        )
        found.setdefault(record.trajectory_id, []).append(line)
    return found
