# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a PDF back: its words page by page, with poppler where it is there and pypdf for the rest."""

from __future__ import annotations

import subprocess
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import Destination


def pages(document: bytes) -> list[str]:
    """The words of each page as a person would copy them."""
    shown = subprocess.run(["pdftotext", "-layout", "-", "-"], input=document, capture_output=True, check=True).stdout
    return shown.decode("utf-8").split("\f")[:-1]


def words(document: bytes) -> str:
    """All words in one line, so that a line end in the middle of a sentence is no difference."""
    return " ".join(" ".join(pages(document)).split())


def stream(document: bytes) -> str:
    """All words in the order they were drawn: sentences in columns stay whole."""
    shown = subprocess.run(["pdftotext", "-raw", "-", "-"], input=document, capture_output=True, check=True).stdout
    return " ".join(shown.decode("utf-8").split())


def fonts(document: bytes) -> list[tuple[str, bool]]:
    """Each font and whether it is embedded."""
    shown = subprocess.run(["pdffonts", "-"], input=document, capture_output=True, check=True).stdout.decode("utf-8")
    return [(line.split()[0], line.split()[-5] == "yes") for line in shown.splitlines()[2:]]


def outline(document: bytes) -> list[tuple[str, int]]:
    """The bookmarks with the page each leads to, counted from 1."""
    reader = PdfReader(BytesIO(document))
    found: list[tuple[str, int]] = []
    for entry in reader.outline:
        if isinstance(entry, Destination):
            number = reader.get_destination_page_number(entry)
            found.append((str(entry.title), (number if number is not None else -1) + 1))
    return found


def drawing(document: bytes) -> str:
    """The drawing orders of the first page."""
    return PdfReader(BytesIO(document)).pages[0].get_contents().get_data().decode("latin-1")  # pyright: ignore[reportOptionalMemberAccess]
