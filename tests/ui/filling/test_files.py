# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that are a photo, a signature or an order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.filling.conftest import TODAY, focused, form_of, press
from wwdesk.forms.model import Form
from wwdesk.ui.answers.files import FileAnswer, SignatureAnswer
from wwdesk.ui.answers.rank import RankAnswer
from wwdesk.ui.form_state import Sheet
from wwdesk.ui.form_view import FormView

Opened = Callable[[Sheet], FormView]

KINDS = """
| settings |
| | form_id | form_title | version |
| | bestanden | Bestanden | 1 |

| survey |
| | type | name | label | appearance | parameters |
| | begin_group | g | Groep | | |
| | image | foto | Foto van de schimmel | | |
| | image | handtekening | Handtekening van de cliënt | signature | |
| | rank wens | wensen | Wat is het belangrijkst? | | |
| | range | druk | Hoeveel druk voel je? | | start=0 end=10 step=1 |
| | end_group | | | | |

| choices |
| | list_name | name | label |
| | wens | tuin | Een tuin |
| | wens | rust | Rust |
| | wens | stad | Dicht bij de stad |
"""


@pytest.fixture(scope="module")
def kinds() -> Form:
    return form_of(KINDS)


@pytest.fixture
def kept() -> dict[str, bytes]:
    return {}


@pytest.fixture
def view(opened: Opened, kinds: Form, kept: dict[str, bytes]) -> FormView:
    def fetch(name: str, arrived: Callable[[bytes], None]) -> None:
        arrived(kept[name])

    view = opened(Sheet(form=kinds, answers={}, today=TODAY, file_of=fetch))

    def store(path: str, name: str, data: bytes) -> None:
        kept[name] = data
        view.state.answer(path, name)

    view.file_given.connect(store)
    return view


def answer(view: FormView, name: str) -> object:
    return view.page(0).cards[f"/data/g/{name}"].answer


def a_photo(folder: Path, name: str = "schimmel.png") -> Path:
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    file = folder / name
    assert image.save(str(file))
    return file


def test_a_photo_is_kept_and_shown(view: FormView, kept: dict[str, bytes], tmp_path: Path) -> None:
    photo = cast("FileAnswer", answer(view, "foto"))
    photo.take(a_photo(tmp_path))
    assert view.state.value("/data/g/foto") == "schimmel.png"
    assert kept["schimmel.png"] == (tmp_path / "schimmel.png").read_bytes()
    assert not photo.shown.isHidden()
    assert "schimmel.png" in photo.name.text()
    photo.clear.click()
    assert view.state.value("/data/g/foto") == ""
    assert photo.shown.isHidden()
    view.undo()
    assert view.state.value("/data/g/foto") == "schimmel.png"


@pytest.mark.parametrize(("name", "content"), [("brief.txt", b"x"), ("leeg.png", b""), ("weg.png", None)])
def test_what_is_no_photo_is_refused_in_words(view: FormView, tmp_path: Path, name: str, content: bytes | None) -> None:
    photo = cast("FileAnswer", answer(view, "foto"))
    if content is not None:
        (tmp_path / name).write_bytes(content)
    photo.take(tmp_path / name)
    assert not photo.trouble.isHidden()
    assert view.state.value("/data/g/foto") == ""


def test_a_broken_picture_is_kept_but_not_drawn(view: FormView, tmp_path: Path) -> None:
    photo = cast("FileAnswer", answer(view, "foto"))
    (tmp_path / "stuk.png").write_bytes(b"\x89PNG\r\n\x1a\nrommel")
    photo.take(tmp_path / "stuk.png")
    assert view.state.value("/data/g/foto") == "stuk.png"
    assert photo.shown.isHidden()


def test_somebody_signs_on_the_screen(view: FormView, kept: dict[str, bytes], qtbot: QtBot) -> None:
    signature = cast("SignatureAnswer", answer(view, "handtekening"))
    assert not signature.keep.isEnabled()
    pad = signature.pad
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    for step in range(1, 8):
        qtbot.mouseMove(pad, QPoint(40 + step * 20, 60 + (step % 2) * 30))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    signature.again.click()
    assert not pad.strokes
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(160, 80))
    signature.keep.click()
    assert view.state.value("/data/g/handtekening") == "handtekening.png"
    image = QImage.fromData(kept["handtekening.png"])
    assert not image.isNull()
    assert image.width() <= 1200
    assert image.height() <= 400
    colours = {image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())}
    assert min(colours) < 60 < max(colours)
    assert pad.isHidden()
    assert not signature.shown.isHidden()


def test_wishes_are_put_in_order_by_keyboard(view: FormView) -> None:
    rank = cast("RankAnswer", answer(view, "wensen"))
    assert view.state.value("/data/g/wensen") == ""
    rank.good.click()
    assert view.state.value("/data/g/wensen") == "tuin rust stad"
    rank.list.setFocus()
    rank.list.setCurrentRow(2)
    assert focused() is rank.list
    press(Qt.Key.Key_Up, modifiers=Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Up, modifiers=Qt.KeyboardModifier.AltModifier)
    assert view.state.value("/data/g/wensen") == "stad tuin rust"
    view.undo()
    assert view.state.value("/data/g/wensen") == "tuin stad rust"
    assert rank.list.item(1).text() == "Dicht bij de stad"


def test_a_number_outside_the_scale_is_told(view: FormView) -> None:
    view.state.answer("/data/g/druk", "11")
    assert "van 0 tot en met 10" in view.state.problem("/data/g/druk")
    view.state.answer("/data/g/druk", "7")
    assert view.state.problem("/data/g/druk") == ""
