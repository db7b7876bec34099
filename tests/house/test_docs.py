# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The pages people read lead where they say, name commands that exist, and help every page of the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, project_files
from wwdesk.forms import workbook_check, workbook_out
from wwdesk.forms.markdown_tables import OWN_SHEETS
from wwdesk.forms.model import ScoreMethod
from wwdesk.forms.sheets import COLOURS
from wwdesk.forms.xpath.functions import FUNCTIONS, REFUSED

_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)[^)]*\)")
_MAKE = re.compile(r"`make ([a-z]+)|^make ([a-z]+)", re.MULTILINE)
_DECISION = re.compile(r"decisions?[ /](\d{3})")
DECISIONS = ROOT / "docs" / "decisions"
MANUAL = ROOT / "docs" / "handleiding"
XLSFORM = ROOT / "docs" / "xlsform.md"
HEADINGS = ["Context", "Decision", "Consequences", "Alternatives"]


def dead_links(page: Path, text: str) -> list[str]:
    return [link for link in _LINK.findall(text) if not (page.parent / link).exists()]


def unknown_targets(text: str, makefile: str) -> set[str]:
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    return {first or second for first, second in _MAKE.findall(text)} - targets


def decision_headings(text: str) -> list[str]:
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def pages() -> list[Path]:
    return [path for path in project_files() if path.suffix == ".md" and "forms" not in path.parts]


def test_every_link_leads_somewhere() -> None:
    found = {str(page.relative_to(ROOT)): dead_links(page, page.read_text("utf-8")) for page in pages()}
    assert {page: links for page, links in found.items() if links} == {}


def test_every_command_named_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    found = {str(page.relative_to(ROOT)): unknown_targets(page.read_text("utf-8"), makefile) for page in pages()}
    assert {page: targets for page, targets in found.items() if targets} == {}


def test_every_decision_says_why_and_what_else_and_stands_in_the_list() -> None:
    listed = (DECISIONS / "README.md").read_text("utf-8")
    records = sorted(DECISIONS.glob("[0-9]*.md"))
    assert [int(path.name[:3]) for path in records] == list(range(1, len(records) + 1))
    for record in records:
        assert decision_headings(record.read_text("utf-8")) == HEADINGS, record.name
        assert f"({record.name})" in listed


def test_every_decision_named_in_a_file_exists() -> None:
    known = {path.name[:3] for path in DECISIONS.glob("[0-9]*.md")}
    named = {
        (str(path.relative_to(ROOT)), number)
        for path in project_files()
        if path.suffix in {".py", ".toml", ".md", ".sh"} or path.name == "Makefile"
        for number in _DECISION.findall(path.read_text("utf-8"))
    }
    assert {(path, number) for path, number in named if number not in known} == set()


def test_the_manual_helps_on_every_page_of_the_window() -> None:
    """F1 shows the page of the manual that has the name of the place."""
    for place in ("today", "people", "person", "organisations", "dossier", "screenings", "fill", "profile", "settings"):
        assert (MANUAL / f"{place}.md").is_file()
    contents = (MANUAL / "README.md").read_text("utf-8")
    assert [page.name for page in MANUAL.glob("*.md") if page.name != "README.md" and page.name not in contents] == []


@pytest.mark.parametrize("planted", ["[x](nergens.md)", "![x](pictures/niets.png)", "[x](nergens.md#deel)"])
def test_a_dead_link_is_seen(planted: str) -> None:
    assert dead_links(ROOT / "README.md", planted) != []
    assert dead_links(ROOT / "README.md", "[x](LICENSE) [y](CHANGELOG.md#new)") == []


def test_a_wrong_command_and_a_half_decision_are_seen() -> None:
    assert unknown_targets("`make rune` and `make test TESTS=x`", "run:\ntest:\n") == {"rune"}
    assert decision_headings("## Context\nx\n## Decision\n") != HEADINGS


def told_columns(text: str) -> dict[str, set[str]]:
    """The columns per sheet in the table of sheets."""
    rows = re.findall(r"^\| `(\w+)`(?: \(ours\))? \| (.*) \|$", text, re.MULTILINE)
    return {sheet: set(re.findall(r"`(\w+)`", cells)) for sheet, cells in rows}


def test_the_page_on_questionnaires_names_every_function_and_type() -> None:
    told = set(re.findall(r"`([^`\s]+)`", XLSFORM.read_text("utf-8")))
    assert told >= FUNCTIONS.keys() | REFUSED
    assert told >= set(COLOURS) | {method.value for method in ScoreMethod} | set(workbook_out.TYPES)


def test_the_page_on_questionnaires_names_every_sheet_and_column() -> None:
    told = told_columns(XLSFORM.read_text("utf-8"))
    told["choices"].discard("choice_filter")  # named there as what other columns are for
    assert told == {sheet: set(columns) for sheet, columns in workbook_out.COLUMNS.items()}
    assert told.keys() == {*OWN_SHEETS, "survey", "choices", "settings"}
    for sheet in OWN_SHEETS:
        assert told[sheet] == set(workbook_check._OURS[sheet])
    for sheet in ("survey", "settings"):
        assert told[sheet] <= set(workbook_check._OURS[sheet])


def test_the_page_on_questionnaires_names_what_the_code_reads() -> None:
    """Our own sheets are read in two modules, always by the name of a column after the row."""
    told = told_columns(XLSFORM.read_text("utf-8"))
    code = "".join((ROOT / "wwdesk" / "forms" / file).read_text("utf-8") for file in ("sheets.py", "criteria.py"))
    ours = set().union(*(told[sheet] for sheet in OWN_SHEETS))
    assert set(re.findall(r'\brow, "(\w+)"', code)) - {"scoring_version"} == ours


def test_a_sheet_that_is_not_told_is_seen() -> None:
    assert told_columns("| `bands` (ours) | `domain`, `label` |\n| `survey` | `type`; ours: `weight` |\n") == {
        "bands": {"domain", "label"},
        "survey": {"type", "weight"},
    }
