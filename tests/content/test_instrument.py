# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The living skills instrument is whole: every tool reads it, every question is described and can be left open."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from pyxform.xls2xform import convert as pyxform_convert

from tests.content.instrument import NOT_DISCUSSED, SOURCE, instrument, levels, questions
from wwdesk.forms.model import QuestionKind

LIFE_DOMAINS = ["huis", "geld", "lichaam", "geest", "middelen", "dag", "mensen", "buren", "wens", "zorg"]


def test_other_tools_read_it_without_a_warning() -> None:
    assert pyxform_convert(SOURCE).warnings == []


def test_it_has_the_ten_life_domains_of_a_housing_screening_each_on_a_page() -> None:
    form = instrument()
    assert (form.form_id, form.language[:2]) == ("woonvaardigheden", "nl")
    assert [domain.name for domain in form.domains] == LIFE_DOMAINS
    assert [page.name for page in form.pages] == ["situatie", *LIFE_DOMAINS]
    assert all(page.label and page.hint for page in form.pages)


def test_about_sixty_questions_are_asked_of_everybody() -> None:
    always = [question for question in questions() if not question.skip_rule]
    assert 55 <= len(always) <= 65
    assert len(questions()) <= 76  # two of them exclude each other, see test_follow_up


def test_every_scored_question_has_five_described_levels_and_can_be_left_undiscussed() -> None:
    scored = [question for question in questions() if question.scored]
    assert len(scored) >= 50
    for question in scored:
        assert [choice.name for choice in question.choices] == ["1", "2", "3", "4", "5", NOT_DISCUSSED], question.name
        assert [choice.score for choice in levels(question)] == [Fraction(n) for n in range(1, 6)], question.name
        assert question.choices[-1].score is None


def test_no_two_levels_of_a_question_read_the_same() -> None:
    for question in questions():
        labels = [choice.label for choice in question.choices]
        assert len(set(labels)) == len(labels), question.name


def test_a_level_says_what_to_look_at_and_is_not_just_a_word() -> None:
    for question in questions():
        for level in levels(question):
            assert len(level.label) >= 11, f"{question.name} {level.name}: {level.label}"


def test_every_choice_can_be_declined() -> None:
    for question in questions():
        if question.kind in (QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE):
            assert question.choices[-1].name == NOT_DISCUSSED, question.name
        assert not question.required, f"{question.name} must be possible to leave open"


def test_a_domain_gets_a_score_from_about_sixty_percent_of_what_everybody_is_asked() -> None:
    form = instrument()
    pages = {page.name: page for page in form.pages}
    for domain in form.domains:
        always = [question for question in pages[domain.name].questions() if question.scored and not question.skip_rule]
        assert 0.5 <= domain.minimum_answered / len(always) <= 1, domain.name
        assert (domain.lowest, domain.highest, domain.higher_is_better) == (1, 5, True)
        assert len(domain.short) <= 16


def test_bands_cover_every_score_once_and_the_two_lowest_ask_for_attention() -> None:
    form = instrument()
    for domain in form.domains:
        bands = [band for band in form.bands if band.domain == domain.name]
        assert [band.colour for band in bands] == ["critical", "weak", "fair", "good", "strong"]
        assert [band.weak for band in bands] == [True, True, False, False, False]
        assert bands[0].lowest == domain.lowest
        assert bands[-1].below > domain.highest
        assert all(lower.below == upper.lowest for lower, upper in pairwise(bands))
        assert len({band.label for band in bands}) == len({band.advice for band in bands}) == 5
        assert all(band.advice for band in bands)


def test_what_is_asked_sometimes_says_when_in_words() -> None:
    conditional = [question for question in questions() if question.skip_rule]
    assert len(conditional) == 15
    assert all(question.skip_rule.startswith("Alleen als ") for question in conditional)
