# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A form on paper speaks its own language, from the head of the page to its foot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.documents import samples
from tests.documents.reading import stream
from tests.house.sources import ROOT
from tests.house.text_keys import sentences_in
from wwdesk.documents.blank_form import blank_form
from wwdesk.documents.filled_form import filled_form
from wwdesk.documents.plan import skip_sentence
from wwdesk.domain.texts import t

TEXTS = ROOT / "resources" / "texts"
FACTS = replace(samples.FACTS, draft=True, page_code="ABCD1234", submitted_on=None, present="")


def papers(language: str) -> tuple[bytes, bytes]:
    form = replace(samples.FORM, language=language)
    now = samples.profile(samples.SCORES_NOW, date(2026, 11, 20))
    filled = filled_form(form, samples.answers(), samples.OFFICE, FACTS, {}, scores=samples.logs(now))
    return blank_form(form, samples.OFFICE, FACTS), filled


def dutch_sentences() -> list[str]:
    """Those of paper that are the same words in no other language, and no label of the form itself."""
    french = sentences_in(TEXTS / "fr").plain
    keys = [key for key in french if key.startswith("documents.") and key != "documents.not_discussed"]
    whole = [t(key) for key in keys if not french[key].fields]
    return [sentence for sentence in whole if len(sentence) > 12]


@pytest.mark.parametrize(("language", "kicker"), [("fr", "Formulaire à remplir"), ("en", "Form to fill in")])
def test_the_fixed_words_are_in_the_language_of_the_form(language: str, kicker: str) -> None:
    blank, filled = (stream(paper) for paper in papers(language))
    assert kicker in blank
    assert " ".join(t("documents.confidential", language).split()) in filled
    assert t("documents.draft", language) in filled
    assert t("documents.page_code", language, code="ABCD-1234 / 1") in blank
    assert [sentence for sentence in dutch_sentences() if sentence in blank + filled] == []
    assert t("documents.blank.how_title") in stream(papers("nl")[0])


def test_arabic_words_are_drawn_in_the_arabic_font() -> None:
    blank, filled = papers("ar")
    for paper in (blank, filled):
        assert [sentence for sentence in dutch_sentences() if sentence in stream(paper)] == []
        assert PdfReader(BytesIO(paper)).root_object["/Lang"] == "ar"


@pytest.mark.parametrize("language", ["tr", "Français", "../../nl", ""])
def test_a_language_without_texts_gets_dutch_words(language: str) -> None:
    assert t("documents.blank.how_title") in stream(papers(language)[0])


def test_a_regional_language_is_that_language() -> None:
    assert t("documents.blank.kicker", "fr-BE") == t("documents.blank.kicker", "fr")
    assert "Formulaire" in stream(papers("fr-be")[0])


@pytest.mark.parametrize(
    ("language", "rule", "sentence"),
    [
        ("fr", "seulement si « A » est rempli", "À remplir seulement si « A » est rempli."),
        ("fr", "il y a des enfants", "À remplir seulement si\u00a0: il y a des enfants."),
        ("en", "only if “A” is filled in", "Fill in only if “A” is filled in."),
        ("ar", "فقط إذا تم ملء «A»", "يملأ فقط إذا تم ملء «A»."),
    ],
)
def test_skip_rules_read_as_one_sentence(language: str, rule: str, sentence: str) -> None:
    assert skip_sentence(rule, language) == sentence
