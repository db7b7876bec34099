# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`wwdesk method`: a coordinator tries her own way of working at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.methods.samples import SMALL
from wwdesk.app import cli
from wwdesk.domain.content import content_folder

CASES = """\
[[case]]
id = "begin-goed"
label = "Begint en gaat verder"
start = 2026-03-02
event = [{ step = "begin", on = 2026-03-02, outcome = "verder" }]
[case.expect]
open = ["plan", "tekenen", "stopt"]
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program; gives its exit code and what it said."""

    def ran(*words: object) -> tuple[int, str, str]:
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as stopped:
            code = int(str(stopped.code))
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def folder(place: Path, text: str = SMALL, cases: str = CASES) -> Path:
    made = place / "klein"
    made.mkdir()
    (made / "method.toml").write_text(text, "utf-8")
    (made / "cases.toml").write_text(cases, "utf-8")
    return made


def test_a_method_that_is_right_is_said_to_be(run: Run, tmp_path: Path) -> None:
    own = folder(tmp_path)
    assert run("method", "check", own) == (0, "Kleine werkwijze: in orde.\n", "")
    code, said, _ = run("method", "cases", own)
    assert code == 0
    assert "één voorbeeld gespeeld, 0 anders" in said
    code, said, _ = run("method", "check", own, "--json")
    assert code == 0
    assert json.loads(said) == [{"method": "klein", "folder": "klein", "problems": [], "cases": []}]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "sentence"),
    [
        ('kind = "decide"', 'kind = "beslis"', 'kind = "beslis"', "beslis"),
        ('label = "Plan"', 'labbel = "Plan"', 'labbel = "Plan"', "labbel"),
        ('next = ["bezoek", "einde"]', 'next = ["bezoek"]', 'id = "einde"', "einde"),
        ('id = "tekenen"\nlabel', 'id = "plan"\nlabel', 'id = "plan"\nlabel = "Tekenen"', "plan"),
        ("since = 2023-01-01", "since = 2010-01-01", "since = 2010-01-01", "volgorde"),
        ('needs = ["plan", "tekenen"]', 'needs = ["plan", "tekenne"]', 'needs = ["plan", "tekenne"]', "tekenen"),
        ('unless = "${plan} <= ${huurstart}"', 'unless = "${plan} <= ("', 'unless = "${plan} <= ("', ""),
    ],
    ids=["unknown kind", "unknown word", "dead step", "twice", "dates out of order", "no such step", "bracket"],
)
def test_a_mistake_has_its_file_its_line_and_a_sentence(
    run: Run, tmp_path: Path, right: str, wrong: str, line: str, sentence: str
) -> None:
    text = SMALL.replace(right, wrong, 1)
    assert text != SMALL
    own = folder(tmp_path, text)
    code, said, _ = run("method", "check", own)
    assert code == 1
    at = text[: text.index(line)].count("\n") + 1
    told = [one for one in said.splitlines() if one.startswith(f"klein/method.toml, regel {at}")]
    assert told, said
    assert any(sentence in one for one in told), said
    assert "in orde" not in said
    code, said, _ = run("method", "check", own, "--json")
    problems = json.loads(said)[0]["problems"]
    assert code == 1
    assert at in [problem["line"] for problem in problems]


def test_a_form_or_document_that_does_not_exist_is_told(run: Run, tmp_path: Path) -> None:
    text = SMALL.replace('label = "Plan"\n', 'label = "Plan"\nform = "bestaatniet"\ndocument = "brief"\n', 1)
    code, said, _ = run("method", "check", folder(tmp_path, text))
    assert code == 1
    assert "De vragenlijst “bestaatniet” is er niet." in said
    assert "Het document “brief” is er niet." in said


def test_a_circle_without_a_way_out_is_told(run: Run, tmp_path: Path) -> None:
    text = SMALL.replace('next = ["plan", "tekenen", "huur"]', 'next = ["begin"]', 1)
    code, said, _ = run("method", "check", folder(tmp_path, text))
    assert code == 1
    assert "begin" in said


def test_an_example_that_comes_out_otherwise_tells_which_and_what(run: Run, tmp_path: Path) -> None:
    cases = CASES.replace('open = ["plan", "tekenen", "stopt"]', 'open = ["plan"]')
    own = folder(tmp_path, cases=cases)
    assert run("method", "check", own)[0] == 0
    code, said, _ = run("method", "cases", own)
    assert code == 1
    assert "begin-goed" in said
    assert "plan, stopt, tekenen" in said
    code, said, _ = run("method", "cases", own, "--json")
    answer: dict[str, Any] = json.loads(said)[0]
    assert code == 1
    assert answer["cases"][0]["id"] == "begin-goed"
    assert answer["cases"][0]["differences"]


def test_examples_with_a_mistake_have_their_line_too(run: Run, tmp_path: Path) -> None:
    code, said, _ = run("method", "cases", folder(tmp_path, cases=CASES.replace("start =", "begint =")))
    assert code == 1
    assert "klein/cases.toml, regel" in said


def test_one_wrong_method_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    folder(tmp_path)
    wrong = tmp_path / "stuk"
    wrong.mkdir()
    (wrong / "method.toml").write_text("[method", "utf-8")
    code, said, _ = run("method", "check", tmp_path)
    assert code == 1
    assert "Kleine werkwijze: in orde." in said
    assert "stuk/method.toml, regel 1" in said


def test_the_table_of_rules_is_the_one_in_the_docs(run: Run) -> None:
    code, said, _ = run("method", "rules", content_folder("forms"))
    assert code == 0
    assert said.startswith("| Code |")
    assert "| R20 | `forms/hrp` |" in said


def test_a_folder_without_a_method_and_a_word_too_many(run: Run, tmp_path: Path) -> None:
    code, _, error = run("method", "check", tmp_path)
    assert code == 1
    assert str(tmp_path) in error
    assert run("method", "proef", tmp_path)[0] == 2
    assert run("method", "check")[0] == 2
