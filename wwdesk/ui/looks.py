# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The looks of the window: light or dark, and how large the letters are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from wwdesk.ui.preferences import Remembered
from wwdesk.ui.theme import Scheme, dress, wanted

_STEPS = {"larger": 1, "smaller": -1, "normal_size": 0}
_SCHEMES = {"scheme_system": Scheme.SYSTEM, "scheme_light": Scheme.LIGHT, "scheme_dark": Scheme.DARK}


class Looks(QObject):
    """Dresses the program in the preferences in force, and follows the desktop when it turns dark."""

    def __init__(self, remembered: Remembered, changed: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self._changed = changed
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self) -> None:
        """Shows the window in the preferences in force."""
        app = cast("QApplication", QApplication.instance())
        now = self._remembered.now
        dress(app, wanted(now.scheme), now.text_percent)
        self._changed()

    def command(self, name: str) -> bool:
        """Does a command about looks; False for any other."""
        now = self._remembered.now
        if name in _STEPS:
            self._remembered.change(now.resized(_STEPS[name]))
        elif name in _SCHEMES:
            self._remembered.change(replace(now, scheme=_SCHEMES[name]))
        else:
            return False
        self.apply()
        return True

    def _follow(self) -> None:
        if self._remembered.now.scheme is Scheme.SYSTEM:
            self.apply()
