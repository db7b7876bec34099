# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A workbook after conversion, as plain values: what `convert` makes, what is stored, what `load` takes."""

from __future__ import annotations

from dataclasses import dataclass

from wwdesk.forms.errors import FormProblem

Row = dict[str, str]

LARGEST_FILE = 8 * 2**20
"""Bytes of a workbook, or characters of the same as Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedForm:
    """A workbook after conversion; everything `load` needs, as text and plain rows.

    `sha256` is the hash of `xform`; `warnings` tell what was passed over though somebody may have meant it.
    """

    form_id: str
    title: str
    version: str
    xform: str
    tables: dict[str, list[Row]]
    sha256: str
    warnings: tuple[FormProblem, ...] = ()
