# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A form goes to the kitchen table on paper, comes back as a scan, and lands in the right dossier."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from wwdesk.documents.scans import read_codes
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import ScreeningStatus
from wwdesk.domain.people import PersonDetails
from wwdesk.services import dossiers, papers, people, screening
from wwdesk.services.desk import Desk

FORM = "woonvaardigheden"
Spoiled = Callable[[Image.Image], Image.Image]


def a_dossier(desk: Desk, name: str) -> str:
    person = str(people.add_person(desk, PersonDetails(given_name=name, family_name="Test")).made)
    return str(dossiers.open_dossier(desk, person, DossierDetails(opened_on=desk.clock.today())).made)


def pictures(pdf: bytes, dots: int = 200, pages: int = 2) -> list[Image.Image]:
    document: Any = pypdfium2.PdfDocument(pdf)
    return [document[number].render(scale=dots / 72).to_pil().convert("L") for number in range(pages)]


def as_png(image: Image.Image) -> bytes:
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def noisy(image: Image.Image) -> Image.Image:
    dice = random.Random(4)  # noqa: S311 specks, not secrets
    speckled = image.filter(ImageFilter.GaussianBlur(0.6))
    for _ in range(4000):
        speckled.putpixel((dice.randrange(image.width), dice.randrange(image.height)), dice.randrange(256))
    return speckled


def jpeg(image: Image.Image) -> Image.Image:
    kept = BytesIO()
    image.save(kept, "JPEG", quality=35)
    return Image.open(BytesIO(kept.getvalue()))


@pytest.mark.parametrize("dots", [150, 200, 300])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda image: image,
        lambda image: image.rotate(2, fillcolor=255),
        lambda image: image.rotate(180),
        lambda image: image.rotate(90, expand=True),
        noisy,
        jpeg,
    ],
    ids=["clean", "askew", "upside-down", "on-its-side", "noisy", "jpeg"],
)
def test_a_code_is_found_on_what_a_scanner_makes_of_a_page(dots: int, spoil: Spoiled, desk: Desk) -> None:
    paper = papers.print_for_dossier(desk, a_dossier(desk, "Zoë"), FORM)
    page = pictures(paper, dots, 1)[0]
    found = read_codes(as_png(spoil(page)))
    assert [code.page for code in found[0]] == [1]


def test_a_scan_lands_in_its_dossier_and_is_typed_in(desk: Desk, tmp_path: Path) -> None:
    mine, other = a_dossier(desk, "Zoë"), a_dossier(desk, "Youssef")
    paper = papers.print_for_dossier(desk, mine, FORM)
    papers.print_for_dossier(desk, other, FORM)
    scan = tmp_path / "scan 1.pdf"
    first, second = pictures(paper)
    first.save(scan, save_all=True, append_images=[second])

    filed = papers.file_scan(desk, scan)
    assert [(one.dossier_id, one.form_id, one.pages, one.typed_in) for one in filed] == [(mine, FORM, 2, False)]
    assert [one.name for one in dossiers.dossier(desk, mine).attachments] == ["scan 1.pdf"]
    assert dossiers.dossier(desk, other).attachments == ()

    day = desk.clock.today() - timedelta(days=3)
    made = str(papers.type_in(desk, filed[0].paper_id, day).made)
    work = screening.load(desk, made)
    assert work.from_paper
    assert work.started_on == day
    question = next(one for one in work.form.questions() if one.scored)
    screening.save_answers(desk, made, {question.path: "3"})
    assert str(papers.type_in(desk, filed[0].paper_id, day).made) == made, "it goes on with the same one"
    screening.submit(desk, made, "Zoë")
    done = screening.load(desk, made)
    assert done.status is ScreeningStatus.SUBMITTED
    assert done.submitted_on == day, "the day of the conversation counts, not that of typing"
    assert papers.file_scan(desk, scan)[0].typed_in


def test_a_day_that_must_still_come_is_no_day_on_paper(desk: Desk, tmp_path: Path) -> None:
    paper = papers.print_for_dossier(desk, a_dossier(desk, "Zoë"), FORM)
    scan = tmp_path / "scan.png"
    scan.write_bytes(as_png(pictures(paper, pages=1)[0]))
    filed = papers.file_scan(desk, scan)[0]
    with pytest.raises(DeskError) as refusal:
        papers.type_in(desk, filed.paper_id, desk.clock.today() + timedelta(days=1))
    assert refusal.value.key == "paper_from_tomorrow"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "attachment_empty"),
        (b"%PDF-1.7 rommel", "scan_unreadable"),
        (b"\x89PNG\r\n\x1a\nrommel", "scan_unreadable"),
        (b"PK\x03\x04", "scan_unreadable"),
    ],
)
def test_what_is_no_scan_is_refused_and_keeps_nothing(desk: Desk, tmp_path: Path, content: bytes, key: str) -> None:
    dossier = a_dossier(desk, "Zoë")
    file = tmp_path / "x.pdf"
    file.write_bytes(content)
    with pytest.raises(DeskError) as refusal:
        papers.file_scan(desk, file)
    assert refusal.value.key == key
    assert dossiers.dossier(desk, dossier).attachments == ()


def test_a_page_without_a_code_of_this_office_is_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "leeg.png"
    Image.new("L", (1200, 1600), 255).save(file)
    with pytest.raises(DeskError) as refusal:
        papers.file_scan(desk, file)
    assert refusal.value.key == "scan_without_code"


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    image = Image.new("1", (30_000, 30_000))
    kept = BytesIO()
    image.save(kept, "PNG")
    with pytest.raises(DeskError):
        read_codes(kept.getvalue())
