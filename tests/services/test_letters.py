# SPDX-FileCopyrightText: The wwdesk authors
# SPDX-License-Identifier: EUPL-1.2
"""Letters and agreements from templates: what is known stands in them, what is missing is named, nothing is blank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import func, select

from tests.house.sources import ROOT
from tests.services.test_arrears import BEGAN, OWED, File
from tests.services.test_dossier_timeline import dossier_id as dossier_id  # noqa: PLC0414 - a fixture
from tests.services.test_dossier_timeline import staying as staying  # noqa: PLC0414 - a fixture
from wwdesk.documents import style
from wwdesk.documents.template import Signatures, TemplateKind, read_template
from wwdesk.domain.errors import DeskError
from wwdesk.domain.overviews import OfficeSettings
from wwdesk.methods.folders import built_in_methods
from wwdesk.services import letters, people, printing, trajectories
from wwdesk.services.desk import Desk
from wwdesk.services.dossiers import dossier
from wwdesk.services.letters import LetterTyped
from wwdesk.storage.records.office import JournalRecord

OFFICE = OfficeSettings(
    name="OCMW Voorbeeld",
    street="Markt 1",
    postcode="3600",
    municipality="Genk",
    phone="089 00 00 00",
    email="lac@voorbeeld.be",
)
PAY: dict[str, object] = {"rekening": "BE68 5390 0754 7034", "betalen_voor": date(2026, 2, 1)}


def text_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office has an address; the test offices have no key file to change it with."""
    for module in (letters, printing):
        monkeypatch.setattr(module, "settings", lambda _desk: OFFICE)


@pytest.fixture
def file(desk: Desk) -> File:
    made = File(desk)
    found = dossier(desk, made.dossier).client
    details = replace(found.details, street="Vaartkaai 3", postcode="3600", municipality="Genk")
    people.change_person(desk, found.id, found.revision, details)
    return made


@pytest.mark.parametrize("method", [found for found in built_in_methods() if found.rulebook], ids=lambda one: one.id)
def test_every_template_of_the_program_is_right(method: Any) -> None:
    assert letters.template_problems(method) == ()


@pytest.mark.parametrize("method", [found for found in built_in_methods() if found.rulebook], ids=lambda one: one.id)
def test_everybody_who_signs_has_a_place_to_do_it(method: Any) -> None:
    rules = method.rulebook.method
    for document in (one for one in rules.document if one.template):
        text = (method.folder / document.template).read_text("utf-8")
        template = read_template(document.template, text, letters.field_labels(rules))
        places = [line for part in template.body if isinstance(part, Signatures) for line in part.lines]
        if template.kind is not TemplateKind.LETTER:
            assert len(places) >= len(document.signed_by), document.template


def test_a_report_for_the_commission_has_what_the_file_knows(file: File) -> None:
    file.do("achterstal", BEGAN, **OWED)
    typed = {one.id: f"Iets over {one.id}." for one in letters.asks(file.desk, file.id, "verslag").fields}
    said = text_of(letters.print_letter(file.desk, file.id, "verslag", LetterTyped(values=typed)))
    assert "De huurder is" in said
    assert "Iets over oorzaak." in said
    assert "Eerste huisbezoek" not in said, "nobody went there yet"
    assert "Overeenkomst" not in said, "a report is no agreement"


