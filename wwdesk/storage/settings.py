# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of the office as rows of JSON: a setting this version does not know stays as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from wwdesk.storage.records.office import SettingRecord


def load(session: Session) -> dict[str, object]:
    """All settings by key."""
    return {row.key: json.loads(row.value) for row in session.scalars(select(SettingRecord))}


def save(session: Session, values: Mapping[str, object]) -> None:
    """Keeps settings; those not named stay."""
    for key, value in values.items():
        session.merge(SettingRecord(key=key, value=json.dumps(value, ensure_ascii=False)))
