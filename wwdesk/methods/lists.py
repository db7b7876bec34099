# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Code lists of the field, read as data from `forms/shared/lists.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from wwdesk.domain.content import content_folder


@dataclass(frozen=True, slots=True)
class ListItem:
    """One code with its Dutch label and, where the field has one, its ETHOS Light category (0 = none)."""

    code: str
    label: str
    ethos: int = 0


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list a worker picks from. `source` says where it comes from."""

    id: str
    label: str
    source: str
    items: tuple[ListItem, ...]

    def label_of(self, code: str) -> str:
        """The label of a code; an unknown code reads as itself, so that old data stays readable."""
        return next((item.label for item in self.items if item.code == code), code)


@cache
def code_lists() -> dict[str, CodeList]:
    """Every shared list by its id: `referral_source`, `living_situation`, `target_group` ..."""
    data: dict[str, Any] = tomllib.loads((content_folder("forms") / "shared" / "lists.toml").read_text("utf-8"))
    return {
        list_id: CodeList(
            list_id,
            entry["label"],
            entry["source"],
            tuple(ListItem(item["code"], item["label"], item.get("ethos", 0)) for item in entry["items"]),
        )
        for list_id, entry in data.items()
    }
