# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""On paper every rule is a sentence: in plain words where there are any, else with what it depends on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.making import settings
from wwdesk.forms.built_in import built_in_forms
from wwdesk.forms.convert import convert
from wwdesk.forms.load import load
from wwdesk.forms.model import Choice, Question, QuestionKind
from wwdesk.forms.skip_rule import in_words
from wwdesk.forms.value_words import Nameable
from wwdesk.forms.xform import read_xform
from wwdesk.forms.xpath.parser import parse

LEVEL = (Choice("1", "Lukt niet"), Choice("2", "Gaat goed"))
QUESTIONS = {
    question.path: question
    for question in (
        Question(path="/d/a", name="a", kind=QuestionKind.SELECT_ONE, label="Lukt het?", choices=LEVEL),
        Question(path="/d/m", name="m", kind=QuestionKind.SELECT_MULTIPLE, label="Wie helpt?", choices=LEVEL),
        Question(path="/d/n", name="n", kind=QuestionKind.INTEGER, label="Hoeveel kinderen?"),
        Question(path="/d/k", name="k", kind=QuestionKind.INTEGER, label="Hoeveel kamers?"),
        Question(path="/d/t", name="t", kind=QuestionKind.TEXT, label="Welke taal?"),
        Question(path="/d/dag", name="dag", kind=QuestionKind.DATE, label="Sinds wanneer?"),
        Question(path="/d/samen_in", name="samen_in", kind=QuestionKind.HIDDEN),
        Question(path="/d/schuld/bedrag", name="bedrag", kind=QuestionKind.DECIMAL, label="Welk bedrag?"),
        Question(path="/d/schuld/soort", name="soort", kind=QuestionKind.SELECT_ONE, label="Welke?", choices=LEVEL),
    )
}
KNOWN = Nameable(questions=QUESTIONS, groups={"/d/schuld": "Schulden"})
NUMBERED = Nameable(
    questions=QUESTIONS,
    numbers={path: str(number) for number, path in enumerate(QUESTIONS, 1) if path != "/d/samen_in"},
    calculations={"/d/samen_in": parse("/d/n + /d/tussen"), "/d/tussen": parse("sum(/d/schuld/bedrag) + ../k")},
)


