# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""A work area is what people type; only what is certain is called outside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wwdesk.domain.work_area import outside_work_area, tidy_area, towns_of


@pytest.mark.parametrize(
    ("area", "municipality", "outside"),
    [
        ("Genk, Hasselt", "Genk", False),
        ("Genk, Hasselt", "Bree", True),
        ("Genk", "GENK ", False),
        ("Sint-Truiden", "sint truiden", False),
        ("Genk", "Genker Bos", True),
        ("Genk; Hasselt\nBree", "bree", False),
        ("Genk, Hasselt en Bree", "Bree", False),
        ("3600 Genk, stad Hasselt", "Hasselt", False),
        ("Genk", "3600 Genk", False),
        ("gemeente Zonhoven", "Zonhoven", False),
        ("Herk-de-Stad", "Herk-de-Stad", False),
        ("Stadskanaal", "Kanaal", True),
        # Nobody knows.
        ("", "Bree", False),
        ("Genk", "", False),
        (" , ;", "Bree", False),
        # Larger than a municipality: the words do not tell what lies in it.
        ("Limburg", "Bree", False),
        ("provincie Antwerpen", "Mol", False),
        ("Provincies Antwerpen en Limburg", "Mol", False),
        ("GAOZ Kempen", "Mol", False),
        ("Genk en omgeving", "As", False),
        ("heel Vlaanderen", "Bree", False),
        ("Genk, Haspengouw", "Bree", False),
        # The town, not the province.
        ("Antwerpen", "Mol", True),
    ],
)
def test_only_what_is_certain_is_outside(area: str, municipality: str, outside: bool) -> None:
    assert outside_work_area(area, municipality) is outside


def test_an_area_is_kept_on_one_line() -> None:
    assert tidy_area(" Genk ,Hasselt;\n Bree ,, ") == "Genk, Hasselt, Bree"
    assert towns_of("Genk / Hasselt en  Herk-de-Stad") == ("Genk", "Hasselt", "Herk-de-Stad")


@given(st.text(), st.text())
def test_tidying_changes_no_answer(area: str, municipality: str) -> None:
    tidied = tidy_area(area)
    assert tidy_area(tidied) == tidied
    assert outside_work_area(tidied, municipality) == outside_work_area(area, municipality)
