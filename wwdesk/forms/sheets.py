# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads our own sheets: life domains, bands, location profiles and their conditions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from wwdesk.domain.texts import t
from wwdesk.forms.model import Band, Group, LifeDomain, LocationCriterion, LocationProfile, Question, ScoreMethod
from wwdesk.forms.places import Places, Row, Tables
from wwdesk.forms.questions import fraction
from wwdesk.forms.xform import language_code

COLOURS = ("critical", "weak", "fair", "good", "strong")
_YES = frozenset({"ja", "yes", "true", "1", "x", "waar"})
_NO = frozenset({"nee", "neen", "no", "false", "0", "onwaar", ""})


def cell(row: Row, column: str) -> str:
    """A cell by column name; `label` also stands for `label::Nederlands (nl)` and the like."""
    if column in row:
        return row[column]
    return next((text for name, text in row.items() if name.partition("::")[0].strip() == column), "")


def _sums(questions: Sequence[Question]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest sum of one answer to each question."""
    ends: list[tuple[Fraction, Fraction]] = []
    for question in questions:
        scores = [choice.score * question.weight for choice in question.choices if choice.score is not None]
        ends.append((min(scores), max(scores)))
    return sum((end[0] for end in ends), Fraction(0)), sum((end[1] for end in ends), Fraction(0))


def translated(row: Row, column: str, language: str) -> str:
    """What a cell says in `label::Français (fr)` and the like for the language `fr`; empty where nothing does."""
    return next(
        (text for name, text in row.items() if name.partition("::")[0].strip() == column and _code(name) == language),
        "",
    )


def _code(header: str) -> str:
    """The code of the language a column is in, as an XForm has it."""
    return language_code(header.partition("::")[2].strip()) if "::" in header else ""


class SheetReader:
    """Reads the sheets one after the other in a language; mistakes go to `places`.

    `spoken` are the codes of the languages of the form, its default one first.
    """

    def __init__(self, tables: Tables, places: Places, pages: Sequence[Group], *spoken: str) -> None:
        self._tables = tables
        self._places = places
        self._pages = {page.name: page for page in pages if page.name}
        self._spoken = spoken

    def _words(self, row: Row, column: str) -> str:
        """What is said in the language of the form, else in its default language, else in any."""
        found = (translated(row, column, language) for language in self._spoken)
        return next((text for text in found if text), "") or cell(row, column)

    def domains(self) -> tuple[LifeDomain, ...]:
        """The sheet `domains`: one row per top-level group that gets a score."""
        found: list[LifeDomain] = []
        for row in self._tables.get("domains", ()):
            name = cell(row, "domain")
            page = self._pages.get(name)
            if page is None or any(domain.name == name for domain in found):
                key = "forms.table.no_group" if page is None else "forms.table.domain_twice"
                self._places.table("domains", row, "domain", t(key, name=name))
                continue
            scored = [question for question in page.questions() if question.scored]
            scores = [choice.score for question in scored for choice in question.choices if choice.score is not None]
            if not scores:
                self._places.table("domains", row, "domain", t("forms.table.no_scores", name=name))
                continue
            method = self._method(row)
            least, most = _sums(scored) if method is ScoreMethod.SUM else (min(scores), max(scores))
            lowest = self._number("domains", row, "lowest", least)
            highest = self._number("domains", row, "highest", most)
            if lowest >= highest:
                self._places.table("domains", row, "highest", t("forms.table.turned", lowest=lowest, highest=highest))
            label, short = self._names(row, page)
            found.append(
                LifeDomain(
                    name=name,
                    label=label,
                    short=short,
                    lowest=lowest,
                    highest=highest,
                    minimum_answered=max(1, int(self._number("domains", row, "minimum_answered", Fraction(1)))),
                    higher_is_better=self._yes("domains", row, "higher_is_better", otherwise=True),
                    description=self._words(row, "description"),
                    method=method,
                )
            )
        return tuple(found)

    def _names(self, row: Row, page: Group) -> tuple[str, str]:
        """The label and the short one; in another language what its group is called goes before Dutch words."""
        label, short = self._words(row, "label") or page.label or page.name, self._words(row, "short")
        if len(self._spoken) > 1:
            own = translated(row, "label", self._spoken[0]) or page.label
            label, short = own or label, translated(row, "short", self._spoken[0]) or own or short
        return label, short or label

    def _method(self, row: Row) -> ScoreMethod:
        text = cell(row, "method").casefold()
        if text and text not in list(ScoreMethod):
            known = ", ".join(ScoreMethod)
            self._places.table("domains", row, "method", t("forms.table.method", method=text, known=known))
            return ScoreMethod.MEAN
        return ScoreMethod(text or ScoreMethod.MEAN)

    def bands(self, domains: Sequence[LifeDomain]) -> tuple[Band, ...]:
        """The sheet `bands`; an empty `domain` holds for all, an empty `below` has no upper end."""
        found: list[Band] = []
        names = {domain.name for domain in domains}
        top = max((domain.highest for domain in domains), default=Fraction(0)) + 1
        bottom = min((domain.lowest for domain in domains), default=Fraction(0))
        for row in self._tables.get("bands", ()):
            name, colour = cell(row, "domain"), cell(row, "colour")
            if name and name not in names:
                self._places.table("bands", row, "domain", t("forms.table.unknown_domain", name=name))
            if colour not in COLOURS:
                known = ", ".join(COLOURS)
                self._places.table("bands", row, "colour", t("forms.table.colour", colour=colour, known=known))
            lowest, below = self._number("bands", row, "lowest", bottom), self._number("bands", row, "below", top)
            if lowest >= below:
                self._places.table("bands", row, "below", t("forms.table.turned", lowest=lowest, highest=below))
            weak = self._yes("bands", row, "weak", otherwise=colour in ("critical", "weak"))
            found.append(
                Band(
                    domain=name,
                    lowest=lowest,
                    below=below,
                    label=self._words(row, "label"),
                    colour=colour,
                    weak=weak,
                    advice=self._words(row, "advice"),
                )
            )
        return tuple(found)

    def locations(self) -> tuple[LocationProfile, ...]:
        """The sheets `locations` and `location_criteria`."""
        rows = self._tables.get("locations", ())
        names = [cell(row, "profile") for row in rows]
        criteria: dict[str, list[LocationCriterion]] = {name: [] for name in names}
        for row in self._tables.get("location_criteria", ()):
            profile = cell(row, "profile")
            if profile not in criteria:
                sentence = t("forms.table.unknown_profile", name=profile)
                self._places.table("location_criteria", row, "profile", sentence)
                continue
            criteria[profile].append(
                LocationCriterion(
                    profile=profile,
                    label=self._words(row, "label"),
                    expression=cell(row, "expression"),
                    required=self._yes("location_criteria", row, "required", otherwise=True),
                )
            )
        return tuple(
            LocationProfile(
                name=name,
                label=self._words(row, "label") or name,
                description=self._words(row, "description"),
                criteria=tuple(criteria[name]),
            )
            for name, row in zip(names, rows, strict=True)
        )

    def _number(self, sheet: str, row: Row, column: str, otherwise: Fraction) -> Fraction:
        text = cell(row, column)
        found = fraction(text) if text else otherwise
        if found is None:
            self._places.table(sheet, row, column, t("forms.table.no_number", text=text))
            return otherwise
        return found

    def _yes(self, sheet: str, row: Row, column: str, *, otherwise: bool) -> bool:
        text = cell(row, column).casefold()
        if not text:
            return otherwise
        if text not in _YES | _NO:
            self._places.table(sheet, row, column, t("forms.table.yes_or_no", text=text))
        return text in _YES
