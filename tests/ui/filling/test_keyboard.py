# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A worker beside a client fills a form without touching the mouse, on the keyboard she has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.filling.conftest import ENTER, TODAY, focused, form_of, press, type_text
from wwdesk.forms.model import Choice, Form, QuestionKind
from wwdesk.ui.answers.option import CheckOption, RadioOption
from wwdesk.ui.form_keys import keys_of
from wwdesk.ui.form_state import PageStatus, Sheet, page_state
from wwdesk.ui.form_view import FormView
from wwdesk.ui.labels import PlainLabel

Opener = Callable[[Sheet], FormView]
POETSEN, HUISDIER, DIER, HULP = (f"/data/huis/{name}" for name in ("poetsen", "huisdier", "dier", "hulp"))
KINDEREN, SCHULD, SINDS = (f"/data/geld/{name}" for name in ("kinderen", "schuld", "sinds"))
UUR, GESPREK, VERHAAL = (f"/data/geld/{name}" for name in ("uur", "gesprek", "verhaal"))

AZERTY = ("&", "é", '"', "'", "(", "§", "è", "!", "ç", "à")
"""What the keys 1 to 0 type on a Belgian keyboard without Shift."""


def sheet(form: Form, answers: dict[str, str] | None = None, **more: object) -> Sheet:
    return Sheet(form=form, answers=answers or {}, today=TODAY, **more)  # type: ignore[arg-type]  # fields by name


def test_the_question_of_now_stays_in_sight_in_a_smaller_window(opened: Opener, every_kind: Form, qtbot: QtBot) -> None:
    view = opened(Sheet(form=every_kind, answers={}, today=TODAY))
    view.resize(900, 1200)
    view.go_to(GESPREK)
    qtbot.wait(20)
    view.resize(900, 420)
    page = view.page(1)
    card = page.cards[GESPREK]

    def in_sight() -> bool:
        top = card.mapTo(page.viewport(), card.rect().topLeft()).y()
        return top >= 0 and top + card.height() <= page.viewport().height()

    qtbot.waitUntil(in_sight, timeout=5_000)


