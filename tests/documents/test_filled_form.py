# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The filled form: what was asked and answered, in words, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest

from tests.documents import reading, samples
from wwdesk.documents.press import filled_form
from wwdesk.documents.wording import Standing, answer_of
from wwdesk.forms.model import Choice, Group, Question, QuestionKind

NONE_ASKED: frozenset[str] = frozenset()


def _print(
    given: Mapping[str, str],
    asked: Collection[str] | None = None,
    conclusions: Mapping[str, str] | None = None,
) -> bytes:
    return filled_form(samples.FORM, given, samples.OFFICE, samples.FACTS, conclusions or {}, asked=asked)


def test_answers_are_printed_as_the_words_that_were_ticked() -> None:
    text = reading.stream(
        _print(
            {
                "/data/huis/v1": "4",
                "/data/huis/hulp": "ja",
                "/data/huis/wie": "Haar zus, elke zondag",
                "/data/geld/schuld": "1800.50",
                "/data/zorg/opname": "2025-03-04",
                "/data/dag/wat": "werk opleiding",
            }
        )
    )
    assert "4 Lukt meestal alleen. Bij iets onverwachts is er hulp nodig." in text
    assert "Helpt er al iemand? Ja" in text
    assert "Haar zus, elke zondag" in text
    assert "1800,50" in text
    assert "04/03/2025" in text
    assert "Betaald werk Opleiding of cursus" in text


def test_not_discussed_and_not_filled_are_told_apart() -> None:
    paths = {"/data/huis/v1", "/data/huis/v2"}
    text = reading.stream(_print({"/data/huis/v1": "nb"}, paths))
    assert text.count("niet besproken") == 1
    assert text.count("niet ingevuld") == 1
    assert text.index("niet besproken") < text.index("niet ingevuld")


def test_a_question_that_was_not_relevant_leaves_no_trace_even_with_an_answer() -> None:
    given = {"/data/huis/hulp": "nee", "/data/huis/wie": "GEHEIME NAAM"}
    text = reading.words(_print(given, samples.asked(samples.FORM, given)))
    assert "GEHEIME NAAM" not in text
    assert "Wie helpt, en hoe vaak?" not in text


def test_numbers_stay_those_of_the_blank_form_when_questions_fall_away() -> None:
    text = reading.stream(_print({}, {"/data/huis/nota"}))
    assert " 6 Wat wil u nog kwijt?" in text


def test_a_domain_without_any_relevant_question_says_so() -> None:
    assert reading.words(_print({}, NONE_ASKED)).count("In dit deel was geen enkele vraag van toepassing.") == 10


def test_conclusions_stand_with_their_domain() -> None:
    text = reading.stream(_print({}, conclusions={"geld": "Budgetbeheer loopt."}))
    geld = text[text.index("2 Geld en administratie") : text.index("3 Lichamelijke gezondheid")]
    assert "Besluit Budgetbeheer loopt." in geld
    assert text.count("Geen besluit geschreven.") == 9


def test_a_score_stands_beside_its_domain_and_says_when_there_is_none() -> None:
    now = samples.comparison().now
    document = filled_form(samples.FORM, {}, samples.OFFICE, samples.FACTS, {}, scores=samples.logs(now))
    text = reading.stream(document)
    assert "3,3 van 5 · redelijk" in text
    assert "geen score: te weinig antwoorden" in text
    assert "1 van 3 vragen met een score beantwoord, 2 niet besproken" in text


CANARY = '<b>vet</b> <img src="file:///etc/passwd"> & <para> </para> &amp; <br/> {naam} %s'


def test_markup_of_a_person_is_printed_letter_by_letter() -> None:
    document = filled_form(
        samples.FORM,
        {"/data/huis/nota": CANARY},
        samples.OFFICE,
        replace(samples.FACTS, client_name="<i>An</i>", present=CANARY),
        {"huis": CANARY},
    )
    text = reading.stream(document)
    assert text.count(CANARY) == 3
    assert "<i>An</i>" in text
    assert b"/Subtype /Image" not in document


def test_control_characters_and_directions_vanish_and_unknown_letters_are_seen_to_be_missing() -> None:
    given = {"/data/huis/nota": "a\x00b\x07c \u202egnirts\u202c \u200bq\u00adz 日本 😀 \ud800 e\u0301 → ≥"}
    text = reading.stream(_print(given))
    assert "abc gnirts qz \ufffd\ufffd \ufffd \ufffd é -> >=" in text


