# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A screen reader hears every control: what it is called, what it does, what is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from tests.journeys.steps import fill
from tests.ui.filling.conftest import TODAY, Window, press
from wwdesk.forms.model import Form, QuestionKind
from wwdesk.services import screening
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.form_view import FormView
from wwdesk.ui.page import Place
from wwdesk.ui.pages.profile import ProfilePage

POETSEN = "/data/huis/poetsen"


def nameless(widget: QWidget) -> list[str]:
    """Controls that can have the keyboard and have no name."""
    found: list[str] = []
    for child in widget.findChildren(QWidget):
        if child.focusPolicy() == Qt.FocusPolicy.NoFocus or not child.isVisibleTo(widget):
            continue
        heard = QAccessible.queryAccessibleInterface(child)
        if not heard or not heard.text(QAccessible.Text.Name):
            found.append(f"{type(child).__name__} {child.objectName()}")
    return found


def test_every_control_of_a_form_has_a_name(
    opened: Callable[[Sheet], FormView], every_kind: Form, instrument: Form
) -> None:
    for form in (every_kind, instrument):
        view = opened(Sheet(form=form, answers={}, today=TODAY))
        for place in range(len(form.pages)):
            view.go_page(place)
            assert nameless(view) == []
        view.show_review()
        assert nameless(view) == []


def test_a_question_is_a_group_and_its_levels_are_radio_buttons(
    opened: Callable[[Sheet], FormView], every_kind: Form
) -> None:
    view = opened(Sheet(form=every_kind, answers={}, today=TODAY))
    card = view.page(0).cards[POETSEN]
    group = QAccessible.queryAccessibleInterface(card)
    assert (group.role(), group.text(QAccessible.Text.Name)) == (
        QAccessible.Role.Grouping,
        "Vraag 1. Lukt het poetsen?",
    )
    row = card.answer.controls()[3]
    heard = QAccessible.queryAccessibleInterface(row)
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.RadioButton, "Meestal")
    assert heard.text(QAccessible.Text.Description) == "Toets 4. Kijk rond."
    press("4")
    assert bool(heard.state().checked)


def test_several_choices_are_check_boxes(opened: Callable[[Sheet], FormView], every_kind: Form) -> None:
    view = opened(Sheet(form=every_kind, answers={}, today=TODAY))
    path = next(q.path for q in every_kind.questions() if q.kind is QuestionKind.SELECT_MULTIPLE)
    row = view.page(0).cards[path].answer.controls()[0]
    heard = QAccessible.queryAccessibleInterface(row)
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.CheckBox, "Familie & vrienden")


def test_every_control_of_the_pages_has_a_name(window: Window, screening_id: str) -> None:
    page = window.fill_page(screening_id)
    assert nameless(page) == []
    fill(window.desk, screening_id, lambda _: 2)
    screening.submit(window.desk, screening_id, "cliënt")
    profile = ProfilePage(window.context)
    window.show(profile, Place("profile", screening_id))
    assert nameless(profile) == []


def test_targets_are_large_enough(opened: Callable[[Sheet], FormView], every_kind: Form) -> None:
    view = opened(Sheet(form=every_kind, answers={}, today=TODAY))
    for row in view.page(0).cards[POETSEN].answer.controls():
        assert row.height() >= 24


def test_a_screen_reader_can_answer_too(opened: Callable[[Sheet], FormView], every_kind: Form) -> None:
    view = opened(Sheet(form=every_kind, answers={}, today=TODAY))
    hulp = next(q.path for q in every_kind.questions() if q.kind is QuestionKind.SELECT_MULTIPLE)
    for path, place in ((POETSEN, 3), (POETSEN, 1), (hulp, 0), (hulp, 1)):
        row = view.page(0).cards[path].answer.controls()[place]
        acting = QAccessible.queryAccessibleInterface(row).actionInterface()
        acting.doAction(acting.toggleAction())
    assert view.state.value(POETSEN) == "2"
    assert view.state.value(hulp) == "familie dienst"
