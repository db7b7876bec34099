# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet for the safe: readable, typed back without a mistake, and the same on every machine."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from wwdesk.documents.press import recovery_sheet

KEY = "YC71-6JRJ-KDE4-JPCB-XXPB-FBWM-JC25-DPT1-ZEGT"
DAY = date(2026, 11, 23)


def test_every_group_stands_on_the_sheet_with_who_made_it_and_when() -> None:
    text = PdfReader(BytesIO(recovery_sheet("CAW De Brug", "Zoë <b>Maes</b>", KEY, DAY))).pages[0].extract_text()
    for group in KEY.split("-"):
        assert group in text.replace(" ", "")
    assert "CAW De Brug" in text
    assert "Zoë <b>Maes</b>" in text
    assert "23 november 2026" in text


def test_it_fits_one_page_with_only_our_own_letters_and_says_its_language() -> None:
    content = recovery_sheet("Een heel lange naam van een kantoor " * 4, "An", KEY, DAY)
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) == 1
    assert b"Helvetica" not in content
    assert reader.root_object["/Lang"] == "nl-BE"
    assert reader.metadata is not None
    assert reader.metadata.title == "Herstelsleutel"
    assert recovery_sheet("K", "An", KEY, DAY) == recovery_sheet("K", "An", KEY, DAY)
