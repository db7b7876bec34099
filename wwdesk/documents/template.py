# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Templates of letters and agreements: Markdown with named fields, conditions, loops and clauses.

A template is a file `*.doc.md`: TOML between two lines `+++`, then Markdown. `${name}` is a field. A block begins
with a line `::: word ...` and ends with a line `:::`:

- `::: als ${owed} > 0` is kept where the condition holds (expressions as in questionnaires);
- `::: elk goals` comes back for every row of a list;
- `::: keuze pets "Pets"` is a clause a worker may leave out;
- `::: vrij agreed "What do we agree?"` is a clause a worker writes; what stands in it is a proposal;
- `::: handtekeningen` has a line `role: words` for everybody who signs.

What stands outside `vrij` is locked: it is the same in every copy.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from wwdesk.domain.errors import DeskError
from wwdesk.domain.texts import t
from wwdesk.forms.tree import Node as TreeNode
from wwdesk.forms.tree import NodeKind
from wwdesk.forms.xpath.context import Compiled, Surroundings
from wwdesk.forms.xpath.evaluator import compile_expression
from wwdesk.forms.xpath.functions import FUNCTIONS
from wwdesk.forms.xpath.parser import parse
from wwdesk.forms.xpath.syntax import Path, Reference, XPathError, inside

SUFFIX = ".doc.md"
LARGEST = 200_000
"""Characters: a contract is a few pages."""
FIELD = re.compile(r"\$\{([^}\n]*)\}")
_ID = re.compile(r"[a-z][a-z0-9_.]*")
_CLAUSE = re.compile(r'([a-z][a-z0-9_]*)\s+"([^"]+)"')
_KINDS = ("text", "long", "date", "euro", "list")
_NOWHERE = TreeNode(NodeKind.DOCUMENT)


class TemplateKind(StrEnum):
    """How a document is laid out."""

    LETTER = "letter"
    AGREEMENT = "agreement"
    PAPER = "paper"
    """A report, an advice or a form: what is signed there binds nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateField:
    """A field that only this document asks. `kind` is text, long, date, euro or list; a list has `columns`."""

    id: str
    label: str
    kind: str = "text"
    required: bool = True
    hint: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """A mistake in a template, with its line (from 1)."""

    line: int
    sentence: str


class TemplateError(DeskError):
    """A template that cannot be used; `problems` are all mistakes found."""

    def __init__(self, name: str, problems: Sequence[TemplateProblem]) -> None:
        first = problems[0]
        super().__init__("template_refused", name=name, line=first.line, problem=first.sentence, n=len(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Words:
    """Markdown with fields."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class When:
    """What is kept where a condition holds."""

    condition: Compiled
    body: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """What comes back for every row of a list."""

    list: str
    body: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause a worker may leave out."""

    id: str
    label: str
    body: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Free:
    """A clause a worker writes; `proposal` stands there until then."""

    id: str
    label: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs: (role, words)."""

    lines: tuple[tuple[str, str], ...]


Part = Words | When | Each | Choice | Free | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template that was found right."""

    title: str
    kind: TemplateKind
    fields: tuple[TemplateField, ...]
    body: tuple[Part, ...]
    registered: bool = False

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The clauses that may be left out."""
        return tuple(part for part in _all(self.body) if isinstance(part, Choice))

    @property
    def free(self) -> tuple[Free, ...]:
        """The clauses that are written each time."""
        return tuple(part for part in _all(self.body) if isinstance(part, Free))


def _all(body: Sequence[Part]) -> Iterator[Part]:
    for part in body:
        yield part
        if isinstance(part, (When, Each, Choice)):
            yield from _all(part.body)


def read_template(name: str, text: str, labels: Mapping[str, str]) -> Template:
    """The template of a file. `labels` are the fields everybody knows, with their Dutch words.

    Raises TemplateError with every mistake: an unknown field or word, a bracket, a block that does not end.
    """
    reader = _Reader(labels)
    template = reader.read(text)
    if template is None or reader.problems:
        raise TemplateError(name, sorted(reader.problems, key=lambda one: one.line))
    return template


