# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A form on paper has what the screen has: rows, other scripts, and a code by which a scan is filed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import reading, samples
from tests.forms.making import made
from wwdesk.documents.blank_form import blank_form
from wwdesk.documents.facts import DocumentFacts
from wwdesk.documents.filled_form import filled_form
from wwdesk.documents.page_code import ALPHABET, PageCode, new_code, parse
from wwdesk.documents.right_to_left import seen, shaped
from wwdesk.forms.convert import convert
from wwdesk.forms.load import load

FACTS = DocumentFacts(code="X", printed_on=date(2026, 11, 23))
ROWS = """
| settings |
| | form_id | form_title | version |
| | rijen | Rijen | 1 |

| survey |
| | type | name | label | parameters |
| | begin_group | geld | Geld | |
| | integer | inkomen | Hoeveel inkomen? | |
| | begin_repeat | schuld | Schuld | |
| | text | aan | Aan wie? | |
| | begin_repeat | afspraak | Afspraak | |
| | date | dag | Welke dag? | |
| | end_repeat | | | |
| | end_repeat | | | |
| | text | nog | Nog iets? | |
| | end_group | | | |
| | begin_repeat | kind | Kind | |
| | text | naam | Hoe heet het? | |
| | end_repeat | | | |
| | begin_group | varia | Varia | |
| | rank wens | wens | Wat eerst? | |
| | range | druk | Hoeveel druk? | start=0 end=10 step=1 |
| | image | foto | Foto | |
| | end_group | | | |

| choices |
| | list_name | name | label |
| | wens | tuin | Een tuin |
| | wens | rust | Rust |
"""
ARABIC = """
| settings |
| | form_id | form_title | version | default_language |
| | talen | Talen | 1 | Nederlands (nl) |

| survey |
| | type | name | label::Nederlands (nl) | label::العربية (ar) |
| | begin_group | huis | Huis | البيت |
| | text | tuin | Tuin? | LANG |
| | end_group | | | |
"""

LONG = (
    "هل توجد حديقة كبيرة أو صغيرة في البيت الذي تسكن فيه الآن، وهل تستطيع العناية بها وحدك أم مع OCMW Genk في عام 2026؟"
)


def test_every_repeated_group_has_room_for_several_rows() -> None:
    text = reading.stream(blank_form(made(ROWS), samples.OFFICE, FACTS))
    for row in ("Schuld 1", "Schuld 2", "Schuld 3", "Afspraak 1", "Afspraak 2", "Kind 1", "Kind 2", "Kind 3"):
        assert row in text
    assert "Schuld 4" not in text
    assert "Afspraak 3" not in text
    assert text.count("2 Aan wie?") == 3
    assert text.count("3 Welke dag?") == 6
    assert "4 Nog iets?" in text
    assert "Schrijf een getal van 0 tot en met 10." in text
    assert "1 voor het belangrijkste" in text
    assert "foto of kopie" in text


def test_arabic_questions_are_shaped_and_read_from_the_right() -> None:
    converted = convert(ARABIC.replace("LANG", LONG))
    form = load(converted.xform, converted.tables, "ar")
    document = blank_form(form, samples.OFFICE, replace(FACTS, client_name="محمد علي"))
    text = unicodedata.normalize("NFKC", reading.stream(document))
    for word in ("حديقة", "صغيرة", "البيت", "OCMW", "Genk", "2026", "محمد"):
        assert word in text or word[::-1] in text, word
    assert document == blank_form(form, samples.OFFICE, replace(FACTS, client_name="محمد علي"))


def test_an_arabic_answer_stands_whole_in_a_dutch_form() -> None:
    form = made(ROWS)
    answers = {"/data/geld/nog": "قال لي محمد إن الإيجار مدفوع"}
    text = unicodedata.normalize("NFKC", reading.stream(filled_form(form, answers, samples.OFFICE, samples.FACTS, {})))
    assert "\ufffd" not in text
    assert "مدفوع" in text or "مدفوع"[::-1] in text


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("سلام", "ﺳﻼﻡ"),
        ("بيت", "ﺑﻴﺖ"),
        ("دار", "ﺩﺍﺭ"),
        ("كتاب", "ﻛﺘﺎﺏ"),
        ("الإيجار", "ﺍﻹﻳﺠﺎﺭ"),
        ("Genk 3600", "Genk 3600"),
    ],
)
def test_letters_have_the_shape_their_neighbours_ask(written: str, drawn: str) -> None:
    assert shaped(written) == drawn
    assert unicodedata.normalize("NFKC", shaped(written)) == written


def test_words_follow_each_other_as_they_are_seen() -> None:
    line = ["أسكن", "في", "Genk", "Noord", "منذ", "2019"]
    turned = seen(line, right_to_left=True)
    assert "Genk Noord" in turned
    assert turned.startswith("2019")
    dutch = seen(["De", "heer", "محمد", "علي", "woont", "hier"], right_to_left=False)
    assert dutch.startswith("De heer ")
    assert dutch.endswith(" woont hier")
    assert dutch.split()[2] == seen(["علي"], right_to_left=True)


@given(st.text(st.sampled_from("ابتثجلامنهوي abc 12(،؟"), max_size=40))
def test_no_letter_is_lost_or_made_up(text: str) -> None:
    def signs(words: str) -> list[str]:
        opened = unicodedata.normalize("NFKC", words).translate(str.maketrans("()", "(("))
        return sorted(sign for sign in opened if not sign.isspace())

    assert signs(seen(text.split(), right_to_left=True)) == signs(text)


def test_every_page_carries_its_code() -> None:
    code = new_code()
    document = blank_form(samples.FORM, samples.OFFICE, replace(FACTS, page_code=code))
    for number, page in enumerate(reading.pages(document), 1):
        assert str(PageCode(code, number)) in " ".join(page.split())
    assert "Paginacode" not in reading.stream(blank_form(samples.FORM, samples.OFFICE, FACTS))


def test_a_code_is_read_however_somebody_types_it() -> None:
    code = PageCode(new_code(), 3)
    for typed in (
        str(code),
        code.machine,
        str(code).lower(),
        f" {code.code} / 3 ",
        f"ww:{code.code}:3",
        f"{code.code} 3",
    ):
        assert parse(typed) == code, typed


@given(st.integers(0, 7), st.sampled_from(ALPHABET), st.integers(1, 200))
def test_a_wrong_sign_is_noticed(place: int, sign: str, page: int) -> None:
    code = new_code()
    wrong = code[:place] + sign + code[place + 1 :]
    assert (parse(f"{wrong} / {page}") is None) == (wrong != code)


@pytest.mark.parametrize("text", ["", "K7QM", "WW:::", "AAAA-AAAA", "https://voorbeeld.be", "K7QM-3F2D / 0", "x" * 500])
def test_what_is_no_code_is_none(text: str) -> None:
    assert parse(text) is None
