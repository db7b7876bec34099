# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every document: embedded fonts, page numbers, bookmarks, the office and the day on it, and the same bytes twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.documents import reading, samples
from wwdesk.documents import press
from wwdesk.documents.facts import DocumentFacts, Letterhead


def _blank(office: Letterhead, facts: DocumentFacts) -> bytes:
    return press.blank_form(samples.FORM, office, facts)


def _filled(office: Letterhead, facts: DocumentFacts) -> bytes:
    given = samples.answers()
    asked = samples.asked(samples.FORM, given)
    now = samples.comparison().now
    return press.filled_form(
        samples.FORM, given, office, facts, samples.CONCLUSIONS, asked=asked, scores=samples.logs(now)
    )


def _profile(office: Letterhead, facts: DocumentFacts) -> bytes:
    shown = samples.comparison()
    return press.profile_report(shown, office, facts, samples.CONCLUSIONS, samples.logs(shown.now))


Make = Callable[[Letterhead, DocumentFacts], bytes]
every_document = pytest.mark.parametrize("make", [_blank, _filled, _profile])


@every_document
def test_a_machine_without_our_fonts_shows_the_same_letters(make: Make) -> None:
    found = reading.fonts(make(samples.OFFICE, samples.FACTS))
    assert len(found) >= 3
    assert all(embedded for _name, embedded in found), found
    assert all("NotoSans" in name for name, _embedded in found), found


@every_document
def test_a_loose_page_says_where_it_belongs(make: Make) -> None:
    pages = reading.pages(make(samples.OFFICE, samples.FACTS))
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert f"pagina {number} van {len(pages)}" in page
        assert "Wonen-Welzijn Haspengouw" in page
        assert "Eerste screening woonvaardigheden · versie 2026.1" in page
        assert "SCR-2026-0012" in page
        assert "23/11/2026" in page
    for page in pages[1:]:
        assert "Van den Broeck-Vandenberghe · 2026-0147" in " ".join(page.split())


@every_document
def test_the_first_page_carries_the_letterhead(make: Make) -> None:
    first = reading.pages(make(samples.OFFICE, samples.FACTS))[0]
    for line in ("Voorbeeldstraat 12", "3700 Tongeren-Borgloon", "012 34 56 78", "onthaal@voorbeeld.be"):
        assert line in first


@every_document
def test_the_file_names_its_subject_language_and_day(make: Make) -> None:
    reader = PdfReader(BytesIO(make(samples.OFFICE, samples.FACTS)))
    about = reader.metadata
    assert about is not None
    assert about.title is not None
    assert about.title.startswith("Eerste screening woonvaardigheden, ")
    assert about.author == samples.OFFICE.office
    assert about.creation_date is not None
    assert about.creation_date.date() == date(2026, 11, 23)
    root = reader.root_object
    assert root["/Lang"] == "nl-BE"
    assert reader.viewer_preferences is not None
    assert reader.viewer_preferences.display_doctitle
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


@every_document
def test_the_same_facts_give_the_same_bytes(make: Make) -> None:
    once, again = make(samples.OFFICE, samples.FACTS), make(samples.OFFICE, samples.FACTS)
    assert once == again
    later = make(samples.OFFICE, replace(samples.FACTS, printed_on=date(2026, 11, 24)))
    assert later != once


@every_document
def test_the_same_facts_give_the_same_bytes_in_another_run(make: Make) -> None:
    code = (
        "import hashlib; from tests.documents import samples, test_house_style as tests;"
        f"print(hashlib.sha256(tests.{make.__name__}(samples.OFFICE, samples.FACTS)).hexdigest())"
    )
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(runs) == 1


@every_document
def test_a_draft_says_so_on_every_page_and_the_final_one_nowhere(make: Make) -> None:
    for page in reading.pages(make(samples.OFFICE, samples.DRAFT)):
        assert "ONTWERP" in page
    assert "ONTWERP" not in reading.words(make(samples.OFFICE, samples.FACTS))


def test_bookmarks_lead_to_the_page_with_their_title() -> None:
    document = _filled(samples.OFFICE, samples.FACTS)
    pages = reading.pages(document)
    marks = reading.outline(document)
    assert [title for title, _page in marks] == [
        *(f"{number} {label}" for number, (_name, label, _short) in enumerate(samples.DOMAIN_LABELS, 1)),
        "Zo zijn de scores berekend",
    ]
    for title, page in marks[:-1]:
        assert title.split(" ", 1)[1] in pages[page - 1]
    assert len({page for _title, page in marks}) > 1


def test_an_office_without_address_or_name_still_prints() -> None:
    bare = Letterhead(office="")
    facts = DocumentFacts(code="", printed_on=date(2026, 11, 23))
    for make in (_blank, _filled, _profile):
        assert "pagina 1 van" in reading.pages(make(bare, facts))[0]


def test_names_of_any_length_stay_on_their_line() -> None:
    office = replace(
        samples.OFFICE, office="Samenwerkingsverband " * 20, address=("Zeer lange straat " * 20, "b", "c", "d", "e")
    )
    facts = replace(samples.FACTS, client_name="Van den Broeck-Vandenberghe " * 20, present="en nog iemand, " * 300)
    for make in (_blank, _filled, _profile):
        pages = reading.pages(make(office, facts))
        assert "pagina 1 van" in pages[0]
        assert "2026-0147" in pages[1]


def test_printing_waits_with_reportlab_until_something_is_printed() -> None:
    code = "import sys; import wwdesk.documents.press; print('reportlab' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip()
        == "False"
    )
