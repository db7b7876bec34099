# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as every document has them: hairlines between rows, a head that comes back on the next page."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table, TableStyle

from wwdesk.documents import style

_BASE = [
    ("FONTNAME", (0, 0), (-1, -1), style.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, 0), style.THIN, style.ACCENT),
    ("LINEBELOW", (0, 1), (-1, -1), style.HAIR, style.RULE),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 10),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 2.4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
]


def table(rows: Sequence[Sequence[Flowable]], shares: Sequence[float]) -> Flowable:
    """A table as wide as the page; the first row is its head, `shares` the parts of the width per column."""
    widths = [share * style.WIDTH for share in shares]
    made = Table([list(row) for row in rows], colWidths=widths, repeatRows=1, spaceAfter=8)
    made.setStyle(TableStyle(_BASE))
    return made


def words_table(heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> Flowable:
    """The same from plain words."""
    top = [style.paragraph(head, style.CELL_HEAD) for head in heads]
    return table([top, *([style.paragraph(cell, style.CELL) for cell in row] for row in rows)], shares)
