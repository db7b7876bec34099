# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The blank form: everything a person with a pen needs, on paper that holds together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.documents import reading, samples
from wwdesk.documents.facts import DocumentFacts
from wwdesk.documents.plan import level_of, sheets, skip_sentence
from wwdesk.documents.press import blank_form
from wwdesk.forms.model import Choice, Group, Question, QuestionKind

FACTS = DocumentFacts(code="WV-BLANCO", printed_on=date(2026, 11, 23))


@pytest.fixture(scope="module")
def document() -> bytes:
    return blank_form(samples.FORM, samples.OFFICE, FACTS)


def test_every_question_and_every_level_is_there_in_full(document: bytes) -> None:
    text = reading.stream(document)
    for sheet in sheets(samples.FORM):
        for entry in sheet.entries:
            assert isinstance(entry.item, Question)
            assert f"{entry.number} {entry.item.label}" in text
            for choice in entry.item.choices:
                assert choice.label in text
    for number in "12345":
        assert text.count(f" {number} Lukt ") == 30


def test_every_conditional_question_says_when_it_counts(document: bytes) -> None:
    text = reading.stream(document)
    conditional = [question for question in samples.FORM.questions() if question.skip_rule]
    assert text.count("Alleen invullen als ") == len(conditional) == 11
    assert text.count("Alleen invullen als bij “Helpt er al iemand?” het antwoord “Ja” is.") == 10


def test_not_discussed_is_a_box_wherever_it_may_be_chosen(document: bytes) -> None:
    offered = [
        question for question in samples.FORM.questions() if any(choice.name == "nb" for choice in question.choices)
    ]
    assert reading.stream(document).count("Niet besproken") == len(offered)


def test_calculated_values_are_no_questions(document: bytes) -> None:
    text = reading.words(document)
    assert "verborgen" not in text
    assert "score_" not in text


def test_there_is_room_for_who_when_and_a_conclusion_for_each_domain(document: bytes) -> None:
    text = reading.stream(document)
    for label in ("Naam cliënt", "Dossiernummer", "Datum van het gesprek", "Afgenomen door", "Wie was aanwezig?"):
        assert label in text
    for _name, label, _short in samples.DOMAIN_LABELS:
        assert f"Besluit bij {label[0].lower()}{label[1:]}" in text


def test_what_is_known_already_is_printed_on_its_line() -> None:
    text = reading.words(blank_form(samples.FORM, samples.OFFICE, samples.FACTS))
    assert "Naam cliënt Maria-Magdalena" in text
    assert "Afgenomen door An Peeters" in text


def test_no_question_is_parted_from_its_boxes(document: bytes) -> None:
    """The label and its last level stand on one page, and no heading is left alone at the foot."""
    pages = [" ".join(page.split()) for page in reading.pages(document)]
    for page in pages:
        asked = sum(page.count(start) for start in ("Hoe goed lukt het", "Hoe vaak liep", "Weet de persoon"))
        assert asked == page.count("5 Lukt altijd alleen, ook als het tegenzit.")
    for sheet in sheets(samples.FORM):
        page = next(page for page in pages if f"{sheet.number} {sheet.page.label}" in page)
        first = next(entry.number for entry in sheet.entries if entry.number)
        assert f" {first} Hoe goed" in page


def test_sixty_questions_fit_on_ten_sheets(document: bytes) -> None:
    assert len(reading.pages(document)) <= 10


def test_a_page_with_only_calculated_values_leaves_no_trace() -> None:
    hidden = Question(path="/data/s/x", name="x", kind=QuestionKind.HIDDEN, label="som")
    form = replace(
        samples.FORM, pages=(Group(path="/data/s", name="s", label="Scores", items=(hidden,)), *samples.FORM.pages)
    )
    text = reading.stream(blank_form(form, samples.OFFICE, FACTS))
    assert "Scores" not in text
    assert "1 Huis en huishouden" in text


