# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for attention today."""

from __future__ import annotations

from datetime import timedelta

from wwdesk.domain.dates import show_date, show_weekday_date
from wwdesk.domain.meetings import TaskRow
from wwdesk.domain.overviews import ScreeningRow, TodayItem, TodayOverview
from wwdesk.domain.roles import Permission
from wwdesk.domain.texts import t
from wwdesk.domain.trajectories import DueRow
from wwdesk.services.agenda import due_now
from wwdesk.services.desk import Desk, permitted
from wwdesk.storage.reads import meetings as tasks
from wwdesk.storage.reads import screenings
from wwdesk.storage.reads import today as reads

STALE_DAYS = 90
"""An open dossier without a screening for so long is named (domain rule R28: 90 days by default)."""
_MOST = 100


@permitted(Permission.READ_DOSSIER)
def today(desk: Desk, *, only_mine: bool = True) -> TodayOverview:
    """Dates that are near, due or late, running screenings, dossiers without a recent one, and those last worked on."""
    worker_id = desk.worker.id if only_mine else None
    with desk.reading() as session:
        running = screenings.running(session, worker_id=worker_id)
        stale = reads.long_unscreened(session, worker_id, desk.clock.today() - timedelta(days=STALE_DAYS), _MOST)
        dates, dates_due = due_now(desk, only_mine=only_mine)
        return TodayOverview(
            items=(
                *(_due(row) for row in dates),
                *(_task(row) for row in tasks.open_tasks(session, worker_id, _MOST)),
                *(_running(row) for row in running),
                *(_stale(entry) for entry in stale),
            ),
            recent=reads.last_worked_on(session, worker_id, 8),
            open_dossiers=reads.open_dossiers(session, worker_id),
            running_screenings=len(running),
            dates_due=dates_due,
        )


def _task(row: TaskRow) -> TodayItem:
    by = t("services.today.task_by", day=show_date(row.by)) if row.by else ""
    return TodayItem(
        kind="task",
        title=t("services.today.task", client=row.client_name, task=row.task),
        reason=" · ".join(part for part in (by, row.meeting) if part),
        on=row.by,
        page="dossier",
        record_id=row.dossier_id,
        part="trajectory",
    )


def _due(row: DueRow) -> TodayItem:
    return TodayItem(
        kind=row.light.value,
        title=t("services.today.due", client=row.client_name, label=row.label),
        reason=t(f"services.today.light.{row.light}", day=show_weekday_date(row.latest), method=row.method),
        on=row.latest,
        page="dossier",
        record_id=row.dossier_id,
        part="trajectory",
    )


def _running(row: ScreeningRow) -> TodayItem:
    return TodayItem(
        kind="draft_screening",
        title=row.client_name,
        reason=t(
            "services.today.draft", form=row.form_title, answered=row.answered, asked=row.asked, on=show_date(row.on)
        ),
        on=row.on,
        page="fill",
        record_id=row.id,
    )


def _stale(entry: reads.LastScreened) -> TodayItem:
    if entry.last_on is None:
        reason = t("services.today.never", on=show_date(entry.opened_on), days=STALE_DAYS)
    else:
        reason = t("services.today.old", on=show_date(entry.last_on), days=STALE_DAYS)
    return TodayItem(
        kind="no_screening" if entry.last_on is None else "old_screening",
        title=entry.client_name,
        reason=reason,
        on=entry.last_on or entry.opened_on,
        page="dossier",
        record_id=entry.dossier_id,
    )
