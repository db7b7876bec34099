# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""`wwdesk method`: a coordinator adapts a working method in a text editor and asks what is wrong with it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import ROOT
from tests.methods.samples import SMALL
from wwdesk.app import cli

CASES = """\
[[case]]
id = "goed"
label = "Verder na het begin"
rules = ["R06"]
start = 2026-08-03
event = [
    { step = "begin", on = 2026-08-03, outcome = "verder" },
    { step = "plan", on = 2026-08-05 },
    { step = "tekenen", on = 2026-08-06 },
    { step = "huur", on = 2026-08-07, facts = { huurstart = 2026-08-01 }, refused = "op_tijd" },
    { step = "huur", on = 2026-08-07, facts = { huurstart = 2026-09-01 } },
]
[case.expect]
open = ["bezoek", "einde", "stopt"]
dates = { proef = 2027-08-31 }
"""
HIDDEN = 'id = "los"\nlabel = "Los"\nphase = "een"\nkind = "register"\nrole = "begeleider"\nnext = ["einde"]\n'
FORM = (
    'id = "invullen"\nlabel = "Invullen"\nphase = "een"\nkind = "fill"\nrole = "begeleider"\n'
    'always = true\nform = "woonvaardigheid"\n'
)


def write(folder: Path, text: str = SMALL, cases: str = CASES) -> Path:
    folder.mkdir()
    (folder / "method.toml").write_text(text, "utf-8")
    if cases:
        (folder / "cases.toml").write_text(cases, "utf-8")
    return folder


def typed(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = cli.main(["method", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def as_json(capsys: pytest.CaptureFixture[str], code: int, *words: str | Path) -> Any:
    found, out, err = typed(capsys, *words, "--json")
    assert (found, err) == (code, "")
    return json.loads(out)


def line_of(part: str, text: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_good_folder_is_called_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "klein")
    assert typed(capsys, "check", folder) == (0, "Kleine werkwijze: in orde.\n", "")
    told = "Kleine werkwijze: één voorbeeld gespeeld, 0 anders dan verwacht.\n"
    assert typed(capsys, "cases", folder) == (0, told, "")
    assert as_json(capsys, 0, "check", folder) == [
        {"method": "klein", "folder": "klein", "problems": [], "cases": []},
    ]
    (one,) = as_json(capsys, 0, "cases", folder)
    assert one["cases"] == [{"id": "goed", "label": "Verder na het begin", "differences": []}]


def test_every_method_of_the_program_is_good(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, "check", ROOT / "forms")
    assert (code, err) == (0, "")
    folders = [path.parent for path in (ROOT / "forms").glob("*/method.toml")]
    assert len(out.splitlines()) == len(folders) > 10
    assert all(line.endswith(": in orde.") for line in out.splitlines())


def test_in_the_folder_itself_a_dot_is_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path / "klein", SMALL.replace('start = ["begin"]', 'start = ["begn"]')))
    code, out, _ = typed(capsys, "check", ".")
    assert code == 1
    assert all(line.startswith("klein/method.toml, regel ") for line in out.splitlines())


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        pytest.param(
            SMALL.replace('label = "Plan"', 'lable = "Plan"'),
            'lable = "Plan"',
            "Het woord “lable” kent wwdesk hier niet. Bedoel je “label”?",
            id="unknown word",
        ),
        pytest.param(
            f"{SMALL}\n[[step]]\n{HIDDEN}", 'id = "los"', "Naar de stap “los” leidt geen enkele weg.", id="dead step"
        ),
        pytest.param(
            SMALL.replace('next = ["bezoek", "einde"]', 'next = ["plan"]'),
            'id = "begin"',
            "Van de stap “begin” leidt geen weg naar een stap die afsluit.",
            id="circle",
        ),
        pytest.param(
            f"{SMALL}\n[[step]]\n{FORM}",
            "form = ",
            "De vragenlijst “woonvaardigheid” is er niet. Bedoel je “woonvaardigheden”?",
            id="missing form",
        ),
        pytest.param(
            f"{SMALL}\n[[step]]\n{HIDDEN}".replace(HIDDEN, HIDDEN.replace('"los"', '"plan"')),
            'id = "plan"\nlabel = "Los"',
            "“plan” staat er twee keer.",
            id="an id twice",
        ),
        pytest.param(
            SMALL.replace('kind = "decide"', 'kind = "beslis"'),
            'kind = "beslis"',
            "“beslis” kan hier niet. Kies uit: fill, decide",
            id="unknown kind",
        ),
        pytest.param(
            SMALL.replace('label = "Plan"', 'label = "Plan"\ndocument = "brief"'),
            "document = ",
            "Het document “brief” is er niet.",
            id="missing document",
        ),
        pytest.param(
            SMALL.replace('needs = ["plan", "tekenen"]', 'needs = ["plan", "tekenne"]'),
            "needs = ",
            "De stap “tekenne” is er niet. Bedoel je “tekenen”?",
            id="no such step",
        ),
        pytest.param(
            SMALL.replace('unless = "${plan} <= ${huurstart}"', 'unless = "${plan} <= ("'),
            'unless = "${plan} <= ("',
            "",
            id="bracket",
        ),
        pytest.param(
            SMALL.replace("since = 2023-01-01", "since = 2010-01-01"),
            "since = 2010",
            "De profielen staan niet op volgorde: dit begint niet later dan het vorige.",
            id="dates out of order",
        ),
        pytest.param(
            SMALL.replace('version = "1"', 'version = "1'),
            'version = "1',
            "Hier kan het bestand niet gelezen worden: kijk na of elk haakje en elk aanhalingsteken gesloten is",
            id="no TOML",
        ),
    ],
)
def test_each_mistake_is_told_with_file_line_and_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, at: str, sentence: str
) -> None:
    folder = write(tmp_path / "mijn-werkwijze", text)
    line = line_of(at, text)
    code, out, err = typed(capsys, "check", folder)
    assert (code, err) == (1, "")
    assert f"mijn-werkwijze/method.toml, regel {line}: {sentence}" in out
    assert "in orde" not in out
    (one,) = as_json(capsys, 1, "check", folder)
    assert any(
        (problem["file"], problem["line"]) == ("method.toml", line) and problem["sentence"].startswith(sentence)
        for problem in one["problems"]
    )
    assert typed(capsys, "cases", folder)[0] == 1  # nothing can be played


