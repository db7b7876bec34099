# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""An administrator adds a colleague by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.shell.office import Window
from wwdesk.ui.page import Place
from wwdesk.ui.pages.settings_workers import WorkersCard


def test_enter_keeps_a_new_colleague_and_never_shows_the_password(window: Window) -> None:
    window.show()
    window.log_in()
    window.work.go(Place("settings"))
    window.rest()
    card = window.work.findChildren(WorkersCard)[0]
    dialog = card.edit(None)
    window.qtbot.waitExposed(dialog)
    window.qtbot.keyClicks(dialog.name.line, "Piet De Smet")
    window.qtbot.keyClick(dialog.name.line, Qt.Key.Key_Return)
    assert dialog.message.sentence  # a first password is missing
    window.qtbot.keyClicks(dialog.password.line, "vier natte eenden")
    window.qtbot.keyClick(dialog.name.line, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    window.rest()
    assert "Piet De Smet" in [label.text() for label in card.findChildren(type(card.heading))]
    assert window.crashes == []
