# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Our own instrument on paper: every question, every level, every branch."""

from __future__ import annotations

from datetime import date

import pytest

from tests.documents import reading, samples
from wwdesk.documents.facts import DocumentFacts
from wwdesk.documents.plan import is_not_discussed, sheets, skip_sentence
from wwdesk.documents.press import blank_form, filled_form
from wwdesk.domain.content import content_folder
from wwdesk.forms.convert import convert
from wwdesk.forms.load import load
from wwdesk.forms.model import Form, Question


@pytest.fixture(scope="module")
def form() -> Form:
    converted = convert((content_folder("forms") / "shared" / "woonvaardigheden" / "form.md").read_bytes())
    return load(converted.xform, converted.tables)


@pytest.fixture(scope="module")
def paper(form: Form) -> bytes:
    return blank_form(form, samples.OFFICE, DocumentFacts(code="BLANCO", printed_on=date(2026, 11, 23)))


def test_every_question_level_and_branch_is_on_the_kitchen_table(form: Form, paper: bytes) -> None:
    text = reading.stream(paper)
    for sheet in sheets(form):
        assert f"{sheet.number} {sheet.page.label}" in text
        for entry in sheet.entries:
            item = entry.item
            if item.skip_rule:
                assert skip_sentence(item.skip_rule) in text
            assert item.label in text
            if isinstance(item, Question):
                for choice in item.choices:
                    assert is_not_discussed(choice) or choice.label in text


def test_it_fits_on_seven_sheets_printed_on_both_sides(paper: bytes) -> None:
    pages = reading.pages(paper)
    assert len(pages) <= 14
    assert all(len(page.split()) > 60 for page in pages), "a page is nearly empty"


def test_a_screening_without_one_answer_prints(form: Form) -> None:
    asked = {question.path for question in form.questions() if not question.skip_rule}
    text = reading.stream(filled_form(form, {}, samples.OFFICE, samples.DRAFT, {}, asked=asked))
    assert "Alleen invullen" not in text
    assert text.count("niet ingevuld") == sum(
        isinstance(entry.item, Question) and bool(entry.number) and not entry.item.skip_rule
        for sheet in sheets(form)
        for entry in sheet.entries
    )
