# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A coordinator sees what a new version of a questionnaire changes before anybody fills it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.making import LEVELS, survey
from tests.forms.making import settings as sheet_settings
from wwdesk.forms.convert import convert
from wwdesk.forms.load import load
from wwdesk.forms.version_changes import Change, VersionChanges, compare_versions

ROWS = (
    "begin_group huis",
    "select_one level poetsen",
    "select_one level koken",
    "text hulp ; relevant=${koken} = 1",
    "end_group",
    "begin_group geld",
    "select_one level rekeningen",
    "integer schuld ; constraint=. >= 0",
    "calculate dubbel ; calculation=${schuld} * 2",
    "end_group",
)
DOMAINS = """
| domains |
| | domain | label | lowest | highest | minimum_answered |
| | huis | Huis | 1 | 3 | 1 |
| | geld | Geld | 1 | 3 | 1 |

| bands |
| | domain | lowest | below | label | colour | weak |
| | | 1 | 2 | Zwak | weak | ja |
| | | 2 | 3 | Goed | good | nee |
"""


def book(rows: tuple[str, ...] = ROWS, version: str = "1", scoring: str = "1", extra: str = DOMAINS) -> str:
    return survey(*rows) + LEVELS + sheet_settings(version, scoring) + extra


def compared(before: str, after: str) -> VersionChanges:
    one, other = convert(before), convert(after)
    return compare_versions(load(one.xform, one.tables), one.xform, load(other.xform, other.tables), other.xform)


def edited(old: str, new: str) -> tuple[str, ...]:
    assert any(old in row for row in ROWS)
    return tuple(row.replace(old, new) for row in ROWS)


def found(changes: VersionChanges) -> set[tuple[Change, str]]:
    return {(change.change, change.name) for change in changes.questions}


def test_the_same_workbook_changes_nothing() -> None:
    changes = compared(book(), book())
    assert changes.nothing
    assert changes.blocked == ()
    assert all(effect.comparable for effect in changes.domains)


def test_a_question_is_added_and_everything_stays_comparable() -> None:
    more = (*ROWS[:4], "text opmerking", *ROWS[4:])
    changes = compared(book(), book(more, version="2"))
    assert found(changes) == {(Change.ADDED, "opmerking")}
    assert changes.blocked == ()
    assert [effect.comparable for effect in changes.domains] == [True, True]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("text hulp", "text hulp ; hint=Denk aan familie", {(Change.REWORDED, "hulp")}),
        ("integer schuld", "decimal schuld", {(Change.RETYPED, "schuld")}),
        (". >= 0", ". >= 1", {(Change.RULE, "schuld")}),
        ("${schuld} * 2", "${schuld} * 3", {(Change.RULE, "dubbel")}),
        ("${koken} = 1", "${koken} = 2", {(Change.RULE, "hulp")}),
        ("begin_group geld", "begin_group geld ; relevant=${koken} > 1", {(Change.RULE, "rekeningen"),
         (Change.RULE, "schuld"), (Change.RULE, "dubbel")}),
        ("integer schuld", "integer schuld ; required=yes", {(Change.RULE, "schuld")}),
    ],
)  # fmt: skip
def test_every_kind_of_edit_is_told_once(old: str, new: str, expected: set[tuple[Change, str]]) -> None:
    assert found(compared(book(), book(edited(old, new), version="2"))) == expected


def test_a_renamed_question_is_two_questions_but_looks_renamed() -> None:
    renamed = tuple(row.replace("text hulp", "text steun ; label=Hulp?") for row in ROWS)
    changes = compared(book(), book(renamed, version="2"))
    assert found(changes) == {(Change.ADDED, "steun"), (Change.REMOVED, "hulp")}
    added = next(change for change in changes.questions if change.change is Change.ADDED)
    assert "'hulp'" in added.hint


def test_another_score_under_the_same_scoring_version_is_stopped() -> None:
    rescored = book(version="2").replace("| level | 3 | Lukt | 3 |", "| level | 3 | Lukt | 4 |")
    changes = compared(book(), rescored)
    assert (Change.RESCORED, "poetsen") in found(changes)
    assert any("scoring_version" in why for why in changes.blocked)
    assert not any(effect.comparable for effect in changes.domains)
    allowed = compared(book(), rescored.replace("| proef | Proef | 2 | 1 |", "| proef | Proef | 2 | 2 |"))
    assert allowed.blocked == ()
    assert not any(effect.comparable for effect in allowed.domains)


def test_a_weight_and_a_band_count_as_scoring_too() -> None:
    heavier = edited("select_one level koken", "select_one level koken ; weight=2")
    assert compared(book(), book(heavier, version="2")).blocked
    moved = book(version="2").replace("| 1 | 2 | Zwak", "| 1 | 2.5 | Zwak")
    assert compared(book(), moved).blocked
    reworded = book(version="2").replace("Zwak", "Vraagt aandacht")
    assert not compared(book(), reworded).blocked


