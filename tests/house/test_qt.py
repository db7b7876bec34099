# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The pinned PySide6 does not lose references to None (decision 002)."""

from __future__ import annotations

import sys

from pytestqt.qtbot import QtBot

from wwdesk.ui.labels import PlainLabel

CALLS = 1_000


def test_a_call_that_returns_nothing_costs_no_reference_to_none(qtbot: QtBot) -> None:
    label = PlainLabel()
    qtbot.addWidget(label)
    label.setText("warm")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("Dag")
    assert sys.getrefcount(None) > before - CALLS // 2
