# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The main job through the real window: open the office, find a client, fill a screening, see it, print it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from wwdesk.domain.names import fold
from wwdesk.domain.texts import t
from wwdesk.ui.pages.dossier_tabs import PARTS
from wwdesk.ui.sidebar import PLACES

ROOT = Path(__file__).parents[2]
_PLACES = (*PLACES, "dossier", "meetings", "waiting", "arrears")
"""The pages of the bar at the left, and those under them that a worker comes back to."""


def wwdesk(
    *words: str | Path, without: Sequence[str] = ("DISPLAY", "WAYLAND_DISPLAY")
) -> subprocess.CompletedProcess[str]:
    """The command as somebody types it, on a machine without a screen."""
    environment = {name: value for name, value in os.environ.items() if name not in without}
    environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "wwdesk", *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo has played."""
    out = tmp_path_factory.mktemp("demo") / "uit"
    done = wwdesk("demo", "--out", out)
    assert done.returncode == 0, done.stderr
    assert str(out) in done.stdout
    return out


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.read_bytes())).pages).split())


def test_every_page_of_the_window_has_its_picture(played: Path) -> None:
    pictures = sorted(played.glob("*.png"))
    names = " ".join(path.stem for path in pictures)
    for page in ("vergrendeld", "zoeken", "profiel", *(fold(t(f"window.place.{place}")) for place in _PLACES)):
        assert page in names
    for tab in PARTS:
        assert f"dossier-{fold(t(f'dossier.tab.{tab}'))}" in names
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.size == (1366, 768)
            # An empty or half-drawn window has few colours; letters alone give hundreds of shades.
            assert len(picture.convert("RGB").getcolors(maxcolors=1 << 20) or ()) > 150, path.name


def test_the_screening_is_handed_in_and_printed(played: Path) -> None:
    filled = text_of(played / "ingevuld-formulier.pdf")
    assert "Peeters-Voorbeeld" in filled
    assert "cliënt en zus" in filled
    assert "ONTWERP" not in filled


def test_the_profile_stands_beside_the_previous_one(played: Path) -> None:
    profile = text_of(played / "profiel.pdf")
    assert "vroeger" in profile.casefold()
    assert "advies" in profile.casefold()
    assert "Huis en huishouden" in profile


def test_the_blank_form_names_nobody(played: Path) -> None:
    blank = text_of(played / "blanco-formulier.pdf")
    assert "Voorbeeld" not in blank.replace("Voorbeeldkantoor De Brug", "").replace("Voorbeeldstad", "")
    assert "Niet besproken" in blank


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map", "utf-8")
    done = wwdesk("demo", "--out", tmp_path / "bestand" / "uit")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_the_pictures_of_the_manual_are_those_the_demo_takes(played: Path) -> None:
    """Their numbers shift when the demo looks at another page: `make pictures` would copy the wrong one."""
    told = re.search(r"^PICTURES := (.*?)\npictures:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert told is not None
    pairs = [pair.split(":") for pair in told[1].replace("\\", " ").split()]
    assert [taken for taken, _ in pairs if not (played / f"{taken}.png").is_file()] == []
    shown = " ".join(path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")))
    kept = {path.stem for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert kept == {name for _, name in pairs}
    assert [name for name in kept if f"pictures/{name}.png" not in shown] == []
