# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Follow-up questions appear when they should, and never more than seventy-five questions are asked."""

from __future__ import annotations

import random

import pytest

from tests.content.instrument import NOT_DISCUSSED, SILENT, filled, instrument, questions
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Question, QuestionKind

MOST_QUESTIONS = 75


def asked(filling: Filling) -> set[str]:
    """The names of the questions that are asked now."""
    return {
        question.name
        for question in instrument().questions()
        if question.kind not in SILENT and filling.relevant(question.path)
    }


def some_answer(question: Question, chance: random.Random) -> str:
    if question.kind is QuestionKind.SELECT_MULTIPLE:
        alone = [choice.name for choice in question.choices if choice.name in ("geen", "niemand", NOT_DISCUSSED)]
        others = [choice.name for choice in question.choices if choice.name not in alone]
        return chance.choice(alone) if chance.random() < 0.4 else " ".join(chance.sample(others, chance.randint(1, 3)))
    if question.choices:
        return chance.choice(question.choices).name
    return ""


def random_answers(seed: int) -> dict[str, str]:
    chance = random.Random(seed)  # noqa: S311  # nothing secret hangs on it
    return {question.name: answer for question in questions() if (answer := some_answer(question, chance))}


def test_every_follow_up_can_come_and_stay_away_and_the_rest_is_always_asked() -> None:
    rounds = [asked(filled(random_answers(seed))) for seed in range(200)]
    for question in questions():
        seen = {question.name in names for names in rounds}
        assert seen == ({True, False} if question.skip_rule else {True}), question.name


def test_never_more_than_seventy_five_questions_are_asked() -> None:
    fullest = {
        "huishouden": "gezin",
        "verblijf": "dreiging",
        "huisdieren": "ja",
        "schulden": "ja",
        "medicatie": "ja",
        "geest_stemming": "1",
        "middelen_gebruik": "alcohol",
        "dag_bezig": "werk",
        "mensen_steun": "3",
        "noodcontact": "ja",
        "buren_huur": "2",
        "zorg_alleen": "3",
    }
    assert len(asked(filled(fullest))) == MOST_QUESTIONS
    assert max(len(asked(filled(random_answers(seed)))) for seed in range(200)) <= MOST_QUESTIONS


def test_a_client_without_follow_ups_is_asked_sixty_one_questions() -> None:
    assert len(asked(filled({}))) == 61


@pytest.mark.parametrize(
    ("answers", "comes"),
    [
        ({"huishouden": "een_kind"}, "kinderen_zorg"),
        ({"huishouden": "gezin"}, "kinderen_zorg"),
        ({"huisdieren": "ja"}, "huisdier_zorg"),
        ({"schulden": "ja"}, "schuld_hulp"),
        ({"medicatie": "ja"}, "medicatie_inname"),
        ({"geest_stemming": "1"}, "geest_signaal"),
        ({"middelen_gebruik": "gokken"}, "middelen_geld"),
        ({"dag_bezig": "vrij vrijwillig"}, "dag_uren"),
        ({"mensen_steun": "2"}, "laatste_contact"),
        ({"noodcontact": "ja"}, "noodnummer"),
        ({"buren_huur": "1", "verblijf": "huur"}, "huur_maanden"),
        ({"verblijf": "nacht"}, "verblijf_tot"),
        ({"zorg_verpleging": "4"}, "zorg_wie"),
    ],
)
def test_a_follow_up_comes(answers: dict[str, str], comes: str) -> None:
    assert comes in asked(filled(answers))


@pytest.mark.parametrize(
    ("answers", "stays_away"),
    [
        ({"huishouden": "koppel"}, "kinderen_zorg"),
        ({"huisdieren": "nb"}, "huisdier_zorg"),
        ({"schulden": "nee"}, "schuld_bedrag"),
        ({"geest_stemming": "nb"}, "geest_signaal"),
        ({"geest_stemming": "3"}, "geest_signaal"),
        ({}, "middelen_dag"),
        ({"middelen_gebruik": "nb"}, "middelen_dag"),
        ({"middelen_gebruik": "geen"}, "middelen_hulp"),
        ({"dag_bezig": "gezin vrij"}, "dag_uren"),
        ({"mensen_steun": "1"}, "laatste_contact"),
        ({"mensen_steun": "nb"}, "laatste_contact"),
        ({"buren_huur": "1", "verblijf": "straat"}, "huur_maanden"),
        ({"buren_huur": "nb", "verblijf": "huur"}, "huur_maanden"),
        ({"zorg_verpleging": "5", "zorg_alleen": "5"}, "zorg_wie"),
        ({"zorg_verpleging": "nb"}, "zorg_wie"),
    ],
)
def test_a_follow_up_stays_away(answers: dict[str, str], stays_away: str) -> None:
    assert stays_away not in asked(filled(answers))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"leeftijd": "15"}, "Schrijf een leeftijd van 16 tot 110 jaar."),
        ({"schulden": "ja", "schuld_bedrag": "-1"}, "Schrijf een bedrag van 0 tot 500.000 euro."),
        ({"middelen_gebruik": "geen alcohol"}, 'Kies "Niets van dit alles"'),
        ({"dag_bezig": "werk", "dag_uren": "0"}, "Schrijf een aantal uren"),
        ({"mensen_steun": "3", "laatste_contact": "2026-11-24"}, "Kies vandaag of een dag die voorbij is."),
        ({"noodcontact": "ja", "noodnummer": "bel mij"}, "Schrijf een telefoonnummer"),
        ({"buren_huur": "1", "verblijf": "huur", "huur_maanden": "61"}, "Schrijf een getal van 0 tot 60."),
        ({"verblijf": "nacht", "verblijf_tot": "1999-01-01"}, "Kies een dag na 1 januari 2020."),
        ({"zorg_alleen": "1", "zorg_wie": "niemand netwerk"}, 'Kies "Niemand"'),
    ],
)
def test_an_answer_that_cannot_be_right_says_so_kindly(answers: dict[str, str], sentence: str) -> None:
    problems = filled(answers).problems()
    assert [problem.sentence.startswith(sentence) for problem in problems] == [True]


def test_good_answers_to_the_same_questions_say_nothing() -> None:
    fine = {
        "leeftijd": "110",
        "schulden": "ja",
        "schuld_bedrag": "0",
        "middelen_gebruik": "alcohol gokken",
        "dag_bezig": "werk",
        "dag_uren": "0.5",
        "mensen_steun": "3",
        "laatste_contact": "2026-11-23",
        "noodcontact": "ja",
        "noodnummer": "+32 499 00 00 01",
        "buren_huur": "1",
        "verblijf": "huur",
        "huur_maanden": "60",
        "zorg_alleen": "1",
        "zorg_wie": "verpleging netwerk",
    }
    assert list(filled(fine).problems()) == []
