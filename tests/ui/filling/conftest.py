# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A worker in front of a form: real questionnaires, a real office, keys pressed one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.steps import new_client, start_screening
from tests.offices import TestOffices
from wwdesk.domain.changes import Changes
from wwdesk.domain.content import content_folder
from wwdesk.forms.convert import convert
from wwdesk.forms.load import load
from wwdesk.forms.model import Form
from wwdesk.services.desk import Desk
from wwdesk.ui.background import Background
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.form_view import FormView
from wwdesk.ui.page import Context, Page, Place
from wwdesk.ui.pages.fill import FillPage

TODAY = date(2026, 11, 23)

EVERY_KIND = """
| settings |
| | form_id | form_title | version | default_language |
| | proef | Proef & co | 1 | nl |

| survey |
| | type | name | label | hint | guidance_hint | relevant | constraint | constraint_message | appearance | required |
| | begin_group | huis | Huis & tuin | | | | | | | |
| | note | uitleg | Kijk naar de voorbije maand. | | | | | | | |
| | select_one niveau | poetsen | Lukt het poetsen? | Kijk rond. | Vraag naar elke kamer. | | | | | yes |
| | select_one janee | huisdier | Is er een huisdier? | | | | | | | |
| | text | dier | Welk dier? | | | ${huisdier} = 'ja' | | | | |
| | select_multiple hulp | hulp | Wie helpt? | | | | | | | |
| | end_group | | | | | | | | | |
| | begin_group | geld | Geld | | | | | | | |
| | integer | kinderen | Hoeveel kinderen? | | | | . >= 0 and . < 20 | Tussen 0 en 19. | | |
| | decimal | schuld | Hoeveel schuld? | | | | | | | |
| | date | sinds | Sinds wanneer? | | | | | | | |
| | time | uur | Hoe laat komt de hulp? | | | | | | | |
| | dateTime | gesprek | Wanneer was het gesprek? | | | | | | | |
| | text | verhaal | Vertel. | | | | | | multiline | |
| | end_group | | | | | | | | | |

| choices |
| | list_name | name | label | score |
| | niveau | 1 | Niet | 1 |
| | niveau | 2 | Zelden | 2 |
| | niveau | 3 | Soms | 3 |
| | niveau | 4 | Meestal | 4 |
| | niveau | 5 | Altijd | 5 |
| | niveau | nb | Niet besproken | |
| | janee | ja | Ja | |
| | janee | nee | Nee | |
| | janee | nb | Niet besproken | |
| | hulp | familie | Familie & vrienden | |
| | hulp | dienst | Een dienst | |
| | hulp | nb | Niet besproken | |

| domains |
| | domain | label | short | lowest | highest | minimum_answered | higher_is_better | description |
| | huis | Huis & tuin | Huis | 1 | 5 | 1 | yes | Wonen. |
"""


def form_of(text: str) -> Form:
    """A questionnaire written in Markdown tables."""
    converted = convert(text, "form.md")
    return load(converted.xform, converted.tables)


@pytest.fixture(scope="session")
def every_kind() -> Form:
    """A short questionnaire with every kind of answer."""
    return form_of(EVERY_KIND)


@pytest.fixture(scope="session")
def instrument() -> Form:
    """The questionnaire that comes with the program."""
    return form_of((content_folder("forms") / "shared" / "woonvaardigheden" / "form.md").read_text("utf-8"))


def focused() -> QWidget:
    """The control that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(
    key: Qt.Key | str,
    text: str = "",
    *,
    scan: int = 0,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """One key down and up in the control that has the keyboard, as the system sends it."""
    if isinstance(key, str):
        key, text = Qt.Key(ord(key.upper())), text or key
    widget = focused()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, scan, 0, 0, text))


def type_text(text: str) -> None:
    """Types letters one by one."""
    for letter in text:
        press(Qt.Key(ord(letter.upper())), letter)


ENTER = Qt.Key.Key_Return


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[Sheet], FormView]:
    """Opens a form in a window that has the keyboard."""

    def opening(sheet: Sheet) -> FormView:
        view = FormView(sheet)
        qtbot.addWidget(view)
        view.resize(1100, 700)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        view.begin()
        return view

    return opening


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> TestOffices:
    """One maker of offices per run."""
    return TestOffices(tmp_path_factory.mktemp("kantoren"))


@dataclass
class Window:
    """What a page has around it, and what it did with it."""

    desk: Desk
    background: Background
    qtbot: QtBot
    went: list[Place] = field(default_factory=list[Place])
    told: list[Changes] = field(default_factory=list[Changes])
    said: list[str] = field(default_factory=list[str])
    troubles: list[BaseException] = field(default_factory=list[BaseException])

    def __post_init__(self) -> None:
        self.context = Context(self.desk, self.background, self.went.append, self.told.append, self.said.append)

    def settle(self) -> None:
        """Waits until nothing runs in the background."""
        self.qtbot.waitUntil(lambda: not self.background.busy, timeout=20_000)

    def show(self, page: Page, place: Place) -> None:
        """Shows a page at a place, in a window of its own."""
        self.qtbot.addWidget(page)
        page.resize(1176, 700)
        page.show()
        page.activateWindow()
        page.show_place(place)
        self.settle()
        self.qtbot.waitUntil(page.isActiveWindow, timeout=5_000)

    def fill_page(self, screening_id: str) -> FillPage:
        """The page on which a screening is filled."""
        page = FillPage(self.context)
        self.show(page, Place("fill", screening_id))
        return page


@pytest.fixture
def window(qtbot: QtBot, offices: TestOffices) -> Iterator[Window]:
    """A worker at an empty office."""
    troubles: list[BaseException] = []
    background = Background(troubles.append)
    desk = offices.fresh()
    made = Window(desk, background, qtbot, troubles=troubles)
    yield made
    background.stop()
    desk.database.close()


@pytest.fixture
def dossier_id(window: Window) -> str:
    """A client with a dossier."""
    return new_client(window.desk)


@pytest.fixture
def screening_id(window: Window, dossier_id: str) -> str:
    """A first screening, just started."""
    return start_screening(window.desk, dossier_id)
