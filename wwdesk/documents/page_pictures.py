# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of a PDF as pictures for the screen: what is shown is the file itself, drawn by the engine of a browser."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2

MOST_PAGES = 30
"""A longer document is looked at in the reader of the computer."""
_POINTS = 72


def page_pictures(pdf: bytes, width: int) -> tuple[bytes, ...]:
    """The first MOST_PAGES pages as PNG, each `width` pixels wide. Only for a PDF this program made itself."""
    document: Any = pypdfium2.PdfDocument(pdf)  # untyped
    try:
        return tuple(_picture(document[number], width) for number in range(min(len(document), MOST_PAGES)))
    finally:
        document.close()


def _picture(page: Any, width: int) -> bytes:  # noqa: ANN401 - pypdfium2 is untyped
    target = BytesIO()
    # one level of compression: the picture lives for a second
    page.render(scale=width / page.get_width()).to_pil().save(target, "PNG", compress_level=1)
    return target.getvalue()
