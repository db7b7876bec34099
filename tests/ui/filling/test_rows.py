# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A form with a row per debt, by keyboard: rows come, go, come back, and everything counts along."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.filling.conftest import ENTER, TODAY, focused, form_of, press, type_text
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form
from wwdesk.ui.form_repeat import AddRow
from wwdesk.ui.form_rows import rows_around
from wwdesk.ui.form_state import Sheet, page_state
from wwdesk.ui.form_view import FormView

Opened = Callable[[Sheet], FormView]
CTRL = Qt.KeyboardModifier.ControlModifier

DEBTS = """
| settings |
| | form_id | form_title | version |
| | schulden | Schulden | 1 |

| survey |
| | type | name | label | relevant | calculation | repeat_count |
| | begin_group | geld | Geld | | | |
| | integer | inkomen | Hoeveel inkomen per maand? | | | |
| | begin_repeat | schuld | Schuld | | | |
| | text | aan | Aan wie? | | | |
| | integer | bedrag | Hoeveel? | | | |
| | text | plan | Welk plan is er? | ${bedrag} > 100 | | |
| | end_repeat | | | | | |
| | calculate | samen | | | sum(${bedrag}) | |
| | note | totaal | Samen ${samen} euro. | | | |
| | text | nog | Nog iets? | | | |
| | end_group | | | | | |
| | begin_group | gezin | Gezin | | | |
| | integer | aantal | Hoeveel kinderen? | | | |
| | begin_repeat | kind | Kind | | | ${aantal} |
| | text | naam | Hoe heet het? | | | |
| | end_repeat | | | | | |
| | end_group | | | | | |
"""


@pytest.fixture(scope="module")
def debts() -> Form:
    return form_of(DEBTS)


@pytest.fixture
def saved() -> dict[str, str]:
    return {}


@pytest.fixture
def view(opened: Opened, debts: Form, saved: dict[str, str]) -> FormView:
    view = opened(Sheet(form=debts, answers={}, today=TODAY))
    view.kept.connect(lambda path, value, _: saved.__setitem__(path, value))
    return view


def as_saved(form: Form, saved: Mapping[str, str]) -> Filling:
    """The filling that somebody else would open from what was saved."""
    return Filling(form, saved, TODAY)


def a_debt(to: str, amount: str) -> None:
    type_text(to)
    press(ENTER)
    type_text(amount)
    press(ENTER)


def test_two_debts_are_typed_without_the_mouse(view: FormView, debts: Form, saved: dict[str, str]) -> None:
    view.go_to("/data/geld/schuld[1]/aan")
    a_debt("energie", "50")
    assert isinstance(focused(), AddRow)
    press(ENTER)
    assert view.current == "/data/geld/schuld[2]/aan"
    a_debt("huur", "600")
    assert view.current == "/data/geld/schuld[2]/plan", "a follow-up question in its own row"
    press(ENTER)
    assert isinstance(focused(), AddRow)
    press(Qt.Key.Key_Down)
    assert view.current == "/data/geld/nog"
    assert view.state.label("/data/geld/totaal") == "Samen 650 euro."
    again = as_saved(debts, saved)
    assert again.rows("/data/geld/schuld") == 2
    assert again.value("/data/geld/samen") == "650"


def test_a_row_goes_and_comes_back_with_everything_in_it(view: FormView, debts: Form, saved: dict[str, str]) -> None:
    for place, (to, amount) in enumerate((("een", "1"), ("twee", "2"), ("drie", "3")), 1):
        if place > 1:
            view.moves.add_row()
        view.go_to(f"/data/geld/schuld[{place}]/aan")
        a_debt(to, amount)
        view.go_to(f"/data/geld/schuld[{place}]/bedrag")
    view.go_to("/data/geld/schuld[2]/bedrag")
    view.moves.remove_row()
    assert rows_around(view.current) == ["/data/geld/schuld[2]"], "the keyboard is in the row that took its place"
    assert view.state.value("/data/geld/schuld[2]/aan") == "drie"
    page = view.page(0)
    assert page.cards["/data/geld/schuld[2]/aan"].answer.controls()[0].property("text") == "drie"
    assert "/data/geld/schuld[3]/aan" not in page.cards
    assert as_saved(debts, saved).answers() == view.state.filling.answers()
    view.undo()
    assert view.current == "/data/geld/schuld[2]/aan"
    assert page.cards["/data/geld/schuld[2]/aan"].answer.controls()[0].property("text") == "twee"
    assert page.cards["/data/geld/schuld[3]/bedrag"].answer.controls()[0].property("text") == "3"
    assert as_saved(debts, saved).answers() == view.state.filling.answers()
    view.redo()
    assert view.state.rows.count("/data/geld/schuld") == 2


