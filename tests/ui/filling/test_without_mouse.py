# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Rows, a photo, a signature, an order and a scale with real key presses only: nothing is skipped, nothing is stuck."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.filling.conftest import TODAY, focused, form_of
from tests.ui.filling.test_names import nameless
from wwdesk.forms.model import Form
from wwdesk.ui.answers.files import SignatureAnswer
from wwdesk.ui.answers.rank import RankAnswer
from wwdesk.ui.form_question import QuestionCard
from wwdesk.ui.form_repeat import AddRow
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.form_view import FormView

Opened = Callable[[Sheet], FormView]
Key = Qt.Key

EVERYTHING = """
| settings |
| | form_id | form_title | version |
| | alles | Alles | 1 |

| survey |
| | type | name | label | appearance | parameters | choice_filter |
| | begin_group | g | Groep | | | |
| | text | begin | Begin? | | | |
| | begin_repeat | schuld | Schuld | | | |
| | text | aan | Aan wie? | | | |
| | image | bewijs | Foto van de brief | | | |
| | select_one wens | wil | Wat wil je? | | | |
| | begin_repeat | brief | Brief | | | |
| | range | erg | Hoe erg? | | start=0 end=10 step=1 | |
| | end_repeat | | | | | |
| | end_repeat | | | | | |
| | image | hand | Handtekening | signature | | |
| | rank wens | wens | Belangrijkst? | | | soort != ${begin} |
| | range | druk | Druk? | | start=0 end=10 step=1 | |
| | text | slot | Slot? | | | |
| | end_group | | | | | |

| choices |
| | list_name | name | label | soort |
| | wens | tuin | Een tuin | a |
| | wens | rust | Rust | b |
| | wens | stad | Dicht bij de stad | a |
"""


@pytest.fixture(scope="module")
def everything() -> Form:
    return form_of(EVERYTHING)


@pytest.fixture
def view(opened: Opened, everything: Form) -> FormView:
    view = opened(Sheet(form=everything, answers={}, today=TODAY))
    view.file_given.connect(lambda path, name, _: view.state.answer(path, name))
    return view


def key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)
    QApplication.processEvents()


def path_of(view: FormView, widget: QWidget) -> str:
    cards = view.page(0).cards.items()
    return next((path for path, card in cards if card is widget or card.isAncestorOf(widget)), "")


def stops(view: FormView, most: int = 60) -> Iterator[QWidget]:
    """Where Tab comes, until it is round."""
    first = focused()
    for _ in range(most):
        yield focused()
        key(Key.Key_Tab)
        if focused() is first:
            return


def test_tab_goes_through_rows_as_they_are_read_also_after_some_came_and_went(view: FormView) -> None:
    for place in ("/data/g/schuld[1]/aan", "/data/g/schuld[2]/aan", "/data/g/schuld[1]/brief[1]/erg"):
        view.go_to(place)
        key(Key.Key_Insert)
    view.go_to("/data/g/schuld[2]/aan")
    view.moves.remove_row()
    # all rows of a group go and some come back; another choice becomes the stop of its question
    for row in ("/data/g/schuld[1]/brief[2]", "/data/g/schuld[1]/brief[1]"):
        view.state.rows.remove(row)
    view.state.rows.add("/data/g/schuld[1]/brief")
    view.state.rows.add("/data/g/schuld[1]/brief")
    view.state.answer("/data/g/schuld[2]/wil", "stad")
    view.go_to("/data/g/begin")
    seen = [path_of(view, widget) or widget.accessibleName() for widget in stops(view)]
    seen = [words for place, words in enumerate(seen) if place == 0 or words != seen[place - 1]]
    inside = seen[: seen.index("/data/g/slot") + 1]
    assert inside == [
        "/data/g/begin",
        "Schuld 1 verwijderen",
        "/data/g/schuld[1]/aan",
        "/data/g/schuld[1]/bewijs",
        "/data/g/schuld[1]/wil",
        "Brief 1 verwijderen",
        "/data/g/schuld[1]/brief[1]/erg",
        "Brief 2 verwijderen",
        "/data/g/schuld[1]/brief[2]/erg",
        "Brief: nog een toevoegen",
        "Schuld 2 verwijderen",
        "/data/g/schuld[2]/aan",
        "/data/g/schuld[2]/bewijs",
        "/data/g/schuld[2]/wil",
        "Brief 1 verwijderen",
        "/data/g/schuld[2]/brief[1]/erg",
        "Brief: nog een toevoegen",
        "Schuld: nog een toevoegen",
        "/data/g/hand",
        "/data/g/wens",
        "/data/g/druk",
        "/data/g/slot",
    ]
    assert nameless(view) == []
    for _ in range(2):
        view.state.rows.remove("/data/g/schuld[1]")
    view.state.rows.add("/data/g/schuld")
    view.go_to("/data/g/begin")
    again = [path_of(view, widget) or widget.accessibleName() for widget in stops(view)]
    assert again[:3] == ["/data/g/begin", "Schuld 1 verwijderen", "/data/g/schuld[1]/aan"]
    assert again.index("Schuld: nog een toevoegen") < again.index("/data/g/hand")


