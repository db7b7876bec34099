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
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        # also what Tab passes by now: of the choices of a question only one is its stop, and which one changes
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
    """Makes Tab go through a block as it is read; `last` ends it and is there before its rows are.

    Qt gives whatever is made later its place after everything else in the window. Only what is not in
    its place is moved, because each move makes Qt walk along all of the window.
    """
    inside = [control for control in controls_in(block) if control is not last]
    if not inside:
        return
    if _after(block) is not inside[0]:
        QWidget.setTabOrder(last, inside[0])
    for one, other in pairwise((*inside, last)):
        if _after(one) is not other:
            QWidget.setTabOrder(one, other)


def _after(widget: QWidget) -> QWidget | None:
    """What can have the keyboard next in the order of Tab."""
    at = widget.nextInFocusChain()
    while at is not None and at is not widget and at.focusPolicy() == Qt.FocusPolicy.NoFocus:
        at = at.nextInFocusChain()
    return at
