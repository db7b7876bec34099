# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Compares the keys the code asks for with the sentences of `resources/texts/nl/`."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.sources import Source, docstrings

ERROR_PARTS = ("what", "safe", "do")
_IS_FILE = re.compile(r".*\.(json|lock|md|pdf|png|qss|svg|toml|ttf|xlsx)")
_IS_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]*[a-z0-9])+")


@dataclass(frozen=True)
class Sentence:
    """One thing that can be said: its key and the names of the fields in it."""

    key: str
    fields: frozenset[str]


@dataclass
class Sentences:
    """Everything the text files can say, and what is wrong with the files themselves."""

    plain: dict[str, Sentence] = field(default_factory=dict[str, Sentence])
    errors: dict[str, Sentence] = field(default_factory=dict[str, Sentence])
    problems: list[str] = field(default_factory=list[str])

    @property
    def subjects(self) -> set[str]:
        return {key.partition(".")[0] for key in self.plain} | ({"errors"} if self.errors else set())


@dataclass(frozen=True)
class Ask:
    """One call of `t(...)` or `DeskError(...)`: a key or, with fields in it, a pattern of keys."""

    where: str
    pattern: str
    exact: bool
    error: bool
    values: frozenset[str]
    open_values: bool  # `**values`: which names are passed is not written there


def fields_of(sentence: str) -> frozenset[str]:
    """The names between braces."""
    names = (name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)
    return frozenset(re.split(r"[.\[]", name)[0] for name in names)


def read_sentences(texts: Mapping[str, str]) -> Sentences:
    """Reads text files given as subject -> content."""
    found = Sentences()
    for subject, content in texts.items():
        _read_table(found, subject, "", tomllib.loads(content), is_error=subject == "errors")
    return found


