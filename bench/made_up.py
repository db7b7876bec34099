# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Invented people in any number, always the same for the same seed: names are drawn apart and put together."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from wwdesk.domain.people import Gender, PersonDetails

_NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
_WOMEN, _MEN, _FAMILIES = (str(_NAMES[kind]).split() for kind in ("women", "men", "families"))

_STREETS = (
    *("Dorpsstraat", "Stationsstraat", "Kerkstraat", "Molenweg", "Schoolstraat", "Nieuwstraat", "Kapelstraat"),
    *("Lindelaan", "Beukendreef", "Veldstraat", "Heidelaan", "Kanaalweg", "Vijverstraat", "Parkplein", "Weverij"),
    *("Bloemenlaan", "Oude Baan", "Populierenlaan", "Hoevestraat", "Bergstraat", "Marktplein", "Mijnwerkerslaan"),
)

_PLACES = (
    *(("1000", "Brussel"), ("1500", "Halle"), ("1800", "Vilvoorde"), ("2000", "Antwerpen"), ("2060", "Antwerpen")),
    *(("2300", "Turnhout"), ("2440", "Geel"), ("2800", "Mechelen"), ("3000", "Leuven"), ("3200", "Aarschot")),
    *(("3300", "Tienen"), ("3500", "Hasselt"), ("3530", "Houthalen-Helchteren"), ("3550", "Heusden-Zolder")),
    *(("3600", "Genk"), ("3630", "Maasmechelen"), ("3700", "Tongeren"), ("3800", "Sint-Truiden"), ("3900", "Pelt")),
    *(("8000", "Brugge"), ("8400", "Oostende"), ("8500", "Kortrijk"), ("8700", "Tielt"), ("8800", "Roeselare")),
    *(("8870", "Izegem"), ("8900", "Ieper"), ("9000", "Gent"), ("9100", "Sint-Niklaas"), ("9120", "Beveren")),
    *(("9200", "Dendermonde"), ("9300", "Aalst"), ("9400", "Ninove"), ("9700", "Oudenaarde"), ("9900", "Eeklo")),
)

_LANGUAGES = ("nl",) * 16 + ("fr", "ar", "tr", "en", "uk")
_OLDEST_BIRTH = date(1936, 1, 1)
_BIRTH_DAYS = (date(2008, 1, 1) - _OLDEST_BIRTH).days


def make_people(n: int, seed: int) -> Iterator[PersonDetails]:
    """So many invented people; the first ones stay the same when more are asked for."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret hangs on it
    for _ in range(n):
        yield _person(chance)


def _person(chance: random.Random) -> PersonDetails:
    woman = chance.random() < 0.45
    given_name = chance.choice(_WOMEN if woman else _MEN)
    family_name = chance.choice(_FAMILIES).replace("-", " ")
    if chance.random() < 0.03:
        family_name += f"-{chance.choice(_FAMILIES).replace('-', ' ')}"
    postcode, municipality = chance.choice(_PLACES)
    number = chance.randrange(10**6)
    return PersonDetails(
        given_name=given_name,
        family_name=family_name,
        birth_date=_OLDEST_BIRTH + timedelta(days=chance.randrange(_BIRTH_DAYS)),
        gender=Gender.WOMAN if woman else Gender.MAN,
        language=chance.choice(_LANGUAGES),
        # 0499 00 .. ..: numbers that ring nowhere.
        phone=f"0499 00 {number // 100 % 100:02} {number % 100:02}",
        street=f"{chance.choice(_STREETS)} {chance.randint(1, 240)}",
        postcode=postcode,
        municipality=municipality,
    )
