# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""The board of arrears: months and sources, letters on the tenth, the window, the session, a plan against payments."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.services.test_dossier_timeline import do, on
from tests.services.test_people import ZOE, made
from wwdesk.domain.dossier import DossierDetails
from wwdesk.domain.errors import DeskError
from wwdesk.services import arrears, dossiers, people, trajectories
from wwdesk.services.arrears import ArrearsRow
from wwdesk.services.desk import Desk

BEGAN = date(2026, 1, 5)
OWED: dict[str, Any] = {
    "soort_verhuurder": "woonmaatschappij",
    "bedrag": Fraction("512.50"),
    "huurprijs": Fraction(500),
    "maanden_achter": 1,
    "derde_maand": date(2026, 3, 1),
    "bron_achterstal": "huur",
}


class File:
    """A dossier with a file for arrears, on a day that can be chosen."""

    def __init__(self, desk: Desk) -> None:
        self.office = desk
        self.day = BEGAN
        client = made(people.add_person(desk, ZOE))
        self.dossier = made(dossiers.open_dossier(desk, client, DossierDetails(opened_on=BEGAN)))
        self.id = made(trajectories.start(desk, self.dossier, "lac", BEGAN))

    @property
    def desk(self) -> Desk:
        return on(self.office, self.day)

    def do(self, step: str, day: date, outcome: str = "", **facts: Any) -> None:
        self.day = max(self.day, day)
        do(self.desk, self.id, self.dossier, step, day, outcome, **facts)

    def row(self, today: date | None = None) -> ArrearsRow:
        (row,) = arrears.board(on(self.office, today) if today else self.desk)
        return row

    def to_the_commission(self, outcome: str) -> None:
        self.do("achterstal", BEGAN, **OWED)
        self.do("brief_een", date(2026, 1, 10), aangetekend=True)
        self.do("brief_twee", date(2026, 2, 10), aangetekend=True)
        third = date(2026, 3, 10)
        owed: dict[str, Any] = {"bedrag": Fraction(1500), "maanden_achter": 3}
        self.do("brief_drie", third, aangetekend=True, derde_brief_op=third, **owed)
        self.do("ontvangst", date(2026, 3, 12), derde_brief_ontvangen=date(2026, 3, 12))
        self.do("overdracht", date(2026, 3, 20))
        self.do("verdelen", date(2026, 3, 20), "actief")
        self.do("uitnodiging_een", date(2026, 3, 21))
        self.do("huisbezoek_een", date(2026, 3, 25), thuis_een=True)
        self.do("uitnodiging_twee", date(2026, 3, 26), zitting_op=date(2026, 4, 15))
        self.do("huisbezoek_twee", date(2026, 4, 1), thuis_twee=True)
        self.do("verslag_maken", date(2026, 4, 2))
        if outcome:
            self.do("zitting", date(2026, 4, 15), outcome, voltallig=True)


@pytest.fixture
def file(desk: Desk) -> File:
    return File(desk)


def test_letters_are_due_on_the_tenth_and_the_window_and_transfer_follow_the_receipt(file: File) -> None:
    file.do("achterstal", BEGAN, **OWED)
    assert file.row().letter == arrears.LetterDue(label="Eerste aanmaning", on=date(2026, 1, 10))
    assert (file.row().open, file.row().unpaid, file.row().source) == (51_250, 1, "Huur")
    file.do("brief_een", date(2026, 1, 10), aangetekend=True)
    assert file.row().letter == arrears.LetterDue(label="Tweede aanmaning", on=date(2026, 2, 10))
    file.do("brief_twee", date(2026, 2, 10), aangetekend=True)
    assert file.row().letter == arrears.LetterDue(label="Derde brief", on=date(2026, 3, 10))
    third = date(2026, 3, 10)
    owed: dict[str, Any] = {"bedrag": Fraction(1500), "maanden_achter": 3}
    file.do("brief_drie", third, aangetekend=True, derde_brief_op=third, **owed)
    assert (file.row().letter, file.row().transfer_from) == (None, None)
    file.do("ontvangst", date(2026, 3, 12), derde_brief_ontvangen=date(2026, 3, 12))
    row = file.row(date(2026, 3, 19))
    assert (row.objection_until, row.transfer_from) == (date(2026, 3, 19), date(2026, 3, 20))
    assert file.row(date(2026, 3, 20)).objection_until is None
    file.do("overdracht", date(2026, 3, 20))
    assert file.row().transfer_from is None


