# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Every sentence a person reads, looked up by key in `resources/texts/nl/`.

A key is `<file>.<name>[.<name>]`: `people.add` is the entry `add` of `people.toml`. A file is
read the first time one of its keys is asked for, so that the first window does not wait for
texts it does not show. The catalogue is constant data, like a message catalogue of gettext:
looking a sentence up is the same everywhere and needs no object passed around (decision 003).

The window speaks Dutch. Paper speaks the language of its form: what asks a sentence with a
language gets it from the folder of that language, which holds only what paper needs (decision 016).
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TypeGuard

from wwdesk.domain.content import content_folder

LANGUAGE = "nl"


class MissingTextError(KeyError):
    """A key that no text file holds: a mistake in the program, never in data."""


@cache
def catalogue(subject: str, language: str = LANGUAGE) -> dict[str, object]:
    """All entries of one text file, nested as in the file."""
    path = content_folder("resources") / "texts" / language / f"{subject}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as missing:
        raise MissingTextError(subject) from missing


@cache
def spoken(language: str) -> str:
    """The language there are texts in for somebody who asks for `language`, which may be any text: Dutch where none."""
    wanted = language.casefold().partition("-")[0]
    folders = {folder.name for folder in (content_folder("resources") / "texts").iterdir()}
    return wanted if wanted in folders else LANGUAGE


def _entry(key: str, language: str = LANGUAGE) -> object:
    subject, _, rest = key.partition(".")
    node: object = catalogue(subject, language)
    for part in rest.split("."):
        if not _is_table(node) or part not in node:
            raise MissingTextError(key)
        node = node[part]
    return node


def _is_table(node: object) -> TypeGuard[dict[str, object]]:
    return isinstance(node, dict)


def _said(key: str, language: str) -> object:
    """The entry in a language, or in Dutch where that language does not have it."""
    wanted = spoken(language)
    if wanted != LANGUAGE:
        try:
            return _entry(key, wanted)
        except MissingTextError:
            pass
    return _entry(key)


def t(key: str, language: str = LANGUAGE, /, **values: object) -> str:
    """The sentence of `key` with `{name}` fields filled from `values`.

    An entry that is a table with `one` and `many` is chosen by the value named `n`. A `language`
    without the sentence leaves it to Dutch.
    Raises MissingTextError for an unknown key and KeyError for a field without a value.
    """
    entry = _said(key, language)
    if _is_table(entry) and "many" in entry:
        entry = entry["one" if values.get("n") == 1 else "many"]
    if not isinstance(entry, str):
        raise MissingTextError(key)
    return entry.format(**values) if values else entry


def has_text(key: str) -> bool:
    """Whether a sentence exists under `key`."""
    try:
        return isinstance(_entry(key), str | dict)
    except MissingTextError:
        return False