def test_enter_takes_away_a_row_and_its_keys_mean_the_row_they_are_in(view: FormView) -> None:
    for _ in range(3):
        view.go_to("/data/g/schuld[1]/aan")
        key(Key.Key_Insert)
    view.state.answer("/data/g/schuld[3]/aan", "drie")
    view.go_to("/data/g/schuld[1]/aan")
    boxes = view.page(0).blocks[0].boxes
    boxes[1].remove.setFocus()
    key(Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert view.state.value("/data/g/schuld[2]/aan") == "drie", "row 2 went, not the one with the question of before"
    boxes[0].remove.setFocus()
    key(Key.Key_Return)
    assert view.state.value("/data/g/schuld[1]/aan") == "drie"
    assert view.current == "/data/g/schuld[1]/aan"
    view.go_to("/data/g/slot")
    view.page(0).blocks[0].add.setFocus()
    key(Key.Key_Insert)
    assert view.state.rows.count("/data/g/schuld") == 3


@pytest.mark.parametrize(
    ("pressed", "modifiers"),
    [
        (Key.Key_Up, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_from_the_button_that_adds_a_row_there_is_a_way_back(
    view: FormView, pressed: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    view.page(0).blocks[0].add.setFocus()
    key(pressed, modifiers)
    assert view.current == "/data/g/schuld[1]/brief[1]/erg"
    view.state.rows.remove("/data/g/schuld[1]")
    assert isinstance(focused(), AddRow)
    key(pressed, modifiers)
    assert view.current == "/data/g/begin"


def test_a_photo_taken_away_leaves_the_keyboard_in_its_question(view: FormView) -> None:
    path = "/data/g/schuld[1]/bewijs"
    view.state.answer(path, "brief.png")
    view.go_to(path)
    key(Key.Key_Tab)
    key(Key.Key_Space)
    assert view.state.value(path) == ""
    assert path_of(view, focused()) == view.current == path
    key(Key.Key_Return)
    assert view.current == "/data/g/schuld[1]/wil"


def test_a_kept_signature_is_passed_and_taken_away_by_keyboard(view: FormView) -> None:
    signature = cast("SignatureAnswer", view.page(0).cards["/data/g/hand"].answer)
    view.go_to("/data/g/hand")
    assert focused() is signature.pad
    QTest.mouseClick(signature.pad, Qt.MouseButton.LeftButton)
    key(Key.Key_Tab)
    assert focused() is signature.keep
    key(Key.Key_Space)
    assert view.state.value("/data/g/hand") == "handtekening.png"
    assert path_of(view, focused()) == "/data/g/hand", "the button that was pressed is gone"
    key(Key.Key_Return)
    assert view.current == "/data/g/wens"
    key(Key.Key_Backspace)
    assert (view.current, focused()) == ("/data/g/hand", signature.clear)
    key(Key.Key_Space)
    assert view.state.value("/data/g/hand") == ""
    assert focused() is signature.pad


def test_who_has_no_mouse_chooses_a_picture_of_a_signature(view: FormView) -> None:
    signature = cast("SignatureAnswer", view.page(0).cards["/data/g/hand"].answer)
    view.go_to("/data/g/hand")
    seen = [focused()]
    while seen[-1] is not signature.choose and len(seen) < 5:
        key(Key.Key_Tab)
        seen.append(focused())
    assert seen == [signature.pad, signature.again, signature.choose]
    assert signature.choose.accessibleName() == "Handtekening: Kies een bestand"


def test_an_order_is_given_by_keyboard_past_what_cannot_be_chosen(view: FormView) -> None:
    rank = cast("RankAnswer", view.page(0).cards["/data/g/wens"].answer)
    view.state.answer("/data/g/begin", "b")
    view.go_to("/data/g/wens")
    key(Key.Key_Tab)
    key(Key.Key_Space)
    assert (view.state.value("/data/g/wens"), focused()) == ("tuin stad", rank.list)
    rank.list.setCurrentRow(0)
    before = rank.list.currentItem().text()
    for _ in range(2):
        key(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert view.state.value("/data/g/wens") == "stad tuin"
    assert rank.list.currentItem().text() == before == "Een tuin"


def test_enter_walks_through_a_handed_in_form_to_its_end(opened: Opened, everything: Form) -> None:
    answers = {"/data/g/hand": "h.png", "/data/g/wens": "rust tuin stad", "/data/g/schuld[1]/bewijs": "brief.png"}
    view = opened(Sheet(form=everything, answers=answers, today=TODAY, read_only=True))
    seen = [view.current]
    while view.current != "/data/g/slot" and len(seen) < 20:
        key(Key.Key_Return)
        assert path_of(view, focused()) == view.current
        seen.append(view.current)
    assert seen == [question.path for _, question in view.state.all_asked()]
    view.go_to("/data/g/wens")
    card = focused()
    assert isinstance(card, QuestionCard)
    heard = QAccessible.queryAccessibleInterface(card)
    assert heard.text(QAccessible.Text.Name) == "Vraag 7. Belangrijkst?"
    assert heard.text(QAccessible.Text.Description) == "1. Rust, 2. Een tuin, 3. Dicht bij de stad"
    key(Key.Key_Tab)
    assert path_of(view, focused()) == "/data/g/druk"


def test_one_question_at_a_time_reaches_every_one(view: FormView) -> None:
    view.toggle_one()
    view.go_to("/data/g/begin")
    seen = [view.current]
    while view.current != "/data/g/slot" and len(seen) < 20:
        key(Key.Key_Down if isinstance(focused(), AddRow) else Key.Key_Return)
        if not isinstance(focused(), AddRow):
            seen.append(view.current)
    assert seen == [question.path for _, question in view.state.all_asked()]
