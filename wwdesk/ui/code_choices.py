# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The shared code lists as choices of a field."""

from __future__ import annotations

from wwdesk.methods.lists import code_lists


def choices(list_id: str) -> list[tuple[str, str]]:
    """The codes and labels of a list, in its own order."""
    return [(item.code, item.label) for item in code_lists()[list_id].items]


def label_of(list_id: str, code: str) -> str:
    """How a code reads; text that is no code reads as itself."""
    return code_lists()[list_id].label_of(code) if code else ""
