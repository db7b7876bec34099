# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Anybody can add up how a score came about: the log says every step, and its sum is the score."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.making import LEVELS, TODAY, form_of, made, refused, survey
from tests.forms.making import settings as sheet_settings
from wwdesk.forms.filling import Filling
from wwdesk.forms.model import Form
from wwdesk.forms.score_log import DomainLog, calculations, score_log, shown
from wwdesk.forms.scoring import score

ROWS = (
    "begin_group huis",
    "select_one level poetsen",
    "select_one level koken ; weight=2",
    "select_one level was ; relevant=${koken} != 3",
    "begin_repeat kamer",
    "select_one level netjes",
    "end_repeat",
    "end_group",
    "integer schuld",
    "calculate dubbel ; calculation=${schuld} * 2",
)
BANDS = """
| bands |
| | domain | lowest | below | label | colour |
| | | 1 | 2 | Zwak | weak |
| | | 2 | 3 | Goed | good |
"""


def domains(method: str = "", minimum: str = "2", higher: str = "ja") -> str:
    return (
        "\n| domains |\n| | domain | label | minimum_answered | higher_is_better | method |\n"
        f"| | huis | Huis | {minimum} | {higher} | {method} |\n"
    )


def log_of(form: Form, answers: dict[str, str]) -> DomainLog:
    filling = Filling(form, answers, TODAY)
    return score_log(form, filling, score(form, filling, TODAY).domains)[0]


ANSWERS = {
    "/data/huis/poetsen": "1",
    "/data/huis/koken": "3",
    "/data/huis/kamer[1]/netjes": "2",
    "/data/huis/kamer[2]/netjes": "nb",
}


def test_the_log_tells_every_question_and_ends_in_the_score() -> None:
    log = log_of(form_of(*ROWS, extra=domains() + BANDS), ANSWERS)
    told = [(step.label, step.answer, step.score, step.reason) for step in log.steps]
    assert told == [
        ("Poetsen?", "Lukt niet", Fraction(1), ""),
        ("Koken?", "Lukt", Fraction(3), ""),
        ("Was?", "", None, "niet gevraagd: de vraag past niet bij de andere antwoorden"),
        ("Netjes?", "Lukt soms", Fraction(2), ""),
        ("Netjes?", "Niet besproken", None, "telt niet mee: dit antwoord heeft geen cijfer"),
    ]
    assert log.result.score == Fraction(9, 4)
    assert log.sentences == (
        "3 van de 4 gestelde vragen tellen mee.",
        "Gemiddelde: (1 + 2 × 3 + 2) : 4 = 9 : 4 = 2,25.",
        "Dat is “Goed”: van 2 tot en met 3.",
        "Een hoger cijfer is beter.",
    )


@pytest.mark.parametrize(
    ("method", "expected", "words"),
    [
        ("sum", Fraction(9), "Som: 1 + 2 × 3 + 2 = 9."),
        ("min", Fraction(1), "Laagste van 1, 3, 2: 1."),
        ("max", Fraction(3), "Hoogste van 1, 3, 2: 3."),
    ],
)
def test_a_score_can_be_made_in_other_ways(method: str, expected: Fraction, words: str) -> None:
    log = log_of(form_of(*ROWS, extra=domains(method)), ANSWERS)
    assert log.result.score == expected
    assert words in log.sentences


def test_too_few_answers_make_no_score_and_the_log_says_why() -> None:
    log = log_of(form_of(*ROWS, extra=domains(minimum="4", higher="nee")), ANSWERS)
    assert log.result.score is None
    assert log.sentences[-1] == "Er is geen score: minstens 4 vragen moeten een antwoord met een cijfer hebben."


def test_the_ends_of_a_sum_follow_from_the_choices() -> None:
    form = form_of(*ROWS, extra=domains("sum"))
    assert (form.domains[0].lowest, form.domains[0].highest) == (Fraction(5), Fraction(15))


def test_an_unknown_way_is_refused_with_those_that_are_known() -> None:
    error = refused(survey(*ROWS) + LEVELS + sheet_settings() + domains("gemiddelde"))
    assert error.problems[0].column == "method"
    assert "mean, sum, min, max" in error.problems[0].sentence


def test_what_the_form_calculates_is_told_with_its_formula() -> None:
    filling = Filling(form_of(*ROWS, extra=domains()), {"/data/schuld": "40"}, TODAY)
    found = {one.name: (one.formula, one.value) for one in calculations(filling)}
    assert found == {"dubbel": ("${schuld} * 2", "80")}


def test_a_fraction_is_shown_as_it_is() -> None:
    assert [shown(number) for number in (None, Fraction(3), Fraction(5, 2), Fraction(7, 3), Fraction(100))] == [
        "–",
        "3",
        "2,5",
        "2,33 (7/3)",
        "100",
    ]


@given(
    st.lists(st.sampled_from(["1", "2", "3", "nb", ""]), min_size=0, max_size=6),
    st.sampled_from(["", "sum", "min", "max"]),
    st.sampled_from(["1", "2", "3", "nb", ""]),
)
def test_the_steps_always_make_the_score(rows: list[str], method: str, koken: str) -> None:
    form = made(survey(*ROWS) + LEVELS + sheet_settings() + domains(method, minimum="1"))
    answers = {f"/data/huis/kamer[{place}]/netjes": value for place, value in enumerate(rows, 1)}
    log = log_of(form, {**answers, "/data/huis/kamer": str(len(rows)), "/data/huis/koken": koken})
    steps = [step for step in log.steps if step.score is not None and step.adds is not None]
    if not steps:
        assert log.result.score is None
        return
    total, weights = sum(step.adds or 0 for step in steps), sum(step.weight for step in steps)
    scores = [step.score for step in steps if step.score is not None]
    ways = {"": Fraction(total) / weights, "sum": total, "min": min(scores), "max": max(scores)}
    assert log.result.score == ways[method]
