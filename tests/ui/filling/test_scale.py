# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A number on a scale: typed or with a slider, by keyboard, pointer or screen reader; both always say the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.filling.conftest import ENTER, TODAY, focused, form_of, press, type_text
from wwdesk.forms.model import Form
from wwdesk.ui.answers.scale import ScaleAnswer
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.form_view import FormView
from wwdesk.ui.theme import DARK, LIGHT, dress

Opened = Callable[[Sheet], FormView]
Key = Qt.Key

SCALES = """
| settings |
| | form_id | form_title | version |
| | schalen | Schalen | 1 |

| survey |
| | type | name | label | parameters | relevant |
| | begin_group | g | Groep | | |
| | range | druk | Hoeveel druk voel je? | start=0 end=10 step=1 | |
| | range | uur | Hoeveel uur? | start=0.5 end=2 step=0.25 | |
| | range | graden | Hoe warm? | start=-10 end=11 step=5 | |
| | text | slot | Nog iets? | | |
| | end_group | | | | |
"""


@pytest.fixture(scope="module")
def scales() -> Form:
    return form_of(SCALES)


@pytest.fixture
def view(opened: Opened, scales: Form) -> FormView:
    return opened(Sheet(form=scales, answers={}, today=TODAY))


def answer(view: FormView, name: str) -> ScaleAnswer:
    return cast("ScaleAnswer", view.page(0).cards[f"/data/g/{name}"].answer)


def field(view: FormView, name: str) -> str:
    return cast("QLineEdit", answer(view, name).controls()[0]).text()


def kept(view: FormView, name: str) -> str:
    view.flush()
    return view.state.value(f"/data/g/{name}")


def test_without_an_answer_there_is_no_knob_and_passing_by_gives_none(view: FormView) -> None:
    druk = answer(view, "druk")
    assert (druk.slider.number, field(view, "druk")) == (None, "")
    press(Key.Key_Tab, "\t")
    assert focused() is druk.slider
    press(ENTER)
    assert view.current == "/data/g/uur"
    assert kept(view, "druk") == ""


def test_arrows_go_by_step_and_home_and_end_to_the_ends(view: FormView) -> None:
    slider = answer(view, "uur").slider
    slider.setFocus()
    for key, number, shown in (
        (Key.Key_Right, "0.5", "0,5"),
        (Key.Key_Right, "0.75", "0,75"),
        (Key.Key_Up, "1", "1"),
        (Key.Key_Left, "0.75", "0,75"),
        (Key.Key_End, "2", "2"),
        (Key.Key_Right, "2", "2"),
        (Key.Key_Down, "1.75", "1,75"),
        (Key.Key_Home, "0.5", "0,5"),
        (Key.Key_Left, "0.5", "0,5"),
    ):
        press(key)
        assert field(view, "uur") == shown
        assert kept(view, "uur") == number
    assert focused() is slider
    press(ENTER)
    assert view.current == "/data/g/graden"


def test_the_first_arrow_begins_at_the_end_it_comes_from(view: FormView) -> None:
    answer(view, "druk").slider.setFocus()
    press(Key.Key_Left)
    assert kept(view, "druk") == "10"
    press(Key.Key_Delete)
    assert kept(view, "druk") == ""
    assert answer(view, "druk").slider.number is None
    press(Key.Key_Home)
    assert kept(view, "druk") == "0"


def test_what_is_typed_moves_the_knob_at_once(view: FormView) -> None:
    type_text("7")
    assert answer(view, "druk").slider.number == 7
    press(ENTER)
    type_text("0,8")
    assert answer(view, "uur").slider.number == pytest.approx(0.8)
    answer(view, "uur").slider.setFocus()
    press(Key.Key_Right)
    assert kept(view, "uur") == "1", "from between two steps to the next"
    view.go_to("/data/g/druk")
    cast("QLineEdit", focused()).selectAll()
    type_text("70")
    press(ENTER)
    assert answer(view, "druk").slider.number is None, "not on the scale"
    view.go_to("/data/g/druk")
    for nonsense in ("1/0", "inf", "1e5", "--", "½"):
        cast("QLineEdit", focused()).selectAll()
        type_text(nonsense)
        assert answer(view, "druk").slider.number is None
    view.state.answer("/data/g/druk", "70")
    assert "van 0 tot en met 10" in view.state.problem("/data/g/druk")


def test_up_and_down_step_in_the_field_and_a_digit_on_the_slider_is_typed(view: FormView) -> None:
    press(Key.Key_Up)
    press(Key.Key_Up)
    assert kept(view, "druk") == "1"
    answer(view, "druk").slider.setFocus()
    type_text("85")
    assert isinstance(focused(), QLineEdit)
    assert field(view, "druk") == "85"
    assert kept(view, "druk") == "85"


def test_an_end_between_two_steps_is_not_passed(view: FormView) -> None:
    answer(view, "graden").slider.setFocus()
    press(Key.Key_End)
    assert kept(view, "graden") == "10"
    press(Key.Key_Home)
    assert kept(view, "graden") == "-10"


