# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire that uses every kind of question, for what goes out and comes in."""

from __future__ import annotations

from functools import lru_cache

from tests.forms.making import LEVELS, TODAY, settings, survey, table
from wwdesk.forms.convert import convert
from wwdesk.forms.converted import ConvertedForm
from wwdesk.forms.filling import Filling
from wwdesk.forms.load import load
from wwdesk.forms.model import Form

SOURCE = (
    survey(
        "text naam ; required=yes",
        "begin_group huis",
        "select_one level poetsen",
        "select_multiple level hulp",
        "integer kamers ; relevant=${poetsen} = '1'",
        "text waarom ; relevant=selected(${hulp}, '1') and ${kamers} > 2",
        "date sinds ; relevant=${naam} != ''",
        "time om",
        "dateTime wanneer",
        "note uitleg",
        "image foto",
        "calculate dubbel ; calculation=${kamers} * 2",
        "end_group",
        "begin_group geld",
        "begin_repeat schuld",
        "text bij",
        "decimal bedrag",
        "end_repeat",
        "end_group",
        "integer som ; relevant=count(${bedrag}) > 1",
    )
    + LEVELS
    + settings()
    + table(
        "domains",
        ["domain", "label", "lowest", "highest"],
        ({"domain": "huis", "label": "Huis", "lowest": "1", "highest": "3"},),
    )
    + table(
        "bands",
        ["lowest", "below", "label", "colour"],
        ({"lowest": "1", "below": "3", "label": "Lukt niet", "colour": "weak"},),
    )
)

ANSWERS = {
    "/data/naam": "=1+1",
    "/data/huis/poetsen": "1",
    "/data/huis/hulp": "1 2",
    "/data/huis/kamers": "3",
    "/data/huis/waarom": "omdat",
    "/data/huis/sinds": "2026-11-01",
    "/data/huis/om": "10:30",
    "/data/huis/wanneer": "2026-11-01T10:30",
    "/data/huis/foto": "keuken.png",
    "/data/geld/schuld": "2",
    "/data/geld/schuld[1]/bij": "energie",
    "/data/geld/schuld[1]/bedrag": "12.5",
    "/data/geld/schuld[2]/bij": "huur",
    "/data/geld/schuld[2]/bedrag": "100",
}


@lru_cache
def converted() -> ConvertedForm:
    return convert(SOURCE.encode(), "proef")


@lru_cache
def form() -> Form:
    return load(converted().xform, converted().tables)


def filling() -> Filling:
    return Filling(form(), ANSWERS, TODAY)
