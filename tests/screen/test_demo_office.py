# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who sees nothing opens the demo office by keyboard, visits every page, and locks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.screen.accessible import GoneError, Reader, until
from wwdesk.domain.texts import t

pytestmark = pytest.mark.screen

DEMO_PASSWORD = "dit is een voorbeeld"
CLUTTER = {"cell", "filler", "layered pane", "panel", "scroll pane", "split pane"}
"""Roles that only hold others, and empty cells of a table: Qt calls them focusable."""


def nameless(reader: Reader) -> list[str]:
    """The controls a worker can reach and hears nothing about."""
    found: list[str] = []
    for widget in reader.widgets():
        try:
            if widget.has("focusable") and widget.has("showing") and not widget.name.strip():
                found.append(widget.role)
        except GoneError:
            continue
    return [role for role in found if role not in CLUTTER]


def test_every_page_is_reached_by_keyboard_and_says_what_it_has(start: Callable[..., Any], reader: Reader) -> None:
    start("-m", "wwdesk", "--demo-office")
    # The first time it is asked, with the answer under the Enter key; nothing is made unasked.
    proposal = reader.find(t("start.demo"), "push button")
    until(lambda: proposal.has("focused") or None, "the proposal to make the example office")
    reader.keys("Return")
    password = reader.find(t("start.lock.password"), "text")
    until(lambda: password.has("focused") or None, "the password field ready to type in")
    assert nameless(reader) == []
    reader.type(DEMO_PASSWORD)
    reader.keys("Return")
    for key, page in (
        ("1", "today"),
        ("2", "people"),
        ("3", "screenings"),
        ("4", "agenda"),
        ("5", "methods"),
        ("6", "housing"),
        ("7", "settings"),
    ):
        title = f"{t(f'window.place.{page}')} – "
        if page == "today":
            until(lambda title=title: shown_title(reader).startswith(title) or None, title)
        reader.keys(f"ctrl+{key}")
        until(lambda title=title: shown_title(reader).startswith(title) or None, title)
        assert nameless(reader) == [], page
    reader.keys("ctrl+l")
    until(lambda: shown_title(reader) == t("window.title_locked") or None, "the locked window")
    assert reader.find(t("start.lock.password"), "text").text() == ""


def shown_title(reader: Reader) -> str:
    """The title of the window."""
    return next((widget.name for widget in reader.widgets() if widget.role == "frame"), "")