def test_no_debts_at_all_is_an_answer_too(view: FormView) -> None:
    view.go_to("/data/geld/schuld[1]/aan")
    press(Qt.Key.Key_Delete, modifiers=CTRL)
    view.moves.remove_row()
    assert view.state.rows.count("/data/geld/schuld") == 0
    assert isinstance(focused(), AddRow)
    block = view.page(0).blocks[0]
    assert "nog geen rij" in block._none.text()
    assert not block._none.isHidden()
    press(Qt.Key.Key_Down)
    assert view.current == "/data/geld/nog"
    view.go_to("/data/geld/inkomen")
    press(ENTER)
    assert view.current == "/data/geld/nog"


def test_the_number_of_children_makes_their_rows(view: FormView, saved: dict[str, str], debts: Form) -> None:
    view.go_page(1)
    type_text("2")
    view.flush()
    page = view.page(1)
    assert [path for path in page.cards if "kind[" in path] == [
        "/data/gezin/kind[1]/naam",
        "/data/gezin/kind[2]/naam",
    ]
    assert page.blocks[0].add.isHidden()
    assert all(box.remove.isHidden() for box in page.blocks[0].boxes)
    view.go_to("/data/gezin/kind[2]/naam")
    type_text("Wout")
    view.flush()
    view.state.answer("/data/gezin/aantal", "1")
    assert len(page.blocks[0].boxes) == 1
    view.state.answer("/data/gezin/aantal", "2")
    assert view.state.value("/data/gezin/kind[2]/naam") == "Wout"
    assert as_saved(debts, saved).value("/data/gezin/kind[2]/naam") == "Wout"


def test_rows_count_in_contents_progress_and_review(view: FormView) -> None:
    before = view.state.filling.progress()[1]
    view.go_to("/data/geld/schuld[1]/bedrag")
    view.moves.add_row()
    assert view.state.filling.progress()[1] == before + 2
    assert page_state(view.state, view.state.rows.pages[0]).asked == 6
    view.show_review()
    texts = [button.accessibleName() for button in view.review.findChildren(type(view.review.submit))]
    assert any("Schuld 2" in text for text in texts)


def test_numbers_are_those_on_paper_in_every_row(view: FormView) -> None:
    view.go_to("/data/geld/schuld[1]/bedrag")
    view.moves.add_row()
    assert view.state.number("/data/geld/schuld[2]/bedrag") == view.state.number("/data/geld/schuld[1]/bedrag") == 3
    view.moves.go_number(5)
    assert view.current == "/data/geld/nog"


def test_one_question_at_a_time_walks_through_rows(view: FormView) -> None:
    view.go_to("/data/geld/schuld[1]/aan")
    view.toggle_one()
    type_text("x")
    press(ENTER)
    assert view.current == "/data/geld/schuld[1]/bedrag"
    page = view.page(0)
    assert [path for path, card in page.cards.items() if card.isVisible()] == ["/data/geld/schuld[1]/bedrag"]


def test_a_handed_in_form_shows_rows_that_cannot_change(opened: Opened, debts: Form) -> None:
    answers = {"/data/geld/schuld": "2", "/data/geld/schuld[2]/aan": "huur"}
    view = opened(Sheet(form=debts, answers=answers, today=TODAY, read_only=True))
    page = view.page(0)
    assert page.blocks[0].add.isHidden()
    assert all(box.remove.isHidden() for box in page.blocks[0].boxes)
    view.go_to("/data/geld/schuld[2]/aan")
    view.moves.remove_row()
    view.moves.add_row()
    assert view.state.rows.count("/data/geld/schuld") == 2


def test_every_control_in_a_row_says_where_it_is(view: FormView) -> None:
    view.go_to("/data/geld/schuld[1]/bedrag")
    view.moves.add_row()
    box = view.page(0).blocks[0].boxes[1]
    assert box.accessibleName() == "Schuld 2"
    assert box.remove.accessibleName() == "Schuld 2 verwijderen"
    QApplication.processEvents()
    assert box.isVisible()