def test_holding_an_arrow_is_one_answer_to_undo(view: FormView) -> None:
    given: list[str] = []
    answer(view, "druk").given.connect(given.append)
    answer(view, "druk").slider.setFocus()
    for _ in range(6):
        press(Key.Key_Right)
    assert given == []
    view.undo()
    assert given == ["5"]
    assert kept(view, "druk") == ""
    assert answer(view, "druk").slider.number is None
    view.redo()
    assert (kept(view, "druk"), answer(view, "druk").slider.number) == ("5", 5)


def test_an_answer_is_kept_after_a_rest(view: FormView, qtbot: QtBot) -> None:
    answer(view, "druk").slider.setFocus()
    press(Key.Key_End)
    qtbot.waitUntil(lambda: view.state.value("/data/g/druk") == "10", timeout=3_000)


def test_the_pointer_drags_the_knob_and_the_wheel_does_not(view: FormView, qtbot: QtBot) -> None:
    slider = answer(view, "druk").slider
    QApplication.processEvents()
    middle = QPoint(slider.width() // 2, 12)
    wheel = QWheelEvent(
        QPointF(middle),
        QPointF(slider.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, wheel)
    assert slider.number is None
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert field(view, "druk") == "5"
    beyond, left = QPointF(slider.width() + 50, 12), Qt.MouseButton.LeftButton
    at = QPointF(slider.mapToGlobal(beyond))
    QApplication.sendEvent(
        slider, QMouseEvent(QEvent.Type.MouseMove, beyond, at, left, left, Qt.KeyboardModifier.NoModifier)
    )
    assert field(view, "druk") == "10"
    qtbot.mouseRelease(slider, left, pos=beyond.toPoint())
    assert view.state.value("/data/g/druk") == "10"
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(0, 12))
    assert view.state.value("/data/g/druk") == "0"


def test_in_a_mirrored_form_the_arrows_follow_the_picture(view: FormView) -> None:
    view.pages.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    answer(view, "druk").slider.setFocus()
    press(Key.Key_Left)
    press(Key.Key_Left)
    assert kept(view, "druk") == "1"


def test_a_screen_reader_hears_and_sets_the_number(view: FormView) -> None:
    slider = answer(view, "druk").slider
    heard = QAccessible.queryAccessibleInterface(slider)
    assert heard.role() is QAccessible.Role.Slider
    assert heard.text(QAccessible.Text.Name) == "Hoeveel druk voel je?: schuifbalk"
    assert heard.text(QAccessible.Text.Description).startswith("Nog geen antwoord.")
    values = heard.valueInterface()
    assert (values.minimumValue(), values.maximumValue()) == (0, 10)
    values.setCurrentValue(4)
    assert kept(view, "druk") == "4"
    assert heard.text(QAccessible.Text.Description).startswith("4")
    answer(view, "uur").slider.setFocus()
    press(Key.Key_Home)
    described = QAccessible.queryAccessibleInterface(answer(view, "uur").slider).text(QAccessible.Text.Description)
    assert described.startswith("0,5"), "the value a slider has for Qt is whole"


def test_a_handed_in_scale_is_only_read(opened: Opened, scales: Form) -> None:
    view = opened(Sheet(form=scales, answers={"/data/g/druk": "7"}, today=TODAY, read_only=True))
    druk = answer(view, "druk")
    assert (druk.slider.number, druk.slider.isEnabled()) == (7, False)
    view.go_to("/data/g/druk")
    press(Key.Key_Up)
    assert field(view, "druk") == "7"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_knob_is_drawn_only_where_there_is_an_answer(
    view: FormView, theme: object, request: pytest.FixtureRequest
) -> None:
    app = cast("QApplication", QApplication.instance())
    request.addfinalizer(lambda: dress(app, LIGHT, 100))
    dress(app, DARK if theme is DARK else LIGHT, 100)
    slider = answer(view, "druk").slider
    accent = (DARK if theme is DARK else LIGHT).colour("accent").rgb()

    def knob() -> bool:
        image = slider.grab().toImage()
        return any(image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height()))

    assert not knob()
    view.state.answer("/data/g/druk", "3")
    assert knob()


def test_with_letters_twice_as_large_all_of_it_is_in_sight(view: FormView, request: pytest.FixtureRequest) -> None:
    app = cast("QApplication", QApplication.instance())
    request.addfinalizer(lambda: dress(app, LIGHT, 100))
    dress(app, LIGHT, 200)
    view.resize(800, 700)
    QApplication.processEvents()
    card: QWidget = view.page(0).cards["/data/g/druk"]
    for control in answer(view, "druk").controls():
        place = control.mapTo(card, QPoint(0, 0))
        assert control.height() >= control.minimumSizeHint().height()
        assert place.x() + control.width() <= card.width()
        assert place.y() + control.height() <= card.height()
