# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a workbook (.xlsx) or the same as Markdown tables into plain rows, distrusting both."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from typing import Protocol, cast

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from wwdesk.forms.converted import LARGEST_FILE
from wwdesk.forms.errors import FormError
from wwdesk.forms.markdown_tables import Sheet, add_row, clean, read_markdown

LARGEST_UNPACKED = 64 * 2**20
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SHEETS = 40
_EMPTY_ROWS = 60
"""So many empty rows after each other end a sheet, as in pyxform."""


class _Cells(Protocol):
    """The part of an openpyxl worksheet that is used here."""

    def iter_rows(self, *, max_row: int, max_col: int, values_only: bool) -> Iterable[tuple[object, ...]]: ...


def read(source: bytes | str) -> dict[str, Sheet]:
    """The sheets by lower-case name. Raises FormError for what cannot be read or is too large."""
    if not source.strip():
        raise FormError("form_empty")
    if len(source) > LARGEST_FILE:
        raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
    if isinstance(source, bytes) and not source.startswith(b"PK"):
        try:
            source = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FormError("form_not_workbook") from error
    sheets = read_markdown(source) if isinstance(source, str) else _read_excel(source)
    if "survey" not in sheets:
        raise FormError("form_not_workbook")
    return sheets


def sheet_names(source: bytes | str) -> tuple[str, ...]:
    """The names of all sheets of a workbook that was read; Markdown has only those that are known."""
    if not isinstance(source, bytes) or not source.startswith(b"PK"):
        return ()
    book = openpyxl.load_workbook(BytesIO(source), read_only=True, keep_links=False)
    try:
        return tuple(book.sheetnames)
    finally:
        book.close()


def _read_excel(data: bytes) -> dict[str, Sheet]:
    _check_archive(data)
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            if len(book.sheetnames) > MOST_SHEETS:
                raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
            return {
                name.lower(): _read_sheet(name.lower(), cast("_Cells", book[name]))
                for name in book.sheetnames
                if not name.startswith("_")
            }
        finally:
            book.close()
    except FormError:
        raise
    # openpyxl lets whatever its parts raise come through: a broken workbook is any of these.
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,
    ) as error:
        raise FormError("form_not_workbook") from error


def _check_archive(data: bytes) -> None:
    """Refuses what unpacks too large and XML that declares entities, before anything reads it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > 1000 or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        start = opened.read(4096)
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                        raise FormError("form_unsafe")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise FormError("form_not_workbook") from error


def _read_sheet(name: str, cells: _Cells) -> Sheet:
    sheet = Sheet(name)
    empty = 0
    rows = cells.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        texts = [_cell_text(value) for value in row]
        if not any(texts):
            empty += 1
            if empty > _EMPTY_ROWS:
                break
            continue
        empty = 0
        if number > MOST_ROWS:
            raise FormError("form_too_large", megabytes=LARGEST_FILE // 2**20)
        add_row(sheet, texts, number)
    return sheet


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return clean(str(value))
