# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The table of answers as an Excel file; apart, because openpyxl takes memory that most sessions never need."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from wwdesk.exchange.answer_table import Sheet, sheet_title


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The table as an Excel file; whatever was typed stays text, also where Excel would read a formula."""
    book = cast("Any", Workbook())
    book.remove(book.active)
    taken: set[str] = set()
    for sheet in sheets:
        page = book.create_sheet(sheet_title(sheet.name, taken))
        for row in (sheet.names, sheet.labels, *sheet.rows):
            page.append([None if isinstance(cell, str) else cell for cell in row])
            for place, cell in enumerate(row, start=1):
                if isinstance(cell, str) and cell:
                    written = page.cell(page.max_row, place, ILLEGAL_CHARACTERS_RE.sub("", cell))
                    written.data_type = "s"
        page.freeze_panes = "A3"
        for cell in page[1]:
            cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