@pytest.mark.parametrize(
    "file", sorted((ROOT / "forms").glob("*/*.doc.md")), ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_every_sign_in_a_template_can_be_printed(file: Path) -> None:
    text = file.read_text("utf-8")
    known = style.known_characters()
    assert sorted({sign for sign in text if sign != "\n" and ord(sign) not in known}) == []


def test_a_reminder_says_what_is_owed_and_reaches_the_window_of_the_envelope(file: File) -> None:
    file.do("achterstal", BEGAN, **OWED)
    asked = letters.asks(file.desk, file.id, "aanmaning_een")
    assert [one.id for one in asked.fields] == ["rekening", "betalen_voor"]
    pdf = letters.print_letter(file.desk, file.id, "aanmaning_een", LetterTyped(values=PAY))
    said = text_of(pdf)
    for words in ("AANGETEKEND", "Vaartkaai 3", "3600 Genk", "512,50 euro", "1 februari 2026", "089 00 00 00"):
        assert words in said
    assert "${" not in said
    assert pdf == letters.print_letter(file.desk, file.id, "aanmaning_een", LetterTyped(values=PAY))


def test_what_is_missing_is_named_in_dutch_and_nothing_is_made(file: File) -> None:
    with pytest.raises(DeskError) as why:
        letters.print_letter(file.desk, file.id, "aanmaning_twee", LetterTyped(values={}))
    assert why.value.key == "template_missing"
    for label in ("Eerste aanmaning", "Rekeningnummer van de verhuurder", "Betalen vóór", "Achterstal nu (euro)"):
        assert label in why.value.sentence


def test_a_plan_has_its_clauses_locked_chosen_and_free(file: File) -> None:
    file.to_the_commission("plan")
    file.do("plan_tekenen", date(2026, 4, 20), per_maand=Fraction("62.50"), eerste_afbetaling=date(2026, 5, 5))
    asked = letters.asks(file.desk, file.id, "afbetalingsplan")
    assert asked.choices == (("uitstel", "De huurder mag één maand overslaan"),)
    assert [clause[0] for clause in asked.free] == ["afspraken"]
    values: dict[str, object] = {"verhuurder_naam": "Nieuw Dak", "rekening": "BE68 5390 0754 7034"}
    typed = LetterTyped(
        values=values,
        without=frozenset({"uitstel"}),
        free={"afspraken": "- De huurder belt **elke maand**.\n- <b>geen</b> ${naam} [link](http://x)"},
    )
    said = text_of(letters.print_letter(file.desk, file.id, "afbetalingsplan", typed))
    assert "62,50 euro" in said
    assert "5 mei 2026" in said
    assert "Eén keer mag de betaling" not in said
    assert "De huurder belt elke maand." in said
    assert "<b>geen</b> ${naam} [link](http://x)" in said, "what is typed is shown as it was typed"
    assert said.count("Naam, datum en handtekening") == 2


def test_a_handelingsplan_has_every_goal_and_the_note_its_dates(desk: Desk, staying: str) -> None:
    (running,) = trajectories.trajectories(desk, staying)
    goals = [
        {"domein": "Geld", "wens": "Rust in mijn hoofd", "resultaat": "Geen aanmaningen", "wie": "Zoë", "tegen": "mei"},
        {"domein": "Wonen", "wens": "Een eigen deur", "resultaat": "Een huurcontract", "wie": "Allen", "tegen": "juli"},
    ]
    values: dict[str, object] = {"doelen": goals, "volgende_keer": date(2026, 5, 4), "wooncoach": "Rik"}
    said = text_of(letters.print_letter(desk, running.id, "handelingsplan", LetterTyped(values=values)))
    for words in ("Rust in mijn hoofd", "Een eigen deur", "4 mei 2026", "De wooncoach"):
        assert words in said
    with pytest.raises(DeskError) as why:
        letters.print_letter(desk, running.id, "handelingsplan", LetterTyped(values={**values, "doelen": []}))
    assert "Doelen" in why.value.sentence
    note: dict[str, object] = {"wooncoach": "Rik", "ritme": "elke week", "bereiken": "overdag"}
    said = text_of(letters.print_letter(desk, running.id, "afsprakennota", LetterTyped(values=note)))
    assert "tot en met 8 augustus 2026" in said
    assert "hoogstens zes maanden" not in said


def test_a_letter_without_an_address_is_not_made(file: File) -> None:
    file.do("achterstal", BEGAN, **OWED)
    found = dossier(file.desk, file.dossier).client
    people.change_person(file.desk, found.id, found.revision, replace(found.details, street="", postcode=" "))
    with pytest.raises(DeskError) as why:
        letters.print_letter(file.desk, file.id, "aanmaning_een", LetterTyped(values=PAY))
    assert "Straat en nummer van de cliënt, Postcode van de cliënt" in why.value.sentence


def test_a_document_without_a_template_says_so(file: File) -> None:
    with pytest.raises(DeskError) as why:
        letters.asks(file.desk, file.id, "bestaat_niet")
    assert why.value.key == "template_none"


def test_a_preview_shows_the_names_of_what_is_missing_and_keeps_nothing(file: File) -> None:
    file.do("achterstal", BEGAN, **OWED)
    desk = file.desk
    with desk.reading() as session:
        before = session.scalar(select(func.count()).select_from(JournalRecord))
    half = letters.preview_letter(desk, file.id, "aanmaning_een", LetterTyped(values={}), 300)
    assert len(half.pages) == 1
    assert "Rekeningnummer van de verhuurder" in " ".join(half.missing)
    with Image.open(BytesIO(half.pages[0])) as picture:
        assert picture.width == 300
    whole = letters.preview_letter(desk, file.id, "aanmaning_een", LetterTyped(values=PAY), 300)
    assert whole.missing == ()
    assert whole.pages != half.pages
    with desk.reading() as session:
        assert session.scalar(select(func.count()).select_from(JournalRecord)) == before


def test_a_preview_of_a_letter_names_an_address_that_is_not_there(desk: Desk) -> None:
    file = File(desk)
    file.do("achterstal", BEGAN, **OWED)
    told = letters.preview_letter(file.desk, file.id, "aanmaning_een", LetterTyped(values=PAY), 200).missing
    with pytest.raises(DeskError) as why:
        letters.print_letter(file.desk, file.id, "aanmaning_een", LetterTyped(values=PAY))
    assert told
    assert all(name in why.value.sentence for name in told), "what printing would refuse is what the preview says"