def sentences_in(folder: Path) -> Sentences:
    """Reads every text file of a folder."""
    return read_sentences({path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.toml"))})


def _read_table(found: Sentences, subject: str, name: str, table: Mapping[str, object], *, is_error: bool) -> None:
    key = f"{subject}.{name}" if name else subject
    parts = {part: text if isinstance(text, str) else _plural(text) for part, text in table.items()}
    texts = {part: text for part, text in parts.items() if text is not None}
    found.problems += [f"{key}.{part} is empty" for part, text in texts.items() if not text.strip()]
    try:
        fields = {part: fields_of(text) for part, text in texts.items()}
    except ValueError as wrong:
        found.problems.append(f"{key}: {wrong}")
        return
    if not is_error:
        found.plain |= {f"{key}.{part}": Sentence(f"{key}.{part}", names) for part, names in fields.items()}
    elif texts:
        if "what" not in texts or not {"safe", "do"} & texts.keys():
            found.problems.append(f"{key} needs `what`, and `safe` or `do`")
        found.problems += [f"{key}.{part} is read by nobody" for part in texts.keys() - set(ERROR_PARTS)]
        found.errors[name] = Sentence(name, frozenset[str]().union(*fields.values()))
    for part, inner in table.items():
        rest = _without_plural(inner)
        if rest and not (is_error and part in ERROR_PARTS and part in texts):
            _read_table(found, subject, f"{name}.{part}" if name else part, rest, is_error=is_error)


def _plural(table: object) -> str | None:
    """A table with `one` and `many` as one text that needs `n`; None for any other table."""
    if not isinstance(table, dict) or not {"one", "many"} <= table.keys():
        return None
    return f"{table['one']} {table['many']} {{n}}"


def _without_plural(table: object) -> dict[str, object]:
    """The entries of a table that are sentences of their own."""
    if not isinstance(table, dict):
        return {}
    plural = {"one", "many"} if {"one", "many"} <= table.keys() else set[str]()
    return {part: inner for part, inner in table.items() if part not in plural}


def _keys_in(node: ast.expr) -> Iterator[tuple[str, bool]]:
    """The keys an expression can be: (key, True) or, where an f-string builds it, (pattern, False)."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, True
    elif isinstance(node, ast.IfExp):
        yield from _keys_in(node.body)
        yield from _keys_in(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        parts = (
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"([A-Za-z0-9_.]+)"
            for part in node.values
        )
        yield "".join(parts), False


def asks(source: Source) -> Iterator[Ask]:
    """Every place that asks for a sentence with a key that can be read in the code."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in {"t", "DeskError"}:
            continue
        values = frozenset(word.arg for word in node.keywords if word.arg is not None)
        open_values = any(word.arg is None for word in node.keywords)
        for pattern, exact in _keys_in(node.args[0]):
            yield Ask(source.at(node, name), pattern, exact, name == "DeskError", values, open_values)


def asked_exactly(every: tuple[Source, ...]) -> frozenset[str]:
    """The keys that are asked for word by word; a pattern that fits them too need not fill their fields."""
    return frozenset(ask.pattern for source in every for ask in asks(source) if ask.exact and not ask.error)


def wrong_asks(source: Source, known: Sentences, exact: frozenset[str] = frozenset()) -> list[str]:
    """Keys that do not exist, and fields that do not fit the sentence."""
    problems: list[str] = []
    for ask in asks(source):
        table = known.errors if ask.error else known.plain
        if ask.exact:
            matching = [table[ask.pattern]] if ask.pattern in table else []
        else:
            matching = [
                sentence for key, sentence in table.items() if key not in exact and re.fullmatch(ask.pattern, key)
            ]
        if not matching:
            problems.append(f"{ask.where} asks for {ask.pattern}, which no text file holds")
        if ask.open_values:
            continue
        for sentence in matching:
            missing = sentence.fields - ask.values
            unread = (ask.values - sentence.fields) if ask.exact else frozenset[str]()
            problems += [f"{ask.where} {sentence.key} needs {name}" for name in sorted(missing)]
            problems += [f"{ask.where} {sentence.key} does not use {name}" for name in sorted(unread)]
    return problems


def spoken_keys(every: Iterable[Source], known: Sentences) -> frozenset[str]:
    """The keys that are asked for in a language (`t(key, language)`, or the method `t` of what knows one).

    Where the key comes out of a table, every key that stands in the module counts unless it is asked for plainly.
    """
    found: set[str] = set()
    for source in every:
        plainly: set[str] = set()
        from_table = False
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            method = isinstance(node.func, ast.Attribute) and node.func.attr == "t"
            if not method and not (isinstance(node.func, ast.Name) and node.func.id == "t"):
                continue
            keys = list(_keys_in(node.args[0]))
            if not method and len(node.args) < 2:
                plainly |= {key for key, exact in keys if exact}
                continue
            from_table = from_table or not keys
            for pattern, exact in keys:
                found |= {pattern} if exact else {key for key in known.plain if re.fullmatch(pattern, key)}
        if from_table:
            words = {node.value for node in ast.walk(source.tree) if isinstance(node, ast.Constant)}
            found |= {str(word) for word in words if word in known.plain} - plainly
    return frozenset(found)


def loose_keys(source: Source, known: Sentences) -> list[str]:
    """Strings that look like the key of a text file but are none: a typing mistake in a table of keys."""
    skip = docstrings(source.tree)
    return [
        source.at(node, f"{node.value} looks like a key, but no text file holds it")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in skip
        and _IS_KEY.fullmatch(node.value)
        and not _IS_FILE.fullmatch(node.value)
        and node.value.partition(".")[0] in known.subjects - {"errors"}
        and node.value not in known.plain
    ]


def unused(every: tuple[Source, ...], known: Sentences, of_libraries: Iterable[str] = ()) -> list[str]:
    """Sentences nobody asks for.

    A key built by an f-string counts where the built part is a word that stands in the code, as
    the value of an enum does, or among the words a library may give (`of_libraries`).
    """
    words = set(of_libraries)
    patterns: set[str] = set()
    for source in every:
        tree = source.tree
        skip = docstrings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
                words |= {node.value, *node.value.split()}
            elif isinstance(node, ast.JoinedStr):
                patterns |= {pattern for pattern, _ in _keys_in(node) if re.match(r"[a-z_]+\\\.", pattern)}
        patterns |= {f"errors\\.{ask.pattern}" for ask in asks(source) if ask.error and not ask.exact}
    compiled = [re.compile(pattern) for pattern in patterns if not pattern.startswith("errors\\.([A-Za-z0-9_.]+)")]

    def built(key: str) -> bool:
        return any(
            all(part in words or part.isdigit() or part in known.plain for part in match.groups())
            for pattern in compiled
            if (match := pattern.fullmatch(key))
        )

    idle = [key for key in known.plain if key not in words and not built(key)]
    idle += [f"errors.{key}" for key in known.errors if key not in words and not built(f"errors.{key}")]
    return [f"{key} is said nowhere" for key in idle]
