# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The order in which Tab goes through rows that come and go: the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def controls_in(widget: QWidget) -> Iterator[QWidget]:
    """What can have the keyboard in a widget, itself included, as the layouts show it."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner, widget = (None, None) if item is None else (item.layout(), item.widget())
        if inner is not None:
            yield from _in_layout(inner)
        elif widget is not None:
            yield from controls_in(widget)


def put_in_order(block: QWidget, last: QWidget) -> None:
    """Makes Tab go through a block as it is read; `last` ends it, and has its place among what is around the block.

    Qt gives whatever is made later its place after everything else in the window.
    """
    inside = [control for control in controls_in(block) if control is not last]
    if not inside:
        return
    for one, other in pairwise((last, *inside, last)):
        QWidget.setTabOrder(one, other)
