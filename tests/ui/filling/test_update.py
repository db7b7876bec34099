# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""An update screening starts from the earlier answers and knows which were looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.filling.conftest import ENTER, TODAY, press
from wwdesk.forms.model import Form
from wwdesk.ui.answers.option import CheckOption, RadioOption
from wwdesk.ui.form_state import PageStatus, Sheet, page_state
from wwdesk.ui.form_view import FormView
from wwdesk.ui.labels import PlainLabel

Opener = Callable[[Sheet], FormView]
POETSEN, HUISDIER, KINDEREN = "/data/huis/poetsen", "/data/huis/huisdier", "/data/geld/kinderen"
EARLIER = {POETSEN: "2", HUISDIER: "nee", KINDEREN: "3"}


@pytest.fixture
def update(every_kind: Form) -> Sheet:
    return Sheet(form=every_kind, answers=EARLIER, today=TODAY, earlier=EARLIER, earlier_on=date(2026, 3, 12))


def words(view: FormView, path: str) -> list[str]:
    card = view.page(0 if "huis" in path else 1).cards[path]
    return [label.text() for label in card.findChildren(PlainLabel) if label.isVisibleTo(card)]


def test_the_earlier_answer_stands_beside_the_question_and_is_not_confirmed(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    assert view.current == POETSEN
    assert view.state.carried(POETSEN)
    assert "Antwoord van 12/03/2026. Is dat nog zo?" in words(view, POETSEN)
    rows = view.page(0).cards[POETSEN].answer.controls()
    assert [row.text() for row in rows if isinstance(row, RadioOption) and row.isChecked()] == ["Zelden"]
    assert "Dit was het antwoord van de vorige keer." in rows[1].accessibleDescription()
    assert "Vorige keer (12/03/2026): 3 – is dat nog zo?" in words(view, KINDEREN)


def test_one_key_confirms_and_goes_on(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    kept: list[tuple[str, str, bool]] = []
    view.kept.connect(lambda *given: kept.append(given))
    press("=")
    assert kept == [(POETSEN, "2", True)]
    assert not view.state.carried(POETSEN)
    assert view.current == HUISDIER


def test_the_digit_of_the_earlier_answer_confirms_it_too(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    press("2")
    assert not view.state.carried(POETSEN)


def test_going_on_with_enter_confirms_nothing(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    press(ENTER)
    press(ENTER)
    assert view.state.carried(POETSEN)
    assert view.state.carried(HUISDIER)


def test_looking_at_the_levels_with_the_arrows_changes_nothing(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert (view.state.value(POETSEN), view.state.carried(POETSEN)) == ("2", True)


def test_the_button_beside_a_number_confirms_it(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    view.go_to(KINDEREN)
    card = view.page(1).cards[KINDEREN]
    button = next(b for b in card.findChildren(QPushButton) if b.accessibleName().startswith("Nog altijd zo"))
    assert button.isVisibleTo(card)
    button.click()
    assert not view.state.carried(KINDEREN)
    assert not button.isVisibleTo(card)


def test_undo_makes_an_answer_taken_over_again(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    kept: list[tuple[str, str, bool]] = []
    view.kept.connect(lambda *given: kept.append(given))
    press("5")
    view.undo()
    assert kept == [(POETSEN, "5", True), (POETSEN, "2", False)]
    assert view.state.carried(POETSEN)


def test_contents_and_foot_count_what_is_left_to_confirm(opened: Opener, update: Sheet, every_kind: Form) -> None:
    view = opened(update)
    assert page_state(view.state, every_kind.pages[0]).to_confirm == 2
    press("=")
    press("=")
    assert page_state(view.state, every_kind.pages[0]).to_confirm == 0
    press("0")
    assert page_state(view.state, every_kind.pages[0]).status is PageStatus.DONE


def test_the_review_lists_what_was_not_confirmed(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    view.finish()
    lines = [row.accessibleName() for row in view.review.findChildren(QPushButton)]
    assert "Geld – 5. Hoeveel kinderen?" in lines


def test_a_screening_read_again_tells_old_and_new_apart(opened: Opener, every_kind: Form) -> None:
    view = opened(
        Sheet(
            form=every_kind,
            answers={POETSEN: "4", KINDEREN: "3"},
            today=TODAY,
            earlier=EARLIER,
            earlier_on=date(2026, 3, 12),
            read_only=True,
        )
    )
    assert not view.state.carried(KINDEREN)
    assert "Vorige keer (12/03/2026): hetzelfde" in words(view, KINDEREN)


def test_a_submitted_screening_is_read_by_keyboard_and_never_changed(opened: Opener, every_kind: Form) -> None:
    answers = {POETSEN: "4", HUISDIER: "nee"}
    view = opened(Sheet(form=every_kind, answers=answers, today=TODAY, read_only=True))
    kept: list[object] = []
    view.kept.connect(lambda *given: kept.append(given))
    assert view.current == POETSEN
    rows = view.page(0).cards[POETSEN].answer.controls()
    assert rows[3].hasFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        press(key)
    press("1")
    box = rows[0]
    assert isinstance(box, RadioOption)
    box.click()
    assert [row.isChecked() for row in rows if isinstance(row, RadioOption)].index(True) == 3
    view.go_to("/data/huis/hulp")
    tick = view.page(0).cards["/data/huis/hulp"].answer.controls()[0]
    assert isinstance(tick, CheckOption)
    tick.click()
    press(Qt.Key.Key_Space)
    assert not tick.isChecked()
    view.undo()
    assert kept == []
    assert view.state.value(POETSEN) == "4"


def test_the_same_key_confirms_a_number_that_is_shown_but_never_what_was_typed(opened: Opener, update: Sheet) -> None:
    view = opened(update)
    view.go_to(KINDEREN)
    press("4")
    press("=")
    assert view.state.carried(KINDEREN)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    press("=")
    assert not view.state.carried(KINDEREN)
    assert view.state.value(KINDEREN) == "3"
    assert view.current != KINDEREN