def test_the_name_of_a_version_is_used_once() -> None:
    changes = compared(book(), book(edited("text hulp", "integer hulp")))
    assert any("version" in why for why in changes.blocked)


@pytest.mark.parametrize(
    ("old", "new"), [("| 2 | 3 | Goed |", "| 2 | 3 | Sterk |"), ("| geld | Geld |", "| geld | Geldzaken |")]
)
def test_other_words_on_our_own_sheets_ask_for_a_version_too(old: str, new: str) -> None:
    """They are not in the XForm, so that its hash stays the same."""
    assert old in DOMAINS
    other = DOMAINS.replace(old, new)
    assert any("'1'" in why and "'version'" in why for why in compared(book(), book(extra=other)).blocked)
    assert compared(book(), book(version="2", extra=other)).blocked == ()


def test_a_question_that_moves_to_another_page_says_so() -> None:
    moved = (ROWS[0], ROWS[1], ROWS[2], *ROWS[4:6], ROWS[3], *ROWS[6:])
    changes = compared(book(), book(moved, version="2"))
    assert found(changes) == {(Change.MOVED, "hulp")}
    change = changes.questions[0]
    assert (change.before, change.after) == ("Huis?", "Geld?")


def test_a_choice_that_comes_or_goes_is_told() -> None:
    more = book(version="2").replace("| | helper | niemand", "| | helper | kind | Kind | |\n| | helper | niemand")
    with_helper = (*ROWS[:4], "select_one helper wie", *ROWS[4:])
    changes = compared(book(with_helper), more.replace(survey(*ROWS), survey(*with_helper)))
    assert found(changes) == {(Change.CHOICES, "wie")}
    assert changes.questions[0].after == "Kind"


EDITS = {
    "text hulp": ("text hulp ; label=Welke hulp?", (Change.REWORDED, "hulp")),
    "integer schuld": ("decimal schuld", (Change.RETYPED, "schuld")),
    "${schuld} * 2": ("${schuld} * 5", (Change.RULE, "dubbel")),
    "${koken} = 1": ("${koken} = 3", (Change.RULE, "hulp")),
    "select_one level koken": ("select_one level koken ; weight=3", (Change.RESCORED, "koken")),
}


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(sorted(EDITS))))
def test_exactly_what_was_edited_is_told(edits: set[str]) -> None:
    rows = ROWS
    for old in edits:
        rows = tuple(row.replace(old, EDITS[old][0]) for row in rows)
    changes = compared(book(), book(rows, version="2"))
    assert found(changes) == {EDITS[old][1] for old in edits}
    assert bool(changes.blocked) == ("select_one level koken" in edits)


PLACES = """
| locations |
| | profile | label | description |
| | kade | De Kade | Kamers |

| location_criteria |
| | profile | label | expression | required |
| | kade | Geen schulden | ${schuld} = 0 | ja |
"""


def on_sheets(before: str, after: str) -> list[tuple[str, str, str, str]]:
    changes = compared(book(extra=before), book(version="2", scoring="2", extra=after)).sheets
    return [(change.subject.value, change.what, change.before, change.after) for change in changes]


def test_changes_of_domains_and_bands_are_told() -> None:
    changed = DOMAINS.replace("| huis | Huis | 1 | 3 | 1 |", "| huis | Thuis | 1 | 3 | 2 |").replace(
        "| Zwak |", "| Kwetsbaar |"
    )
    assert on_sheets(DOMAINS, changed) == [
        ("domain", "andere naam", "Huis", "Thuis"),
        ("domain", "ander aantal vragen dat beantwoord moet zijn", "1", "2"),
        ("band", "andere naam", "Zwak", "Kwetsbaar"),
    ]
    moved = DOMAINS.replace("| | | 1 | 2 | Zwak", "| | | 1 | 2.5 | Zwak").replace(
        "| | | 2 | 3 | Goed", "| | | 2.5 | 3 | Goed"
    )
    assert on_sheets(DOMAINS, moved) == [
        ("band", "andere grenzen", "van 1 tot onder 2", "van 1 tot onder 2,5"),
        ("band", "andere grenzen", "van 2 tot onder 3", "van 2,5 tot onder 3"),
    ]


def test_changes_of_places_to_live_are_told() -> None:
    both = DOMAINS + PLACES
    assert on_sheets(DOMAINS, both) == [
        ("location", "", "", "is nieuw."),
        ("criterion", "", "", "is nieuw."),
    ]
    assert on_sheets(both, both.replace("${schuld} = 0 | ja", "${schuld} < 100 | nee")) == [
        ("criterion", "andere voorwaarde", "${schuld} = 0", "${schuld} < 100"),
        ("criterion", "moet of mag", "Ja", "Nee"),
    ]
    assert on_sheets(both, DOMAINS)[0] == ("location", "", "valt weg.", "")
    assert on_sheets(both, both) == []