def test_every_kind_of_question_has_its_room() -> None:
    def ask(kind: QuestionKind, label: str, **rest: str) -> Question:
        return Question(path=f"/data/p/{kind}", name=str(kind), kind=kind, label=label, appearance=rest.get("look", ""))

    inner = Group(
        path="/data/p/in",
        name="in",
        label="Als er kinderen zijn",
        skip_rule="er kinderen meekomen",
        hint="Vraag rustig.",
        items=(ask(QuestionKind.INTEGER, "Hoeveel kinderen?"),),
        repeat=True,
    )
    page = Group(
        path="/data/p",
        name="p",
        label="Varia",
        skip_rule="alleen als er tijd is",
        items=(
            ask(QuestionKind.NOTE, "Neem rustig de tijd."),
            ask(QuestionKind.DATE, "Welke dag?"),
            ask(QuestionKind.TIME, "Hoe laat?"),
            ask(QuestionKind.DATETIME, "Wanneer precies?"),
            ask(QuestionKind.DECIMAL, "Hoeveel euro?"),
            ask(QuestionKind.TEXT, "Vertel.", look="multiline"),
            inner,
        ),
    )
    text = reading.stream(blank_form(replace(samples.FORM, pages=(page,), domains=()), samples.OFFICE, FACTS))
    assert "Neem rustig de tijd. 1 Welke dag?" in text
    assert " 6 Hoeveel kinderen?" in text
    assert "Alleen invullen als er tijd is." in text
    assert (
        "Als er kinderen zijn 1 Alleen invullen als: er kinderen meekomen. Vraag rustig. Is er meer plaats nodig"
        in text
    )
    assert "d d / m m / j j j j" in text
    assert "u u : m m" in text
    assert "Besluit" not in text


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("alleen als de cliënt huurt", "Alleen invullen als de cliënt huurt."),
        ("Alleen als de cliënt huurt.", "Alleen invullen als de cliënt huurt."),
        ("als er schulden zijn", "Alleen invullen als er schulden zijn."),
        ("Enkel indien er kinderen zijn", "Alleen invullen indien er kinderen zijn."),
        ("er zijn kinderen", "Alleen invullen als: er zijn kinderen."),
        ("Alleen invullen als het regent.", "Alleen invullen als het regent."),
        ("alleen", "Alleen invullen als: alleen."),
    ],
)
def test_skip_rules_read_as_one_sentence(rule: str, sentence: str) -> None:
    assert skip_sentence(rule) == sentence


def test_a_level_is_not_numbered_twice() -> None:
    form = samples.FORM
    choice = next(form.questions()).choices[2]
    assert level_of(choice) == "3"
    assert level_of(Choice("3", "3. Soms", choice.score)) == ""
    assert level_of(Choice("nb", "Niet besproken")) == ""


def test_a_description_longer_than_a_page_still_prints() -> None:
    question = Question(
        path="/data/p/q",
        name="q",
        kind=QuestionKind.SELECT_ONE,
        label="Wat past?",
        choices=(Choice("a", "Heel lang verhaal. " * 500), Choice("b", "Kort")),
    )
    form = replace(samples.FORM, pages=(Group(path="/data/p", name="p", label="P", items=(question,)),), domains=())
    assert "Kort" in reading.words(blank_form(form, samples.OFFICE, FACTS))


def test_a_choice_says_on_paper_with_which_earlier_answer_it_belongs() -> None:
    question = Question(
        path="/data/huis/stad",
        name="stad",
        kind=QuestionKind.SELECT_ONE,
        label="Welke stad?",
        choices=(Choice("genk", "Genk", only_with="alleen bij “Limburg”"), Choice("geel", "Geel")),
        choice_rule="Welke antwoorden mogelijk zijn, hangt af van “In welke provincie?”.",
    )
    form = replace(samples.FORM, pages=(Group(path="/data/huis", name="huis", label="Huis", items=(question,)),))
    text = reading.words(blank_form(form, samples.OFFICE, samples.FACTS))
    assert "Genk (alleen bij “Limburg”)" in text
    assert "hangt af van “In welke provincie?”." in text
