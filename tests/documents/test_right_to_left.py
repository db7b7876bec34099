# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Paper in a language that is written from right to left is the mirror image: everything begins at the right."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest

from tests.documents import reading, samples
from tests.documents.arabic import ANSWERS, arabic_form
from wwdesk.documents import style
from wwdesk.documents.blank_form import blank_form
from wwdesk.documents.filled_form import filled_form
from wwdesk.documents.right_to_left import seen
from wwdesk.forms.filling import Filling
from wwdesk.forms.score_log import score_log
from wwdesk.forms.scoring import score

DAY = date(2026, 11, 20)
RIGHT = style.PAGE_WIDTH - style.RIGHT
PATH = 2
"""What pdfium calls a drawn line or box."""


def shapes(document: bytes) -> list[tuple[float, float, float]]:
    """Left edge, width and height of every line and box."""
    opened: Any = pypdfium2.PdfDocument(document)
    found = [one.get_bounds() for page in opened for one in page.get_objects() if one.type == PATH]
    return [(left, right - left, top - bottom) for left, bottom, right, top in found]


def ticks(document: bytes) -> list[float]:
    """The middles of the boxes to tick."""
    boxes = [(left, width) for left, width, height in shapes(document) if abs(width - height) < 0.1 and width < 10]
    return sorted(left + width / 2 for left, width in boxes)


def bars(document: bytes) -> list[float]:
    """Where the upright rules stand beside what hangs on a condition."""
    return [left for left, width, height in shapes(document) if width < 3 and height > 40]


def where(document: bytes, words: str) -> list[tuple[float, float, float]]:
    """Left edge, right edge and height on the page of some Latin words or numbers, wherever they stand."""
    opened: Any = pypdfium2.PdfDocument(document)
    found: list[tuple[float, float, float]] = []
    for page in opened:
        text = page.get_textpage()
        search = text.search(words, match_whole_word=True)
        while (hit := search.get_next()) is not None:
            boxes = [text.get_charbox(hit[0] + place) for place in range(hit[1])]
            found.append((min(box[0] for box in boxes), max(box[2] for box in boxes), boxes[0][1]))
    return found


def arabic_letters(document: bytes) -> list[tuple[float, float]]:
    """Left edge and height on the first page of every Arabic letter."""
    opened: Any = pypdfium2.PdfDocument(document)
    text = opened[0].get_textpage()
    return [
        (text.get_charbox(place)[0], text.get_charbox(place)[1])
        for place, sign in enumerate(text.get_text_range())
        if unicodedata.bidirectional(sign) == "AL"
    ]


def filled(language: str = "ar") -> bytes:
    form = arabic_form(language)
    filling = Filling(form, ANSWERS, DAY)
    asked = frozenset(path for path in filling.paths() if filling.relevant(path))
    scores = score_log(form, filling, score(form, filling, DAY).domains, language)
    return filled_form(form, ANSWERS, samples.OFFICE, samples.FACTS, {}, asked=asked, scores=scores)


def test_every_box_to_tick_stands_in_the_mirror_image() -> None:
    dutch = ticks(blank_form(samples.FORM, samples.OFFICE, samples.FACTS))
    mirrored = ticks(blank_form(replace(samples.FORM, language="ar"), samples.OFFICE, samples.FACTS))
    assert len(mirrored) > 100
    assert mirrored == pytest.approx(sorted(style.LEFT + RIGHT - middle for middle in dutch), abs=0.2)


def test_bars_and_numbers_stand_at_the_right() -> None:
    blank = blank_form(arabic_form(), samples.OFFICE, samples.FACTS)
    assert bars(blank)
    assert all(left > RIGHT - 12 for left in bars(blank))
    assert all(left < style.LEFT + 12 for left in bars(blank_form(arabic_form("nl"), samples.OFFICE, samples.FACTS)))
    for paper in (blank, filled()):
        for number in ("11", "12"):
            assert [place for place in where(paper, number) if place[0] > RIGHT - style.SLOT], number


def test_a_fact_stands_left_of_its_label_with_room_between() -> None:
    paper = filled()
    letters = arabic_letters(paper)
    for value in ("2026-0147", "16/11/2026", "20/11/2026"):
        _, end, line = next(place for place in where(paper, value) if place[2] > 400)
        beside = [left for left, height in letters if abs(height - line) < 8 and left > end - 1]
        assert min(beside) > end + 4, value


def test_the_office_the_foot_and_the_lines_are_turned_too() -> None:
    paper = blank_form(arabic_form(), samples.OFFICE, samples.FACTS)
    middle = style.PAGE_WIDTH / 2
    assert all(left > middle for left, _, _ in where(paper, "Haspengouw"))
    assert all(left < middle for left, _, _ in where(paper, "Voorbeeldstraat"))
    client, *_ = where(paper, "Maria")
    assert client[0] > middle, "a name that is known is written beside its label"


def test_latin_names_stay_readable() -> None:
    for paper in (blank_form(arabic_form(), samples.OFFICE, samples.FACTS), filled()):
        assert "OCMW" in reading.stream(paper)
        assert "Fluvius" in reading.stream(paper)
        assert "\ufffd" not in reading.stream(paper)
    assert "CAW Limburg" in reading.stream(filled())


def test_a_stop_after_a_latin_word_closes_the_sentence_at_its_left() -> None:
    arabic = seen(["من"], right_to_left=True)
    assert seen(["من", "OCMW", "Genk."], right_to_left=True) == f".OCMW Genk {arabic}"
    assert seen(["من", "OCMW", "(Genk)"], right_to_left=True) == f"OCMW (Genk) {arabic}"
    assert seen(["De", "heer", "Peeters."], right_to_left=False) == "De heer Peeters."


def test_a_long_arabic_text_runs_over_pages() -> None:
    answer = "قال لي محمد إن الإيجار مدفوع وإن OCMW Genk يساعده كل شهر. " * 150
    form = arabic_form()
    for language in ("ar", "nl"):
        paper = filled_form(
            replace(form, language=language),
            {**ANSWERS, "/data/huis/wie": answer},
            samples.OFFICE,
            samples.FACTS,
            {"huis": answer},
        )
        count = len(reading.pages(paper))
        assert count > 3
        assert reading.stream(paper).count("OCMW") >= 300