def words(rule: str, here: str = "/d/x", known: Nameable = KNOWN) -> str:
    return in_words(parse(rule), known, here).removeprefix("alleen als ")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("/d/a = '1'", "bij “Lukt het?” “Lukt niet” is gekozen"),
        ("'1' = /d/a", "bij “Lukt het?” “Lukt niet” is gekozen"),
        ("not(/d/a = '1')", "bij “Lukt het?” niet “Lukt niet” is gekozen"),
        ("not(/d/n > 2)", "“Hoeveel kinderen?” hoogstens 2 is"),
        ("3 <= /d/n", "“Hoeveel kinderen?” minstens 3 is"),
        ("/d/n > /d/k", "“Hoeveel kinderen?” meer is dan “Hoeveel kamers?”"),
        ("/d/n + /d/k >= 5", "“Hoeveel kinderen?” plus “Hoeveel kamers?” minstens 5 is"),
        ("/d/t != ''", "“Welke taal?” is ingevuld"),
        ("/d/t = ''", "“Welke taal?” niet is ingevuld"),
        ("/d/t", "“Welke taal?” is ingevuld"),
        ("count-selected(/d/m) > 1", "het aantal kruisjes bij “Wie helpt?” meer is dan 1"),
        (
            "selected(/d/m, '1') and (/d/n > 0 or /d/k > 1)",
            (
                "bij “Wie helpt?” “Lukt niet” is aangekruist en "
                "(“Hoeveel kinderen?” meer is dan 0 of “Hoeveel kamers?” meer is dan 1)"
            ),
        ),
        (
            "not(/d/n > 0 and /d/k > 0)",
            "het niet zo is dat (“Hoeveel kinderen?” meer is dan 0 en “Hoeveel kamers?” meer is dan 0)",
        ),
        ("/d/dag < today()", "“Sinds wanneer?” vroeger valt dan vandaag"),
        ("/d/dag > '2026-01-31'", "“Sinds wanneer?” later valt dan 31/01/2026"),
        ("/d/samen_in > 10.5", "de berekening “samen in” meer is dan 10,5"),
        ("sum(/d/schuld/bedrag) > 100", "de som van “Welk bedrag?” meer is dan 100"),
        ("count(/d/schuld) > 1", "het aantal keer “Schulden” meer is dan 1"),
        ("position(..) = 1", "het nummer van de rij gelijk is aan 1"),
        ("coalesce(/d/n, /d/k) = 2", "“Hoeveel kinderen?” (of anders “Hoeveel kamers?”) gelijk is aan 2"),
        ("contains(/d/t, 'ned')", "“Welke taal?” “ned” bevat"),
        ("regex(/d/t, '[a-z]+')", "“Welke taal?” in de gevraagde vorm staat"),
        (
            "instance('l')/lijst/item[name = /d/a]/score > 2",
            "“score” van het antwoord bij “Lukt het?” meer is dan 2",
        ),
        ("instance('l')/lijst/item[name = /d/a]/label = 'x'", "“Lukt het?” gelijk is aan “x”"),
        (
            "instance('l')/lijst/item[name = /d/a and weg = 1]/score > 2",
            "dat volgt uit “Lukt het?”; kijk in geval van twijfel op het scherm",
        ),
        ("/d/a = '1' or /d/a = '2'", "bij “Lukt het?” “Lukt niet” of “Gaat goed” is gekozen"),
        ("selected(/d/m, '1') or selected(/d/m, '2')", "bij “Wie helpt?” “Lukt niet” of “Gaat goed” is aangekruist"),
        ("/d/n = 2", "“Hoeveel kinderen?” gelijk is aan 2"),
        ("/d/a >= 2", "“Lukt het?” minstens “Gaat goed” is"),
        ("not(/d/t)", "“Welke taal?” niet is ingevuld"),
        ("/d/dag >= today() - 30", "“Sinds wanneer?” niet vroeger valt dan vandaag min 30 dagen"),
        ("today() - /d/dag > 90", "het aantal dagen tussen “Sinds wanneer?” en vandaag meer is dan 90"),
        ("min(/d/n, /d/k) > 1", "het kleinste van “Hoeveel kinderen?” en “Hoeveel kamers?” meer is dan 1"),
        ("/d/schuld[2]/bedrag > 5", "“Welk bedrag?” in rij 2 meer is dan 5"),
        (
            "sum(/d/schuld[soort = '1']/bedrag) > 100",
            "de som van “Welk bedrag?” in de rijen waar bij “Welke?” “Lukt niet” is gekozen meer is dan 100",
        ),
        (
            "if(/d/n > 2, /d/k, 0) = 1",
            "“Hoeveel kamers?” (als “Hoeveel kinderen?” meer is dan 2) of anders 0 gelijk is aan 1",
        ),
        ("ends-with(/d/t, 's')", "“Welke taal?” op “s” eindigt"),
        (
            "substr(/d/t, 1) = 'x' and /d/n > 1",
            (
                "(dat volgt uit “Welke taal?”; kijk in geval van twijfel op het scherm) "
                "en “Hoeveel kinderen?” meer is dan 1"
            ),
        ),
        ("/d/n mod 2 = 1", "de rest van “Hoeveel kinderen?” gedeeld door 2 gelijk is aan 1"),
        ("random() > 0.5", "het scherm erom vraagt"),
    ],
)
def test_a_rule_in_words(rule: str, expected: str) -> None:
    assert words(rule) == expected


def test_a_rule_in_a_row_looks_around_itself() -> None:
    assert words("../bedrag > 100", "/d/schuld/x") == "“Welk bedrag?” meer is dan 100"
    assert words("current()/../bedrag > 100", "/d/schuld/x") == "“Welk bedrag?” meer is dan 100"


def test_numbers_on_paper_find_the_questions() -> None:
    assert words("/d/n > 2", known=NUMBERED) == "“Hoeveel kinderen?” (vraag 3) meer is dan 2"
    assert words("/d/samen_in > 10", known=NUMBERED) == (
        "de berekening “samen in” (uit vragen 3, 4 en 8) meer is dan 10"
    )
    rich = "substr(concat(/d/a, /d/m, /d/n, /d/k), 1) = 'x'"
    assert words(rich, known=NUMBERED) == "dat volgt uit vragen 1, 2, 3 en 4; kijk in geval van twijfel op het scherm"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "seulement si à «\u00a0Lukt het?\u00a0» la réponse est «\u00a0Lukt niet\u00a0»"),
        ("en", "only if the answer to “Lukt het?” is “Lukt niet”"),
        ("ar", "فقط إذا كان الجواب عن «Lukt het?» هو «Lukt niet»"),
        ("tr", "alleen als bij “Lukt het?” “Lukt niet” is gekozen"),
        ("../nl", "alleen als bij “Lukt het?” “Lukt niet” is gekozen"),
    ],
)
def test_a_rule_speaks_the_language_of_its_form(language: str, expected: str) -> None:
    assert in_words(parse("/d/a = '1'"), Nameable(questions=QUESTIONS, language=language), "/d/x") == expected


