# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Background work: in order, result and trouble on the window's thread, nothing for a page that is gone."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wwdesk.domain.errors import DeskError
from wwdesk.ui.background import Background


@pytest.fixture
def unhandled() -> list[BaseException]:
    return []


@pytest.fixture
def background(qtbot: QtBot, unhandled: list[BaseException]) -> Generator[Background]:
    made = Background(unhandled.append)
    yield made
    made.stop()


def test_actions_run_in_order_elsewhere_and_answer_here(qtbot: QtBot, background: Background) -> None:
    owner, here, done = QObject(), threading.get_ident(), list[tuple[int, bool, bool]]()

    def ask(number: int) -> None:
        background.run(
            lambda: (number, threading.get_ident() == here),
            owner,
            lambda result: done.append((*result, threading.get_ident() == here)),
        )

    for number in range(20):
        ask(number)
    qtbot.waitUntil(lambda: not background.busy)
    assert done == [(number, False, True) for number in range(20)]


def test_trouble_comes_to_the_page_that_asked_and_else_to_the_window(
    qtbot: QtBot, background: Background, unhandled: list[BaseException]
) -> None:
    def fail() -> None:
        raise DeskError("not_found")

    seen: list[BaseException] = []

    def deal_with(trouble: BaseException) -> bool:
        seen.append(trouble)
        return True

    owner = QObject()
    background.run(fail, owner, lambda _: None, deal_with)
    background.run(fail, owner, lambda _: None, lambda _: False)
    background.run(fail, owner, lambda _: None)
    qtbot.waitUntil(lambda: not background.busy)
    assert [type(trouble) for trouble in seen] == [DeskError]
    assert [type(trouble) for trouble in unhandled] == [DeskError, DeskError]


def test_a_page_that_is_gone_hears_nothing(qtbot: QtBot, background: Background) -> None:
    page, may_end, heard = QWidget(), threading.Event(), list[object]()
    background.run(may_end.wait, page, heard.append, lambda _: bool(heard.append("failed")))
    page.deleteLater()
    qtbot.waitSignal(page.destroyed).wait()
    may_end.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert heard == []
