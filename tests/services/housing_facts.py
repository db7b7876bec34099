# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Homes, somebody who lives in one and arrears, for tests that need one of everything; and every service on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from tests.storage.offices import NOON
from wwdesk.domain.dwellings import DwellingDetails
from wwdesk.domain.errors import DeskError
from wwdesk.domain.roles import Role
from wwdesk.services import arrears, housing, letters, trajectories
from wwdesk.services.desk import Desk
from wwdesk.services.letters import LetterTyped

DAY = NOON.date()
LATER = DAY + timedelta(days=9)
HOME = DwellingDetails(name="Studio 3")


@dataclass(frozen=True, kw_only=True)
class Housed:
    """The id of one of everything; `living` is a dossier with a home, `dossier` one without."""

    dwelling: str
    empty: str
    binned: str
    living: str
    dossier: str
    stay: str
    owing: str
    line: str
    binned_line: str


class HasHoused(Protocol):
    """What is in the office, homes among it."""

    @property
    def housed(self) -> Housed:
        """The homes."""
        ...


def housed(desk: Desk, living: str, dossier: str) -> Housed:
    """Makes homes; the client of `living` lives in the first and is in arrears."""
    first, empty, binned = (str(housing.add_dwelling(desk, HOME).made) for _ in "abc")
    housing.remove_dwelling(desk, binned)
    owing = str(trajectories.start(desk, living, "lac", DAY).made)
    lines = [str(arrears.add_line(desk, owing, DAY, "huur", 100).made) for _ in "ab"]
    arrears.remove_line(desk, lines[1])
    return Housed(
        dwelling=first,
        empty=empty,
        binned=binned,
        living=living,
        dossier=dossier,
        stay=str(housing.move_in(desk, first, living, DAY).made),
        owing=owing,
        line=lines[0],
        binned_line=lines[1],
    )


def _letter(desk: Desk, trajectory: str) -> bytes | str:
    """The invitation, or what is missing in it: the office has no telephone."""
    typed = {"gesprek_op": LATER, "gesprek_uur": "14 uur", "gesprek_waar": "thuis"}
    try:
        return letters.print_letter(desk, trajectory, "uitnodiging_gesprek", LetterTyped(values=typed))
    except DeskError as missing:
        if missing.key != "template_missing":
            raise
        return missing.sentence


Call = Callable[[Desk, HasHoused], object]
CALLS: dict[Role, dict[str, Call]] = {
    Role.READER: {
        "housing.dwellings": lambda desk, _: housing.dwellings(desk),
        "housing.capacities": lambda desk, _: housing.capacities(desk),
        "housing.stays": lambda desk, has: housing.stays(desk, has.housed.living),
        "arrears.board": lambda desk, _: arrears.board(desk),
    },
    Role.TRAINEE: {
        "housing.move_in": lambda desk, has: housing.move_in(desk, has.housed.empty, has.housed.dossier, DAY),
        "housing.move_out": lambda desk, has: housing.move_out(desk, has.housed.stay, 1, LATER),
        "housing.remove_stay": lambda desk, has: housing.remove_stay(desk, has.housed.stay),
        "arrears.add_line": lambda desk, has: arrears.add_line(desk, has.housed.owing, DAY, "huur", 5),
        "arrears.remove_line": lambda desk, has: arrears.remove_line(desk, has.housed.line),
        "letters.asks": lambda desk, has: letters.asks(desk, has.housed.owing, "uitnodiging_gesprek"),
        "letters.print_letter": lambda desk, has: _letter(desk, has.housed.owing),
        "letters.preview_letter": lambda desk, has: letters.preview_letter(
            desk, has.housed.owing, "uitnodiging_gesprek", LetterTyped(values={}), 200
        ),
        "arrears.restore_line": lambda desk, has: arrears.restore_line(desk, has.housed.binned_line),
    },
    Role.WORKER: {
        "housing.add_dwelling": lambda desk, _: housing.add_dwelling(desk, HOME),
        "housing.change_dwelling": lambda desk, has: housing.change_dwelling(desk, has.housed.dwelling, 1, HOME),
        "housing.remove_dwelling": lambda desk, has: housing.remove_dwelling(desk, has.housed.empty),
        "housing.restore_dwelling": lambda desk, has: housing.restore_dwelling(desk, has.housed.binned),
    },
}
"""Every service on homes and arrears, by the role with the fewest permissions that may do it."""
