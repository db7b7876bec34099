# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule, list, document, pain point and ambiguity of the field has its place, and docs/rules.md says where."""

from __future__ import annotations

from tests.house.sources import ROOT
from wwdesk.methods.folders import built_in_methods
from wwdesk.methods.rule_places import as_markdown, every_code, places

PLACES = places(built_in_methods(), ROOT / "forms" / "shared")


def test_every_code_has_a_place() -> None:
    assert set(every_code()) - {place.code for place in PLACES} == set()
    assert {place.code for place in PLACES} - set(every_code()) == set()


def test_every_rule_with_a_number_is_shown_by_a_case() -> None:
    shown = {place.code for place in PLACES if place.cases}
    # R23 is of no single trajectory: tests/domain/time_limits shows it.
    assert {code for code in every_code() if code.startswith("R")} - shown == {"R23"}


def test_a_case_shows_only_what_its_method_holds() -> None:
    assert [(place.code, place.file) for place in PLACES if place.what == "-"] == []


def test_the_table_in_the_docs_is_up_to_date() -> None:
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert as_markdown(PLACES) in written, "run: wwdesk method rules forms, and put it in docs/rules.md"


def test_every_file_named_exists_or_is_said_to_be_missing() -> None:
    for place in PLACES:
        assert (ROOT / place.file).exists() or "not built yet" in place.what, place