def test_mistakes_in_the_examples_are_told_even_while_the_method_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = CASES.replace('outcome = "verder"', 'uitkomst = "verder"')
    both = write(tmp_path / "beide", SMALL.replace("again = true", "again = 1"), cases)
    code, out, _ = typed(capsys, "check", both)
    assert code == 1
    assert f"beide/method.toml, regel {line_of('again', SMALL)}: Hier hoort true of false." in out
    assert re.search(r"^beide/cases\.toml, regel \d+: Het woord “uitkomst” kent wwdesk hier niet", out, re.MULTILINE)


def test_an_example_that_is_written_twice_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "klein", cases=f"{CASES}\n{CASES}")
    code, out, _ = typed(capsys, "cases", folder)
    line = CASES.count("\n") + 3
    assert (code, out) == (1, f"klein/cases.toml, regel {line}: “goed” staat er twee keer.\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("proef = 2027-08-31", "proef = 2027-02-28", "Datum van “proef”: verwacht 28/02/2027; gevonden 31/08/2027."),
        ('open = ["bezoek", "einde", "stopt"]', 'open = ["einde"]',
         "Open stappen: verwacht einde; gevonden bezoek, einde, stopt."),
        ("[case.expect]", '[case.expect]\nclosed = "einde"', "Afgesloten met: verwacht einde; gevonden -."),
        (', refused = "op_tijd"', "", "Gebeurtenis 4 (huur): dit werd geweigerd: “Huur begint” kan nog niet. "),
        ("on = 2026-08-05 }", 'on = 2026-08-05, refused = "op_tijd" }',
         "Gebeurtenis 2 (plan): dit werd aanvaard, terwijl “op_tijd” het moest tegenhouden."),
        ('step = "plan"', 'step = "plannen"', "Gebeurtenis 2 (plannen): "),
    ],
    ids=["date", "open steps", "closing step", "refused", "not refused", "no such step"],
)  # fmt: skip
def test_a_failing_example_tells_which_and_what_came_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    assert old in CASES
    wrong = CASES.replace('id = "goed"', 'id = "anders"').replace(old, new)
    folder = write(tmp_path / "klein", cases=f"{CASES}\n{wrong}")
    code, out, err = typed(capsys, "cases", folder)
    assert (code, err) == (1, "")
    assert f"klein, voorbeeld anders: {told}" in out
    assert "voorbeeld goed" not in out
    assert out.endswith("Kleine werkwijze: 2 voorbeelden gespeeld, 1 anders dan verwacht.\n")
    (one,) = as_json(capsys, 1, "cases", folder)
    good, other = one["cases"]
    assert (good["id"], good["differences"], other["id"]) == ("goed", [], "anders")
    assert any(told in difference for difference in other["differences"])
    assert typed(capsys, "check", folder)[0] == 0  # written well: only the outcome is another


