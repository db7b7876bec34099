# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Buttons beside each other go on in a next row where there is no more room."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wwdesk.ui.wrapping import WrappingRow


def test_buttons_wrap_and_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    buttons = [QPushButton(f"Knop {number}") for number in range(4)]
    for button in buttons:
        button.setFixedSize(100, 30)
    row = WrappingRow(*buttons)
    QVBoxLayout(page).addLayout(row)
    page.resize(600, 200)
    page.show()
    assert len({button.y() for button in buttons}) == 1
    page.resize(260, 200)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 2)
    assert page.minimumSizeHint().width() < 200
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].x() < 50)
    assert row.count() == 4
    assert row.itemAt(9) is None
    assert row.takeAt(9) is None
