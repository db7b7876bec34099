# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The private screen works: a window shows there, and can be read, typed in and clicked from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.screen.accessible import Reader

pytestmark = pytest.mark.screen

GREETER = """
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from wwdesk.ui.labels import PlainLabel
app = QApplication([])
window = QWidget()
name, button, answer = QLineEdit(), QPushButton("Begroeten"), PlainLabel()
name.setAccessibleName("Naam")
button.clicked.connect(lambda: answer.setText("Dag " + name.text()))
box = QVBoxLayout(window)
for widget in (name, button, answer):
    box.addWidget(widget)
window.show()
app.exec()
"""


def test_a_window_is_read_typed_in_and_clicked_from_outside(start: Callable[..., Any], reader: Reader) -> None:
    start("-c", GREETER)
    name = reader.find("Naam", "text")
    reader.type_into(name, "Zoë <b>")
    reader.find("Begroeten", "push button").press()
    assert reader.find("Dag Zoë <b>").role == "label"
