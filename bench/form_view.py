# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Filling the built-in questionnaire in the window: opening it, turning pages, answer to next question drawn."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QRadioButton, QVBoxLayout, QWidget

from bench.figures import Figure
from wwdesk.domain.content import content_folder
from wwdesk.forms.convert import convert
from wwdesk.forms.load import load
from wwdesk.forms.model import Form, QuestionKind
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.form_view import FormView
from wwdesk.ui.theme import LIGHT, dress

TODAY = date(2026, 11, 23)


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def _plain_form() -> QWidget:
    """What any toolkit form costs at least: sixty questions with six bare radio buttons."""
    window = QWidget()
    column = QVBoxLayout(window)
    for _ in range(60):
        group = QWidget()
        rows = QVBoxLayout(group)
        for level in range(6):
            rows.addWidget(QRadioButton(f"Niveau {level}"))
        column.addWidget(group)
    window.resize(1100, 640)
    window.show()
    window.repaint()
    return window


def _opened(form: Form) -> FormView:
    view = FormView(Sheet(form=form, answers={}, today=TODAY))
    view.resize(1100, 640)
    view.show()
    view.begin()
    view.repaint()
    return view


def _press(view: FormView, key: Qt.Key, text: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0, text)
    QApplication.sendEvent(view.window().focusWidget(), event)
    view.repaint()


def _filled(view: FormView, form: Form) -> tuple[list[float], list[float]]:
    """One key per question through the whole form: the times within a page and those that turn one."""
    within: list[float] = []
    turning: list[float] = []
    for _ in range(200):
        if view.reviewing:
            break
        before = view.pages.index
        chosen = form.by_path()[view.current].kind is QuestionKind.SELECT_ONE
        key, text = (Qt.Key.Key_2, "2") if chosen else (Qt.Key.Key_Return, "")
        took = _timed(lambda: _press(view, key, text))  # noqa: B023 (run at once)
        (within if view.pages.index == before else turning).append(took)
    return within, turning


def measure() -> Iterator[Figure]:
    """Opening and filling, beside a bare form of sixty questions in one window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    app.setStyle("Fusion")
    dress(app, LIGHT, 100)
    source = (content_folder("forms") / "shared" / "woonvaardigheden" / "form.md").read_text("utf-8")
    converted = convert(source, "form.md")
    form = load(converted.xform, converted.tables)
    windows: list[QWidget] = []
    plain = statistics.median(_timed(lambda: windows.append(_plain_form())) for _ in range(5))
    _opened(form)
    yield Figure(
        name="open a screening of 70 questions, first page drawn",
        value=statistics.median(_timed(lambda: windows.append(_opened(form))) for _ in range(5)),
        unit="ms",
        reference=plain,
        reference_name="60 bare questions in one window",
        goal=100.0,
    )
    within, turning = _filled(_opened(form), form)
    yield Figure(name="answer to next question drawn, median", value=statistics.median(within), unit="ms", goal=20.0)
    yield Figure(name="answer to next question drawn, slowest", value=max(within), unit="ms", goal=100.0)
    yield Figure(name="last answer of a page to the next page drawn", value=max(turning), unit="ms", goal=100.0)