def test_a_whole_form_by_keyboard_only(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    assert view.current == POETSEN
    press("4")
    assert view.current == HUISDIER
    press("1")
    assert view.current == DIER
    type_text("kat")
    press(ENTER)
    assert view.current == HULP
    press("1")
    press("2")
    press(ENTER)
    type_text("2")
    press(ENTER)
    type_text("1250,5")
    press(ENTER)
    type_text("3112")
    press(ENTER)
    type_text("9u30")
    press(ENTER)
    type_text("23/11/2026 14:00")
    press(ENTER)
    type_text("Lang verhaal")
    view.finish()
    assert view.reviewing
    assert {path: view.state.value(path) for path in every_kind.by_path() if view.state.value(path)} == {
        POETSEN: "4",
        HUISDIER: "ja",
        DIER: "kat",
        HULP: "familie dienst",
        KINDEREN: "2",
        SCHULD: "1250.5",
        SINDS: "2026-12-31",
        UUR: "09:30:00",
        GESPREK: "2026-11-23T14:00:00",
        VERHAAL: "Lang verhaal",
    }
    view.review.present.setText("cliënt")
    handed_in: list[str] = []
    view.hand_in.connect(handed_in.append)
    view.finish()
    assert handed_in == ["cliënt"]


def test_sixty_questions_take_one_key_each(opened: Opener, instrument: Form) -> None:
    view = opened(sheet(instrument))
    keys = 0
    while not view.reviewing:
        question = instrument.by_path()[view.current]
        if question.kind in (QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE):
            assert focused().accessibleName() in [choice.label for choice in question.choices]
            press("0")
            keys += 1
            if question.kind is QuestionKind.SELECT_MULTIPLE:
                press(ENTER)
        else:
            press(ENTER)
        assert keys < 100
    answered, asked = view.state.filling.progress()
    assert answered == keys
    assert asked - answered < 8  # numbers and texts that stay open


@pytest.mark.parametrize("digit", [1, 2, 3, 4, 5])
def test_the_row_of_digits_answers_on_azerty_with_and_without_shift(
    opened: Opener, every_kind: Form, digit: int
) -> None:
    view = opened(sheet(every_kind))
    sign = AZERTY[digit - 1]
    press(Qt.Key(ord(sign.upper())), sign, scan=9 + digit)
    assert view.state.value(POETSEN) == str(digit)
    view.go_to(POETSEN)
    other = digit % 5 + 1
    press(Qt.Key(ord(str(other))), str(other), scan=9 + other, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert view.state.value(POETSEN) == str(other)


def test_zero_is_not_discussed_on_azerty_and_on_the_number_pad(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    press(Qt.Key(ord("À")), "à", scan=19)
    press(Qt.Key.Key_0, "0", scan=90, modifiers=Qt.KeyboardModifier.KeypadModifier)
    assert (view.state.value(POETSEN), view.state.value(HUISDIER)) == ("nb", "nb")


def test_without_scan_codes_the_signs_of_azerty_still_count(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    press(Qt.Key.Key_Apostrophe, "'")
    assert view.state.value(POETSEN) == "4"


def test_a_digit_with_ctrl_or_alt_is_a_command_and_no_answer(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    for modifier in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        press(Qt.Key.Key_1, "1", scan=10, modifiers=modifier)
    assert view.state.value(POETSEN) == ""


def test_digits_in_a_text_are_text(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind, {HUISDIER: "ja"}))
    view.go_to(DIER)
    type_text("2 katten")
    view.flush()
    assert view.state.value(DIER) == "2 katten"


def test_single_keys_can_be_switched_off(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind, single_keys=False))
    press("3")
    press("u")
    assert view.state.value(POETSEN) == ""
    press(Qt.Key.Key_Space, " ")
    assert view.state.value(POETSEN) == "1"


def test_arrows_read_the_levels_without_answering_and_space_picks(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert focused().accessibleName() == "Soms"
    assert view.state.value(POETSEN) == ""
    press(Qt.Key.Key_Space, " ")
    assert view.state.value(POETSEN) == "3"
    press(Qt.Key.Key_Down)
    assert (view.state.value(POETSEN), view.current) == ("4", POETSEN)


def test_enter_skips_and_goes_back_with_shift(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    press(ENTER)
    assert (view.current, view.state.value(POETSEN)) == (HUISDIER, "")
    press(ENTER, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert view.current == POETSEN
    press(ENTER)
    press(Qt.Key.Key_Backspace)
    assert view.current == POETSEN


def test_delete_wipes_an_answer(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind, {POETSEN: "3"}))
    view.go_to(POETSEN)
    press(Qt.Key.Key_Delete)
    assert view.state.value(POETSEN) == ""


def test_a_follow_up_appears_under_the_question_and_goes_again(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    page = view.page(0)
    assert page.cards[DIER].isHidden()
    view.go_to(HUISDIER)
    top = page.verticalScrollBar().value()
    press(Qt.Key.Key_Space, " ")
    assert not page.cards[DIER].isHidden()
    assert view.current == HUISDIER
    assert page.cards[HUISDIER].isAncestorOf(focused())
    assert page.verticalScrollBar().value() == top
    press(Qt.Key.Key_Down)
    assert page.cards[DIER].isHidden()


def test_a_follow_up_keeps_its_answer_while_it_is_away(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind, {HUISDIER: "ja", DIER: "hond"}))
    view.go_to(HUISDIER)
    press("2")
    assert view.state.value(DIER) == ""
    view.go_to(HUISDIER)
    press("1")
    assert view.state.value(DIER) == "hond"


def test_undo_and_redo_follow_the_answers(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    press("2")
    press("1")
    view.go_to(POETSEN)
    press("5")
    view.undo()
    assert (view.state.value(POETSEN), view.current) == ("2", POETSEN)
    view.undo()
    assert (view.state.value(HUISDIER), view.current) == ("", HUISDIER)
    view.redo()
    view.redo()
    assert (view.state.value(HUISDIER), view.state.value(POETSEN)) == ("ja", "5")
    view.undo()
    press("3")
    view.redo()
    assert view.state.value(POETSEN) == "3"  # what was answered after an undo is not overwritten by a redo


def test_f8_goes_round_what_is_open_or_wrong(opened: Opener, every_kind: Form) -> None:
    answers = {POETSEN: "3", HUISDIER: "nee", HULP: "nb", KINDEREN: "40", SCHULD: "1", SINDS: "2026-01-01"}
    answers |= {UUR: "09:00:00", GESPREK: "2026-11-23T09:00:00"}
    view = opened(sheet(every_kind, answers))
    assert view.current == VERHAAL
    view.pages.go_open()
    assert view.current == KINDEREN
    view.pages.go_open()
    assert view.current == VERHAAL


def test_typed_text_that_cannot_be_read_stays_and_says_what_to_do(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    view.go_to(SINDS)
    type_text("gisterenavond")
    press(ENTER)
    card = view.page(1).cards[SINDS]
    field = card.answer.controls()[0]
    assert isinstance(field, QLineEdit)
    assert field.text() == "gisterenavond"
    assert view.state.problem(SINDS)
    assert view.state.problem(SINDS) in field.accessibleDescription()
    assert page_state(view.state, every_kind.pages[1]).status is PageStatus.PROBLEM


def test_a_broken_rule_is_said_in_the_words_of_the_form(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    view.go_to(KINDEREN)
    type_text("25")
    press(ENTER)
    assert view.state.problem(KINDEREN) == "Tussen 0 en 19."
    view.finish()
    view.review.present.setText("cliënt")
    handed_in: list[str] = []
    view.hand_in.connect(handed_in.append)
    view.finish()
    assert handed_in == []
    assert focused().accessibleName().endswith("Tussen 0 en 19.")
    press(ENTER)
    assert view.current == KINDEREN


def test_a_date_is_shown_as_it_was_understood(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    view.go_to(SINDS)
    type_text("vandaag")
    press(ENTER)
    field = view.page(1).cards[SINDS].answer.controls()[0]
    assert isinstance(field, QLineEdit)
    assert field.text() == "23/11/2026"


def test_not_discussed_stands_alone_among_several_choices(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    view.go_to(HULP)
    press("1")
    press("0")
    assert view.state.value(HULP) == "nb"
    press("2")
    assert view.state.value(HULP) == "dienst"
    press("2")
    assert view.state.value(HULP) == ""


def test_a_click_answers_and_stays(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    rows = view.page(0).cards[POETSEN].answer.controls()
    option = rows[3]
    assert isinstance(option, RadioOption)
    option.click()
    option.click()
    assert (view.state.value(POETSEN), view.current) == ("4", POETSEN)
    box = view.page(0).cards[HULP].answer.controls()[0]
    assert isinstance(box, CheckOption)
    box.click()
    assert view.state.value(HULP) == "familie"
    box.click()
    assert view.state.value(HULP) == ""


def test_one_question_at_a_time(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    view.toggle_one()
    shown = [path for path, card in view.page(0).cards.items() if not card.isHidden()]
    assert shown == [POETSEN]
    press("3")
    assert [path for path, card in view.page(0).cards.items() if not card.isHidden()] == [HUISDIER]
    view.toggle_one()
    assert not view.page(0).cards[POETSEN].isHidden()


def test_u_opens_the_help_of_a_question(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    labels = view.page(0).cards[POETSEN].findChildren(PlainLabel)
    shown = next(label for label in labels if label.text() == "Vraag naar elke kamer.")
    assert shown.isHidden()
    press("u")
    assert not shown.isHidden()


def test_keys_of_choices_without_numbers_count_from_one() -> None:
    def choices(*names: str) -> tuple[Choice, ...]:
        return tuple(Choice(name, name) for name in names)

    assert keys_of(choices("1", "2", "nb")) == {"1": 1, "2": 2, "nb": 0}
    assert keys_of(choices("ja", "nb", "nee")) == {"ja": 1, "nb": 0, "nee": 2}
    assert len(keys_of(choices(*"abcdefghijkl"))) == 9


def test_the_contents_say_where_each_page_stands(opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    assert view.contents.rows[0].accessibleName() == "1. Huis & tuin: nog niet begonnen"
    press("3")
    assert view.contents.rows[0].accessibleName() == "1. Huis & tuin: bezig, 1 van 3"
    press("2")
    press("0")
    assert view.contents.rows[0].accessibleName() == "1. Huis & tuin: klaar"


def test_the_keys_of_the_form_work_from_within_a_question(qtbot: QtBot, opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind, {POETSEN: "3"}))
    assert view.current == HUISDIER
    qtbot.keyClick(focused(), Qt.Key.Key_F8)
    assert view.current == HULP
    qtbot.keyClick(focused(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.current == KINDEREN
    qtbot.keyClick(focused(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert view.current == HUISDIER
    press("2")
    qtbot.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.state.value(HUISDIER) == ""
    qtbot.keyClick(focused(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert view.state.value(HUISDIER) == "nee"
    qtbot.keyClick(focused(), Qt.Key.Key_F11)
    assert [path for path, card in view.page(0).cards.items() if not card.isHidden()] == [HUISDIER]


def test_tab_goes_from_question_to_question(qtbot: QtBot, opened: Opener, every_kind: Form) -> None:
    view = opened(sheet(every_kind))
    seen: list[str] = []
    for _ in range(12):
        if not seen or seen[-1] != view.current:
            seen.append(view.current)
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert seen[:3] == [POETSEN, HUISDIER, HULP]


LONG = """
| settings |
| | form_id | form_title | version | default_language |
| | lang | Lang | 1 | nl |

| survey |
| | type | name | label | appearance |
| | begin_group | waar | Waar | |
| | select_one stad | stad | Welke stad? | minimal |
| | text | waarom | Waarom? | |
| | end_group | | | |

| choices |
| | list_name | name | label |
| | stad | genk | Genk |
| | stad | hasselt | Hasselt |
| | stad | lommel | Lommel |
"""


def test_a_long_list_is_searched_by_typing(qtbot: QtBot, opened: Opener) -> None:
    form = form_of(LONG)
    stad, waarom = "/data/waar/stad", "/data/waar/waarom"
    view = opened(sheet(form, {stad: "genk"}))
    view.go_to(stad)
    assert focused().accessibleName() == "Welke stad?"
    qtbot.keyClicks(focused(), "h")
    assert view.state.value(stad) == "hasselt"
    press(ENTER)
    assert view.current == waarom


SKIPPED = """
| settings |
| | form_id | form_title | version | default_language |
| | sprong | Sprong | 1 | nl |

| survey |
| | type | name | label | relevant |
| | begin_group | een | Een | |
| | select_one janee | werk | Is er werk? | |
| | end_group | | | |
| | begin_group | twee | Twee | ${werk} = 'ja' |
| | text | waar | Waar werk je, ${werk}? | |
| | end_group | | | |
| | begin_group | drie | Drie | |
| | text | slot | Nog iets? | |
| | end_group | | | |

| choices |
| | list_name | name | label |
| | janee | ja | Ja |
| | janee | nee | Nee |
"""


def test_a_page_that_does_not_apply_is_passed_over(opened: Opener) -> None:
    form = form_of(SKIPPED)
    view = opened(sheet(form))
    press("2")
    assert view.current == "/data/drie/slot"
    assert view.contents.rows[1].accessibleName() == "2. Twee: niet van toepassing"
    view.undo()
    press("1")
    assert view.current == "/data/twee/waar"
    assert view.contents.rows[1].accessibleName() == "2. Twee: nog niet begonnen"
