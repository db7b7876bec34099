# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""What a new version changes on the sheets beside the questions: life domains, bands, places to live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from wwdesk.domain.texts import t
from wwdesk.forms.model import Form


class SheetSubject(StrEnum):
    """What a change is about (texts `versions.sheet`)."""

    DOMAIN = "domain"
    BAND = "band"
    LOCATION = "location"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChange:
    """One thing that changed; `what` is the column in words, empty where all of it came or went."""

    subject: SheetSubject
    label: str
    what: str = ""
    before: str = ""
    after: str = ""


_Things = Mapping[tuple[str, ...], tuple[str, Mapping[str, str]]]
"""By their key: a label, and the words of each column."""


def sheet_changes(before: Form, after: Form) -> tuple[SheetChange, ...]:
    """Every change of a life domain, band, place to live or criterion, sheet by sheet."""
    pairs = (
        (SheetSubject.DOMAIN, _domains),
        (SheetSubject.BAND, _bands),
        (SheetSubject.LOCATION, _locations),
        (SheetSubject.CRITERION, _criteria),
    )
    return tuple(change for subject, read in pairs for change in _differences(subject, read(before), read(after)))


def _differences(subject: SheetSubject, old: _Things, new: _Things) -> Iterator[SheetChange]:
    for key, (label, words) in new.items():
        if key not in old:
            yield SheetChange(subject=subject, label=label, after=t("versions.sheet_new"))
            continue
        for column, now in words.items():
            was = old[key][1][column]
            if was != now:
                what = t(f"versions.column.{column}")
                yield SheetChange(subject=subject, label=label, what=what, before=was, after=now)
    for key, (label, _) in old.items():
        if key not in new:
            yield SheetChange(subject=subject, label=label, before=t("versions.sheet_gone"))


def _domains(form: Form) -> _Things:
    return {
        (domain.name,): (
            domain.label,
            {
                "label": domain.label,
                "bounds": t("versions.from_to", low=_number(domain.lowest), high=_number(domain.highest)),
                "minimum_answered": str(domain.minimum_answered),
                "method": t(f"versions.method.{domain.method}"),
                "direction": t("versions.higher" if domain.higher_is_better else "versions.lower"),
                "description": domain.description,
            },
        )
        for domain in form.domains
    }


def _bands(form: Form) -> _Things:
    names = {domain.name: domain.label for domain in form.domains}
    counted: dict[str, int] = {}
    found: dict[tuple[str, ...], tuple[str, Mapping[str, str]]] = {}
    for band in sorted(form.bands, key=lambda one: (one.domain, one.lowest)):
        counted[band.domain] = counted.get(band.domain, 0) + 1
        where = names.get(band.domain, t("versions.every_domain"))
        found[band.domain, str(counted[band.domain])] = (
            t("versions.band_of", band=band.label, domain=where),
            {
                "label": band.label,
                "bounds": t("versions.from_below", low=_number(band.lowest), high=_number(band.below)),
                "weak": t("fields.yes" if band.weak else "fields.no"),
                "advice": band.advice,
            },
        )
    return found


def _locations(form: Form) -> _Things:
    return {
        (place.name,): (place.label, {"label": place.label, "description": place.description})
        for place in form.locations
    }


def _criteria(form: Form) -> _Things:
    return {
        (place.name, one.label): (
            t("versions.criterion_of", criterion=one.label, place=place.label),
            {"expression": one.expression, "required": t("fields.yes" if one.required else "fields.no")},
        )
        for place in form.locations
        for one in place.criteria
    }


def _number(value: Fraction) -> str:
    return f"{float(value):g}".replace(".", ",")
