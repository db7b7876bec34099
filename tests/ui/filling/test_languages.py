# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A screening goes on in the language of who sits at the table, at the same question with the same answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.ui.filling.conftest import ENTER, TODAY, press
from wwdesk.forms.convert import convert
from wwdesk.forms.converted import ConvertedForm
from wwdesk.forms.load import load
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.form_view import FormView

Opened = Callable[[Sheet], FormView]

THREE = """
| settings |
| | form_id | form_title | version | default_language |
| | talen | Talen | 1 | Nederlands (nl) |

| survey |
| | type | name | label::Nederlands (nl) | label::Français (fr) | label::العربية (ar) |
| | begin_group | huis | Huis | Maison | البيت |
| | select_one janee | tuin | Is er een tuin? | Y a-t-il un jardin ? | هل توجد حديقة؟ |
| | select_one janee | trap | Is er een trap? | Y a-t-il un escalier ? | هل يوجد درج؟ |
| | end_group | | | | |

| choices |
| | list_name | name | label::Nederlands (nl) | label::Français (fr) | label::العربية (ar) |
| | janee | ja | Ja | Oui | نعم |
| | janee | nee | Nee | Non | لا |
"""


@pytest.fixture(scope="module")
def converted() -> ConvertedForm:
    return convert(THREE)


@pytest.fixture
def view(opened: Opened, converted: ConvertedForm) -> FormView:
    view = opened(Sheet(form=load(converted.xform, converted.tables), answers={}, today=TODAY))
    view.language_wanted.connect(lambda code: view.speak(load(converted.xform, converted.tables, code)))
    return view


def choose(view: FormView, code: str) -> None:
    place = view.top.language.findData(code)
    view.top.language.setCurrentIndex(place)
    view.top.language.activated.emit(place)


def test_the_questions_go_on_in_french(view: FormView) -> None:
    press("1")
    assert view.current == "/data/huis/trap"
    choose(view, "fr")
    assert view.current == "/data/huis/trap"
    assert view.state.label("/data/huis/trap") == "Y a-t-il un escalier ?"
    assert view.contents.rows[0].accessibleName().startswith("1. Maison") or "Maison" in view.contents.rows[0].text()
    press("2")
    assert view.state.filling.answers() == {"/data/huis/tuin": "ja", "/data/huis/trap": "nee"}
    choose(view, "nl")
    view.go_to("/data/huis/trap")
    view.undo()
    assert view.state.value("/data/huis/trap") == "", "undo reaches back over another language"
    assert view.state.value("/data/huis/tuin") == "ja"


def test_arabic_reads_from_right_to_left(view: FormView) -> None:
    choose(view, "ar")
    assert view.pages.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert view.layoutDirection() is Qt.LayoutDirection.LeftToRight, "our own buttons stay where they are"
    press("1")
    assert view.state.value("/data/huis/tuin") == "ja"
    choose(view, "nl")
    assert view.pages.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_form_in_one_language_asks_nothing(opened: Opened, every_kind: object) -> None:
    view = opened(Sheet(form=every_kind, answers={}, today=TODAY))  # pyright: ignore[reportArgumentType]
    assert view.top.isHidden()


def test_the_line_on_top_says_what_is_special(opened: Opened, converted: ConvertedForm) -> None:
    form = load(converted.xform, converted.tables)
    paper = opened(Sheet(form=form, answers={}, today=TODAY, from_paper=True))
    assert "papier" in paper.top.note.text()
    paper.top.ask_number()
    paper.top.number.setText("2")
    press(ENTER)
    assert paper.current == "/data/huis/trap"
    trial = opened(Sheet(form=form, answers={}, today=TODAY, trial=True))
    assert "niets" in trial.top.note.text()
    assert trial.foot.finish.isHidden()
