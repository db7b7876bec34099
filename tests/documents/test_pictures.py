# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Photos and signatures in the filled form; what is no picture is said, and harms nothing."""

from __future__ import annotations

import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.documents import reading, samples
from wwdesk.documents.pictures import picture
from wwdesk.documents.press import filled_form
from wwdesk.forms.model import Group, Question, QuestionKind

QUESTIONS = (
    Question(
        path="/data/huis/foto", name="foto", kind=QuestionKind.FILE, label="Een foto van de keuken", accept="image"
    ),
    Question(path="/data/huis/naam", name="naam", kind=QuestionKind.SIGNATURE, label="Handtekening"),
)
FORM = replace(samples.FORM, pages=(Group(path="/data/huis", name="huis", label="Huis", items=QUESTIONS),))
ANSWERS = {"/data/huis/foto": "keuken.jpg", "/data/huis/naam": "handtekening.png"}


def drawn(kind: str, size: tuple[int, int], colour: str = "teal", mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()


def printed(**files: bytes) -> bytes:
    facts = replace(samples.FACTS, pictures={name.replace("_", "."): data for name, data in files.items()})
    return filled_form(FORM, ANSWERS, samples.OFFICE, facts, {})


def test_a_photo_and_a_signature_are_on_the_page() -> None:
    pdf = printed(keuken_jpg=drawn("JPEG", (1200, 900)), handtekening_png=drawn("PNG", (600, 200), "#00000000", "RGBA"))
    sizes = [image.image.size for page in PdfReader(BytesIO(pdf)).pages for image in page.images if image.image]
    assert len(sizes) == 2
    assert max(size[0] for size in sizes) < 1200, "no more than paper can show"
    assert pdf == printed(
        keuken_jpg=drawn("JPEG", (1200, 900)), handtekening_png=drawn("PNG", (600, 200), "#00000000", "RGBA")
    )


def test_without_the_files_their_names_are_printed() -> None:
    assert "keuken.jpg" in reading.words(printed())


@pytest.mark.parametrize("data", [b"", b"geen beeld", drawn("JPEG", (40, 40))[:200], b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_what_is_no_picture_is_said(data: bytes) -> None:
    text = reading.words(printed(keuken_jpg=data))
    assert "keuken.jpg" in text
    assert "kan niet getoond worden" in text


def test_a_picture_that_unpacks_to_gigabytes_is_not_opened() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )
    assert picture(bomb, 100, 100) is None


def test_a_photo_that_was_held_sideways_stands_upright() -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200)).save(out, "JPEG", exif=exif)
    found = picture(out.getvalue(), 1000, 1000)
    assert found is not None
    assert (found.width, found.height) == (200, 400)
