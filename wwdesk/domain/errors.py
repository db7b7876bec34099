# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Trouble that a worker can understand and do something about."""

from __future__ import annotations

from wwdesk.domain.texts import has_text, t


class DeskError(Exception):
    """A sentence for the worker: what happened, what is safe, what to do.

    `key` names a table in `resources/texts/nl/errors.toml` with the entries `what`, `safe` and
    `do` (`safe` and `do` may be absent where there is nothing to say). `values` fill its fields.
    Anything that is not a DeskError is a mistake in the program and goes to the crash dialog.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def part(self, name: str) -> str:
        """One of `what`, `safe`, `do`; empty where the text file has no such entry."""
        key = f"errors.{self.key}.{name}"
        return t(key, **self.values) if has_text(key) else ""

    @property
    def sentence(self) -> str:
        """The whole message in reading order."""
        return " ".join(part for name in ("what", "safe", "do") if (part := self.part(name)))

    def __str__(self) -> str:
        return self.sentence
