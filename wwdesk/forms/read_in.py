# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The front door of conversion: pyxform and openpyxl are loaded only when a workbook is read in.

A questionnaire is read in once and then filled for years: half a second and 20 MB that most
sessions never need.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from wwdesk.forms.converted import ConvertedForm


def convert(source: bytes | str, name: str = "form") -> ConvertedForm:
    """See `forms.convert.convert`."""
    room = import_module("wwdesk.forms.convert")
    return cast("Callable[[bytes | str, str], ConvertedForm]", room.convert)(source, name)
