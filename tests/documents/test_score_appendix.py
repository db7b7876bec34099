# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The last pages of a profile and of a filled form tell how each score came about, so that anybody can add it up."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.documents import reading, samples
from tests.documents.arabic import ANSWERS, arabic_form
from tests.forms.making import TODAY
from wwdesk.documents.filled_form import filled_form
from wwdesk.documents.profile_report import profile_report
from wwdesk.forms.filling import Filling
from wwdesk.forms.score_log import DomainLog, score_log
from wwdesk.forms.scoring import score

TITLE = "Zo zijn de scores berekend"


def logs_of(language: str, answers: dict[str, str]) -> tuple[DomainLog, ...]:
    form = arabic_form(language)
    filling = Filling(form, answers, TODAY)
    return score_log(form, filling, score(form, filling, TODAY).domains, language)


def profile(logs: tuple[DomainLog, ...]) -> list[str]:
    """The pages of the appendix."""
    document = profile_report(samples.comparison(), samples.OFFICE, samples.FACTS, samples.CONCLUSIONS, logs)
    pages = [" ".join(page.split()) for page in reading.pages(document)]
    begin = next((number for number, page in enumerate(pages) if TITLE in page), len(pages))
    return pages[begin:]


def test_every_question_stands_with_its_number_and_the_sum() -> None:
    (page,) = profile(logs_of("nl", ANSWERS))
    assert "1 Lukt het poetsen? Lukt soms 2 2 4" in page
    assert "2 Lukt het koken? Lukt 3 1 3" in page
    assert "2,3 van 3 · redelijk" in page
    assert "Gemiddelde: (2 × 2 + 3) : 3 = 7 : 3 = 2,33 (7/3)." in page
    assert "8 Betaalt u op tijd? Niet besproken –" in page
    assert "telt niet mee: dit antwoord heeft geen cijfer" in page
    assert "geen score: te weinig antwoorden" in page


def test_weights_are_only_shown_where_they_count() -> None:
    (page,) = profile(logs_of("nl", ANSWERS)[1:])
    assert "Cijfer" in page
    assert "Telt" not in page
    (weighed,) = profile(logs_of("nl", ANSWERS)[:1])
    assert "Telt" in weighed


def test_a_form_without_scores_has_no_appendix() -> None:
    assert profile(()) == []
    filled = filled_form(samples.FORM, samples.answers(), samples.OFFICE, samples.FACTS, {})
    assert TITLE not in reading.stream(filled)


def test_a_filled_form_tells_it_in_its_own_language() -> None:
    title = {"nl": TITLE, "fr": "Ainsi les scores ont été calculés", "en": "How the scores were worked out"}
    now = samples.logs(samples.comparison().now)
    for language, words in title.items():
        form = replace(samples.FORM, language=language)
        assert words in reading.stream(filled_form(form, {}, samples.OFFICE, samples.FACTS, {}, scores=now))
    text = reading.stream(
        filled_form(arabic_form(), ANSWERS, samples.OFFICE, samples.FACTS, {}, scores=logs_of("ar", ANSWERS))
    )
    assert "�" not in text
    assert "Gemiddelde" not in text
    assert "2,33" in text


@pytest.mark.parametrize("count", [1, 2, 3, 7, 24, 25, 26, 27, 28, 29, 60, 200])
def test_no_page_ends_with_a_title_and_no_sum_stands_alone(count: int) -> None:
    (log,) = logs_of("nl", ANSWERS)[:1]
    steps = tuple(replace(log.steps[0], number=str(place), label=f"Vraag {place}.") for place in range(1, count + 1))
    domains = [
        replace(log, steps=steps, result=replace(log.result, domain=replace(log.result.domain, label=f"Domein {name}")))
        for name in "ABCDEF"
    ]
    pages = profile(tuple(domains))
    for page in pages:
        body = page[: page.rindex("Eerste screening woonvaardigheden")]
        assert not body.rstrip().endswith("Samen")
        questions = body.count("Vraag ")
        assert questions >= body.count("Gemiddelde: "), "every sum stands below its last question"
        assert questions >= min(2, count) or "Gemiddelde" in body
    whole = " ".join(pages)
    assert whole.count("Vraag ") == 6 * count
    assert whole.count("Gemiddelde: ") == 6


def test_text_of_any_length_prints() -> None:
    (log,) = logs_of("nl", ANSWERS)[:1]
    endless = replace(log.steps[0], label="woord " * 5000, answer="x" * 20_000, reason="reden " * 900)
    sums = tuple(" + ".join(["1"] * 4000) for _ in range(3))
    nothing = replace(log, steps=(), result=replace(log.result, score=None, band=None))
    pages = profile((replace(log, steps=(endless,) * 9, sentences=sums), nothing))
    assert len(pages) > 1
    assert "geen score" in pages[-1]
    many = replace(log.steps[0], score=Fraction(1, 3), weight=Fraction(7, 9))
    assert "0,26 (7/27)" in profile((replace(log, steps=(many,)),))[0]