def test_the_session_stands_on_the_board_until_it_was(file: File) -> None:
    file.to_the_commission("")
    assert file.row().session_on == date(2026, 4, 15)
    file.do("zitting", date(2026, 4, 15), "geen_oplossing", voltallig=True)
    assert (file.row().session_on, file.row().phase) == (None, "Commissie en beslissing")


def test_a_plan_is_held_against_what_was_paid(file: File) -> None:
    file.to_the_commission("plan")
    for letter in ("brief_huurder", "brief_werker", "brief_verhuurder"):
        file.do(letter, date(2026, 4, 16))
    file.do("plan_tekenen", date(2026, 4, 20), per_maand=Fraction("62.50"), eerste_afbetaling=date(2026, 5, 5))
    row = file.row()
    assert row.plan is not None
    assert (row.plan.total, row.plan.instalment, row.plan.last) == (150_000, 6250, date(2028, 4, 5))
    file.do("betaling", date(2026, 5, 4), betaald=Fraction("62.50"))
    kept = file.row(date(2026, 6, 5)).standing
    assert kept is not None
    assert (kept.missed, kept.paid, kept.next_on) == (0, 6250, date(2026, 6, 5))
    late = file.row(date(2026, 7, 6)).standing
    assert late is not None
    assert (late.missed, late.behind) == (2, 12_500)


def test_the_register_says_what_is_open_and_fills_in_what_a_step_asks(file: File) -> None:
    file.do("achterstal", BEGAN, **OWED)
    for month, cents in ((date(2026, 1, 15), 50_000), (date(2026, 2, 1), 50_050)):
        arrears.add_line(file.desk, file.id, month, "huur", cents)
    credit = made(arrears.add_line(file.desk, file.id, date(2026, 2, 1), "herberekening", -20_000, "inkomen gedaald"))
    row = file.row()
    assert (row.open, row.unpaid) == (80_050, 2)
    assert [(one.month, one.open) for one in row.months] == [(date(2026, 1, 1), 50_000), (date(2026, 2, 1), 30_050)]
    (running,) = trajectories.trajectories(file.desk, file.dossier)
    step = next(step for step in running.steps if step.id == "achterstal_bijwerken")
    assert {fact.id: fact.default for fact in step.facts if fact.default} == {"bedrag": "800,50", "maanden_achter": "2"}
    arrears.remove_line(file.desk, credit)
    assert file.row().open == 100_050
    arrears.restore_line(file.desk, credit)
    assert file.row().open == 80_050


def test_who_is_furthest_behind_stands_first(desk: Desk) -> None:
    calm, late = File(desk), File(desk)
    calm.do("achterstal", BEGAN, **OWED)
    late.to_the_commission("plan")
    for letter in ("brief_huurder", "brief_werker", "brief_verhuurder"):
        late.do(letter, date(2026, 4, 16))
    late.do("plan_tekenen", date(2026, 4, 20), per_maand=50, eerste_afbetaling=date(2026, 5, 5))
    rows = arrears.board(on(desk, date(2026, 9, 1)))
    assert [row.trajectory_id for row in rows] == [late.id, calm.id]


@pytest.mark.parametrize(
    ("source", "cents", "key"),
    [("huur", 0, "arrears_amount"), ("huur", 200_000_000, "arrears_amount"), ("gas", 100, "arrears_source")],
)
def test_what_cannot_be_owed_is_refused(file: File, source: str, cents: int, key: str) -> None:
    with pytest.raises(DeskError) as why:
        arrears.add_line(file.desk, file.id, BEGAN, source, cents)
    assert why.value.key == key
    assert file.row().lines == ()


def test_cents_are_kept_and_tenths_of_them_refused(file: File) -> None:
    with pytest.raises(DeskError) as why:
        file.do("achterstal", BEGAN, **_owing(bedrag=Fraction("10.005")))
    assert why.value.key == "fact_decimals"
    with pytest.raises(DeskError) as why:
        file.do("achterstal", BEGAN, **_owing(maanden_achter=Fraction("1.5")))
    assert why.value.key == "fact_decimals"


def _owing(**other: Any) -> dict[str, Any]:
    return OWED | other


def test_a_method_without_arrears_has_no_board(desk: Desk) -> None:
    client = made(people.add_person(desk, ZOE))
    dossier = made(dossiers.open_dossier(desk, client, DossierDetails(opened_on=BEGAN)))
    trajectory = made(trajectories.start(desk, dossier, "foc", BEGAN))
    assert arrears.board(desk) == ()
    with pytest.raises(DeskError) as why:
        arrears.add_line(desk, trajectory, BEGAN, "huur", 100)
    assert why.value.key == "arrears_source"
