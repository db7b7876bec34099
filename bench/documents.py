# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Printing: the documents of a screening beside a bare reportlab file with as many pages and as much text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from bench.figures import Figure, milliseconds
from tests.documents import samples
from wwdesk.documents import press, style

_LINES = 45
_SENTENCE = "Lukt meestal alleen. Bij iets onverwachts is er hulp nodig."


def _bare(pages: int) -> bytes:
    """Plain lines in the same font, nothing drawn, nothing kept together."""
    style.known_characters()
    plain = ParagraphStyle("bare", fontName=style.REGULAR, fontSize=9.5, leading=12.6)
    story: list[Flowable] = [
        part
        for _page in range(pages)
        for part in (*(Paragraph(_SENTENCE, plain) for _line in range(_LINES)), Spacer(1, 4), PageBreak())
    ]
    target = BytesIO()
    SimpleDocTemplate(target, invariant=1, initialFontName=style.REGULAR).build(story)
    return target.getvalue()


def _pages(document: bytes) -> int:
    return document.count(b"/Type /Page\n")


def _import_time(module: str) -> float:
    code = f"import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
    return 1000 * min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(5)
    )


def measure() -> Iterator[Figure]:
    """Each document, the longest answer, and what the front door adds to the start of the program."""
    given = samples.answers()
    asked = samples.asked(samples.FORM, given)
    filled = partial(press.filled_form, samples.FORM, given, samples.OFFICE, samples.FACTS, samples.CONCLUSIONS)
    long = {**given, "/data/huis/nota": "Een lang verhaal over de buren. " * 625}
    full = samples.comparison((Fraction(2),) * 10, (Fraction(3),) * 10, incomparable=frozenset())
    documents = {
        "blank form, 60 questions": partial(
            press.blank_form, samples.FORM, samples.OFFICE, replace(samples.FACTS, code="BLANCO")
        ),
        "filled form, 60 questions": partial(filled, asked=asked, scores=samples.logs(full.now)),
        "filled, an answer of 20,000 signs": partial(
            press.filled_form, samples.FORM, long, samples.OFFICE, samples.FACTS, samples.CONCLUSIONS
        ),
        "profile beside the earlier one": partial(
            press.profile_report, full, samples.OFFICE, samples.FACTS, samples.CONCLUSIONS
        ),
    }
    for name, make in documents.items():
        pages = _pages(make())
        yield Figure(
            name=f"{name} ({pages} pages)",
            value=milliseconds(make),
            unit="ms",
            reference=milliseconds(partial(_bare, pages)),
            reference_name=f"bare reportlab, {_LINES} lines a page",
        )
    yield Figure(
        name="importing the front door",
        value=_import_time("wwdesk.documents.press"),
        unit="ms",
        reference=_import_time("wwdesk.documents.profile_report"),
        reference_name="importing what makes the documents",
    )
