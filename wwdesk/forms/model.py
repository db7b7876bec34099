# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire as a frozen value: questions, groups, life domains, bands, location profiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class QuestionKind(StrEnum):
    """The type of answer a question takes (names as in XLSForm)."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    RANK = "rank"
    """All choices, put in order by the person who answers."""
    FILE = "file"
    """A photo or another file; the answer is the name it is kept under."""
    SIGNATURE = "signature"
    """Drawn on screen; the answer is the name the picture is kept under."""
    NOTE = "note"
    HIDDEN = "hidden"
    """Never shown: a calculated value."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer. `score` is None where the answer has no score ("niet besproken")."""

    name: str
    label: str
    score: Fraction | None = None
    only_with: str = ""
    """With which earlier answer it can be chosen, in Dutch words, for paper; empty = with any."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers a `range` question can be answered with: `lowest` to `highest` in steps."""

    lowest: Fraction
    highest: Fraction
    step: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    `path` is its XForm path, such as `/data/huis/hygiene`. Inside a repeated group the form has it
    without row numbers (`/data/schuld/bedrag`); `Filling.pages` gives it once per row, with them
    (`/data/schuld[2]/bedrag`).
    """

    path: str
    name: str
    kind: QuestionKind
    label: str = ""
    hint: str = ""
    guidance: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    read_only: bool = False
    appearance: str = ""
    limits: Limits | None = None
    accept: str = ""
    """What a FILE may be: `image`, `audio`, `video`, or empty for anything."""
    weight: Fraction = Fraction(1)
    skip_rule: str = ""
    """When the question is asked, in Dutch words, for paper ("alleen als ..."); empty = always."""
    choice_rule: str = ""
    """Which earlier answers decide which choices there are, where no choice says so itself."""

    @property
    def scored(self) -> bool:
        """Whether an answer to this question can count in the score of its life domain."""
        return any(choice.score is not None for choice in self.choices)

    def choice(self, name: str) -> Choice | None:
        """The choice called `name`, if there is one."""
        return next((choice for choice in self.choices if choice.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that belong together; the groups at the top are the pages of the form.

    A repeated group holds the questions of one row in the form itself. In `Filling.pages` it holds
    one Group per row instead, each with its `row` and a path with row numbers.
    """

    path: str
    name: str
    label: str = ""
    hint: str = ""
    skip_rule: str = ""
    items: tuple[Question | Group, ...] = ()
    repeat: bool = False
    """Whether the group is asked once per row (a debt, a child)."""
    counted: bool = False
    """Whether the form itself says how many rows there are; else whoever fills it adds and removes them."""
    row: int = 0
    """Which row of a repeated group this is, from 1; 0 for every other group."""

    def questions(self) -> Iterator[Question]:
        """All questions below this group in order of asking, hidden ones included."""
        for item in self.items:
            if isinstance(item, Question):
                yield item
            else:
                yield from item.questions()

    def groups(self) -> Iterator[Group]:
        """All groups below this one, each before what is in it."""
        for item in self.items:
            if isinstance(item, Group):
                yield item
                yield from item.groups()


class ScoreMethod(StrEnum):
    """How the scored answers of a life domain make its score (texts `score_log.method`)."""

    MEAN = "mean"
    """The mean, each question as often as its weight."""
    SUM = "sum"
    """The sum of score times weight."""
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class LifeDomain:
    """A life domain that gets a score: the questions of the top-level group with the same name.

    `lowest` and `highest` bound the score; `minimum_answered` is how many scored questions must
    be answered before there is a score at all; a higher score is better unless
    `higher_is_better` is False. `short` is the label that fits beside a chart.
    """

    name: str
    label: str
    short: str
    lowest: Fraction
    highest: Fraction
    minimum_answered: int
    higher_is_better: bool = True
    description: str = ""
    method: ScoreMethod = ScoreMethod.MEAN


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `lowest` up to but not including `below` read as `label` in a life domain.

    `domain` is empty where the band holds for every domain. `weak` marks the bands that ask for
    attention; `colour` is a name of the theme (`critical`, `weak`, `fair`, `good`, `strong`).
    """

    domain: str
    lowest: Fraction
    below: Fraction
    label: str
    colour: str
    weak: bool
    advice: str = ""


@dataclass(frozen=True, slots=True)
class LocationCriterion:
    """One condition of a location profile, as an expression over answers and `${score_<domain>}`."""

    profile: str
    label: str
    expression: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class LocationProfile:
    """A kind of place to live (domain list L10) with the conditions under which it fits."""

    name: str
    label: str
    description: str
    criteria: tuple[LocationCriterion, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language a form is written in: its code (`nl`, `fr`, `ar`) and its own name."""

    code: str
    name: str

    @property
    def right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return self.code.partition("-")[0] in ("ar", "ckb", "dv", "fa", "he", "ps", "ur", "yi")


@dataclass(frozen=True, kw_only=True)
class Form:
    """One version of a questionnaire, ready to be filled. Built by `forms.load` only.

    `language` is the code of the one its words are in, `languages` all that it can be loaded in.
    `sha256` is the hash of the XForm; `pages` are the top-level groups in order; `rules` is the
    compiled part that `forms.filling` runs and nobody else looks at.
    """

    form_id: str
    title: str
    version: str
    scoring_version: str
    language: str
    sha256: str
    pages: tuple[Group, ...]
    domains: tuple[LifeDomain, ...]
    bands: tuple[Band, ...]
    locations: tuple[LocationProfile, ...]
    languages: tuple[Language, ...] = ()
    rules: object = field(repr=False, compare=False, default=None)

    def questions(self) -> Iterator[Question]:
        """Every question in order of asking, hidden ones included."""
        for page in self.pages:
            yield from page.questions()

    @property
    def asked(self) -> int:
        """How many questions a person can be asked, each row of a repeated group counted once."""
        silent = (QuestionKind.HIDDEN, QuestionKind.NOTE)
        return sum(question.kind not in silent and not question.read_only for question in self.questions())

    def by_path(self) -> Mapping[str, Question]:
        """Every question under its path."""
        return {question.path: question for question in self.questions()}
