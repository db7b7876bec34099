# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Scores per life domain, location profiles with their reasons, and two screenings side by side."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.making import LEVELS, TODAY, made, settings, survey, table
from wwdesk.forms.carry_over import carry_over
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form
from wwdesk.forms.profile import AnswerStatus, Comparison, Profile
from wwdesk.forms.scoring import answer_words, compare, score

ROWS = (
    "begin_group huis",
    "select_one level poetsen ; weight=2",
    "select_one level koken",
    "select_one level was ; relevant=${koken} != '1'",
    "integer kamers",
    "end_group",
    "begin_group geld",
    "select_one level rekeningen",
    "select_multiple helper hulp",
    "end_group",
)
DOMAINS = table(
    "domains",
    ["domain", "label", "lowest", "highest", "minimum_answered", "higher_is_better"],
    (
        {"domain": "huis", "label": "Thuis", "lowest": "1", "highest": "3", "minimum_answered": "2"},
        {"domain": "geld", "lowest": "1", "highest": "3", "higher_is_better": "nee"},
    ),
)
BANDS = table(
    "bands",
    ["domain", "lowest", "below", "label", "colour", "weak"],
    (
        {"lowest": "1", "below": "1,5", "label": "Zwak", "colour": "weak", "weak": "ja"},
        {"lowest": "1.5", "below": "3", "label": "Goed", "colour": "good"},
        {"domain": "geld", "lowest": "1", "below": "3", "label": "Altijd", "colour": "fair"},
    ),
)
PLACES = table(
    "locations",
    ["profile", "label"],
    ({"profile": "studio", "label": "Studio"}, {"profile": "huis", "label": "Huis"}),
) + table(
    "location_criteria",
    ["profile", "label", "expression", "required"],
    (
        {"profile": "studio", "label": "Thuis lukt", "expression": "${score_huis} >= 1.5"},
        {"profile": "studio", "label": "Geen oma", "expression": "not(selected(${hulp}, 'oma'))", "required": "nee"},
        {"profile": "huis", "label": "Veel kamers of geld", "expression": "${kamers} > 3 or ${rekeningen} >= 2"},
        {"profile": "huis", "label": "Gesproken over geld", "expression": "${rekeningen} != 'nb'"},
    ),
)
MARKDOWN = survey(*ROWS) + LEVELS + settings() + DOMAINS + BANDS + PLACES


def form() -> Form:
    return made(MARKDOWN)


def paths(answers: Mapping[str, str], of: Form | None = None) -> dict[str, str]:
    known = {question.name: question.path for question in (of or form()).questions()}
    return {known[name]: value for name, value in answers.items()}


def profile(**answers: str) -> Profile:
    return score(form(), paths(answers), TODAY)


def test_a_score_is_the_weighted_mean_of_what_was_answered() -> None:
    huis, geld = profile(poetsen="1", koken="2", was="3").domains
    assert huis.score == Fraction(1 * 2 + 2 + 3, 4)
    assert (huis.answered, huis.asked, huis.not_discussed) == (3, 3, 0)
    assert huis.band is not None
    assert huis.band.label == "Goed"
    assert geld.score is None
    assert geld.band is None


def test_questions_that_are_not_asked_and_answers_without_score_do_not_count() -> None:
    huis, _ = profile(poetsen="nb", koken="1", was="3").domains
    assert (huis.answered, huis.asked, huis.not_discussed) == (1, 2, 1)
    assert huis.score is None, "fewer than the two answers this domain needs"


def test_a_half_is_exact_and_falls_in_the_band_it_begins() -> None:
    huis, _ = profile(poetsen="1", koken="2", was="2").domains
    assert huis.score == Fraction(3, 2)
    assert huis.band is not None
    assert (huis.band.label, huis.weak) == ("Goed", False)
    huis, _ = profile(poetsen="1", koken="2").domains
    assert huis.score == Fraction(4, 3)
    assert huis.weak


def test_the_highest_score_belongs_to_the_highest_band_and_own_bands_go_first() -> None:
    huis, geld = profile(poetsen="3", koken="3", was="3", rekeningen="1").domains
    assert huis.band is not None
    assert huis.band.label == "Goed"
    assert geld.band is not None
    assert geld.band.label == "Altijd"


@given(st.dictionaries(st.sampled_from(["poetsen", "koken", "was"]), st.sampled_from(["1", "2", "3", "nb", "", "x"])))
def test_a_score_stays_within_its_bounds_whatever_is_answered(answers: dict[str, str]) -> None:
    huis = profile(**answers).domains[0]
    assert huis.score is None or huis.domain.lowest <= huis.score <= huis.domain.highest
    assert huis.answered + huis.not_discussed <= huis.asked <= 3