PIECES = st.recursive(
    st.sampled_from(
        [
            *(
                "/d/a",
                "/d/m",
                "/d/n",
                "/d/t",
                "/d/schuld/bedrag",
                "../n",
                ".",
                "/d/weg",
                "/d/samen_in",
                "/d/schuld[2]/bedrag",
            ),
            *("/d/dag", "1", "2.5", "'1'", "''", "today()", "'2026-01-31'"),
        ]
    ),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["=", "!=", "<", ">=", "+", "-", "div", "mod", "and", "or", "*"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        )
        | st.tuples(st.sampled_from(["not", "sum", "count", "boolean", "number", "string-length", "floor"]), inner).map(
            lambda parts: f"{parts[0]}({parts[1]})"
        )
        | st.tuples(st.sampled_from(["selected", "coalesce", "contains", "regex"]), inner, inner).map(
            lambda parts: f"{parts[0]}({parts[1]}, {parts[2]})"
        )
        | st.tuples(inner, inner, inner).map(lambda parts: f"if({parts[0]}, {parts[1]}, {parts[2]})")
        | inner.map(lambda part: f"instance('l')/lijst/item[name = {part}]/score")
        | inner.map(lambda part: f"sum(/d/schuld[{part} > 1]/bedrag)")
    ),
    max_leaves=8,
)


@given(PIECES, st.sampled_from(["nl", "fr", "en", "ar"]), st.sampled_from([KNOWN, NUMBERED]))
def test_every_rule_has_words(rule: str, language: str, known: Nameable) -> None:
    said = words(rule, known=replace(known, language=language))
    assert said.strip()
    assert "  " not in said
    assert "{" not in said
    assert said.count("(") == said.count(")")


@pytest.mark.parametrize("form_id", sorted(built_in_forms()))
def test_every_rule_of_a_built_in_form_is_on_paper(form_id: str) -> None:
    source = convert(built_in_forms()[form_id].read(), form_id)
    form = load(source.xform, source.tables)
    ruled = {path for path, bind in read_xform(source.xform).binds.items() if bind.get("relevant")}
    told = {question.path: question.skip_rule for question in form.questions()}
    told |= {group.path: group.skip_rule for page in form.pages for group in (page, *page.groups())}
    assert {path for path in ruled if not told[path]} == set()
    assert not [words for words in told.values() if "kijk in geval van twijfel" in words]


CITIES = (
    "| choices |\n| | list_name | name | label | provincie |\n"
    "| | p | lim | Limburg | |\n| | p | ant | Antwerpen | |\n"
    "| | stad | genk | Genk | lim |\n| | stad | geel | Geel | ant |\n"
)


def cities(rule: str) -> Question:
    sheet = (
        "| survey |\n| | type | name | label | choice_filter |\n"
        "| | select_one p | waar | In welke provincie? | |\n"
        f"| | select_one stad | stad | Welke stad? | {rule} |\n"
    )
    source = convert(f"{sheet}{CITIES}{settings()}".encode(), "proef")
    return load(source.xform, source.tables).by_path()["/data/stad"]


@pytest.mark.parametrize("rule", ["provincie = ${waar}", "${waar} = provincie"])
def test_a_choice_says_with_which_answer_it_belongs(rule: str) -> None:
    found = cities(rule)
    assert [choice.only_with for choice in found.choices] == ["alleen bij “Limburg”", "alleen bij “Antwerpen”"]
    assert (
        found.choice_rule
        == "Tussen haakjes staat bij welk antwoord op “In welke provincie?” (vraag 1) een keuze hoort."
    )


def test_a_rich_filter_names_what_it_hangs_on() -> None:
    found = cities("provincie = ${waar} or ${waar} = ''")
    assert {choice.only_with for choice in found.choices} == {""}
    assert found.choice_rule == "Welke antwoorden mogelijk zijn, hangt af van “In welke provincie?” (vraag 1)."
