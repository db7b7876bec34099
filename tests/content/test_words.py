# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The instrument and the lists are in plain Flemish Dutch that a starting worker can read aloud to a client."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from statistics import mean

from tests.content.instrument import instrument, levels, questions
from wwdesk.methods.lists import code_lists

LONGEST_SENTENCE = 18
AVERAGE_SENTENCE = 8
LONGEST_WORD = 22


def texts() -> dict[str, str]:
    """Every sentence of the instrument under the place where it stands."""
    form = instrument()
    found = {page.name: f"{page.label}. {page.hint}" for page in form.pages}
    for question in questions():
        found[question.name] = " ".join(text for text in (question.label, question.hint, question.skip_rule) if text)
        found |= {f"{question.name} {choice.name}": choice.label for choice in question.choices}
    found |= {f"band {band.domain} {band.label}": f"{band.label}. {band.advice}" for band in form.bands}
    for place in form.locations:
        found[place.name] = place.description
        found |= {f"{place.name} {number}": item.label for number, item in enumerate(place.criteria)}
    found |= {f"list {each.id} {item.code}": item.label for each in code_lists().values() for item in each.items}
    return found


def sentences(text: str) -> list[list[str]]:
    parts = re.split(r"(?<=[.?!:])\s+", text)
    return [words for part in parts if (words := re.findall(r"[\w'’-]+", part))]


def test_sentences_are_short() -> None:
    found = {place: words for place, text in texts().items() for words in sentences(text)}
    too_long = [place for place, words in found.items() if len(words) > LONGEST_SENTENCE]
    assert too_long == []
    assert mean(len(words) for text in texts().values() for words in sentences(text)) < AVERAGE_SENTENCE


def test_words_are_short_enough_to_read_aloud() -> None:
    found = {word for text in texts().values() for words in sentences(text) for word in words}
    assert [word for word in sorted(found) if len(word) > LONGEST_WORD] == []


def test_no_stiff_words_no_jargon_no_judgement() -> None:
    listed = tomllib.loads((Path(__file__).parent / "words_not_used.toml").read_text("utf-8"))
    words = [word for kind in ("stiff", "jargon", "judging") for word in listed[kind].split()]
    forbidden = re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE)
    assert {place: text for place, text in texts().items() if forbidden.search(text)} == {}


def test_questions_ask_one_thing_and_end_with_a_question_mark() -> None:
    for question in questions():
        assert question.label.endswith("?"), question.name
        assert question.label.count("?") == 1, question.name
        assert not re.search(r"\ben/of\b", question.label), question.name


def test_levels_and_advice_are_whole_sentences() -> None:
    for question in questions():
        for level in levels(question):
            assert re.fullmatch(r"['A-ZÉ].*\.", level.label), f"{question.name} {level.name}"
    assert [band.label for band in instrument().bands if not band.advice.endswith(".")] == []


def test_nobody_is_called_he_or_she() -> None:
    called = re.compile(r"\b(hij|zij|haar|hem|zijn (?:eigen|woning|geld))\b", re.IGNORECASE)
    assert {place: text for place, text in texts().items() if called.search(text)} == {}


def test_quotes_and_spaces_are_plain() -> None:
    assert {place: text for place, text in texts().items() if re.search(r"[“”‘\u00a0]|  ", text)} == {}