@pytest.mark.parametrize("answer", ["Een lang verhaal over de buren. " * 625, "A" * 20_000, "\n" * 5000 + "einde"])
def test_twenty_thousand_characters_run_over_pages_without_loss(answer: str) -> None:
    document = _print({"/data/huis/nota": answer}, {"/data/huis/nota", "/data/geld/v1"})
    text = reading.stream(document)
    if answer.startswith("Een"):
        assert text.count("verhaal") == text.count("buren.") == 625
    elif answer.startswith("A"):
        assert text.count("A") >= 20_000
    else:
        assert "einde" in text
    assert " 7 Hoe goed lukt het" in text
    assert all(len(page.split()) > 20 for page in reading.pages(document)), "a page is nearly empty"


def test_a_long_conclusion_runs_over_pages() -> None:
    text = reading.stream(_print({}, conclusions={"huis": "Wat we afspraken. " * 1000}))
    assert text.count("afspraken.") == 1000


def test_nothing_answered_prints_and_everything_answered_prints() -> None:
    assert reading.stream(_print({})).count("niet ingevuld") == 60
    given = {question.path: "1" for question in samples.FORM.questions()}
    assert "niet ingevuld" not in reading.stream(_print(given))


def test_an_answer_the_form_does_not_know_is_printed_as_it_stands() -> None:
    one = Question(path="/a", name="a", kind=QuestionKind.SELECT_ONE, choices=(Choice("ja", "Ja"),))
    assert answer_of(one, "oud").words == "oud (niet in deze versie van het formulier)"
    day = Question(path="/d", name="d", kind=QuestionKind.DATE)
    assert answer_of(day, "morgen").words == "morgen"
    moment = Question(path="/m", name="m", kind=QuestionKind.DATETIME)
    assert answer_of(moment, "2026-03-04T09:05:00").words == "04/03/2026 09:05"
    hour = Question(path="/t", name="t", kind=QuestionKind.TIME)
    assert answer_of(hour, "09:05").words == "09:05"
    assert answer_of(hour, "  ").standing is Standing.ABSENT


def test_not_discussed_among_several_boxes_counts_as_such() -> None:
    many = Question(
        path="/m",
        name="m",
        kind=QuestionKind.SELECT_MULTIPLE,
        choices=(Choice("a", "A"), Choice("nb", "Niet besproken")),
    )
    assert answer_of(many, "nb").standing is Standing.NOT_DISCUSSED
    assert answer_of(many, "a nb").words == "A\nNiet besproken"


def test_a_repeated_group_is_printed_once_for_each_row() -> None:
    def ask(name: str, label: str) -> Question:
        return Question(path=f"/data/geld/schuld/{name}", name=name, kind=QuestionKind.TEXT, label=label)

    debt = Group(
        path="/data/geld/schuld",
        name="schuld",
        label="Schuld",
        items=(ask("wie", "Bij wie?"), ask("hoeveel", "Hoeveel?")),
        repeat=True,
    )
    form = replace(samples.FORM, pages=(Group(path="/data/geld", name="geld", label="Geld", items=(debt,)),))
    given = {
        "/data/geld/schuld[10]/wie": "de buurman",
        "/data/geld/schuld[2]/wie": "de bank",
        "/data/geld/schuld[1]/wie": "het ziekenhuis",
        "/data/geld/schuld[1]/hoeveel": "120 euro",
        "/data/geld/schuld[x]/hoeveel": "geen rij",
    }
    text = reading.stream(filled_form(form, given, samples.OFFICE, samples.FACTS, {}))
    assert "Schuld 1 1 Bij wie? het ziekenhuis 2 Hoeveel? 120 euro" in text
    assert "Schuld 2 1 Bij wie? de bank 2 Hoeveel? niet ingevuld" in text
    assert "Schuld 3 1 Bij wie? de buurman" in text
    assert "geen rij" not in text
    as_a_page = replace(samples.FORM, pages=(debt,), domains=())
    text_of_page = reading.stream(filled_form(as_a_page, given, samples.OFFICE, samples.FACTS, {}))
    assert "Schuld 2 1 Bij wie? de bank" in text_of_page, "a page that is a repeated group itself"
    only = {"/data/geld/schuld[2]/wie"}
    text = reading.stream(filled_form(form, given, samples.OFFICE, samples.FACTS, {}, asked=only))
    assert "de bank" in text
    assert "ziekenhuis" not in text
    assert "Hoeveel?" not in text


def test_a_question_that_quotes_an_answer_is_printed_as_it_was_asked() -> None:
    labels = {"/data/huis/v1": "Hoe lukt het met Fluffy?"}
    text = reading.stream(filled_form(samples.FORM, {}, samples.OFFICE, samples.FACTS, {}, labels=labels))
    assert " 1 Hoe lukt het met Fluffy?" in text
