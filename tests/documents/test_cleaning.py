# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever people paste, it prints: cleaned, escaped, visible where a letter is missing."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import reading, samples
from wwdesk.documents.cleaning import MISSING, clean, markup
from wwdesk.documents.press import filled_form
from wwdesk.documents.style import BODY as BODY_STYLE
from wwdesk.documents.style import fitted, known_characters, plain, width_of
from wwdesk.forms.model import Group

anything = st.text(st.characters(exclude_categories=()), max_size=300)
"""Lone surrogates and control characters included: they come out of damaged files and clipboards."""


@given(anything)
def test_only_letters_of_the_font_and_line_ends_are_left(text: str) -> None:
    known = known_characters()
    assert all(char == "\n" or ord(char) in known for char in clean(text, known))


@given(anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text, known_characters())
    assert clean(once, known_characters()) == once


@given(anything)
def test_markup_reads_back_as_the_cleaned_words(text: str) -> None:
    tree = ET.fromstring(f"<p>{markup(text, known_characters())}</p>")  # noqa: S314 - our own text
    assert {part.tag for part in tree} <= {"br"}
    assert "".join(tree.itertext()).replace("\n", "") == clean(text, known_characters()).replace("\n", "")
    assert len(tree) == clean(text, known_characters()).count("\n")


@pytest.mark.parametrize(
    ("pasted", "printed"),
    [
        ("Zoë, Çelik, Đorđević, Łukasz, Ștefan", "Zoë, Çelik, Đorđević, Łukasz, Ștefan"),
        ("“aanhaling” ‘enkel’ – streep — lang … € ½ m²", "“aanhaling” ‘enkel’ – streep — lang … € ½ m²"),
        ("Ελένη Мария", "Ελένη Мария"),
        ("e\u0301e\u0301n", "één"),
        ("regel 1\r\nregel 2\rregel 3\u2028regel 4", "regel 1\nregel 2\nregel 3\nregel 4"),
        ("a\tb", "a b"),
        ("① Ⅳ ２", "1 IV 2"),
        ("von\u00adhier\u200b\ufeff\u2066x\u2069", "vonhierx"),
        ("❤\ufe0f", MISSING),
        ("\ud800", MISSING),
        ("日本", MISSING * 2),
        ("ok ✓ → ≥ 3", "ok v -> >= 3"),
    ],
)
def test_what_offices_paste(pasted: str, printed: str) -> None:
    assert clean(pasted, known_characters()) == printed


@given(anything, st.floats(0, 400))
def test_a_fitted_line_fits(text: str, room: float) -> None:
    line = fitted(text, BODY_STYLE, room)
    assert "\n" not in line
    assert line in {plain(text), "…"} or line.endswith("…")
    assert width_of(line, BODY_STYLE) <= max(room, width_of("…", BODY_STYLE))


@settings(max_examples=30, deadline=None)
@given(anything, anything)
def test_any_answer_and_any_name_print(answer: str, name: str) -> None:
    page = samples.FORM.pages[0]
    short = Group(path=page.path, name=page.name, label=page.label, items=page.items[-2:])
    form = replace(samples.FORM, pages=(short,))
    facts = replace(samples.FACTS, client_name=name, present=answer, draft=True)
    document = filled_form(form, {"/data/huis/nota": answer}, samples.OFFICE, facts, {"huis": answer})
    assert "pagina 1 van" in reading.pages(document)[0]
