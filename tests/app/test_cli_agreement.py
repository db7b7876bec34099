# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`wwdesk agreement print`: a document of a dossier at the command line, from the demo office."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from wwdesk.app import cli
from wwdesk.app.demo_office import DEMO_PASSWORD, make_demo_office
from wwdesk.domain.clock import FixedClock
from wwdesk.services import office, people


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """The demo office, a file with its password, and the number of the dossier in the transfer home."""
    folder = tmp_path_factory.mktemp("voorbeeld")
    path, key = folder / "voorbeeld.wwdesk", folder / "sleutel.txt"
    desk = make_demo_office(path, FixedClock(datetime.now(UTC)))
    hits = " ".join(f"{hit.title} {hit.detail}" for hit in people.search(desk, "Luc Peeters"))
    office.close_office(desk)
    key.write_text(DEMO_PASSWORD, "utf-8")
    number = re.search(r"\d{4}-\d{4}", hits)
    assert number, hits
    return path, key, number[0]


def run(demo: tuple[Path, Path, str], *words: object) -> int:
    path, key, number = demo
    given = ("--office", path, "--key-file", key, "--worker", "An Willems-Voorbeeld", "--dossier", number)
    return cli.main([str(word) for word in ("agreement", "print", *given, *words)])


def test_a_note_is_made_from_a_file_with_values(demo: tuple[Path, Path, str], tmp_path: Path) -> None:
    values = tmp_path / "waarden.json"
    told = {"wooncoach": "Rik", "ritme": "elke week", "bereiken": "overdag", "sleutel": False, "afspraken": "- Bellen."}
    values.write_text(json.dumps(told), "utf-8")
    out = tmp_path / "nota.pdf"
    assert run(demo, "--template", "afsprakennota", "--values", values, "--out", out) == 0
    said = " ".join(PdfReader(out).pages[0].extract_text().split())
    assert "Luc Peeters-Voorbeeld" in said
    assert "Bellen." in said
    assert "heeft een sleutel voor noodgevallen" not in said


def test_what_is_missing_is_said_and_no_file_is_left(
    demo: tuple[Path, Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nota.pdf"
    assert run(demo, "--template", "afsprakennota", "--out", out) == 1
    assert "Naam van de wooncoach" in capsys.readouterr().err
    assert run(demo, "--template", "bestaatniet", "--out", out) == 1
    assert "geen sjabloon" in capsys.readouterr().err
    wrong = tmp_path / "kapot.json"
    wrong.write_text("[1", "utf-8")
    assert run(demo, "--template", "afsprakennota", "--values", wrong, "--out", out) == 1
    assert "kapot.json" in capsys.readouterr().err
    assert not out.exists()