@pytest.mark.parametrize(
    ("answers", "studio", "huis"),
    [
        ({}, None, None),
        ({"poetsen": "3", "koken": "3"}, True, None),
        ({"poetsen": "1", "koken": "1"}, False, None),
        ({"kamers": "4"}, None, None),
        ({"kamers": "4", "rekeningen": "1"}, None, True),
        ({"kamers": "1", "rekeningen": "1"}, None, False),
        ({"rekeningen": "2"}, None, True),
        ({"kamers": "4", "rekeningen": "nb"}, None, False),
        ({"kamers": "veel", "rekeningen": "1"}, None, None),
    ],
)
def test_a_place_fits_fails_or_cannot_be_judged(
    answers: dict[str, str], studio: bool | None, huis: bool | None
) -> None:
    fits = {location.name: location.fits for location in profile(**answers).locations}
    assert fits == {"studio": studio, "huis": huis}


def test_each_condition_says_whether_it_holds() -> None:
    studio = profile(poetsen="3", koken="3", hulp="oma").locations[0]
    assert [(one.label, one.holds, one.required) for one in studio.criteria] == [
        ("Thuis lukt", True, True),
        ("Geen oma", False, False),
    ]
    assert studio.fits, "a wish that fails is shown, and does not decide"


def beside(
    now: Mapping[str, str], earlier: Mapping[str, str], confirmed: frozenset[str] = frozenset(), old: Form | None = None
) -> Comparison:
    here, there = paths(now), paths(earlier, old)
    before = old or form()
    return compare(form(), here, confirmed, score(form(), here, TODAY), before, there, score(before, there, TODAY))


def test_two_screenings_with_the_same_scoring_are_compared_exactly() -> None:
    found = beside({"poetsen": "3", "koken": "2", "rekeningen": "1"}, {"poetsen": "1", "koken": "2", "rekeningen": "2"})
    huis, geld = found.domains
    assert (huis.difference, huis.better) == (Fraction(4, 3), True)
    assert (geld.difference, geld.better) == (Fraction(-1), True), "lower is better in this domain"
    assert found.comparable


def test_another_scoring_version_shows_both_and_no_difference() -> None:
    old = made(survey(*ROWS) + LEVELS + settings("0", "0") + DOMAINS + BANDS)
    found = beside({"poetsen": "3", "koken": "2"}, {"poetsen": "1", "koken": "2"}, old=old)
    huis = found.domains[0]
    assert huis.earlier is not None
    assert huis.earlier.score == Fraction(4, 3)
    assert (huis.comparable, huis.difference, huis.better) == (False, None, None)
    assert not found.comparable


def test_every_answer_says_what_became_of_it_in_the_words_of_its_own_version() -> None:
    old = made(
        survey("begin_group huis", "select_one level poetsen", "select_one level koken", "date oud", "end_group")
        + LEVELS.replace("Lukt soms", "Soms")
        + settings("0")
    )
    known = paths({"koken": "2", "poetsen": "2"})
    koken = next(path for path in known if path.endswith("koken"))
    found = beside(
        {"koken": "2", "poetsen": "3", "kamers": "2"},
        {"koken": "2", "poetsen": "2", "oud": "2026-01-02"},
        confirmed=frozenset({koken}),
        old=old,
    )
    assert [(row.question_label, row.earlier, row.now, row.status) for row in found.answers] == [
        ("Poetsen?", "Soms", "Lukt", AnswerStatus.CHANGED),
        ("Koken?", "Soms", "Lukt soms", AnswerStatus.CONFIRMED),
        ("Kamers?", "", "2", AnswerStatus.ADDED),
        ("Oud?", "02/01/2026", "", AnswerStatus.REMOVED),
    ]
    assert found.answers[0].page_label == "Huis?"


def test_a_first_screening_has_nothing_beside_it() -> None:
    found = compare(form(), {}, frozenset(), profile(), None, {}, None)
    assert found.earlier is None
    assert found.answers == ()
    assert not found.comparable


def test_an_answer_not_looked_at_again_is_marked() -> None:
    found = beside({"koken": "2"}, {"koken": "2"})
    assert [row.status for row in found.answers] == [AnswerStatus.NOT_CONFIRMED]


def test_answers_read_as_people_write_them() -> None:
    known = {question.name: question for question in form().questions()}
    assert answer_words(known["hulp"], "oma buur tante") == "Oma, De buur, tante"
    assert answer_words(known["poetsen"], "nb") == "Niet besproken"
    assert answer_words(known["kamers"], "") == ""


def test_an_update_screening_starts_from_what_is_still_the_same() -> None:
    old = made(
        survey(
            "begin_group thuis",
            "select_one level poetsen",
            "text kamers",
            "select_multiple helper hulp",
            "select_one level weg",
            "end_group",
            "calculate som ; calculation=1 + 1",
        )
        + LEVELS.replace("| niemand | Niemand |", "| tante | Tante |")
        + settings("0")
    )
    answers = paths({"poetsen": "2", "kamers": "3", "hulp": "oma tante", "weg": "1", "som": "2"}, old)
    taken = carry_over(old, answers, form())
    assert taken == paths({"poetsen": "2", "hulp": "oma"})
    assert Filling(form(), taken, TODAY).problems() == ()


def test_a_choice_that_no_longer_exists_is_not_taken_over() -> None:
    old = made(
        survey("select_one level koken") + LEVELS.replace("| level | 3 | Lukt |", "| level | 4 | Vlot |") + settings()
    )
    assert carry_over(old, {"/data/koken": "4"}, form()) == {}