@dataclass
class _Reader:
    """Reads one file and collects what is wrong with it."""

    labels: Mapping[str, str]
    problems: list[TemplateProblem] = field(default_factory=list[TemplateProblem])
    known: set[str] = field(default_factory=set[str])
    lists: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    seen: set[str] = field(default_factory=set[str])

    def read(self, text: str) -> Template | None:
        if len(text) > LARGEST:
            self._note(1, "too_long")
            return None
        lines = text.replace("\r\n", "\n").split("\n")
        head, start = self._head(lines)
        if head is None:
            return None
        fields = tuple(self._fields(head))
        self.known = {*self.labels, *(one.id for one in fields if one.kind != "list")}
        self.lists = {one.id: {column for column, _ in one.columns} for one in fields if one.kind == "list"}
        body, end = self._block(lines, start, ())
        if end < len(lines):
            self._note(end + 1, "end_without_begin")
        kind, title = str(head.get("kind", "letter")), str(head.get("title", "")).strip()
        if not title:
            self._note(1, "no_title")
        if kind not in set(TemplateKind):
            self._note(1, "unknown_kind", name=kind)
            return None
        registered = head.get("registered") is True
        return Template(title=title, kind=TemplateKind(kind), fields=fields, body=body, registered=registered)

    def _head(self, lines: Sequence[str]) -> tuple[dict[str, Any] | None, int]:
        """The TOML of the head, and where the body begins."""
        ends = [number for number, line in enumerate(lines) if line.strip() == "+++"]
        if len(ends) < 2 or ends[0] != 0:
            self._note(1, "no_head")
            return None, 0
        try:
            head = tomllib.loads("\n".join(lines[1 : ends[1]]))
        except tomllib.TOMLDecodeError as wrong:
            found = re.search(r"line (\d+)", str(wrong))
            self._note(int(found[1]) + 1 if found else 1, "head_wrong")
            return None, 0
        for word in head.keys() - {"title", "kind", "registered", "field"}:
            self._note(1, "unknown_head", name=word)
        return head, ends[1] + 1

    def _fields(self, head: Mapping[str, Any]) -> Iterator[TemplateField]:
        for entry in _tables(head.get("field")):
            name, label = str(entry.get("id", "")), str(entry.get("label", ""))
            kind = str(entry.get("kind", "text"))
            if not _ID.fullmatch(name) or not label or kind not in _KINDS:
                self._note(1, "field_wrong", name=name)
                continue
            columns: Mapping[str, Any] = entry.get("columns", {})
            yield TemplateField(
                id=name,
                label=label,
                kind=kind,
                required=entry.get("required") is not False,
                hint=str(entry.get("hint", "")),
                columns=tuple((key, str(words)) for key, words in columns.items()),
            )

    def _note(self, line: int, key: str, **values: object) -> None:
        self.problems.append(TemplateProblem(line, t(f"templates.problem.{key}", **values)))

    def _block(self, lines: Sequence[str], at: int, columns: tuple[str, ...]) -> tuple[tuple[Part, ...], int]:
        """The parts up to the line that ends this block, and the place of that line."""
        parts: list[Part] = []
        words: list[str] = []
        first = at
        while at < len(lines):
            line = lines[at].strip()
            if not line.startswith(":::"):
                if not words:
                    first = at
                words.append(lines[at])
                at += 1
                continue
            parts += self._words(words, first, columns)
            words = []
            if line == ":::":
                return tuple(parts), at
            part, at = self._opened(lines, at, line.removeprefix(":::").strip(), columns)
            parts += [part] if part is not None else []
        parts += self._words(words, first, columns)
        return tuple(parts), at

    def _words(self, lines: Sequence[str], first: int, columns: tuple[str, ...]) -> list[Part]:
        text = "\n".join(lines)
        for number, line in enumerate(lines, first + 1):
            for name in FIELD.findall(line):
                self._name(number, name, columns)
        return [Words(text, first + 1)] if text.strip() else []

    def _name(self, line: int, name: str, columns: tuple[str, ...]) -> None:
        known = self.known | set(columns)
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            self._note(line, "unknown_field_near" if near else "unknown_field", name=name, near=near[0] if near else "")

    def _opened(self, lines: Sequence[str], at: int, told: str, columns: tuple[str, ...]) -> tuple[Part | None, int]:
        """The part that begins at a line, and the place after the line that ends it."""
        word, _, rest = told.partition(" ")
        rest = rest.strip()
        if word in ("vrij", "handtekeningen"):
            end = next((number for number in range(at + 1, len(lines)) if lines[number].strip() == ":::"), len(lines))
            made = self._written(at + 1, word, rest, lines[at + 1 : end])
        else:
            inner = tuple(self.lists.get(rest, ())) if word == "elk" else ()
            body, end = self._block(lines, at + 1, (*columns, *inner))
            made = self._around(at + 1, word, rest, body, columns)
        if end >= len(lines):
            self._note(at + 1, "never_ends", word=word)
        return made, end + 1

    def _written(self, line: int, word: str, rest: str, raw: Sequence[str]) -> Part | None:
        """A block that holds text as it is typed."""
        if word == "handtekeningen":
            pairs = [one.partition(":") for one in raw if one.strip()]
            return Signatures(tuple((role.strip(), words.strip()) for role, _, words in pairs))
        found = self._clause(line, word, rest)
        return None if found is None else Free(*found, "\n".join(raw))

    def _around(self, line: int, word: str, rest: str, body: tuple[Part, ...], columns: tuple[str, ...]) -> Part | None:
        """A block around other parts."""
        if word == "als":
            condition = self._condition(line, rest, columns)
            return None if condition is None else When(condition, body)
        if word == "elk" and rest in self.lists:
            return Each(rest, body)
        if word == "keuze":
            found = self._clause(line, word, rest)
            return None if found is None else Choice(*found, body)
        self._note(line, "unknown_list" if word == "elk" else "unknown_block", name=rest or word, word=word)
        return None

    def _clause(self, line: int, word: str, rest: str) -> tuple[str, str] | None:
        """The id and the label of a clause."""
        found = _CLAUSE.fullmatch(rest)
        if found is None or found[1] in self.seen:
            self._note(line, "clause_wrong", word=word)
            return None
        self.seen.add(found[1])
        return found[1], found[2]

    def _condition(self, line: int, text: str, columns: tuple[str, ...]) -> Compiled | None:
        try:
            expression = parse(text)
            ready = compile_expression(expression, Surroundings(FUNCTIONS))
        except XPathError:
            self._note(line, "condition_wrong", text=text)
            return None
        for part in inside(expression):
            if isinstance(part, Path):
                self._note(line, "condition_wrong", text=text)
            elif isinstance(part, Reference):
                self._name(line, part.name, columns)
        return ready


def _tables(found: object) -> list[dict[str, Any]]:
    """The entries of a list of tables; none where it is something else."""
    entries = cast("list[object]", found) if isinstance(found, list) else []
    return [cast("dict[str, Any]", entry) for entry in entries if isinstance(entry, dict)]
