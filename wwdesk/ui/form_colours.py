# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The colours a form is painted with, named by what they do in a form."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wwdesk.ui.theme import theme_of


class FormColours:
    """The colours for one widget, in the theme it is shown in."""

    def __init__(self, widget: QWidget) -> None:
        theme = theme_of(widget)
        self.paper = theme.colour("surface")
        self.hover = theme.colour("raised")
        self.chosen = theme.colour("accent_soft")
        self.text = theme.colour("text")
        self.muted = theme.colour("quiet")
        self.accent = theme.colour("accent")
        self.on_accent = theme.colour("on_accent")
        self.outline = theme.colour("outline")
        self.line = theme.colour("line")
        self.focus = theme.colour("ring")
        self.error = theme.colour("error")
        self.error_soft = theme.colour("error_soft")