def test_a_wrong_folder_leaves_the_others_to_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "a-fout", "[method\n")
    write(tmp_path / "b-goed")
    (tmp_path / "c-geen-werkwijze").mkdir()
    code, out, _ = typed(capsys, "check", tmp_path)
    assert code == 1
    assert out.startswith("a-fout/method.toml, regel 1: ")
    assert out.endswith("Kleine werkwijze: in orde.\n")
    assert [(one["folder"], bool(one["problems"])) for one in as_json(capsys, 1, "check", tmp_path)] == [
        ("a-fout", True),
        ("b-goed", False),
    ]


def test_a_copy_with_the_id_of_the_first_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = write(tmp_path / "eerste")
    shutil.copytree(first, tmp_path / "kopie")
    code, out, _ = typed(capsys, "check", tmp_path)
    assert code == 1
    assert "Kleine werkwijze: in orde.\n" in out
    line = line_of("id = ", SMALL)
    assert f"kopie/method.toml, regel {line}: De map “eerste” heeft ook al een werkwijze “klein”." in out


def test_a_method_without_examples_is_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "klein", cases="")
    assert typed(capsys, "cases", folder) == (
        0,
        "Kleine werkwijze: 0 voorbeelden gespeeld, 0 anders dan verwacht.\n",
        "",
    )


def test_a_folder_without_a_method_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for action in ("check", "cases", "rules"):
        for folder in (tmp_path, tmp_path / "weg", Path(__file__)):
            code, out, err = typed(capsys, action, folder)
            assert (code, out) == (1, "")
            assert err.startswith(f"In “{folder}” is geen werkwijze gevonden.")


@pytest.mark.parametrize(
    "words", [(), ("chek", "."), ("check",), ("check", ".", "en", "nog"), ("cases", ".", "--fast"), ("rules",)]
)
def test_used_wrongly(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, out, err = typed(capsys, *words)
    assert (code, out) == (2, "")
    assert "Met --help zie je wat er kan." in err


def test_the_places_of_the_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "klein")
    code, out, err = typed(capsys, "rules", folder)
    assert (code, err) == (0, "")
    assert "| R06 | `forms/klein` | guard op_tijd | goed |" in out.splitlines()
    places = as_json(capsys, 0, "rules", folder)
    code, out, err = typed(capsys, "rules", ROOT / "forms")
    assert (code, err) == (0, "")
    assert out.startswith("| Code |")
    assert "| R20 | `forms/hrp` |" in out
    assert {"code": "R06", "file": "forms/klein", "what": "guard op_tijd", "cases": ["goed"]} in places


@pytest.mark.parametrize(
    ("text", "cases", "file"),
    [(SMALL.replace("again = true", "again = 1"), CASES, "method.toml"), (SMALL, "[[case]", "cases.toml")],
)
def test_the_places_of_a_wrong_method_are_not_passed_over_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, cases: str, file: str
) -> None:
    write(tmp_path / "a-fout", text, cases)
    write(tmp_path / "b-goed", SMALL.replace('id = "klein"', 'id = "ander"'))
    code, out, err = typed(capsys, "rules", tmp_path)
    assert code == 1
    assert err.startswith(f"a-fout/{file}, regel ")
    assert "forms/b-goed" in out
    assert "forms/a-fout" not in out
