# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a municipality lies in the area where an organisation works, as people write such an area down."""

from __future__ import annotations

import re

from wwdesk.domain.names import fold

_BETWEEN = re.compile(r"[,;\n/]|\s+en\s+", re.IGNORECASE)
_BEFORE_A_TOWN = re.compile(r"^(?:[1-9][0-9]{3} )?(?:(?:de )?(?:stad|gemeente) )?")
_LARGER = re.compile(
    r"\b(?:provincies?|regio|streek|arrondissement|zone|gaoz|zorgraad|gewest|heel|hele|overal|omgeving|omstreken|rond)\b"
)
# Names that mean an area of many municipalities and no municipality. "Antwerpen" alone is the town.
_LARGE = frozenset(
    fold(name)
    for name in (
        *("België", "Vlaanderen", "Brussel", "Limburg", "Vlaams-Brabant", "Oost-Vlaanderen", "West-Vlaanderen"),
        *("Kempen", "Haspengouw", "Meetjesland", "Pajottenland", "Hageland", "Maasland", "Westhoek", "Waasland"),
    )
)


def towns_of(work_area: str) -> tuple[str, ...]:
    """The places an area names, as they were written."""
    return tuple(part for piece in _BETWEEN.split(work_area) if (part := " ".join(piece.split())))


def tidy_area(work_area: str) -> str:
    """An area on one line with a comma and a space between its places."""
    return ", ".join(part for piece in re.split(r"[,;\n]", work_area) if (part := " ".join(piece.split())))


def outside_work_area(work_area: str, municipality: str) -> bool:
    """Whether a municipality is certainly not named in an area.

    Where either is not known, or the area names something larger than a municipality ("provincie
    Limburg"), nobody can tell from the words alone and the answer is False.
    """
    town, places = _town(municipality), [fold(place) for place in towns_of(work_area)]
    if not town or not places or any(_is_larger(place) for place in places):
        return False
    return town not in {_town(place) for place in places}


def _town(written: str) -> str:
    """`3600 Genk`, `stad Genk` and `GENK` are one town."""
    return _BEFORE_A_TOWN.sub("", fold(written))


def _is_larger(place: str) -> bool:
    return place in _LARGE or _LARGER.search(place) is not None
