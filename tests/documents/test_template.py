# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Templates: every mistake has its line; what is filled in is text, whatever it looks like."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from wwdesk.documents.facts import DocumentFacts, Letterhead
from wwdesk.documents.letter import letter
from wwdesk.documents.template import Template, TemplateError, read_template
from wwdesk.documents.template_filling import fill
from wwdesk.domain.errors import DeskError

LABELS = {"naam": "Naam van de cliënt", "bedrag": "Achterstal nu (euro)", "op": "Dag"}
TODAY = date(2026, 11, 23)
HEAD = """+++
title = "Proef"
kind = "agreement"

[[field]]
id = "doelen"
label = "Doelen"
kind = "list"
columns = { wens = "Wens" }
+++
"""


def read(body: str, head: str = HEAD) -> Template:
    return read_template("proef.doc.md", head + body, LABELS)


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(TemplateError) as refused:
        read_template("proef.doc.md", text, LABELS)
    assert "proef.doc.md" in refused.value.sentence
    return [(problem.line, problem.sentence) for problem in refused.value.problems]


def printed(template: Template, values: dict[str, object], free: dict[str, str] | None = None) -> str:
    filled = fill(template, values, LABELS, TODAY, free=free)
    pdf = letter(filled, ("Zoë",), "Genk", Letterhead(office="Kantoor"), DocumentFacts(code="X", printed_on=TODAY))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Beste ${nam},", 11, "Bedoel je “naam”?"),
        ("een\n\n${x}", 13, "“x”"),
        ("::: als ${bedrag} >\nja\n:::", 11, "voorwaarde"),
        ("::: als ${bedrach} > 1\nja\n:::", 11, "bedrag"),
        ("::: als /data/x = 1\nja\n:::", 11, "voorwaarde"),
        ("::: elk dolen\nja\n:::", 11, "“dolen”"),
        ("::: zomaar\nja\n:::", 11, "“zomaar”"),
        ("::: als ${bedrag} > 1\nja", 11, "eindigt nergens"),
        ("ja\n:::", 12, "eindigt een blok"),
        ("::: keuze Huisdier\nja\n:::", 11, "titel tussen aanhalingstekens"),
        ('::: vrij a "A"\n:::\n::: keuze a "B"\nx\n:::', 13, "nog niet gebruikt"),
        ("::: elk doelen\n${wens} ${wans}\n:::", 12, "Bedoel je “wens”?"),
        ("${wens}", 11, "“wens”"),
    ],
)
def test_a_mistake_has_its_line_and_a_suggestion(body: str, line: int, words: str) -> None:
    found = problems(HEAD + body)
    assert any(at == line and words in sentence for at, sentence in found), found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Beste", "kop"),
        ("+++\ntitle = Proef\n+++\n", "aanhalingstekens"),
        ('+++\ntitle = ""\n+++\n', "titel"),
        ('+++\ntitle = "a"\nkind = "fax"\n+++\n', "“fax”"),
        ('+++\ntitle = "a"\nkleur = "rood"\n+++\n', "“kleur”"),
        ('+++\ntitle = "a"\n[[field]]\nid = "A b"\nlabel = "x"\n+++\n', "“A b”"),
        ("x" * 200_001, "te lang"),
    ],
)
def test_a_wrong_head_is_told(text: str, words: str) -> None:
    assert any(words in sentence for _, sentence in problems(text))


def test_conditions_loops_and_clauses_decide_what_is_printed() -> None:
    template = read(
        "${naam}\n\n::: als ${bedrag} > 100\nveel\n:::\n::: als ${bedrag} <= 100\nweinig\n:::\n"
        '::: elk doelen\n- ${wens}\n:::\n::: keuze dier "Dier"\nEen hond mag.\n:::\n::: vrij nog "Nog"\nvoorstel\n:::\n'
    )
    goals = [{"wens": "een deur"}, {"wens": "rust"}]
    values: dict[str, object] = {"naam": "Zoë", "bedrag": Fraction(250), "doelen": goals}
    said = printed(template, values)
    for words in ("veel", "een deur", "rust", "Een hond mag.", "voorstel"):
        assert words in said
    assert "weinig" not in said
    assert "voorstel" not in printed(template, values, {"nog": "anders"})


def test_what_a_condition_leaves_out_may_be_empty_and_the_rest_may_not() -> None:
    template = read("::: als ${op} != ''\nop ${op}\n:::\n${naam} ${bedrag}")
    with pytest.raises(DeskError) as why:
        fill(template, {"naam": " "}, LABELS, TODAY)
    assert "Naam van de cliënt, Achterstal nu (euro)" in why.value.sentence
    assert "Dag" not in why.value.sentence
    assert "op 4 maart 2026" in printed(template, {"naam": "Zoë", "bedrag": Fraction(0), "op": date(2026, 3, 4)})


@pytest.mark.parametrize(
    "text",
    [
        "<b>vet</b> & <img src='/etc/passwd'>",
        "${bedrag} {{x}} %s",
        "**geen vet** _en_ `ook` # niet",
        "![a](file:///etc/passwd) [b](http://x)",
        "| a | b |",
        "::: als 1\n:::",
    ],
)
def test_a_value_is_shown_exactly_as_it_is(text: str) -> None:
    template = read("Naam: ${naam}.")
    said = printed(template, {"naam": text})
    assert " ".join(text.split()) in said


def test_free_text_knows_headings_lists_and_tables_but_no_links_or_pictures() -> None:
    template = read('::: vrij nog "Nog"\n:::')
    parts = (
        "## Kop",
        "1. een\n2. twee **vet**",
        "| Wie | Wat |\n|---|---|\n| Rik | fiets |",
        "![x](file:///etc/x) <script>",
    )
    typed = "\n\n".join(parts)
    said = printed(template, {}, {"nog": typed})
    for words in ("Kop", "1. een", "2. twee vet", "Rik", "![x](file:///etc/x) <script>"):
        assert words in said


def test_a_very_long_name_and_strange_signs_still_make_a_document() -> None:
    template = read("Beste ${naam},")
    assert printed(template, {"naam": "Zoë " * 25_000}).count("Zoë") > 20_000
    strange = "a\x00b\u202ec \U0001f600 \u0645\u0631\u062d\u0628\u0627 Ωмир"
    assert "Ωмир" in printed(template, {"naam": strange})


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_template_or_is_refused_with_sentences(text: str) -> None:
    try:
        template = read(text)
    except TemplateError as refused:
        sentences = [problem.sentence for problem in refused.problems]
    else:
        sentences = [printed(template, {"naam": "Zoë", "bedrag": Fraction(1), "op": TODAY, "doelen": [{"wens": "x"}]})]
    assert all(sentences)
